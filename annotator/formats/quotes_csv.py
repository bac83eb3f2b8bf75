"""A table of quotes for spreadsheets: one row for each, with its article, its speaker and its offsets."""

import csv
import io
from collections.abc import Sequence

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.entry import Entry
from annotator.core.quotes import Quote, quotes
from annotator.core.span import Span
from annotator.formats.cells import harmless, table
from annotator.formats.recording_quotes import Names

COLUMNS = (
    "article", "title", "speaker", "speaker_text", "cue", "addressee", "kind", "medium", "status", "negated",
    "hypothetical", "content", "parts", "speaker_offsets", "cue_offsets", "addressee_offsets", "annotator",
)  # fmt: skip
"""Offsets are code points, half-open: "12-40", of several parts "12-40;60-75"."""


def head(*, mark: bool) -> bytes:
    """The first row, after a byte order mark if there is to be one."""
    return table([COLUMNS], mark=mark)


def rows_of(entry: Entry, key: str, names: Sequence[Names]) -> list[tuple[str, ...]]:
    """The rows of an entry's quotes; `names` are those of the speakers of each annotation."""
    pairs = zip(entry.annotations, names, strict=True)
    return [row for (who, made), known in pairs for row in _rows(entry, key, who, made, known)]


def difference(data: bytes, rows: Sequence[Sequence[str]], text: str) -> str:
    """Why a table, read back, does not say what `rows` say or what `text` bears out; empty when it does."""
    read = list(csv.reader(io.StringIO(data.decode(), newline="")))
    if read != [[str(harmless(cell)) for cell in row] for row in rows]:
        return "something else was read than written"
    for row in read:
        told = dict(zip(COLUMNS, row, strict=True))
        if harmless(" … ".join(_stretches(told["parts"], text))) != told["content"]:
            return "the offsets of a quote do not lead to its content"
    return ""


def _rows(
    entry: Entry, key: str, who: Annotator, made: Annotation, names: Names
) -> list[tuple[str, ...]]:
    article = entry.article
    return [
        (key, article.title, names.get(quote.id, ""), *_cells(quote), who.name)
        for quote in quotes(made)
    ]


def _cells(quote: Quote) -> tuple[str, ...]:
    roles = (quote.speaker, quote.cue, quote.addressee)
    return (
        *(span.text if span else "" for span in roles),
        quote.kind.value,
        quote.medium.value,
        quote.speaker_status.value,
        "yes" if quote.negated else "no",
        "yes" if quote.hypothetical else "no",
        quote.text,
        ";".join(map(_offsets, quote.parts)),
        *(_offsets(span) if span else "" for span in roles),
    )


def _offsets(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _stretches(offsets: str, text: str) -> list[str]:
    bounds = [pair.split("-") for pair in offsets.split(";")]
    return [text[int(start) : int(end)] for start, end in bounds]
