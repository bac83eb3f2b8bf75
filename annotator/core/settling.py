"""Putting quotes in order after an edit: whatever happened to its spans, a quote stays one sound thing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.change import AppliedLabel, Delta, Noun
from annotator.core.quotes import ATTRIBUTES, CONTINUES, QUOTE, TARGETS
from annotator.core.span import QUOTES, Relation, Span


def settled(before: Annotation, after: Annotation) -> Annotation:
    """`after` with the quotes that an edit of `before` left loose made sound again.

    Parts that continued one another stay one quote under the first that is left, which takes over
    attributes and relations; a speaker, cue or addressee that now serves no quote goes, and so does a row
    of the roster nothing belongs to any more. Relations of `after` may name spans that are gone.
    """
    spans = {span.id: span for span in (*before.spans, *after.spans) if span.layer == QUOTES}
    present = {span.id for span in after.spans}
    relations = [r for r in after.relations if r.label in TARGETS]
    kept = {r for r in after.relations if r.label not in TARGETS and {r.head, r.child} <= present}
    bearers: list[Span] = []
    for group in _groups(relations, spans):
        parts = sorted(
            (n for n in group if _is_part(n, present, after)), key=lambda n: spans[n].order
        )
        if parts:
            root = _root(group, relations, spans)
            kept |= _linked(parts, root, relations, present, spans)
            bearers += _described(parts, spans[root], after)
    tidy = replace(after, relations=frozenset(kept))
    tidy = tidy.without(*bearers).with_(*bearers) if bearers else tidy
    return _without_rows(before, _without_loose(before, tidy))


def difference(before: Annotation, after: Annotation) -> Delta:
    """The delta from one state of an annotation to another; status and time are not looked at."""
    removed: list[Noun] = list(_lacking(before.spans, after.spans))
    added: list[Noun] = list(_lacking(after.spans, before.spans))
    sets: tuple[tuple[frozenset[Noun], frozenset[Noun]], ...] = (
        (frozenset(before.relations), frozenset(after.relations)),
        (frozenset(before.clusters), frozenset(after.clusters)),
        (frozenset(before.rejections), frozenset(after.rejections)),
    )
    for held, wanted in sets:
        removed += sorted(held - wanted, key=repr)
        added += sorted(wanted - held, key=repr)
    removed += map(AppliedLabel, sorted(before.labels - after.labels))
    added += map(AppliedLabel, sorted(after.labels - before.labels))
    return Delta(before.article_id, before.annotator_id, tuple(removed), tuple(added))


def _lacking(spans: Iterable[Span], others: Iterable[Span]) -> Iterable[Span]:
    """The spans that are not, or not so, among others."""
    known = {span.id: span for span in others}
    return (s for s in spans if known.get(s.id) is not s and known.get(s.id) != s)


def _groups(relations: Iterable[Relation], spans: dict[int, Span]) -> list[set[int]]:
    """The ids of the parts of each quote, those that are gone too."""
    groups = {n: {n} for n, span in spans.items() if span.label == QUOTE}
    for relation in relations:
        if relation.label == CONTINUES and {relation.head, relation.child} <= groups.keys():
            one, other = groups[relation.head], groups[relation.child]
            if one is not other:
                one |= other
                for member in other:
                    groups[member] = one
    return list({id(group): group for group in groups.values()}.values())


def _is_part(span_id: int, present: set[int], after: Annotation) -> bool:
    span = after.span(span_id) if span_id in present else None
    return span is not None and span.label == QUOTE


def _root(group: set[int], relations: Iterable[Relation], spans: dict[int, Span]) -> int:
    """The part that bore relations and attributes until now."""
    targets = {r.child for r in relations if r.label == CONTINUES and r.head in group}
    return min(targets or group, key=lambda n: spans[n].order)


def _linked(
    parts: list[int],
    root: int,
    relations: Iterable[Relation],
    present: set[int],
    spans: dict[int, Span],
) -> set[Relation]:
    """The relations of a quote, all from its first part; of two speakers the root's stays."""
    first = parts[0]
    roles: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    heads = {root, *parts}
    for r in relations:
        fits = r.child in present and spans[r.child].label == TARGETS[r.label]
        if r.label != CONTINUES and r.head in heads and fits:
            roles[r.label].append((r.head != root, r.child))
    links = {Relation(CONTINUES, part, first) for part in parts[1:]}
    return links | {Relation(label, first, min(found)[1]) for label, found in roles.items()}


def _described(parts: list[int], root: Span, after: Annotation) -> list[Span]:
    """The parts whose attributes change because another is now the first."""
    changed = []
    own = tuple(pair for pair in root.attributes if pair[0] in ATTRIBUTES)
    for number in parts:
        span = after.span(number)
        assert span is not None
        other = tuple(pair for pair in span.attributes if pair[0] not in ATTRIBUTES)
        is_first = number == parts[0]
        if is_first and span.id == root.id:
            continue
        wanted = replace(
            span,
            attributes=tuple(sorted((*own, *other))) if is_first else other,
            cluster_id=root.cluster_id if is_first else None,
        )
        if wanted != span:
            changed.append(wanted)
    return changed


def _without_loose(before: Annotation, after: Annotation) -> Annotation:
    """Without speakers, cues and addressees that served a quote before and serve none now."""
    served = {r.child for r in before.relations if r.label in TARGETS and r.label != CONTINUES}
    serving = {r.child for r in after.relations}
    roles = set(TARGETS.values()) - {QUOTE}
    loose = [s for s in after.spans if s.id in served - serving and s.label in roles]
    return after.without(*loose) if loose else after


def _without_rows(before: Annotation, after: Annotation) -> Annotation:
    """Without the rows of the roster whose last span went."""
    had = {span.cluster_id for span in before.spans}
    has = {span.cluster_id for span in after.spans}
    empty = {cluster for cluster in after.clusters if cluster.id in had - has}
    return replace(after, clusters=after.clusters - empty) if empty else after
