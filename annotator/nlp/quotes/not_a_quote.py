"""Marked stretches that are no quotes: scare quotes, titles, terms, slogans, nicknames."""

from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph, Quoted, inner, inner_words
from annotator.nlp.quotes.phrases import NAMES
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

_SMALL = word_set(
    """
    a an the of in on at to for and or but with by from is as it my your his her our
    """
)
_LONG = 8


def reason(paragraph: Paragraph, quoted: Quoted, lexicon: Lexicon) -> str | None:
    """Why a stretch is no quote, by itself and by the words before it; None when it may be one."""
    words = inner_words(paragraph, quoted)
    if not words:
        return "scare"
    if _is_nickname(paragraph, quoted, words):
        return "nickname"
    if len(words) >= _LONG:
        return None
    before = _before(paragraph, quoted)
    for kind, marks in (("term", "term_before"), ("slogan", "slogan_before")):
        if any(phrase in lexicon.sets.get(marks, ()) for phrase in before):
            return kind
    if _is_title(paragraph, quoted, words, before, lexicon):
        return "title"
    return None


def is_sentence(paragraph: Paragraph, quoted: Quoted) -> bool:
    """Whether a stretch reads as said on its own: a capital first and a sentence's end last."""
    text = inner(paragraph, quoted)
    starts = text[:1].isupper() or not text[:1].isalpha()
    ends = text[-1:] in (".", "?", "!", "…") or not quoted.stretch.closed
    return starts and ends


def _is_nickname(paragraph: Paragraph, quoted: Quoted, words: list[str]) -> bool:
    if len(words) > 2 or quoted.first == 0 or quoted.last >= len(paragraph):
        return False
    before, after = quoted.first - 1, quoted.last
    named = paragraph.tags[before] in NAMES and paragraph.tags[after] in NAMES
    return named and words[0][0].isupper() and paragraph.inside[before] == OUTSIDE


def _before(paragraph: Paragraph, quoted: Quoted) -> set[str]:
    """The last word before the mark, and the last two and three, without a comma or colon between."""
    end = quoted.first
    if end and paragraph.lower[end - 1] in ("the", "a", "an"):
        end -= 1
    lower = paragraph.lower
    joined = {" ".join(lower[end - size : end]) for size in (1, 2, 3) if end >= size}
    hyphened = {"".join(lower[end - 3 : end])} if end >= 3 else set()
    return joined | hyphened | ({" ".join(lower[end - 1 : quoted.first])} if end else set())


def _is_title(
    paragraph: Paragraph, quoted: Quoted, words: list[str], before: set[str], lexicon: Lexicon
) -> bool:
    titled = _in_title_case(words)
    if any(phrase in lexicon.sets.get("title_before", ()) for phrase in before):
        # “called” names a thing as often as it quotes what someone called it.
        return titled or not before & {"called", "named"}
    last = paragraph.lower[quoted.first - 1] if quoted.first else ""
    possessive = quoted.first > 0 and paragraph.tags[quoted.first - 1] == "POS"
    if not titled or inner(paragraph, quoted)[-1:] in ("?", "!"):
        return False
    placed = quoted.first > 0 and paragraph.tags[quoted.first - 1] == "IN" and last != "that"
    return possessive or placed or last in ("her", "his", "their")


def _in_title_case(words: list[str]) -> bool:
    if words[0][0].islower():
        return False
    long = [word for word in words if word.lower() not in _SMALL]
    return bool(long) and all(word[0].isupper() or word[0].isdigit() for word in long)
