from dataclasses import replace

import pytest
from making import TEXTS, annotated, checked, entry, marks, span, take_in

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.errors import StoreError
from annotator.core.span import Cluster, Rejection, Relation
from annotator.project import intake as intakes
from annotator.project.edits import AddSpan, SetArticleLabel, SetStatus
from annotator.project.intake import Intake
from annotator.store import database

NEW = "Zoë 😀 left Oslo."
ZOE = span(NEW, 0, 3)
OSLO = span(NEW, 11, 15, "PLACE")


def person(project, name):
    return next(one for one in project.annotators() if one.name == name)


def test_articles_and_annotations_are_taken_as_they_are(project):
    whole = annotated(
        NEW,
        ZOE,
        OSLO,
        status=Status.DONE,
        labels=frozenset({"sports"}),
        relations=frozenset({Relation("KNOWS", 1, 2)}),
        clusters=frozenset({Cluster(1, "Zoë", "PERSON")}),
        rejections=frozenset({Rejection("entities", "ORG", 0, 3)}),
        finished_at="2026-01-01",
    )
    intake = take_in(project, entry(NEW, whole, key="k", source="AP", published="2026-02-03"))
    article, held = project.article(4), project.annotation(4)
    assert (article.text, article.key, article.metadata.source) == (NEW, "k", "AP")
    assert held.spans == whole[1].spans
    assert (held.status, held.labels, held.relations, held.clusters, held.rejections) == (
        Status.DONE,
        whole[1].labels,
        whole[1].relations,
        whole[1].clusters,
        whole[1].rejections,
    )
    assert held.next_span_id == 3
    assert (intake.taken.added, intake.taken.annotations) == (1, 1)
    assert checked(project).sound


def test_the_same_text_is_known_by_what_it_says(project):
    intake = take_in(project, entry(TEXTS[0]), entry(NEW), entry(NEW))
    assert (intake.taken.added, intake.taken.already_there) == (1, 2)
    assert project.queue.ids() == [1, 2, 3, 4]


def test_an_annotation_on_a_known_article_does_not_replace_one_that_is_there(project):
    project.apply(AddSpan(1, "entities", "PERSON", 0, 12))
    theirs = annotated(TEXTS[0], span(TEXTS[0], 0, 3, "ORG"))
    intake = take_in(project, entry(TEXTS[0], theirs))
    assert (intake.taken.attached, intake.taken.kept) == (0, 1)
    assert marks(project.annotation(1)) == [("PERSON", "Jan Maartens")]


def test_article_labels_alone_are_not_replaced_either(project):
    project.apply(SetArticleLabel(1, "politics"))
    theirs = annotated(TEXTS[0], labels=frozenset({"sports"}))
    assert take_in(project, entry(TEXTS[0], theirs)).taken.kept == 1
    assert project.annotation(1).labels == {"politics"}
    assert checked(project).sound


def test_an_annotation_goes_to_an_article_i_only_looked_at(project):
    project.apply(SetStatus(1, Status.IN_PROGRESS))
    theirs = annotated(TEXTS[0], span(TEXTS[0], 0, 3), status=Status.DONE)
    assert take_in(project, entry(TEXTS[0], theirs)).taken.attached == 1
    assert project.annotation(1).status is Status.DONE
    project.undo()
    assert project.annotation(1).status is Status.IN_PROGRESS
    assert project.annotation(1).spans == ()
    assert checked(project).sound


