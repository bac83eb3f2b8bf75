"""What follows from relabelling in stored work: spans, rejections, article labels, decisions, re-checks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Kind
from annotator.core.change import AppliedLabel, Delta, Recheck
from annotator.core.relabelling import Relabelling
from annotator.core.scheme import Scheme
from annotator.core.span import Rejection, Relation, Span
from annotator.project.desk import Desk
from annotator.store import annotators, articles, occurrences, review


@dataclass(frozen=True, slots=True)
class Follower:
    """One annotation as a relabelling leaves it.

    `moves` are the spans that change with what they become, `joined` those that go because a span just like
    it is there already; `before` is the annotation as it is.
    """

    before: Annotation
    moves: tuple[tuple[Span, Span], ...]
    joined: tuple[Span, ...]
    delta: Delta

    @property
    def old_labels(self) -> frozenset[str]:
        """The labels that something here bore and bears no more."""
        gone = (one for one in self.delta.removed if not isinstance(one, Relation))
        return frozenset(
            one.name if isinstance(one, AppliedLabel) else one.label
            for one in gone
            if isinstance(one, Span | Rejection | AppliedLabel)
        )


def followers(desk: Desk, relabelling: Relabelling) -> Iterator[Follower]:
    """Every annotation that a relabelling touches, people's, gold and models' alike."""
    touched: dict[tuple[int, int], None] = {}
    changing = {*relabelling.renamed, *relabelling.split}
    for layer, label in desk.scheme.labels:
        if label.name in changing:
            touched |= dict.fromkeys(
                occurrences.annotations_with(desk.database, layer.name, label.name)
            )
    for article_label in desk.scheme.article_labels:
        if article_label.name in changing:
            touched |= dict.fromkeys(
                occurrences.annotations_labelled(desk.database, article_label.name)
            )
    for article_id, annotator_id in touched:
        yield _follow(desk, desk.annotation(article_id, annotator_id), relabelling)


def rechecks(
    desk: Desk, found: Follower, relabelling: Relabelling, old: Scheme, version: int
) -> Iterator[Delta]:
    """The mark that finished work of a person or gold has to be looked at again, after a merge or a split."""
    annotation = found.before
    kinds = {who.id: who.kind for who in annotators.all_of(desk.database)}
    of_model = kinds.get(annotation.annotator_id) is Kind.MODEL
    names = [label.name for _, label in old.labels] + [one.name for one in old.article_labels]
    unsure = {*relabelling.merged(names), *relabelling.split} & found.old_labels
    if annotation.status is not Status.DONE or of_model or not unsure:
        return
    held = review.recheck(desk.database, annotation.article_id, annotation.annotator_id)
    told = [held.reason] if held else []
    told += [relabelling.reason(name, version) for name in sorted(unsure)]
    mark = Recheck(annotation.annotator_id, "; ".join(dict.fromkeys(told)))
    if mark != held:
        yield Delta(annotation.article_id, None, (held,) if held else (), (mark,))


def _follow(desk: Desk, held: Annotation, relabelling: Relabelling) -> Follower:
    moves, joined, same = _moved(held.spans, relabelling)
    relations = _repointed(held.relations, same)
    turned_down, renamed = _rejections(desk, held, relabelling)
    labels = {name: relabelling.label(name) for name in held.labels}
    delta = Delta(
        held.article_id,
        held.annotator_id,
        (
            *(old for old, _ in moves),
            *joined,
            *sorted(held.relations - relations, key=_by_ends),
            *turned_down,
            *(AppliedLabel(name) for name in sorted(labels) if name not in labels.values()),
        ),
        (
            *(new for _, new in moves),
            *sorted(relations - held.relations, key=_by_ends),
            *renamed,
            *(AppliedLabel(name) for name in sorted({*labels.values()} - {*labels})),
        ),
    )
    return Follower(held, tuple(moves), tuple(joined), delta)


def _moved(
    spans: Iterable[Span], relabelling: Relabelling
) -> tuple[list[tuple[Span, Span]], list[Span], Mapping[int, int]]:
    """What changes into what, what goes because its like is there, and which id stands for one that went."""
    held = list(spans)
    wanted = [(old, _relabelled(old, relabelling)) for old in held]
    taken = {old.key: old.id for old, new in wanted if old == new}
    moves, joined, same = [], [], {}
    for old, new in wanted:
        if old == new:
            continue
        if new.key in taken:
            joined.append(old)
            same[old.id] = taken[new.key]
        else:
            taken[new.key] = new.id
            moves.append((old, new))
    return moves, joined, same


def _relabelled(span: Span, relabelling: Relabelling) -> Span:
    label = relabelling.label(span.label, span.text)
    return span if label == span.label else replace(span, label=label)


def _rejections(
    desk: Desk, held: Annotation, relabelling: Relabelling
) -> tuple[list[Rejection], list[Rejection]]:
    """The rejections that go and those that come; of two that become one the first stays."""
    text = articles.text(desk.database, held.article_id) if relabelling.split else ""
    ordered = sorted(held.rejections, key=lambda one: one.key)
    wanted = [
        (old, replace(old, label=relabelling.label(old.label, text[old.start : old.end])))
        for old in ordered
    ]
    taken = {old.key for old, new in wanted if old == new}
    gone, come = [old for old, new in wanted if old != new], []
    for old, new in wanted:
        if old != new and new.key not in taken:
            taken.add(new.key)
            come.append(new)
    return gone, come


def _repointed(relations: frozenset[Relation], same: Mapping[int, int]) -> frozenset[Relation]:
    if not same:
        return relations
    moved = (
        replace(one, head=same.get(one.head, one.head), child=same.get(one.child, one.child))
        for one in relations
    )
    return frozenset(one for one in moved if one.head != one.child)


def _by_ends(relation: Relation) -> tuple[int, int, str]:
    return relation.head, relation.child, relation.label
