"""What one can do to the names of a roster: pure functions from annotation to annotation.

Each takes the name as `clusters.roster` gives it for the annotation alone, and decides on all its mentions,
so that none is left behind by its words.
"""

from collections.abc import Collection
from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.clusters import Mention, Name, is_pronoun
from annotator.core.errors import RuleError
from annotator.core.span import Cluster


def split_off(annotation: Annotation, name: Name, span_ids: Collection[int]) -> Annotation:
    """These mentions of a name as a name of their own, called by their own words.

    Mentions that are only pronouns then belong to nobody. Raises RuleError when nothing would be left of
    the name, or when both would be called the same.
    """
    gone = [mention for mention in name.mentions if mention.span.id in span_ids]
    rest = [mention.span.id for mention in name.mentions if mention not in gone]
    if not rest:
        raise RuleError(f"Nothing would be left of {name.name}; rename it instead.")
    called = _own_words(gone)
    if called.casefold() == name.name.casefold():
        raise RuleError(f"Both would be called {called}; say who it is instead.")
    if name.cluster is None:
        kept = _in_row(annotation, rest, name.name, name.label)
    else:
        kept = _joined(annotation, rest, name.cluster.id)
    return _in_row(kept, span_ids, called, name.label)


def renamed(annotation: Annotation, name: Name, called: str) -> Annotation:
    """A name called otherwise; it joins the row that is called so already, if there is one.

    Raises RuleError for an empty name.
    """
    called = " ".join(called.split())
    if not called:
        raise RuleError("A name cannot be empty.")
    ids = [span.id for span in name.mine]
    if name.cluster is None or _row(annotation, called, name.cluster.id) is not None:
        return _in_row(annotation, ids, called, name.label)
    row = replace(name.cluster, name=called)
    clusters = annotation.clusters - {name.cluster} | {row}
    return _joined(replace(annotation, clusters=frozenset(clusters)), ids, row.id)


def _own_words(mentions: Collection[Mention]) -> str:
    """The fullest of what the text calls them, empty when it only points at them."""
    texts = [" ".join(m.span.text.split()) for m in mentions if m.in_words]
    return max((text for text in texts if not is_pronoun(text)), key=len, default="")


def _in_row(
    annotation: Annotation, span_ids: Collection[int], called: str, label: str
) -> Annotation:
    """These mentions in the row of exactly that name, which is added where it is missing."""
    if not called:
        return _joined(annotation, span_ids, None)
    row = _row(annotation, called)
    if row is None:
        number = max((cluster.id for cluster in annotation.clusters), default=0) + 1
        row = Cluster(number, called, label)
    return _joined(replace(annotation, clusters=annotation.clusters | {row}), span_ids, row.id)


def _row(annotation: Annotation, called: str, other_than: int | None = None) -> Cluster | None:
    rows = sorted(annotation.clusters, key=lambda row: row.id)
    same = (row for row in rows if row.name.casefold() == called.casefold())
    return next((row for row in same if row.id != other_than), None)


def _joined(
    annotation: Annotation, span_ids: Collection[int], cluster_id: int | None
) -> Annotation:
    moved = [
        replace(span, cluster_id=cluster_id)
        for span in annotation.spans
        if span.id in span_ids and span.cluster_id != cluster_id
    ]
    return annotation.without(*moved).with_(*moved) if moved else annotation
