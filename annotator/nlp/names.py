"""Where an article's text looks like a name: stretches of capitalised words, cut where a name ends.

Offsets are code points, half-open. Nothing here knows a label; titles are found because they end names.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.nlp.lexicon import Lexicon

_LONGEST_TITLE = 4
# Longer stretches of capitals are shouting, and are read in pieces.
_MOST_WORDS = 24
_SPACES = r"[ \t\u00a0\u202f]{1,2}"
_PARTICLES = (
    "de las|de los|de la|del|de|dos|das|da|do|di|du|la|van der|van den|van de|van|von der|von|der|den|"
    "ten|ter|bin|ibn|ben|bint|binti|al|el|ul|ur|af|av|y"
)
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Rep|Lt|Col|Capt|Sgt|St|Jr|Sr|Maj|Rev|Hon|Mt|Ft|Eng|Engr|Adm"
)


def _capitals() -> str:
    """All capital letters of the alphabets that have them, for a character class (`re` knows none)."""
    codes = (*range(0x250), *range(0x370, 0x590), *range(0x1E00, 0x2000))
    letters = (chr(code) for code in codes)
    return re.escape("".join(one for one in letters if unicodedata.category(one) in ("Lu", "Lt")))


_U = _capitals()
_WORD = (
    rf"(?:(?:{_ABBREVIATIONS})\.|(?:[{_U}]\.){{2,5}}|[{_U}]\.(?= ?(?:[{_U}]|(?:{_PARTICLES}) ))"
    rf"|(?:(?:al|el|ad|an|ar|as|ash|at|ul|d|l|o|O|D|L)[-’'])?[{_U}][\w\u0301]*"
    rf"(?:(?:[’'‘ʼ´`-]|&(?=[{_U}]))\w+)*(?:(?<=s)[’'](?= [{_U}]))?)"
)
_RUN = re.compile(
    rf"(?<![\w@#.])(?<![\w/]/)(?:{_WORD})"
    rf"(?:{_SPACES}(?:(?:{_PARTICLES}) |& )?(?:{_WORD})){{0,{_MOST_WORDS}}}"
    rf"|(?<=[{_U}]/){_WORD}"
)
_IN_RUN = re.compile(_WORD)
_POSSESSIVE = re.compile(r"[’'´`]s?$", re.IGNORECASE)
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?…:\n\r•●*|>])[\s\"“”‘’'(\[«—–-]*$")
_MONEY = re.compile(r" ?[$€£¥]| dollars?\b")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, without possessive ending: `lower` has straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that may be one name. `titled` says that a title or office stands right before it."""

    words: tuple[Word, ...]
    titled: bool = False

    @property
    def start(self) -> int:
        """Where the first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


def segments(text: str, lexicon: Lexicon) -> Iterator[Segment]:
    """All stretches of the text that may be names, in reading order, not overlapping."""
    for found in _RUN.finditer(text):
        words = _words(text, found.start(), found.end(), lexicon)
        if _MONEY.match(text, found.end()):
            words = words[:-1]
        opening = _opens_sentence(text, found.start())
        for piece in _pieces(words, lexicon):
            yield from _segments_of(piece, lexicon, opening=opening and piece[0] is words[0])


def straight(name: str) -> str:
    """The name with straight apostrophes and single spaces: how it is looked up."""
    return " ".join(name.replace("’", "'").replace("‘", "'").split())


def _words(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    words: list[Word] = []
    for found in _IN_RUN.finditer(text, start, end):
        words += _parted(_word(found), lexicon)
    return words


def _word(found: re.Match[str]) -> Word:
    text, start = found[0], found.start()
    ending = _POSSESSIVE.search(text)
    bare = text[: ending.start()] if ending and ending.start() else text
    return Word(start, start + len(bare), bare, bare.lower().replace("’", "'"), bare != text)


def _parted(word: Word, lexicon: Lexicon) -> list[Word]:
    """Paris-Lyon is two names, Israel-based is Israel, anti-Taliban Taliban, Hale-Vogt one."""
    if "-" not in word.text or lexicon.knows(word.text):
        return [word]
    end = lexicon.cues.compound_end.search(word.text)
    if end:
        return [_cut(word, 0, end.start(), ends=True)]
    head, _, rest = word.text.partition("-")
    if head.lower() in lexicon.cues.prefixes and rest[:1].isupper():
        return [_cut(word, len(head) + 1, len(word.text))]
    if _is_familiar(head, lexicon) and _is_familiar(rest, lexicon):
        return [_cut(word, 0, len(head), ends=True), _cut(word, len(head) + 1, len(word.text))]
    return [word]


def _is_familiar(name: str, lexicon: Lexicon) -> bool:
    return lexicon.knows(name) or name in lexicon.demonyms


def _cut(word: Word, first: int, last: int, *, ends: bool = False) -> Word:
    part = word.text[first:last]
    return Word(word.start + first, word.start + last, part, part.lower(), ends or word.possessive)


def _opens_sentence(text: str, start: int) -> bool:
    return _BEFORE_SENTENCE.search(text[max(0, start - 6) : start]) is not None


def _pieces(words: list[Word], lexicon: Lexicon) -> Iterator[list[Word]]:
    """Cut after a possessive and around days and months: a name does not run across them."""
    piece: list[Word] = []
    for index, word in enumerate(words):
        if _parts(words, index, lexicon):
            if piece:
                yield piece
            piece = []
            continue
        piece.append(word)
        if word.possessive and not _owns(piece[-1], words[index + 1 :], lexicon):
            yield piece
            piece = []
    if piece:
        yield piece


def _parts(words: list[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a day or a small word parts names, as in a headline; not in Sunday Times, Theresa May."""
    word = words[index]
    if word.text not in lexicon.calendar and (not index or word.text not in lexicon.function_words):
        return False
    # A king's number, where it is not the writer.
    if _is_known(words[index:], lexicon) or (word.text == "I" and index):
        return False
    before = words[index - 1].text if index else ""
    return word.text != "May" or before not in lexicon.given_names


