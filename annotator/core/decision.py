"""What a reviewer decides about one difference, and why: the values that adjudication leaves behind."""

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What becomes of a difference in gold."""

    TAKE = "take"
    NEITHER = "neither"
    OWN = "own"
    KEEP = "keep"
    UNDECIDED = "undecided"


class ErrorType(StrEnum):
    """What went wrong where annotators differ."""

    BOUNDARY_SLIP = "boundary slip"
    WRONG_LABEL = "wrong label"
    MISSED = "missed"
    GUIDELINE_GAP = "guideline gap"
    AMBIGUOUS = "ambiguous"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator had at a difference when it was decided, in words; empty words mean nothing."""

    annotator_id: int
    words: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the difference `key` of an article; `start` and `end` are code points.

    `taken` are the annotators whose version became gold and `values` stands for what they had, so that it
    still means the same when they change it; `gold` says in words what gold has there now.
    A decision of Choice.UNDECIDED only keeps a reason for one that is still to come.
    """

    key: str
    types: tuple[str, ...]
    layer: str
    start: int
    end: int
    text: str
    choice: Choice
    taken: tuple[int, ...] = ()
    values: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    gold: str = ""
    reason: str = ""
    error_type: ErrorType | None = None
    author: str = ""
    at: str = ""

    @property
    def is_made(self) -> bool:
        """Whether anything was decided."""
        return self.choice is not Choice.UNDECIDED
