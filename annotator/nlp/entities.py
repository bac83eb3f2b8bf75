"""Text to entity suggestions: a spaCy pipeline reads paragraph by paragraph, then the article decides.

The pipeline's labels become the scheme's by a mapping that is handed in; a label the mapping does not
name is left out, which is a choice of the scheme and not a loss. In English, where the rules know the
words, names are cut and labelled by the article as a whole (see candidates, evidence, consistency).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.core.annotation import in_order
from annotator.core.span import ENTITIES, Cluster, Relation, Span
from annotator.core.text import Bounds
from annotator.nlp.article import Found, decide
from annotator.nlp.lexicon import lexicon
from annotator.nlp.quotes.article import find_quotes
from annotator.nlp.quotes.marking import Marked, marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from annotator.nlp.pipeline import Pipeline

DEFAULT_MAPPING: Mapping[str, str] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "ORG": "ORG",
}
# Measured: 8 to 64 paragraphs are equally fast within a tenth; more only costs memory.
BATCH = 32
# spaCy refuses 1,000,000 characters; pieces of 20,000 took three times as long, and their memory.
LONGEST_PARAGRAPH = 5_000
_BREAK = re.compile(r"[.!?…][\"”’)]*\s|\s")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What one article's text holds, offsets in code points over the whole article, half-open.

    `tokens` are the tokenizer's, without white space; `decided` counts the spans that the article's
    rules added, relabelled or turned down; `relations` and `clusters` belong to the quotes among `spans`;
    `bare` are the pipeline's entities as it gave them, under the scheme's labels.
    """

    spans: tuple[Span, ...]
    tokens: tuple[Bounds, ...]
    decided: int
    relations: tuple[Relation, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    bare: tuple[Span, ...] = ()


def suggest(
    texts: Iterable[str],
    pipeline: Pipeline,
    mapping: Mapping[str, str] = DEFAULT_MAPPING,
    quotes: bool = False,
) -> Iterator[Suggestions]:
    """The suggestions of each text, in order; texts are read a batch ahead of what is answered."""
    words = lexicon(pipeline.language)
    for text, docs in _read(texts, pipeline):
        found = [
            Found(shift + entity.start_char, shift + entity.end_char, entity.label_)
            for shift, doc in docs
            for entity in doc.ents
        ]
        tokens = tuple(edge for shift, doc in docs for edge in _edges(doc, shift))
        decision = decide(text, found, tokens, mapping, words)
        layer = Marked()
        if quotes:
            spoken = find_quotes(text, docs, decision.spans, pipeline.language)
            layer = marked(text, spoken, tokens, len(decision.spans) + 1)
        yield Suggestions(
            in_order((*decision.spans, *layer.spans)) if layer.spans else decision.spans,
            tokens,
            decision.decided,
            layer.relations,
            layer.clusters,
            tuple(_bare(text, found, mapping)),
        )


def _bare(text: str, found: Iterable[Found], mapping: Mapping[str, str]) -> Iterator[Span]:
    for number, item in enumerate(found, 1):
        if item.label in mapping:
            words = text[item.start : item.end]
            yield Span(number, ENTITIES, mapping[item.label], item.start, item.end, words)


def tokenise(text: str, pipeline: Pipeline) -> tuple[Bounds, ...]:
    """The token edges of a text alone, without reading it for entities."""
    return tuple(
        edge
        for start, end in paragraphs(text)
        for edge in _edges(pipeline.nlp.make_doc(text[start:end]), start)
    )


def paragraphs(text: str) -> Iterator[Bounds]:
    """The paragraphs that hold more than white space, very long ones in pieces."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph and not paragraph.isspace():
            yield from _pieces(text, start, start + len(paragraph))
        start += len(paragraph) + 1


def _pieces(text: str, start: int, end: int) -> Iterator[Bounds]:
    while end - start > LONGEST_PARAGRAPH:
        cut = _cut(text, start + LONGEST_PARAGRAPH // 2, start + LONGEST_PARAGRAPH)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, first: int, last: int) -> int:
    """Where to part a long paragraph: after the last sentence before `last`, else the last space."""
    sentences = [
        found.end() for found in _BREAK.finditer(text, first, last) if found[0][0] in ".!?…"
    ]
    if sentences:
        return sentences[-1]
    spaces = [found.end() for found in _BREAK.finditer(text, first, last)]
    return spaces[-1] if spaces else last


def _read(texts: Iterable[str], pipeline: Pipeline) -> Iterator[tuple[str, list[tuple[int, Doc]]]]:
    """Each text with its parsed paragraphs and where they start."""
    docs: list[tuple[int, Doc]] = []
    for doc, (text, start) in pipeline.nlp.pipe(_jobs(texts), as_tuples=True, batch_size=BATCH):
        if start < 0:
            yield text, docs
            docs = []
        else:
            docs.append((start, doc))


def _jobs(texts: Iterable[str]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Paragraphs with their text and start; an empty one at -1 says that a text is complete."""
    for text in texts:
        for start, end in paragraphs(text):
            yield text[start:end], (text, start)
        yield "", (text, -1)


def _edges(doc: Doc, shift: int) -> Iterator[Bounds]:
    for token in doc:
        if not token.is_space:
            start = shift + token.idx
            yield start, start + len(token)
