"""How far two annotators agree on quotes: on what was said, on who said it, and on what joins the two."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from annotator.core.annotation import Annotation
from annotator.core.quotes import Quote, quotes
from annotator.core.span import Relation, Span
from annotator.core.text import Bounds

SHARE = 0.5
"""How much of two contents taken together must be in both for them to be one quote."""

SPEAKER, CUE = "speaker", "cue"

_Link = tuple[str, Bounds, Bounds]


def quote_counts(first: Annotation, second: Annotation) -> Counter[tuple[Hashable, ...]]:
    """What the figures on quotes are made of, for one article.

    Under ("content", …) how many quotes each has, how many have the same parts (`exact`) and how many share
    half of their code points or more (`overlap`, one-to-one, the greatest share first). Under each role, of
    the quotes that so overlap, how many there are (`of`), have the very same mention or none on both sides
    (`same`), or mentions that meet (`meet`). Under ("link", …) the relations by label and both ends.
    """
    ours, theirs = quotes(first), quotes(second)
    found: Counter[tuple[Hashable, ...]] = Counter()
    found["content", "first"], found["content", "second"] = len(ours), len(theirs)
    contents = Counter(map(_content, ours)) & Counter(map(_content, theirs))
    found["content", "exact"] = contents.total()
    pairs = same_quotes(ours, theirs)
    found["content", "overlap"] = len(pairs)
    for one, other in pairs:
        found.update(_role_counts(SPEAKER, one.speaker, other.speaker))
        found.update(_role_counts(CUE, one.cue, other.cue))
    links, others = _links(first), _links(second)
    found["link", "first"], found["link", "second"] = len(links), len(others)
    found["link", "both"] = len(links & others)
    return found


def same_quotes(ours: Sequence[Quote], theirs: Sequence[Quote]) -> list[tuple[Quote, Quote]]:
    """The quotes of two annotators that share half of their content or more, one-to-one."""
    candidates = sorted(
        (-share, i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if one.start < other.end
        and other.start < one.end
        and (share := _share(one, other)) >= SHARE
    )
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, i, j in candidates:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((ours[i], theirs[j]))
    return pairs


def _role_counts(role: str, one: Span | None, other: Span | None) -> Iterable[tuple[Hashable, ...]]:
    yield role, "of"
    if _bounds(one) == _bounds(other):
        yield role, "same"
    if (one is None and other is None) or (one and other and one.overlaps(other.start, other.end)):
        yield role, "meet"


def _content(quote: Quote) -> tuple[Bounds, ...]:
    return tuple((part.start, part.end) for part in quote.parts)


def _bounds(span: Span | None) -> Bounds | None:
    return (span.start, span.end) if span else None


def _share(one: Quote, other: Quote) -> float:
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.parts for b in other.parts
    )
    whole = sum(part.end - part.start for quote in (one, other) for part in quote.parts)
    return shared / (whole - shared)


def _links(annotation: Annotation) -> set[_Link]:
    by_id = {span.id: span for span in annotation.spans}

    def link(relation: Relation) -> _Link | None:
        head, child = by_id.get(relation.head), by_id.get(relation.child)
        if head is None or child is None:
            return None
        return relation.label, (head.start, head.end), (child.start, child.end)

    return {found for relation in annotation.relations if (found := link(relation))}
