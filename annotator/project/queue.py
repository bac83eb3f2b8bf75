"""The queue of a project: which articles, in which order, how far I am and how fast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.core.annotation import Status
from annotator.project.desk import Desk
from annotator.store import pace, queue
from annotator.store.queue import ORDERS, QueueQuery, QueueRow

__all__ = ["ORDERS", "Pace", "Queue", "QueueQuery", "QueueRow"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast I label: articles done today, seconds an article (0 before any), left, seconds left."""

    done_today: int
    seconds_per_article: float
    left: int
    seconds_left: float


class Queue:
    """Asks the queue's questions for the annotator at work."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ids(self, query: QueueQuery = QueueQuery()) -> list[int]:  # noqa: B008 — a frozen value
        """The ids of the articles a query finds, in its order."""
        return queue.ids(self._desk.database, query, self._desk.me.id, self._model())

    def rows(self, article_ids: Sequence[int]) -> list[QueueRow]:
        """What the queue shows of these articles, in their order."""
        desk = self._desk
        return queue.rows(desk.database, article_ids, desk.me.id, self._model(), desk.scheme)

    def sources(self) -> list[str]:
        """Every source of an article."""
        return queue.sources(self._desk.database)

    def counts(self) -> dict[str, int]:
        """How many articles there are: `all`, by my status, `flagged`, and `mine`, those assigned to me.

        When any are assigned to me, the others count only these.
        """
        desk = self._desk
        mine = self.assigned()
        counts = queue.status_counts(desk.database, desk.me.id, mine=mine > 0)
        return counts | {"mine": mine}

    def assigned(self) -> int:
        """How many articles are assigned to me."""
        return len(queue.assigned(self._desk.database, self._desk.me.id))

    def pace(self) -> Pace:
        """How fast I am, from the time of active work on the articles I have done."""
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        since = midnight.astimezone(UTC).isoformat(timespec="milliseconds")
        today, seconds = pace.done(self._desk.database, self._desk.me.id, since)
        counts = self.counts()
        left = counts[Status.TODO.value] + counts[Status.IN_PROGRESS.value]
        return Pace(today, seconds, left, seconds * left)

    def _model(self) -> int | None:
        model = self._desk.active_model()
        return model.id if model else None
