"""CSV and TSV: one article a row, its text in one column, what is known about it in the others."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError
from annotator.formats.annotator_jsonl import first_place
from annotator.formats.decoding import Encoding, Line, encoding_of, text_lines
from annotator.formats.fields import article_entry, text_name
from annotator.formats.files import ARTICLE_LIMIT, FileError
from annotator.formats.interpreting import Place

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row, the line it starts at, and the byte up to which the file was read."""

    line: int
    end: int
    fields: list[str]
    error: str = ""


@dataclass(frozen=True, slots=True)
class CsvColumns:
    """Rows with a text column, chosen by `text_column` or found by its usual names."""

    name: str = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".tab")
    text_column: str = ""
    delimiter: str = ""
    encoding: str = ""

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The articles of a file, and a refusal for each row that cannot be used."""
        encoding = encoding_of(path, self.encoding)
        rows = _Rows(path, encoding, self.delimiter or _delimiter(path, encoding))
        header = next(iter(rows), None)
        if header is None or header.error:
            raise FileError(path, header.error if header else "it has no rows")
        names = _column_names(header.fields)
        column = self._text_column(path, names)
        first = first_place(path, encoding)
        for row in rows:
            place = replace(first, name=f"{path.name}, line {row.line}", read_to=row.end)
            yield _entry(row, names, column, place)

    def _text_column(self, path: Path, names: list[str]) -> str:
        found = text_name(names, self.text_column)
        if found is None:
            wanted = self.text_column or "text, body, content or article"
            listed = ", ".join(names)
            raise FileError(path, f"no column is called {wanted}; its columns are {listed}")
        return found


class _Rows:
    """The rows of a file; a row that is no CSV is given as such, and reading goes on with the next line."""

    def __init__(self, path: Path, encoding: Encoding, delimiter: str) -> None:
        # Python's own limit is 131,072 characters; articles are longer, memory is not endless.
        csv.field_size_limit(max(csv.field_size_limit(), ARTICLE_LIMIT))
        self._lines = _lines(path, encoding)
        self._again: deque[Line] = deque()
        self._held: list[Line] = []
        self._delimiter = delimiter
        self._quoting = _quoting(path, encoding, delimiter)

    def __iter__(self) -> Iterator[Row]:
        reader = self._reader()
        while True:
            self._held = []
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._refused(error)
                reader = self._reader()
                continue
            if fields:
                yield Row(self._held[0].number, self._held[-1].end, fields)

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(
            self._feed(), delimiter=self._delimiter, quoting=self._quoting, strict=True
        )

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            self._held.append(line)
            yield line.text

    def _refused(self, error: csv.Error) -> Row:
        first, *rest = self._held
        # An unclosed quotation mark swallows the rows below it, which are none the worse for it.
        self._again.extendleft(reversed(rest))
        return Row(first.number, first.end, [], f"it is not valid CSV: {_reason(error)}")


def _reason(error: csv.Error) -> str:
    told = str(error)
    reasons = {
        "unexpected end": "a quotation mark is not closed",
        "expected after": "something other than a new column follows a closing quotation mark",
        "new-line": "a carriage return stands outside quotation marks",
        "field larger": "a column is longer than an article may be",
    }
    return next((reason for words, reason in reasons.items() if words in told), told)


def _entry(row: Row, names: list[str], column: str, place: Place) -> Entry | Refusal:
    try:
        if row.error:
            raise InputError(row.error)
        if len(row.fields) != len(names):
            raise InputError(f"it has {len(row.fields)} fields where the header has {len(names)}")
        if any("\0" in field for field in row.fields):
            raise InputError("it holds a NUL character, which no text file can store")
        if any(not _is_decoded(field) for field in row.fields):
            raise InputError("it holds bytes that are not UTF-8")
        return article_entry(dict(zip(names, row.fields, strict=True)), column, place)
    except InputError as error:
        return Refusal(place.name, str(error), place.read_to)


def _is_decoded(field: str) -> bool:
    return field.isascii() or not any("\ud800" <= char <= "\udfff" for char in field)


def _column_names(header: list[str]) -> list[str]:
    names: list[str] = []
    for number, name in enumerate(header, start=1):
        wanted = name.strip() or f"column {number}"
        names.append(wanted if wanted not in names else f"{wanted} {number}")
    return names


def _delimiter(path: Path, encoding: Encoding) -> str:
    if path.suffix.casefold() in (".tsv", ".tab"):
        return "\t"
    first = next((line.text for line in _lines(path, encoding) if line.text.strip()), "")
    rows = {d: _fields(first, d) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: (text_name(rows[d]) is not None, len(rows[d])))


def _fields(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _lines(path: Path, encoding: Encoding) -> Iterator[Line]:
    first = next((line.text for line in text_lines(path, encoding)), "")
    # Old spreadsheets end rows with CR and write no LF; elsewhere a stray CR makes its row no CSV.
    newline = "" if "\r" in first and not first.endswith("\n") else "\n"
    return text_lines(path, encoding, newline)


def _quoting(path: Path, encoding: Encoding, delimiter: str) -> Literal[0, 3]:
    """QUOTE_NONE where quotation marks at the start of a field are the text's own, as in many TSV files."""
    lines = [line.text for line in islice(_lines(path, encoding), _SAMPLE_LINES)]
    rows = [line.rstrip("\r\n").split(delimiter) for line in lines]
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    opened = [field for row in rows for field in row if field.startswith('"')]
    unclosed = any(len(field) < 2 or not field.endswith('"') for field in opened)
    return csv.QUOTE_NONE if delimiter == "\t" and even and unclosed else csv.QUOTE_MINIMAL
