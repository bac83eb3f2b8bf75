"""What the scheme and the text allow: every reason why a span may not stand in an annotation."""

from collections.abc import Iterable

from annotator.core.annotation import Annotation
from annotator.core.scheme import Scheme
from annotator.core.span import Span


def problems(spans: Iterable[Span], annotation: Annotation, scheme: Scheme, text: str) -> list[str]:
    """One sentence for each reason against adding `spans` to `annotation`; empty when there is none."""
    found: list[str] = []
    added: list[Span] = []
    for span in spans:
        found += _own_problems(span, scheme, text)
        if scheme.has(span.layer, span.label):
            others = [*annotation.overlapping(span.start, span.end), *added]
            found += _clashes(span, others, scheme)
        added.append(span)
    return found


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


def _own_problems(span: Span, scheme: Scheme, text: str) -> list[str]:
    wrong = text_problem(span, text)
    if wrong:
        return [f"{wrong}."]
    if not span.text.strip():
        return ["A span needs at least one character that is not a space."]
    if not scheme.has(span.layer, span.label):
        return [f"The label scheme {scheme.name} has no label {span.label} in {span.layer}."]
    return []


def _clashes(span: Span, others: list[Span], scheme: Scheme) -> list[str]:
    same_layer = [other for other in others if other.layer == span.layer]
    if any(other.key == span.key for other in same_layer):
        return [f"“{span.text}” is already marked as {span.label}."]
    if scheme.layer(span.layer).allows_overlap:
        return []
    return [
        f"“{span.text}” would overlap “{other.text}” ({other.label}), which this layer forbids."
        for other in same_layer
        if other.overlaps(span.start, span.end)
    ]
