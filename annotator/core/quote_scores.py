"""How good quotes are against gold: content, speaker, cue, and all of it end to end.

Content is compared in words, edges without marks and punctuation, since conventions differ on those alone.
`overlap@t` pairs quotes one to one whose words' intersection over union is at least t (Jaccard); `ggt@t` is
the rule of the Gender Gap Tracker (share of gold's characters found); `e2e` asks for overlap@0.5 and the
right speaker: the same mention, or the same last name, or nobody on both sides.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.core.marks import stretches
from annotator.core.matching import Score
from annotator.core.text import Bounds

VIEWS = ("all", "quoted")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_EDGE = " \t\r\n ,.;:!?…\"“”„«»'’‘`()[]—–-"
_THRESHOLDS = (0.3, 0.5, 0.8)
_GGT = (0.3, 0.8)
_PAIRED = 0.5


@dataclass(frozen=True, slots=True)
class ScoredQuote:
    """One quote as it is scored: bounds in code points, half-open.

    `kind` and `group` are gold's own (direct, mixed, indirect; speech or other); `name` the speaker's.
    """

    content: tuple[Bounds, ...]
    speaker: Bounds | None = None
    cue: Bounds | None = None
    kind: str = ""
    group: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoleScore:
    """Among pairs whose gold has such a span: how often one was given, exact, overlapping.

    `none` counts the pairs whose gold has none, `left_empty` those that were given none.
    """

    gold: int
    given: int
    exact: int
    overlap: int
    none: int
    left_empty: int


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """Every measure by its name, roles, names, and recall by gold's kind."""

    articles: int
    words: int
    measures: dict[str, Score]
    roles: dict[str, RoleScore]
    named: Score
    kinds: dict[str, Score]


def quote_scores(
    articles: Iterable[tuple[str, Sequence[ScoredQuote], Sequence[ScoredQuote]]],
    view: str = "all",
    types: Collection[str] = (),
) -> QuoteScores:
    """The scores of (text, gold, predicted) articles, added up.

    The view `quoted` keeps on both sides what stands in quotation marks. With `types`, gold of other kinds
    or groups counts as neither right nor wrong.
    """
    totals = _Totals()
    for text, gold, predicted in articles:
        totals.add(_Read(text), gold, predicted, view, frozenset(types))
    return totals.result()


