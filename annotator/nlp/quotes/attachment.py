"""Which cue a marked stretch belongs to, by where they stand; a stretch takes its best cue."""

from dataclasses import dataclass

from annotator.nlp.quotes.cues import ACCORDING, NOUN, Cue
from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph, Quoted, inner
from annotator.nlp.quotes.phrases import NAMES, Words, phrase_around, phrase_left, phrase_right

_FOLLOWING = 90
_UNLISTED = 84
_INTRODUCING = 80
_BARE = 78
_LABELLED = 70
_ACTING = 40
_FURTHER = 55
_FURTHEST = 14
_GROUP = 26
_LABEL = 4
_CLOSING = 3
_FOREIGN = "”„»«"
_NO_VERBS = frozenset({"DT", "IN", "CC", "WRB", "PRP", "TO", "NN"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A stretch with its cue; `follows` when the cue stands behind it."""

    cue: Cue
    score: int
    follows: bool


def attached(paragraph: Paragraph, number: int, cues: list[Cue]) -> Attached | None:
    """The best cue for a stretch of a paragraph, None when there is none."""
    return next(iter(ranked(paragraph, number, cues)), None)


def ranked(paragraph: Paragraph, number: int, cues: list[Cue]) -> list[Attached]:
    """Every cue a stretch of a paragraph may belong to, the best first."""
    quoted = paragraph.quoted[number]
    found = [
        *(_behind(paragraph, quoted, cue) for cue in cues),
        *(_ahead(paragraph, quoted, cue) for cue in cues),
        _unlisted(paragraph, quoted),
        _labelled(paragraph, quoted),
    ]
    return sorted(filter(None, found), key=lambda one: -one.score)


def invites(paragraph: Paragraph, quoted: Quoted) -> bool:
    """Whether a stretch ends as one does before its cue: with a comma, or asking, or exclaiming."""
    after = paragraph.forms[quoted.last] if quoted.last < len(paragraph) else ""
    return inner(paragraph, quoted)[-1:] in (",", "?", "!", "—", "–") or after in (",", "—", "–")


def _behind(paragraph: Paragraph, quoted: Quoted, cue: Cue) -> Attached | None:
    start, _ = cue.group
    if cue.first < quoted.last or not _may_follow(paragraph, quoted, cue):
        return None
    gap = range(quoted.last, start)
    if len(gap) > 1 or not all(paragraph.forms[n] in (",", "—", "–") for n in gap):
        return None
    if cue.first - quoted.last > _GROUP:
        return None
    if not (invites(paragraph, quoted) or _ends_sentence(paragraph, quoted, cue)):
        return None
    if any(paragraph.inside[n] != OUTSIDE and cue.speaker is None for n in range(start, cue.first)):
        return None
    listed = cue.classes & {"say", "direct", "particle", ACCORDING}
    return Attached(cue, _FOLLOWING if listed else _FURTHER, follows=True)


def _may_follow(paragraph: Paragraph, quoted: Quoted, cue: Cue) -> bool:
    """Whether a cue can stand behind its words at all; “…,” adding that is about what comes next."""
    if ACCORDING in cue.classes:
        return cue.first - quoted.last <= 2
    if paragraph.tags[cue.verb] == "VBG" and (cue.speaker is None or cue.speaker[0] < quoted.last):
        return False
    return bool(cue.classes & {"say", "direct", "particle", "thought"})


def _ends_sentence(paragraph: Paragraph, quoted: Quoted, cue: Cue) -> bool:
    """Whether nothing but cue and speaker follows marked words: “…” Hale said on Monday."""
    if cue.group[0] != quoted.last or cue.speaker is None or "say" not in cue.classes:
        return False
    _, end = paragraph.sentence_bounds(cue.verb)
    return end - cue.group[1] <= _CLOSING


def _ahead(paragraph: Paragraph, quoted: Quoted, cue: Cue) -> Attached | None:
    if cue.last > quoted.first or not paragraph.same_sentence(cue.verb, quoted.first):
        return None
    start = max(cue.last, cue.group[1] if cue.group[1] <= quoted.first else cue.last)
    between = range(start, quoted.first)
    if any(paragraph.forms[n] == ";" for n in between):
        return None
    score = _ahead_score(paragraph, quoted, cue, between)
    return Attached(cue, score, follows=False) if score else None


def _ahead_score(paragraph: Paragraph, quoted: Quoted, cue: Cue, between: range) -> int:
    mark = paragraph.forms[quoted.first - 1]
    gap = sum(paragraph.inside[n] == OUTSIDE for n in between)
    spoken = cue.classes & {"say", "direct", "particle"}
    if mark in (":", ",") and spoken and gap <= _GROUP:
        return _INTRODUCING - gap + (2 if mark == ":" else 0)
    if not between:
        return _BARE
    if ACCORDING in cue.classes:
        return _FURTHER - gap if gap <= _FURTHEST else 0
    if cue.classes & {"say", "call", "infinitive", NOUN} and gap <= _FURTHEST:
        return _FURTHER - gap
    return _FURTHER - 20 if "say" in cue.classes and gap <= 2 * _FURTHEST else 0


def _unlisted(paragraph: Paragraph, quoted: Quoted) -> Attached | None:
    """A word no lexicon has, between a stretch that invites a cue and a name: “…,” sagte Okafor."""
    first = quoted.last
    if first < len(paragraph) and paragraph.forms[first] == ",":
        first += 1
    if first + 1 >= len(paragraph) or not invites(paragraph, quoted):
        return None
    foreign = paragraph.text[quoted.stretch.start] in _FOREIGN
    return _unlisted_inverted(paragraph, first, foreign) or _unlisted_plain(paragraph, first)


def _unlisted_inverted(paragraph: Paragraph, verb: int, foreign: bool) -> Attached | None:
    """With marks of other languages the tags of an English parse say nothing."""
    if not _is_word(paragraph, verb) or (paragraph.tags[verb] in _NO_VERBS and not foreign):
        return None
    if not paragraph.forms[verb + 1][0].isupper():
        return None
    speaker = phrase_right(paragraph, verb + 1)
    return Attached(_cue(verb, speaker), _UNLISTED, follows=True) if speaker else None


def _unlisted_plain(paragraph: Paragraph, first: int) -> Attached | None:
    for verb in range(first + 1, min(first + 8, len(paragraph))):
        if paragraph.inside[verb] != OUTSIDE or paragraph.forms[verb] == ",":
            return None
        if paragraph.tags[verb] in ("VBD", "VBZ"):
            speaker = phrase_left(paragraph, verb)
            if speaker is not None and speaker[0] == first and _ends_soon(paragraph, verb):
                return Attached(_cue(verb, speaker), _UNLISTED, follows=True)
            return None
    return None


def _labelled(paragraph: Paragraph, quoted: Quoted) -> Attached | None:
    """A name and a colon before a stretch, as in interviews: Okafor: “…”."""
    colon = quoted.first - 1
    if colon < 1 or paragraph.forms[colon] != ":":
        return None
    speaker = _label_words(paragraph, colon) or phrase_left(paragraph, colon)
    if speaker is not None and paragraph.forms[speaker[1] - 1][0].isupper():
        return Attached(label(colon, speaker), _LABELLED, follows=False)
    subject = _who_acts(paragraph, colon)
    return Attached(label(colon, subject), _ACTING, follows=False) if subject else None


def _who_acts(paragraph: Paragraph, colon: int) -> Words | None:
    """The person a sentence with a colon is about: Hale called them on it: “…”; Hale’s answer was: “…”."""
    start, _ = paragraph.sentence_bounds(colon)
    for n in range(start, colon):
        if paragraph.deps[n] != "nsubj" or paragraph.inside[n] != OUTSIDE:
            continue
        owner = next((c for c in paragraph.children(n) if paragraph.deps[c] == "poss"), n)
        person = paragraph.tags[owner] in NAMES or paragraph.lower[owner] in ("he", "she")
        return phrase_around(paragraph, owner) if person else None
    return None


def _label_words(paragraph: Paragraph, colon: int) -> Words | None:
    """The capitalised words that open a sentence and stand before a colon."""
    start, _ = paragraph.sentence_bounds(colon)
    capital = all(paragraph.forms[n][0].isupper() for n in range(start, colon))
    return (start, colon) if start < colon <= start + _LABEL and capital else None


def label(colon: int, speaker: Words) -> Cue:
    """The cue that a colon behind a name is."""
    return Cue(colon, colon + 1, colon, frozenset({"direct"}), speaker)


def _is_word(paragraph: Paragraph, n: int) -> bool:
    return (
        paragraph.inside[n] == OUTSIDE
        and paragraph.forms[n].isalpha()
        and paragraph.forms[n].islower()
    )


def _ends_soon(paragraph: Paragraph, verb: int) -> bool:
    """Whether the sentence is over behind a verb, so that the verb is about the words before."""
    _, last = paragraph.sentence_bounds(verb)
    return last - verb <= 3 or paragraph.forms[verb + 1] in (",", ".", ";")


def _cue(verb: int, speaker: tuple[int, int]) -> Cue:
    return Cue(verb, verb + 1, verb, frozenset({"direct"}), speaker)
