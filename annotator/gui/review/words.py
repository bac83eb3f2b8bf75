"""How far review is with an article, in words."""

from annotator.gui.inspector.moments import moment
from annotator.project.reviewed import Review, State


def gold_words(review: Review) -> str:
    """What stands beside an article under review: how much is agreed on, decided, signed off, stale."""
    decided = len(review.differences) - len(review.open)
    many = len(review.differences)
    if review.state is State.SIGNED_OFF:
        when = f", {moment(review.gold.finished_at)}" if review.gold.finished_at else ""
        return f"Signed off as gold{when}"
    if review.state is State.STALE:
        left = (
            "1 new difference" if len(review.open) == 1 else f"{len(review.open)} new differences"
        )
        return f"Stale: {left} since it was signed off"
    differences = "1 difference" if many == 1 else f"{many} differences"
    agreed = f"{len(review.agreed)} agreed · " if len(review.annotators) > 1 else ""
    return f"Gold so far: {agreed}{decided} of {differences} decided"
