"""A paragraph as the quote rules see it: words with tag, dependency and place, and its marked stretches.

No spaCy object leaves `read`. Word numbers count from 0 within the paragraph; `[first, last)` is half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.core.marks import Stretch
from annotator.core.text import Bounds, words
from annotator.nlp.quotes.words import Words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTSIDE = -1
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset({".", "?", "!", "…", "...", "?!", ";"})
# Read as one table: asking each token costs more than all of the rules. Heads are signed 64 bit numbers.
_COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "IS_SPACE"]
_SIGN = 1 << 63
# In words to either side. Longer sentences are lists or lost stops, and each cue looks through its own.
_LONGEST = 120
_TITLES = word_set("supt insp const cpl capt cmdr sgt maj hon asst det fr st ald")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A marked stretch in words, marks included."""

    first: int
    last: int
    stretch: Stretch


@dataclass(slots=True)
class Paragraph:
    """The words of one paragraph, each with its number in every list.

    `inside` gives the number of the stretch a word stands in, OUTSIDE for none; `sentence` counts sentences,
    where a stretch belongs to the sentence around it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    quoted: list[Quoted] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _sentences: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.forms)

    def bounds(self, first: int, last: int) -> Bounds:
        """Where the words `[first, last)` stand in the article."""
        return self.starts[first], self.ends[last - 1]

    def words(self, first: int, last: int) -> str:
        """The text of the words `[first, last)`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_bounds(self, word: int) -> tuple[int, int]:
        """The words `[first, last)` of the sentence that holds a word, as far as they are near it."""
        first, last = self._sentences[self.sentence[word]]
        return max(first, word - _LONGEST), min(last, word + _LONGEST)

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether no sentence ends between two words."""
        return self.sentence[one] == self.sentence[other]

    def children(self, word: int) -> Sequence[int]:
        """The words that depend on a word, in reading order."""
        return self._children.get(word, ())

    def settle(self) -> None:
        """Take note of what hangs on each word and where sentences end, once all else is known."""
        self._children = {}
        for n, head in enumerate(self.heads):
            if head != n:
                self._children.setdefault(head, []).append(n)
        self.sentence = list(_sentences(self))
        self._sentences = []
        for n, number in enumerate(self.sentence):
            if number == len(self._sentences):
                self._sentences.append((n, n + 1))
            else:
                self._sentences[number] = (self._sentences[number][0], n + 1)


def read(
    text: str, shift: int, doc: Doc, stretches: Sequence[Stretch], lexicon: Words
) -> Paragraph:
    """The paragraph of a parsed text that starts at `shift` (code points), with its stretches.

    Where the pipeline gave no tags they are guessed from the words, so that marks and the words beside
    them still tell something.
    """
    strings = doc.vocab.strings
    found = Paragraph(text, [], [], [], [], [], [], [])
    number: list[int] = []
    heads: list[int] = []
    names: dict[int, str] = {}
    for n, (idx, length, tag, dep, head, space) in enumerate(doc.to_array(_COLUMNS).tolist()):
        number.append(len(heads))
        start = shift + idx
        form = text[start : start + length]
        if space:
            continue
        if form == "." and _is_abbreviating(text, start, found):
            found.ends[-1] = start + 1
            continue
        found.starts.append(start)
        found.ends.append(start + length)
        found.forms.append(form)
        for column, key in ((found.tags, tag), (found.deps, dep)):
            if key not in names:
                names[key] = strings[key] if key else ""
            column.append(names[key])
        heads.append(n + (head if head < _SIGN else head - 2 * _SIGN))
    found.lower = [form.lower() for form in found.forms]
    found.tags = [
        tag or guessed_tag(f, lexicon) for tag, f in zip(found.tags, found.forms, strict=True)
    ]
    found.heads = [min(number[head], len(heads) - 1) for head in heads]
    mark(found, stretches)
    return found


def _is_abbreviating(text: str, stop: int, before: Paragraph) -> bool:
    """Whether a stop belongs to a title the tokenizer parted from it: Supt. Ann Hale."""
    if not before.ends or before.ends[-1] != stop or before.forms[-1].lower() not in _TITLES:
        return False
    return text[stop + 1 : stop + 3].strip()[:1].isupper()


def plain(text: str, bounds: Bounds, stretches: Sequence[Stretch], lexicon: Words) -> Paragraph:
    """A paragraph `[start, end)` of a text nobody parsed, with stretches within it."""
    start, end = bounds
    edges = [(start + first, start + last) for first, last in words(text[start:end])]
    forms = [text[first:last] for first, last in edges]
    found = Paragraph(
        text,
        [first for first, _ in edges],
        [last for _, last in edges],
        forms,
        [form.casefold() for form in forms],
        [guessed_tag(form, lexicon) for form in forms],
        [""] * len(forms),
        list(range(len(forms))),
    )
    mark(found, stretches)
    return found


def guessed_tag(form: str, lexicon: Words) -> str:
    """The tag of a word by its looks alone: what is no word known is a noun."""
    lower = form.casefold()
    if not form[0].isalnum():
        return form
    if len(form) > 1 and form.isupper():
        return "NNP"
    if lexicon.classes(lower) & {"say", "direct"}:
        return "VBD"
    for kind, tag in (("pronouns", "PRP"), ("articles", "DT"), ("function_words", "XX")):
        if lexicon.has(kind, lower):
            return tag
    return "NNP" if form[0].isupper() else "NN"


def mark(paragraph: Paragraph, stretches: Iterable[Stretch]) -> None:
    """Take note of the stretches within a paragraph, and of where its sentences end."""
    paragraph.inside = [OUTSIDE] * len(paragraph)
    for stretch in stretches:
        first = bisect_right(paragraph.ends, stretch.start)
        last = bisect_left(paragraph.starts, stretch.end)
        if first < last:
            paragraph.inside[first:last] = [len(paragraph.quoted)] * (last - first)
            paragraph.quoted.append(Quoted(first, last, stretch))
    paragraph.settle()


def _sentences(paragraph: Paragraph) -> Iterator[int]:
    number = 0
    for n in range(len(paragraph)):
        yield number
        if _ends_sentence(paragraph, n):
            number += 1


def _ends_sentence(paragraph: Paragraph, n: int) -> bool:
    following = n + 1 < len(paragraph)
    stretch = paragraph.inside[n]
    if stretch == OUTSIDE:
        return paragraph.forms[n] in _ENDS and not (
            following
            and (paragraph.forms[n + 1] == "," or paragraph.forms[n + 1][0].islower())
            and paragraph.forms[n] != ";"
        )
    quoted = paragraph.quoted[stretch]
    if n != quoted.last - 1 or not following:
        return False
    return inner(paragraph, quoted)[-1:] in (".", "…") and not paragraph.forms[n + 1][0].islower()


def inner(paragraph: Paragraph, quoted: Quoted) -> str:
    """What stands between the marks of a stretch."""
    return paragraph.text[quoted.stretch.start : quoted.stretch.end].strip(" \"“”„‟«»'’‘`\u00a0")


def inner_words(paragraph: Paragraph, quoted: Quoted) -> list[str]:
    """The words between the marks of a stretch, without punctuation."""
    return [
        paragraph.forms[n]
        for n in range(quoted.first, quoted.last)
        if any(sign.isalnum() for sign in paragraph.forms[n])
    ]
