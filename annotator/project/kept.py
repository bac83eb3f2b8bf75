"""Values that are dear to work out, kept while what they follow from is the same."""

from collections.abc import Callable
from operator import is_
from typing import TypeVar, cast

_T = TypeVar("_T")


class Kept:
    """One value for each name. What it follows from are values that are replaced whole, never changed."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[tuple[object, ...], object]] = {}

    def value(self, name: str, basis: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """The value of that name for what it follows from, made anew when any of it is another."""
        known = self._values.get(name)
        if known is not None and len(known[0]) == len(basis) and all(map(is_, known[0], basis)):
            # What `make` of that name gave before is of the type it gives now.
            return cast("_T", known[1])
        made = make()
        self._values[name] = (basis, made)
        return made
