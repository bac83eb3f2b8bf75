"""Where what was said stops: at another report, at who reported it, at what is no longer said.

Word numbers of one paragraph.
"""

from annotator.nlp.quotes.cues import Cue
from annotator.nlp.quotes.paragraph import FINITE, OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import phrase_right
from annotator.nlp.quotes.words import Words as Lexicon

_REPORTING = frozenset({"say", "infinitive", "call", "particle"})


def clause_end(paragraph: Paragraph, cue: Cue, first: int, end: int, lexicon: Lexicon) -> int:
    """Where the content stops that begins at `first`, at the sentence's `end` at the latest."""
    within_aside = _is_within_aside(paragraph, cue)
    for n in range(first + 1, end):
        if paragraph.inside[n] != OUTSIDE:
            continue
        form = paragraph.forms[n]
        if paragraph.tags[n] == "CC" and _breaks(paragraph, cue, n, end, lexicon):
            return n
        if form == "," and _leaves(paragraph, cue, n, end, lexicon):
            return n
        if within_aside and (form == ")" or _is_dash(paragraph, n)):
            return n
        if paragraph.inside[n - 1] != OUTSIDE and _follows_stretch(paragraph, n, lexicon):
            return n
    return end


def _follows_stretch(paragraph: Paragraph, n: int, lexicon: Lexicon) -> bool:
    """Whether the words behind a stretch are about the saying."""
    participle = paragraph.tags[n] == "VBG" and begins_report(paragraph, n, lexicon)
    return participle or _tells_where(paragraph, n, lexicon)


def _is_within_aside(paragraph: Paragraph, cue: Cue) -> bool:
    """Whether the report itself stands between dashes or brackets: the pier - it leaks, he said - is old."""
    start, _ = paragraph.sentence_bounds(cue.verb)
    before = [n for n in range(start, cue.group[0]) if paragraph.inside[n] == OUTSIDE]
    forms = [paragraph.forms[n] for n in before]
    dashes = sum(_is_dash(paragraph, n) for n in before)
    return dashes % 2 == 1 or forms.count("(") > forms.count(")")


def _is_dash(paragraph: Paragraph, n: int) -> bool:
    return paragraph.forms[n] in ("—", "–", "--") or is_spaced_dash(paragraph, n)


def is_spaced_dash(paragraph: Paragraph, n: int) -> bool:
    """Whether a word is a hyphen that stands for a dash."""
    return paragraph.forms[n] == "-" and n > 0 and paragraph.ends[n - 1] < paragraph.starts[n]


