"""The roster of an article before anyone joined mentions: same words together, a surname with its name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.core.scheme import Scheme
from annotator.core.span import Span

_PEOPLE = frozenset({"PERSON", "PER"})
_AFTER_A_SURNAME = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: the span, and whether it is still only suggested."""

    span: Span
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Everything in one article that seems to go by one name, its mentions in reading order.

    `name` is the fullest form found; `mentions` are at least one, all of one layer and label.
    """

    name: str
    layer: str
    label: str
    mentions: tuple[Mention, ...]

    @property
    def short_forms(self) -> tuple[str, ...]:
        """The other ways the text says it, in order of appearance."""
        forms = dict.fromkeys(mention.span.text for mention in self.mentions)
        return tuple(form for form in forms if _folded(form) != _folded(self.name))

    @property
    def suggested(self) -> bool:
        """Whether not one mention has been confirmed yet."""
        return all(mention.suggested for mention in self.mentions)


def roster(mine: Iterable[Span], suggested: Iterable[Span], scheme: Scheme) -> tuple[Name, ...]:
    """The names of an article in order of their first mention.

    Spans of one label with the same words, whatever their case, are one name. A person's surname joins
    the full name that ends with it, unless two people of the article share it.
    """
    alike = _alike([Mention(span) for span in mine], [Mention(span, True) for span in suggested])
    homes = _homes(alike, people_labels(scheme))
    joined: dict[_Key, list[Mention]] = defaultdict(list)
    for key, mentions in alike.items():
        joined[homes.get(key, key)] += mentions
    names = [_name(key, alike[key], mentions) for key, mentions in joined.items()]
    return tuple(sorted(names, key=lambda name: name.mentions[0].span.order))


def people_labels(scheme: Scheme) -> frozenset[tuple[str, str]]:
    """The (layer, label) pairs that stand for people, by what they are called or mapped from."""
    return frozenset(
        (layer.name, label.name)
        for layer, label in scheme.labels
        if _PEOPLE & {label.name.upper(), *label.maps}
    )


def _alike(*groups: list[Mention]) -> dict[_Key, list[Mention]]:
    alike: dict[_Key, list[Mention]] = defaultdict(list)
    for mentions in groups:
        for mention in mentions:
            span = mention.span
            alike[span.layer, span.label, _folded(span.text)].append(mention)
    return alike


def _homes(keys: Iterable[_Key], people: frozenset[tuple[str, str]]) -> Mapping[_Key, _Key]:
    """For each surname the one full name it belongs to."""
    names = [key for key in keys if key[:2] in people]
    by_surname: dict[_Key, list[_Key]] = defaultdict(list)
    for layer, label, text in names:
        words = _without_suffix(text.split())
        for first in range(1, len(words)):
            by_surname[layer, label, " ".join(words[first:])].append((layer, label, text))
    homes: dict[_Key, _Key] = {}
    for key in names:
        fuller = _maximal(by_surname.get(key, []))
        if len(fuller) == 1:
            homes[key] = fuller[0]
    return homes


def _maximal(keys: list[_Key]) -> list[_Key]:
    """The keys whose text does not end another's: with “van der Berg” and “Jan van der Berg”, the latter."""
    return [
        key
        for key in keys
        if not any(other != key and other[2].endswith(f" {key[2]}") for other in keys)
    ]


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1] in _AFTER_A_SURNAME else words


def _name(key: _Key, own: list[Mention], mentions: list[Mention]) -> Name:
    """The first form that is not shouted in capitals names it, as headlines are."""
    forms = [mention.span.text for mention in own]
    form = next((form for form in forms if not form.isupper()), forms[0])
    in_order = sorted(mentions, key=lambda mention: mention.span.order)
    return Name(" ".join(form.split()), key[0], key[1], tuple(in_order))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
