"""Where the quotes of one place differ: in what was said, by whom, how it is told, of which kind."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from annotator.adjudication.difference import Aspect, Difference, Type, Version
from annotator.adjudication.grouping import grouped
from annotator.adjudication.naming import Naming
from annotator.adjudication.places import QuotePlace, content
from annotator.adjudication.versions import difference, quoted
from annotator.core.name_words import folded
from annotator.core.quotes import Quote
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds

Part = tuple[Span, int]
"""A part of a quote, and which of an annotator's quotes it belongs to: 0 is the place's own."""

PartGroup = tuple[Part | None, ...]

_NO_QUOTE = "no quote"
Role = Callable[[Quote], Span | None]

ROLES: dict[Aspect, Role] = {
    Aspect.SPEAKER: lambda quote: quote.speaker,
    Aspect.CUE: lambda quote: quote.cue,
    Aspect.ADDRESSEE: lambda quote: quote.addressee,
}
"""What a quote has besides its content."""


def quote_differences(
    place: QuotePlace, annotator_ids: Sequence[int], names: Sequence[Naming]
) -> list[Difference]:
    """The differences at a place of quotes, each about one thing."""
    return list(_Aspects(place, annotator_ids, names).all())


def part_groups(place: QuotePlace) -> list[PartGroup]:
    """The parts of a place's quotes that are about the same words, in reading order."""
    many = [
        [(part, n) for n, quote in enumerate(_quotes_of(place, who)) for part in quote.parts]
        for who in range(len(place.members))
    ]
    return grouped(many, lambda part: ((part[0].start, part[0].end),))


def part_value(part: Part | None) -> tuple[object, ...]:
    """What a part is compared by: its bounds, and whether it is a quote of its own."""
    return () if part is None else (part[0].start, part[0].end, part[1] > 0)


