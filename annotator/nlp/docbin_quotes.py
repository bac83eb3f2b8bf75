"""Quotes as spaCy documents hold them: groups of spans, and in `user_data` what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.core.quotes import ATTRIBUTES, NOT_A_QUOTE, ROLE, Quote, quotes_of
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.nlp.fitting import Placed, fitted
from annotator.nlp.messages import DocEntry, Policy, QuotesAsked
from annotator.nlp.spoken import GROUPS, LINKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

ALL_GROUPS = {**GROUPS, ROLE: "roles", NOT_A_QUOTE: "not_quotes"}
"""In which of `doc.spans` each label of the layer stands; another label has a group of its own name."""

REASONS = "not_quotes"
"""Under which `doc.user_data` keeps the reasons of `doc.spans["not_quotes"]`, one for each."""

_OVERLAPPED = "left out: it overlaps another part of its quote"

Stretches = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document holds of quotes: its groups by name, the links, and the reasons."""

    groups: Mapping[str, Stretches] = field(default_factory=dict)
    links: tuple[Mapping[str, object], ...] = ()
    reasons: tuple[str | None, ...] = ()


def said_in(doc: Doc) -> Said:
    """What stands in a document that was read."""
    groups = {
        name: tuple((span.start_char, span.end_char, span.label_) for span in group)
        for name, group in doc.spans.items()
        if len(group)
    }
    # spaCy gives lists back as tuples.
    links = ({**link, "parts": list(link["parts"])} for link in doc.user_data.get(LINKS, ()))
    return Said(groups, tuple(links), tuple(doc.user_data.get(REASONS, ())))


def place_quotes(
    doc: Doc, entry: DocEntry, policy: Policy, asked: QuotesAsked
) -> tuple[Said, list[Placed]]:
    """What a document is to hold of an article's quotes, and where each of their spans went."""
    if asked is QuotesAsked.NONE:
        return Said(), []
    placing = _Placing(doc, entry, policy, others=asked is QuotesAsked.AND_OTHERS)
    return placing.said(), sorted(placing.placed.values(), key=lambda placed: placed.span.order)


def put(doc: Doc, said: Said) -> None:
    """Make a document hold quotes."""
    for name, stretches in said.groups.items():
        spans = [doc.char_span(start, end, label) for start, end, label in stretches]
        doc.spans[name] = [span for span in spans if span is not None]
    doc.user_data[LINKS] = [dict(link) for link in said.links]
    if said.reasons:
        doc.user_data[REASONS] = list(said.reasons)


class _Placing:
    """Where the spans of one article's quotes go, and which index each has in its group."""

    def __init__(self, doc: Doc, entry: DocEntry, policy: Policy, *, others: bool) -> None:
        self._names = entry.names
        self._spans = [
            s for s in entry.spans if s.layer == QUOTES and (others or s.label != NOT_A_QUOTE)
        ]
        self._quotes = quotes_of(entry.spans, entry.relations)
        self.placed = {s.id: fitted(doc, s, policy, (s.label,)) for s in self._spans}
        for quote in self._quotes:
            self._part(quote)
        self._stretches = self._grouped()

    def said(self) -> Said:
        groups = {
            ALL_GROUPS.get(label, label): tuple((*bounds, label) for bounds in found)
            for label, found in self._stretches.items()
            if found
        }
        links = (self._link(quote) for quote in self._quotes)
        return Said(groups, tuple(link for link in links if link["parts"]), self._reasons())

    def _part(self, quote: Quote) -> None:
        """Leave out a part that has grown into the one before it."""
        end = 0
        for part in quote.parts:
            placed = self.placed[part.id]
            if placed.bounds and placed.bounds[0] < end:
                self.placed[part.id] = replace(placed, bounds=None, done=_OVERLAPPED)
            elif placed.bounds:
                end = placed.bounds[1]

    def _grouped(self) -> dict[str, list[Bounds]]:
        found: dict[str, set[Bounds]] = {span.label: set() for span in self._spans}
        for placed in self.placed.values():
            if placed.bounds:
                found[placed.span.label].add(placed.bounds)
        return {label: sorted(bounds) for label, bounds in found.items()}

    def _link(self, quote: Quote) -> dict[str, object]:
        parts = [self._index(part) for part in quote.parts]
        told: dict[str, object] = {name: getattr(quote, name) for name in ATTRIBUTES}
        plain = {name: str(v) if isinstance(v, str) else v for name, v in told.items()}
        return {
            "parts": [index for index in parts if index is not None],
            "speaker": self._index(quote.speaker),
            "cue": self._index(quote.cue),
            "addressee": self._index(quote.addressee),
            "name": self._names.get(quote.id, ""),
            "confidence": quote.confidence,
            **plain,
        }

    def _index(self, span: Span | None) -> int | None:
        bounds = self.placed[span.id].bounds if span else None
        return self._stretches[span.label].index(bounds) if span and bounds else None

    def _reasons(self) -> tuple[str | None, ...]:
        held = [placed for placed in self.placed.values() if placed.span.label == NOT_A_QUOTE]
        reasons = {p.bounds: p.span.attribute("reason") for p in held if p.bounds}
        found = [reasons[bounds] for bounds in self._stretches.get(NOT_A_QUOTE, ())]
        return tuple(None if reason is None else str(reason) for reason in found)
