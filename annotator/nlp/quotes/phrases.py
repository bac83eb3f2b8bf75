"""Noun phrases as speakers: found from tags, since parses beside quotation marks are unreliable.

Everything is in word numbers of one paragraph, `[first, last)` half-open.
"""

from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph
from annotator.nlp.quotes.words import word_set

Words = tuple[int, int]

_INNER = word_set("DT PDT PRP$ JJ JJR JJS CD NN NNS NNP NNPS POS HYPH FW AFX ADD")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NAMES = frozenset({"NNP", "NNPS"})
_PRONOUNS = frozenset({"PRP", "WP"})
_LINKS = frozenset({"of", "for", "at", "in", "from", "with"})
_SUBJECTS = frozenset({"i", "he", "she", "they", "we", "you", "it", "who", "one"})
_TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    morning afternoon evening night week month year later recently earlier january february
    march april may june july august september october november december
    """
)
_JOINERS = frozenset({"&", "-", "–", "'s", "’s", "'", "’"})


def phrase_right(paragraph: Paragraph, first: int) -> Words | None:
    """The noun phrase that begins at a word, with “of …” behind a common noun."""
    if first >= len(paragraph) or paragraph.inside[first] != OUTSIDE:
        return None
    if paragraph.tags[first] in _PRONOUNS:
        return (first, first + 1) if paragraph.lower[first] in _SUBJECTS else None
    last = first
    while last < len(paragraph) and _goes_on(paragraph, last, first):
        last = _step(paragraph, last)
    last = _trimmed(paragraph, first, last)
    if last <= first or not _has_noun(paragraph, first, last):
        return None
    return first, _with_links(paragraph, last)


def phrase_left(paragraph: Paragraph, last: int) -> Words | None:
    """The noun phrase that ends before a word."""
    if last <= 0 or paragraph.inside[last - 1] != OUTSIDE:
        return None
    if paragraph.tags[last - 1] in _PRONOUNS:
        return (last - 1, last) if paragraph.lower[last - 1] in _SUBJECTS else None
    if paragraph.tags[last - 1] not in _NOUNS | {"CD", "DT", "JJ"} or is_time(paragraph, last - 1):
        return None
    first = _leftmost(paragraph, last)
    while first > 1 and paragraph.lower[first - 1] in _LINKS:
        if paragraph.lower[first - 2] == "familiar":
            first = _leftmost(paragraph, first - 2)
            continue
        if paragraph.tags[first - 2] not in _NOUNS or is_time(paragraph, first):
            break
        first = _leftmost(paragraph, first - 1)
    if first >= last or not _has_noun(paragraph, first, last):
        return None
    return _past_circumstance(paragraph, first, last), last


def _past_circumstance(paragraph: Paragraph, first: int, last: int) -> int:
    """Of “In her letter Ann Hale” the name."""
    determined = paragraph.tags[first] in ("DT", "PRP$") and first > 0
    if not determined or paragraph.tags[first - 1] != "IN" or paragraph.tags[last - 1] not in NAMES:
        return first
    name = last - 1
    while name > first and paragraph.tags[name - 1] in NAMES:
        name -= 1
    return name if paragraph.tags[name - 1] == "NN" else first


def phrase_around(paragraph: Paragraph, head: int) -> Words | None:
    """The noun phrase whose head, by the parse, is this word."""
    if paragraph.tags[head] in _PRONOUNS or paragraph.lower[head] in ("some", "many", "others"):
        return head, head + 1
    if paragraph.tags[head] not in _NOUNS | {"CD", "DT", "JJ", "JJS"} or is_time(paragraph, head):
        return None
    first = _leftmost(paragraph, head + 1)
    last = head + 1
    while last < len(paragraph) and paragraph.tags[last] in NAMES and not is_time(paragraph, last):
        if paragraph.inside[last] != OUTSIDE:
            break
        last += 1
    return (first, _with_links(paragraph, last)) if first < last else None


def _leftmost(paragraph: Paragraph, last: int) -> int:
    first = last
    while first > 0:
        before = first - 1
        if paragraph.inside[before] != OUTSIDE:
            quoted = paragraph.quoted[paragraph.inside[before]]
            nickname = quoted.last - quoted.first <= 4 and quoted.first > 0
            if not (nickname and paragraph.tags[quoted.first - 1] in NAMES and first < last):
                break
            first = quoted.first
        elif (
            paragraph.tags[before] in _INNER
            or paragraph.lower[before] in _JOINERS
            or _is_modifier(paragraph, before, last)
        ):
            first = before
        else:
            break
        if paragraph.tags[first] in ("DT", "PRP$") and not _pre(paragraph, first):
            break
    while first < last - 1 and (
        paragraph.tags[first] in ("POS", "HYPH") or is_time(paragraph, first)
    ):
        first += 1
    return first


def _pre(paragraph: Paragraph, first: int) -> bool:
    return first > 0 and paragraph.tags[first - 1] == "PDT"


def _is_modifier(paragraph: Paragraph, word: int, last: int) -> bool:
    """Participles and adverbs before a noun: the elected mayor, then-Surrey mayor."""
    tag = paragraph.tags[word]
    if paragraph.lower[word] == "then" and word + 1 < last:
        return True
    if tag in ("VBN", "VBG", "RB") and word + 1 < last:
        before = paragraph.tags[word - 1] if word else ""
        return before in ("DT", "PRP$", "JJ")
    return False


def _goes_on(paragraph: Paragraph, word: int, first: int) -> bool:
    if paragraph.inside[word] != OUTSIDE:
        quoted = paragraph.quoted[paragraph.inside[word]]
        after = quoted.last < len(paragraph) and paragraph.tags[quoted.last] in NAMES
        before = word > first and paragraph.tags[word - 1] in NAMES
        return quoted.last - quoted.first <= 4 and before and after
    if is_time(paragraph, word) or paragraph.forms[word] in (",", ":", ";", "—"):
        return False
    tag = paragraph.tags[word]
    if tag == "DT":
        return word == first or paragraph.tags[word - 1] == "PDT"
    if tag in ("VBN", "VBG", "RB"):
        return word > first and word + 1 < len(paragraph) and paragraph.tags[word + 1] in _NOUNS
    if paragraph.lower[word] == "and":
        named = word > first and paragraph.tags[word - 1] in NAMES
        return named and word + 1 < len(paragraph) and paragraph.tags[word + 1] in NAMES
    return tag in _INNER or paragraph.lower[word] in _JOINERS


def _step(paragraph: Paragraph, word: int) -> int:
    stretch = paragraph.inside[word]
    return word + 1 if stretch == OUTSIDE else paragraph.quoted[stretch].last


def _trimmed(paragraph: Paragraph, first: int, last: int) -> int:
    while last > first and paragraph.tags[last - 1] not in _NOUNS | {"CD"}:
        last -= 1
    return last


def _with_links(paragraph: Paragraph, last: int) -> int:
    """With “for Kystline” behind a common noun, and only there."""
    if last >= len(paragraph) - 1 or paragraph.tags[last - 1] not in ("NN", "NNS"):
        return last
    if paragraph.lower[last] not in _LINKS or paragraph.inside[last] != OUTSIDE:
        return last
    if is_time(paragraph, last + 1):
        return last
    inner = phrase_right(paragraph, last + 1)
    if inner is None or is_time(paragraph, inner[1] - 1):
        return last
    return inner[1]


def _has_noun(paragraph: Paragraph, first: int, last: int) -> bool:
    return any(paragraph.tags[n] in _NOUNS for n in range(first, last)) or last - first == 1


def is_time(paragraph: Paragraph, word: int) -> bool:
    """Whether a word names a day, a month or a part of one, and no person."""
    return paragraph.lower[word] in _TIMES and (
        paragraph.lower[word] not in ("may", "march", "august")
        or paragraph.tags[word] != "NNP"
        or word == 0
        or paragraph.tags[word - 1] not in NAMES
    )
