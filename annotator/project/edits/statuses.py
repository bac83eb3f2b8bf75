"""One status for several articles, as one step."""

from dataclasses import dataclass

from annotator.core.annotation import Status
from annotator.core.change import Delta
from annotator.project.desk import Desk
from annotator.project.edits.articles import SetStatus


@dataclass(frozen=True, slots=True)
class SetStatuses:
    """Say how far I am with these articles; their suggestions are left as they are."""

    article_ids: tuple[int, ...]
    status: Status

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        if len(self.article_ids) == 1:
            return f"Mark article {self.status.value}"
        return f"Mark {len(self.article_ids)} articles {self.status.value}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        single = (SetStatus(article_id, self.status) for article_id in self.article_ids)
        return tuple(delta for edit in single for delta in edit.deltas(desk))