def _owns(owner: Word, rest: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a possessive is part of a name: the Farmers' Union, the People's Bank."""
    return owner.lower in lexicon.cues.owners and any(
        word.lower in lexicon.organisation_ends for word in rest
    )


def _segments_of(piece: list[Word], lexicon: Lexicon, *, opening: bool) -> Iterator[Segment]:
    piece = _without_openers(piece, lexicon, opening=opening)
    if not piece:
        return
    if _is_known(piece, lexicon) or _is_institution(piece, lexicon):
        yield Segment(tuple(piece))
        return
    yield from _between_titles(piece, lexicon)


def _without_openers(piece: list[Word], lexicon: Lexicon, *, opening: bool) -> list[Word]:
    first = 0
    while first < len(piece) and _is_opener(piece, first, lexicon, opening=opening):
        first += 1
    return piece[first:]


def _is_opener(piece: list[Word], index: int, lexicon: Lexicon, *, opening: bool) -> bool:
    word = piece[index]
    if _is_known(piece[index:], lexicon):
        return False
    if word.text in lexicon.function_words:
        return True
    if not opening or index:
        return False
    participle = word.lower.endswith(("ing", "ly")) and index + 1 < len(piece)
    named = lexicon.knows(word.text) or word.text in lexicon.given_names
    return word.text in lexicon.openers or (bool(lexicon.openers) and participle and not named)


def _is_known(piece: Sequence[Word], lexicon: Lexicon) -> bool:
    return lexicon.knows(" ".join(word.text for word in piece))


def _is_institution(piece: list[Word], lexicon: Lexicon) -> bool:
    """A name that ends in what it is (Ghana Police Service) keeps its titles and peoples."""
    if len(piece) < 2 or (len(piece) == 2 and piece[0].lower in lexicon.titles):
        return False
    last = piece[-1].lower
    return (
        lexicon.heads(last) or last in lexicon.organisation_starts or last in lexicon.place_starts
    )


def _between_titles(piece: list[Word], lexicon: Lexicon) -> Iterator[Segment]:
    current: list[Word] = []
    titled = False
    index = 0
    while index < len(piece):
        length = _title_at(piece, index, current, lexicon)
        if length:
            yield from _peeled(current, lexicon, titled=titled)
            current, titled = [], True
        elif current and _begins(piece, index, current, lexicon):
            yield from _peeled(current, lexicon, titled=titled)
            current, titled = [piece[index]], False
        else:
            current.append(piece[index])
        index += length or 1
    if not current:
        yield Segment(tuple(piece[-1:]))
    yield from _peeled(current, lexicon, titled=titled)


def _title_at(piece: list[Word], index: int, before: list[Word], lexicon: Lexicon) -> int:
    """How many words from `index` are a title; 0 where they are part of a name."""
    for length in range(min(_LONGEST_TITLE, len(piece) - index), 0, -1):
        words = piece[index : index + length]
        if " ".join(word.lower for word in words) in lexicon.titles:
            ends_name = index + length == len(piece) and before
            surname = ends_name and length == 1 and before[0].text in lexicon.given_names
            return 0 if surname else length
    return 0


def _begins(piece: list[Word], index: int, before: list[Word], lexicon: Lexicon) -> bool:
    """Whether another name begins: Norway | Maria Vogt, Championships | Norway."""
    word = piece[index].text
    if word in lexicon.given_names and index + 1 < len(piece):
        place = " ".join(one.text for one in before) in lexicon.places
        return (place and before[-1].text not in lexicon.given_names) or _is_plain(before, lexicon)
    return word in lexicon.places and before[-1].lower in lexicon.other_ends


def _is_plain(words: list[Word], lexicon: Lexicon) -> bool:
    return all(lexicon.is_ordinary(word.text) for word in words)


def _is_people(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.demonyms and word not in lexicon.given_names


def _peeled(words: list[Word], lexicon: Lexicon, *, titled: bool) -> Iterator[Segment]:
    """Without a people's adjective before a name: “Danish” in “Danish Maria Vogt”."""
    first = 0
    while first < len(words) - 1 and _is_people(words[first].text, lexicon):
        first += 1
    rest = words[first:]
    if rest:
        yield Segment(tuple(rest), titled)
