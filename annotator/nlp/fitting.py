"""Where a span goes among spaCy's tokens: where it stands if they allow it, else by a policy."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.nlp.messages import Policy

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OTHER_LABEL = "left out: its label is not among those written"
_OUTSIDE = "left out: it is not in the text"
_INSIDE = "left out: it begins or ends inside a token"
_NO_TOKEN = "left out: it holds no whole token"
_SNAPPED = {Policy.IN: "snapped in to whole tokens", Policy.OUT: "snapped out to whole tokens"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A span and where it goes, with what had to be done; nowhere when it is left out."""

    span: Span
    bounds: Bounds | None
    done: str = ""


def fitted(doc: Doc, span: Span, policy: Policy, labels: Sequence[str]) -> Placed:
    """Where a span of one of these labels goes in a document."""
    if span.label not in labels:
        return Placed(span, None, _OTHER_LABEL)
    if not 0 <= span.start < span.end <= length_of(doc):
        return Placed(span, None, _OUTSIDE)
    found = doc.char_span(span.start, span.end)
    if found is not None and not found[0].is_space and not found[-1].is_space:
        return Placed(span, (span.start, span.end))
    if policy is Policy.LEAVE_OUT:
        return Placed(span, None, _INSIDE)
    bounds = _snapped(doc, span, policy)
    return Placed(span, bounds, _SNAPPED[policy] if bounds else _NO_TOKEN)


def length_of(doc: Doc) -> int:
    """The code points of a document, without joining its text anew."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def _snapped(doc: Doc, span: Span, policy: Policy) -> Bounds | None:
    """The whole tokens within a span, or those it shares a code point with; white space is no token."""
    tokens = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    if policy is Policy.IN:
        first, last = bisect_left(starts, span.start), bisect_right(ends, span.end)
    else:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
    return (starts[first], ends[last - 1]) if first < last else None
