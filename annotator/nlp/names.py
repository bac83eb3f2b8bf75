"""Where an article's text looks like a name: stretches of capitalised words, cut where a name ends.

Offsets are code points, half-open. Nothing here knows a label; titles are found because they end names.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotator.nlp.lexicon import Lexicon

_LONGEST_TITLE = 4
_SPACES = r"[ \t\u00a0\u202f]{1,2}"
_PARTICLES = (
    "de las|de los|de la|del|de|dos|das|da|do|di|du|la|van der|van den|van de|van|von der|von|der|den|"
    "ten|ter|bin|ibn|ben|bint|binti|al|el|ul|ur|af|av|y"
)
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Rep|Lt|Col|Capt|Sgt|St|Jr|Sr|Maj|Rev|Hon|Mt|Ft|Eng|Engr|Adm"
)


def _upper_case() -> str:
    """The inside of a character class of all capital letters (Python's `re` has none)."""
    capitals = [
        code for code in range(0x24F + 1) if unicodedata.category(chr(code)) in ("Lu", "Lt")
    ]
    capitals += [
        code
        for start, end in ((0x370, 0x590), (0x1E00, 0x2000))
        for code in range(start, end)
        if unicodedata.category(chr(code)) in ("Lu", "Lt")
    ]
    return re.escape("".join(map(chr, capitals)))


_U = _upper_case()
_WORD = (
    rf"(?:(?:{_ABBREVIATIONS})\.|(?:[{_U}]\.){{2,5}}|[{_U}]\.(?= ?[{_U}])"
    rf"|(?:(?:al|el|ad|an|ar|as|ash|at|ul|d|l|o|O|D|L)[-’'])?[{_U}][\w\u0301]*"
    rf"(?:(?:[’'‘ʼ´`-]|&(?=[{_U}]))\w+)*)"
)
_RUN = re.compile(rf"(?<![\w@#/.])(?:{_WORD})(?:{_SPACES}(?:(?:{_PARTICLES}) |& )?(?:{_WORD}))*")
_IN_RUN = re.compile(_WORD)
_POSSESSIVE = re.compile(r"[’'´`]s?$", re.IGNORECASE)
_COMPOUND_TAIL = re.compile(
    r"-(?:[a-z]+(?:ed|led|run|born|based|backed|ruled|held|owned|made|wide|style|like|era|bound|linked|"
    r"only|friendly|language|speaking|loving|hit|born|themed|area|type|level|time|side|size|off|down|"
    r"and|in|on|to)|[a-z]+(?:ing|ist|ists|ism))$"
)
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?…:\n\r•●*|>])[\s\"“”‘’'(\[«—–-]*$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, without possessive ending: `lower` has straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that may be one name. `titled` says that a title or office stands right before it."""

    words: tuple[Word, ...]
    titled: bool = False
    opening: bool = False

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def segments(text: str, lexicon: Lexicon) -> Iterator[Segment]:
    """All stretches of the text that may be names, in reading order, not overlapping."""
    for found in _RUN.finditer(text):
        opening = _opens_sentence(text, found.start())
        words = _words(text, found.start(), found.end(), lexicon)
        for piece in _pieces(words, lexicon):
            yield from _segments_of(piece, opening and piece[0] is words[0], text, lexicon)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The capitalised words of `[start, end)`, without possessive endings."""
    return [_word(found) for found in _IN_RUN.finditer(text, start, end)]


@cache
def straight(name: str) -> str:
    """The name with straight apostrophes and single spaces: how it is looked up."""
    return " ".join(name.replace("’", "'").replace("‘", "'").split())


def _words(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    words: list[Word] = []
    for word in words_of(text, start, end):
        words += _parted(word, lexicon)
    return words


def _word(found: re.Match[str]) -> Word:
    text, start = found[0], found.start()
    ending = _POSSESSIVE.search(text)
    bare = text[: ending.start()] if ending and ending.start() else text
    return Word(start, start + len(bare), bare, bare.lower().replace("’", "'"), bare != text)


def _parted(word: Word, lexicon: Lexicon) -> list[Word]:
    """ "Tehran-Dushanbe" is two names, "Israel-based" one, "Mangal-Joly" one."""
    if "-" not in word.text or word.text in lexicon.places or word.text in lexicon.organisations:
        return [word]
    tail = _COMPOUND_TAIL.search(word.text)
    if tail:
        return [_cut(word, 0, tail.start(), ends=True)]
    head, _, rest = word.text.partition("-")
    if head.lower() in _PREFIXES and rest[:1].isupper():
        return [_cut(word, len(head) + 1, len(word.text))]
    known = lexicon.places | lexicon.organisations
    if (
        "-" not in rest
        and (head in known or head in lexicon.demonyms)
        and rest[:1].isupper()
        and (rest in known or rest in lexicon.demonyms)
    ):
        return [_cut(word, 0, len(head), ends=True), _cut(word, len(head) + 1, len(word.text))]
    return [word]


_PREFIXES = frozenset(
    {"pro", "anti", "non", "ex", "post", "pre", "mid", "trans", "cross", "inter", "neo"}
)


def _cut(word: Word, first: int, last: int, *, ends: bool = False) -> Word:
    part = word.text[first:last]
    return Word(word.start + first, word.start + last, part, part.lower(), ends or word.possessive)


def _opens_sentence(text: str, start: int) -> bool:
    return _BEFORE_SENTENCE.search(text[max(0, start - 6) : start]) is not None or start == 0


def _pieces(words: list[Word], lexicon: Lexicon) -> Iterator[list[Word]]:
    """Cut after a possessive and around days and months: a name does not run across them."""
    piece: list[Word] = []
    for index, word in enumerate(words):
        if word.text in lexicon.calendar and not _keeps_calendar(words, index, lexicon):
            if piece:
                yield piece
            piece = []
            continue
        piece.append(word)
        if word.possessive and not _owns(piece, words[index + 1 :], lexicon):
            yield piece
            piece = []
    if piece:
        yield piece


def _keeps_calendar(words: list[Word], index: int, lexicon: Lexicon) -> bool:
    whole = " ".join(word.text for word in words)
    return whole in lexicon.organisations or (index > 0 and words[0].text in lexicon.given_names)


def _owns(piece: list[Word], rest: list[Word], lexicon: Lexicon) -> bool:
    """Whether a possessive belongs to a name: the “Farmers' Union”, the “People's Bank”."""
    return bool(
        rest
        and piece[-1].lower in _OWNERS
        and any(word.lower in lexicon.organisation_ends for word in rest)
    )


_OWNERS = frozenset(
    "people women men children workers farmers teachers students shippers lawyers journalists veterans "
    "peoples doctors nurses writers employers players citizens girls boys mothers traders producers "
    "prosecutor attorney governor president premier minister king queen state nation".split()
)


def _segments_of(
    piece: list[Word], opening: bool, text: str, lexicon: Lexicon
) -> Iterator[Segment]:
    piece = _without_openers(piece, lexicon)
    if not piece:
        return
    if _is_known(piece, lexicon) or _is_institution(piece, lexicon):
        yield Segment(tuple(_without_demonym(piece, lexicon)), opening=opening)
        return
    yield from _between_titles(piece, opening, lexicon)


def _without_openers(piece: list[Word], lexicon: Lexicon) -> list[Word]:
    first = 0
    while first < len(piece) and piece[first].text in lexicon.openers:
        if len(piece) - first > 1 and _is_known(piece[first:], lexicon):
            break
        first += 1
    return piece[first:]


def _is_known(piece: list[Word], lexicon: Lexicon) -> bool:
    name = " ".join(word.text for word in piece)
    return name in lexicon.places or name in lexicon.organisations


def _is_institution(piece: list[Word], lexicon: Lexicon) -> bool:
    """A name that ends in what it is ("Ghana Police Service") keeps its titles and peoples."""
    last = piece[-1].lower
    ends = (
        last in lexicon.organisation_ends
        or last in lexicon.place_ends
        or last in lexicon.other_ends
    )
    return ends and len(piece) > 1 and not (len(piece) == 2 and piece[0].lower in lexicon.titles)


def _without_demonym(piece: list[Word], lexicon: Lexicon) -> list[Word]:
    return piece


def _between_titles(piece: list[Word], opening: bool, lexicon: Lexicon) -> Iterator[Segment]:
    current: list[Word] = []
    titled = False
    index = 0
    while index < len(piece):
        length = _title_at(piece, index, current, lexicon)
        if length:
            if current:
                yield from _peeled(current, titled, opening and current[0] is piece[0], lexicon)
            current, titled = [], True
            index += length
            continue
        current.append(piece[index])
        index += 1
    if current:
        yield from _peeled(current, titled, opening and current[0] is piece[0], lexicon)


def _title_at(piece: list[Word], index: int, before: list[Word], lexicon: Lexicon) -> int:
    """How many words from `index` are a title; 0 where they are part of a name."""
    for length in range(min(_LONGEST_TITLE, len(piece) - index), 0, -1):
        words = piece[index : index + length]
        if " ".join(word.lower for word in words) in lexicon.titles:
            ends_name = index + length == len(piece) and before
            surname = ends_name and length == 1 and before[0].text in lexicon.given_names
            return 0 if surname else length
    return 0


def _peeled(words: list[Word], titled: bool, opening: bool, lexicon: Lexicon) -> Iterator[Segment]:
    """Without a people's adjective before a name: “Algerian” in “Algerian Abdelmadjid Chikhi”."""
    first = 0
    while first < len(words) - 1 and words[first].text in lexicon.demonyms:
        first += 1
    rest = _without_openers(words[first:], lexicon)
    if rest:
        yield Segment(tuple(rest), titled, opening and first == 0)
