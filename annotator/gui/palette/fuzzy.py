"""Fuzzy search over short texts: what the command palette ranks by. Pure."""

from collections.abc import Callable


def score(query: str, text: str) -> int | None:
    """How well the letters of `query` are found in order in `text`; None when they are not.

    Letters that begin a word or follow the one before count more, so that initials find a command.
    """
    wanted, folded = query.casefold().replace(" ", ""), text.casefold()
    places = _places(wanted, folded, _likely) or _places(wanted, folded, _first)
    if len(places) < len(wanted):
        return None
    worth = sum(
        _worth(folded, place, before) for before, place in zip([-2, *places], places, strict=False)
    )
    return worth * 4 - len(folded) // 4


def ranked(query: str, texts: list[str]) -> list[int]:
    """The indices of the texts that match, the best first, ties in their order."""
    scored = [(score(query, text), index) for index, text in enumerate(texts)]
    matching = [(-value, index) for value, index in scored if value is not None]
    return [index for _, index in sorted(matching)]


def _places(wanted: str, text: str, choose: Callable[[str, str, int], int]) -> list[int]:
    places: list[int] = []
    for letter in wanted:
        found = choose(letter, text, places[-1] + 1 if places else 0)
        if found < 0:
            return []
        places.append(found)
    return places


def _first(letter: str, text: str, start: int) -> int:
    return text.find(letter, start)


def _likely(letter: str, text: str, start: int) -> int:
    """The following letter itself, else one that begins a word, else any."""
    if text.startswith(letter, start):
        return start
    begins = text.find(f" {letter}", start)
    return begins + 1 if begins >= 0 else text.find(letter, start)


def _worth(text: str, place: int, before: int) -> int:
    if place == 0 or text[place - 1] == " ":
        return 4
    return 3 if place == before + 1 else 1
