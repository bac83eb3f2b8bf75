"""Making differences out of what each annotator has: their key, their bounds, their words."""

from collections.abc import Iterable, Sequence
from hashlib import sha1

from annotator.adjudication.difference import Aspect, Difference, Type, Version
from annotator.core.decision import Choice, Decision
from annotator.core.span import Span
from annotator.core.text import shortened

_ORDER = tuple(Type)
_MOST = 60
_MARKS = ("“", "„", "«", "»", '"', "‘", "'")


def difference(
    aspect: Aspect,
    types: Iterable[Type],
    layer: str,
    versions: Sequence[Version],
    *,
    place: str = "",
) -> Difference:
    """The difference between versions. `place` tells those about one quote from all others."""
    shown = [span for version in versions for span in version.spans]
    start = min((span.start for span in shown), default=0)
    end = max((span.end for span in shown), default=0)
    return Difference(
        key=digest(aspect.value, layer, place, sorted({repr(v.value) for v in versions})),
        types=tuple(sorted(set(types), key=_ORDER.index)),
        aspect=aspect,
        layer=layer,
        start=start,
        end=end,
        text=_text(aspect, versions),
        versions=tuple(versions),
        place=place,
    )


def digest(*parts: object) -> str:
    """A short name for something, the same in every run."""
    return sha1(repr(parts).encode("utf-8"), usedforsecurity=False).hexdigest()[:20]


def value_digest(version: Version) -> str:
    """What a decision keeps of a version it took."""
    return digest(version.value)


def taken(found: Difference, decision: Decision | None) -> list[Version]:
    """The versions a decision took into gold, each value once, whoever has it now."""
    if decision is None or decision.choice is not Choice.TAKE:
        return []
    by_value = {value_digest(version): version for version in reversed(found.versions)}
    return [by_value[value] for value in decision.values if value in by_value]


def span_version(annotator_id: int, span: Span | None, *, with_text: bool) -> Version:
    """What an annotator has at a place of spans; `with_text` where they differ in how far it goes."""
    if span is None:
        return Version(annotator_id)
    words = f"{span.label} {quoted(span.text)}" if with_text else span.label
    return Version(annotator_id, span.key, (span,), words=words)


def quoted(text: str) -> str:
    """A text between quotation marks, on one line and not too long; it keeps marks of its own."""
    words = shortened(text, _MOST)
    return words if words.startswith(_MARKS) else f"“{words}”"


def _text(aspect: Aspect, versions: Sequence[Version]) -> str:
    quotes = [version.quote for version in versions if version.quote is not None]
    if quotes and aspect in (Aspect.QUOTE, Aspect.KIND):
        return max((quote.text for quote in quotes), key=len)
    return max((span.text for version in versions for span in version.spans), key=len, default="")
