"""What gold's quote at a place is, as far as it was decided: content, who said it, how it is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from annotator.adjudication.aspects import ROLES, Part, part_groups, part_value
from annotator.adjudication.comparing import Comparison
from annotator.adjudication.difference import Aspect, Difference, Version
from annotator.adjudication.places import QuotePlace
from annotator.adjudication.versions import taken
from annotator.core.decision import Choice, Decision
from annotator.core.quotes import ATTRIBUTES, Quote
from annotator.core.span import Cluster, Span

_OF_KIND = ("kind", "medium", "negated", "hypothetical")


@dataclass(frozen=True, slots=True)
class QuoteGold:
    """Quotes that belong into gold, each with the roster's row of its speaker, and what is no quote."""

    quotes: tuple[tuple[Quote, Cluster | None], ...] = ()
    denial: Span | None = None


def quote_gold(
    comparison: Comparison,
    place: QuotePlace,
    decisions: Mapping[str, Decision],
    held: Quote | None,
) -> QuoteGold:
    """What belongs into gold at a place of quotes.

    `held` is gold's quote there now: what was decided by labelling it oneself is taken from it.
    """
    return _Deciding(comparison, place, decisions, held).result()


class _Deciding:
    def __init__(
        self,
        comparison: Comparison,
        place: QuotePlace,
        decisions: Mapping[str, Decision],
        held: Quote | None,
    ) -> None:
        self._comparison, self._place, self._held = comparison, place, held
        self._about = {found.aspect: found for found in comparison.about(place)}
        self._decisions = decisions
        self._ids = [annotation.annotator_id for annotation in comparison.annotations]

    def result(self) -> QuoteGold:
        """Everything that was decided, put together."""
        whole = self._about.get(Aspect.QUOTE)
        if whole is not None:
            return self._of_whole(whole)
        parts, own = self._parts()
        others = tuple((quote, self._row(who, quote)) for who, quote in own)
        provider = next(quote for quote in self._place.members if quote is not None)
        main = self._quote(parts, provider)
        return QuoteGold((*((main,) if main else ()), *others))

    def _of_whole(self, whole: Difference) -> QuoteGold:
        """Some have no quote here: what was decided about there being one at all."""
        decision = self._decisions.get(whole.key)
        if decision is None or decision.choice is not Choice.TAKE:
            kept = decision is not None and decision.choice in (Choice.OWN, Choice.KEEP)
            return QuoteGold(((self._held, None),)) if kept and self._held else QuoteGold()
        found = QuoteGold()
        for version in taken(whole, decision):
            if version.quote is not None:
                quote = self._quote(list(version.quote.parts), version.quote)
                others = self._place.others[self._ids.index(version.annotator_id)]
                rows = [(other, self._row_of(version, other)) for other in others]
                kept_quotes = (*found.quotes, *((quote,) if quote else ()), *rows)
                found = replace(found, quotes=kept_quotes)
            elif version.spans:
                found = replace(found, denial=version.spans[0])
        return found

    def _parts(self) -> tuple[list[Span], list[tuple[int, Quote]]]:
        """The parts of the quote, and quotes of their own with whose they are."""
        parts: list[Span] = []
        own: list[tuple[int, Quote]] = []
        by_values = {
            frozenset(v.value for v in found.versions): found
            for found in self._comparison.about(self._place)
            if found.aspect is Aspect.PART
        }
        for group in part_groups(self._place):
            values = frozenset(part_value(part) for part in group)
            found = by_values.get(values) if len(values) > 1 else None
            for who, part in self._chosen_parts(group, found):
                if part[1] == 0:
                    parts.append(part[0])
                else:
                    own.append((who, self._place.others[who][part[1] - 1]))
        return parts, own

    def _chosen_parts(
        self, group: tuple[Part | None, ...], found: Difference | None
    ) -> Iterator[tuple[int, Part]]:
        if found is None:
            if group[0] is not None:
                yield 0, group[0]
            return
        decision = self._decisions.get(found.key)
        if decision is not None and decision.choice in (Choice.OWN, Choice.KEEP) and self._held:
            for part in self._held.parts:
                if part.overlaps(found.start, found.end):
                    yield 0, (part, 0)
        for version in taken(found, decision):
            who = self._ids.index(version.annotator_id)
            part_there = group[who]
            if part_there is not None:
                yield who, part_there

    def _quote(self, parts: list[Span], provider: Quote) -> tuple[Quote, Cluster | None] | None:
        """The quote with these parts; what all agree on beside them comes from `provider`."""
        if not parts:
            return None
        speaker, cue, addressee = (self._role(aspect, provider) for aspect in ROLES)
        row = self._who()
        attributes = self._attributes(provider)
        first, *rest = sorted(parts, key=lambda span: span.order)
        if speaker is not None:
            speaker = replace(speaker, cluster_id=row.id if row else None)
        bearer = row.id if row and speaker is None else None
        first = replace(first, attributes=attributes, cluster_id=bearer)
        bare = (replace(part, attributes=(), cluster_id=None) for part in rest)
        return _numbered(Quote((first, *bare), speaker, cue, addressee)), row

    def _role(self, aspect: Aspect, provider: Quote) -> Span | None:
        role = ROLES[aspect]
        found = self._about.get(aspect)
        if found is None:
            return role(provider)
        decision = self._decisions.get(found.key)
        if decision is not None and decision.choice in (Choice.OWN, Choice.KEEP):
            return role(self._held) if self._held else None
        return next((v.spans[0] for v in taken(found, decision) if v.spans), None)

    def _who(self) -> Cluster | None:
        """The row of whoever speaks: decided by itself, or coming with the speaker."""
        for aspect in (Aspect.WHO, Aspect.SPEAKER):
            found = self._about.get(aspect)
            if found is not None:
                versions = taken(found, self._decisions.get(found.key))
                quotes = ((v, v.quote) for v in versions)
                return next((self._row_of(v, quote) for v, quote in quotes if quote), None)
        rows = (
            self._row(who, quote)
            for who, quote in enumerate(self._place.members)
            if quote is not None
        )
        return next(filter(None, rows), None)

    def _attributes(
        self, provider: Quote
    ) -> tuple[tuple[str, str | int | float | bool | None], ...]:
        found = self._about.get(Aspect.KIND)
        kept = {name: held for name, held in provider.first.attributes if name in ATTRIBUTES}
        if found is None:
            return tuple(sorted(kept.items()))
        decision = self._decisions.get(found.key)
        own = decision is not None and decision.choice in (Choice.OWN, Choice.KEEP)
        chosen = [v.quote for v in taken(found, decision)] or [self._held if own else None]
        for name in _OF_KIND:
            kept.pop(name, None)
        if chosen[0] is not None:
            kept |= {n: held for n, held in chosen[0].first.attributes if n in _OF_KIND}
        return tuple(sorted(kept.items()))

    def _row(self, who: int, quote: Quote) -> Cluster | None:
        return self._comparison.names[who].row(quote)

    def _row_of(self, version: Version, quote: Quote) -> Cluster | None:
        return self._row(self._ids.index(version.annotator_id), quote)


def _numbered(quote: Quote) -> Quote:
    """The quote with ids of its own: its spans come from several annotations, where ids repeat."""
    numbers = count(1)

    def own(span: Span | None) -> Span | None:
        return None if span is None else replace(span, id=next(numbers))

    parts = tuple(replace(part, id=next(numbers)) for part in quote.parts)
    return Quote(parts, own(quote.speaker), own(quote.cue), own(quote.addressee))
