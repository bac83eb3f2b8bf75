"""Single values of a record of quotes, whichever way they are written.

What is no such value raises InputError, which names its key.
"""

from collections.abc import Mapping
from typing import cast

from annotator.core.errors import InputError
from annotator.core.span import Scalar

Fields = Mapping[str, object]

Stretch = tuple[int, int, str | None]
"""Start and end as they are written, and the text if it is told."""


def stretches(value: object, what: str) -> list[Stretch]:
    """The stretches a value names: objects or pairs, one of them or a list of them."""
    if value is None or value == []:
        return []
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], int)):
        return [stretch(value, what)]
    return [stretch(each, what) for each in listed(value, what)]


def stretch(value: object, what: str) -> Stretch:
    """A stretch from its object, or from a pair of offsets."""
    text = None
    if isinstance(value, dict):
        text = value.get("text")
        value = [value.get("start"), value.get("end")]
    is_pair = isinstance(value, list) and len(value) == 2
    if not is_pair or not all(type(offset) is int for offset in cast("list[object]", value)):
        raise InputError(f"{what} is no stretch with a start and an end")
    start, end = cast("list[int]", value)
    if text is not None and not isinstance(text, str):
        raise InputError(f"{what}: the text of {start}–{end} is not a text")
    return start, end, text


def listed(value: object, what: str) -> list[object]:
    """The values of a list, none where the key is absent."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(f"{what} is not a list")
    return value


def keyed(value: object, what: str) -> Fields:
    """The values of an object by their keys."""
    if not isinstance(value, dict):
        raise InputError(f"{what} is not an object with keys")
    return value


def word(value: object, what: str) -> str:
    """A text without white space around it, empty where the key is absent."""
    if value is not None and not isinstance(value, str):
        raise InputError(f"{what} is not a text")
    return (value or "").strip()


def scalar(value: object, what: str) -> Scalar:
    """A text, a number, true or false, or nothing."""
    if value is not None and not isinstance(value, str | int | float | bool):
        raise InputError(f"{what} is neither a text, a number nor true or false")
    return value


def number(value: object) -> float | None:
    """A number, or nothing."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise InputError("confidence is not a number")
    return None if value is None else float(value)