def broken(**changes):
    whose, annotation = annotated(NEW, ZOE, OSLO)
    return whose, replace(annotation, **changes)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (annotated(NEW, span(NEW, 0, 3, "ANIMAL")), "no label ANIMAL"),
        (annotated(NEW, replace(ZOE, text="Zoe")), "but the text has “Zoë”"),
        (annotated(NEW, replace(ZOE, end=99)), "lies outside the text"),
        (annotated(NEW, ZOE, span(NEW, 0, 5, "ORG")), "would overlap"),
        (broken(spans=(ZOE, OSLO)), "the same id"),
        (broken(relations=frozenset({Relation("X", 1, 9)})), "a relation names a span"),
        (broken(rejections=frozenset({Rejection("entities", "ORG", 5, 99)})), "outside the text"),
    ],
)
def test_an_annotation_that_is_wrong_is_left_out_with_its_place_and_reason(project, wrong, reason):
    intake = take_in(project, entry(NEW, wrong, place="a.jsonl, line 7"))
    (refusal,) = intake.refused
    assert refusal.place == "a.jsonl, line 7"
    assert reason in refusal.reason
    assert project.article(4).text == NEW
    assert project.annotation(4).spans == ()
    assert checked(project).sound


def test_a_second_annotation_by_the_same_annotator_is_left_out_and_said(project):
    intake = take_in(project, entry(NEW, annotated(NEW, ZOE), annotated(NEW, OSLO)))
    assert marks(project.annotation(4)) == [("PERSON", "Zoë")]
    assert "a second one for this article" in intake.refused[0].reason


def test_annotators_are_known_by_uuid_then_by_name_and_kind(project):
    ada, annotation = annotated(NEW, ZOE)
    model = replace(ada, kind=Kind.MODEL)
    take_in(project, entry(NEW, (ada, annotation), (model, annotation)))
    assert [one.kind for one in project.annotators() if one.name == "Ada"] == ["person", "model"]
    renamed = replace(person(project, "Ada"), name="Ada B.")
    take_in(project, entry("Zoë again", (renamed, annotated("Zoë again")[1])))
    assert "Ada B." not in [one.name for one in project.annotators()]


def test_a_uuid_that_stands_for_another_kind_is_not_taken_over(project):
    ada = person(project, "Ada")
    other = replace(ada, name="some model", kind=Kind.MODEL)
    take_in(project, entry(NEW, (other, annotated(NEW, ZOE)[1])))
    assert person(project, "some model").uuid != ada.uuid
    assert project.annotation(4).spans == ()


def test_a_batch_that_fails_leaves_nothing_and_the_next_one_goes_well(project, monkeypatch):
    intake = Intake(project, "new.txt", "plain text")
    stranger = annotated(NEW, ZOE, name="Stranger")

    def fail(*_args):
        raise StoreError("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(intakes.annotations, "add", fail)
        with pytest.raises(StoreError):
            intake.add([entry(NEW, stranger)])
    assert project.queue.ids() == [1, 2, 3]
    assert intake.import_id is None
    intake.add([entry(NEW, stranger)])
    intake.close({})
    assert marks(project.annotation(4, person(project, "Stranger"))) == [("PERSON", "Zoë")]
    assert project.undo().name == "Import new.txt"
    assert checked(project).sound


def test_a_batch_that_cannot_be_committed_is_not_remembered(project, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    intake = Intake(project, "new.txt", "plain text")
    project.database.execute(
        f"PRAGMA max_page_count = {project.database.value('PRAGMA page_count')}"
    )
    with pytest.raises(StoreError, match="disk is full"):
        intake.add([entry("x" * 90_000)])
    project.database.execute("PRAGMA max_page_count = 100000")
    assert intake.add([entry("x" * 90_000)]).added == 1


def test_batches_of_one_import_are_one_step(project):
    intake = Intake(project, "folder", "plain text")
    for n in range(3):
        intake.add([entry(f"Text {n}.")])
    intake.close({"done": True})
    assert project.queue.counts()["all"] == 6
    project.undo()
    assert project.queue.counts()["all"] == 3


def test_an_import_that_was_cut_short_keeps_whole_batches_and_can_be_undone(project):
    intake = Intake(project, "folder", "plain text")
    intake.add([entry("Text 1.")])
    project.refresh()
    assert project.undo().name == "Import folder"
    assert project.queue.ids() == [1, 2, 3]


def test_an_import_of_nothing_is_no_step(project):
    Intake(project, "empty", "plain text").close({})
    assert project.undo_name() == "Import articles.txt"
