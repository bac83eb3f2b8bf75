"""What the scheme and the text allow: every reason why a span may not stand in an annotation."""

from collections.abc import Iterable, Iterator
from operator import le

from annotator.core.annotation import Annotation, in_order
from annotator.core.quotes import quote_problems
from annotator.core.scheme import Layer, Scheme
from annotator.core.span import Span


def problems(spans: Iterable[Span], annotation: Annotation, scheme: Scheme, text: str) -> list[str]:
    """One sentence for each reason against adding `spans` to `annotation`; empty when there is none."""
    added = in_order(spans)
    doubtful = [span for span in added if not _is_sound(span, scheme, text)]
    own = [problem for span in doubtful for problem in _own_problems(span, scheme, text)]
    if own or not added:
        return own
    near = annotation.overlapping(added[0].start, max(span.end for span in added))
    layers = dict.fromkeys(span.layer for span in added)
    return [problem for layer in layers for problem in _clashes(scheme.layer(layer), near, added)]


def inconsistencies(annotation: Annotation, text: str) -> list[str]:
    """One sentence for each thing of an annotation that its spans or its text do not bear out."""
    ids = [span.id for span in annotation.spans]
    known, clusters = set(ids), [cluster.id for cluster in annotation.clusters]
    turned_down = [rejection.key for rejection in annotation.rejections]
    ends = {end for r in annotation.relations for end in (r.head, r.child)}
    wrong = {
        "two spans have the same id": len(known) < len(ids) or min(known, default=1) < 1,
        "a relation names a span that is not there": not ends <= known,
        "two names of the roster have the same id": len(set(clusters)) < len(clusters),
        "a span belongs to a name that is not on the roster": not {
            span.cluster_id for span in annotation.spans
        }
        <= {None, *clusters},
        "one suggestion is turned down twice": len(set(turned_down)) < len(turned_down),
        "a suggestion turned down lies outside the text": any(
            not 0 <= start < end <= len(text) for _, _, start, end in turned_down
        ),
    }
    found = [f"{sentence}." for sentence, is_so in wrong.items() if is_so]
    return found or quote_problems(annotation)


def text_problem(span: Span, text: str) -> str | None:
    """Why a stored span is not true to its article's text, None when it is: the self-check."""
    if not 0 <= span.start < span.end <= len(text):
        return (
            f"{span.label} {span.start}–{span.end} lies outside the text of {len(text)} characters"
        )
    if text[span.start : span.end] != span.text:
        there = text[span.start : span.end]
        return f"{span.label} {span.start}–{span.end} says “{span.text}” but the text has “{there}”"
    return None


def _is_sound(span: Span, scheme: Scheme, text: str) -> bool:
    """Whether `_own_problems` finds none; said quickly, since an import asks it of every span."""
    start, end = span.start, span.end
    return (
        0 <= start < end <= len(text)
        and text[start:end] == span.text
        and not span.text.isspace()
        and scheme.has(span.layer, span.label)
    )


def _own_problems(span: Span, scheme: Scheme, text: str) -> list[str]:
    wrong = text_problem(span, text)
    if wrong:
        return [f"{wrong}."]
    if not span.text.strip():
        return ["A span needs at least one character that is not a space."]
    if not scheme.has(span.layer, span.label):
        return [f"The label scheme {scheme.name} has no label {span.label} in {span.layer}."]
    return []


def _clashes(layer: Layer, near: tuple[Span, ...], added: tuple[Span, ...]) -> Iterator[str]:
    """One pass in reading order: a span clashes with the one that reaches furthest before it."""
    together = in_order(span for span in (*near, *added) if span.layer == layer.name)
    starts, ends = [span.start for span in together], [span.end for span in together]
    if all(map(le, ends, starts[1:])):
        return  # side by side, as most are
    new = {span.id for span in added}
    keys: set[tuple[str, str, int, int]] = set()
    furthest: Span | None = None
    for span in together:
        if span.key in keys:
            yield f"“{span.text}” is already marked as {span.label}."
        elif furthest and not layer.allows_overlap and span.start < furthest.end:
            first, second = (span, furthest) if span.id in new else (furthest, span)
            if new & {span.id, furthest.id}:
                other = f"“{second.text}” ({second.label})"
                yield f"“{first.text}” would overlap {other}, which this layer forbids."
        keys.add(span.key)
        furthest = span if furthest is None or span.end > furthest.end else furthest
