"""Changing the label scheme: stored spans follow renamed labels in the same step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.change import AppliedLabel, Delta, SchemeVersion
from annotator.core.errors import SchemeError
from annotator.core.scheme import Scheme
from annotator.core.span import Rejection, Span
from annotator.project.desk import Desk
from annotator.store import occurrences

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
            yield self._follow(desk, article_id, annotator_id)

    def _follow(self, desk: Desk, article_id: int, annotator_id: int) -> Delta:
        held = desk.annotation(article_id, annotator_id)
        labels = (AppliedLabel(name) for name in held.labels)
        nouns: tuple[_Named, ...] = (*held.spans, *held.rejections, *labels)
        pairs = [(noun, self._renamed(noun)) for noun in nouns]
        moved = [(old, new) for old, new in pairs if old != new]
        removed, added = tuple(old for old, _ in moved), tuple(new for _, new in moved)
        return Delta(article_id, annotator_id, removed, added)

    def _renamed(self, noun: _Named) -> _Named:
        if isinstance(noun, AppliedLabel):
            return AppliedLabel(self.renamed.get(noun.name, noun.name))
        return replace(noun, label=self.renamed.get(noun.label, noun.label))
