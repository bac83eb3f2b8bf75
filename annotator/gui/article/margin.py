"""The left margin of a page: which quotes are in sight there, with their bars and chips."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.gui.article.chips import Extent, place
from annotator.gui.article.page import Page
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.fonts import small_font

_LANE = 6.0
_BAR = 3.0
_FROM_TEXT = 7.0
_EDGE = 6.0
_GAP = 3.0
_NOBODY = "no speaker"
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """What is painted for one quote: bars and two lines of text, x from the column's left edge."""

    mark: QuoteMark
    bars: tuple[QRectF, ...]
    rect: QRectF
    name: str
    facts: str


class Margin:
    """Chips of the quotes in sight, laid out anew only when something moved."""

    def __init__(self, page: Page, left: float) -> None:
        self._page = page
        self._room = left
        pixels = page.measure.text.pitch / 2
        self.name_font = small_font(pixels * 0.72, bold=True)
        self.facts_font = small_font(pixels * 0.64)
        self._names = QFontMetricsF(self.name_font)
        self._facts = QFontMetricsF(self.facts_font)
        self._asked: tuple[object, ...] = ()
        self._chips: list[Chip] = []

    @property
    def line_heights(self) -> tuple[float, float]:
        """How high the two lines of a chip are."""
        return self._names.height(), self._facts.height()

    def chips(self, top: float, bottom: float) -> list[Chip]:
        """The chips between two heights of the page."""
        marks = self._page.marks.quotes
        asked = (marks, round(top), round(bottom), self._page.flow.total)
        if not self._asked or asked[0] is not self._asked[0] or asked[1:] != self._asked[1:]:
            self._asked = asked
            self._chips = self._laid_out(self._in_sight(marks, top, bottom), top, bottom)
        return self._chips

    def chip_at(self, x: float, y: float, top: float, bottom: float) -> Chip | None:
        """The chip whose text or bar is at a point."""
        for chip in self.chips(top, bottom):
            grown = [bar.adjusted(-2, 0, 3, 0) for bar in chip.bars]
            if any(rect.contains(x, y) for rect in (chip.rect, *grown)):
                return chip
        return None

    def _in_sight(
        self, marks: Sequence[QuoteMark], top: float, bottom: float
    ) -> Sequence[QuoteMark]:
        """The quotes with lines in sight, and a few before them whose chips may push theirs down."""
        flow = self._page.flow
        first, last = flow.offset_at(max(top, 0.0)), flow.offset_at(bottom)
        near = [n for n, m in enumerate(marks) if m.quote.start < last + 1 and m.quote.end >= first]
        if not near:
            return ()
        return marks[max(near[0] - _BEFORE, 0) : near[-1] + 1]

    def _laid_out(self, marks: Sequence[QuoteMark], top: float, bottom: float) -> list[Chip]:
        height = sum(self.line_heights)
        extents = [self._extents(mark, top, bottom) for mark in marks]
        shown = [(m, e) for m, e in zip(marks, extents, strict=True) if e]
        places = place([e for _, e in shown], height, _GAP)
        return [
            self._chip(mark, found.lane, found.bars, found.chip)
            for (mark, _), found in zip(shown, places, strict=True)
        ]

    def _extents(self, mark: QuoteMark, top: float, bottom: float) -> list[Extent]:
        """From the top of the letters of each part's first line to the bottom of its last."""
        found = []
        for part in mark.quote.parts:
            first = self._page.line_span(part.start)
            last = self._page.line_span(max(part.end - 1, part.start))
            style = self._page.measure.text
            found.append((first[0] + style.band_top, last[0] + style.underline + 2))
        near = 3 * (bottom - top)
        return [one for one in found if one[1] > top - near and one[0] < bottom + near]

    def _chip(self, mark: QuoteMark, lane: int, extents: Sequence[Extent], top: float) -> Chip:
        x = -_FROM_TEXT - _BAR - lane * _LANE
        bars = tuple(QRectF(x, start, _BAR, end - start) for start, end in extents)
        right = x - 5
        width = max(self._room + right - _EDGE, 8.0)
        suffix = "?" if mark.pending else ""
        name = self._fitted(mark.name or _NOBODY, suffix, width)
        facts = self._shortened(mark.facts, width)
        rect = QRectF(right - width, top - 2, width, sum(self.line_heights))
        return Chip(mark, bars, rect, name, facts)

    def _shortened(self, facts: str, width: float) -> str:
        """All facts, else without the cue, else the kind alone."""
        parts = facts.split(" · ")
        for first in range(len(parts)):
            text = " · ".join(parts[first:])
            if self._facts.horizontalAdvance(text) <= width:
                return text
        elided: str = self._facts.elidedText(facts, Qt.TextElideMode.ElideRight, width)
        return elided

    def _fitted(self, name: str, suffix: str, width: float) -> str:
        """The name, else its last word, else its initials; what is no name is cut."""
        words = name.split()
        is_name = all(word[0].isupper() for word in words)
        shorter = (words[-1], "".join(word[0] for word in words)) if is_name else ()
        for text in (name, *shorter):
            if self._names.horizontalAdvance(text + suffix) <= width:
                return f"{text}{suffix}"
        elided: str = self._names.elidedText(name + suffix, Qt.TextElideMode.ElideRight, width)
        return elided
