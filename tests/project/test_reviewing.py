"""Deciding differences into gold: each decision is one step, and gold is what was decided."""

from dataclasses import replace

import pytest
from making import checked
from reviews import COMMON, CONTENT, JONAS, LIND, MAYA, SAID, TEXT, at, reviewed_project, work

from annotator.adjudication.voting import Policy
from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.decision import Choice, ErrorType
from annotator.core.errors import RuleError
from annotator.core.quotes import quotes
from annotator.project.edits import (
    AddSpan,
    BeginGold,
    Decide,
    EndOwn,
    GiveReason,
    Relabel,
    RemoveSpans,
    Reopen,
    SignOff,
    Vote,
)
from annotator.project.reviewed import State


@pytest.fixture
def project(tmp_path):
    with reviewed_project(tmp_path / "news.db") as project:
        yield project
        assert checked(project).problems == []


def keys(spans):
    return {span.key for span in spans}


def gold(project):
    return project.review(1).gold


def decide(project, number, choice=Choice.TAKE, *names):
    review = project.review(1)
    ids = {who.name: who.id for who in review.annotators}
    taken = tuple(ids[name] for name in names)
    return project.apply(Decide(1, (review.differences[number].key,), choice, taken))


def by_person(project, name):
    return next(who for who in project.annotators() if who.name == name)


def as_person(project, name, edit):
    project.use_annotator(name)
    project.apply(edit)
    project.use_annotator("sam")


def test_a_review_shows_what_is_agreed_and_what_differs(project):
    review = project.review(1)
    assert [who.name for who in review.annotators] == ["maya", "jonas"]
    assert [found.name for found in review.differences] == ["boundary, label", "cue", "label"]
    assert keys(review.agreed) == keys((*COMMON, CONTENT, LIND))
    assert review.state is State.TO_REVIEW
    assert review.differs_most == ""
    assert round(review.agreement, 3) == round(2 * 5 / (8 + 7), 3)


def test_the_first_decision_takes_what_all_agree_on_into_gold(project):
    decide(project, 0, Choice.TAKE, "maya")
    assert keys(gold(project).spans) == keys(
        (*COMMON, CONTENT, LIND, at("Norrhavn Port Authority", "ORG"))
    )
    assert project.review(1).state is State.IN_PROGRESS
    assert len(project.review(1).open) == 2


def test_taking_the_other_swaps_what_gold_has(project):
    decide(project, 0, Choice.TAKE, "maya")
    decide(project, 0, Choice.TAKE, "jonas")
    words = {(span.text, span.label) for span in gold(project).spans}
    assert ("Norrhavn", "PLACE") in words
    assert ("Norrhavn Port Authority", "ORG") not in words


def test_neither_leaves_nothing_and_undecided_takes_the_decision_back(project):
    decide(project, 2, Choice.TAKE, "jonas")
    decide(project, 2, Choice.NEITHER)
    assert not gold(project).at(at("Maartens", "ORG", nth=1).start)
    decide(project, 2, Choice.UNDECIDED)
    assert len(project.review(1).open) == 3


def test_both_cannot_be_taken_where_overlap_is_forbidden(project):
    with pytest.raises(RuleError, match="Only one of these"):
        decide(project, 0, Choice.TAKE, "maya", "jonas")
    assert gold(project).spans == ()


def test_a_decision_about_a_cue_keeps_the_quote_one(project):
    decide(project, 1, Choice.TAKE, "maya")
    (quote,) = quotes(gold(project))
    assert (quote.speaker.text, quote.cue.text) == ("Lind", "said")
    decide(project, 1, Choice.TAKE, "jonas")
    (quote,) = quotes(gold(project))
    assert quote.cue is None
    assert not [span for span in gold(project).spans if span.label == "CUE"]


def test_every_decision_is_one_step_to_undo_and_redo(project):
    before = gold(project)
    decide(project, 0, Choice.TAKE, "maya")
    after = gold(project)
    project.undo()
    assert gold(project).spans == before.spans
    assert project.review(1).state is State.TO_REVIEW
    project.redo()
    assert gold(project).spans == after.spans


def test_signing_off_is_refused_while_something_is_open(project):
    with pytest.raises(RuleError, match="3 differences are still to be decided"):
        project.apply(SignOff(1))


def test_a_signed_off_article_is_done_gold_and_can_be_reopened(project):
    for number in range(3):
        decide(project, number, Choice.TAKE, "maya")
    project.apply(SignOff(1))
    assert gold(project).status is Status.DONE
    assert keys(gold(project).spans) == keys(MAYA[1].spans)
    assert project.review(1).state is State.SIGNED_OFF
    project.apply(Reopen(1))
    assert project.review(1).state is State.IN_PROGRESS
    project.undo()
    assert project.review(1).state is State.SIGNED_OFF


def signed_off(project, name="maya"):
    for number in range(3):
        decide(project, number, Choice.TAKE, name)
    project.apply(SignOff(1))


def test_later_changes_make_gold_stale_with_the_new_differences_only(project):
    signed_off(project)
    place = at("Minister", "PERSON")
    as_person(project, "jonas", AddSpan(1, "entities", "PERSON", place.start, place.end))
    review = project.review(1)
    assert review.state is State.STALE
    assert [found.text for found in review.open] == ["Minister"]
    project.apply(Decide(1, (review.open[0].key,), Choice.NEITHER))
    assert project.review(1).state is State.IN_PROGRESS
    project.apply(SignOff(1))
    assert project.review(1).state is State.SIGNED_OFF


