"""Generated news-like articles for the benchmarks: 4,000 characters with 60 entity spans each."""

import random
from collections.abc import Iterator

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.span import ENTITIES, Span

CHARACTERS = 4_000
SPANS = 60
GOLD = Annotator(0, "", "gold", Kind.GOLD)

_FIRST = [
    "Ann",
    "Ibrahim",
    "Ilse",
    "Teodor",
    "Maya",
    "Pieter",
    "Birgitta",
    "Łukasz",
    "José",
    "Noor",
]
_LAST = [
    "Hale",
    "Sesay",
    "Maartens",
    "Lind",
    "Okafor",
    "Falk",
    "Vogt",
    "Brandt",
    "O’Neill",
    "Haddad",
]
_PLACES = [
    "Norrhavn",
    "Sund",
    "Lille Hest",
    "Brevik",
    "Port Amble",
    "Kvalsund",
    "Dunmore",
    "São Telmo",
]
_ORGS = [
    "Kystline",
    "Norrhavn Port Authority",
    "Coast Courier",
    "Brevik FC",
    "Valley Post",
    "Harbour Union",
]
_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "said",
    "that",
    "for",
    "was",
    "on",
    "with",
    "as",
    "at",
    "by",
    "from",
    "it",
    "had",
    "would",
    "were",
    "after",
    "been",
    "which",
    "their",
    "more",
    "than",
    "about",
    "council",
    "harbour",
    "minister",
    "freight",
    "winter",
    "vote",
    "strike",
    "contract",
    "police",
    "court",
    "match",
    "season",
    "storm",
    "price",
    "talks",
    "island",
    "ferry",
    "quay",
    "members",
    "budget",
    "report",
    "company",
    "workers",
    "weekend",
    "morning",
    "results",
    "city",
    "mayor",
]


def entries(count: int, seed: int = 1) -> Iterator[Entry]:
    """Articles with a finished gold annotation, the same ones for a seed."""
    draw = random.Random(seed)
    for number in range(count):
        yield _entry(draw, number)


def _entry(draw: random.Random, number: int) -> Entry:
    text, spans = _text(draw, number)
    title = text.split("\n", 1)[0]
    known = Metadata(
        title, "Coast Courier", f"2026-03-{number % 28 + 1:02d}", f"https://n.example/{number}"
    )
    annotation = Annotation(0, 0, Status.DONE, spans, next_span_id=len(spans) + 1)
    return Entry(Article(0, f"a{number}", text, known), ((GOLD, annotation),))


def _text(draw: random.Random, number: int) -> tuple[str, tuple[Span, ...]]:
    parts, spans, length = [f"Report {number}: "], [], len(f"Report {number}: ")
    filler = (CHARACTERS - 900) // SPANS
    for index in range(SPANS):
        words = _filler(draw, filler)
        label, name = _name(draw)
        start = length + len(words)
        spans.append(Span(index + 1, ENTITIES, label, start, start + len(name), name))
        end = "\n" if index % 5 == 4 else ", "
        parts += [words, name, end]
        length = start + len(name) + len(end)
    return "".join(parts), tuple(spans)


def _filler(draw: random.Random, length: int) -> str:
    words = []
    while sum(map(len, words)) + len(words) < length:
        words.append(draw.choice(_WORDS))
    return " ".join(words) + " "


def _name(draw: random.Random) -> tuple[str, str]:
    label = draw.choice(("PERSON", "PERSON", "PLACE", "ORG"))
    if label == "PERSON":
        return label, f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
    return label, draw.choice(_PLACES if label == "PLACE" else _ORGS)
