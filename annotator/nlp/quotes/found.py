"""What the quote rules find, as plain values: bounds in code points over the whole article, half-open."""

from dataclasses import dataclass

from annotator.core.quotes import Medium, SpeakerStatus
from annotator.core.text import Bounds


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote: its content parts in reading order, and whoever is mentioned as saying it.

    `name` is the speaker's full or canonical name, empty while nobody knows it; `name_label` what kind of
    name it is (PERSON, ORG, PLACE), empty for a role. `confidence` lies between 0 and 1.
    """

    content: tuple[Bounds, ...]
    speaker: Bounds | None = None
    cue: Bounds | None = None
    addressee: Bounds | None = None
    name: str = ""
    name_label: str = ""
    status: SpeakerStatus = SpeakerStatus.NONE
    medium: Medium = Medium.SPEECH
    negated: bool = False
    hypothetical: bool = False
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class FoundNotAQuote:
    """A stretch in quotation marks that is no quote, and why (one of core.quotes.REASONS)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class FoundQuotes:
    """All of one article, each in reading order."""

    quotes: tuple[FoundQuote, ...] = ()
    denied: tuple[FoundNotAQuote, ...] = ()
