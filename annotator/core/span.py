"""Spans and what joins them: relations, clusters, rejections."""

from dataclasses import dataclass

Scalar = str | int | float | bool | None

ENTITIES = "entities"
QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of an article's text.

    `start` and `end` are Unicode code points, half-open. `id` counts up within its annotation.
    `origin` names the model whose suggestion this was; `confidence` is None where a model gives none.
    `attributes` are (name, value) pairs in order of name.
    """

    id: int
    layer: str
    label: str
    start: int
    end: int
    text: str
    cluster_id: int | None = None
    confidence: float | None = None
    origin: str | None = None
    attributes: tuple[tuple[str, Scalar], ...] = ()

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What makes a span unique within one annotation: layer, label, start, end."""
        return (self.layer, self.label, self.start, self.end)

    @property
    def order(self) -> tuple[int, int, str, str, int]:
        """Reading order: by start, the longer one first."""
        return (self.start, -self.end, self.layer, self.label, self.id)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether at least one code point is shared with `[start, end)`."""
        return self.start < end and start < self.end

    def attribute(self, name: str) -> Scalar:
        """The value of an attribute, None when it is not set."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow between two spans of one annotation, `head` being its origin (span ids)."""

    label: str
    head: int
    child: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """The spans of one article that name the same person, place or organisation."""

    id: int
    name: str
    label: str
    outside_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A suggestion an annotator turned down; it never comes back, whatever the model's version.

    `start` and `end` are code points, half-open.
    """

    layer: str
    label: str
    start: int
    end: int
    origin: str | None = None

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Layer, label, start, end: the suggestion it turns down."""
        return (self.layer, self.label, self.start, self.end)
