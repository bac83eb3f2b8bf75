"""What each token was taken for: the items that kappa and alpha are reckoned on."""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.core.span import Span
from annotator.core.tokens import Tokens

NOTHING = ""
"""The category of a token that no span touches."""


def categories(spans: Iterable[Span], tokens: Tokens) -> dict[int, str]:
    """The category of each token that a span shares text with, by its index: the label of that span.

    Where spans of several labels share a token, its category is all of them in order of name, joined by “+”.
    """
    found: dict[int, str] = {}
    for span in spans:
        for place in tokens.within(span.start, span.end):
            held = found.get(place)
            found[place] = joined(held, span.label) if held else span.label
    return found


def joined(held: str, label: str) -> str:
    """A category and one more label."""
    return "+".join(sorted({*held.split("+"), label}))


def confusion(
    one: Mapping[int, str], other: Mapping[int, str], tokens: int
) -> Counter[tuple[str, str]]:
    """How often two categories met on a token of an article that has so many."""
    found = Counter((category, other.get(place, NOTHING)) for place, category in one.items())
    found.update((NOTHING, category) for place, category in other.items() if place not in one)
    found[NOTHING, NOTHING] = tokens - found.total()
    return found


def token_kappa(first: Iterable[Span], second: Iterable[Span], tokens: Tokens) -> float | None:
    """Cohen's kappa of two annotators on the tokens of one article; None where it is not defined.

    It is what `chance.cohen_kappa` says, without loading what reckons intervals.
    """
    met = confusion(categories(first, tokens), categories(second, tokens), len(tokens.bounds))
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for (one, other), count in met.items():
        ours[one] += count
        theirs[other] += count
    total = met.total()
    same = sum(count for (one, other), count in met.items() if one == other)
    by_chance = sum(count * theirs[name] for name, count in ours.items())
    left = total * total - by_chance
    return (same * total - by_chance) / left if left else None
