"""How many actions the best annotator needs from suggestions to gold, by the commands of the window.

Costs: Done accepts all that is right at once (1); another label 1; an edge 1 for each token it moves; a
span or a suggestion taken away 1; a new span 2 and 1 for each further token; equal words, however many, 2
more than the first (all occurrences, Enter). A quote that is right costs 1, one to be marked 1 for each part,
and 1 for speaker and cue together while the first proposal is right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.matching import overlap_pairs
from annotator.core.quotes import Quote
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.core.tokens import Tokens

_ALL_OCCURRENCES = 2
_NEW = 2


@dataclass(frozen=True, slots=True)
class Effort:
    """Actions by what they do, in one article or added up."""

    actions: Counter[str]

    @property
    def total(self) -> int:
        """All actions."""
        return sum(self.actions.values())

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(self.actions + other.actions)


def entity_effort(
    gold: Sequence[Span],
    suggested: Sequence[Span],
    tokens: Tokens,
    *,
    all_occurrences: bool = True,
) -> Effort:
    """From suggested entities to gold. Without `all_occurrences` each place is done by itself."""
    actions: Counter[str] = Counter(done=1)
    wanted, given = {s.key: s for s in gold}, {s.key: s for s in suggested}
    missing = [span for key, span in wanted.items() if key not in given]
    spare = [span for key, span in given.items() if key not in wanted]
    relabelled = _same_bounds(missing, spare)
    _add_groups(actions, "relabel", [(g, 1) for g, _ in relabelled], all_occurrences)
    missing, spare = _without(missing, spare, relabelled)
    moved = [
        (g, s)
        for g, s in overlap_pairs(missing, spare)
        if _moves(g, s, tokens) <= 1 + _new_cost(g, tokens)
    ]
    actions["move edges"] += sum(_moves(g, s, tokens) for g, s in moved)
    missing, spare = _without(missing, spare, moved)
    # What a new span covers it replaces: only the others have to be taken away.
    covered = [s for s in spare if any(g.overlaps(s.start, s.end) for g in missing)]
    actions["remove"] += len(spare) - len(covered)
    _add_groups(actions, "mark", [(g, _new_cost(g, tokens)) for g in missing], all_occurrences)
    return Effort(+actions)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The first speaker and cue the window proposes for some content."""

    speaker: Bounds | None = None
    cue: Bounds | None = None


def quote_effort(
    gold: Sequence[Quote], suggested: Sequence[Quote], proposed: Sequence[Proposed]
) -> Effort:
    """From suggested quotes to gold, selecting words being given; `proposed` are for each of gold's."""
    actions: Counter[str] = Counter(done=1)
    by_content = {_content(quote): quote for quote in suggested}
    for quote, offer in zip(gold, proposed, strict=True):
        found = by_content.pop(_content(quote), None)
        if found is None:
            actions["mark"] += len(quote.parts)
            _attribute(actions, quote, offer)
        else:
            actions["accept"] += 1
            actions["speaker"] += _bounds(found.speaker) != _bounds(quote.speaker)
            actions["cue"] += _bounds(found.cue) != _bounds(quote.cue)
    met = [s for s in by_content.values() if any(_meet(s, quote) for quote in gold)]
    # Marking content settles the suggestion it meets.
    actions["remove"] += len(by_content) - len(met)
    return Effort(+actions)


def _attribute(actions: Counter[str], quote: Quote, offer: Proposed) -> None:
    wanted = Proposed(_bounds(quote.speaker), _bounds(quote.cue))
    if wanted == Proposed():
        return
    if wanted == offer:
        actions["take proposal"] += 1
        return
    actions["speaker"] += wanted.speaker is not None
    actions["cue"] += wanted.cue is not None


def _add_groups(
    actions: Counter[str], name: str, spans: Iterable[tuple[Span, int]], all_occurrences: bool
) -> None:
    """Equal words under one label together, where that is less."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for span, cost in spans:
        groups[span.layer, span.label, span.text].append(cost)
    for costs in groups.values():
        together = min(costs) + _ALL_OCCURRENCES
        actions[name] += min(sum(costs), together) if all_occurrences else sum(costs)


def _same_bounds(missing: Iterable[Span], spare: Iterable[Span]) -> list[tuple[Span, Span]]:
    places = {(s.layer, s.start, s.end): s for s in spare}
    pairs = ((g, places.get((g.layer, g.start, g.end))) for g in missing)
    return [(g, s) for g, s in pairs if s is not None]


def _without(
    missing: Iterable[Span], spare: Iterable[Span], pairs: Iterable[tuple[Span, Span]]
) -> tuple[list[Span], list[Span]]:
    held = list(pairs)
    first, second = {g.key for g, _ in held}, {s.key for _, s in held}
    return [g for g in missing if g.key not in first], [s for s in spare if s.key not in second]


def _moves(gold: Span, suggested: Span, tokens: Tokens) -> int:
    return _tokens_between(gold.start, suggested.start, tokens) + _tokens_between(
        gold.end, suggested.end, tokens
    )


def _tokens_between(one: int, other: int, tokens: Tokens) -> int:
    first, last = min(one, other), max(one, other)
    return max(1, sum(first <= start < last for start, _ in tokens.bounds)) if first < last else 0


def _new_cost(span: Span, tokens: Tokens) -> int:
    return _NEW + max(0, sum(span.start <= start < span.end for start, _ in tokens.bounds) - 1)


def _content(quote: Quote) -> tuple[Bounds, ...]:
    return tuple((part.start, part.end) for part in quote.parts)


def _bounds(span: Span | None) -> Bounds | None:
    return (span.start, span.end) if span else None


def _meet(one: Quote, other: Quote) -> bool:
    return any(a.overlaps(b.start, b.end) for a in one.parts for b in other.parts)
