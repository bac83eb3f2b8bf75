"""The reports of one paragraph: each cue with its content, each stretch with its cue or none.

A report is what becomes a quote, a part of one, or a stretch that is no quote.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.text import Bounds
from annotator.nlp.quotes.attachment import Attached, attached, label
from annotator.nlp.quotes.content import (
    according_content,
    clause_after,
    clause_before,
    clause_of_noun,
    infinitive_after,
    trimmed,
)
from annotator.nlp.quotes.cues import ACCORDING, NOUN, Cue, cues
from annotator.nlp.quotes.endings import is_spaced_dash
from annotator.nlp.quotes.not_a_quote import is_sentence, reason
from annotator.nlp.quotes.paragraph import (
    FINITE,
    OUTSIDE,
    Paragraph,
    Quoted,
    inner,
    inner_words,
)
from annotator.nlp.quotes.phrases import Words
from annotator.nlp.quotes.words import Words as Lexicon

_SCARE = 3
_SHORT = 5
_BRIEF = 7
_FAR = 120


@dataclass(frozen=True, slots=True)
class Report:
    """Content (in words) with its cue; `stretches` are the numbers of those within.

    `floating` has no cue of its own; `introduces` says the next paragraph; `reason` makes it no quote.
    """

    content: tuple[Words, ...]
    cue: Cue | None = None
    stretches: tuple[int, ...] = ()
    floating: bool = False
    introduces: bool = False
    sure: bool = True
    reason: str | None = None
    confidence: float = 0.5

    def bounds(self, paragraph: Paragraph) -> Iterator[Bounds]:
        """The content in code points; a part that is one stretch has the stretch's own bounds."""
        for first, last in self.content:
            yield _exact(paragraph, first, last)


def reports(
    paragraph: Paragraph, lexicon: Lexicon, introduced: bool, surnames: Collection[str]
) -> list[Report]:
    """The reports of a paragraph in reading order; `introduced` by the one before with a colon.

    `surnames` are those of the article's people, in lower case.
    """
    labelled = _labelled(paragraph, surnames)
    if labelled is not None:
        return [labelled]
    found = cues(paragraph, lexicon)
    near = [cue for cue in found if not _is_told(paragraph, cue, found)]
    starts = [cue.first for cue in near]
    belongs: dict[int, Attached] = {}
    denied: dict[int, str] = {}
    for number, quoted in enumerate(paragraph.quoted):
        why = reason(paragraph, quoted, lexicon)
        best = None if why else attached(paragraph, number, _around(near, starts, quoted))
        if why:
            denied[number] = why
        elif best is not None and _is_meant(paragraph, number, best):
            belongs[number] = best
    made = [*_by_cue(paragraph, found, belongs, lexicon)]
    taken = _taken(paragraph, made)
    left = [n for n in range(len(paragraph.quoted)) if n not in taken and n not in denied]
    announced = list(_announced(paragraph, found, made, left))
    made += announced
    left = [n for n in left if not any(n in report.stretches for report in announced)]
    made = _with_continuations(paragraph, made, left, introduced)
    made += [Report((), stretches=(n,), reason=why) for n, why in denied.items() if n not in taken]
    return sorted(_outermost(made), key=lambda report: _place(paragraph, report))


def _taken(paragraph: Paragraph, made: Sequence[Report]) -> set[int]:
    """The numbers of the stretches that reports have, be it as a part of a clause."""
    told = [part for report in made for part in report.content]
    within = {
        number
        for number, quoted in enumerate(paragraph.quoted)
        if any(first <= quoted.first < last for first, last in told)
    }
    return within | {number for report in made for number in report.stretches}


def _around(cues_here: list[Cue], starts: list[int], quoted: Quoted) -> list[Cue]:
    """The cues near enough to a stretch to be its own."""
    first = bisect_left(starts, quoted.first - _FAR)
    return cues_here[first : bisect_left(starts, quoted.last + _FAR)]


