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

_SPEECH = (
    "said|says|told|tells|added|adds|explained|explains|noted|notes|argued|argues|wrote|writes|tweeted|"
    "insisted|insists|stressed|stresses|recalled|recalls|believes|thinks|admitted|admits|claimed|claims|"
    "continued|concluded|concludes|asked|asks|replied|answered|stated|states|remarked|lamented|warned|"
    "warns|emphasi[sz]ed|pointed out|acknowledged|commented|testified|observed|confirmed|urged|joked|"
    "revealed|reiterated|exclaimed|quipped|complained|suggested|posted"
)
_AFTER_PERSON = re.compile(
    rf"(?:,? who(?:se|m)?\b|, (?:aged )?\d\d\b[,.) ]| \((?:aged )?\d\d\)|(?:, \d\d)?,? (?:also |has |had |later |then )?"
    rf"(?:{_SPEECH})\b|, (?:the|a|an|his|her|its) [a-z -]*(?:director|minister|president|leader|spokes|professor|"
    rf"analyst|activist|lawyer|resident|chief|head|secretary|coach|captain|founder|author|officer)|"
    rf",? (?:himself|herself)\b| was born\b|,? (?:died|resigned|tweeted|smiled|graduated|retired)\b)"
)
_BEFORE_PERSON = re.compile(rf"(?:\b(?:{_SPEECH})|according to) (?:[a-z]+ )?$")
_BEFORE_PLACE = re.compile(
    r"\b(?:(?P<strong>(?:city|town|village|capital|province|state|island|district|region|county|port|suburb|"
    r"neighbou?rhood|municipality|prefecture|territory|outskirts|coast|streets|north|south|east|west|people|"
    r"government|citizens) of(?: the)?|capital|visit to|trip to|born in|living in|lives in|based in|flew to|travel(?:led)? to|arrived in)"
    r"|(?P<weak>in|near|across|throughout|outside|inside|around|into|within|towards?|northern|southern|eastern|"
    r"western|central|downtown|nearby|neighbou?ring))(?: the)? $",
    re.IGNORECASE,
)
_AFTER_PLACE = re.compile(
    r"(?:[’']s)? (?:city|province|district|region|village|county|state|island|airport|river|town|prefecture|"
    r"port|peninsula|municipality|border|coast|governorate|suburb|neighbou?rhood|sub-county|sub-location|"
    r"valley|street|beach|capital|highway|area|north|south|west|east)\b|-based\b|-born\b"
)
_AFTER_PLACE_COMMA = re.compile(r", (?:the )?$")
_BEFORE_ORGANISATION = re.compile(
    r"\b(?:company|firm|giant|club|group|party|newspaper|magazine|agency|bank|network|airline|carmaker|maker|"
    r"manufacturer|producer|retailer|supplier|laboratory|outlet|startup|start-up|organisation|organization|"
    r"broadcaster|channel|website|site|platform|app|developer|operator|conglomerate|NGO|charity|"
    r"think[ -]tank|union|side|team|outfit|subsidiary|movement|militia|cartel|gang|band|CEO of|chairman of|"
    r"chairperson of|employee of|shares of|shares in|member of|members of|director of|head of|"
    r"president of|spokesperson for|spokesman for|spokeswoman for|plays? for|joined|signed for)(?: the| [A-Z]{2,5})?,? [“\"‘']?$"
)
_AFTER_ORGANISATION = re.compile(
    r"(?:[’']s)? (?:shares|stock|ceo|CEO|employees|staff|spokes\w+|members|fighters|militants|supporters|"
    r"lawmakers|MPs?|officials|chairman|chairperson|customers|users|executives?|management|board|"
    r"subsidiary|group|coach|striker|midfielder|defender|goalkeeper|fans|factory|movement|insurgents|militia)\b"
)
_CAMEL = re.compile(
    r"^(?!Mc|Mac|De|La|Le|Di|Da|Du|Van|Al|El|O')[A-Z][a-z]+[A-Z]|^[A-Z]{2,}[a-z]{2,}"
)
_KOREAN = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$|^[A-Z][a-z]+-[a-z]+ [A-Z][a-z]+$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,7}$")
_INITIAL = re.compile(r"(?:^| )[A-Z]\.(?= )")
_PARTICLE = re.compile(r" (?:bin|ibn|bint|van|von|van der|binti|da|dos|ul) ")
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
        before = self._text[max(0, candidate.start - 28) : candidate.start]
        after = self._text[candidate.end : candidate.end + 40]
        if candidate.titled or self._titled(before):
            yield PERSON, 2.0
        if _AFTER_PERSON.match(after) or _BEFORE_PERSON.search(before):
            yield PERSON, 1.0
        place = _BEFORE_PLACE.search(before)
        if place:
            yield PLACE, 1.5 if place["strong"] else 0.75
        if _AFTER_PLACE.match(after):
            yield PLACE, 1.5
        if _BEFORE_ORGANISATION.search(before):
            yield ORG, 1.0
        if _AFTER_ORGANISATION.match(after):
            yield ORG, 1.0

    def _titled(self, before: str) -> bool:
        """Whether a role in lower case stands right before: “spokesman”, “prime minister”."""
        words = before.rsplit(maxsplit=1)
        return (
            before.endswith(" ")
            and bool(words)
            and words[-1].lower() in self._lexicon.titles
            and words[-1].lower()
            not in (
                "late",
                "lock",
                "seed",
                "prop",
                "guard",
                "don",
                "count",
                "host",
                "deputy",
                "forward",
                "student",
                "officer",
            )
        )

    def _word_hints(self, candidate: Candidate) -> Iterator[Hint]:
        name, words, lexicon = candidate.name, candidate.words, self._lexicon
        first, last = words[0], words[-1]
        if name in lexicon.places or name.removeprefix("The ") in lexicon.places:
            yield PLACE, 1.5 if name in lexicon.given_names else 4.0
        if name in lexicon.organisations or name.removeprefix("The ") in lexicon.organisations:
            yield ORG, 4.0
        if name in lexicon.demonyms:
            yield OTHER, 5.0
        if len(words) > 1 or first.text.lower() in lexicon.other_ends:
            yield from self._head_hints(candidate)
        if all(word.text in lexicon.ordinary or word.text in lexicon.demonyms for word in words):
            yield OTHER, 3.0
        elif len(words) == 1 and first.lower in self._lower_case:
            yield OTHER, 2.0
        if len(words) > 1 and first.text in lexicon.given_names:
            yield PERSON, 2.5
        if len(words) == 1 and first.text in lexicon.given_names:
            yield PERSON, 1.5
        yield from _shape_hints(name, last.lower)

    def _head_hints(self, candidate: Candidate) -> Iterator[Hint]:
        """The word that says what a name names: its last one, or the first one before “of”."""
        lexicon, words, name = self._lexicon, candidate.words, candidate.name
        first, last = words[0].lower, words[-1].lower
        of = re.search(r"(\S+) (?:of|for|on)\b", name)
        head = of[1].lower() if of else last
        if head in lexicon.other_ends or first in lexicon.other_starts:
            yield OTHER, 4.0
        elif head in lexicon.organisation_ends or (of and head in lexicon.organisation_starts):
            yield ORG, 3.0
        elif head in lexicon.place_ends:
            yield PLACE, 3.0
        if len(words) > 1 and first in lexicon.place_starts:
            yield PLACE, 2.0
        if len(words) > 1 and first in lexicon.foreign_starts:
            yield ORG, 2.5


def _shape_hints(name: str, last: str) -> Iterator[Hint]:
    if _KOREAN.match(name) or last in _ELDER:
        yield PERSON, 2.0
    if _ACRONYM.match(name):
        yield ORG, 0.75
    if _CAMEL.match(name):
        yield ORG, 1.5
    if "&" in name:
        yield ORG, 1.0
    if _INITIAL.search(name) or _PARTICLE.search(name):
        yield PERSON, 1.0
