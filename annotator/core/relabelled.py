"""An annotation under other labels: spans, relations, roster, rejections and article labels follow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.core.annotation import Annotation, in_order
from annotator.core.relabelling import Relabelling
from annotator.core.span import Cluster, Rejection, Relation, Span


def relabelled(before: Annotation, relabelling: Relabelling) -> Annotation:
    """An annotation as a relabelling leaves it.

    Spans that become the same are one: the one that had the label already, else the oldest; what pointed
    at the others points at it, and it keeps their name on the roster. A merge never makes spans overlap that
    did not before, since whether they may does not depend on labels. What was turned down stays so under
    every label a split makes of it; the label of a roster's row that was split is that of most of its spans.
    """
    spans, instead = _joined((span, _moved(span, relabelling)) for span in before.spans)
    relations = {_pointed(relation, instead) for relation in before.relations}
    after = replace(
        before,
        spans=in_order(sorted(spans, key=lambda span: span.order)),
        relations=frozenset(one for one in relations if one.head != one.child),
        rejections=_rejections(before, relabelling),
        labels=frozenset(relabelling.renamed.get(name, name) for name in before.labels),
    )
    return replace(after, clusters=frozenset(_rows(before, after, relabelling)))


def _moved(span: Span, relabelling: Relabelling) -> Span:
    label = relabelling.label(span.label, span.text)
    return span if label == span.label else replace(span, label=label)


def _joined(moved: Iterable[tuple[Span, Span]]) -> tuple[list[Span], dict[int, int]]:
    """The spans that are left, and the id of the one that stands for each that went."""
    kept: dict[object, Span] = {}
    instead: dict[int, int] = {}
    for old, new in sorted(moved, key=lambda pair: (pair[0] is not pair[1], pair[0].id)):
        held = kept.setdefault(new.key, new)
        if held is not new:
            instead[old.id] = held.id
            if held.cluster_id is None and new.cluster_id is not None:
                kept[new.key] = replace(held, cluster_id=new.cluster_id)
    return list(kept.values()), instead


def _pointed(relation: Relation, instead: Mapping[int, int]) -> Relation:
    head, child = (instead.get(n, n) for n in (relation.head, relation.child))
    return replace(relation, head=head, child=child)


def _rejections(before: Annotation, relabelling: Relabelling) -> frozenset[Rejection]:
    """Those that keep their label first: of two that become one the one that was there stays."""
    found: dict[object, Rejection] = {}
    for old in sorted(
        before.rejections, key=lambda one: (relabelling.changes(one.label), repr(one))
    ):
        for label in relabelling.labels(old.label):
            new = replace(old, label=label)
            found.setdefault(new.key, new)
    return frozenset(found.values())


def _rows(before: Annotation, after: Annotation, relabelling: Relabelling) -> Iterator[Cluster]:
    votes: dict[int | None, Counter[str]] = defaultdict(Counter)
    for span in after.spans:
        votes[span.cluster_id][span.label] += 1
    had = {span.cluster_id for span in before.spans}
    for row in before.clusters:
        if row.id in had and row.id not in votes:
            continue
        wanted = relabelling.labels(row.label)
        label = max(wanted, key=votes[row.id].__getitem__)
        yield row if label == row.label else replace(row, label=label)
