"""One article under review: who is compared, what differs, what was decided, and how gold stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from annotator.adjudication.comparing import Comparison, Place
from annotator.adjudication.difference import Aspect, Difference, Version
from annotator.adjudication.golden import Golden
from annotator.adjudication.places import QuotePlace
from annotator.adjudication.questioning import questions, stray_spans, with_gold
from annotator.agreement.f1 import PairScores, f1
from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article
from annotator.core.decision import Decision
from annotator.core.errors import RuleError
from annotator.core.span import Span
from annotator.project.desk import Compared, Desk
from annotator.store import annotations, annotators, journal, review
from annotator.store.annotations import Work


class State(StrEnum):
    """How far review is with an article."""

    TO_REVIEW = "to review"
    IN_PROGRESS = "in progress"
    SIGNED_OFF = "signed off"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two annotators agree on an article."""

    first: Annotator
    second: Annotator
    scores: PairScores
    kappa: float | None = None

    @property
    def strict(self) -> float:
        """F1 of spans just the same."""
        return f1(self.scores.strict)

    @property
    def overlap(self) -> float:
        """F1 of spans of one label that share text."""
        return f1(self.scores.overlap)


@dataclass(frozen=True, slots=True)
class Review:
    """One article under review.

    `annotators` are those compared, `annotations` theirs in the same order; `gold` is an empty annotation
    before anything was decided, `signed_by` says who signed it off. `agreed` are the spans everybody has;
    `differences` stand in reading order, open and decided ones; `decisions` are by the key of a
    difference. `places` tells where each difference is to be decided, `golden` what follows for gold.
    """

    article: Article
    annotators: tuple[Annotator, ...]
    annotations: tuple[Annotation, ...]
    gold: Annotation
    agreed: tuple[Span, ...]
    differences: tuple[Difference, ...]
    decisions: Mapping[str, Decision]
    state: State
    pairs: tuple[PairAgreement, ...]
    golden: Golden = field(repr=False)
    places: Mapping[str, tuple[Place, ...]] = field(repr=False)
    signed_by: str = ""

    @property
    def begun(self) -> bool:
        """Whether gold holds anything yet, or was decided about."""
        return self.state is not State.TO_REVIEW

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences still to be decided."""
        made = {key for key, decision in self.decisions.items() if decision.is_made}
        return tuple(found for found in self.differences if found.key not in made)

    @property
    def agreement(self) -> float | None:
        """The mean F1 of the pairs compared, spans being just the same; None for one annotator."""
        if not self.pairs:
            return None
        return sum(pair.strict for pair in self.pairs) / len(self.pairs)

    @property
    def differs_most(self) -> str:
        """Which type of difference is the most frequent, and how frequent; empty where none comes twice."""
        return _mostly([found.name for found in self.differences])

    def differs_most_between(self, pair: PairAgreement) -> str:
        """The same of two of the annotators."""
        first, second = pair.first.id, pair.second.id
        types = [found.between(first, second) for found in self.differences]
        return _mostly([", ".join(one) for one in types if one])

    def decision(self, found: Difference) -> Decision | None:
        """What was decided about a difference; None while it is open."""
        decision = self.decisions.get(found.key)
        return decision if decision is not None and decision.is_made else None

    def reason(self, found: Difference) -> Decision | None:
        """What is kept about a difference, be it only a reason for a decision to come."""
        return self.decisions.get(found.key)

    def difference(self, key: str) -> Difference:
        """The difference of that key. Raises RuleError when it is gone."""
        found = next((one for one in self.differences if one.key == key), None)
        if found is None:
            raise RuleError("That difference is not there any more; the page shows what is.")
        return found

    def name_of(self, version: Version) -> str:
        """Whose version it is."""
        named = {annotator.id: annotator.name for annotator in self.annotators}
        return "gold" if version.of_gold else named.get(version.annotator_id, "")


def review_of(desk: Desk, article_id: int, whom: Sequence[int] = ()) -> Review:
    """An article under review: all who finished it compared, or `whom` (ids of annotators).

    Raises RuleError when nobody, or none of those, has an annotation of it.
    """
    article = desk.article(article_id)
    compared = _compared(desk, article_id, whom)
    held = tuple(desk.annotation(article_id, who.id) for who in compared)
    decisions = desk.decisions(article_id)
    gold_annotator = desk.gold()
    gold = (
        desk.annotation(article_id, gold_annotator.id)
        if gold_annotator
        else Annotation(article_id, 0)
    )
    made = desk.compared(held)
    basis = (made, gold, decisions, article)
    return desk.kept.value(
        "review", basis, lambda: _review(desk, article, compared, made, gold, decisions)
    )


def _review(
    desk: Desk,
    article: Article,
    compared: Sequence[Annotator],
    made: Compared,
    gold: Annotation,
    decisions: Mapping[str, Decision],
) -> Review:
    golden = golden_of(desk, made.comparison, decisions, article)
    found, places = _in_question(golden, gold)
    state = _state(desk, gold, decisions, found)
    return Review(
        article,
        tuple(compared),
        made.comparison.annotations,
        gold,
        golden.comparison.agreed,
        found,
        decisions,
        state,
        tuple(_pairs(compared, made)),
        golden,
        places,
        _signed_by(desk, gold, state),
    )


def golden_of(
    desk: Desk, comparison: Comparison, decisions: Mapping[str, Decision], article: Article
) -> Golden:
    """Gold as decisions make it, in a project's scheme."""
    exclusive = {layer.name for layer in desk.scheme.layers if not layer.allows_overlap}
    return Golden(comparison, decisions, article.text, exclusive)


