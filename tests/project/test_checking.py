import pytest
from making import TEXTS, annotated, checked, entry, span, suggest, take_in

from annotator.core.annotation import Status
from annotator.core.progress import Progress
from annotator.project import project as projects
from annotator.project.checking import check
from annotator.project.edits import (
    Accept,
    AddNote,
    AddSpan,
    EditMetadata,
    RemoveArticles,
    SetArticleLabel,
    SetFlag,
    SetStatus,
)


@pytest.fixture
def busy(project):
    """A project in which something of everything happened."""
    suggest(project, 1, span(TEXTS[0], 0, 12), span(TEXTS[0], 17, 28))
    known = annotated(TEXTS[1], span(TEXTS[1], 10, 13), name="Cleo")
    take_in(project, entry(TEXTS[1], known), entry("Jan.", annotated("Jan.", span("Jan.", 0, 3))))
    project.apply(Accept(1, project.pending(1)[:1]))
    project.apply(SetStatus(1, Status.DONE, accept=True))
    project.apply(SetArticleLabel(4, "sports"))
    project.apply(AddSpan(4, "entities", "ORG", 0, 4))
    project.apply(EditMetadata(2, project.article(1).metadata))
    project.apply(AddNote(2, "hm"))
    project.apply(SetFlag(3, "odd"))
    project.apply(RemoveArticles((3,)))
    for _ in range(3):
        project.undo()
    project.redo()
    return project


def test_a_project_in_which_everything_was_done_by_edits_is_sound(busy):
    report = checked(busy)
    assert report.sound
    assert (report.articles, report.annotations, report.spans) == (4, 4, 6)
    assert report.sentence() == (
        "4 articles, 4 annotations, 6 spans and 13 changes were checked; all is well."
    )


def test_a_check_writes_nothing_and_works_read_only(busy):
    busy.close()
    before = busy.path.read_bytes()
    with projects.open(busy.path, read_only=True) as reader:
        assert checked(reader).sound
    assert busy.path.read_bytes() == before


def test_a_check_tells_how_far_it_is(busy):
    steps = list(check(busy))
    assert steps[0] == Progress(0, 4, "Checking articles")
    assert steps[-1].done == steps[-1].total == 4


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE articles SET text = text || '!' WHERE id = 2", "not the one that was imported"),
        ("UPDATE spans SET text = 'Bob' WHERE id = 1", "says “Bob” but the text has"),
        ('UPDATE spans SET "end" = 900 WHERE id = 1', "lies outside the text"),
        ("UPDATE spans SET label = 'ANIMAL'", "no label ANIMAL in entities"),
        (
            'UPDATE spans SET "end" = 20, text = \'Jan Maartens met Ann\' WHERE "end" = 12',
            "overlap",
        ),
        ("DELETE FROM spans WHERE id = 2", "number of spans the queue shows is wrong"),
        ("DELETE FROM spans WHERE origin = 'model 1'", "history does not lead to what is marked"),
        ("UPDATE annotations SET status = 'skipped'", "history does not lead to what is marked"),
        ("UPDATE annotations SET labels = '[\"x\"]'", "history does not lead to what is marked"),
        ("UPDATE annotations SET next_span_id = 1", "the next span would get an id that is taken"),
        ("UPDATE annotations SET decided = 3", "number of spans the queue shows is wrong"),
        ("UPDATE articles SET title = 'x' WHERE id = 2", "history does not lead to its details"),
        (
            "UPDATE notes SET text = 'x'",
            "history does not lead to its details, flag, notes and decisions",
        ),
        ("DELETE FROM journal WHERE name = 'Add note'", None),
        (
            "UPDATE journal SET added = '[]' WHERE name LIKE 'Mark%'",
            "history does not lead to what",
        ),
        ("UPDATE journal SET added = 'x'", "cannot be read"),
        ('UPDATE journal SET added = \'[{"noun":"fish"}]\'', "cannot be read"),
        ("INSERT INTO relations SELECT id, 'X', 8, 9 FROM annotations", "a relation names a span"),
        ("UPDATE spans SET cluster_id = 4", "not on the roster"),
        ("DELETE FROM annotators WHERE kind = 'model'", "points at a row of annotators"),
    ],
)
def test_what_is_not_as_it_should_be_is_found(busy, sql, problem):
    busy.database.execute("PRAGMA foreign_keys = OFF")
    busy.database.execute(sql)
    busy.refresh()
    report = checked(busy)
    if problem is None:
        assert report.sound
    else:
        assert problem in "\n".join(report.problems)
        assert report.found == len(report.problems)
        assert f"{report.found} problems were found" in report.sentence()


def test_of_very_many_problems_the_first_thousand_are_listed_and_all_counted(project):
    project.database.execute("PRAGMA foreign_keys = OFF")
    rows = [(n, 1) for n in range(1000, 2500)]
    project.database.execute_many(
        "INSERT INTO assignments (article_id, annotator_id) VALUES (?, ?)", rows
    )
    report = checked(project)
    assert (report.found, len(report.problems)) == (1500, 1000)
    assert "(the first 1000 are listed)" in report.sentence()
