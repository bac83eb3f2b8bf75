"""From decisions to gold: what belongs into it, place by place, and where it is in question again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from annotator.adjudication.comparing import Comparison, Place
from annotator.adjudication.difference import Aspect, Difference
from annotator.adjudication.places import GoldPlace, QuotePlace, SpanPlace
from annotator.adjudication.quote_gold import QuoteGold, quote_gold
from annotator.adjudication.versions import digest, taken
from annotator.core.annotation import Annotation
from annotator.core.decision import Choice, Decision
from annotator.core.name_words import folded
from annotator.core.quote_edits import copied, denied, with_name
from annotator.core.quotes import Quote, quotes
from annotator.core.span import Cluster, Span

Key = tuple[str, str, int, int]
Named = tuple[Span, Cluster | None]

_LEFT_ALONE = (Choice.OWN, Choice.KEEP)


class Golden:
    """Gold as the decisions about one comparison make it; `exclusive` layers forbid overlap."""

    def __init__(
        self,
        comparison: Comparison,
        decisions: Mapping[str, Decision],
        text: str,
        exclusive: Collection[str],
    ) -> None:
        self.comparison = comparison
        self.decisions = decisions
        self._text, self._exclusive = text, exclusive

    def begun(self, gold: Annotation) -> Annotation:
        """Gold with everything all agree on, and all that was decided."""
        places = self.comparison.places
        return self.patched(gold, (*places.spans, *places.quotes))

    def patched(self, gold: Annotation, places: Iterable[Place]) -> Annotation:
        """Gold with what belongs there now at some places, and the article labels; the rest stays.

        The result may hold relations of quotes that lost parts; see `settling.settled`.
        """
        wanted = list(places)
        after = self._with_spans(gold, [p for p in wanted if isinstance(p, SpanPlace)])
        for place in wanted:
            if isinstance(place, QuotePlace):
                after = self._with_quotes(after, place)
            elif isinstance(place, GoldPlace):
                after = self._without_own(after, place)
        return replace(after, labels=self._labels(gold.labels))

    def stands(self, gold: Annotation, place: Place) -> bool:
        """Whether gold has at a place just what was decided."""
        if isinstance(place, SpanPlace):
            wanted = self.spans_at(place)
            keys = {span.key for span in gold.spans}
            mine = {span.key for span in place.members if span is not None}
            asked_for = {span.key for span, _ in wanted or ()}
            return wanted is None or (asked_for <= keys and keys.isdisjoint(mine - asked_for))
        if isinstance(place, QuotePlace):
            there = {value_of(quote) for quote in self.quotes_at(gold, place)}
            held = next(iter(self.quotes_at(gold, place)), None)
            return there == {value_of(quote) for quote, _ in self.quote_gold(place, held).quotes}
        return True

    # Spans

    def _with_spans(self, gold: Annotation, places: Sequence[SpanPlace]) -> Annotation:
        gone: dict[int, Span] = {}
        new: list[Named] = []
        kept: list[Named] = []
        held = {span.key: span for span in gold.spans}
        for place in places:
            wanted = self.spans_at(place)
            if wanted is None:
                continue
            keys = {span.key for span, _ in wanted}
            gone |= {span.id: span for span in self._in_the_way(gold, place, keys)}
            for span, row in wanted:
                (kept if span.key in held else new).append((held.get(span.key, span), row))
        after = gold.without(*gone.values()) if gone else gold
        made = [_as_gold(span, after.next_span_id + n) for n, (span, _) in enumerate(new)]
        after = after.with_(*made) if made else after
        rows = [row for _, row in (*new, *kept)]
        bearers = [*made, *(span for span, _ in kept)]
        return _named(after, zip(bearers, rows, strict=True))

    def spans_at(self, place: SpanPlace) -> list[Named] | None:
        """The spans that belong into gold at a place, each with its row; None: those that are there."""
        about = self.comparison.about(place)
        found = next((one for one in about if one.aspect is Aspect.SPAN), None)
        if found is None:
            again = self.decisions.get(agreed_key(place))
            if again is not None and again.choice in _LEFT_ALONE:
                return None
            span = place.members[0]
            turned_down = again is not None and again.choice is Choice.NEITHER
            return [] if turned_down or span is None else [(span, self._row(place, about))]
        decision = self.decisions.get(found.key)
        if decision is not None and decision.choice in _LEFT_ALONE:
            return None
        versions = taken(found, decision)
        return [
            (span, self._row_of(version.annotator_id, span))
            for version in versions
            for span in version.spans
        ]

    def _row(self, place: SpanPlace, about: Sequence[Difference]) -> Cluster | None:
        """The row of a mention all marked alike: the one all mean, or what was decided."""
        names = next((one for one in about if one.aspect is Aspect.WHO), None)
        if names is None:
            rows = (self.comparison.names[n].row(s) for n, s in enumerate(place.members) if s)
            return next(filter(None, rows), None)
        for version in taken(names, self.decisions.get(names.key)):
            who = self._who(version.annotator_id)
            span = place.members[who]
            if span is not None and version.words:
                return self._called(who, span)
        return None

    def _called(self, who: int, span: Span) -> Cluster | None:
        """The row of a span; where its annotator left the name to the words, a row of that name."""
        naming = self.comparison.names[who]
        name = naming.name(span)
        return naming.row(span) or (Cluster(0, name, span.label) if name else None)

    def _row_of(self, annotator_id: int, span: Span) -> Cluster | None:
        return self.comparison.names[self._who(annotator_id)].row(span)

    def _who(self, annotator_id: int) -> int:
        ids = [annotation.annotator_id for annotation in self.comparison.annotations]
        return ids.index(annotator_id)

    def _in_the_way(self, gold: Annotation, place: SpanPlace, wanted: set[Key]) -> Iterator[Span]:
        """What gold has at a place and is not to have there; what belongs to other places stays."""
        mine = {span.key for span in place.members if span is not None}
        for member in filter(None, place.members):
            for span in gold.overlapping(member.start, member.end):
                there = span.layer == member.layer and span.key not in wanted
                if there and (span.key in mine or self._is_stray(span)):
                    yield span

    def _is_stray(self, span: Span) -> bool:
        """Whether nothing asks for a span that would be in the way of another."""
        asked_for = span.key in self._expected or self.is_own(span)
        return span.layer in self._exclusive and not asked_for

    @cached_property
    def _expected(self) -> set[Key]:
        """The spans that places other than those of quotes have in gold."""
        return {
            span.key
            for place in self.comparison.places.spans
            for span, _ in self.spans_at(place) or ()
        }

    def is_own(self, span: Span) -> bool:
        """Whether a reviewer put it there, or left it, by hand."""
        return any(
            decision.choice in _LEFT_ALONE and span.overlaps(decision.start, decision.end)
            for decision in self.decisions.values()
        )

    # Quotes

    def _with_quotes(self, gold: Annotation, place: QuotePlace) -> Annotation:
        again = self.decisions.get(agreed_quote_key(place))
        if again is not None and again.choice in _LEFT_ALONE and not self.comparison.about(place):
            return gold
        there = self.quotes_at(gold, place)
        wanted = self.quote_gold(place, there[0] if there else None)
        if again is not None and again.choice is Choice.NEITHER:
            wanted = QuoteGold()
        after = _without_quotes(gold, there, keep=wanted)
        denials = [d for d in place.denials if d is not None and d is not wanted.denial]
        after = after.without(*(s for s in after.spans if s.key in {d.key for d in denials}))
        for quote, row in wanted.quotes:
            if not holds(after, quote):
                after = copied(after, quote, None, row)
            after = _said_by(after, quote, row)
        if wanted.denial is not None:
            reason = str(wanted.denial.attribute("reason") or "term")
            bounds = (wanted.denial.start, wanted.denial.end)
            after = denied(after, self._text, bounds, reason)
        return after

    def quote_gold(self, place: QuotePlace, held: Quote | None) -> QuoteGold:
        """What belongs into gold at a place of quotes."""
        return quote_gold(self.comparison, place, self.decisions, held)

    def quotes_at(self, gold: Annotation, place: QuotePlace) -> list[Quote]:
        """Gold's quotes about the words of a place."""
        bounds = set(place.contents)
        return [
            quote
            for quote in quotes(gold)
            if any((part.start, part.end) in bounds for part in quote.parts)
            or any(
                part.overlaps(*own) and not self._is_content_elsewhere(place, part)
                for part in quote.parts
                for own in bounds
            )
        ]

    def _is_content_elsewhere(self, place: QuotePlace, part: Span) -> bool:
        return any(
            other is not place and (part.start, part.end) in other.contents
            for other in self.comparison.places.quotes
        )

    def _without_own(self, gold: Annotation, place: GoldPlace) -> Annotation:
        """What nobody marks any more goes, when that is what was decided."""
        decision = self.decisions.get(place.key)
        goes = decision is not None and decision.choice in (Choice.TAKE, Choice.NEITHER)
        ids = {span.id for span in place.spans}
        return gold.without(*(s for s in gold.spans if s.id in ids)) if goes else gold

    # Article labels

    def _labels(self, held: frozenset[str]) -> frozenset[str]:
        annotations = self.comparison.annotations
        everybodys = frozenset.intersection(*(one.labels for one in annotations))
        labels = held | (everybodys if len(annotations) > 1 else frozenset())
        for found in self.comparison.differences:
            decision = self.decisions.get(found.key)
            left_alone = decision is not None and decision.choice in _LEFT_ALONE
            if found.aspect is Aspect.ARTICLE_LABEL and not left_alone:
                in_question = {str(name) for version in found.versions for name in version.value}
                chosen = {str(name) for v in taken(found, decision) for name in v.value}
                labels = labels - in_question | chosen
        return labels


