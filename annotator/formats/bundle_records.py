"""The lines of a bundle as they stand in the file; each ends with a check of itself."""

import re
from hashlib import sha256

import msgspec

from annotator.formats.records import AnnotationRecord, AnnotatorRecord

FORMAT = 1
_CHECKED = re.compile(rb'^(\{.*),"check":"([0-9a-f]{16})"\}$', re.DOTALL)


class _Line(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Unknown keys are mistakes, and defaults are not written."""


class SchemeLine(_Line):
    """The label scheme the work was done with; `labels` by layer."""

    name: str
    version: int
    labels: dict[str, list[str]]
    article_labels: list[str] = []


class Header(_Line):
    """The first line: whose work it is, and how many lines follow."""

    bundle: int
    annotator: AnnotatorRecord
    scheme: SchemeLine
    articles: int
    feedback: int
    made_at: str


class NoteLine(_Line):
    """A note its annotator wrote on the article."""

    text: str
    written_at: str
    resolved: bool = False
    span_id: int | None = None


class ArticleLine(_Line):
    """One article's annotation, the article being known by the digest of its text.

    `lineage` are the uuids of the journal rows that led to the annotation, `base` what it began with.
    """

    sha256: str
    key: str
    title: str
    length: int
    annotation: AnnotationRecord
    lineage: list[str]
    base: str
    notes: list[NoteLine] = []


class FeedbackLine(_Line):
    """What a reviewer decided about a difference of the annotator's with somebody else."""

    about: str
    key: str
    types: list[str]
    layer: str
    start: int
    end: int
    text: str
    choice: str
    said: str
    right: bool
    gold: str
    reason: str
    error_type: str
    author: str
    at: str


class End(_Line):
    """The last line: it stands for all others, in whatever order they come."""

    end: str


AnyLine = Header | ArticleLine | FeedbackLine | End


def line_of(record: AnyLine) -> bytes:
    """A record as a line, with its check."""
    bare = msgspec.json.encode(record)
    return b'%s,"check":"%s"}\n' % (bare[:-1], check_of(bare).encode("ascii"))


def check_of(bare: bytes) -> str:
    """What stands for a line without its check."""
    return sha256(bare).hexdigest()[:16]


def opened(line: bytes) -> tuple[bytes, str] | None:
    """A line without its check, and the check; None where it has none."""
    match = _CHECKED.match(line)
    return (match[1] + b"}", match[2].decode("ascii")) if match else None
