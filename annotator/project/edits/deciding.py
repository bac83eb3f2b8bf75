"""Decisions follow relabelled spans: a difference that was decided stays decided under its new labels."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.core.annotation import Annotation
from annotator.core.change import Basis, Delta, changed
from annotator.core.decision import Decision
from annotator.core.scheme import Scheme
from annotator.project.desk import Desk
from annotator.store import annotations, review

if TYPE_CHECKING:
    from annotator.adjudication.difference import Difference, Version

_Place = tuple[str, str, int, int]


def decisions_follow(
    desk: Desk, article_id: int, deltas: Mapping[int, Delta], scheme: Scheme
) -> Iterator[Delta]:
    """The delta that gives decisions of an article the keys and words of its differences after `deltas`.

    `deltas` are by annotator id. A difference that is none any more takes its decision along; one that
    became several keeps it where that is plain. What gold builds on goes on to the new revisions.
    """
    held = desk.decisions(article_id)
    bases = review.bases(desk.database, article_id)
    if not held and not bases:
        return
    gone: list[Decision | Basis] = []
    come: list[Decision | Basis] = []
    for basis in bases:
        if basis.annotator_id in deltas:
            gone.append(basis)
            come.append(replace(basis, revision=basis.revision + 1))
    turned = _turned(desk, article_id, deltas, scheme) if held else {}
    for key, decision in held.items():
        if key in turned:
            gone.append(decision)
            after = _carried(decision, *turned[key])
            come += [after] if after is not None else []
    kept = set(gone) & set(come)
    taken = tuple(one for one in gone if one not in kept)
    put = tuple(one for one in come if one not in kept)
    if taken or put:
        yield Delta(article_id, None, taken, put)


def _turned(
    desk: Desk, article_id: int, deltas: Mapping[int, Delta], scheme: Scheme
) -> "dict[str, tuple[Difference, Difference | None]]":
    """Each difference before, by key, with the one that stands in its place after."""
    # A start without review should not wait for what compares annotations.
    from annotator.adjudication.comparing import compare

    found: dict[str, tuple[Difference, Difference | None]] = {}
    for before in _compared(desk, article_id):
        after = tuple(
            changed(one, deltas[one.annotator_id]) if one.annotator_id in deltas else one
            for one in before
        )
        by_place: dict[_Place, list[Difference]] = defaultdict(list)
        for one in compare(after, scheme).differences:
            by_place[_place(one)].append(one)
        for one in compare(before, desk.scheme).differences:
            there = by_place[_place(one)]
            found.setdefault(one.key, (one, there[0] if len(there) == 1 else None))
    return found


def _compared(desk: Desk, article_id: int) -> Iterator[tuple[Annotation, ...]]:
    """Everybody whose work gold builds on, or else all who worked on the article."""
    based = [basis.annotator_id for basis in review.bases(desk.database, article_id)]
    gold = desk.gold()
    work = annotations.work_on(desk.database, article_id)
    others = [one for one in work if gold is None or one.annotator_id != gold.id]
    finished = [one.annotator_id for one in others if one.finished]
    everybody = [one.annotator_id for one in others]
    seen = set()
    for who in (based, finished, everybody):
        if who and tuple(who) not in seen:
            seen.add(tuple(who))
            yield tuple(desk.annotation(article_id, one) for one in who)


def _carried(
    decision: Decision, before: "Difference", after: "Difference | None"
) -> Decision | None:
    """A decision under the new difference; None where annotators do not differ there any more."""
    from annotator.adjudication.versions import value_digest

    if after is None:
        return None
    values = dict(_pairs(before, after, value_digest))
    words = dict(_pairs(before, after, lambda version: version.words))
    said = tuple(replace(one, words=words.get(one.words, one.words)) for one in decision.said)
    return replace(
        decision,
        key=after.key,
        types=tuple(map(str, after.types)),
        values=tuple(dict.fromkeys(values.get(one, one) for one in decision.values)),
        said=said,
        gold=words.get(decision.gold, decision.gold),
    )


def _pairs(
    before: "Difference", after: "Difference", told: "Callable[[Version], str]"
) -> Iterator[tuple[str, str]]:
    """What was told of each annotator's version before, with what is told of it after."""
    for one in before.versions:
        other = after.version(one.annotator_id)
        if other is not None:
            yield told(one), told(other)


def _place(found: "Difference") -> _Place:
    return found.aspect.value, found.layer, found.start, found.end
