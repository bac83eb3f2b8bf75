"""Quotes in spaCy documents: read from exported `.spacy` files, or from what a trained model predicts.

from spacy.tokens import DocBin
from annotator.nlp.spoken import read_quotes

for doc in DocBin().from_disk("train.spacy").get_docs(nlp.vocab):
for quote, name in read_quotes(doc):
print(name, quote.kind, quote.text)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.core.quotes import ADDRESSEE, ATTRIBUTES, CUE, QUOTE, SPEAKER, Quote
from annotator.core.span import QUOTES, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

LINKS = "quotes"
"""Under which `doc.user_data` keeps what joins the spans of quotes."""

GROUPS = {QUOTE: "quotes", SPEAKER: "speakers", CUE: "cues", ADDRESSEE: "addressees"}
"""In which of `doc.spans` the spans of quotes stand, by their label."""

_ROLES = {"speaker": SPEAKER, "cue": CUE, "addressee": ADDRESSEE}


def read_quotes(doc: Doc) -> list[tuple[Quote, str]]:
    """The quotes of a document in reading order, each with its speaker's name, empty for nobody.

    Offsets are code points of `doc.text`. Without links, as in what a model predicts, each span of
    `doc.spans["quotes"]` is a quote of its own.
    """
    links = doc.user_data.get(LINKS)
    if links is None:
        spans = _spans(doc, QUOTE)
        return [(Quote((span,)), "") for span in sorted(spans, key=lambda span: span.order)]
    held = {label: _spans(doc, label) for label in GROUPS}
    return [(_quote(link, held), link["name"]) for link in links]


def _spans(doc: Doc, label: str) -> list[Span]:
    number = 1 + sum(len(doc.spans.get(GROUPS[before], ())) for before in _before(label))
    group = doc.spans.get(GROUPS[label], ())
    return [_span(found, label, number + index) for index, found in enumerate(group)]


def _before(label: str) -> list[str]:
    labels = list(GROUPS)
    return labels[: labels.index(label)]


def _span(found: SpacySpan, label: str, number: int) -> Span:
    return Span(number, QUOTES, label, found.start_char, found.end_char, found.text)


def _quote(link: Mapping[str, Any], held: Mapping[str, list[Span]]) -> Quote:
    first, *others = (held[QUOTE][index] for index in link["parts"])
    attributes = tuple(sorted((name, link[name]) for name in ATTRIBUTES))
    told = Span(
        first.id, QUOTES, QUOTE, first.start, first.end, first.text,
        confidence=link["confidence"], attributes=attributes,
    )  # fmt: skip
    roles = {
        role: held[label][link[role]] for role, label in _ROLES.items() if link[role] is not None
    }
    return Quote((told, *others), **roles)
