"""The queue of review: which articles, in which order, how far review is with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.annotation import Status
from annotator.core.errors import AnnotatorError
from annotator.project.project import Project
from annotator.project.reviewed import State
from annotator.store import review_queue
from annotator.store.review_queue import ToReview

ORDERS = ("agreement", "order", "differences")
STATES = ("to review", "reviewed", "all")


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What the queue of review shows; `single` takes articles that only one person finished, too."""

    text: str = ""
    state: str = "to review"
    order: str = "agreement"
    single: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row: `agreement` is the mean F1 of the pairs, `open` how many differences are undecided."""

    id: int
    title: str
    annotators: tuple[str, ...]
    agreement: float | None
    differences: int
    open: int
    state: State


class ReviewQueue:
    """Asks the questions of the review's queue; what an article's row says is kept until it changes."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._stale: dict[int, tuple[object, bool]] = {}

    def ids(self, query: ReviewQuery = ReviewQuery()) -> list[int]:
        """The ids of the articles a query finds, in its order."""
        found = self._found(query)
        shown = [one for one in found if query.state == "all" or self._state(one) == query.state]
        return [one.id for one in sorted(shown, key=_ORDERS[query.order])]

    def counts(self, query: ReviewQuery = ReviewQuery()) -> dict[str, int]:
        """How many articles each of STATES lists."""
        states = [self._state(one) for one in self._found(query)]
        return {state: states.count(state) for state in STATES[:2]} | {"all": len(states)}

    def rows(self, article_ids: Iterable[int]) -> list[ReviewRow]:
        """What the queue shows of these articles, in their order; those that are gone are left out."""
        return [row for one in article_ids if (row := self._row(one)) is not None]

    def unfinished(self) -> int:
        """How many articles two or more people have begun, but not two have finished."""
        return review_queue.unfinished(self._project.database)

    def _found(self, query: ReviewQuery) -> Sequence[ToReview]:
        least = 1 if query.single else 2
        return review_queue.to_review(self._project.database, query.text, least=least)

    def _state(self, one: ToReview) -> str:
        done = one.gold == Status.DONE
        return "reviewed" if done and not self._is_stale(one) else "to review"

    def _is_stale(self, one: ToReview) -> bool:
        """Work that changed since the sign-off may still be what was decided: then the article is read."""
        if not one.moved:
            return False
        version = self._project.database.data_version(), one
        known = self._stale.get(one.id)
        if known is None or known[0] != version:
            stale = self._project.review(one.id).state is State.STALE
            known = self._stale[one.id] = (version, stale)
        return known[1]

    def _row(self, article_id: int) -> ReviewRow | None:
        try:
            review = self._project.review(article_id)
        except AnnotatorError:
            return None
        return ReviewRow(
            article_id,
            review.article.title,
            tuple(who.name for who in review.annotators),
            review.agreement,
            len(review.differences),
            len(review.open),
            review.state,
        )


_ORDERS = {
    "agreement": lambda one: (one.agreement if one.agreement is not None else 2.0, -one.apart),
    "order": lambda one: 0,  # noqa: ARG005 — they come in this order
    "differences": lambda one: -one.apart,
}
