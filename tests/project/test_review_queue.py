"""The queue of review lists what two people finished, lowest agreement first."""

import pytest
from reviews import COMMON, MAYA, TEXT, at, reviewed_project, work

from annotator.adjudication.voting import Policy
from annotator.core.annotation import Status
from annotator.project.edits import AddSpan, RemoveSpans, SignOff, Vote
from annotator.project.review_queue import ReviewQuery, ReviewQueue
from annotator.project.reviewed import State


@pytest.fixture
def project(tmp_path):
    others = [f"{TEXT}{more}" for more in ("", "More.", "Most.")]
    with reviewed_project(tmp_path / "news.db", texts=others) as project:
        yield project


def sign_off(project, article_id):
    project.apply(Vote(article_id, Policy.PREFER, project.review(article_id).annotators[0].id))
    project.apply(SignOff(article_id))


def as_jonas(project, edit):
    project.use_annotator("jonas")
    project.apply(edit)
    project.use_annotator("sam")


def test_what_is_signed_off_is_listed_as_reviewed(project):
    queue = ReviewQueue(project)
    sign_off(project, 2)
    assert queue.ids() == [1, 3]
    assert queue.ids(ReviewQuery(state="reviewed")) == [2]
    assert queue.counts() == {"to review": 2, "reviewed": 1, "all": 3}


def test_the_lowest_agreement_comes_first(project):
    jonas = next(who for who in project.annotators() if who.name == "jonas")
    place = at("Minister", "PERSON")
    as_jonas(project, AddSpan(3, "entities", "PERSON", place.start, place.end))
    as_jonas(project, RemoveSpans(2, tuple(s.id for s in project.annotation(2, jonas).spans[:1])))
    queue = ReviewQueue(project)
    assert queue.ids()[-1] == 1
    assert queue.ids(ReviewQuery(order="order")) == [1, 2, 3]
    rows = {row.id: row for row in queue.rows([1, 2, 3])}
    assert rows[1].agreement > rows[3].agreement
    assert rows[1].annotators == ("maya", "jonas")
    assert (rows[1].differences, rows[1].open) == (3, 3)


def test_gold_that_became_stale_is_to_be_reviewed_again_until_it_is_decided(project):
    queue = ReviewQueue(project)
    sign_off(project, 1)
    place = at("Minister", "PERSON")
    as_jonas(project, AddSpan(1, "entities", "PERSON", place.start, place.end))
    assert 1 in queue.ids()
    assert queue.rows([1])[0].state is State.STALE
    project.use_annotator("jonas")
    project.undo()
    assert 1 not in ReviewQueue(project).ids(), "what jonas has is again what was decided about"


def test_articles_one_person_finished_are_listed_on_request(tmp_path):
    with reviewed_project(tmp_path / "one.db", MAYA) as project:
        assert ReviewQueue(project).ids() == []
        assert ReviewQueue(project).ids(ReviewQuery(single=True)) == [1]


def test_unfinished_articles_are_counted(tmp_path):
    begun = work("jonas", *COMMON, status=Status.IN_PROGRESS)
    with reviewed_project(tmp_path / "begun.db", MAYA, begun) as project:
        assert ReviewQueue(project).ids() == []
        assert ReviewQueue(project).unfinished() == 1


def test_words_narrow_the_queue(project):
    assert ReviewQueue(project).ids(ReviewQuery(text="Most")) == [3]
