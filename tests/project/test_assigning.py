"""Assigned articles make a queue of one's own; control articles tell how steady the hand is."""

import pytest
from making import checked, new_project
from reviews import COMMON, MAYA, reviewed_project, work

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.assigning import at_random, everyone
from annotator.core.errors import RuleError
from annotator.project.assigned import loads
from annotator.project.controls import drift
from annotator.project.edits import (
    AddNote,
    AddSpan,
    Assign,
    SetControls,
    SetStatus,
    SlipInControls,
    Unassign,
)
from annotator.project.queue import QueueQuery

MINE = QueueQuery(mine=True)


@pytest.fixture
def project(tmp_path):
    texts = [f"Article {n}. Jan Maartens spoke." for n in range(1, 9)]
    with new_project(tmp_path / "news.db", texts) as project:
        yield project
        assert checked(project).problems == []


def test_each_annotator_has_a_queue_of_their_own(project):
    project.apply(Assign(((1, "Ada"), (2, "Ada"), (2, "Bo"), (5, "Bo"))))
    assert project.queue.ids(MINE) == [1, 2]
    assert project.queue.counts()["all"] == 2
    project.use_annotator("Bo")
    assert project.queue.ids(MINE) == [2, 5]
    project.apply(SetStatus(2, Status.DONE))
    assert project.queue.counts() | {"flagged": 0} == {
        "recheck": 0,
        "all": 2,
        "todo": 1,
        "in progress": 0,
        "done": 1,
        "skipped": 0,
        "flagged": 0,
        "mine": 2,
    }
    assert [(one.name, one.assigned, one.done) for one in loads(project)] == [
        ("Ada", 2, 0),
        ("Bo", 2, 1),
    ]


def test_a_plan_is_one_step_and_may_replace_the_last_one(project):
    project.apply(Assign(everyone([1, 2, 3], ["Ada"])))
    project.apply(Assign(at_random(range(1, 9), ["Ada", "Bo", "Cy"], 2, 3), replaces=True))
    assert sum(one.assigned for one in loads(project)) == 16
    project.undo()
    assert project.queue.ids(MINE) == [1, 2, 3]
    project.undo()
    assert project.queue.ids(MINE) == []
    project.redo()
    project.apply(Unassign((2,), "Ada"))
    assert project.queue.ids(MINE) == [1, 3]


def test_nothing_to_assign_is_said(project):
    with pytest.raises(RuleError, match="nothing to assign"):
        project.apply(Assign(()))
    with pytest.raises(RuleError, match="needs a name"):
        project.apply(Assign(((1, " "),)))


def as_gold(project, article_id):
    """Gold of an article, as an import brings it."""
    from annotator.store import annotators

    with project.database.writing():
        gold = annotators.ensure(project.database, "gold", Kind.GOLD)
    project.desk.whose = gold
    project.apply(AddSpan(article_id, "entities", "PERSON", 11, 23))
    project.apply(SetStatus(article_id, Status.DONE))
    project.label_mine()


def test_control_articles_are_slipped_into_every_queue(project):
    for article_id in (7, 8):
        as_gold(project, article_id)
    with pytest.raises(RuleError, match="no control articles"):
        project.apply(SlipInControls(2))
    with pytest.raises(RuleError, match="no signed-off gold"):
        project.apply(SetControls((1,)))
    project.apply(SetControls((7, 8)))
    with pytest.raises(RuleError, match="Assign articles first"):
        project.apply(SlipInControls(2))
    project.apply(Assign(everyone(range(1, 7), ["Ada", "Bo"])))
    project.apply(SlipInControls(2))
    queue = project.queue.ids(MINE)
    assert sorted(queue) == list(range(1, 9))
    assert max(queue.index(7), queue.index(8)) < 7, "not all at the end"
    project.undo()
    assert project.queue.ids(MINE) == [1, 2, 3, 4, 5, 6]


def test_drift_follows_control_articles_in_the_order_they_were_finished(project):
    for article_id in (7, 8):
        as_gold(project, article_id)
    project.apply(SetControls((7, 8)))
    project.apply(AddSpan(8, "entities", "PERSON", 11, 23))
    project.apply(SetStatus(8, Status.DONE))
    project.apply(AddSpan(7, "entities", "PLACE", 11, 23))
    project.apply(SetStatus(7, Status.DONE))
    (mine,) = drift(project)
    assert mine.annotator.name == "Ada"
    assert [(one.article_id, one.strict, one.mean) for one in mine.points] == [
        (8, 1.0, 1.0),
        (7, 0.0, 0.5),
    ]


def test_in_blind_mode_nobody_elses_work_shows_before_one_has_labelled(tmp_path):
    with reviewed_project(tmp_path / "blind.db", MAYA, work("jonas", *COMMON)) as project:
        project.apply(AddNote(1, "sam’s note"))
        project.settings.set("blind", True)
        project.use_annotator("lea")
        assert project.may_review(1)
        assert project.notes(1) == ()
        assert project.history(1) == ()
        project.apply(Assign(((1, "maya"),)))
        assert not project.may_review(1), "who is not asked to label may review"
        assert len(project.notes(1)) == 1
