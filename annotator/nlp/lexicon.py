"""What the rules know about the words of a language: plain lists under resources/lexicons.

A language without lists gets empty ones; then only the rules that need no words apply.
"""

from dataclasses import dataclass, field
from functools import cache

from annotator.core.resources import resource

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and words of one language. Straight apostrophes; lists of words are in lower case.

    The names keep their case, because "Reading" is a town and "reading" is not.
    """

    places: Words = frozenset()
    organisations: Words = frozenset()
    given_names: Words = frozenset()
    demonyms: Words = frozenset()
    ordinary: Words = frozenset()
    openers: Words = frozenset()
    calendar: Words = frozenset()
    titles: Words = frozenset()
    organisation_ends: Words = frozenset()
    organisation_starts: Words = frozenset()
    foreign_starts: Words = frozenset()
    place_ends: Words = frozenset()
    place_starts: Words = frozenset()
    other_ends: Words = frozenset()
    other_starts: Words = frozenset()
    shouted: dict[str, str] = field(default_factory=dict, compare=False)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language code such as "en"; an empty one where none is shipped."""
    if not resource("lexicons", language).is_dir():
        return Lexicon()
    organisation = _sections(language, "organisation_words")
    place = _sections(language, "place_words")
    other = _sections(language, "other_words")
    ordinary = _sections(language, "ordinary_words")
    places, organisations = _words(language, "places"), _words(language, "organisations")
    return Lexicon(
        places=places,
        organisations=organisations,
        given_names=_words(language, "given_names"),
        demonyms=_words(language, "demonyms"),
        ordinary=frozenset().union(*ordinary),
        openers=ordinary[-1],
        calendar=ordinary[0],
        titles=_words(language, "titles"),
        organisation_ends=organisation[0],
        organisation_starts=organisation[1],
        foreign_starts=organisation[2],
        place_ends=place[0],
        place_starts=place[1],
        other_ends=other[0],
        other_starts=other[1],
        shouted={name.upper(): name for name in sorted(places | organisations)},
    )


def _words(language: str, name: str) -> Words:
    return frozenset().union(*_sections(language, name))


def _sections(language: str, name: str) -> list[Words]:
    """The word lists of a file, one for each heading."""
    text = resource("lexicons", language, f"{name}.txt").read_text(encoding="utf-8")
    sections: list[set[str]] = []
    for line in text.split("\n"):
        if line.startswith("#") or not sections:
            sections.append(set())
        elif line:
            sections[-1].add(line)
    return [frozenset(section) for section in sections if section]
