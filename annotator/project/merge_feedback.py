"""What review decided about an annotator's work, on its way out and in with a bundle.

They are told their own part of each decision. A decision that was changed tells what it was before, so that
the newer one replaces the older; one that was made here is never replaced.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.core.annotation import Status
from annotator.core.decision import Decision
from annotator.core.lineage import digest_of
from annotator.formats.bundle import Told
from annotator.project.desk import Desk
from annotator.store import review

_THEM = 0
"""Stands for the annotator in a decision that is told them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What becomes of decisions: those to take away and those to put, and what is otherwise here."""

    gone: tuple[Decision, ...] = ()
    come: tuple[Decision, ...] = ()
    others: tuple[Decision, ...] = ()


def told(desk: Desk, article_id: int, annotator_id: int) -> tuple[Told, ...]:
    """What to tell an annotator about their work on an article: nothing while gold is in progress."""
    gold = desk.gold()
    if gold and desk.annotation(article_id, gold.id).status is Status.IN_PROGRESS:
        return ()
    views = _views(review.decisions(desk.database, article_id), annotator_id)
    past = _past(desk, article_id, annotator_id) if views else {}
    return tuple(
        Told(view, tuple(d for d in past.get(key, ()) if d != digest_of(view)))
        for key, view in views.items()
    )


def compared(desk: Desk, article_id: int, annotator_id: int, given: tuple[Told, ...]) -> Compared:
    """What becomes here of the decisions in a bundle."""
    held = {made.key: made for made in review.decisions(desk.database, article_id)}
    views = _views(held.values(), annotator_id)
    past = _past(desk, article_id, annotator_id) if views else {}
    gone, come, others = [], [], []
    for one in given:
        key = one.decision.key
        ours, view = held.get(key), views.get(key)
        if ours is None:
            come.append(_by(one.decision, annotator_id))
        elif view and digest_of(view) in one.earlier and ours == _by(view, annotator_id):
            gone.append(ours)
            come.append(_by(one.decision, annotator_id))
        elif view != one.decision and digest_of(one.decision) not in past.get(key, ()):
            others.append(one.decision)
    return Compared(tuple(gone), tuple(come), tuple(others))


def _views(decisions: Iterable[Decision], annotator_id: int) -> dict[str, Decision]:
    """Decisions as an annotator is told them, by key; those they had no part in are missing."""
    pairs = ((made.key, _view(made, annotator_id)) for made in decisions)
    return {key: view for key, view in pairs if view is not None}


def _view(made: Decision, annotator_id: int) -> Decision | None:
    said = next((one for one in made.said if one.annotator_id == annotator_id), None)
    if said is None or not made.is_made:
        return None
    return replace(made, taken=(), values=(), said=(replace(said, annotator_id=_THEM),))


def _by(view: Decision, annotator_id: int) -> Decision:
    (said,) = view.said
    return replace(view, said=(replace(said, annotator_id=annotator_id),))


def _past(desk: Desk, article_id: int, annotator_id: int) -> dict[str, tuple[str, ...]]:
    """Digests of all that decisions ever were, as the annotator would have been told them, by key."""
    found: dict[str, tuple[str, ...]] = {}
    for made in review.decisions_ever(desk.database, article_id):
        view = _view(made, annotator_id)
        if view is not None:
            known = found.get(made.key, ())
            found[made.key] = tuple(dict.fromkeys((*known, digest_of(view))))
    return found