def agreed_key(place: SpanPlace) -> str:
    """The key of a decision about a span that everybody has."""
    return digest("agreed", place.members[0].key if place.members[0] else ())


def agreed_quote_key(place: QuotePlace) -> str:
    """The key of a decision about a quote that everybody has."""
    return digest("agreed quote", *(value_of(quote)[:2] for quote in place.members[:1] if quote))


def _as_gold(span: Span, number: int) -> Span:
    return replace(span, id=number, cluster_id=None, confidence=None)


def _named(gold: Annotation, bearers: Iterable[Named]) -> Annotation:
    """Gold with spans under the names they were put under; those of no row are left to their words."""
    rows = {cluster.id: cluster.name for cluster in gold.clusters}
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for span, row in bearers:
        name = row.name if row else ""
        if folded(rows.get(span.cluster_id or 0, "")) != folded(name):
            wanted[name, row.label if row else ""].append(span.id)
    for (name, label), ids in wanted.items():
        gold = with_name(gold, ids, name, label)
    return gold


def _said_by(gold: Annotation, quote: Quote, row: Cluster | None) -> Annotation:
    """Gold with whoever speaks in a quote under the name that was decided."""
    held = next((one for one in quotes(gold) if value_of(one) == value_of(quote)), None)
    return gold if held is None else _named(gold, [(held.speaker or held.first, row)])


def _without_quotes(gold: Annotation, there: Sequence[Quote], keep: QuoteGold) -> Annotation:
    """Gold less quotes that are not to stay; their speakers and cues go with `settled`."""
    kept = [value_of(quote) for quote, _ in keep.quotes]
    parts = [part for quote in there if value_of(quote) not in kept for part in quote.parts]
    if not parts:
        return gold
    ids = {part.id for part in parts}
    relations = frozenset(r for r in gold.relations if r.head not in ids and r.child not in ids)
    return replace(gold.without(*parts), relations=relations)


def holds(gold: Annotation, quote: Quote) -> bool:
    """Whether gold has a quote just so."""
    return any(value_of(held) == value_of(quote) for held in quotes(gold))


def value_of(quote: Quote) -> tuple[object, ...]:
    """What a quote is compared by: content, roles, attributes."""
    roles = (quote.speaker, quote.cue, quote.addressee)
    return (
        tuple((part.start, part.end) for part in quote.parts),
        tuple((role.start, role.end) if role else () for role in roles),
        quote.first.attributes,
    )
