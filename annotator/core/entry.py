"""An entry is an article with its annotations; a format reads and writes entries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.article import Article
from annotator.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and the annotations made in it, each with its annotator.

    `place` says where it was read, for messages ("articles.jsonl, line 7"); `remarks` what reading
    changed (an encoding, offsets converted from other units); `read_to` up to which byte its file was
    read, for progress.
    """

    article: Article
    annotations: tuple[tuple[Annotator, Annotation], ...] = ()
    place: str = ""
    remarks: tuple[str, ...] = ()
    read_to: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that could not be read: where, and why in one sentence."""

    place: str
    reason: str
    read_to: int = field(default=0, compare=False)


class Reader(Protocol):
    """How files of one format are read."""

    @property
    def name(self) -> str:
        """What the user calls the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files' names, in lower case."""

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The entries of a file, and a refusal for each record that cannot be used.

        Raises InputError when the file as a whole cannot be read.
        """


class Format(Reader, Protocol):
    """A format that is read and written."""

    def write(self, path: Path, entries: Iterable[Entry], scheme: Scheme) -> int:
        """Write entries and return how many."""

    def losses(self, entry: Entry) -> Mapping[str, int]:
        """What this format cannot hold of an entry, in words, and how many of it."""
