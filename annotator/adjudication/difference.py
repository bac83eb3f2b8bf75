"""What a difference is: one place where annotators disagree, with its types and what each of them has."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.quotes import Quote
from annotator.core.span import Span


class Type(StrEnum):
    """In which way annotators differ. One difference may be of several: longer and labelled otherwise."""

    BOUNDARY = "boundary"
    LABEL = "label"
    MISSING = "missing"
    FRAGMENT = "extra fragment"
    SPEAKER = "speaker"
    CUE = "cue"
    ADDRESSEE = "addressee"
    KIND = "kind"
    WHO = "who"
    ARTICLE_LABEL = "article label"
    SINGLE = "one annotator"


class Aspect(StrEnum):
    """What the difference is about: a whole span or quote, a part of a quote, or something about either."""

    SPAN = "span"
    QUOTE = "quote"
    PART = "part"
    SPEAKER = "speaker"
    CUE = "cue"
    ADDRESSEE = "addressee"
    KIND = "kind"
    WHO = "who"
    ARTICLE_LABEL = "article label"


Value = tuple[object, ...]
"""What somebody has, in a form that is equal where they agree; empty where they have nothing."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one annotator has at a difference.

    `spans` are theirs that lie there, `quote` the quote they belong to; `words` say it to people
    (`PERSON`, `nothing`, `Teodor Lind`). What gold has is a version too, where it is in question again.
    """

    annotator_id: int
    value: Value = ()
    spans: tuple[Span, ...] = ()
    quote: Quote | None = None
    words: str = "nothing"
    of_gold: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where annotations disagree; `start` and `end` are code points around all versions.

    `versions` holds one for each annotator compared, in their order. `key` stays the same as long as
    everybody has the same there. Differences about one quote share their `place`.
    """

    key: str
    types: tuple[Type, ...]
    aspect: Aspect
    layer: str
    start: int
    end: int
    text: str
    versions: tuple[Version, ...]
    place: str = ""

    def version(self, annotator_id: int) -> Version | None:
        """What that annotator has; None for one who was not compared."""
        return next((v for v in self.versions if v.annotator_id == annotator_id), None)

    def between(self, first: int, second: int) -> tuple[Type, ...]:
        """In which ways two of the annotators (ids) differ here; in none where they have the same."""
        one, other = self.version(first), self.version(second)
        if one is None or other is None or one.value == other.value:
            return ()
        if self.aspect is not Aspect.SPAN:
            return self.types
        if not (one.spans and other.spans):
            return (Type.MISSING,)
        mine, theirs = one.spans[0], other.spans[0]
        ways = {
            Type.BOUNDARY: (mine.start, mine.end) != (theirs.start, theirs.end),
            Type.LABEL: mine.label != theirs.label,
        }
        return tuple(way for way in self.types if ways.get(way))

    @property
    def name(self) -> str:
        """Its types, as people read them."""
        return ", ".join(self.types)
