from dataclasses import replace

import pytest
from making import SCHEME, TEXTS, entry, new_project, span, suggest, take_in

from annotator.core.annotation import Status
from annotator.core.suggestions import pending
from annotator.project import project as projects
from annotator.project.edits import (
    Accept,
    AddSpan,
    ChangeScheme,
    Reject,
    RemoveArticles,
    SetFlag,
    SetStatus,
)
from annotator.project.queue import QueueQuery

PAPERS = (
    ("Anna won the race", "AP", "2026-01-03"),
    ("Storm over the coast", "Reuters", "2026-01-01"),
    ("Zoë’s café closes", "AP", "2026-01-02T10:00"),
    ("A very long story about nothing much that goes on and on", "", ""),
)


@pytest.fixture
def desk(tmp_path):
    with new_project(tmp_path / "queue.db", texts=()) as project:
        entries = [
            entry(f"{title}.\nBody {n}.", title=title, source=source, published=published)
            for n, (title, source, published) in enumerate(PAPERS)
        ]
        take_in(project, *entries)
        yield project


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (QueueQuery(), [1, 2, 3, 4]),
        (QueueQuery(text="anna"), [1]),
        (QueueQuery(text="ANNA rac"), [1]),
        (QueueQuery(text="rac anna"), []),
        (QueueQuery(text="zoe cafe"), [3]),
        (QueueQuery(text="reuters"), [2]),
        (QueueQuery(text="body"), [1, 2, 3, 4]),
        (QueueQuery(text='"anna" (race'), [1]),
        (QueueQuery(text="  "), [1, 2, 3, 4]),
        (QueueQuery(text="!?"), []),
        (QueueQuery(source="AP"), [1, 3]),
        (QueueQuery(since="2026-01-02"), [1, 3]),
        (QueueQuery(since="2026-01-01", until="2026-01-02"), [2, 3]),
        (QueueQuery(status=Status.TODO), [1, 2, 3, 4]),
        (QueueQuery(flagged=False), [1, 2, 3, 4]),
        (QueueQuery(flagged=True), []),
        (QueueQuery(label="PERSON"), []),
        (QueueQuery(order="date"), [4, 2, 3, 1]),
        (QueueQuery(order="length"), [3, 1, 2, 4]),
    ],
)
def test_a_query_finds_its_articles_in_its_order(desk, query, expected):
    assert desk.queue.ids(query) == expected


@pytest.mark.parametrize("text", ["anna", "zoë", "storm coast"])
def test_a_read_only_project_is_searched_without_an_index(desk, text):
    desk.close()
    with projects.open(desk.path, read_only=True) as reader:
        found = reader.queue.ids(QueueQuery(text=text))
    with projects.open(desk.path) as writer:
        assert writer.queue.ids(QueueQuery(text=text)) == found != []


def test_filters_narrow_each_other(desk):
    desk.apply(SetStatus(1, Status.DONE))
    desk.apply(SetFlag(3, "odd"))
    desk.apply(AddSpan(3, "entities", "PERSON", 0, 3))
    assert desk.queue.ids(QueueQuery(status=Status.DONE)) == [1]
    assert desk.queue.ids(QueueQuery(status=Status.TODO)) == [2, 4]
    assert desk.queue.ids(QueueQuery(source="AP", flagged=True)) == [3]
    assert desk.queue.ids(QueueQuery(source="AP", status=Status.TODO)) == []
    assert desk.queue.ids(QueueQuery(label="PERSON", text="cafe")) == [3]
    counts = desk.queue.counts()
    assert counts == {
        "all": 4,
        "todo": 2,
        "in progress": 1,
        "done": 1,
        "skipped": 0,
        "flagged": 1,
        "mine": 0,
        "recheck": 0,
    }


def test_status_is_mine(desk):
    desk.apply(SetStatus(1, Status.DONE))
    desk.use_annotator("Ben")
    assert desk.queue.ids(QueueQuery(status=Status.DONE)) == []
    assert desk.queue.counts()["todo"] == 4


def test_removed_articles_are_in_no_list_count_or_row(desk):
    desk.apply(SetFlag(2, "x"))
    desk.queue.ids(QueueQuery(text="storm"))
    desk.apply(RemoveArticles((2,)))
    assert desk.queue.ids(QueueQuery(text="storm")) == []
    assert desk.queue.rows([1, 2, 3])[1].id == 3
    assert desk.queue.counts()["flagged"] == 0
    assert desk.queue.sources() == ["AP"]


