"""The name behind a speaker: of a surname, a pronoun, a role, and of a quote that goes on without one.

Names are guesses shown as such; the words marked in the text are never changed by them. That a pronoun
takes the last speaker or subject of its gender, not the nearest name, was worth twenty points when measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from annotator.core.quotes import SpeakerStatus
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.nlp.quotes.found import FoundQuote
from annotator.nlp.quotes.paragraph import Paragraph
from annotator.nlp.quotes.people import Mention, People, people
from annotator.nlp.quotes.words import Words as Lexicon

_SINGULAR = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_FIRST = frozenset({"i", "we", "you"})
_PLURAL = frozenset({"they", "it", "one", "that", "this"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "this", "that", "one", "another"}
)
_LINKS = frozenset({"of", "for", "at", "in", "from", "with", "to", "by", "on"})
_PLACES = frozenset({"city", "town", "village", "county", "province", "state", "republic"})
_PRONOUN = SpeakerStatus.PRONOUN
_REACH = 12
_RECENT = 200
_NEAR = 3
_ORGANISATION_REACH = 400


@dataclass(frozen=True, slots=True)
class _Who:
    name: str
    label: str
    status: SpeakerStatus


@dataclass(slots=True)
class _Resolving:
    text: str
    known: People
    lexicon: Lexicon
    spoken: list[tuple[int, str, str]] = field(default_factory=list)
    """Where, who and what kind of name, of the speakers so far."""


def named(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotes: Sequence[FoundQuote],
    entities: Sequence[Span],
    lexicon: Lexicon,
) -> tuple[FoundQuote, ...]:
    """The quotes with the names of their speakers, as far as the article tells."""
    resolving = _Resolving(text, people(paragraphs, entities, lexicon), lexicon)
    result = []
    for quote in quotes:
        who = _who(resolving, quote)
        if who.name and who.label == "PERSON":
            at = quote.speaker[1] if quote.speaker else quote.content[-1][1]
            resolving.spoken.append((at, who.name, who.label))
        result.append(replace(quote, name=who.name, name_label=who.label, status=who.status))
    return tuple(result)


def _who(resolving: _Resolving, quote: FoundQuote) -> _Who:
    if quote.speaker is None:
        return _floating(resolving, quote)
    words = resolving.text[slice(*quote.speaker)]
    lower = words.casefold()
    if lower in _SINGULAR:
        return _pronoun(resolving, quote.speaker[0], _SINGULAR[lower])
    if lower == "who":
        return _relative(resolving, quote.speaker[0])
    if lower in _FIRST | _PLURAL:
        who = (
            _organisation(resolving, quote.speaker[0]) if lower == "it" else _Who("", "", _PRONOUN)
        )
        return replace(who, status=_PRONOUN)
    mention = _named_within(resolving, quote.speaker)
    if mention is not None:
        return _Who(mention.name, mention.label, SpeakerStatus.EXPLICIT)
    return _unnamed(resolving, quote.speaker, words)


def _unnamed(resolving: _Resolving, speaker: Bounds, words: str) -> _Who:
    """Of a phrase in which no name was recognised."""
    if _is_anonymous(resolving, words.casefold()):
        return _Who("", "", SpeakerStatus.ANONYMOUS)
    if _is_name(words):
        return _Who(resolving.known.full_name(words), "PERSON", SpeakerStatus.EXPLICIT)
    return _role(resolving, speaker, words.casefold())


def _named_within(resolving: _Resolving, speaker: Bounds) -> Mention | None:
    """The name a mention ends in: of “Okafor’s brother, Sam Okafor” the last, of “Ford spokesman” none.

    Who speaks for a name is another: “a spokesman for Ford”, but “the city of Leeds” is Leeds.
    """
    found = [m for m in resolving.known.within(*speaker) if m.end >= speaker[1] - 1]
    if not found:
        return None
    before = resolving.text[speaker[0] : found[-1].start].casefold().split()
    link = next((n for n, word in enumerate(before) if word in _LINKS and n), None)
    apart = link is not None and before[link - 1] not in _PLACES
    return None if apart else found[-1]


def _pronoun(resolving: _Resolving, offset: int, gender: str) -> _Who:
    """Of the speakers and subjects before it the last that can be meant, then of all that are named."""
    for subjects_only in (True, False):
        for name in _candidates(resolving, offset, subjects_only=subjects_only):
            known = resolving.known.genders.get(name)
            if known in (gender, None):
                if known is None and len(name.split()) > 1:
                    resolving.known.genders[name] = gender
                return _Who(name, "PERSON", SpeakerStatus.PRONOUN)
    return _Who("", "", SpeakerStatus.PRONOUN)


def _relative(resolving: _Resolving, offset: int) -> _Who:
    """Of “who” the name right before it."""
    nearest = next(iter(resolving.known.before(offset)), None)
    if nearest is None or offset - nearest.end > _NEAR:
        return _Who("", "", SpeakerStatus.PRONOUN)
    return _Who(nearest.name, nearest.label, SpeakerStatus.PRONOUN)


def _candidates(resolving: _Resolving, offset: int, *, subjects_only: bool) -> list[str]:
    places = [(at, name) for at, name, _ in resolving.spoken[-_RECENT:] if at <= offset]
    for mention in islice(resolving.known.before(offset), _RECENT):
        if mention.label == "PERSON" and (mention.is_subject or not subjects_only):
            places.append((mention.end, mention.name))
            if len(places) > 2 * _REACH:
                break
    return [name for _, name in sorted(places, reverse=True)[:_REACH]]


def _role(resolving: _Resolving, speaker: Bounds, lower: str) -> _Who:
    """Of “the mayor” the person the article calls so, nearest before."""
    words = [word.strip(",.") for word in lower.split()]
    head = _head(words)
    if resolving.lexicon.has("organisations", head) and words[0] in ("the", "its", "this"):
        return _organisation(resolving, speaker[0])
    names = resolving.known.roles.get(head, [])
    if words and words[0] in ("the", "his", "her", "their", "this") and names:
        near = [
            name
            for name in _candidates(resolving, speaker[0], subjects_only=False)
            if name in names
        ]
        return _Who((near or names)[0], "PERSON", SpeakerStatus.NOMINAL)
    if words and words[0] not in _DETERMINERS and names and len(words) == 1:
        return _Who(names[0], "PERSON", SpeakerStatus.NOMINAL)
    return _Who("", "", SpeakerStatus.NOMINAL)


def _organisation(resolving: _Resolving, offset: int) -> _Who:
    """Of “the company” the last organisation that something was said about, if it is not far."""
    for mention in resolving.known.before(offset):
        if offset - mention.end > _ORGANISATION_REACH:
            break
        if mention.label == "ORG" and mention.is_subject:
            return _Who(mention.name, "ORG", SpeakerStatus.NOMINAL)
    return _Who("", "", SpeakerStatus.NOMINAL)


def _head(words: list[str]) -> str:
    """The noun a role turns on: the one before “of” or “for”, else the last."""
    for n, word in enumerate(words):
        if word in _LINKS and n:
            return words[n - 1]
    return words[-1] if words else ""


def _floating(resolving: _Resolving, quote: FoundQuote) -> _Who:
    """A quote without a speaker of its own goes on where the last one stopped."""
    if quote.status is not SpeakerStatus.FLOATING:
        return _Who("", "", quote.status)
    start = quote.content[0][0]
    last = resolving.spoken[-1] if resolving.spoken else None
    subject = next(
        (
            m
            for m in resolving.known.before(start)
            if m.is_subject and m.label == "PERSON" and (last is None or m.start > last[0])
        ),
        None,
    )
    if last is None and subject is None:
        return _Who("", "", SpeakerStatus.NONE)
    name = subject.name if subject is not None and _is_apart(resolving, last, start) else None
    return _Who(name or (last[1] if last else ""), "PERSON", SpeakerStatus.FLOATING)


def _is_apart(resolving: _Resolving, last: tuple[int, str, str] | None, start: int) -> bool:
    """Whether a whole paragraph stands between the last speaker and this quote."""
    if last is None:
        return True
    between = resolving.text[last[0] : start].strip("\n")
    return sum(1 for line in between.split("\n") if line.strip()) > 2


def _is_anonymous(resolving: _Resolving, lower: str) -> bool:
    words = lower.split()
    head = _head(words)
    definite = bool(words) and words[0] in ("the", "his", "her", "their", "its")
    return resolving.lexicon.has("anonymous", head) and not definite


def _is_name(words: str) -> bool:
    parts = words.split()
    return bool(parts) and all(part[0].isupper() for part in parts) and len(parts) <= 4
