"""The records of Annotator JSONL as they stand in a line, key by key; a value that is empty is left out."""

import re

import msgspec

from annotator.core.span import Scalar

_AT = re.compile(r"^(?P<what>.*?)(?: - at (?P<key_of>key in )?`\$(?P<path>.*)`)?$", re.DOTALL)


class _Record(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Unknown keys are mistakes, and defaults are not written."""


class SpanRecord(_Record):
    """A span; `start` and `end` are code points, half-open."""

    start: int
    end: int
    label: str
    id: int | None = None
    layer: str | None = None
    text: str | None = None
    cluster_id: int | None = None
    confidence: float | None = None
    origin: str | None = None
    attributes: dict[str, Scalar] | None = None


class RelationRecord(_Record):
    """A labelled arrow between two spans, by their ids."""

    label: str
    head: int
    child: int


class ClusterRecord(_Record):
    """The spans that name the same person, place or organisation."""

    id: int
    name: str
    label: str
    outside_id: str | None = None


class RejectionRecord(_Record):
    """A suggestion that was turned down; `start` and `end` are code points, half-open."""

    label: str
    start: int
    end: int
    layer: str | None = None
    origin: str | None = None


class AnnotatorRecord(_Record):
    """Whoever made an annotation."""

    name: str
    kind: str | None = None
    uuid: str | None = None
    colour: str | None = None


class SchemeRecord(_Record):
    """The label scheme an annotation was made with."""

    name: str | None = None
    version: int | None = None


class AnnotationRecord(_Record):
    """All that one annotator marked in the article."""

    annotator: AnnotatorRecord
    status: str | None = None
    scheme: SchemeRecord | None = None
    labels: list[str] | None = None
    seconds: float | None = None
    finished_at: str | None = None
    spans: list[SpanRecord] | None = None
    relations: list[RelationRecord] | None = None
    clusters: list[ClusterRecord] | None = None
    rejections: list[RejectionRecord] | None = None


class ArticleRecord(_Record):
    """One line: an article and its annotations. `spans` alone is the short shape."""

    text: str
    id: str | int | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    meta: dict[str, object] | None = None
    newline: str | None = None
    encoding: str | None = None
    flag: str | None = None
    spans: list[SpanRecord] | None = None
    annotations: list[AnnotationRecord] | None = None


def reason_of(error: Exception) -> str:
    """Why a line could not be decoded, in words."""
    if isinstance(error, RecursionError):
        return "its lists are nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        wrong = error.object[error.start]
        return f"it holds the byte 0x{wrong:02X}, which is not UTF-8"
    if isinstance(error, msgspec.ValidationError):
        return _place_first(str(error))
    # The decoder's own words for half of a surrogate pair mislead.
    sentence = str(error).removeprefix("JSON is malformed: ")
    return f"it is not valid JSON ({sentence[:1].lower()}{sentence[1:]})"


def _place_first(sentence: str) -> str:
    match = _AT.match(sentence)
    what, path = (match["what"], match["path"]) if match else (sentence, None)
    what = what.replace("Object contains unknown field", "there is an unknown key")
    what = what.replace("Object missing required field", "it lacks the key").replace("`", "“")
    what = re.sub("“([^“]*)“", r"“\1”", what)
    what = f"{what[:1].lower()}{what[1:]}"
    return f"{path.lstrip('.')}: {what}" if path else what
