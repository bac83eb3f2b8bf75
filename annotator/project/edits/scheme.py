"""Changing the label scheme: stored spans follow renamed, merged and split labels in the same step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.change import Delta, SchemeVersion
from annotator.core.consistency.row import Kind
from annotator.core.errors import SchemeError
from annotator.core.relabelling import Parts, Relabelling
from annotator.core.scheme import Scheme
from annotator.project.desk import Desk
from annotator.project.edits.deciding import decisions_follow
from annotator.project.edits.relabelling import Rechecking, followers
from annotator.store import consistency, occurrences
from annotator.store.database import Database


@dataclass(frozen=True, slots=True)
class ChangeScheme:
    """Replace the label scheme.

    `renamed` maps old label names to new ones, article labels included; several old names with one new name
    are a merge, in which spans that become just the same become one. `split` says what a label becomes on
    which words. Spans, rejections, article labels and decisions of every annotator follow; finished work in
    which a label was merged or split is marked to be looked at again. A label in use cannot go. `note` names
    the change where there is a better name than what follows from it.
    """

    scheme: Scheme
    renamed: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    split: Mapping[str, Parts] = field(default_factory=dict)

    @property
    def relabelling(self) -> Relabelling:
        """What becomes of the labels."""
        return Relabelling(self.renamed, self.split)

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        if self.note:
            return self.note
        if self.split:
            parts = (f"{old} into {', '.join(p.labels)}" for old, p in self.split.items())
            return f"Split label {'; '.join(parts)}"
        names = ", ".join(f"{old} to {new}" for old, new in self.renamed.items())
        return f"Rename label {names}" if names else "Change label scheme"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        before = desk.scheme
        if replace(self.scheme, version=before.version) == before and not self.relabelling:
            return ()
        self.relabelling.refuse_quotes([label.name for _, label in before.labels])
        self._refuse_losses(desk)
        self._refuse_overlaps(desk)
        followed = tuple(self._followed(desk)) if self.relabelling else ()
        after = desk.add_scheme(self.scheme, self.name)
        version = Delta(
            None, None, (SchemeVersion(before.version),), (SchemeVersion(after.version),)
        )
        return (version, *followed, *_purposes_follow(desk, self.relabelling))

    def _followed(self, desk: Desk) -> Iterator[Delta]:
        rechecking = Rechecking(desk, self.relabelling)
        touched: dict[int, dict[int, Delta]] = {}
        for found in followers(desk, self.relabelling):
            yield found.delta
            mark = rechecking.mark(found)
            if mark is not None:
                yield mark
            touched.setdefault(found.before.article_id, {})[found.before.annotator_id] = found.delta
        for article_id, deltas in touched.items():
            yield from decisions_follow(desk, article_id, deltas, self.scheme)

    def _refuse_losses(self, desk: Desk) -> None:
        for (layer, label), uses in occurrences.label_uses(desk.database).items():
            parts = self.split.get(label)
            new = parts.labels if parts else (self.renamed.get(label, label),)
            lost = not all(self.scheme.has(layer, name) for name in new)
            if lost and desk.scheme.has(layer, label):
                raise SchemeError(
                    f"{label} marks {uses} spans; relabel or remove them before it goes."
                )
        before = {label.name for label in desk.scheme.article_labels}
        after = {label.name for label in self.scheme.article_labels}
        for name, uses in occurrences.article_label_uses(desk.database).items():
            if name in before and self.renamed.get(name, name) not in after:
                raise SchemeError(f"{name} is on {uses} articles; take it off them before it goes.")

    def _refuse_overlaps(self, desk: Desk) -> None:
        loose = {layer.name for layer in desk.scheme.layers if layer.allows_overlap}
        for layer in self.scheme.layers:
            if layer.name in loose and not layer.allows_overlap:
                count = occurrences.overlaps(desk.database, layer.name)
                if count:
                    raise SchemeError(
                        f"{count} spans overlap others in {layer.name}, so overlap cannot be forbidden."
                    )


def _purposes_follow(desk: Desk, relabelling: Relabelling) -> Iterator[Delta]:
    """What differs on purpose goes on to do so under new names; where one name is left, nothing differs."""
    for held in consistency.on_purpose(desk.database):
        names = [name for one in held.variants for name in relabelling.labels(one)]
        variants = tuple(dict.fromkeys(names))
        if held.kind == Kind.LABELS and variants != held.variants:
            after = (replace(held, variants=variants),) if len(variants) > 1 else ()
            yield Delta(None, None, (held,), after)


def unknown_labels(database: Database, scheme: Scheme) -> Iterator[str]:
    """A sentence for each label that marks something and is not in a scheme."""
    for (layer, label), uses in occurrences.label_uses(database).items():
        if not scheme.has(layer, label):
            yield f"{label} marks {uses} spans and would not be in the scheme."
    known = {label.name for label in scheme.article_labels}
    for name, uses in occurrences.article_label_uses(database).items():
        if name not in known:
            yield f"{name} is on {uses} articles and would not be in the scheme."
