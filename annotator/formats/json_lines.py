"""JSON and JSON lines of any making, as long as one key holds the text.

Records in the shape of Annotator JSONL or of quotes JSON are read as such; those of other annotation
tools are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from annotator.core.annotator import Annotator
from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError
from annotator.formats.annotator_jsonl import (
    TOO_LONG,
    at_line,
    entry_of_line,
    first_place,
    refuse_nul,
)
from annotator.formats.decoding import ByteLine, Encoding, byte_lines, encoding_of
from annotator.formats.fields import article_entry, text_name
from annotator.formats.files import FileError, megabytes, opened, size_of
from annotator.formats.foreign import refuse_foreign
from annotator.formats.interpreting import GOLD, Place
from annotator.formats.interpreting_quotes import are_quotes, quotes_entry
from annotator.formats.records import reason_of

WHOLE_FILE_LIMIT = 250_000_000
"""The most bytes a file that is one JSON value may have."""

_OURS = ("annotations", "spans")
_QUOTED = tuple(f'"{name}"'.encode() for name in _OURS)
_fields = msgspec.json.Decoder(dict[str, object])


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Any .jsonl or .json with a text key, chosen by `text_key` or found by its usual names."""

    name: str = "json"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".json")
    text_key: str = ""
    encoding: str = ""
    annotator: Annotator = GOLD

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The entries of a file, and a refusal for each record that cannot be used."""
        for record, place in placed_records(path, self.encoding, self.annotator):
            yield self._entry(path, record, place)

    def _entry(self, path: Path, line: ByteLine, place: Place) -> Entry | Refusal:
        if line.data is None:
            return Refusal(place.name, TOO_LONG, place.read_to)
        strict = entry_of_line(line, place) if any(n in line.data for n in _QUOTED) else None
        if isinstance(strict, Entry):
            return strict
        try:
            fields = _fields.decode(line.data)
            refuse_nul(line.data)
            if strict is not None and any(name in fields for name in _OURS):
                refuse_foreign(path, fields)
                return strict
            return self._others(path, fields, place)
        except FileError:
            raise
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            return Refusal(place.name, reason_of(error), place.read_to)
        except InputError as error:
            return Refusal(place.name, str(error), place.read_to)

    def _others(self, path: Path, fields: dict[str, object], place: Place) -> Entry:
        if are_quotes(fields):
            return quotes_entry(fields, place, self.text_key)
        refuse_foreign(path, fields)
        return self._article(fields, place)

    def _article(self, fields: dict[str, object], place: Place) -> Entry:
        name = text_name(fields, self.text_key)
        if name is None:
            wanted = self.text_key or "text, body, content or article"
            keys = ", ".join(fields) or "none"
            raise InputError(f"it has no key {wanted}; its keys are {keys}")
        return article_entry(fields, name, place)


def placed_records(
    path: Path, declared: str, annotator: Annotator
) -> Iterator[tuple[ByteLine, Place]]:
    """The JSON values of a file, one a line, in a list or alone, each with its place."""
    encoding = encoding_of(path, declared)
    first = first_place(path, encoding, annotator)
    if _is_one_value(path, encoding):
        for record in _records(path, encoding):
            name = f"{path.name}, record {record.number}"
            yield record, replace(first, name=name, read_to=record.end)
        return
    for line in byte_lines(path, encoding):
        if line.data is None or line.data.strip():
            yield line, at_line(first, path, line)


def _is_one_value(path: Path, encoding: Encoding) -> bool:
    line = next(
        (line for line in byte_lines(path, encoding) if line.data is None or line.data.strip()),
        None,
    )
    data = (line.data or b"").lstrip() if line else b""
    if data.startswith(b"["):
        return True
    return path.suffix.casefold() == ".json" and not _is_whole(data)


def _is_whole(data: bytes) -> bool:
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _records(path: Path, encoding: Encoding) -> Iterator[ByteLine]:
    size = size_of(path)
    if size > WHOLE_FILE_LIMIT:
        most = megabytes(WHOLE_FILE_LIMIT)
        raise FileError(
            path,
            f"one JSON value of {megabytes(size)} is too large ({most} at most): use JSON lines",
        )
    end = encoding.mark
    for number, record in enumerate(_raw_records(path, encoding), start=1):
        end = min(end + len(bytes(record)) + 1, size)
        yield ByteLine(number, end, bytes(record))


def _raw_records(path: Path, encoding: Encoding) -> list[msgspec.Raw]:
    with opened(path) as file:
        data = file.read()[encoding.mark :]
    try:
        if not encoding.is_utf8:
            data = data.decode(encoding.codec).encode()
        if data.lstrip().startswith(b"["):
            return msgspec.json.decode(data, type=list[msgspec.Raw])
        return [msgspec.json.decode(data, type=msgspec.Raw)]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FileError(path, reason_of(error)) from error
