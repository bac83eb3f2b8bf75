"""The quotes of one article: paragraph by paragraph, with what one paragraph hands on to the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.core.marks import Stretch, stretches
from annotator.core.quotes import Medium, SpeakerStatus
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.nlp.quotes.beside import neighbours
from annotator.nlp.quotes.cues import Cue
from annotator.nlp.quotes.found import FoundNotAQuote, FoundQuote, FoundQuotes
from annotator.nlp.quotes.names import named
from annotator.nlp.quotes.paragraph import Paragraph, read
from annotator.nlp.quotes.people import last_name
from annotator.nlp.quotes.posts import post
from annotator.nlp.quotes.reporting import Report, reports
from annotator.nlp.quotes.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(
    r"^((?!READ|WATCH|MORE|PHOTO|VIDEO|RELATED|NOTE|ALSO|SEE)[A-Z][A-Z.’' -]{1,30}):\s", re.M
)


def find_quotes(
    text: str, paragraphs: Sequence[tuple[int, Doc]], entities: Sequence[Span], language: str
) -> FoundQuotes:
    """The quotes of a text whose paragraphs were parsed, each with where it starts (code points)."""
    lexicon = words(language)
    if not lexicon.known:
        return neighbours(text, entities, language)
    marked = stretches(text)
    starts = [stretch.start for stretch in marked]
    surnames = {last_name(span.text).casefold() for span in entities if span.label == "PERSON"}
    surnames |= _labels(text)
    reading = _Reading()
    read_so_far: list[Paragraph] = []
    for shift, doc in paragraphs:
        end = shift + _length(doc)
        here = marked[bisect_left(starts, shift) : bisect_left(starts, end)]
        paragraph = read(text, shift, doc, here, lexicon)
        read_so_far.append(paragraph)
        posted = post(text, shift, end)
        if posted is not None:
            reading.quotes.append(posted)
        elif len(paragraph):
            reading.take(paragraph, reports(paragraph, lexicon, reading.introduced, surnames), here)
    quotes = named(text, read_so_far, reading.quotes, entities, lexicon)
    return FoundQuotes(quotes, tuple(reading.denied))


def _labels(text: str) -> set[str]:
    """The last words of labels in capitals that open paragraphs by turns, as in a printed interview: HALE: …

    Headings such as ENERGY: come once each; who talks comes again.
    """
    found = Counter(match[1].split()[-1].casefold() for match in _LABEL.finditer(text))
    again = {label for label, times in found.items() if times > 1}
    return set(found) if again and len(found) > 1 else set()


def _length(doc: Doc) -> int:
    """In code points; the text itself would be put together from its tokens anew."""
    return doc[-1].idx + len(doc[-1]) if len(doc) else 0


@dataclass(slots=True)
class _Reading:
    """What was found so far, and what may go on in the next paragraph."""

    quotes: list[FoundQuote] = field(default_factory=list)
    denied: list[FoundNotAQuote] = field(default_factory=list)
    introduced: bool = False
    _introducing: Report | None = None
    _introducer: Paragraph | None = None
    _last: int | None = None

    def take(self, paragraph: Paragraph, found: Sequence[Report], here: Sequence[Stretch]) -> None:
        """Add the reports of the next paragraph."""
        for report in found:
            self._add(paragraph, report, here)
        self.denied += paragraph_denied(paragraph, found)
        self._hand_on(found)

    def _add(self, paragraph: Paragraph, report: Report, here: Sequence[Stretch]) -> None:
        if report.reason is not None:
            return
        content = tuple(report.bounds(paragraph))
        if not content:
            if report.introduces:
                self._introducing, self._introducer = report, paragraph
            return
        continuing = bool(here) and here[0].continues and content[0][0] == here[0].start
        if continuing and self._last is not None and report.cue is None:
            self._extend(content)
        elif report.floating:
            self._float(report, content)
        else:
            self.quotes.append(_quote(paragraph, report, content))
            self._last = len(self.quotes) - 1

    def _extend(self, content: tuple[Bounds, ...]) -> None:
        assert self._last is not None
        last = self.quotes[self._last]
        self.quotes[self._last] = replace(last, content=(*last.content, *content))

    def _float(self, report: Report, content: tuple[Bounds, ...]) -> None:
        if self._introducing is not None and self._introducer is not None:
            introduced = _quote(self._introducer, self._introducing, content)
            self.quotes.append(introduced)
            self._introducing = None
        elif self._last is None and not report.sure:
            return
        else:
            self.quotes.append(FoundQuote(content, status=SpeakerStatus.FLOATING, confidence=0.5))
        self._last = len(self.quotes) - 1

    def _hand_on(self, found: Sequence[Report]) -> None:
        last = found[-1] if found else None
        if last is None or not last.introduces:
            self._introducing = None
        self.introduced = self._introducing is not None


def paragraph_denied(paragraph: Paragraph, found: Sequence[Report]) -> list[FoundNotAQuote]:
    """The stretches of a paragraph that are no quotes."""
    denied = []
    for report in found:
        if report.reason is not None:
            stretch = paragraph.quoted[report.stretches[0]].stretch
            denied.append(FoundNotAQuote(stretch.start, stretch.end, report.reason))
    return denied


def _quote(paragraph: Paragraph, report: Report, content: tuple[Bounds, ...]) -> FoundQuote:
    cue = report.cue
    mentioned = cue.speaker if cue and cue.speaker and cue.speaker[0] < cue.speaker[1] else None
    speaker = paragraph.bounds(*mentioned) if mentioned else None
    return FoundQuote(
        content,
        speaker,
        paragraph.bounds(cue.first, cue.last) if cue else None,
        status=SpeakerStatus.EXPLICIT if speaker else SpeakerStatus.NONE,
        medium=_medium(cue),
        negated=bool(cue and cue.negated),
        hypothetical=bool(cue and cue.hypothetical),
        confidence=report.confidence,
    )


def _medium(cue: Cue | None) -> Medium:
    classes = cue.classes if cue else frozenset()
    if "posting" in classes:
        return Medium.SOCIAL_POST
    if "writing" in classes:
        return Medium.WRITING
    return Medium.THOUGHT if "thought" in classes and "say" not in classes else Medium.SPEECH
