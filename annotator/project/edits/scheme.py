"""Changing the label scheme: stored spans follow renamed labels in the same step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.annotation import Annotation
from annotator.core.change import AppliedLabel, Delta, SchemeVersion
from annotator.core.errors import SchemeError
from annotator.core.scheme import Scheme
from annotator.core.span import Rejection, Span
from annotator.project.desk import Desk
from annotator.store import occurrences
from annotator.store.database import Database

_Named = Span | Rejection | AppliedLabel


@dataclass(frozen=True, slots=True)
class ChangeScheme:
    """Replace the label scheme. `renamed` maps old label names to new ones, article labels included.

    Spans, rejections and article labels of every annotator follow. A label in use cannot go.
    """

    scheme: Scheme
    renamed: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        names = ", ".join(f"{old} to {new}" for old, new in self.renamed.items())
        return f"Rename label {names}" if names else "Change label scheme"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        before = desk.scheme
        if replace(self.scheme, version=before.version) == before:
            return ()
        self._refuse_losses(desk)
        self._refuse_overlaps(desk)
        after = desk.add_scheme(self.scheme, self.note or self.name)
        version = Delta(
            None, None, (SchemeVersion(before.version),), (SchemeVersion(after.version),)
        )
        return (version, *self._followers(desk, before))

    def _refuse_losses(self, desk: Desk) -> None:
        for (layer, label), uses in occurrences.label_uses(desk.database).items():
            new = self.renamed.get(label, label)
            if not self.scheme.has(layer, new) and desk.scheme.has(layer, label):
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

    def _followers(self, desk: Desk, before: Scheme) -> Iterator[Delta]:
        touched: dict[tuple[int, int], None] = {}
        for layer, label in before.labels:
            if label.name in self.renamed:
                touched |= dict.fromkeys(
                    occurrences.annotations_with(desk.database, layer.name, label.name)
                )
        for article_label in before.article_labels:
            if article_label.name in self.renamed:
                touched |= dict.fromkeys(
                    occurrences.annotations_labelled(desk.database, article_label.name)
                )
        for article_id, annotator_id in touched:
            yield self._follow(desk.annotation(article_id, annotator_id))

    def _follow(self, held: Annotation) -> Delta:
        removed, added = self._moved(held.spans)
        if len(added) < len(removed):
            twice = next(old for old in removed if isinstance(old, Span))
            raise SchemeError(
                f"Some words such as “{twice.text}” are marked with both labels; remove one first."
            )
        turned_down, renamed = self._moved(held.rejections)
        gone, new = self._moved(AppliedLabel(name) for name in sorted(held.labels))
        return Delta(
            held.article_id,
            held.annotator_id,
            (*removed, *turned_down, *gone),
            (*added, *renamed, *new),
        )

    def _moved(self, nouns: Iterable[_Named]) -> tuple[list[_Named], list[_Named]]:
        """What goes and what comes; nothing comes twice where two labels become one."""
        held = list(nouns)
        renamed = [(old, self._renamed(old)) for old in held]
        taken = {_key(old) for old, new in renamed if old == new}
        removed, added = [old for old, new in renamed if old != new], []
        for old, new in renamed:
            if old != new and _key(new) not in taken:
                taken.add(_key(new))
                added.append(new)
        return removed, added

    def _renamed(self, noun: _Named) -> _Named:
        if isinstance(noun, AppliedLabel):
            return AppliedLabel(self.renamed.get(noun.name, noun.name))
        return replace(noun, label=self.renamed.get(noun.label, noun.label))


def unknown_labels(database: Database, scheme: Scheme) -> Iterator[str]:
    """A sentence for each label that marks something and is not in a scheme."""
    for (layer, label), uses in occurrences.label_uses(database).items():
        if not scheme.has(layer, label):
            yield f"{label} marks {uses} spans and would not be in the scheme."
    known = {label.name for label in scheme.article_labels}
    for name, uses in occurrences.article_label_uses(database).items():
        if name not in known:
            yield f"{name} is on {uses} articles and would not be in the scheme."


def _key(noun: _Named) -> object:
    return noun.name if isinstance(noun, AppliedLabel) else noun.key
