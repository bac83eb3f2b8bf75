"""Quotes by their marks and the names beside them, for a language whose cue words nobody listed.

Neither tags nor a parse are asked, since those of an unknown language say nothing to rules made for another.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.marks import Stretch, stretches
from annotator.core.quotes import SpeakerStatus
from annotator.core.span import Span
from annotator.core.text import Bounds, paragraphs
from annotator.nlp.quotes.attachment import attached, invites
from annotator.nlp.quotes.cues import Cue, cues
from annotator.nlp.quotes.found import FoundNotAQuote, FoundQuote, FoundQuotes
from annotator.nlp.quotes.names import named
from annotator.nlp.quotes.not_a_quote import is_sentence, reason
from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph, Quoted, inner_words, plain
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import words

_SPEAKING = frozenset({"PERSON", "ORG"})
_SHORT = 3
_REACH = 8
_SURE, _UNSURE = 0.6, 0.3


def neighbours(text: str, entities: Sequence[Span], language: str) -> FoundQuotes:
    """What stands in marks, with the nearest name of its sentence outside them as speaker."""
    lexicon = words(language)
    marked = stretches(text)
    starts = [stretch.start for stretch in marked]
    names = [span for span in entities if span.label in _SPEAKING]
    edges = [span.start for span in names]
    reading = _Reading(lexicon)
    read = []
    for start, end in paragraphs(text):
        if start == end:
            continue
        here = marked[bisect_left(starts, start) : bisect_left(starts, end)]
        paragraph = plain(text, (start, end), here, lexicon)
        read.append(paragraph)
        near = names[bisect_left(edges, start) : bisect_left(edges, end)]
        reading.take(paragraph, [(span.start, span.end) for span in near])
    quotes = named(text, read, reading.quotes, entities, lexicon)
    return FoundQuotes(quotes, tuple(reading.denied))


@dataclass(slots=True)
class _Reading:
    lexicon: Lexicon
    quotes: list[FoundQuote] = field(default_factory=list)
    denied: list[FoundNotAQuote] = field(default_factory=list)

    def take(self, paragraph: Paragraph, names: Sequence[Bounds]) -> None:
        """Add what one paragraph holds."""
        known = cues(paragraph, self.lexicon)
        spoken = False
        for number, quoted in enumerate(paragraph.quoted):
            place = quoted.stretch.start, quoted.stretch.end
            best = attached(paragraph, number, known)
            cue = best.cue if best else None
            speaker = _speaker(paragraph, quoted, cue, names)
            why = _denial(paragraph, quoted, self.lexicon, attributed=cue is not None)
            if why is not None:
                self.denied.append(FoundNotAQuote(*place, why))
            elif speaker is None and self.quotes and (spoken or quoted.stretch.continues):
                last = self.quotes[-1]
                self.quotes[-1] = replace(last, content=(*last.content, place))
            else:
                self.quotes.append(self._quote(paragraph, quoted, cue, speaker))
                spoken = True

    def _quote(
        self, paragraph: Paragraph, quoted: Quoted, cue: Cue | None, speaker: Bounds | None
    ) -> FoundQuote:
        alone = quoted.first == 0 and quoted.last >= len(paragraph) - 1 and bool(self.quotes)
        status = SpeakerStatus.FLOATING if alone else SpeakerStatus.NONE
        return FoundQuote(
            (_bounds(quoted.stretch),),
            speaker,
            paragraph.bounds(cue.first, cue.last) if cue and speaker else None,
            status=SpeakerStatus.EXPLICIT if speaker else status,
            confidence=_SURE if speaker else _UNSURE,
        )


def _denial(
    paragraph: Paragraph, quoted: Quoted, lexicon: Lexicon, *, attributed: bool
) -> str | None:
    why = reason(paragraph, quoted, lexicon)
    if why is not None or attributed or len(inner_words(paragraph, quoted)) > _SHORT:
        return why
    said = invites(paragraph, quoted) or is_sentence(paragraph, quoted)
    return None if said else "scare"


def _speaker(
    paragraph: Paragraph, quoted: Quoted, cue: Cue | None, names: Sequence[Bounds]
) -> Bounds | None:
    """The name the cue has, else the nearest of the sentence; without one the capitals behind the cue."""
    if cue is not None and cue.speaker is not None:
        first, last = cue.speaker
        start, end = paragraph.bounds(first, last)
        held = [name for name in names if start <= name[0] < end]
        if held:
            return held[0]
        while last > first and not paragraph.forms[last - 1][0].isupper():
            last -= 1
        if last > first:
            return paragraph.bounds(first, last)
    return min(_reachable(paragraph, quoted, names), default=(0, None))[1]


def _reachable(
    paragraph: Paragraph, quoted: Quoted, names: Sequence[Bounds]
) -> Iterator[tuple[int, Bounds]]:
    """The names of a stretch's sentence outside all marks, each with its distance in words.

    What a comma ends is told who said it behind.
    """
    behind_only = invites(paragraph, quoted)
    anchor = quoted.last - 1
    for start, end in names:
        word = bisect_left(paragraph.starts, start)
        if word >= len(paragraph) or paragraph.inside[word] != OUTSIDE:
            continue
        after = word >= quoted.last
        distance = word - quoted.last if after else quoted.first - word
        if not paragraph.same_sentence(word, anchor) or distance > _REACH:
            continue
        if after or not behind_only:
            yield distance, (start, end)


def _bounds(stretch: Stretch) -> Bounds:
    return stretch.start, stretch.end
