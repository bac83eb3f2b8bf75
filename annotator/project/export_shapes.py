"""The formats that are written article by article: what each writes of one, and whether it reads back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from annotator.core.entry import Entry, Refusal
from annotator.core.quotes import NOT_A_QUOTE, quotes
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES, Span
from annotator.formats import quotes_csv, quotes_json
from annotator.formats.annotator_jsonl import entry_of_line, line_of
from annotator.formats.cells import table
from annotator.formats.decoding import ByteLine
from annotator.formats.interpreting import Place
from annotator.formats.losing import lost_of_quotes
from annotator.project.export_options import JSONL, QUOTES_CSV, ExportOptions
from annotator.project.export_selection import Selected


class Shape(Protocol):
    """How articles stand in a file."""

    def head(self) -> bytes:
        """What a file begins with."""

    def lines(self, item: Selected) -> bytes:
        """What is written of an article."""

    def difference(self, lines: bytes, item: Selected) -> str:
        """Why lines, read back, are not the article's; empty when they are."""

    def spans(self, item: Selected) -> Sequence[Span]:
        """The spans that are written of an article."""

    def losses(self, item: Selected) -> Mapping[str, int]:
        """What is not written of an article, and how many of it."""


def shape_of(options: ExportOptions, scheme: Scheme) -> Shape:
    """The shape of a format that is written article by article."""
    if options.format == JSONL:
        return _Everything(scheme)
    if options.format == QUOTES_CSV:
        return _QuoteRows(options.mark)
    return _QuoteLines(options.not_quotes)


@dataclass(frozen=True, slots=True)
class _Everything:
    """Annotator JSONL."""

    scheme: Scheme

    def head(self) -> bytes:
        return b""

    def lines(self, item: Selected) -> bytes:
        return line_of(item.entry, self.scheme)

    def difference(self, lines: bytes, item: Selected) -> str:
        read = entry_of_line(ByteLine(0, 0, lines), Place(""))
        if isinstance(read, Refusal):
            return read.reason
        meant = (item.entry.article, item.entry.annotations)
        same = (read.article, read.annotations) == meant
        return "" if same else "something else was read than written"

    def spans(self, item: Selected) -> Sequence[Span]:
        return [span for _, made in item.entry.annotations for span in made.spans]

    def losses(self, item: Selected) -> Mapping[str, int]:  # noqa: ARG002 — asked of every shape
        return {}


@dataclass(frozen=True, slots=True)
class _QuoteLines:
    """Quotes JSON, with the stretches that are no quotes when asked for."""

    not_quotes: bool

    def head(self) -> bytes:
        return b""

    def lines(self, item: Selected) -> bytes:
        return quotes_json.quotes_lines(item.entry, item.names, not_quotes=self.not_quotes)

    def difference(self, lines: bytes, item: Selected) -> str:
        return quotes_json.difference(lines, item.entry, item.names, not_quotes=self.not_quotes)

    def spans(self, item: Selected) -> Sequence[Span]:
        return _quote_spans(item.entry, not_quotes=self.not_quotes)

    def losses(self, item: Selected) -> Mapping[str, int]:
        return lost_of_quotes(item.entry, not_quotes=self.not_quotes)


@dataclass(frozen=True, slots=True)
class _QuoteRows:
    """A table of quotes, after a byte order mark when asked for."""

    mark: bool

    def head(self) -> bytes:
        return quotes_csv.head(mark=self.mark)

    def lines(self, item: Selected) -> bytes:
        return table(_rows(item))

    def difference(self, lines: bytes, item: Selected) -> str:
        return quotes_csv.difference(lines, _rows(item), item.entry.article.text)

    def spans(self, item: Selected) -> Sequence[Span]:
        return _quote_spans(item.entry, not_quotes=False)

    def losses(self, item: Selected) -> Mapping[str, int]:
        return lost_of_quotes(item.entry, not_quotes=False)


def _rows(item: Selected) -> list[tuple[str, ...]]:
    key = item.entry.article.key or str(item.article_id)
    return quotes_csv.rows_of(item.entry, key, item.names)


def _quote_spans(entry: Entry, *, not_quotes: bool) -> list[Span]:
    found: list[Span] = []
    for _, made in entry.annotations:
        kept = {span.id for quote in quotes(made) for span in quote.spans}
        other = {s.id for s in made.in_layer(QUOTES) if not_quotes and s.label == NOT_A_QUOTE}
        found += [span for span in made.spans if span.id in kept | other]
    return found
