"""The roster of an article: who is who. What somebody joined stays joined; the rest goes by its words.

Without a decision the same words are one name, and a person's surname belongs to the one full name that ends
with it. Speakers that are no names (she, the mayor) belong to a name only by decision.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.core.annotation import Annotation
from annotator.core.name_words import endings, folded, is_another, is_pronoun
from annotator.core.quotes import QUOTE, SPEAKER, Quote
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES, QUOTES, Cluster, Span

_PEOPLE = frozenset({"PERSON", "PER"})
_MORE_OF_THE_SAME = (",", "(", "of ", "at ", "from ", "himself", "herself")

_Key = tuple[str, str, str, bool]
_Place = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: the span, and whether it is still only suggested.

    A quote without a speaker beside it mentions its speaker by its first part.
    """

    span: Span
    suggested: bool = False

    @property
    def in_words(self) -> bool:
        """Whether the span's text stands for the name."""
        return self.span.label != QUOTE or self.span.layer != QUOTES


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
        forms: dict[str, str] = {}
        for mention in self.mentions:
            if mention.in_words:
                said = " ".join(mention.span.text.split())
                forms.setdefault(folded(said), said)
        forms.pop(folded(self.name), None)
        return tuple(forms.values())

    @property
    def suggested(self) -> bool:
        """Whether not one mention has been confirmed yet."""
        return all(mention.suggested for mention in self.mentions)

    @property
    def places(self) -> tuple[Mention, ...]:
        """One mention for each place: where a speaker stands on an entity, the wider of the two."""
        found: list[Mention] = []
        for mention in self.mentions:
            if not found or not mention.span.overlaps(found[-1].span.start, found[-1].span.end):
                found.append(mention)
        return tuple(found)

    def at(self, span: Span) -> tuple[Mention, ...]:
        """The mentions at the place of one of them."""
        return tuple(m for m in self.mentions if m.span.overlaps(span.start, span.end))

    @property
    def mine(self) -> tuple[Span, ...]:
        """The mentions that are mine."""
        return tuple(mention.span for mention in self.mentions if not mention.suggested)


@dataclass(frozen=True, slots=True)
class Roster:
    """The names of an article in order of their first mention."""

    names: tuple[Name, ...] = ()
    _by_place: Mapping[_Place, Name] = field(default_factory=dict, repr=False, compare=False)

    def name_of(self, span: Span) -> Name | None:
        """The name a span is a mention of; None for a speaker nobody named."""
        return self._by_place.get(span.key)

    def find(self, text: str) -> Name | None:
        """The name that is called so, or is said so somewhere, whatever the case."""
        wanted = folded(text)
        called = (name for name in self.names if folded(name.name) == wanted)
        said = (name for name in self.names if wanted in map(folded, name.short_forms))
        return next(called, None) or next(said, None)

    def speaker_name(self, quote: Quote) -> str:
        """Who speaks, by full name where it is known; empty when nobody is named."""
        by_mention = self.name_of(quote.speaker) if quote.speaker is not None else None
        found = by_mention or self.name_of(quote.first)
        if found is not None or quote.speaker is None:
            return found.name if found is not None else ""
        text = " ".join(quote.speaker.text.split())
        return "" if is_pronoun(text) else text

    def likely(self, span: Span) -> tuple[Name, ...]:
        """All names, those first that the mention most likely belongs to, its own last.

        A name that ends as the mention does comes first, then one with a word of it; then, for a speaker,
        who spoke last before it; then who was mentioned last before it.
        """
        own = self.name_of(span)
        has_words = span.label != QUOTE and not is_pronoun(span.text)
        words = folded(span.text).split() if has_words else []

        def rank(name: Name) -> tuple[bool, int, bool, int]:
            before = [m.span for m in name.mentions if m.span.end <= span.start]
            spoken = [s for s in before if s.layer == QUOTES] if span.layer == QUOTES else []
            last = (spoken or before)[-1:]
            near = span.start - last[0].start if last else span.start + name.mentions[0].span.start
            return name == own, _unlikeness(words, name), not spoken, near

        return tuple(sorted(self.names, key=rank))


def _unlikeness(words: list[str], name: Name) -> int:
    """0 for a fuller name with the same last word, 1 for the same words or some of them, else 2."""
    full = folded(name.name).split()
    if words and full[-1:] == words[-1:] and full != words:
        return 0
    forms = {word for form in (name.name, *name.short_forms) for word in folded(form).split()}
    return 2 if forms.isdisjoint(words) else 1


