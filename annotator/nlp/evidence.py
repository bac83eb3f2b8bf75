"""What speaks for a name being a person, a place, an organisation or nothing: its words and its context.

Weights are small whole or half numbers set by hand: 1 is a hint, such as one vote of the model;
4 settles it, such as a country's name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotator.nlp.candidates import Candidate
from annotator.nlp.cues import Cues
from annotator.nlp.joining import OTHER
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.names import Word

PERSON, PLACE, ORG = "PERSON", "PLACE", "ORG"
Hint = tuple[str, float]

_NUMBERED = re.compile(r"[A-Z]\d+$|[A-Z]{1,3}-\d+[A-Z]?$")
_CAMEL = re.compile(
    r"^(?!Mc|Mac|De|La|Le|Di|Da|Du|Van|Al|El|O')[A-Z][a-z]+[A-Z]|^[A-Z]{2,}[a-z]{2,}"
)
_KOREAN = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$|^[A-Z][a-z]+-[a-z]+ [A-Z][a-z]+$")
_DATELINE = re.compile(
    r"(?:, [^\n.;!?—–]{1,40})? ?(?:\([^)\n]{2,30}\) ?)?(?: ?[—–]|--?) "
    r"|(?: ?\([A-Z][^)\n]{2,30}\) ?)?: (?=[A-Z])"
)
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,7}$")
_INITIAL = re.compile(r"(?:^| )[A-Z]\.(?= )")
_PARTICLE = re.compile(r" (?:bin|ibn|bint|van|von|van der|binti|da|dos|ul) ")
_SEPARATOR = re.compile(r"[,;/]? ?(?:and |or |& )?")
_LONGEST_SEPARATOR = 7
_OPENED = re.compile(r"[”\"’']?s? ?[(\[](?:the )?[“\"'‘]?")
_OF = re.compile(r"(\S+) (?:of|for|on)\b")
_LONGEST_ACRONYM = 5
_ELDER = frozenset({"jr", "jr.", "sr", "sr."})


class Evidence:
    """Reads names with a lexicon; what a name's own words say is worked out once per article."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._lower_case = set(re.findall(r"(?<![\w-])[a-z][a-z'-]+", text))

    def says_little(self, name: str) -> bool:
        """Whether nothing but the model can tell: another language, or a script without capitals."""
        return not self._lexicon.titles or name.lower() == name.upper()

    def of_words(self, candidate: Candidate) -> dict[str, float]:
        """What the words of a name say, wherever it stands."""
        weights: dict[str, float] = defaultdict(float)
        for label, weight in self._word_hints(candidate):
            weights[label] += weight
        return weights

    def of_context(self, candidate: Candidate) -> Iterator[Hint]:
        """What the words around one mention say."""
        cues = self._lexicon.cues
        before = self._text[max(0, candidate.start - 28) : candidate.start]
        after = self._text[candidate.end : candidate.end + 40]
        place = _place_weight(cues, before)
        if place:
            yield PLACE, place
        if cues.place_after.match(after):
            yield PLACE, 1.5
        if cues.person_after.match(after) or cues.person_before.search(before):
            yield PERSON, 1.0
        if cues.organisation_before.search(before):
            yield ORG, 1.0
        if cues.organisation_after.match(after):
            yield ORG, 1.0
        if cues.other_before.search(before):
            yield OTHER, 2.5
        if _starts_paragraph(before[-1:]) and self._is_dateline(candidate):
            yield PLACE, 2.0 if candidate.words[0].text.isupper() else 1.0
        yield PERSON, self._person_weight(candidate, before, in_place=place > 0)

    def _person_weight(self, candidate: Candidate, before: str, *, in_place: bool) -> float:
        """People have titles and no articles, and a full name is its own hint."""
        if candidate.titled or self._titled(before):
            return 2.0
        if self._lexicon.cues.article.search(before):
            return -1.0
        return 1.0 if not in_place and self._is_full_name(candidate) else 0.0

    def _is_full_name(self, candidate: Candidate) -> bool:
        """Two or three words that mean nothing: without an article before them mostly a person."""
        lexicon, first = self._lexicon, candidate.words[0].lower
        if first in lexicon.place_first or first in lexicon.organisation_first:
            return False
        return 1 < len(candidate.words) < 4 and not any(
            lexicon.is_ordinary(word.text)
            or lexicon.heads(word.lower)
            or lexicon.knows(word.text)
            or _CAMEL.match(word.text)
            or word.lower in self._lower_case
            or not word.text.replace("-", "").isalpha()
            or word.text.isupper()
            for word in candidate.words
        )

    def is_explained(self, name: Candidate, short: Candidate) -> bool:
        """Whether `short` stands in brackets right after `name`, as its abbreviation does."""
        gap = self._text[name.end : short.start]
        if _ACRONYM.match(short.name) and not _abbreviates(short.name, name.name):
            return False
        if self._is_dateline(name):
            return False
        closed = self._text[short.end : short.end + 2].strip("”\"'’")[:1] in (")", "]")
        return bool(closed) and len(short.words) == 1 and _OPENED.fullmatch(gap) is not None

    def _is_dateline(self, candidate: Candidate) -> bool:
        before = self._text[max(0, candidate.start - 1) : candidate.start]
        after = self._text[candidate.end : candidate.end + 80]
        return _starts_paragraph(before) and _DATELINE.match(after) is not None

    def is_list(self, one: Candidate, following: Candidate) -> bool:
        """Whether two neighbours are items of a list: a comma, “and”, a slash between them."""
        gap = self._text[one.end : following.start]
        return len(gap) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(gap) is not None

    def _titled(self, before: str) -> bool:
        """Whether a role in lower case stands right before: “spokesman”, “prime minister”."""
        words = before.rsplit(maxsplit=1)
        if not words or not before.endswith(" "):
            return False
        word = words[-1].lower()
        return word in self._lexicon.titles and word not in self._lexicon.cues.unsure_titles

    def _word_hints(self, candidate: Candidate) -> Iterator[Hint]:
        name = candidate.name
        yield from self._known_hints(name)
        headed = list(self._head_hints(candidate)) if len(candidate.words) > 1 else []
        yield from headed
        if not headed:
            yield from self._person_hints(candidate)
        yield from self._ordinary_hints(candidate)
        yield from _shape_hints(name)

    def _known_hints(self, name: str) -> Iterator[Hint]:
        lexicon, bare = self._lexicon, name.removeprefix("The ")
        if len(name) > _LONGEST_ACRONYM and name.isupper():
            name = bare = name.title()
        if name in lexicon.places or bare in lexicon.places:
            yield PLACE, 1.5 if name in lexicon.given_names else 4.0
        if name in lexicon.organisations or bare in lexicon.organisations:
            yield ORG, 4.0

    def _head_hints(self, candidate: Candidate) -> Iterator[Hint]:
        """The word that says what a name names: the one before “of”, else its last or first one."""
        lexicon, words = self._lexicon, candidate.words
        first, last = words[0].lower, words[-1].lower
        of = _OF.search(candidate.name)
        before_of = of[1].lower() if of else ""
        # James Bond is a person, Jubilee Bond is not.
        named = len(words) == 2 and words[0].text in lexicon.given_names
        heads: tuple[tuple[bool, str, float], ...] = (
            (before_of in lexicon.organisation_starts, ORG, 3.0),
            (before_of in lexicon.place_starts, PLACE, 3.0),
            (first in lexicon.other_first, OTHER, 4.0),
            (last in lexicon.other_ends and not named, OTHER, 4.0),
            (last in lexicon.organisation_ends, ORG, 3.0),
            (last in lexicon.place_ends, PLACE, 3.0),
            (first in lexicon.place_first, PLACE, 2.0),
            (first in lexicon.organisation_first, ORG, 2.5),
        )
        yield from [(kind, weight) for holds, kind, weight in heads if holds][:1]

    def _person_hints(self, candidate: Candidate) -> Iterator[Hint]:
        name, words = candidate.name, candidate.words
        if words[0].text in self._lexicon.given_names:
            yield PERSON, 2.5 if len(words) > 1 else 1.5
        if _KOREAN.match(name) or words[-1].lower in _ELDER:
            yield PERSON, 2.0
        if _INITIAL.search(name) or _PARTICLE.search(name):
            yield PERSON, 1.0

    def _is_plain(self, words: Sequence[Word]) -> bool:
        """Whether these words only become a name with others: “Prime Minister”, “Festival”."""
        lexicon = self._lexicon
        if len(words) == 1 and words[0].lower in lexicon.other_ends:
            return True
        return all(lexicon.is_ordinary(one.text) or one.lower in lexicon.titles for one in words)

    def _ordinary_hints(self, candidate: Candidate) -> Iterator[Hint]:
        lexicon, words = self._lexicon, candidate.words
        last = words[-1].text.rpartition("-")[2]
        if candidate.name in lexicon.demonyms or last in lexicon.demonyms:
            yield OTHER, 5.0 if len(words) == 1 else 3.0
        elif self._is_plain(words):
            yield OTHER, 3.0
        elif len(words) == 1 and words[0].lower in self._lower_case:
            yield OTHER, 2.0


def _place_weight(cues: Cues, before: str) -> float:
    if cues.place_before.search(before):
        return 1.5
    if cues.place_before_weak.search(before):
        return 0.75
    return 0.4 if cues.place_before_faint.search(before) else 0.0


def _starts_paragraph(before: str) -> bool:
    return not before or before[-1] in "\n\r"


def _abbreviates(short: str, name: str) -> bool:
    """Whether half the letters of `short` begin words of `name`, in any order: languages differ."""
    initials = {word[0].upper() for word in re.split(r"[ -]", name) if word}
    return sum(letter in initials for letter in short) * 2 >= len(short)


def _shape_hints(name: str) -> Iterator[Hint]:
    if _NUMBERED.match(name):
        yield OTHER, 2.0
    elif _ACRONYM.match(name):
        yield ORG, 0.75
    if _CAMEL.match(name):
        yield ORG, 1.5
    if "&" in name:
        yield ORG, 1.0
