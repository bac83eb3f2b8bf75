"""What speaks for a name being a person, a place, an organisation or nothing: its words and its context.

Weights are small whole or half numbers set by hand: 1 is a hint, such as one vote of the model;
4 settles it, such as a country's name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from annotator.nlp.candidates import OTHER, Candidate
from annotator.nlp.lexicon import Lexicon

PERSON, PLACE, ORG = "PERSON", "PLACE", "ORG"
Weights = Mapping[str, float]
Hint = tuple[str, float]

_CAMEL = re.compile(
    r"^(?!Mc|Mac|De|La|Le|Di|Da|Du|Van|Al|El|O')[A-Z][a-z]+[A-Z]|^[A-Z]{2,}[a-z]{2,}"
)
_KOREAN = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$|^[A-Z][a-z]+-[a-z]+ [A-Z][a-z]+$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,7}$")
_INITIAL = re.compile(r"(?:^| )[A-Z]\.(?= )")
_PARTICLE = re.compile(r" (?:bin|ibn|bint|van|von|van der|binti|da|dos|ul) ")
_OPENED = re.compile(r"[”\"’']?s? ?[(\[](?:the )?[“\"'‘]?")
_OF = re.compile(r"(\S+) (?:of|for|on)\b")
_ELDER = frozenset({"jr", "jr.", "sr", "sr."})


class Evidence:
    """Reads names with a lexicon; what a name's own words say is worked out once per article."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._lower_case = set(re.findall(r"(?<![\w-])[a-z][a-z'-]+", text))

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
        if candidate.titled or self._titled(before):
            yield PERSON, 2.0
        elif cues.article.search(before):
            yield PERSON, -1.0
        if cues.person_after.match(after) or cues.person_before.search(before):
            yield PERSON, 1.0
        if cues.place_before.search(before):
            yield PLACE, 1.5
        elif cues.place_before_weak.search(before):
            yield PLACE, 0.75
        if cues.place_after.match(after):
            yield PLACE, 1.5
        if cues.organisation_before.search(before):
            yield ORG, 1.0
        if cues.organisation_after.match(after):
            yield ORG, 1.0

    def is_explained(self, name: Candidate, short: Candidate) -> bool:
        """Whether `short` stands in brackets right after `name`, as its abbreviation does."""
        gap = self._text[name.end : short.start]
        closed = self._text[short.end : short.end + 2].strip("”\"'’")[:1] in (")", "]")
        return closed and len(short.words) == 1 and _OPENED.fullmatch(gap) is not None

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
        if name in lexicon.places or bare in lexicon.places:
            yield PLACE, 1.5 if name in lexicon.given_names else 4.0
        if name in lexicon.organisations or bare in lexicon.organisations:
            yield ORG, 4.0

    def _head_hints(self, candidate: Candidate) -> Iterator[Hint]:
        """The word that says what a name names: its last one, or the one before “of”."""
        lexicon, words = self._lexicon, candidate.words
        first, last = words[0].lower, words[-1].lower
        of = _OF.search(candidate.name)
        if of and of[1].lower() in lexicon.organisation_starts:
            yield ORG, 3.0
        elif of and of[1].lower() in lexicon.place_starts:
            yield PLACE, 3.0
        elif last in lexicon.other_ends or first in lexicon.other_first:
            yield OTHER, 4.0
        elif last in lexicon.organisation_ends:
            yield ORG, 3.0
        elif last in lexicon.place_ends:
            yield PLACE, 3.0
        elif first in lexicon.place_first:
            yield PLACE, 2.0
        elif first in lexicon.organisation_first:
            yield ORG, 2.5

    def _person_hints(self, candidate: Candidate) -> Iterator[Hint]:
        name, words = candidate.name, candidate.words
        if words[0].text in self._lexicon.given_names:
            yield PERSON, 2.5 if len(words) > 1 else 1.5
        if _KOREAN.match(name) or words[-1].lower in _ELDER:
            yield PERSON, 2.0
        if _INITIAL.search(name) or _PARTICLE.search(name):
            yield PERSON, 1.0

    def _ordinary_hints(self, candidate: Candidate) -> Iterator[Hint]:
        lexicon, words = self._lexicon, candidate.words
        last = words[-1].text.rpartition("-")[2]
        if candidate.name in lexicon.demonyms or last in lexicon.demonyms:
            yield OTHER, 5.0 if len(words) == 1 else 3.0
        elif all(lexicon.is_ordinary(w.text) or w.lower in lexicon.titles for w in words):
            yield OTHER, 3.0
        elif len(words) == 1 and words[0].lower in lexicon.other_ends:
            yield OTHER, 3.0
        elif len(words) == 1 and words[0].lower in self._lower_case:
            yield OTHER, 2.0


def _shape_hints(name: str) -> Iterator[Hint]:
    if _ACRONYM.match(name):
        yield ORG, 0.75
    if _CAMEL.match(name):
        yield ORG, 1.5
    if "&" in name:
        yield ORG, 1.0
