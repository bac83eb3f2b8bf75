"""A problem worth a look while labelling, and what one key does about it."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.span import Span


class ProblemKind(StrEnum):
    """What a problem is about."""

    TEXT = "text"
    LABEL = "label"
    TOKENS = "tokens"
    INCONSISTENT = "inconsistent"
    QUOTE = "quote"


class Repair(StrEnum):
    """What repairs a problem at once."""

    SNAP = "Snap to tokens"
    PROPOSE = "Propose a speaker"
    REMOVE = "Remove it"
    CUT = "Cut at the line’s end"
    DENY = "No quote"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: the span it concerns, a sentence, and its repair if there is one.

    A place where nothing is marked is a span without id and label.
    """

    kind: ProblemKind
    span: Span
    sentence: str
    repair: Repair | None = None