def test_articles_that_come_after_a_search_are_found_by_the_next(desk):
    assert desk.queue.ids(QueueQuery(text="kraken")) == []
    take_in(desk, entry("Kraken seen."))
    assert desk.queue.ids(QueueQuery(text="kraken")) == [5]


def test_a_row_says_what_there_is_to_do(desk):
    text = desk.article(1).text
    suggest(desk, 1, span(text, 0, 4), span(text, 13, 17, "ORG"))
    row, other = desk.queue.rows([1, 2])
    assert (row.title, row.words, row.spans, row.pending, row.prelabelled) == (
        "Anna won the race",
        6,
        0,
        2,
        True,
    )
    assert (other.pending, other.prelabelled) == (0, False)
    desk.apply(Accept(1, desk.pending(1)[:1]))
    desk.apply(SetFlag(1, "why?"))
    (row,) = desk.queue.rows([1])
    assert (row.spans, row.pending, row.status, row.flag) == (1, 1, Status.IN_PROGRESS, "why?")
    assert desk.queue.ids(QueueQuery(order="suggestions"))[0] == 1


def test_rows_count_as_pending_what_the_page_shows(tmp_path):
    text = TEXTS[0]
    with new_project(tmp_path / "pending.db") as project:
        quote = span(text, 0, 16, "QUOTE", "quotes")
        suggest(
            project,
            1,
            span(text, 0, 12),
            span(text, 17, 21),
            span(text, 22, 28),
            span(text, 32, 37, "PLACE"),
            quote,
            span(text, 0, 3, "SPEAKER", "quotes"),
        )
        shown = project.pending(1)
        for edit in (
            None,
            AddSpan(1, "entities", "ORG", 4, 20),
            AddSpan(1, "quotes", "QUOTE", 0, 5),
            Accept(1, (quote,)),
            Reject(1, (shown[-1],)),
            AddSpan(1, "entities", "ORG", 30, 32),
        ):
            if edit:
                project.apply(edit)
            assert project.queue.rows([1])[0].pending == project.pending_count(1)
        assert [one.text for one in project.pending(1)] == ["Jan", "Kovács"]


def test_a_label_that_left_the_scheme_is_not_pending_in_the_queue_either(desk):
    text = desk.article(1).text
    suggest(desk, 1, span(text, 0, 4, "PLACE"))
    entities, *others = SCHEME.layers
    fewer = replace(entities, labels=tuple(one for one in entities.labels if one.name != "PLACE"))
    desk.apply(ChangeScheme(replace(SCHEME, layers=(fewer, *others))))
    assert desk.queue.rows([1])[0].pending == len(desk.pending(1)) == 0


def test_pace_counts_what_is_done_and_the_time_it_took(desk):
    for article_id, seconds in ((1, 60.0), (2, 120.0)):
        desk.add_seconds(article_id, seconds)
        desk.apply(SetStatus(article_id, Status.DONE))
    desk.apply(SetStatus(3, Status.SKIPPED))
    pace = desk.queue.pace()
    assert (pace.done_today, pace.seconds_per_article, pace.left) == (2, 90.0, 1)
    assert pace.seconds_left == 90.0


def test_the_core_and_the_queue_agree_on_what_is_pending(desk):
    text = desk.article(4).text
    suggest(desk, 4, *(span(text, n, n + 2) for n in range(0, 40, 5)))
    for start in (1, 11, 30):
        desk.apply(AddSpan(4, "entities", "ORG", start, start + 4))
    expected = pending(desk.suggested(4), desk.annotation(4), desk.scheme)
    assert desk.queue.rows([4])[0].pending == len(expected.spans) > 0


def test_the_queue_shows_what_someone_worked_on(desk):
    desk.use_annotator("Maya")
    desk.apply(AddSpan(2, "entities", "PLACE", 15, 20))
    desk.apply(SetStatus(3, Status.SKIPPED))
    desk.use_annotator("Sam")
    assert desk.queue.ids(QueueQuery(annotator="Maya")) == [2, 3]
    assert desk.queue.ids(QueueQuery(annotator="Maya", source="AP")) == [3]
    assert desk.queue.ids(QueueQuery(annotator="Sam")) == []
