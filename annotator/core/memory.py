"""The project's memory: names confirmed often enough to be suggested wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.core.span import Span

ORIGIN = "memory"
CONFIRMED = 2

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Remembered:
    """How often a text was confirmed under one label, and the first and last article with it."""

    count: int = 0
    first_article: int = 0
    last_article: int = 0

    def other_article(self, article_id: int) -> int | None:
        """An article other than this one where it was confirmed."""
        places = (self.first_article, self.last_article)
        return next((place for place in places if place != article_id), None)


@dataclass(slots=True)
class Memory:
    """What one annotator confirmed, by (layer, text) and label."""

    names: dict[tuple[str, str], dict[str, Remembered]] = field(default_factory=dict)
    _by_first_word: dict[str, set[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def add(self, span: Span, article_id: int, count: int = 1) -> bool:
        """Count a confirmed span; a negative count takes confirmations back.

        Returns whether the memory may now suggest something else.
        """
        first = _WORD.search(span.text)
        if first is None:
            return False
        name = (span.layer, span.text)
        by_label = self.names.setdefault(name, {})
        before = _standing(by_label)
        remembered = by_label.setdefault(span.label, Remembered(0, article_id, article_id))
        remembered.count += count
        remembered.first_article = min(remembered.first_article, article_id)
        remembered.last_article = max(remembered.last_article, article_id)
        after = _standing(by_label)
        self._index(first[0], name, settled=after is not None)
        return before != after

    def known_outside(self, span: Span, article_id: int) -> bool:
        """Whether the span's text was confirmed in another article too, under any label."""
        by_label = self.names.get((span.layer, span.text), {})
        return any(held.other_article(article_id) is not None for held in by_label.values())

    def suggest(self, article_id: int, text: str, layers: Iterable[str]) -> tuple[Span, ...]:
        """Names of the memory that stand in a text as whole words, longest first where they overlap.

        Ids count down from -1: these spans are not stored. The attribute `from` is the article, by id,
        where the name was confirmed.
        """
        if not self._by_first_word:
            return ()
        wanted, found, end = set(layers), [], 0
        for word in _WORD.finditer(text):
            if word.start() >= end and word[0] in self._by_first_word:
                span = self._at(article_id, text, word.start(), word[0], wanted)
                if span is not None and span.start >= end:
                    found.append(span)
                    end = span.end
        return tuple(_numbered(span, n) for n, span in enumerate(found, 1))

    def _index(self, word: str, name: tuple[str, str], *, settled: bool) -> None:
        """Only settled names are looked for, so that a long text costs little while there are none."""
        if settled:
            self._by_first_word[word].add(name)
        elif name in self._by_first_word.get(word, ()):
            self._by_first_word[word].discard(name)
            if not self._by_first_word[word]:
                del self._by_first_word[word]

    def _at(self, article_id: int, text: str, at: int, word: str, layers: set[str]) -> Span | None:
        fitting: list[Span] = []
        for layer, name in self._by_first_word[word]:
            start = at - name.index(word)
            if (
                layer in layers
                and start >= 0
                and text.startswith(name, start)
                and _whole(text, start, name)
            ):
                label = _settled(self.names[layer, name])
                place = self.names[layer, name][label].other_article(article_id) if label else None
                if label and place is not None:
                    end = start + len(name)
                    origin = (("from", place),)
                    fitting.append(
                        Span(0, layer, label, start, end, name, None, None, ORIGIN, origin)
                    )
        return max(fitting, key=lambda span: (span.end - span.start, span.label), default=None)


def _standing(by_label: Mapping[str, Remembered]) -> tuple[str, int, int] | None:
    """The label a name is settled on, and the first and last article that confirm it."""
    label = _settled(by_label)
    return (label, by_label[label].first_article, by_label[label].last_article) if label else None


def _settled(by_label: Mapping[str, Remembered]) -> str | None:
    """The label confirmed often enough and more often than all others together."""
    total = sum(max(remembered.count, 0) for remembered in by_label.values())
    for label, remembered in by_label.items():
        if remembered.count >= CONFIRMED and remembered.count * 2 > total:
            return label
    return None


def _whole(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    starts = start == 0 or not (text[start - 1].isalnum() and name[0].isalnum())
    ends = end == len(text) or not (text[end].isalnum() and name[-1].isalnum())
    return starts and ends


def _numbered(span: Span, n: int) -> Span:
    return Span(
        -n,
        span.layer,
        span.label,
        span.start,
        span.end,
        span.text,
        None,
        None,
        span.origin,
        span.attributes,
    )
