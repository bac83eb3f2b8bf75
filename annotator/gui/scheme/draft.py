"""A label scheme while it is being changed: what it would become, what it renames, what speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.core.errors import SchemeError
from annotator.core.scheme import COLOURS, ArticleLabel, Label, Scheme

Uses = Mapping[tuple[str, str], int]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class DraftLabel:
    """A label of a layer in the draft; `was` is its name in the scheme, None for a new one."""

    layer: str
    label: Label
    was: str | None = None


@dataclass(frozen=True, slots=True)
class DraftArticleLabel:
    """An article-level label in the draft; `was` is its name in the scheme, None for a new one."""

    label: ArticleLabel
    was: str | None = None


Item = DraftLabel | DraftArticleLabel


class Draft:
    """The labels of a scheme, to be added, changed, moved and removed one by one."""

    def __init__(self, scheme: Scheme, uses: Uses) -> None:
        self._before = scheme
        self._uses = uses
        self.labels = [DraftLabel(layer.name, label, label.name) for layer, label in scheme.labels]
        self.article_labels = [
            DraftArticleLabel(label, label.name) for label in scheme.article_labels
        ]

    @property
    def items(self) -> tuple[Item, ...]:
        """All labels of spans, then those of articles."""
        return (*self.labels, *self.article_labels)

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the layers a label can be added to."""
        return tuple(layer.name for layer in self._before.layers)

    def scheme(self) -> Scheme:
        """What the scheme would become. Raises SchemeError, with a sentence, when it contradicts itself."""
        self._refuse_unnamed()
        layers = tuple(
            replace(
                layer,
                labels=tuple(item.label for item in self.labels if item.layer == layer.name),
            )
            for layer in self._before.layers
        )
        article_labels = tuple(item.label for item in self.article_labels)
        return replace(self._before, layers=layers, article_labels=article_labels)

    def renamed(self) -> dict[str, str]:
        """Old names and what they become, of spans and articles alike."""
        return {
            item.was: item.label.name
            for item in self.items
            if item.was is not None and item.was != item.label.name
        }

    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        try:
            return self.scheme() != self._before
        except SchemeError:
            return True

    def uses(self, item: Item) -> int:
        """How many spans of people and gold have a label."""
        if isinstance(item, DraftArticleLabel) or item.was is None:
            return 0
        return self._uses.get((item.layer, item.was), 0)

    def add_label(self, layer: str) -> DraftLabel:
        """Adds a label with a name, a colour and a key that are still free, where there are any."""
        colours = [item.label.colour for item in self.labels]
        keys = {item.label.key for item in self.labels}
        colour = min(COLOURS, key=lambda name: (colours.count(name), COLOURS.index(name)))
        key = next((str(n) for n in range(1, 10) if str(n) not in keys), "")
        added = DraftLabel(layer, Label(self._free("LABEL"), colour=colour, key=key))
        self.labels.append(added)
        return added

    def add_article_label(self) -> DraftArticleLabel:
        """Adds an article-level label."""
        added = DraftArticleLabel(ArticleLabel(self._free("label")))
        self.article_labels.append(added)
        return added

    def change(self, before: Item, after: Item) -> None:
        """Puts one item in the place of another."""
        if isinstance(before, DraftLabel) and isinstance(after, DraftLabel):
            self.labels[self.labels.index(before)] = after
        elif isinstance(before, DraftArticleLabel) and isinstance(after, DraftArticleLabel):
            self.article_labels[self.article_labels.index(before)] = after

    def remove(self, item: Item) -> None:
        """Takes an item out. Raises SchemeError while spans have the label."""
        uses = self.uses(item)
        if uses:
            spans = "1 span" if uses == 1 else f"{uses:,} spans"
            raise SchemeError(
                f"{item.was} marks {spans}; give them another label or remove them before it goes."
            )
        if isinstance(item, DraftLabel):
            self.labels.remove(item)
        else:
            self.article_labels.remove(item)

    def move(self, item: Item, by: int) -> None:
        """Moves an item up (-1) or down (1) among its own; at the end it stays."""
        if isinstance(item, DraftLabel):
            self.labels = _moved(self.labels, item, by)
        else:
            self.article_labels = _moved(self.article_labels, item, by)

    def _free(self, stem: str) -> str:
        taken = {item.label.name for item in self.items}
        names = (stem if n == 1 else f"{stem} {n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def _refuse_unnamed(self) -> None:
        for item in self.article_labels:
            if not item.label.name.strip():
                raise SchemeError("An article label needs a name.")


def _moved(row: list[_T], item: _T, by: int) -> list[_T]:
    place = row.index(item)
    target = min(max(place + by, 0), len(row) - 1)
    others = [other for other in row if other != item]
    return [*others[:target], item, *others[target:]]
