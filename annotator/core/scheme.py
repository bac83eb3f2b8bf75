"""Label schemes: the layers, labels, colours, keys, guidelines and rules of a project, with a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.core.errors import SchemeError

COLOURS = ("blue", "green", "orange", "purple", "red", "teal", "pink", "olive", "brown", "grey")
_KEYS = frozenset("123456789")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a layer. `colour` is one of COLOURS, which each theme turns into paint.

    `key` is the digit that sets it, empty for none; `maps` are the labels of models that become it.
    """

    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    colour: str = "grey"
    key: str = ""
    maps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of spans; in one that forbids overlap a new span replaces what it covers."""

    name: str
    labels: tuple[Label, ...] = ()
    allows_overlap: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLabel:
    """A label for a whole article, such as its topic; labels of one group exclude each other.

    Articles with a label that is not `trained_on` stay out of exports for training.
    """

    name: str
    group: str = ""
    description: str = ""
    trained_on: bool = True


@dataclass(frozen=True, slots=True)
class Scheme:
    """What may be marked, and how. Raises SchemeError when it contradicts itself."""

    name: str
    version: int = 1
    title: str = ""
    description: str = ""
    layers: tuple[Layer, ...] = ()
    article_labels: tuple[ArticleLabel, ...] = ()
    _by_name: Mapping[tuple[str, str], Label] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", _indexed(self.layers))
        _check(self)

    def layer(self, name: str) -> Layer:
        """The layer of that name. Raises SchemeError when there is none."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise SchemeError(f"The label scheme {self.name} has no layer {name}.")

    def label(self, layer: str, name: str) -> Label:
        """The label of that name in a layer. Raises SchemeError when there is none."""
        found = self._by_name.get((layer, name))
        if found is None:
            raise SchemeError(f"The label scheme {self.name} has no label {name} in {layer}.")
        return found

    def has(self, layer: str, name: str) -> bool:
        """Whether a layer has a label of that name."""
        return (layer, name) in self._by_name

    @property
    def labels(self) -> tuple[tuple[Layer, Label], ...]:
        """Every label with its layer, in the scheme's order."""
        return tuple((layer, label) for layer in self.layers for label in layer.labels)

    def mapping(self, layer: str) -> dict[str, str]:
        """From the labels of models to the labels of a layer; a label maps to itself."""
        pairs = [
            (source, label.name) for label in self.layer(layer).labels for source in label.maps
        ]
        return dict(pairs) | {label.name: label.name for label in self.layer(layer).labels}


def _indexed(layers: tuple[Layer, ...]) -> dict[tuple[str, str], Label]:
    return {(layer.name, label.name): label for layer in layers for label in layer.labels}


def _check(scheme: Scheme) -> None:
    labels = scheme.labels
    _once("layer", [layer.name for layer in scheme.layers])
    _once("label", [label.name for _, label in labels])
    _once("key", [label.key for _, label in labels if label.key])
    _once("article label", [label.name for label in scheme.article_labels])
    for _, label in labels:
        _check_label(label)


def _check_label(label: Label) -> None:
    if not label.name or label.name != label.name.strip():
        raise SchemeError("A label needs a name without spaces at its ends.")
    if label.colour not in COLOURS:
        raise SchemeError(
            f"Label {label.name}: colour {label.colour} is none of {', '.join(COLOURS)}."
        )
    if label.key and label.key not in _KEYS:
        raise SchemeError(f"Label {label.name}: key {label.key} is not a digit from 1 to 9.")


def _once(what: str, names: list[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SchemeError(f"The label scheme uses the {what} {twice} twice.")
