"""What was said without marks, or with some of its words in marks: the clause a cue governs.

Word numbers of one paragraph, `[first, last)` half-open. Edge punctuation is left out, “that” is kept.
"""

from annotator.nlp.quotes.cues import Cue
from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import Words, is_time, phrase_right
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS = frozenset({"that", "whether", "how", "why", "what", "where", "if"})
_TOLD = word_set(
    """
    told tells tell telling informed reminds reminded warned warns advised assured notified
    asked asks asking warning reminding
    """
)
# These take a clause without “that” so often that the parse need not agree.
_PLAIN = word_set(
    """
    said says say saying told tells telling claimed claims insisted insists
    """
)
_EDGES = frozenset({",", ".", ";", ":", "—", "–", "-", "…", "...", "?", "!"})
_OPENER_WITHIN = 14


def clause_after(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> Words | None:
    """The clause behind a cue; None when nothing of the kind follows it in its sentence."""
    _, end = paragraph.sentence_bounds(cue.verb)
    start = max(cue.last, cue.group[1])
    if start >= end:
        return None
    first = _clause_start(paragraph, cue, start, end)
    if first is None:
        return None
    last = _clause_end(paragraph, cue, first, end, lexicon)
    return trimmed(paragraph, first, last)


def clause_before(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> list[Words]:
    """The clause a cue and its speaker close or interrupt: one piece, or two around them; else none."""
    start, end = paragraph.sentence_bounds(cue.verb)
    first, last = cue.group
    if cue.speaker is None or first <= start + 1 or paragraph.forms[first - 1] not in (",", "—"):
        return []
    before = trimmed(paragraph, start, first - 1)
    rest = (last, end)
    if before is None or _is_adverbial(paragraph, before):
        return []
    if last < end and paragraph.forms[last] == ",":
        after = trimmed(paragraph, last + 1, _clause_end(paragraph, cue, last + 1, end, lexicon))
        if after is None or _begins_report(paragraph, after[0], lexicon):
            return [before] if is_clause(paragraph, before) else []
        whole = is_clause(paragraph, before) or is_clause(paragraph, after)
        return [before, after] if whole else []
    if not is_clause(paragraph, before) or is_clause(paragraph, rest):
        return []
    return [before]


def according_content(paragraph: Paragraph, cue: Cue) -> list[Words]:
    """What is so according to somebody: the rest of the sentence, before it, behind it or around it."""
    start, end = paragraph.sentence_bounds(cue.verb)
    _, last = cue.group
    if cue.first <= start + 1:
        comma = next((n for n in range(last, end) if paragraph.forms[n] == ","), None)
        after = trimmed(paragraph, comma + 1, end) if comma is not None else None
        return [after] if after is not None and is_clause(paragraph, after) else []
    before = trimmed(paragraph, start, cue.first)
    if before is None:
        return []
    if last < end and paragraph.forms[last] == "," and paragraph.forms[cue.first - 1] == ",":
        after = trimmed(paragraph, last + 1, end)
        if after is not None and not is_clause(paragraph, before) and is_clause(paragraph, after):
            return [before, after]
    return [before] if is_clause(paragraph, before) else []


def infinitive_after(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> Words | None:
    """The to-clause behind a cue: promised to pay, urged voters to stay home."""
    _, end = paragraph.sentence_bounds(cue.verb)
    for n in range(cue.last, min(cue.last + 6, end - 1)):
        if paragraph.inside[n] != OUTSIDE or paragraph.tags[n] in _FINITE:
            return None
        if paragraph.lower[n] == "to" and paragraph.tags[n + 1] in ("VB", "RB"):
            return trimmed(paragraph, n, _clause_end(paragraph, cue, n, end, lexicon))
    return None


def is_clause(paragraph: Paragraph, words: Words) -> bool:
    """Whether there is a finite verb outside marks, or marked words, among them."""
    return any(
        paragraph.tags[n] in _FINITE or paragraph.inside[n] != OUTSIDE for n in range(*words)
    )


def trimmed(paragraph: Paragraph, first: int, last: int) -> Words | None:
    """Without punctuation at the edges; marked stretches stay whole."""
    while first < last and _is_edge(paragraph, first):
        first += 1
    while last > first and _is_edge(paragraph, last - 1):
        last -= 1
    return (first, last) if last > first else None


def _is_edge(paragraph: Paragraph, n: int) -> bool:
    return paragraph.inside[n] == OUTSIDE and paragraph.forms[n] in _EDGES


def _clause_start(paragraph: Paragraph, cue: Cue, start: int, end: int) -> int | None:
    for n in range(start, min(start + _OPENER_WITHIN, end)):
        if paragraph.inside[n] != OUTSIDE or paragraph.tags[n] in _FINITE:
            break
        following = paragraph.lower[min(n + 1, end - 1)]
        prepositional = paragraph.tags[n] in ("IN", "TO") and paragraph.lower[n] != "that"
        if prepositional and following in _OPENERS - {"that"}:
            break
        if paragraph.lower[n] in _OPENERS and _opens(paragraph, n, start):
            return n if is_clause(paragraph, (n, end)) else None
    first = _past_circumstances(paragraph, cue, start, end)
    if first >= end or not is_clause(paragraph, (first, end)):
        return None
    if paragraph.lower[cue.verb] in _PLAIN and _begins_clause(paragraph, first):
        return first
    governed = any(
        paragraph.deps[c] == "ccomp" and c >= first for c in paragraph.children(cue.verb)
    )
    return first if governed and _begins_clause(paragraph, first) else None


def _opens(paragraph: Paragraph, n: int, start: int) -> bool:
    word = paragraph.lower[n]
    if word == "that":
        return paragraph.tags[n] == "IN" or paragraph.deps[n] == "mark" or n == start
    if word in ("if", "when"):
        return word == "if" and n <= start + 3 and n > start - 1 and paragraph.deps[n] == "mark"
    return (
        n == start
        or word == "whether"
        or paragraph.deps[n] in ("advmod", "dobj", "nsubj", "attr", "pobj")
    )


def _past_circumstances(paragraph: Paragraph, cue: Cue, start: int, end: int) -> int:
    """Past who was told, when and where: told reporters in Leeds on Friday."""
    first = start
    if paragraph.lower[cue.verb] in _TOLD and first < end:
        if paragraph.tags[first] == "PRP":
            first += 1
        else:
            told = phrase_right(paragraph, first)
            first = told[1] if told else first
    while first < end - 1:
        past = _past_one(paragraph, first, end)
        if past == first:
            break
        first = past
    return first


def _past_one(paragraph: Paragraph, n: int, end: int) -> int:
    if is_time(paragraph, n):
        return n + 1
    if paragraph.forms[n] == "," and is_time(paragraph, n - 1):
        return n + 1
    if paragraph.lower[n] in (
        "on",
        "in",
        "at",
        "during",
        "after",
        "last",
        "this",
        "earlier",
        "late",
        "via",
        "to",
    ):
        if paragraph.lower[n] in ("last", "this", "earlier", "late"):
            return n + 2 if n + 1 < end and is_time(paragraph, n + 1) else n
        phrase = phrase_right(paragraph, n + 1)
        if phrase is not None:
            return min(phrase[1], end)
        if is_time(paragraph, n + 1):
            return n + 2
    return n


def _begins_clause(paragraph: Paragraph, first: int) -> bool:
    """Whether a subject stands at the start and a finite verb soon after."""
    if paragraph.inside[first] != OUTSIDE:
        return True
    tag = paragraph.tags[first]
    starts = tag.startswith(("NN", "PRP", "DT", "JJ", "CD", "EX", "PDT", "WRB", "VBG", "RB"))
    starts = starts or paragraph.lower[first] in ("if", "because", "since", "while", "although")
    return starts and paragraph.forms[first] not in (",", ".")


def _clause_end(paragraph: Paragraph, cue: Cue, first: int, end: int, lexicon: Lexicon) -> int:
    for n in range(first + 1, end):
        if paragraph.inside[n] != OUTSIDE:
            continue
        if paragraph.tags[n] == "CC" and (
            _new_report(paragraph, n + 1, end, lexicon) or paragraph.heads[n] == cue.verb
        ):
            return n
        after_stretch = paragraph.inside[n - 1] != OUTSIDE
        if paragraph.forms[n] == "," and _leaves(paragraph, cue, n, end, lexicon):
            return n
        if after_stretch and paragraph.tags[n] == "VBG" and _begins_report(paragraph, n, lexicon):
            return n
    return end


def _leaves(paragraph: Paragraph, cue: Cue, comma: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what follows a comma is no longer what was said."""
    following = comma + 1
    return (
        _begins_report(paragraph, following, lexicon)
        or _closing_report(paragraph, following, end, lexicon)
        or _another_reports(paragraph, following, end, lexicon)
        or (paragraph.deps[cue.verb] == "advcl" and _turns(paragraph, cue, comma))
        or _belongs_to_cue(paragraph, cue, following, end)
    )


def _belongs_to_cue(paragraph: Paragraph, cue: Cue, n: int, end: int) -> bool:
    """Whether the next words say more about the saying: …, however, appearing to relent."""
    return any(
        paragraph.heads[k] == cue.verb
        and paragraph.deps[k] in ("advcl", "conj", "parataxis", "prep")
        for k in range(n, min(n + 3, end))
        if paragraph.inside[k] == OUTSIDE
    )


def _new_report(paragraph: Paragraph, n: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a cue without a subject of its own begins behind a conjunction: … and promised …"""
    while (
        n < end
        and paragraph.tags[n] in ("RB", "IN")
        and paragraph.lower[n] in ("also", "then", "later")
    ):
        n += 1
    if n >= end or paragraph.inside[n] != OUTSIDE:
        return False
    reports = lexicon.classes(paragraph.lower[n]) & {"say", "infinitive"}
    return bool(reports) and paragraph.tags[n] in ("VBD", "VBZ")


def _turns(paragraph: Paragraph, cue: Cue, comma: int) -> bool:
    """Whether the main clause begins behind a comma: Although he admitted that …, he claimed …"""
    root = paragraph.heads[cue.verb]
    return (
        root > comma
        and paragraph.tags[cue.verb] != "VBG"
        and paragraph.tags[comma + 1 : comma + 2] != ["CC"]
    )


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
        if paragraph.inside[verb] != OUTSIDE:
            return False
        if paragraph.tags[verb] in _FINITE:
            return "say" in lexicon.classes(paragraph.lower[verb])
    return False


def _begins_report(paragraph: Paragraph, n: int, lexicon: Lexicon) -> bool:
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


def _is_adverbial(paragraph: Paragraph, words: Words) -> bool:
    """Whether the words before a comma only say when or how: In an interview, she said."""
    first = words[0]
    opening = paragraph.tags[first] in ("IN", "WRB", "VBN", "VBG", "RB", "TO")
    return opening and not _has_main_verb(paragraph, words)


def _has_main_verb(paragraph: Paragraph, words: Words) -> bool:
    return any(
        paragraph.tags[n] in _FINITE
        and paragraph.deps[n] in ("ROOT", "ccomp", "conj", "parataxis", "aux")
        for n in range(*words)
    )
