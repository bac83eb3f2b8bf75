import pytest
from making import TEXTS, checked, marks, span, suggest

from annotator.core.annotation import Status
from annotator.core.article import Metadata
from annotator.core.errors import RuleError, SchemeError, StoreError
from annotator.project.edits import (
    AddNote,
    AddSpan,
    EditMetadata,
    RemoveArticles,
    ResolveNote,
    SetArticleLabel,
    SetFlag,
    SetStatus,
)
from annotator.project.queue import QueueQuery


def test_done_is_remembered_with_its_time_and_undone_with_it(project):
    project.apply(SetStatus(1, Status.DONE))
    assert project.annotation(1).finished_at is not None
    project.apply(SetStatus(1, Status.SKIPPED))
    assert project.annotation(1).finished_at is None
    project.undo()
    project.undo()
    assert project.annotation(1).status is Status.TODO


def test_done_takes_the_pending_suggestions_along_in_one_step(project):
    suggest(project, 1, span(TEXTS[0], 0, 12), span(TEXTS[0], 17, 28))
    project.apply(SetStatus(1, Status.DONE, accept=True))
    assert [text for _, text in marks(project.annotation(1))] == ["Jan Maartens", "Anna Kovács"]
    assert project.undo_name() == "Mark article done"
    project.undo()
    assert project.annotation(1).spans == ()
    assert project.annotation(1).status is Status.TODO


def test_done_takes_what_the_memory_suggests_as_well(project):
    for article_id, start in ((1, 0), (2, TEXTS[1].index("Jan"))):
        project.apply(AddSpan(article_id, "entities", "PERSON", start, start + 12))
    for start in (TEXTS[0].index("Anna"), TEXTS[0].rindex("Anna")):
        project.apply(AddSpan(1, "entities", "PERSON", start, start + 11))
    shown = [one.text for one in project.pending(3)]
    project.apply(SetStatus(3, Status.DONE, accept=True))
    assert shown == ["Anna Kovács"]
    assert [one.origin for one in project.annotation(3).spans] == ["memory"]


def test_done_takes_nothing_that_blind_mode_hides(project):
    suggest(project, 1, span(TEXTS[0], 0, 12))
    project.settings.set("blind", True)
    project.apply(SetStatus(1, Status.DONE, accept=True))
    assert project.annotation(1).spans == ()
    assert project.annotation(1).status is Status.DONE


def test_done_twice_is_one_step(project):
    project.apply(SetStatus(1, Status.DONE))
    assert project.apply(SetStatus(1, Status.DONE)).deltas == ()


def test_a_flag_is_put_changed_and_taken_away(project):
    for note in ("odd", "very odd", None):
        project.apply(SetFlag(1, note))
        assert project.article(1).flag == note
    project.undo()
    assert project.article(1).flag == "very odd"
    assert project.queue.counts()["flagged"] == 1


def test_article_labels_of_one_group_exclude_each_other(project):
    for label in ("sports", "not news", "politics"):
        project.apply(SetArticleLabel(1, label))
    assert project.annotation(1).labels == {"not news", "politics"}
    project.undo()
    assert project.annotation(1).labels == {"not news", "sports"}
    project.apply(SetArticleLabel(1, "sports", on=False))
    assert project.annotation(1).labels == {"not news"}
    assert checked(project).sound


def test_an_article_label_outside_the_scheme_is_refused(project):
    with pytest.raises(SchemeError, match="no article label gossip"):
        project.apply(SetArticleLabel(1, "gossip"))


def test_edited_details_are_shown_found_and_undone(project):
    before = project.article(1).metadata
    project.queue.ids(QueueQuery(text="anything"))
    after = Metadata("Kamala wins", "The Daily", "2026-03-01", "http://x", "nl", {"page": [1]})
    project.apply(EditMetadata(1, after))
    assert project.article(1).metadata == after
    assert project.queue.ids(QueueQuery(text="kamala")) == [1]
    assert project.queue.sources() == ["The Daily"]
    project.undo()
    assert project.article(1).metadata == before
    assert project.queue.ids(QueueQuery(text="kamala")) == []
    assert project.queue.ids(QueueQuery(text="maartens")) == [1, 2]


def test_details_that_are_not_valid_text_are_refused(project):
    with pytest.raises(StoreError, match="is not valid text"):
        project.apply(EditMetadata(1, Metadata("\ud800")))
    assert project.article(1).title == TEXTS[0][:12]


def test_a_removed_article_is_nowhere_and_comes_back_with_everything(project):
    project.apply(AddSpan(2, "entities", "PLACE", 3, 8))
    project.apply(RemoveArticles((1, 2, 2)))
    assert project.queue.ids() == [3]
    assert project.queue.ids(QueueQuery(text="maartens")) == []
    assert project.queue.counts()["all"] == 1
    assert project.label_counts("Paris") == {}
    with pytest.raises(StoreError, match="is not in this project any more"):
        project.article(2)
    with pytest.raises(StoreError):
        project.apply(AddSpan(2, "entities", "PERSON", 10, 13))
    assert project.undo().name == "Remove 3 articles"
    assert project.queue.ids() == [1, 2, 3]
    assert marks(project.annotation(2)) == [("PLACE", "Paris")]


def test_notes_are_written_resolved_and_undone(project):
    project.apply(AddSpan(1, "entities", "PERSON", 0, 12))
    project.apply(AddNote(1, "is he Belgian?", span_id=1))
    (note,) = project.notes(1)
    assert (note.author, note.span_id, note.resolved) == ("Ada", 1, False)
    project.apply(ResolveNote(1, note.id))
    assert project.notes(1)[0].resolved
    project.undo()
    project.undo()
    assert project.notes(1) == ()
    project.redo()
    assert project.notes(1) == (note,)


def test_the_id_of_an_undone_note_is_not_given_again(project):
    project.apply(AddNote(1, "one"))
    first = project.notes(1)[0].id
    project.undo()
    project.apply(AddNote(2, "two"))
    assert project.notes(2)[0].id > first


@pytest.mark.parametrize(
    "edit",
    [
        AddNote(1, "  "),
        AddNote(1, "on what?", span_id=7),
        AddNote(99, "where?"),
        ResolveNote(1, 5),
        SetFlag(99, "x"),
        SetStatus(99, Status.DONE),
        SetArticleLabel(99, "sports"),
        EditMetadata(99, Metadata()),
        RemoveArticles((1, 99)),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(project, edit):
    with pytest.raises((RuleError, StoreError)):
        project.apply(edit)
    assert project.queue.ids() == [1, 2, 3]
    assert project.undo_name() == "Import articles.txt"
