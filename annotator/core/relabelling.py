"""What becomes of labels when a scheme changes: renamed, merged into one, or split into several."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.errors import SchemeError
from annotator.core.quotes import NOT_A_QUOTE, QUOTE, TARGETS
from annotator.core.scheme import COLOURS, Label, Layer, Scheme

# Quotes are made of these, or told from them: their meaning is fixed.
_OF_QUOTES = {QUOTE, NOT_A_QUOTE, *TARGETS.values()}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a split label becomes: a label by default, another one for some words, `others` by hand.

    `words` are those of a whole span, compared without regard to case and to how white space is written;
    where they say nothing, the first of the `patterns` (label, regular expression) that finds anything in
    them does. Raises SchemeError for a pattern that is none.
    """

    default: str
    words: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for _, pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise SchemeError(f"“{pattern}” is not a pattern: {error}.") from error

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label it becomes, the default first."""
        by_rule = (*self.words.values(), *(label for label, _ in self.patterns))
        return tuple(dict.fromkeys((self.default, *self.others, *by_rule)))

    def label(self, words: str) -> str:
        """What a span of these words becomes."""
        known = self.words.get(folded(words))
        found = (label for label, pattern in self.patterns if re.search(pattern, words))
        return known or next(found, self.default)


@dataclass(frozen=True, slots=True)
class Relabelling:
    """Old names to new ones, of spans and articles alike, and the labels that are split.

    Two old names with one new name, or a new name that another label keeps, are a merge.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, Parts] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.renamed or self.split)

    def label(self, label: str, words: str = "") -> str:
        """What a label becomes on a span of these words."""
        parts = self.split.get(label)
        return parts.label(words) if parts is not None else self.renamed.get(label, label)

    def labels(self, label: str) -> tuple[str, ...]:
        """All that a label may become."""
        parts = self.split.get(label)
        return parts.labels if parts is not None else (self.renamed.get(label, label),)

    def changes(self, label: str) -> bool:
        """Whether a label becomes anything else."""
        return self.labels(label) != (label,)

    def merged(self, kept: Sequence[str]) -> frozenset[str]:
        """The old names that lose themselves in another label; `kept` are the names before."""
        wanted = [self.renamed.get(name, name) for name in kept if name not in self.split]
        return frozenset(
            old
            for old, new in self.renamed.items()
            if wanted.count(new) > 1 and old not in self.split
        )

    def refuse_quotes(self, kept: Sequence[str]) -> None:
        """Raises SchemeError where it would merge or split what quotes are made of; `kept` as in `merged`."""
        merged = self.merged(kept)
        targets = (self.renamed[old] for old in merged)
        for name in (*merged, *targets, *self.split):
            if name in _OF_QUOTES:
                raise SchemeError(f"Quotes are made of {name}, so it cannot be merged or split.")

    def reason(self, old: str, version: int) -> str:
        """Why a span of an old label has to be looked at again, in a sentence without an end."""
        parts = self.split.get(old)
        if parts is not None:
            return f"{old} was split into {' and '.join(parts.labels)} in scheme version {version}"
        return f"{old} was merged into {self.renamed[old]} in scheme version {version}"


def folded(words: str) -> str:
    """Words as they are compared: white space as one blank, without regard to case."""
    return " ".join(words.split()).casefold()


def merge(scheme: Scheme, layer: str, sources: Sequence[str], into: str) -> Scheme:
    """The scheme with labels of a layer merged into one of them, or into a new one in the first's place.

    It takes the labels of models that became any of them. Raises SchemeError for labels that are not there
    and for fewer than two.
    """
    held = scheme.layer(layer)
    gone = [name for name in dict.fromkeys(sources) if name != into]
    merged = [scheme.label(layer, name) for name in gone]
    is_there = scheme.has(layer, into)
    if len(merged) + is_there < 2:
        raise SchemeError("A merge needs two labels of one layer.")
    target = scheme.label(layer, into) if is_there else replace(merged[0], name=into)
    # A model that was trained on the old labels goes on using their names.
    named = [name for one in merged for name in (*one.maps, one.name) if name != into]
    maps = dict.fromkeys((*target.maps, *named))
    target = replace(target, maps=tuple(maps))
    first = next(label.name for label in held.labels if label.name in {*gone, into})
    place = into if is_there else first
    labels = [
        target if label.name == place else label
        for label in held.labels
        if label.name == place or label.name not in gone
    ]
    return _with_labels(scheme, held, labels)


def split(scheme: Scheme, layer: str, source: str, parts: Parts) -> Scheme:
    """The scheme with a label of a layer split; parts that are new get a free colour and key.

    The labels of models that became the old one become the default. Raises SchemeError for a label that is
    not there and for fewer than two parts.
    """
    held, old = scheme.layer(layer), scheme.label(layer, source)
    if len(parts.labels) < 2:
        raise SchemeError(f"A split of {source} needs two labels it becomes.")
    labels: list[Label] = []
    for label in held.labels:
        if label.name != source:
            labels.append(label)
            continue
        for name in parts.labels:
            if name == source or not scheme.has(layer, name):
                labels.append(_part(old, name, parts, [*held.labels, *labels]))
    return _with_labels(scheme, held, labels)


def _part(old: Label, name: str, parts: Parts, taken: Sequence[Label]) -> Label:
    maps = old.maps if name == parts.default else ()
    if name == parts.default:
        return replace(old, name=name, maps=maps)
    keys, colours = {label.key for label in taken}, [label.colour for label in taken]
    colour = min(COLOURS, key=lambda one: (colours.count(one), COLOURS.index(one)))
    key = next((str(n) for n in range(1, 10) if str(n) not in keys), "")
    return Label(name, colour=colour, key=key)


def _with_labels(scheme: Scheme, layer: Layer, labels: Sequence[Label]) -> Scheme:
    layers = tuple(
        replace(one, labels=tuple(labels)) if one.name == layer.name else one
        for one in scheme.layers
    )
    return replace(scheme, layers=layers)
