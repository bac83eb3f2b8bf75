"""What the rules know about the words of a language: plain lists under resources/lexicons.

A language without lists gets empty ones; then only the rules that need no words apply.
"""

from dataclasses import dataclass, fields
from functools import cache

from annotator.core.resources import resource
from annotator.nlp.cues import Cues, cues

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and words of one language, each field a file of that name; each file says what it holds.

    Straight apostrophes. Names keep their case, because "Reading" is a town and "reading" is not.
    """

    cues: Cues
    places: Words = frozenset()
    organisations: Words = frozenset()
    given_names: Words = frozenset()
    demonyms: Words = frozenset()
    calendar: Words = frozenset()
    ordinary: Words = frozenset()
    openers: Words = frozenset()
    function_words: Words = frozenset()
    titles: Words = frozenset()
    organisation_ends: Words = frozenset()
    organisation_starts: Words = frozenset()
    organisation_first: Words = frozenset()
    themes: Words = frozenset()
    subjects: Words = frozenset()
    place_ends: Words = frozenset()
    place_starts: Words = frozenset()
    place_first: Words = frozenset()
    other_ends: Words = frozenset()
    other_first: Words = frozenset()

    def knows(self, name: str) -> bool:
        """Whether it is a place or organisation every newspaper reader knows."""
        return name in self.places or name in self.organisations

    def heads(self, word: str) -> bool:
        """Whether a word in lower case, ending a name, says what kind of thing the name is for."""
        return word in self.organisation_ends or word in self.place_ends or word in self.other_ends

    def is_ordinary(self, word: str) -> bool:
        """Whether a capitalised word is a name only together with others."""
        return (
            word in self.ordinary
            or word in self.demonyms
            or word in self.calendar
            or word in self.openers
            or word in self.function_words
        )


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language code such as "en"; an empty one where none is shipped."""
    known = cues(language)
    if not resource("lexicons", language).is_dir():
        return Lexicon(known)
    names = (field.name for field in fields(Lexicon) if field.name != "cues")
    return Lexicon(known, **{name: _words(language, name) for name in names})


def _words(language: str, name: str) -> Words:
    text = resource("lexicons", language, f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
