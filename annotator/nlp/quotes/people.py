"""Who is in an article: full names behind short ones, titles and roles, and where each is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from annotator.core.span import Span
from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph
from annotator.nlp.quotes.words import Words as Lexicon

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_POSSESSIVE = re.compile(r"[’'‘]s?$")
_PARTY = re.compile(r"[A-Z]-[A-Z]")
"""A party and a state after a politician's name, such as D-Calif., is no name."""
_BEFORE = 6
_GENDERS = ("he", "she")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands (code points): the full name it is short for, and its part in the sentence."""

    start: int
    end: int
    name: str
    label: str
    is_subject: bool
    paragraph: int


@dataclass(slots=True)
class People:
    """The names of one article and what the text says about each."""

    mentions: list[Mention] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    full: dict[str, list[str]] = field(default_factory=dict)

    def before(self, offset: int) -> Iterable[Mention]:
        """The mentions that end before a code point, the nearest first."""
        last = bisect_left(self.mentions, offset, key=lambda mention: mention.end)
        return (self.mentions[n] for n in range(last - 1, -1, -1))

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions in a stretch."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def full_name(self, text: str, gender: str = "", titles: Collection[str] = ()) -> str:
        """The fullest form of a name, else itself: of a surname, whoever bears it.

        Of a family the title decides, “Mr.” by gender, “Mayor” by who is called so; else the first named.
        """
        known = self.full.get(last_name(text).casefold(), [])
        fitting = [name for name in known if _holds(name, text)]
        if gender:
            fitting = [name for name in fitting if self.genders.get(name, gender) == gender]
        called = (
            name
            for name in fitting
            if any(name in self.roles.get(title, ()) for title in titles if len(fitting) > 1)
        )
        return next(called, fitting[0] if fitting else text)


def people(paragraphs: Sequence[Paragraph], entities: Sequence[Span], lexicon: Lexicon) -> People:
    """Read an article's names; `entities` are its entity suggestions in reading order."""
    found = People()
    entities = [span for span in entities if not _PARTY.match(span.text)]
    texts = [_bare(span.text) for span in entities if span.label == "PERSON"]
    found.full = _full_names(texts)
    for text in texts:
        gender = _gender_of_given(text, lexicon)
        if gender:
            found.genders[text] = gender
    starts = [paragraph.starts[0] if len(paragraph) else 0 for paragraph in paragraphs]
    for span in entities:
        number = max(bisect_left(starts, span.start + 1) - 1, 0)
        if paragraphs and len(paragraphs[number]):
            _take(found, paragraphs[number], number, span, lexicon)
    return found


def last_name(name: str) -> str:
    """The surname, as far as one can tell: the last word that is no “Jr.”."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in _SUFFIXES:
        words.pop()
    return words[-1].strip(",") if words else ""


def _take(found: People, paragraph: Paragraph, number: int, span: Span, lexicon: Lexicon) -> None:
    first = bisect_left(paragraph.starts, span.start)
    last = bisect_left(paragraph.starts, span.end)
    if first >= last or first >= len(paragraph):
        return
    person = span.label == "PERSON"
    titles = list(_titles_of(paragraph, first)) if person else []
    gender = _gender_of_title(paragraph.lower[first - 1] if first else "", lexicon)
    name = found.full_name(_bare(span.text), gender, titles) if person else _bare(span.text)
    if paragraph.inside[first] != OUTSIDE:
        # What a speaker says about others does not make them speak, but tells who is the mayor.
        if person:
            _learn(found, name, titles)
        return
    subject = any(paragraph.deps[n] in ("nsubj", "nsubjpass") for n in range(first, last))
    found.mentions.append(Mention(span.start, span.end, name, span.label, subject, number))
    if person:
        if gender:
            found.genders[name] = gender
        _learn(found, name, _roles_of(paragraph, first, last))


def _learn(found: People, name: str, roles: Iterable[str]) -> None:
    for role in roles:
        known = found.roles.setdefault(role, [])
        if name not in known:
            known.append(name)


def _gender_of_title(title: str, lexicon: Lexicon) -> str:
    """The pronoun a title such as "mr." asks for."""
    return next((g for g in _GENDERS if lexicon.has(f"{g}_titles", title)), "")


def _gender_of_given(name: str, lexicon: Lexicon) -> str:
    """The pronoun a full name's given name asks for, as far as it is known."""
    words = name.split()
    given = words[0].casefold() if len(words) > 1 else ""
    return next((g for g in _GENDERS if lexicon.has(f"{g}_names", given)), "")


def _roles_of(paragraph: Paragraph, first: int, last: int) -> Iterable[str]:
    """What a person is by the words around the name: Mayor X; X, the mayor of Y; X, 58, a farmer."""
    yield from _titles_of(paragraph, first)
    after = last
    if after + 2 < len(paragraph) and paragraph.forms[after] == ",":
        if paragraph.tags[after + 1] == "CD" and paragraph.forms[after + 2] == ",":
            after += 2
        yield from _apposed(paragraph, after + 1)


def _titles_of(paragraph: Paragraph, first: int) -> Iterable[str]:
    """The nouns right before a name."""
    for n in range(max(0, first - _BEFORE), first):
        if paragraph.tags[n] in ("NN", "NNP") and all(
            paragraph.tags[k] in ("NN", "NNP", "JJ", "POS", "HYPH", "NNS", "NNPS", "CD")
            for k in range(n, first)
        ):
            yield paragraph.lower[n]


def _apposed(paragraph: Paragraph, first: int) -> Iterable[str]:
    for n in range(first, min(first + 10, len(paragraph))):
        if paragraph.forms[n] in (",", ".") or paragraph.tags[n] in (
            "VBD",
            "VBZ",
            "WP",
            "WDT",
            "MD",
        ):
            return
        if paragraph.tags[n] in ("NN", "NNP") and paragraph.inside[n] == OUTSIDE:
            yield paragraph.lower[n]


def _full_names(texts: Iterable[str]) -> dict[str, list[str]]:
    """By surname and by first name, in lower case, the full names in order of appearance."""
    full: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        if len(text.split()) > 1:
            for key in {last_name(text).casefold(), text.split()[0].casefold()}:
                if text not in full[key]:
                    full[key].append(text)
    return dict(full)


def _holds(full: str, text: str) -> bool:
    """Whether every word of a short form is in the full one: "J. Smith" is not "Ann Smith"."""
    words = {word.casefold().strip(".") for word in full.split()}
    return all(word.casefold().strip(".") in words for word in text.split())


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", " ".join(text.split()))