def roster(
    mine: Annotation,
    suggested: Iterable[Span],
    scheme: Scheme,
    suggested_clusters: Iterable[Cluster] = (),
) -> Roster:
    """The roster of an article: what I marked, and what is still suggested.

    `suggested_clusters` are the rows of the annotation the suggestions come from; they count for no more
    than the words of their names.
    """
    rows = {cluster.id: cluster for cluster in mine.clusters}
    theirs = {cluster.id: cluster for cluster in suggested_clusters}
    found = [(Mention(span), rows.get(span.cluster_id or 0)) for span in mine.spans]
    found += [(Mention(s, True), theirs.get(s.cluster_id or 0)) for s in suggested]
    found = _with_rows_of_speakers(found)
    grouped = _Grouping(found, scheme)
    names = [_name(key, grouped, rows) for key in grouped.joined]
    ordered = tuple(sorted(names, key=lambda name: name.mentions[0].span.order))
    return Roster(ordered, {m.span.key: name for name in ordered for m in name.mentions})


def same_mention(speaker: Span, entity: Span) -> bool:
    """Whether a speaker's mention ends in an entity and means it: Chief Supt. Ann Hale."""
    fits = speaker.start <= entity.start and entity.end == speaker.end
    return fits and not is_another(speaker.text[: entity.start - speaker.start])


def people_labels(scheme: Scheme) -> frozenset[tuple[str, str]]:
    """The (layer, label) pairs that stand for people, by what they are called or mapped from."""
    return frozenset(
        (layer.name, label.name)
        for layer, label in scheme.labels
        if _PEOPLE & {label.name.upper(), *label.maps}
    )


def _labels_by_source(scheme: Scheme) -> Mapping[str, str]:
    """The scheme's label of entities by its own name, and by the names it is mapped from."""
    labels = [label for layer, label in scheme.labels if layer.name == ENTITIES]
    return {
        **{source: label.name for label in labels for source in label.maps},
        **{label.name: label.name for label in labels},
    }


_Found = list[tuple[Mention, Cluster | None]]


def _with_rows_of_speakers(found: _Found) -> _Found:
    """With the row of a speaker also for the entity its mention ends in, where that has none."""
    speakers = {
        mention.span.end: (mention, row)
        for mention, row in reversed(found)
        if row is not None and mention.span.label == SPEAKER and mention.span.layer == QUOTES
    }

    def row_of(mention: Mention, row: Cluster | None) -> Cluster | None:
        span = mention.span
        if row is not None or span.layer == QUOTES or span.end not in speakers:
            return row
        speaker, theirs = speakers[span.end]
        decides = mention.suggested or not speaker.suggested
        return theirs if decides and same_mention(speaker.span, span) else None

    return [(mention, row_of(mention, row)) for mention, row in found]


