"""What was said without marks, or with some of its words in marks: the clause a cue governs.

Word numbers of one paragraph, `[first, last)` half-open. Edge punctuation is left out, “that” is kept.
"""

from annotator.nlp.quotes.cues import Cue
from annotator.nlp.quotes.endings import begins_report, clause_end
from annotator.nlp.quotes.paragraph import FINITE, OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import Words, is_time, phrase_right
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

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
_CLOSING = 3
_INFINITIVE_WITHIN = 16
_INFINITIVE_SURELY = 6


def clause_after(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> Words | None:
    """The clause behind a cue; None when nothing of the kind follows it in its sentence."""
    _, end = paragraph.sentence_bounds(cue.verb)
    start = max(cue.last, cue.group[1])
    if start >= end:
        return None
    first = _clause_start(paragraph, cue, start, end)
    if first is None:
        return None
    last = clause_end(paragraph, cue, first, end, lexicon)
    return trimmed(paragraph, first, last)


def clause_before(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> list[Words]:
    """The clause a cue and its speaker close or interrupt: one piece, or two around them; else none."""
    start, end = paragraph.sentence_bounds(cue.verb)
    first, last = cue.group
    if paragraph.lower[first - 1 : first] == ["as"]:
        return _as_reported(paragraph, cue, first, last, end, lexicon)
    if cue.speaker is None or first <= start or paragraph.forms[first - 1] not in (",", "—"):
        return []
    before = trimmed(paragraph, start, first - 1)
    if before is None:
        return []
    if last < end and paragraph.forms[last] == ",":
        after = trimmed(paragraph, last + 1, clause_end(paragraph, cue, last + 1, end, lexicon))
        return _around(paragraph, cue, before, after, lexicon)
    if not is_clause(paragraph, before) or is_clause(paragraph, (last, end)):
        return []
    subordinate = (
        paragraph.tags[before[0]] in ("IN", "WRB") and paragraph.lower[before[0]] != "that"
    )
    return [] if subordinate and end - last > _CLOSING else [before]


def _as_reported(
    paragraph: Paragraph, cue: Cue, first: int, last: int, end: int, lexicon: Lexicon
) -> list[Words]:
    """What follows “As the warden noted, …” at a sentence's start."""
    start, _ = paragraph.sentence_bounds(cue.verb)
    if first - 1 > start + 1 or last >= end or paragraph.forms[last] != ",":
        return []
    after = trimmed(paragraph, last + 1, clause_end(paragraph, cue, last + 1, end, lexicon))
    return [after] if after is not None and is_clause(paragraph, after) else []


def _around(
    paragraph: Paragraph, cue: Cue, before: Words, after: Words | None, lexicon: Lexicon
) -> list[Words]:
    """The pieces on both sides of a cue between commas, without what is about the saying."""
    if after is None or begins_report(paragraph, after[0], lexicon):
        return [before] if is_clause(paragraph, before) else []
    if is_phrase_only(paragraph, before):
        return [after] if is_clause(paragraph, after) else []
    if not is_clause(paragraph, before) and not is_clause(paragraph, after):
        return []
    if _is_complete(paragraph, before, cue) and _is_about_saying(paragraph, cue, after):
        return [before]
    return [before, after]


def is_phrase_only(paragraph: Paragraph, words: Words) -> bool:
    """Whether words only lead in to what was said: In the end, …; But, …"""
    opening = paragraph.tags[words[0]] in ("IN", "CC", "VBN", "VBG", "TO")
    if words[1] - words[0] == 1:
        return opening
    subject = any(
        paragraph.deps[n] in ("nsubj", "nsubjpass") and paragraph.inside[n] == OUTSIDE
        for n in range(*words)
    )
    return opening and not subject and not is_clause(paragraph, words)


def _is_complete(paragraph: Paragraph, words: Words, cue: Cue) -> bool:
    """Whether the words are a whole clause that the cue governs."""
    return any(
        paragraph.tags[n] in FINITE
        and n < cue.first
        and paragraph.deps[n] in ("ccomp", "ROOT", "aux", "auxpass", "conj")
        for n in range(*words)
        if paragraph.inside[n] == OUTSIDE
    )


def _is_about_saying(paragraph: Paragraph, cue: Cue, after: Words) -> bool:
    """Whether the words behind the second comma describe the speaker, or how it was said."""
    inverted = cue.speaker is not None and cue.speaker[0] > cue.first
    tag = paragraph.tags[after[0]]
    return tag in ("VBG", "WP", "WP$", "VBN") or (inverted and tag not in ("CC", "IN", "MD", "VBZ"))


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
    for n in range(cue.last, min(cue.last + _INFINITIVE_WITHIN, end - 1)):
        if paragraph.inside[n] != OUTSIDE or paragraph.tags[n] in FINITE:
            return None
        if paragraph.lower[n] == "to" and paragraph.tags[n + 1] in ("VB", "RB"):
            if n >= cue.last + _INFINITIVE_SURELY and not _governs(paragraph, cue, n + 1):
                continue
            first = n - 1 if paragraph.lower[n - 1] == "not" else n
            return trimmed(paragraph, first, clause_end(paragraph, cue, n, end, lexicon))
    return None


def _governs(paragraph: Paragraph, cue: Cue, verb: int) -> bool:
    return paragraph.heads[verb] == cue.verb and paragraph.deps[verb] in ("xcomp", "ccomp", "advcl")


def clause_of_noun(paragraph: Paragraph, cue: Cue) -> Words | None:
    """The clause with “that” behind a noun: her claim that it leaks | surprised nobody."""
    last = cue.last
    below = [c for c in paragraph.children(cue.verb) if c > cue.last]
    while below:
        word = below.pop()
        last = max(last, word + 1)
        below += [c for c in paragraph.children(word) if c > cue.last]
    return trimmed(paragraph, cue.last, last) if is_clause(paragraph, (cue.last, last)) else None


def is_clause(paragraph: Paragraph, words: Words) -> bool:
    """Whether there is a finite verb outside marks, or marked words, among them."""
    return any(paragraph.tags[n] in FINITE or paragraph.inside[n] != OUTSIDE for n in range(*words))


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
    opener = _opener(paragraph, cue, start, end)
    if opener is not None:
        return opener if is_clause(paragraph, (opener, end)) else None
    if _is_predicate(paragraph, cue, start):
        return start
    first = _past_circumstances(paragraph, cue, start, end)
    if first >= end or not is_clause(paragraph, (first, end)):
        return None
    if paragraph.lower[cue.verb] in _PLAIN and _begins_clause(paragraph, first):
        return first
    governed = any(
        paragraph.deps[c] == "ccomp" and c >= first for c in paragraph.children(cue.verb)
    )
    return first if governed and _begins_clause(paragraph, first) else None


def _opener(paragraph: Paragraph, cue: Cue, start: int, end: int) -> int | None:
    """The “that”, “whether”, “how” … that opens the clause of a cue; who was told may be a marked name."""
    told = paragraph.lower[cue.verb] in _TOLD
    for n in range(start, min(start + _OPENER_WITHIN, end)):
        if paragraph.inside[n] != OUTSIDE:
            if told:
                continue
            return None
        following = paragraph.lower[min(n + 1, end - 1)]
        prepositional = paragraph.tags[n] in ("IN", "TO") and paragraph.lower[n] != "that"
        asking = prepositional and following in _OPENERS - {"that"}
        if asking or paragraph.tags[n] in FINITE:
            return None
        if paragraph.lower[n] in _OPENERS and _opens(paragraph, cue, n, start):
            return n
    return None


def _is_predicate(paragraph: Paragraph, cue: Cue, start: int) -> bool:
    """Whether what was said has its subject before the cue: a move the company said was needed."""
    if cue.speaker is None or cue.speaker[1] > cue.first or "say" not in cue.classes:
        return False
    before = cue.speaker[0] - 1
    relative = before >= 0 and (
        paragraph.tags[before] in ("WP", "WDT", "NN", "NNS") or paragraph.lower[before] == "that"
    )
    return relative and paragraph.tags[start] in FINITE


def _opens(paragraph: Paragraph, cue: Cue, n: int, start: int) -> bool:
    word = paragraph.lower[n]
    if word == "that":
        return (
            paragraph.lower[cue.verb] in _TOLD
            or paragraph.tags[n] == "IN"
            or paragraph.deps[n] == "mark"
            or n == start
        )
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
            first = _with_place(paragraph, told[1], end) if told else first
    while first < end - 1:
        past = _past_one(paragraph, first, end)
        if past == first:
            break
        first = past
    return first


def _with_place(paragraph: Paragraph, last: int, end: int) -> int:
    """Past the rest of a name: The Echo of Norrhavn."""
    if last < end and paragraph.lower[last] == "of":
        rest = phrase_right(paragraph, last + 1)
        return rest[1] if rest else last
    return last


def _past_one(paragraph: Paragraph, n: int, end: int) -> int:
    if is_time(paragraph, n):
        return n if paragraph.tags[n + 1] == "POS" else n + 1
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