def compared_by_default(desk: Desk, article_id: int) -> list[Work]:
    """The work of people that is compared unless others are chosen: what is finished, else what is begun."""
    people = {who.id for who in annotators.all_of(desk.database) if who.kind is Kind.PERSON}
    work = [w for w in annotations.work_on(desk.database, article_id) if w.annotator_id in people]
    finished = [w for w in work if w.finished]
    return finished or [w for w in work if w.status is Status.IN_PROGRESS]


def _compared(desk: Desk, article_id: int, whom: Sequence[int]) -> list[Annotator]:
    everyone = {who.id: who for who in annotators.all_of(desk.database)}
    if whom:
        there = {w.annotator_id for w in annotations.work_on(desk.database, article_id)}
        ids = [n for n in dict.fromkeys(whom) if n in there and n in everyone]
    else:
        ids = [w.annotator_id for w in compared_by_default(desk, article_id)]
    if not ids:
        raise RuleError("Nobody has labelled this article yet, so there is nothing to review.")
    return [everyone[n] for n in ids]


def _in_question(
    golden: Golden, gold: Annotation
) -> tuple[tuple[Difference, ...], Mapping[str, tuple[Place, ...]]]:
    """All differences, those between gold and what annotators have now too, and their places."""
    comparison = golden.comparison
    shown = [one for one in comparison.differences if not _is_moot(golden, one)]
    places = dict(comparison.places_of)
    if _is_begun(gold, golden.decisions):
        strays = stray_spans(golden, gold)
        shown = [_with_gold(one, golden.decisions, gold) for one in shown] if strays else shown
        for question in questions(golden, gold):
            shown.append(question.difference)
            places[question.difference.key] = (question.place,)
        shown.sort(key=lambda one: (one.start, one.end))
    return tuple(shown), places


def _with_gold(
    found: Difference, decisions: Mapping[str, Decision], gold: Annotation
) -> Difference:
    decision = decisions.get(found.key)
    return found if decision is not None and decision.is_made else with_gold(found, gold)


def _is_moot(golden: Golden, found: Difference) -> bool:
    """Whether it is about a quote that was decided not to be one."""
    if found.aspect in (Aspect.SPAN, Aspect.QUOTE, Aspect.ARTICLE_LABEL):
        return False
    for place in golden.comparison.places_of.get(found.key, ()):
        if isinstance(place, QuotePlace):
            about = golden.comparison.about(place)
            whole = next((one for one in about if one.aspect is Aspect.QUOTE), None)
            decision = golden.decisions.get(whole.key) if whole else None
            if decision is not None and decision.is_made:
                return not golden.quote_gold(place, None).quotes
    return False


def _is_begun(gold: Annotation, decisions: Mapping[str, Decision]) -> bool:
    made = any(decision.is_made for decision in decisions.values())
    return gold.status is not Status.TODO or bool(gold.spans) or made


def _state(
    desk: Desk,
    gold: Annotation,
    decisions: Mapping[str, Decision],
    found: Sequence[Difference],
) -> State:
    if gold.status is not Status.DONE:
        return State.IN_PROGRESS if _is_begun(gold, decisions) else State.TO_REVIEW
    if review.recheck(desk.database, gold.article_id, gold.annotator_id):
        return State.STALE
    made = {key for key, decision in decisions.items() if decision.is_made}
    # Gold that came from elsewhere builds on nobody's work here, so none can make it stale.
    builds_on_us = bool(review.bases(desk.database, gold.article_id))
    left = any(one.key not in made for one in found)
    return State.STALE if builds_on_us and left else State.SIGNED_OFF


def _signed_by(desk: Desk, gold: Annotation, state: State) -> str:
    if state not in (State.SIGNED_OFF, State.STALE):
        return ""
    return journal.finisher(desk.database, gold.article_id, gold.annotator_id)


def _mostly(types: Sequence[str]) -> str:
    if not types:
        return ""
    kind, count = Counter(types).most_common(1)[0]
    return f"mostly {kind} ({count} of {len(types)})" if count > 1 else ""


def _pairs(compared: Sequence[Annotator], made: Compared) -> Iterator[PairAgreement]:
    pairs = combinations(compared, 2)
    for (first, second), found, kappa in zip(pairs, made.scores, made.kappas, strict=True):
        yield PairAgreement(first, second, found, kappa)
