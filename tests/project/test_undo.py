import pytest
from making import SCHEME, TEXTS, annotated, checked, entry, marks, new_project, span, take_in

from annotator.core.annotation import Status
from annotator.core.errors import UndoError
from annotator.project import project as projects
from annotator.project.edits import (
    AddNote,
    AddSpan,
    LabelOccurrences,
    RemoveSpans,
    SetArticleLabel,
    SetFlag,
    SetStatus,
)
from annotator.store import journal

JAN = AddSpan(1, "entities", "PERSON", 0, 12)
PARIS = AddSpan(1, "entities", "PLACE", 32, 37)


def texts(project, article_id=1):
    return [text for _, text in marks(project.annotation(article_id))]


def reopened(project):
    path = project.path
    project.close()
    return projects.open(path)


def undo_all(project):
    names = []
    while project.undo_name():
        names.append(project.undo().name)
    return names


def redo_all(project):
    names = []
    while project.redo_name():
        names.append(project.redo().name)
    return names


def test_an_empty_project_has_nothing_to_undo_or_redo(tmp_path):
    with new_project(tmp_path / "new.db", texts=()) as project:
        assert project.undo_name() is None
        assert project.redo_name() is None
        with pytest.raises(UndoError, match="nothing to undo"):
            project.undo()
        with pytest.raises(UndoError, match="nothing to redo"):
            project.redo()


def test_undo_and_redo_survive_closing(project):
    project.apply(JAN)
    project.apply(SetStatus(1, Status.DONE))
    project = reopened(project)
    assert project.undo_name() == "Mark article done"
    project.undo()
    project = reopened(project)
    assert project.redo_name() == "Mark article done"
    project.undo()
    assert texts(project) == []
    project = reopened(project)
    assert redo_all(project) == ["Label PERSON", "Mark article done"]
    assert project.annotation(1).status is Status.DONE
    assert texts(project) == ["Jan Maartens"]
    project.close()


def test_back_and_forth_any_number_of_times_ends_where_it_was(project):
    project.apply(JAN)
    project.apply(PARIS)
    expected = project.annotation(1).spans
    for _ in range(3):
        names = undo_all(project)
        assert names == ["Label PLACE", "Label PERSON", "Import articles.txt"]
        assert redo_all(project) == names[::-1]
        project.undo()
        project.redo()
    assert project.annotation(1).spans == expected
    assert checked(project).sound


def test_a_new_step_ends_what_could_be_redone(project):
    project.apply(JAN)
    project.undo()
    project.apply(PARIS)
    assert project.redo_name() is None
    project.undo()
    assert project.redo_name() == "Label PLACE"
    assert undo_all(project) == ["Import articles.txt"]


def test_undo_reaches_beyond_a_long_row_of_undone_steps(project):
    for n in range(120):
        project.apply(SetFlag(1, f"{n}"))
        project.apply(SetFlag(1, None))
    places = tuple((1, n, n + 1) for n in (0, 5, 9, 14))
    project.apply(LabelOccurrences(places, "entities", "ORG"))
    for _ in range(200):
        project.undo()
    assert project.article(1).flag is not None or project.undo_name() == "Flag article"
    project = reopened(project)
    assert project.undo_name() in ("Flag article", "Remove flag")
    assert len(redo_all(project)) == 200
    assert len(project.annotation(1).spans) == 4
    project.close()


def test_a_clock_that_goes_backwards_changes_no_order(project, monkeypatch):
    for n, at in enumerate(("2026-05-01", "2026-04-01", "2025-01-01")):
        monkeypatch.setattr(journal, "now", lambda at=at: at)
        project.apply(SetFlag(1, f"{n}"))
    project.undo()
    assert project.article(1).flag == "1"
    assert [row.undone for row in project.history(1)] == [True, False, False]
    project.undo()
    project.redo()
    assert project.article(1).flag == "1"


def test_undo_takes_back_my_steps_only(project):
    project.apply(JAN)
    project.use_annotator("Ben")
    project.apply(SetStatus(1, Status.DONE))
    project.use_annotator("Ada")
    assert project.undo().name == "Label PERSON"
    project.use_annotator("Ben")
    assert project.annotation(1).status is Status.DONE


def test_undo_is_refused_where_anothers_step_builds_on_it(project):
    project.apply(SetFlag(1, "odd"))
    project.use_annotator("Ben")
    project.apply(SetFlag(1, "fine"))
    project.use_annotator("Ada")
    with pytest.raises(UndoError, match="“Flag article” cannot be undone: a later step builds"):
        project.undo()
    assert project.article(1).flag == "fine"
    assert checked(project).sound