def test_where_all_changed_their_minds_gold_is_in_question(project):
    signed_off(project)
    lind = at("Teodor Lind", "PERSON")
    for name in ("maya", "jonas"):
        mine = next(
            s for s in project.annotation(1, by_person(project, name)).spans if s.key == lind.key
        )
        as_person(project, name, Relabel(1, (mine.id,), "ORG"))
    (found,) = project.review(1).open
    assert [version.words for version in found.versions] == ["ORG", "ORG", "PERSON “Teodor Lind”"]
    project.apply(Vote(1, Policy.UNANIMOUS))
    assert ("entities", "ORG", lind.start, lind.end) in keys(gold(project).spans)
    assert lind.key not in keys(gold(project).spans)
    assert project.review(1).open == ()


def test_gold_can_keep_what_nobody_marks_any_more(project):
    signed_off(project)
    lind = at("Teodor Lind", "PERSON")
    for name in ("maya", "jonas"):
        mine = next(
            s for s in project.annotation(1, by_person(project, name)).spans if s.key == lind.key
        )
        as_person(project, name, RemoveSpans(1, (mine.id,)))
    (found,) = project.review(1).open
    assert [version.words for version in found.versions][-1] == "PERSON “Teodor Lind”"
    project.apply(Decide(1, (found.key,), Choice.KEEP))
    assert lind.key in keys(gold(project).spans)
    assert project.review(1).open == ()
    project.apply(Decide(1, (found.key,), Choice.NEITHER))
    assert lind.key not in keys(gold(project).spans)


def test_a_reason_goes_with_a_decision_or_waits_for_it(project):
    key = project.review(1).differences[2].key
    project.apply(GiveReason(1, (key,), "a person, see page 3", ErrorType.WRONG_LABEL))
    assert len(project.review(1).open) == 3
    decide(project, 2, Choice.TAKE, "maya")
    decision = project.review(1).decisions[key]
    assert (decision.reason, decision.error_type) == ("a person, see page 3", ErrorType.WRONG_LABEL)
    assert [(said.words, said.taken) for said in decision.said] == [
        ("PERSON", True),
        ("ORG", False),
    ]
    assert decision.gold == "PERSON"
    decide(project, 2, Choice.UNDECIDED)
    assert project.review(1).decisions[key].reason == "a person, see page 3"


def test_labelling_it_oneself_decides_the_difference_as_gold_stands(project):
    key = project.review(1).differences[0].key
    project.apply(BeginGold(1))
    project.label_gold()
    place = at("Port Authority", "ORG")
    project.apply(AddSpan(1, "entities", "ORG", place.start, place.end))
    project.apply(
        RemoveSpans(1, (next(s for s in gold(project).spans if s.text == "Teodor Lind").id,))
    )
    project.label_mine()
    project.apply(EndOwn(1, key))
    review = project.review(1)
    assert review.decisions[key].choice is Choice.OWN
    assert "Port Authority" in review.decisions[key].gold
    assert len(review.open) == 2, "what was taken out of gold by hand is settled, too"
    assert project.annotation(1).spans == (), "my own annotation is not touched"
    decide(project, 0, Choice.TAKE, "jonas")
    assert not [span for span in gold(project).spans if span.text == "Port Authority"]


def test_a_vote_decides_what_it_can_in_one_step(tmp_path):
    third = work("lea", *COMMON, at("Maartens", "ORG", nth=1), said=[(CONTENT, LIND, SAID)])
    with reviewed_project(tmp_path / "three.db", MAYA, JONAS, third) as project:
        project.apply(Vote(1, Policy.MAJORITY))
        review = project.review(1)
        assert {found.text for found in review.open} == {"Norrhavn Port Authority"}
        assert ("entities", "ORG") in {
            (s.layer, s.label) for s in review.gold.at(at("Maartens", "ORG", nth=1).start)
        }
        project.undo()
        assert project.review(1).gold.spans == ()
        assert checked(project).problems == []


def test_one_annotators_work_is_accepted_rejected_and_corrected(tmp_path):
    with reviewed_project(tmp_path / "one.db", MAYA) as project:
        assert len(project.review(1).open) == 6
        project.apply(Vote(1, Policy.UNANIMOUS))
        assert project.review(1).open == ()
        assert keys(project.review(1).gold.spans) == keys(MAYA[1].spans)
        decide(project, 0, Choice.NEITHER)
        assert len(project.review(1).gold.spans) == len(MAYA[1].spans) - 1
        project.apply(SignOff(1))


def test_gold_that_was_imported_is_signed_off_and_never_stale(tmp_path):
    known = work("gold", *COMMON)
    known = (replace(known[0], kind=Kind.GOLD), known[1])
    with reviewed_project(tmp_path / "known.db", MAYA, known) as project:
        assert project.review(1).state is State.SIGNED_OFF


def test_a_quote_that_is_decided_not_to_be_one_has_nothing_else_to_decide(tmp_path):
    silent = work("jonas", *COMMON)
    talkative = work("lea", *COMMON, said=[(CONTENT, None, None)])
    with reviewed_project(tmp_path / "moot.db", MAYA, silent, talkative) as project:
        review = project.review(1)
        whole = next(
            found for found in review.differences if found.name == "missing" and found.place
        )
        assert len([found for found in review.differences if found.place == whole.place]) == 3
        project.apply(Decide(1, (whole.key,), Choice.NEITHER))
        left = [one.key for one in project.review(1).differences if one.place == whole.place]
        assert left == [whole.key]


def test_nobodys_article_cannot_be_reviewed(tmp_path):
    idle = work("maya", status=Status.TODO)
    with (
        reviewed_project(tmp_path / "none.db", idle) as project,
        pytest.raises(RuleError, match="Nobody has labelled"),
    ):
        project.review(1)


def test_texts_are_as_they_were(project):
    signed_off(project)
    assert project.article(1).text == TEXT
    assert JONAS[1].spans