class _Read:
    """A text with its words and marked stretches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self.words]
        marked = [(one.start, one.end) for one in stretches(text)]
        self.stretches = [(bounds, self.within([bounds])) for bounds in marked]

    def within(self, many: Iterable[Bounds]) -> set[int]:
        """The words whose middle lies in one of these bounds."""
        found: set[int] = set()
        for start, end in many:
            place = max(0, bisect_left(self._starts, start) - 1)
            while place < len(self.words) and self.words[place][0] < end:
                if start <= sum(self.words[place]) / 2 < end:
                    found.add(place)
                place += 1
        return found

    def trimmed(self, bounds: Bounds) -> Bounds:
        """Without blanks, marks and punctuation at the edges."""
        start, end = bounds
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end


@dataclass(frozen=True, slots=True)
class _Normal:
    """A quote with its content made comparable."""

    quote: ScoredQuote
    parts: tuple[Bounds, ...]
    words: frozenset[int]


def _normal(read: _Read, quote: ScoredQuote, view: str) -> _Normal | None:
    content: Iterable[Bounds] = quote.content
    if view == "quoted":
        inside = read.within(content)
        content = [
            b for b, words in read.stretches if words and 2 * len(words & inside) >= len(words)
        ]
    parts: list[Bounds] = []
    for start, end in sorted(p for p in map(read.trimmed, content) if p[0] < p[1]):
        if parts and (start <= parts[-1][1] or not read.text[parts[-1][1] : start].strip(_EDGE)):
            parts[-1] = (parts[-1][0], max(parts[-1][1], end))
        else:
            parts.append((start, end))
    words = frozenset(read.within(parts))
    return _Normal(quote, tuple(parts), words) if words else None


@dataclass(slots=True)
class _Totals:
    counts: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Counter[str]] = field(
        default_factory=lambda: {"source": Counter(), "cue": Counter()}
    )
    kinds: dict[str, Counter[str]] = field(default_factory=dict)

    def add(
        self,
        read: _Read,
        gold: Sequence[ScoredQuote],
        predicted: Sequence[ScoredQuote],
        view: str,
        types: frozenset[str],
    ) -> None:
        """Count one article."""
        every = [n for quote in gold if (n := _normal(read, quote, view))]
        found = [n for quote in predicted if (n := _normal(read, quote, view))]
        wanted = [n for n in every if not types or {n.quote.kind, n.quote.group} & types]
        kept = frozenset[int]().union(*(n.words for n in wanted))
        apart = frozenset[int]().union(*(n.words for n in every if n not in wanted)) - kept
        if types:
            found = [n for n in found if not n.words & apart or n.words & kept]
        self._count_contents(read, wanted, found, apart)
        self._count_pairs(read, wanted, found)

    def result(self) -> QuoteScores:
        """The sums as scores."""
        counts = self.counts
        names = ["frag_exact", "quote_exact", "token"]
        measures = {
            name: Score(counts[name], counts[f"{name} predicted"], counts[f"{name} gold"])
            for name in names
        }
        whole = counts["predicted"], counts["gold"]
        matched = [f"overlap@{t}" for t in _THRESHOLDS] + [f"ggt@{t}" for t in _GGT] + ["e2e"]
        measures |= {name: Score(counts[name], *whole) for name in matched}
        roles = {
            name: RoleScore(
                *(c[key] for key in ("gold", "given", "exact", "overlap", "none", "left_empty"))
            )
            for name, c in self.roles.items()
        }
        kinds = {
            kind: Score(c["hit"], c["gold"], c["gold"]) for kind, c in sorted(self.kinds.items())
        }
        named = Score(counts["named"], counts["nameable"], counts["nameable"])
        return QuoteScores(counts["articles"], counts["words"], measures, roles, named, kinds)

    def _count_contents(
        self, read: _Read, gold: list[_Normal], found: list[_Normal], apart: frozenset[int]
    ) -> None:
        counts = self.counts
        counts.update(articles=1, words=len(read.words), gold=len(gold), predicted=len(found))
        for name, values in (("frag_exact", _parts), ("quote_exact", _wholes)):
            first, second = Counter(values(gold)), Counter(values(found))
            counts[name] += sum((first & second).values())
            counts[f"{name} gold"] += sum(first.values())
            counts[f"{name} predicted"] += sum(second.values())
        mine = frozenset[int]().union(*(n.words for n in gold))
        theirs = frozenset[int]().union(*(n.words for n in found)) - apart
        counts["token"] += len(mine & theirs)
        counts["token gold"] += len(mine)
        counts["token predicted"] += len(theirs)
        for threshold in _THRESHOLDS:
            counts[f"overlap@{threshold}"] += len(_pairs(gold, found, threshold))
        for threshold in _GGT:
            counts[f"ggt@{threshold}"] += _ggt_matches(gold, found, threshold)

    def _count_pairs(self, read: _Read, gold: list[_Normal], found: list[_Normal]) -> None:
        pairs = [(gold[i], found[j]) for i, j in _pairs(gold, found, _PAIRED)]
        for one in gold:
            self.kinds.setdefault(one.quote.kind or "?", Counter())["gold"] += 1
        for one, other in pairs:
            self.kinds[one.quote.kind or "?"]["hit"] += 1
            said = one.quote.speaker, other.quote.speaker
            hit = self._count_role(read, "source", *said)
            self._count_role(read, "cue", one.quote.cue, other.quote.cue)
            same = _same_name(read, one.quote, other.quote)
            self.counts["e2e"] += hit or same or said == (None, None)
            if one.quote.name:
                self.counts.update(nameable=1, named=int(same))

    def _count_role(
        self, read: _Read, name: str, gold: Bounds | None, found: Bounds | None
    ) -> bool:
        """Count one role of a pair; whether both mention it and the mentions meet."""
        counts = self.roles[name]
        if gold is None:
            counts.update(none=1, left_empty=int(found is None))
            return False
        counts["gold"] += 1
        if found is None:
            return False
        meet = max(gold[0], found[0]) < min(gold[1], found[1])
        exact = read.trimmed(gold) == read.trimmed(found)
        counts.update(given=1, exact=int(exact), overlap=int(meet))
        return meet


def _parts(quotes: Iterable[_Normal]) -> Iterator[Bounds]:
    return (part for quote in quotes for part in quote.parts)


def _wholes(quotes: Iterable[_Normal]) -> Iterator[tuple[Bounds, ...]]:
    return (quote.parts for quote in quotes)


def _pairs(gold: list[_Normal], found: list[_Normal], threshold: float) -> list[tuple[int, int]]:
    """One to one, the greatest intersection over union first."""
    candidates = [
        (-len(g.words & f.words) / len(g.words | f.words), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.words & f.words
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for share, i, j in sorted(candidates):
        if -share >= threshold and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def _ggt_matches(gold: list[_Normal], found: list[_Normal], threshold: float) -> int:
    used: set[int] = set()
    for one in gold:
        length = sum(end - start for start, end in one.parts)
        shares = [(_shared(one, f) / length, -j) for j, f in enumerate(found) if j not in used]
        share, place = max(shares, default=(0.0, 0))
        if share > threshold:
            used.add(-place)
    return len(used)


def _shared(one: _Normal, other: _Normal) -> int:
    return sum(
        max(0, min(end, last) - max(start, first))
        for start, end in one.parts
        for first, last in other.parts
    )


def _same_name(read: _Read, gold: ScoredQuote, found: ScoredQuote) -> bool:
    """Whether the last word of the names, or of the mention where no name is given, is the same."""
    told = found.name or (read.text[slice(*found.speaker)] if found.speaker else "")
    return bool(gold.name) and _last_word(gold.name) == _last_word(told)


def _last_word(name: str) -> str:
    words = _WORD.findall(name.replace("’s", "").replace("'s", ""))
    return words[-1].casefold() if words else ""
