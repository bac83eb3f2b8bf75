"""What one can do to the names of a roster: pure functions from annotation to annotation.

Each takes the name as `clusters.roster` gives it for the annotation alone, and decides on all its mentions,
so that none is left behind by its words.
"""

from collections.abc import Collection
from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.clusters import Mention, Name, Roster, same_mention
from annotator.core.errors import RuleError
from annotator.core.name_words import folded, is_pronoun
from annotator.core.quotes import SPEAKER
from annotator.core.span import QUOTES, Cluster


def named(
    annotation: Annotation, known: Roster, span_ids: Collection[int], called: str, label: str
) -> Annotation:
    """These mentions as mentions of the name of that label in the roster, a new one if need be.

    A speaker and the entity it ends in are one mention. An empty name takes them off the roster.
    """
    ids = _whole_mentions(annotation, span_ids)
    called = " ".join(called.split())
    same = (n for n in known.names if folded(n.name) == folded(called) and n.label == label)
    name = next(same, None)
    if name is not None and name.cluster is not None:
        return _joined(annotation, ids, name.cluster.id)
    return _in_row(annotation, ids, called, label)


def split_off(annotation: Annotation, name: Name, span_ids: Collection[int]) -> Annotation:
    """These mentions of a name, and those at the same places, as a name of their own by their own words.

    Mentions that are only pronouns then belong to nobody. Raises RuleError when nothing would be left of
    the name, or when both would be called the same.
    """
    spans = [mention.span for mention in name.mentions if mention.span.id in span_ids]
    gone = {mention for span in spans for mention in name.at(span)}
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
    return _in_row(kept, [mention.span.id for mention in gone], called, name.label)


def renamed(annotation: Annotation, name: Name, called: str) -> Annotation:
    """A name called otherwise; it joins the row that is called so already, if there is one.

    Raises RuleError for an empty name.
    """
    called = " ".join(called.split())
    if not called:
        raise RuleError("A name cannot be empty.")
    ids = [span.id for span in name.mine]
    if name.cluster is None or _row(annotation, called, name.label) not in (None, name.cluster):
        return _in_row(annotation, ids, called, name.label)
    row = replace(name.cluster, name=called)
    clusters = annotation.clusters - {name.cluster} | {row}
    return _joined(replace(annotation, clusters=frozenset(clusters)), ids, row.id)


def _whole_mentions(annotation: Annotation, span_ids: Collection[int]) -> set[int]:
    """These spans with the entity that each speaker among them ends in, and the speaker of each entity."""
    speakers = [s for s in annotation.spans if s.layer == QUOTES and s.label == SPEAKER]
    entities = [s for s in annotation.spans if s.layer != QUOTES]
    by_end = {span.end: span for span in entities}
    pairs = ((speaker, by_end.get(speaker.end)) for speaker in speakers)
    found = set(span_ids)
    for speaker, entity in pairs:
        if entity and found & {speaker.id, entity.id} and same_mention(speaker, entity):
            found |= {speaker.id, entity.id}
    return found


def _own_words(mentions: Collection[Mention]) -> str:
    """The fullest of what the text calls them, empty when it only points at them."""
    said = [m for m in mentions if m.in_words and not is_pronoun(m.span.text)]
    names = [m for m in said if m.span.layer != QUOTES] or said
    texts = [" ".join(m.span.text.split()) for m in sorted(names, key=lambda m: m.span.order)]
    return max(texts, key=len, default="")


def _in_row(
    annotation: Annotation, span_ids: Collection[int], called: str, label: str
) -> Annotation:
    """These mentions in the row of exactly that name, which is added where it is missing."""
    if not called:
        return _joined(annotation, span_ids, None)
    row = _row(annotation, called, label)
    if row is None:
        number = max((cluster.id for cluster in annotation.clusters), default=0) + 1
        row = Cluster(number, called, label)
    return _joined(replace(annotation, clusters=annotation.clusters | {row}), span_ids, row.id)


def _row(annotation: Annotation, called: str, label: str) -> Cluster | None:
    rows = sorted(annotation.clusters, key=lambda row: row.id)
    same = (row for row in rows if folded(row.name) == folded(called) and row.label == label)
    return next(same, None)


def _joined(
    annotation: Annotation, span_ids: Collection[int], cluster_id: int | None
) -> Annotation:
    moved = [
        replace(span, cluster_id=cluster_id)
        for span in annotation.spans
        if span.id in span_ids and span.cluster_id != cluster_id
    ]
    return annotation.without(*moved).with_(*moved) if moved else annotation