def _is_told(paragraph: Paragraph, cue: Cue, found: Sequence[Cue]) -> bool:
    """Whether a weak cue is itself a part of what was said: Hale said the pier had “serious cracks”."""
    if cue.classes & {"say", "call", "direct", "infinitive"} or paragraph.deps[cue.verb] != "ccomp":
        return False
    outer = paragraph.heads[cue.verb]
    return any(one.verb == outer and "say" in one.classes for one in found)


def _announced(
    paragraph: Paragraph, found: Sequence[Cue], made: Sequence[Report], left: Sequence[int]
) -> Iterator[Report]:
    """Stretches right behind a sentence that only says who spoke: Hale agreed. “It is dry.”"""
    used = {report.cue for report in made}
    for number in left:
        quoted = paragraph.quoted[number]
        start, _ = paragraph.sentence_bounds(quoted.first)
        if start != quoted.first or not start or not is_sentence(paragraph, quoted):
            continue
        for cue in found:
            end = paragraph.sentence_bounds(cue.verb)[1]
            if end != start or end - cue.last > _BRIEF or cue in used or cue.speaker is None:
                continue
            if cue.classes & {"say", "direct"} and not cue.negated:
                yield Report(((quoted.first, quoted.last),), cue, (number,), confidence=0.6)
                break


def _labelled(paragraph: Paragraph, surnames: Collection[str]) -> Report | None:
    """A paragraph that a name and a colon open is what that person said: FALLIN: …"""
    colon = next((n for n in range(min(6, len(paragraph))) if paragraph.forms[n] == ":"), 0)
    if colon < 1 or colon + 2 > len(paragraph) or paragraph.inside[colon] != OUTSIDE:
        return None
    if paragraph.lower[colon - 1] not in surnames or paragraph.inside[colon + 1] != OUTSIDE:
        return None
    if not all(form[0].isupper() or not form[0].isalpha() for form in paragraph.forms[:colon]):
        return None
    said = trimmed(paragraph, colon + 1, len(paragraph))
    if said is None:
        return None
    return Report((_whole(paragraph, said),), label(colon, (0, colon)), confidence=0.6)


def _is_meant(paragraph: Paragraph, number: int, best: Attached) -> bool:
    """A few words far from a cue are scare quotes; unsaid words are none."""
    cue = best.cue
    words = inner_words(paragraph, paragraph.quoted[number])
    if cue.hypothetical or (cue.negated and "thought" in cue.classes):
        return False
    if best.follows:
        return True
    if cue.classes <= {"direct", "thought"} and best.score < 70:
        return False
    return len(words) > _SCARE or best.score >= 40


def _by_cue(
    paragraph: Paragraph, found: list[Cue], belongs: dict[int, Attached], lexicon: Lexicon
) -> Iterator[Report]:
    by_cue: dict[Cue, list[int]] = defaultdict(list)
    for number, one in belongs.items():
        by_cue[one.cue].append(number)
    listed = [*found, *(cue for cue in by_cue if cue not in found)]
    for cue in sorted(listed, key=lambda cue: cue.first):
        numbers = by_cue.get(cue, [])
        if numbers:
            yield from _spoken(paragraph, cue, numbers, belongs, lexicon)
        else:
            yield from _told(paragraph, cue, lexicon)


def _spoken(
    paragraph: Paragraph,
    cue: Cue,
    numbers: list[int],
    belongs: dict[int, Attached],
    lexicon: Lexicon,
) -> Iterator[Report]:
    """A cue with marked stretches: they alone, or the clause around them."""
    parts: list[Words] = []
    clauses: list[Words] = []
    if any(not belongs[n].follows for n in numbers) and "call" not in cue.classes - {"say"}:
        clauses = _clauses(paragraph, cue, lexicon)
    for n in numbers:
        quoted = paragraph.quoted[n]
        if belongs[n].follows:
            parts.append((_fronted(paragraph, n), quoted.last))
        elif any(_takes_in(paragraph, clause, quoted) for clause in clauses):
            parts += [_whole(paragraph, clause) for clause in clauses]
        else:
            parts.append((quoted.first, quoted.last))
    yield Report(_merged(parts), cue, tuple(numbers), confidence=_confidence(belongs, numbers))