def test_undo_that_would_overlap_what_came_since_is_refused(project):
    project.apply(JAN)
    project.apply(RemoveSpans(1, (1,)))
    theirs = annotated(TEXTS[0], span(TEXTS[0], 4, 16, "ORG"), name="Ada")
    project.use_annotator("Ben")
    take_in(project, entry(TEXTS[0], theirs), files="theirs.jsonl")
    project.use_annotator("Ada")
    with pytest.raises(UndoError, match="cannot be undone"):
        project.undo()
    assert texts(project) == ["Maartens met"]


def test_watchers_hear_of_each_step_after_it_was_saved(project):
    heard = []
    unwatch = project.watch(lambda change: heard.append((change.name, texts(project))))
    project.apply(JAN)
    project.undo()
    unwatch()
    project.redo()
    assert heard == [("Label PERSON", ["Jan Maartens"]), ("Label PERSON", [])]


def test_undoing_an_import_takes_its_articles_out_and_redoing_brings_them_back(project):
    take_in(project, entry("Another text."), files="more.txt")
    assert project.undo().name == "Import more.txt"
    assert project.queue.ids() == [1, 2, 3]
    project.redo()
    assert project.queue.ids() == [1, 2, 3, 4]


def test_an_import_others_worked_on_is_not_undone(project):
    project.use_annotator("Ben")
    project.apply(JAN)
    project.use_annotator("Ada")
    with pytest.raises(UndoError, match="others made 1 steps on its articles"):
        project.undo()
    assert project.queue.ids() == [1, 2, 3]


def test_what_an_import_attached_to_known_articles_is_undone_with_it(project):
    known = entry(TEXTS[0], annotated(TEXTS[0], span(TEXTS[0], 0, 12), name="Cleo"))
    intake = take_in(project, known, entry("A new text."), files="theirs.jsonl")
    cleo = next(one for one in project.annotators() if one.name == "Cleo")
    assert (intake.taken.attached, intake.taken.added) == (1, 1)
    assert marks(project.annotation(1, cleo)) == [("PERSON", "Jan Maartens")]
    project.undo()
    assert project.annotation(1, cleo).spans == ()
    assert project.queue.ids() == [1, 2, 3]
    project.redo()
    assert marks(project.annotation(1, cleo)) == [("PERSON", "Jan Maartens")]
    assert checked(project).sound


def steps(project, article_id=1):
    return [(row.name, row.undone) for row in project.history(article_id)]


def test_the_history_shows_each_step_once_however_often_it_was_undone(project):
    project.apply(JAN)
    for action in (project.undo, project.redo, project.undo):
        action()
    assert steps(project) == [("Label PERSON", True)]
    project.redo()
    assert steps(project) == [("Label PERSON", False)]


def test_the_history_is_newest_first_with_who_and_what(project):
    project.apply(JAN)
    project.use_annotator("Ben")
    project.apply(AddNote(1, "hm"))
    rows = project.history(1)
    assert [(row.name, row.who) for row in rows] == [("Add note", "Ben"), ("Label PERSON", "Ada")]
    assert [noun.text for noun in rows[0].added] == ["hm"]
    assert len(project.history(1, limit=1)) == 1
    assert project.history(2) == ()


def test_an_earlier_step_is_reverted_as_a_new_step(project):
    project.apply(JAN)
    project.apply(PARIS)
    project.revert(project.history(1)[1].step)
    assert texts(project) == ["Paris"]
    assert project.undo().name == "Revert “Label PERSON”"
    assert texts(project) == ["Jan Maartens", "Paris"]
    assert checked(project).sound


def test_a_step_others_build_on_is_not_reverted(project):
    project.apply(JAN)
    project.apply(RemoveSpans(1, (1,)))
    with pytest.raises(UndoError, match="a later step builds on it"):
        project.revert(project.history(1)[1].step)


def test_only_its_author_reverts_a_step(project):
    project.apply(JAN)
    step = project.history(1)[0].step
    project.use_annotator("Ben")
    with pytest.raises(UndoError, match="is not your step"):
        project.revert(step)


def test_a_step_that_is_not_there_is_not_reverted(project):
    with pytest.raises(UndoError, match="not in the history"):
        project.revert("nonsense")


def test_everything_undone_leaves_every_annotation_as_it_began(project):
    project.apply(JAN)
    project.apply(SetArticleLabel(1, "sports"))
    project.apply(SetStatus(2, Status.SKIPPED))
    project.apply(AddNote(3, "x"))
    for _ in range(4):
        project.undo()
    for article_id in (1, 2, 3):
        held = project.annotation(article_id)
        assert (held.spans, held.labels, held.status) == ((), frozenset(), Status.TODO)
    assert project.scheme == SCHEME
    assert checked(project).sound
