"""Edits of the spans of one article, in my annotation. Offsets are code points, half-open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.errors import RuleError
from annotator.core.span import QUOTES, Rejection, Span
from annotator.project.desk import Desk
from annotator.project.edits.accepting import accepted, model_name
from annotator.project.edits.edit import covered, swap

Wanted = tuple[str, str, int, int, str | None]


@dataclass(frozen=True, slots=True)
class AddSpan:
    """Mark a stretch; in a layer that forbids overlap it replaces what it touches."""

    article_id: int
    layer: str
    label: str
    start: int
    end: int
    origin: str | None = None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Label {self.label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        wanted = (self.layer, self.label, self.start, self.end, self.origin)
        return added(desk, self.article_id, (wanted,))


@dataclass(frozen=True, slots=True)
class AddSpans:
    """Mark several stretches, each (layer, label, start, end, origin)."""

    article_id: int
    spans: tuple[Wanted, ...]
    name: str

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return added(desk, self.article_id, self.spans)


@dataclass(frozen=True, slots=True)
class Accept:
    """Make pending suggestions mine; their origin is kept.

    A span of a suggested quote stands for the whole quote, unless a label is given: then each span is
    taken alone, under that label.
    """

    article_id: int
    spans: tuple[Span, ...]
    label: str | None = None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        if len(self.spans) != 1:
            return f"Accept {len(self.spans)} suggestions"
        return f"Accept {self.label or self.spans[0].label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return accepted(desk, self.article_id, self.spans, self.label)


@dataclass(frozen=True, slots=True)
class Reject:
    """Turn suggestions down for good."""

    article_id: int
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        count = len(self.spans)
        return f"Reject {self.spans[0].label}" if count == 1 else f"Reject {count} suggestions"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        origin = model_name(desk)
        turned_down = {span.key: rejection(span, span.origin or origin) for span in self.spans}
        return swap(desk, mine, (), (), *new_rejections(mine, turned_down.values()))


@dataclass(frozen=True, slots=True)
class RemoveSpans:
    """Take spans away; what a suggestion had brought is turned down in the same step."""

    article_id: int
    span_ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Remove span" if len(self.span_ids) == 1 else f"Remove {len(self.span_ids)} spans"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return removed(desk, self.article_id, self.span_ids)


@dataclass(frozen=True, slots=True)
class Relabel:
    """Give spans another label."""

    article_id: int
    span_ids: tuple[int, ...]
    label: str

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Relabel {self.label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return relabelled(desk, self.article_id, self.span_ids, self.label)


@dataclass(frozen=True, slots=True)
class MoveBoundary:
    """Give a span other bounds."""

    article_id: int
    span_id: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Move boundary"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        (span,) = held(mine, (self.span_id,))
        text = desk.article(self.article_id).text
        if not 0 <= self.start < self.end <= len(text):
            raise RuleError("A span cannot end before it begins or leave the text.")
        moved = replace(span, start=self.start, end=self.end, text=text[self.start : self.end])
        return () if moved == span else swap(desk, mine, (span,), (moved,))


def added(
    desk: Desk, article_id: int, wanted: tuple[Wanted, ...], *nouns: Rejection
) -> tuple[Delta, ...]:
    """The deltas that mark stretches, replacing what they touch; what is marked so already stays."""
    mine, text = desk.annotation(article_id), desk.article(article_id).text
    keys = {span.key for span in mine.spans}
    replaced: dict[int, Span] = {}
    new: list[Span] = []
    for layer, label, start, end, origin in wanted:
        if (layer, label, start, end) in keys:
            continue
        if not 0 <= start < end <= len(text):
            raise RuleError(f"{start}–{end} lies outside the text of {len(text)} characters.")
        replaced |= {span.id: span for span in covered(desk, mine, layer, start, end)}
        number = mine.next_span_id + len(new)
        new.append(Span(number, layer, label, start, end, text[start:end], origin=origin))
    return swap(desk, mine, replaced.values(), new, *nouns)


def removed(desk: Desk, article_id: int, span_ids: tuple[int, ...]) -> tuple[Delta, ...]:
    """The deltas that take spans away, turning down the suggestions they came from."""
    mine = desk.annotation(article_id)
    spans = held(mine, span_ids)
    turned_down = {
        suggestion.key: rejection(suggestion, span.origin)
        for span in spans
        if span.origin
        for suggestion in (span, *_suggestions_under(desk, article_id, span))
    }
    return swap(desk, mine, spans, (), *new_rejections(mine, turned_down.values()))


def relabelled(
    desk: Desk, article_id: int, span_ids: tuple[int, ...], label: str
) -> tuple[Delta, ...]:
    """The deltas that give spans another label."""
    mine = desk.annotation(article_id)
    spans = [span for span in held(mine, span_ids) if span.label != label]
    return swap(desk, mine, spans, [replace(span, label=label) for span in spans])


def held(annotation: Annotation, span_ids: tuple[int, ...]) -> tuple[Span, ...]:
    """The spans of these ids. Raises RuleError when one is gone."""
    wanted = set(span_ids)
    found = tuple(span for span in annotation.spans if span.id in wanted)
    if len(found) != len(wanted):
        raise RuleError("That span is not there any more.")
    return found


def rejection(span: Span, origin: str | None) -> Rejection:
    """The turning down of a suggestion."""
    return Rejection(span.layer, span.label, span.start, span.end, origin)


def new_rejections(mine: Annotation, wanted: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """Those not turned down already."""
    have = {known.key for known in mine.rejections}
    return tuple(one for one in wanted if one.key not in have)


def _suggestions_under(desk: Desk, article_id: int, span: Span) -> tuple[Span, ...]:
    suggested = desk.suggested(article_id)
    under = suggested.overlapping(span.start, span.end) if suggested else ()
    return tuple(
        other
        for other in under
        # In a quote, content is turned down and the speaker within it is not.
        if other.layer == span.layer and (other.layer != QUOTES or other.label == span.label)
    )
