"""Refusing quotes that contradict themselves: relations, parts and the values of attributes."""

from enum import StrEnum

from annotator.core.annotation import Annotation
from annotator.core.errors import InputError
from annotator.core.quotes import ATTRIBUTES, NOT_A_QUOTE, QUOTE, REASONS, TARGETS, quote_problems
from annotator.core.span import QUOTES, Scalar, Span


def refuse_unsound(annotation: Annotation) -> None:
    """Raise InputError with the first reason why an annotation's quotes cannot be taken."""
    said = [span for span in annotation.spans if span.layer == QUOTES]
    for span in said:
        _check_attributes(span)
    if said or any(relation.label in TARGETS for relation in annotation.relations):
        wrong = quote_problems(annotation)
        if wrong:
            raise InputError(_clause(wrong[0]))


def _clause(sentence: str) -> str:
    """The sentence as a part of another, which a label keeps its capitals in."""
    bare = sentence.removesuffix(".")
    return bare if sentence[1:2].isupper() else f"{bare[:1].lower()}{bare[1:]}"


def _check_attributes(span: Span) -> None:
    for name, value in span.attributes:
        allowed = _allowed(span.label, name)
        if allowed and value is not None and not _is_among(value, allowed):
            listed = ", ".join(str(one).lower() for one in allowed)
            raise InputError(f"the {name} of “{span.text}” is “{value}” and none of {listed}")


def _allowed(label: str, name: str) -> tuple[str | bool, ...]:
    if label == NOT_A_QUOTE and name == "reason":
        return REASONS
    kind = ATTRIBUTES.get(name) if label == QUOTE else None
    if kind is None:
        return ()
    return tuple(kind) if issubclass(kind, StrEnum) else (True, False)


def _is_among(value: Scalar, allowed: tuple[str | bool, ...]) -> bool:
    # 1 equals True, and is no answer to a question of yes or no.
    return isinstance(value, str | bool) and value in allowed
