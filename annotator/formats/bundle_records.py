"""The lines of a bundle as they stand in the file, each sealed with a digest of itself.

A line is a JSON object whose first keys are `part` and `bundle`, the version of this format, and whose
last one is `digest`, the SHA-256 of the line without it.
"""

import re
from hashlib import sha256

import msgspec

from annotator.formats.records import AnnotationRecord, AnnotatorRecord

VERSION = 1

_SEAL = re.compile(rb',"digest":"([0-9a-f]{64})"\}\Z')
_encoder = msgspec.json.Encoder()


class _Record(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Unknown keys are mistakes, and defaults are not written."""


class LayerRecord(_Record):
    """A layer of the label scheme, with the names of its labels."""

    name: str
    labels: list[str]
    allows_overlap: bool = False


class ContentRecord(_Record):
    """What work depends on in the label scheme it was done with."""

    name: str
    version: int
    layers: list[LayerRecord]
    article_labels: list[str] = []


class AncestorRecord(_Record):
    """A step that led to an annotation."""

    id: str
    state: str = ""
    name: str = ""
    at: str = ""


class NoteRecord(_Record):
    """A remark of the annotator; `span` is the id of the span it is about."""

    text: str
    at: str
    span: int | None = None
    resolved: bool = False


class DecisionRecord(_Record):
    """What was decided about a difference: `said` is what the annotator had, `right` whether it was taken.

    `earlier` are digests of what the decision was before it was changed.
    """

    key: str
    types: list[str]
    layer: str
    start: int
    end: int
    text: str
    choice: str
    said: str
    right: bool = False
    gold: str = ""
    reason: str = ""
    error_type: str = ""
    author: str = ""
    at: str = ""
    earlier: list[str] = []


class HeadLine(_Record, tag_field="part", tag="head"):
    """The first line: whose work it is and what it was done with; `articles` counts their lines."""

    bundle: int
    program: str
    made_at: str
    annotator: AnnotatorRecord
    scheme: ContentRecord
    articles: int


class ArticleLine(_Record, tag_field="part", tag="article"):
    """One annotation, with the steps that led to it; of the article there is what it is known by."""

    bundle: int
    sha256: str
    length: int
    annotation: AnnotationRecord
    journal: list[AncestorRecord]
    key: str = ""
    title: str = ""
    notes: list[NoteRecord] = []


class FeedbackLine(_Record, tag_field="part", tag="feedback"):
    """What review decided about the annotator's work on an article of the bundle."""

    bundle: int
    sha256: str
    decisions: list[DecisionRecord]


class EndLine(_Record, tag_field="part", tag="end"):
    """The last line: how many lines there are besides, and the digest of their digests."""

    bundle: int
    lines: int
    whole: str


Line = HeadLine | ArticleLine | FeedbackLine | EndLine

_decoder = msgspec.json.Decoder(Line)


class Peeked(msgspec.Struct):
    """What can be told of a line of any version."""

    bundle: int


_peek = msgspec.json.Decoder(Peeked)


def peeked(data: bytes) -> int:
    """The version of the format a line is in. Raises msgspec's errors when it is no line of a bundle."""
    return _peek.decode(data).bundle


def sealed(line: Line) -> tuple[bytes, str]:
    """A line with its seal and LF, and its digest."""
    data = _encoder.encode(line)
    digest = sha256(data).hexdigest()
    return data[:-1] + f',"digest":"{digest}"}}\n'.encode(), digest


def seal_of(data: bytes) -> str | None:
    """The digest a line bears, None when it is not true to the line."""
    seal = _SEAL.search(data)
    if seal is None:
        return None
    told = seal[1].decode()
    return told if sha256(data[: seal.start()] + b"}").hexdigest() == told else None


def unsealed(data: bytes) -> Line:
    """The line without its seal. Raises msgspec's errors."""
    seal = _SEAL.search(data)
    line: Line = _decoder.decode(data[: seal.start()] + b"}" if seal else data)
    return line


def together(digests: list[str]) -> str:
    """The digest of all lines, whatever order they are in."""
    return sha256("".join(sorted(digests)).encode()).hexdigest()
