"""Decisions, hand-labelling, votes, sign-offs and annotators' second thoughts in any order, undone."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from making import checked
from reviews import JONAS, MAYA, TEXT, reviewed_project

from annotator.adjudication.voting import Policy
from annotator.core.decision import Choice, ErrorType
from annotator.core.errors import AnnotatorError
from annotator.core.quotes import quote_problems
from annotator.project.edits import (
    AddSpan,
    BeginGold,
    Decide,
    EndOwn,
    GiveReason,
    MarkQuote,
    RemoveSpans,
    Reopen,
    SignOff,
    Vote,
)
from annotator.project.reviewed import State

PICK = st.integers(0, 11)
PLACE = st.tuples(st.integers(0, len(TEXT) - 20), st.integers(1, 19))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), PICK, st.sampled_from(list(Choice)), PICK),
        st.tuples(st.just("reason"), PICK),
        st.tuples(st.just("vote"), st.sampled_from(list(Policy)), PICK),
        st.tuples(st.just("own"), PICK, PLACE),
        st.tuples(st.sampled_from(["sign off", "reopen", "undo", "redo"])),
        st.tuples(st.just("second thought"), st.sampled_from(["maya", "jonas"]), PICK, PLACE),
        st.tuples(st.just("quote"), st.sampled_from(["maya", "jonas"]), PLACE),
    ),
    max_size=14,
)


class Walk:
    def __init__(self, project):
        self.project = project

    def key(self, pick):
        found = self.project.review(1).differences
        return found[pick % len(found)].key if found else ""

    def decide(self, pick, choice, who):
        people = self.project.review(1).annotators
        self.apply(Decide(1, (self.key(pick),), choice, (people[who % len(people)].id,)))

    def reason(self, pick):
        self.apply(GiveReason(1, (self.key(pick),), "so", ErrorType.OTHER))

    def vote(self, policy, who):
        people = self.project.review(1).annotators
        self.apply(Vote(1, policy, people[who % len(people)].id))

    def own(self, pick, place):
        key = self.key(pick)
        self.apply(BeginGold(1))
        self.project.label_gold()
        self.apply(AddSpan(1, "entities", "ORG", place[0], sum(place)))
        self.project.label_mine()
        self.apply(EndOwn(1, key))

    def thought(self, name, pick, place):
        self.project.use_annotator(name)
        held = self.project.annotation(1).spans
        if pick % 2 and held:
            self.apply(RemoveSpans(1, (held[pick % len(held)].id,)))
        else:
            self.apply(AddSpan(1, "entities", "PLACE", place[0], sum(place)))
        self.project.use_annotator("sam")

    def quote(self, name, place):
        self.project.use_annotator(name)
        self.apply(MarkQuote(1, ((place[0], sum(place)),)))
        self.project.use_annotator("sam")

    def apply(self, edit):
        self.attempt(lambda: self.project.apply(edit))

    def undo(self):
        """The last step, but not the import that brought the article."""
        if not (self.project.undo_name() or "Import").startswith("Import"):
            self.attempt(self.project.undo)

    @staticmethod
    def attempt(act):
        with suppress(AnnotatorError):
            act()

    def take(self, step):
        name, *arguments = step
        {
            "decide": self.decide,
            "reason": self.reason,
            "vote": self.vote,
            "own": self.own,
            "sign off": lambda: self.apply(SignOff(1)),
            "reopen": lambda: self.apply(Reopen(1)),
            "undo": self.undo,
            "redo": lambda: self.attempt(self.project.redo),
            "second thought": self.thought,
            "quote": self.quote,
        }[name](*arguments)


@given(STEPS)
@settings(max_examples=30, deadline=None)
def test_gold_and_its_history_stay_sound_whatever_is_done(steps):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "walk.db"
        with reviewed_project(path, MAYA, JONAS) as project:
            walk = Walk(project)
            for step in steps:
                walk.take(step)
                review = project.review(1)
                assert quote_problems(review.gold) == []
                if review.state is State.SIGNED_OFF:
                    assert review.open == ()
            assert checked(project).problems == []