class _Grouping:
    """Mentions by the name they belong to: `members` go by it themselves, `joined` are all.

    A key's last item tells whether I decided that its mentions belong together.
    """

    def __init__(self, found: _Found, scheme: Scheme) -> None:
        self.members: dict[_Key, list[Mention]] = defaultdict(list)
        self.joined: dict[_Key, list[Mention]] = defaultdict(list)
        self.called: dict[_Key, str] = {}
        self._people = people_labels(scheme)
        self._labels = _labels_by_source(scheme)
        speakers = [mention for mention, row in found if not self._took(mention, row)]
        homes = self._homes()
        for key, mentions in self.members.items():
            self.joined[homes.get(key, key)] += mentions
        self._place_speakers(speakers)

    def _took(self, mention: Mention, row: Cluster | None) -> bool:
        """Put a mention with its like, unless it is a speaker without a row."""
        span = mention.span
        in_quotes = span.layer == QUOTES
        if in_quotes and (row is None or span.label not in (SPEAKER, QUOTE)):
            return span.label != SPEAKER
        key = (span.layer, span.label, folded(span.text), False)
        if row is not None:
            label = self._labels.get(row.label, row.label)
            key = (ENTITIES, label, folded(row.name), not mention.suggested)
            self.called.setdefault(key, row.name)
        self.members[key].append(mention)
        return True

    def _homes(self) -> Mapping[_Key, _Key]:
        """For what nobody decided on: where its words were put, else the row of that name or surname."""
        put = self._put()
        homes: dict[_Key, _Key] = {}
        for key in [key for key in self.members if not key[3]]:
            same = (*key[:3], True)
            if key[:3] in put:
                homes[key] = put[key[:3]]
            elif same in self.members:
                homes[key] = same
        return {**_surnames(self.members, self._people, homes), **homes}

    def _put(self) -> Mapping[tuple[str, str, str], _Key]:
        """By words, the row that most mentions of mine with these words were put in, if there is one."""
        votes: dict[tuple[str, str, str], Counter[_Key]] = defaultdict(Counter)
        for key, mentions in self.members.items():
            for span in (mention.span for mention in mentions if key[3]):
                if span.layer != QUOTES and span.cluster_id is not None:
                    votes[span.layer, span.label, folded(span.text)][key] += 1
        ranked = {words: counted.most_common(2) for words, counted in votes.items()}
        return {
            words: best[0][0]
            for words, best in ranked.items()
            if len(best) == 1 or best[0][1] > best[1][1]
        }

    def _place_speakers(self, speakers: list[Mention]) -> None:
        """A title or a role before a name is no part of it: Chief Supt. Ann Hale."""
        places = sorted(
            (mention.span.start, mention.span.end, key)
            for key, mentions in self.joined.items()
            for mention in mentions
            if mention.span.layer != QUOTES
        )
        called = self._ways_to_call()
        for mention in speakers:
            key = self._home_by_place(mention.span, places) or _home_by_words(mention.span, called)
            if key is not None:
                self.joined[key].append(mention)

    def _home_by_place(self, speaker: Span, places: list[tuple[int, int, _Key]]) -> _Key | None:
        """The name a speaker's mention ends in, else the one person it begins by telling of."""
        inside: list[tuple[str, str, _Key]] = []
        for n in range(bisect_left(places, (speaker.start,)), len(places)):
            start, end, key = places[n]
            if start >= speaker.end:
                break
            if end <= speaker.end:
                ends = speaker.text[: start - speaker.start], speaker.text[end - speaker.start :]
                inside.append((*ends, key))
        ending = [key for before, after, key in inside if not after and not is_another(before)]
        people = [found for found in inside if found[2][:2] in self._people]
        if ending or len(people) != 1:
            return ending[0] if ending else None
        before, after, key = people[0]
        told = after.lstrip().casefold().startswith(_MORE_OF_THE_SAME)
        return key if told and not is_another(before) else None

    def _ways_to_call(self) -> Mapping[str, set[_Key]]:
        called: dict[str, set[_Key]] = defaultdict(set)
        for key, mentions in self.joined.items():
            texts = {m.span.text for m in mentions if m.span.layer != QUOTES}
            ways = {key[2], *map(folded, texts)}
            ways |= {e for way in [*ways] for e in endings(way) if key[:2] in self._people}
            for way in ways:
                called[way].add(key)
        return called


def _surnames(
    keys: Iterable[_Key], people: frozenset[tuple[str, str]], homes: Mapping[_Key, _Key]
) -> Mapping[_Key, _Key]:
    """For each undecided name that may be a surname the one full name it belongs to, or that name's home."""
    names = [key for key in keys if key[:2] in people]
    by_surname: dict[tuple[str, str, str], list[_Key]] = defaultdict(list)
    for key in names:
        for ending in endings(key[2])[1:]:
            by_surname[key[0], key[1], ending].append(key)
    found: dict[_Key, _Key] = {}
    for key in [key for key in names if not key[3]]:
        fuller = {homes.get(full, full) for full in _maximal(by_surname.get(key[:3], []))}
        if len(fuller) == 1:
            found[key] = fuller.pop()
    return found


def _maximal(keys: list[_Key]) -> list[_Key]:
    """The keys whose text does not end another's: with “van der Berg” and “Jan van der Berg”, the latter."""
    return [key for key in keys if not any(other[2].endswith(f" {key[2]}") for other in keys)]


def _home_by_words(speaker: Span, called: Mapping[str, set[_Key]]) -> _Key | None:
    """The one name the longest known ending of a mention calls, unless that is about another."""
    for ending in endings(folded(speaker.text)):
        keys = called.get(ending, set())
        if keys:
            before = folded(speaker.text).partition(ending)[0]
            return next(iter(keys)) if len(keys) == 1 and not is_another(before) else None
    return None


def _name(key: _Key, grouped: _Grouping, rows: Mapping[int, Cluster]) -> Name:
    """What its row is called; else its first form that is not shouted in capitals, as headlines are."""
    mentions = sorted(grouped.joined[key], key=lambda mention: mention.span.order)
    ids = (m.span.cluster_id for m in mentions if not m.suggested)
    row = next((rows[n] for n in ids if n is not None and n in rows), None)
    forms = [" ".join(m.span.text.split()) for m in grouped.members[key]]
    form = next((form for form in forms if not form.isupper()), forms[0])
    return Name(grouped.called.get(key, form), key[0], key[1], tuple(mentions), row)
