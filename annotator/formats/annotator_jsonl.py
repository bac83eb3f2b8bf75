"""Annotator JSONL: one article a line with everything known about it, in both directions.

Reading is strict: an unknown key, a span that is not true to its text or an id that names nothing
refuses that line with its reason; the other lines are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from annotator.core.annotator import Annotator
from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError
from annotator.core.scheme import Scheme
from annotator.formats.decoding import ByteLine, Encoding, byte_lines, encoding_of
from annotator.formats.files import ARTICLE_LIMIT, megabytes
from annotator.formats.interpreting import GOLD, Place, entry_of
from annotator.formats.recording import record_of
from annotator.formats.records import ArticleRecord, reason_of

_decoder = msgspec.json.Decoder(ArticleRecord)
_encoder = msgspec.json.Encoder()

TOO_LONG = f"it is longer than {megabytes(ARTICLE_LIMIT)}, the most one article may have"


@dataclass(frozen=True, slots=True)
class AnnotatorJsonl:
    """Our own format. `annotator` made the spans of lines that name nobody."""

    name: str = "annotator"
    suffixes: tuple[str, ...] = (".jsonl",)
    encoding: str = ""
    annotator: Annotator = GOLD

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The entries of a file, and a refusal for each line that cannot be used."""
        encoding = encoding_of(path, self.encoding)
        place = first_place(path, encoding, self.annotator)
        for line in byte_lines(path, encoding):
            if line.data is None or line.data.strip():
                yield entry_of_line(line, at_line(place, path, line))

    def write(self, path: Path, entries: Iterable[Entry], scheme: Scheme) -> int:
        """Write entries, one a line, and return how many."""
        count = 0
        with path.open("wb") as file:
            for entry in entries:
                file.write(line_of(entry, scheme))
                count += 1
        return count

    def losses(self, entry: Entry) -> Mapping[str, int]:  # noqa: ARG002 — asked of every format
        """Nothing: this format holds all of an entry."""
        return {}


def line_of(entry: Entry, scheme: Scheme) -> bytes:
    """One line with its LF."""
    return _encoder.encode(record_of(entry, scheme)) + b"\n"


def entry_of_line(line: ByteLine, place: Place) -> Entry | Refusal:
    """The entry of one line, or why it is refused."""
    if line.data is None:
        return Refusal(place.name, TOO_LONG, place.read_to)
    try:
        record = _decoder.decode(line.data)
        refuse_nul(line.data)
        return entry_of(record, place)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(place.name, reason_of(error), place.read_to)
    except InputError as error:
        return Refusal(place.name, str(error), place.read_to)


def refuse_nul(data: bytes) -> None:
    """Raise InputError when a string of a JSON line holds NUL, which SQLite's tools would cut at."""
    if b"\\u0000" in data and _holds_nul(msgspec.json.decode(data)):
        raise InputError("it holds a NUL character, which no text file can store")


def first_place(path: Path, encoding: Encoding, annotator: Annotator = GOLD) -> Place:
    """The place of a file's lines, without a line yet."""
    return Place(path.name, 0, encoding.codec, encoding.remarks, annotator)


def at_line(place: Place, path: Path, line: ByteLine) -> Place:
    """The place of one line of a file."""
    return replace(place, name=f"{path.name}, line {line.number}", read_to=line.end)


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, list):
        return any(map(_holds_nul, value))
    if isinstance(value, dict):
        return any(_holds_nul(key) or _holds_nul(held) for key, held in value.items())
    return False
