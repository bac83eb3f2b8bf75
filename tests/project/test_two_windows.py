import random
from dataclasses import replace

import pytest
from making import (
    SCHEME,
    TEXTS,
    annotated,
    checked,
    entry,
    marks,
    new_project,
    span,
    suggest,
    take_in,
)
from schemes import renamed

from annotator.core.annotation import Status
from annotator.core.article import Metadata
from annotator.core.errors import AnnotatorError, StaleError
from annotator.core.scheme import Label
from annotator.project import project as projects
from annotator.project.edits import (
    AddNote,
    AddSpan,
    ChangeScheme,
    EditMetadata,
    RemoveArticles,
    RemoveSpans,
    SetFlag,
    SetStatus,
)
from annotator.project.intake import Intake

JAN = AddSpan(1, "entities", "PERSON", 0, 12)
MET = AddSpan(1, "entities", "ORG", 13, 16)


@pytest.fixture
def windows(tmp_path):
    path = tmp_path / "news.db"
    with new_project(path) as first, projects.open(path) as second:
        first.annotation(1), second.annotation(1), second.article(1)
        yield first, second


def texts(project):
    return [text for _, text in marks(project.annotation(1))]


def test_an_edit_on_a_stale_view_is_refused_once_and_nothing_is_lost(windows):
    first, second = windows
    first.apply(JAN)
    with pytest.raises(StaleError, match="was changed in another window"):
        second.apply(MET)
    assert texts(second) == ["Jan Maartens"]
    second.apply(MET)
    assert first.changed_elsewhere()
    assert texts(first) == ["Jan Maartens", "met"]
    assert checked(first).sound


def test_a_window_learns_of_anothers_change_once(windows):
    first, second = windows
    assert not second.changed_elsewhere()
    first.apply(JAN)
    assert second.changed_elsewhere()
    assert not second.changed_elsewhere()
    assert texts(second) == ["Jan Maartens"]
    assert not first.changed_elsewhere()


def test_counting_time_does_not_hide_anothers_change(windows):
    first, second = windows
    first.apply(JAN)
    second.add_seconds(1, 2.0)
    assert second.changed_elsewhere()


def test_time_is_added_up_over_windows(windows):
    first, second = windows
    first.add_seconds(1, 2.0)
    second.add_seconds(1, 3.5)
    first.apply(JAN)
    second.changed_elsewhere()
    assert second.annotation(1).seconds == 5.5


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (SetFlag(1, "mine"), SetFlag(1, "theirs")),
        (EditMetadata(1, Metadata("mine")), EditMetadata(1, Metadata("theirs"))),
        (RemoveArticles((1,)), RemoveArticles((1, 2))),
        (SetStatus(1, Status.DONE), SetStatus(1, Status.SKIPPED)),
    ],
)
def test_whoever_comes_second_overwrites_nothing(windows, mine, theirs):
    first, second = windows
    first.apply(mine)
    state = (first.queue.ids(), first.queue.rows([1, 2]))
    with pytest.raises(AnnotatorError):
        second.apply(theirs)
    assert (second.queue.ids(), second.queue.rows([1, 2])) == state
    assert checked(second).sound


def test_notes_from_two_windows_are_both_kept(windows):
    first, second = windows
    first.apply(AddNote(1, "one"))
    second.apply(AddNote(1, "two"))
    assert [note.text for note in first.notes(1)] == ["one", "two"]


def test_labels_of_a_scheme_that_changed_elsewhere_are_not_written(windows):
    first, second = windows
    first.apply(ChangeScheme(renamed(SCHEME, "PERSON", "HUMAN"), {"PERSON": "HUMAN"}))
    with pytest.raises(StaleError, match="label scheme was changed in another window"):
        second.apply(AddSpan(2, "entities", "PERSON", 10, 13))
    assert second.scheme.has("entities", "HUMAN")
    second.apply(AddSpan(2, "entities", "HUMAN", 10, 13))
    assert checked(second).sound


def test_an_import_follows_a_scheme_that_changed_elsewhere(windows):
    first, second = windows
    intake = Intake(second, "slow.jsonl", "annotator")
    first.apply(ChangeScheme(renamed(SCHEME, "PERSON", "HUMAN"), {"PERSON": "HUMAN"}))
    intake.add([entry("Jan left.", annotated("Jan left.", span("Jan left.", 0, 3)))])
    assert "no label PERSON" in intake.refused[0].reason
    assert checked(second).sound


def test_a_step_changed_in_another_window_is_not_undone_over_it(windows):
    first, second = windows
    first.apply(JAN)
    second.changed_elsewhere()
    second.use_annotator("Ben")
    second.apply(SetFlag(1, "x"))
    first.apply(RemoveSpans(1, (1,)))
    first.undo()
    first.undo()
    assert texts(first) == []
    assert second.undo().name == "Flag article"


def test_what_a_job_suggests_meanwhile_is_shown_after_a_look(windows):
    first, job = windows
    suggest(job, 1, span(TEXTS[0], 0, 12))
    assert first.changed_elsewhere()
    assert [one.text for one in first.pending(1)] == ["Jan Maartens"]


def test_articles_imported_elsewhere_appear(windows):
    first, second = windows
    take_in(second, entry("More."))
    assert first.queue.ids() == [1, 2, 3, 4]
    assert first.queue.ids() == second.queue.ids()


def random_edit(choose, project):
    spans = project.annotation(1).spans
    start = choose.randrange(0, 30)
    edits = [
        AddSpan(1, "entities", choose.choice(["PERSON", "ORG"]), start, start + 3),
        SetStatus(1, choose.choice(list(Status))),
        SetFlag(1, choose.choice([None, "a", "b"])),
    ]
    if spans:
        edits.append(RemoveSpans(1, (choose.choice(spans).id,)))
    return choose.choice(edits)


def take_turn(choose, project):
    if choose.random() < 0.2 and project.undo_name() != "Import articles.txt":
        return project.undo()
    return project.apply(random_edit(choose, project))


def test_a_thousand_interleaved_edits_lose_nothing(windows):
    """Each step a window was told is saved is in the journal, and the journal explains the tables."""
    choose, saved, refused = random.Random(7), 0, 0
    for _ in range(1000):
        project = choose.choice(windows)
        if choose.random() < 0.3:
            project.changed_elsewhere()
        try:
            saved += bool(take_turn(choose, project).deltas)
        except AnnotatorError:
            refused += 1
    steps = "SELECT count(DISTINCT step) FROM journal WHERE name NOT LIKE 'Import%'"
    assert windows[0].database.value(steps) == saved
    assert saved > 300
    assert refused > 50
    for project in windows:
        project.refresh()
    assert windows[0].annotation(1) == windows[1].annotation(1)
    assert checked(windows[0]).sound


def test_a_new_label_from_another_window_can_be_used_after_a_look(windows):
    first, second = windows
    entities, *others = SCHEME.layers
    more = replace(entities, labels=(*entities.labels, Label("EVENT")))
    first.apply(ChangeScheme(replace(SCHEME, layers=(more, *others))))
    second.changed_elsewhere()
    second.apply(AddSpan(1, "entities", "EVENT", 0, 3))
    assert marks(second.annotation(1)) == [("EVENT", "Jan")]
