"""Merging and splitting labels: spans follow, nothing is lost, finished work is marked, decisions stay."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    SCHEME,
    TEXTS,
    annotated,
    checked,
    entry,
    marks,
    new_project,
    report_of,
    span,
    suggest,
    take_in,
)
from reviews import reviewed_project
from schemes import renamed

from annotator.core.annotation import Status
from annotator.core.decision import Choice
from annotator.core.relabelling import Parts, merge, split
from annotator.core.scheme import Label, Layer
from annotator.core.span import Cluster, Relation
from annotator.project.edits import AddSpan, ChangeScheme, Decide, Reject, SetStatus, SignOff
from annotator.project.reviewed import State
from annotator.project.scheme_files import builtin_scheme
from annotator.project.scheme_preview import preview
from annotator.store.queue import QueueQuery

AGAIN = QueueQuery(recheck=True)


def merging(project, source, into, layer="entities"):
    scheme = merge(project.scheme, layer, [source, into], into)
    return ChangeScheme(scheme, {source: into})


def splitting(project, label, parts, layer="entities"):
    return ChangeScheme(split(project.scheme, layer, label, parts), split={label: parts})


def previewed(project, edit):
    return report_of(preview(project, edit.relabelling))


def labelled(project):
    """Jan (PERSON) and Paris (ORG) in the first article, by Ada, who is done with it."""
    start = TEXTS[0].index("Paris")
    project.apply(AddSpan(1, "entities", "PERSON", 0, 3))
    project.apply(AddSpan(1, "entities", "ORG", start, start + 5))
    project.apply(SetStatus(1, Status.DONE))


def test_merged_spans_follow_and_finished_work_is_to_be_checked_again(project):
    labelled(project)
    model = suggest(project, 2, span(TEXTS[1], 10, 22, "ORG"))
    edit = merging(project, "ORG", "PERSON")
    told = previewed(project, edit)
    assert (told.spans, told.rechecks, told.joined) == (2, 1, 0)
    project.apply(edit)
    assert {label for label, _ in marks(project.annotation(1))} == {"PERSON"}
    assert {label for label, _ in marks(project.annotation(2, model))} == {"PERSON"}
    assert project.queue.ids(AGAIN) == [1]
    assert "ORG was merged into PERSON in scheme version 2" in project.queue.rows([1])[0].recheck
    assert checked(project).sound
    project.apply(SetStatus(1, Status.DONE))
    assert project.queue.ids(AGAIN) == []
    project.undo()
    assert project.queue.ids(AGAIN) == [1]
    project.undo()
    assert project.queue.ids(AGAIN) == []
    assert {label for label, _ in marks(project.annotation(1))} == {"PERSON", "ORG"}
    assert project.scheme == SCHEME
    assert checked(project).sound


def test_a_split_goes_by_words(project):
    labelled(project)
    parts = Parts("COMPANY", {"paris": "CITY"})
    project.apply(splitting(project, "ORG", parts))
    assert {label for label, _ in marks(project.annotation(1))} == {"PERSON", "CITY"}
    assert project.queue.ids(AGAIN) == [1]
    assert checked(project).sound


def test_a_new_name_alone_needs_no_second_look(project):
    labelled(project)
    project.apply(ChangeScheme(renamed(SCHEME, "ORG", "FIRM"), {"ORG": "FIRM"}))
    assert project.queue.ids(AGAIN) == []


def test_unfinished_work_follows_without_a_mark(project):
    project.apply(AddSpan(1, "entities", "ORG", 0, 3))
    project.apply(merging(project, "ORG", "PERSON"))
    assert project.queue.ids(AGAIN) == []
    assert [label for label, _ in marks(project.annotation(1))] == ["PERSON"]


LOOSE = replace(
    SCHEME,
    layers=(
        *SCHEME.layers,
        Layer("events", (Label("FIRE"), Label("FLOOD")), allows_overlap=True),
    ),
)


def test_spans_that_become_the_same_join_and_keep_their_name_and_relations(tmp_path):
    text = "Fire at Acme Ltd."
    work = annotated(
        text,
        span(text, 0, 4, "FIRE", "events"),
        span(text, 0, 4, "FLOOD", "events", cluster_id=1),
        span(text, 8, 16, "ORG"),
        clusters=frozenset({Cluster(1, "it", "FLOOD")}),
        relations=frozenset({Relation("NEAR", 2, 3)}),
    )
    with new_project(tmp_path / "a.db", texts=(), scheme=LOOSE) as project:
        take_in(project, entry(text, work))
        project.use_annotator("Ada")
        before = project.annotation(1)
        edit = merging(project, "FLOOD", "FIRE", "events")
        assert previewed(project, edit).joined == 1
        project.apply(edit)
        after = project.annotation(1)
        assert [(s.id, s.label, s.cluster_id) for s in after.spans] == [
            (1, "FIRE", 1),
            (3, "ORG", None),
        ]
        assert after.relations == {Relation("NEAR", 1, 3)}
        assert after.clusters == {Cluster(1, "it", "FIRE")}
        assert checked(project).sound
        project.undo()
        undone = project.annotation(1)
        assert (undone.spans, undone.relations) == (before.spans, before.relations)
        assert undone.clusters == before.clusters
        assert checked(project).sound


def test_what_was_turned_down_stays_so_under_every_part(project):
    suggest(project, 1, span(TEXTS[0], 0, 12, "ORG"))
    project.apply(Reject(1, project.pending(1)))
    project.apply(splitting(project, "ORG", Parts("A", others=("B",))))
    assert {one.label for one in project.annotation(1).rejections} == {"A", "B"}
    assert project.pending(1) == ()
    project.undo()
    assert {one.label for one in project.annotation(1).rejections} == {"ORG"}


@pytest.fixture
def reviewed(tmp_path):
    with reviewed_project(tmp_path / "review.db", scheme=builtin_scheme("news")) as made:
        made.use_annotator("sam")
        yield made


def test_decisions_follow_a_new_name(reviewed):
    project = reviewed
    first = project.review(1).annotators[0].id
    for one in project.review(1).differences:
        project.apply(Decide(1, (one.key,), Choice.TAKE, (first,)))
    project.apply(SignOff(1))
    project.apply(ChangeScheme(renamed(project.scheme, "PERSON", "HUMAN"), {"PERSON": "HUMAN"}))
    review = project.review(1)
    assert review.open == ()
    assert review.state is State.SIGNED_OFF
    assert "HUMAN" in {one.label for one in review.gold.spans}
    assert checked(project).sound
    project.undo()
    assert project.review(1).open == ()
    assert checked(project).sound


def test_a_merge_puts_signed_off_gold_to_review_again_and_its_differences_go(reviewed):
    project = reviewed
    first = project.review(1).annotators[0].id
    for one in project.review(1).differences:
        project.apply(Decide(1, (one.key,), Choice.TAKE, (first,)))
    project.apply(SignOff(1))
    before = len(project.review(1).differences)
    project.apply(merging(project, "ORG", "PERSON"))
    review = project.review(1)
    assert len(review.differences) < before
    assert review.open == ()
    assert review.state is State.STALE
    project.apply(SignOff(1))
    assert project.review(1).state is State.SIGNED_OFF
    assert checked(project).sound


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    places=st.lists(
        st.tuples(
            st.integers(0, 30), st.integers(1, 5), st.sampled_from(["PERSON", "ORG", "PLACE"])
        ),
        max_size=6,
    ),
    merged=st.booleans(),
)
def test_no_span_is_lost_and_undo_is_exact(tmp_path_factory, places, merged):
    path = tmp_path_factory.mktemp("one") / "a.db"
    with new_project(path, texts=TEXTS[:1]) as project:
        text = project.article(1).text
        for start, size, label in places:
            if text[start : start + size].strip() == text[start : start + size] != "":
                project.apply(AddSpan(1, "entities", label, start, start + size))
        before = project.annotation(1)
        edit = (
            merging(project, "ORG", "PLACE")
            if merged
            else splitting(project, "ORG", Parts("A", others=("B",)))
        )
        expected = len([one for one in before.spans if one.label == "ORG"])
        assert previewed(project, edit).spans == expected
        project.apply(edit)
        after = project.annotation(1)
        assert [(s.id, s.start, s.end) for s in after.spans] == [
            (s.id, s.start, s.end) for s in before.spans
        ]
        assert not any(s.label == "ORG" for s in after.spans)
        project.undo()
        assert project.annotation(1).spans == before.spans
        assert checked(project).sound