def _clauses(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> list[Words]:
    """What was told behind a cue, else around it."""
    after = _clause(paragraph, cue, lexicon)
    if after is not None:
        return [after]
    return clause_before(paragraph, cue, lexicon) if "say" in cue.classes else []


def _takes_in(paragraph: Paragraph, clause: Words, quoted: Quoted) -> bool:
    """Whether marked words are a part of a clause, not all that was said."""
    if clause[0] < quoted.first < clause[1]:
        return True
    if clause[0] != quoted.first or quoted.last >= clause[1]:
        return False
    return paragraph.tags[quoted.last] in FINITE and inner(paragraph, quoted)[-1:].isalnum()


def _clause(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> Words | None:
    if ACCORDING in cue.classes:
        return next(iter(according_content(paragraph, cue)), None)
    if NOUN in cue.classes:
        return clause_of_noun(paragraph, cue)
    if "say" in cue.classes:
        found = clause_after(paragraph, cue, lexicon)
        if found:
            return found
    return infinitive_after(paragraph, cue, lexicon) if "infinitive" in cue.classes else None


def _fronted(paragraph: Paragraph, number: int) -> int:
    """Where content before its cue begins: at the stretch, or at the clause that ends in it."""
    quoted = paragraph.quoted[number]
    start, _ = paragraph.sentence_bounds(quoted.first)
    if start == quoted.first or is_sentence(paragraph, quoted):
        return quoted.first
    within = range(start, quoted.first)
    if any(
        paragraph.inside[n] != OUTSIDE
        or paragraph.forms[n] in (",", ":", ";", "—", "–", "--")
        or is_spaced_dash(paragraph, n)
        for n in within
    ):
        return quoted.first
    spoken = any(paragraph.forms[n][0].isalnum() for n in within)
    return start if spoken else quoted.first


def _told(paragraph: Paragraph, cue: Cue, lexicon: Lexicon) -> Iterator[Report]:
    """A cue without marked words: the clause behind it or before it."""
    if ACCORDING in cue.classes:
        found = according_content(paragraph, cue)
        if found:
            yield Report(_merged([_whole(paragraph, one) for one in found]), cue, confidence=0.6)
        return
    if _introduces(paragraph, cue):
        yield Report((), cue, introduces=True)
        return
    if not cue.classes & {"say", "infinitive", NOUN} or cue.speaker is None or cue.hypothetical:
        return
    after = _clause(paragraph, cue, lexicon)
    if after:
        yield Report((_whole(paragraph, after),), cue, confidence=0.6)
        return
    pieces = clause_before(paragraph, cue, lexicon) if "say" in cue.classes else []
    if pieces:
        yield Report(_merged([_whole(paragraph, one) for one in pieces]), cue, confidence=0.55)


def _introduces(paragraph: Paragraph, cue: Cue) -> bool:
    """Whether the paragraph ends with this cue and a colon: the next one is what was said."""
    last = len(paragraph) - 1
    return (
        paragraph.forms[last] == ":"
        and paragraph.inside[last] == OUTSIDE
        and paragraph.same_sentence(cue.verb, last)
        and bool(cue.classes & {"say", "direct"})
    )


def _with_continuations(
    paragraph: Paragraph, made: list[Report], left: list[int], introduced: bool
) -> list[Report]:
    """Stretches without a cue: the next part of the quote before, or quotes that float."""
    result = list(made)
    for number in left:
        quoted = paragraph.quoted[number]
        words = inner_words(paragraph, quoted)
        before = _just_before(paragraph, result, number)
        opens = number == 0 and quoted.first == 0
        if before is not None and _starts_sentence(paragraph, number):
            extended = _merged((*result[before].content, (quoted.first, quoted.last)))
            stretches = (*result[before].stretches, number)
            held = result[before]
            result[before] = Report(
                extended, held.cue, stretches, held.floating, confidence=held.confidence
            )
        elif opens and (introduced or quoted.stretch.continues):
            result.append(Report(((quoted.first, quoted.last),), None, (number,), floating=True))
        elif is_sentence(paragraph, quoted) and len(words) >= _SHORT:
            sure = opens and quoted.last >= len(paragraph) - 1
            result.append(
                Report(((quoted.first, quoted.last),), None, (number,), floating=True, sure=False)
                if not sure
                else Report(((quoted.first, quoted.last),), None, (number,), floating=True)
            )
        elif len(words) <= _SCARE:
            result.append(Report((), stretches=(number,), reason="scare"))
    return result


def _just_before(paragraph: Paragraph, made: Sequence[Report], number: int) -> int | None:
    """The quote that a stretch goes on: the last before it, with no more than its own sentence between."""
    quoted = paragraph.quoted[number]
    best: tuple[int, int] | None = None
    for index, report in enumerate(made):
        if report.content and report.reason is None:
            ends = [last for _, last in report.content]
            if report.cue is not None:
                ends.append(report.cue.group[1])
            if max(ends) <= quoted.first:
                best = max(best or (-1, -1), (max(ends), index))
    if best is None:
        return None
    between = paragraph.sentence[quoted.first] - paragraph.sentence[max(best[0] - 1, 0)]
    return best[1] if between <= 1 else None


def _starts_sentence(paragraph: Paragraph, number: int) -> bool:
    quoted = paragraph.quoted[number]
    words = inner_words(paragraph, quoted)
    start, _ = paragraph.sentence_bounds(quoted.first)
    before = paragraph.inside[quoted.first - 1] if quoted.first else OUTSIDE
    return bool(words) and words[0][:1].isupper() and (start == quoted.first or before != OUTSIDE)


def _whole(paragraph: Paragraph, words: Words) -> Words:
    """With every stretch that a border would cut in two."""
    first, last = words
    if paragraph.inside[first] != OUTSIDE:
        first = min(first, paragraph.quoted[paragraph.inside[first]].first)
    if paragraph.inside[last - 1] != OUTSIDE:
        last = max(last, paragraph.quoted[paragraph.inside[last - 1]].last)
    return first, last


def _merged(parts: Sequence[Words]) -> tuple[Words, ...]:
    result: list[Words] = []
    for first, last in sorted(set(parts)):
        if result and first < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return tuple(result)


def _outermost(made: Sequence[Report]) -> list[Report]:
    """Without what lies wholly within the content of another report."""
    return [one for one in made if not any(_within(one, other) for other in made)]


def _within(report: Report, other: Report) -> bool:
    if report is other or not report.content or report.content == other.content:
        return False
    return all(
        any(first <= part[0] and part[1] <= last for first, last in other.content)
        for part in report.content
    )


def _place(paragraph: Paragraph, report: Report) -> int:
    if report.content:
        return report.content[0][0]
    if report.stretches:
        return paragraph.quoted[report.stretches[0]].first
    return report.cue.first if report.cue else len(paragraph)


def _confidence(belongs: dict[int, Attached], numbers: list[int]) -> float:
    return min(0.95, max(belongs[n].score for n in numbers) / 95)


def _exact(paragraph: Paragraph, first: int, last: int) -> Bounds:
    start, end = paragraph.bounds(first, last)
    if paragraph.inside[first] != OUTSIDE:
        quoted = paragraph.quoted[paragraph.inside[first]]
        start = quoted.stretch.start if quoted.first == first else start
    if paragraph.inside[last - 1] != OUTSIDE:
        quoted = paragraph.quoted[paragraph.inside[last - 1]]
        end = quoted.stretch.end if quoted.last == last else end
    return start, end