class _Aspects:
    def __init__(
        self, place: QuotePlace, annotator_ids: Sequence[int], names: Sequence[Naming]
    ) -> None:
        self._place, self._ids, self._names = place, annotator_ids, names
        self._name = str(place.start)
        self._present = [quote for quote in place.members if quote is not None]

    def all(self) -> Iterator[Difference]:
        """Content first, as nothing else makes sense without it."""
        if len(self._present) < len(self._ids):
            yield self._existence()
        else:
            yield from self._parts()
        if len(self._present) < 2:
            return
        speakers_differ = False
        for aspect, role in ROLES.items():
            found = self._role(aspect, role)
            speakers_differ |= aspect is Aspect.SPEAKER and found is not None
            if found is not None:
                yield found
        if not speakers_differ:
            yield from self._who()
        yield from self._kind()

    # What was said

    def _existence(self) -> Difference:
        """Some have no quote here, or say that it is none."""
        versions, contents = [], set()
        for who, (quote, denial) in enumerate(
            zip(self._place.members, self._place.denials, strict=True)
        ):
            if quote is not None:
                contents.add(content(quote))
                parts = f"quote in {len(quote.parts)} parts" if len(quote.parts) > 1 else "quote"
                speaker = self._names[who].called(quote)
                words = f"{parts} by {speaker}" if speaker else parts
                versions.append(self._version(who, ("quote", content(quote)), quote.spans, words))
            elif denial is not None:
                value = ("denied", denial.start, denial.end)
                versions.append(Version(self._ids[who], value, (denial,), words="not a quote"))
            else:
                versions.append(Version(self._ids[who]))
        return self._difference(Aspect.QUOTE, self._existence_types(contents), versions)

    def _existence_types(self, contents: set[tuple[Bounds, ...]]) -> Iterator[Type]:
        absent = [n for n, quote in enumerate(self._place.members) if quote is None]
        denied = [n for n in absent if self._place.denials[n] is not None]
        if denied:
            yield Type.LABEL
        if len(denied) < len(absent):
            yield Type.MISSING
        if len(contents) > 1:
            yield Type.BOUNDARY if len(set(map(len, contents))) == 1 else Type.FRAGMENT

    def _parts(self) -> Iterator[Difference]:
        for group in part_groups(self._place):
            values = [part_value(part) for part in group]
            if len(set(values)) > 1:
                versions = [self._part_version(who, part) for who, part in enumerate(group)]
                yield self._difference(Aspect.PART, _part_types(group), versions)

    def _part_version(self, who: int, part: Part | None) -> Version:
        if part is None:
            return Version(self._ids[who], quote=self._place.members[who])
        span, owner = part
        words = f"a quote of its own: {quoted(span.text)}" if owner else quoted(span.text)
        quote = _quotes_of(self._place, who)[owner]
        return Version(self._ids[who], part_value(part), (span,), quote, words)

    # By whom, and how it is told

    def _role(self, aspect: Aspect, role: Role) -> Difference | None:
        spans = [role(quote) for quote in self._present]
        if len({(span.start, span.end) if span else () for span in spans}) == 1:
            return None
        names = self._decided_names() if aspect is Aspect.SPEAKER else {}
        versions, meant = [], defaultdict(set)
        for who, quote in enumerate(self._place.members):
            span = role(quote) if quote is not None else None
            if quote is None or span is None:
                versions.append(self._lacking(who, quote))
            else:
                # Whom a speaker means goes with the speaker, where not all have the same.
                name = folded(names.get(who, ""))
                meant[span.start, span.end].add(name)
                words = self._role_words(who, quote, span, aspect)
                value = (span.start, span.end, name)
                versions.append(self._version(who, value, (span,), words))
        types = [Type(aspect.value)]
        types += [Type.WHO] if any(len(found) > 1 for found in meant.values()) else []
        return self._difference(aspect, types, versions)

    def _decided_names(self) -> dict[int, str]:
        """Who speaks to each annotator, where any of them decided it; else nothing."""
        held = [(who, q) for who, q in enumerate(self._place.members) if q is not None]
        if not any(self._names[who].row(quote) for who, quote in held):
            return {}
        return {who: self._names[who].name(quote) for who, quote in held}

    def _role_words(self, who: int, quote: Quote, span: Span, aspect: Aspect) -> str:
        name = self._names[who].called(quote) if aspect is Aspect.SPEAKER else ""
        told = quoted(span.text)
        return told if folded(name) in ("", folded(span.text)) else f"{told} → {name}"

    def _who(self) -> Iterator[Difference]:
        """Somebody decided whom the speaker's mention means, and others mean somebody else."""
        names = self._decided_names()
        if len(set(map(folded, names.values()))) < 2:
            return
        versions = []
        for who, quote in enumerate(self._place.members):
            if quote is None:
                versions.append(self._lacking(who, None))
            else:
                bearer = quote.speaker or quote.first
                words = names[who] or "nobody"
                versions.append(self._version(who, (folded(names[who]),), (bearer,), words))
        yield self._difference(Aspect.WHO, (Type.WHO,), versions)

    def _kind(self) -> Iterator[Difference]:
        """Kind counts where somebody chose it: else it follows from the content, which differs then."""
        chosen = any(quote.kind_is_set for quote in self._present)

        def value(quote: Quote) -> tuple[object, ...]:
            kind = quote.kind.value if chosen else ""
            return kind, quote.medium.value, quote.negated, quote.hypothetical

        if len({value(quote) for quote in self._present}) == 1:
            return
        versions = [
            self._lacking(who, None)
            if quote is None
            else self._version(who, value(quote), quote.parts, _kind_words(quote))
            for who, quote in enumerate(self._place.members)
        ]
        yield self._difference(Aspect.KIND, (Type.KIND,), versions)

    # Within

    def _lacking(self, who: int, quote: Quote | None) -> Version:
        words = _NO_QUOTE if quote is None else "nothing"
        value = ("no quote",) if quote is None else ()
        return Version(self._ids[who], value, quote=quote, words=words)

    def _version(
        self, who: int, value: tuple[object, ...], spans: Sequence[Span], words: str
    ) -> Version:
        return Version(self._ids[who], value, tuple(spans), self._place.members[who], words)

    def _difference(
        self, aspect: Aspect, types: Sequence[Type] | Iterator[Type], versions: list[Version]
    ) -> Difference:
        return difference(aspect, types, QUOTES, versions, place=self._name)


def _quotes_of(place: QuotePlace, who: int) -> tuple[Quote, ...]:
    own = place.members[who]
    return (*((own,) if own is not None else ()), *place.others[who])


def _part_types(group: PartGroup) -> Iterator[Type]:
    there = [part for part in group if part is not None]
    if len(there) < len(group) or len({owner > 0 for _, owner in there}) > 1:
        yield Type.FRAGMENT
    if len({(span.start, span.end) for span, _ in there}) > 1:
        yield Type.BOUNDARY


def _kind_words(quote: Quote) -> str:
    words = [quote.kind.value]
    words += [quote.medium.value] if quote.medium.value != "speech" else []
    words += ["negated"] if quote.negated else []
    words += ["hypothetical"] if quote.hypothetical else []
    return ", ".join(words)