def _breaks(paragraph: Paragraph, cue: Cue, n: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a conjunction goes on with the saying, not with what was said."""
    if _new_report(paragraph, cue, n + 1, end, lexicon):
        return True
    if _another_reports(paragraph, n, end, lexicon):
        return True
    return paragraph.heads[n] == cue.verb and _joins_saying(paragraph, cue, n)


def _joins_saying(paragraph: Paragraph, cue: Cue, conjunction: int) -> bool:
    """Whether a conjunction joins a verb without a subject of its own to the cue."""
    joined = next(
        (
            c
            for c in paragraph.children(cue.verb)
            if c > conjunction and paragraph.deps[c] == "conj"
        ),
        None,
    )
    if joined is None or not paragraph.tags[joined].startswith("VB"):
        return False
    return not any(
        paragraph.deps[c] in ("nsubj", "nsubjpass") and conjunction < c < joined
        for c in paragraph.children(joined)
    )


def _leaves(paragraph: Paragraph, cue: Cue, comma: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what follows a comma is no longer what was said."""
    following = comma + 1
    return (
        (
            begins_report(paragraph, following, lexicon)
            and not _is_told(paragraph, cue, comma, lexicon)
        )
        or _closing_report(paragraph, following, end, lexicon)
        or _another_reports(paragraph, following, end, lexicon)
        or _turns(paragraph, cue, comma)
        or _belongs_to_cue(paragraph, cue, following, end)
        or _tells_where(paragraph, following, lexicon)
        or _resumes(paragraph, cue, following)
        or _describes(paragraph, following, end)
    )


def _is_told(paragraph: Paragraph, cue: Cue, comma: int, lexicon: Lexicon) -> bool:
    """Whether a participle goes on with what was said: … has asked for mercy, calling it “cruel”."""
    verb = comma + 1
    called = "say" not in lexicon.classes(paragraph.lower[verb])
    return called and cue.verb < paragraph.heads[verb] < comma


def _belongs_to_cue(paragraph: Paragraph, cue: Cue, n: int, end: int) -> bool:
    """Whether the next words say more about the saying: …, however, appearing to relent."""
    return any(
        paragraph.heads[k] == cue.verb and paragraph.deps[k] in ("advcl", "parataxis", "prep")
        for k in range(n, min(n + 3, end))
        if paragraph.inside[k] == OUTSIDE
    )


def _tells_where(paragraph: Paragraph, n: int, lexicon: Lexicon) -> bool:
    """Whether the next words say where something was said: …, in an interview on Sunday."""
    if paragraph.lower[n : n + 1] not in (["in"], ["during"]):
        return False
    if paragraph.lower[n + 1 : n + 2] not in (["a"], ["an"]):
        return False
    return any(
        lexicon.has("documents", word) or lexicon.has("occasions", word)
        for word in paragraph.lower[n + 2 : n + 5]
    )


def _describes(paragraph: Paragraph, n: int, end: int) -> bool:
    """Whether a clause that only describes fills the rest of a sentence: …, which opened in 1998."""
    if paragraph.lower[n : n + 1] != ["which"]:
        return False
    return "," not in paragraph.forms[n + 1 : end]


def _resumes(paragraph: Paragraph, cue: Cue, n: int) -> bool:
    """Whether the sentence goes on behind a relative clause: Hale, who said it leaks, left."""
    relative = paragraph.deps[cue.verb] in ("relcl", "acl")
    return relative and n < len(paragraph) and paragraph.tags[n] in FINITE


def _new_report(paragraph: Paragraph, cue: Cue, n: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a cue without a subject of its own begins behind a conjunction: … and promised …"""
    while n < end and paragraph.lower[n] in ("also", "then", "later"):
        n += 1
    if n >= end or paragraph.inside[n] != OUTSIDE:
        return False
    participle = paragraph.tags[cue.verb] == "VBG" and paragraph.tags[n] == "VBG"
    if participle:
        return bool(lexicon.classes(paragraph.lower[n]) & {"say", "infinitive", "call"})
    reports = lexicon.classes(paragraph.lower[n]) & {"say", "infinitive"}
    return bool(reports) and paragraph.tags[n] in ("VBD", "VBZ")


def _turns(paragraph: Paragraph, cue: Cue, comma: int) -> bool:
    """Whether the main clause begins behind a comma: Although he admitted that …, he claimed …"""
    if paragraph.deps[cue.verb] not in ("advcl", "pcomp", "relcl", "acl"):
        return False
    main = paragraph.heads[cue.verb]
    while main < comma and paragraph.heads[main] != main:
        main = paragraph.heads[main]
    if main <= comma or paragraph.tags[comma + 1] == "CC":
        return False
    subject = next(
        (
            c
            for c in paragraph.children(main)
            if c > cue.verb and paragraph.deps[c] in ("nsubj", "nsubjpass")
        ),
        main,
    )
    return subject > comma and "," not in paragraph.forms[comma + 1 : subject]


def _closing_report(paragraph: Paragraph, n: int, end: int, lexicon: Lexicon) -> bool:
    """Whether all that is left is who reported it: …, The Post reported."""
    found = phrase_right(paragraph, n) if n < end else None
    if found is None or found[1] >= end or paragraph.inside[found[1]] != OUTSIDE:
        return False
    verb = found[1]
    return end - verb <= 3 and "say" in lexicon.classes(paragraph.lower[verb])


def _another_reports(paragraph: Paragraph, n: int, end: int, lexicon: Lexicon) -> bool:
    """Whether somebody else is reported behind a comma: …, while Cruz said …"""
    if n >= end or paragraph.lower[n] not in ("while", "but", "and", "as", "though", "whereas"):
        return False
    for verb in range(n + 1, min(n + 10, end)):
        if paragraph.inside[verb] != OUTSIDE or paragraph.lower[verb] == "that":
            return False
        if paragraph.tags[verb] in FINITE:
            return bool(lexicon.classes(paragraph.lower[verb]) & _REPORTING)
    return False


def begins_report(paragraph: Paragraph, n: int, lexicon: Lexicon) -> bool:
    """Whether another report begins: …, adding that …; …, according to …"""
    if n >= len(paragraph) or paragraph.inside[n] != OUTSIDE:
        return False
    if paragraph.tags[n] == "CC":
        n += 1
    if n < len(paragraph) and paragraph.lower[n] == "according":
        return True
    return (
        n < len(paragraph)
        and paragraph.tags[n] == "VBG"
        and bool(lexicon.classes(paragraph.lower[n]) & {"say", "call"})
    )
