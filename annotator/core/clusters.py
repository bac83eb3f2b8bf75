"""The roster of an article: who is who. What somebody joined stays joined; the rest goes by its words.

Without a decision the same words are one name, and a person's surname belongs to the one full name that ends
with it. Speakers that are no names (she, the mayor) belong to a name only by decision.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.core.annotation import Annotation
from annotator.core.quotes import QUOTE, SPEAKER, Quote
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES, QUOTES, Cluster, Span

_PEOPLE = frozenset({"PERSON", "PER"})
_AFTER_A_SURNAME = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PRONOUNS = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "we",
        "you",
        "they",
        "who",
        "one",
        "him",
        "her",
        "them",
        "his",
        "their",
    ]
)

_Key = tuple[str, str, str]
_Place = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: the span, and whether it is still only suggested."""

    span: Span
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Everything in one article that goes by one name, its mentions in reading order.

    `name` is what its cluster is called, else the fullest form found; `cluster` is mine, None while nobody
    decided; `mentions` are at least one.
    """

    name: str
    layer: str
    label: str
    mentions: tuple[Mention, ...]
    cluster: Cluster | None = None

    @property
    def short_forms(self) -> tuple[str, ...]:
        """The other ways the text says it, in order of appearance."""
        forms = dict.fromkeys(mention.span.text for mention in self.mentions)
        return tuple(form for form in forms if _folded(form) != _folded(self.name))

    @property
    def suggested(self) -> bool:
        """Whether not one mention has been confirmed yet."""
        return all(mention.suggested for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Roster:
    """The names of an article in order of their first mention."""

    names: tuple[Name, ...] = ()
    _by_place: Mapping[_Place, Name] = field(default_factory=dict, repr=False, compare=False)
    _named: Mapping[_Place, str] = field(default_factory=dict, repr=False, compare=False)

    def name_of(self, span: Span) -> Name | None:
        """The name a span is a mention of; None for a speaker nobody named."""
        return self._by_place.get(span.key)

    def find(self, text: str) -> Name | None:
        """The name that is called so, or is said so somewhere, whatever the case."""
        wanted = _folded(text)
        for name in self.names:
            if wanted in {_folded(name.name), *map(_folded, name.short_forms)}:
                return name
        return None

    def speaker_name(self, quote: Quote) -> str:
        """Who speaks, by full name where it is known; empty when nobody is named."""
        if quote.speaker is not None:
            found = self.name_of(quote.speaker)
            if found is not None:
                return found.name
        decided = self._named.get(quote.first.key, "")
        if decided or quote.speaker is None:
            return decided
        text = " ".join(quote.speaker.text.split())
        return "" if text.casefold() in _PRONOUNS else text


def roster(
    mine: Annotation,
    suggested: Iterable[Span],
    scheme: Scheme,
    suggested_clusters: Iterable[Cluster] = (),
) -> Roster:
    """The roster of an article: what I marked, and what is still suggested.

    `suggested_clusters` are the rows of the annotation the suggestions come from.
    """
    rows = {cluster.id: cluster for cluster in mine.clusters}
    theirs = {cluster.id: cluster for cluster in suggested_clusters}
    found = [(Mention(span), rows.get(span.cluster_id or 0)) for span in mine.spans]
    found += [(Mention(s, True), theirs.get(s.cluster_id or 0)) for s in suggested]
    grouped = _Grouping(found, scheme)
    names = [_name(key, grouped, rows) for key in grouped.joined]
    ordered = tuple(sorted(names, key=lambda name: name.mentions[0].span.order))
    by_place = {mention.span.key: name for name in ordered for mention in name.mentions}
    named = {
        mention.span.key: row.name
        for mention, row in found
        if row is not None and mention.span.label == QUOTE
    }
    return Roster(ordered, by_place, named)


class _Grouping:
    """Mentions by the name they belong to: `members` go by it themselves, `joined` are all."""

    def __init__(self, found: list[tuple[Mention, Cluster | None]], scheme: Scheme) -> None:
        self.members: dict[_Key, list[Mention]] = defaultdict(list)
        self.joined: dict[_Key, list[Mention]] = defaultdict(list)
        self.called: dict[_Key, str] = {}
        decided: set[_Key] = set()
        speakers: list[Mention] = []
        for mention, row in found:
            span = mention.span
            if span.layer == QUOTES and span.label != SPEAKER:
                continue
            if row is not None:
                key = (ENTITIES, row.label, _folded(row.name))
                decided.add(key)
                self.called[key] = row.name
                self.members[key].append(mention)
            elif span.layer == QUOTES:
                speakers.append(mention)
            else:
                self.members[span.layer, span.label, _folded(span.text)].append(mention)
        people = people_labels(scheme)
        homes = _homes(self.members, people, decided)
        for key, mentions in self.members.items():
            self.joined[homes.get(key, key)] += mentions
        self._place_speakers(speakers, homes, people)

    def _place_speakers(
        self,
        speakers: list[Mention],
        homes: Mapping[_Key, _Key],
        people: frozenset[tuple[str, str]],
    ) -> None:
        """A title or a role before a name is no part of it: Chief Supt. Ann Hale."""
        called = {key[2]: {homes.get(key, key)} for key in self.members}
        for key in [key for key in self.members if key[:2] in people]:
            for tail in _endings(key[2])[1:]:
                called.setdefault(tail, set()).add(homes.get(key, key))
        for mention in speakers:
            found = (called.get(tail, set()) for tail in _endings(_folded(mention.span.text)))
            keys = next(filter(None, found), set())
            if len(keys) == 1:
                self.joined[next(iter(keys))].append(mention)


def people_labels(scheme: Scheme) -> frozenset[tuple[str, str]]:
    """The (layer, label) pairs that stand for people, by what they are called or mapped from."""
    return frozenset(
        (layer.name, label.name)
        for layer, label in scheme.labels
        if _PEOPLE & {label.name.upper(), *label.maps}
    )


def _homes(
    keys: Iterable[_Key], people: frozenset[tuple[str, str]], decided: set[_Key]
) -> Mapping[_Key, _Key]:
    """For each surname the one full name it belongs to; what was decided on stays by itself."""
    names = [key for key in keys if key[:2] in people]
    by_surname: dict[_Key, list[_Key]] = defaultdict(list)
    for layer, label, text in names:
        words = _without_suffix(text.split())
        for first in range(1, len(words)):
            by_surname[layer, label, " ".join(words[first:])].append((layer, label, text))
    homes: dict[_Key, _Key] = {}
    for key in names:
        fuller = _maximal(by_surname.get(key, []))
        if len(fuller) == 1 and key not in decided:
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


def _name(key: _Key, grouped: _Grouping, rows: Mapping[int, Cluster]) -> Name:
    """What its row is called; else its first form that is not shouted in capitals, as headlines are."""
    mentions = sorted(grouped.joined[key], key=lambda mention: mention.span.order)
    ids = (m.span.cluster_id for m in mentions if not m.suggested)
    row = next((rows[n] for n in ids if n is not None and n in rows), None)
    forms = [" ".join(m.span.text.split()) for m in grouped.members[key]]
    form = next((form for form in forms if not form.isupper()), forms[0])
    return Name(grouped.called.get(key, form), key[0], key[1], tuple(mentions), row)


def _endings(text: str) -> list[str]:
    """The text and what is left of it when the first words go, one by one."""
    words = _without_suffix(text.split())
    return [" ".join(words[first:]) for first in range(len(words))]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
