"""The margin of a page: which quotes are in sight there, with their bars and chips.

It lies to the left of the text, and to the right where the article is written from right to left.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.core.quotes import QUOTE
from annotator.core.span import QUOTES
from annotator.gui.article.bands import Mark
from annotator.gui.article.chips import Extent, Placed, place
from annotator.gui.article.page import Hit, Page
from annotator.gui.article.quote_marks import LONGEST_GAP, QuoteMark, Run, runs
from annotator.gui.fonts import small_font

_LANE = 6.0
_BAR = 3.0
_FROM_TEXT = 7.0
_FROM_BAR = 5.0
_EDGE = 6.0
_GAP = 3.0
_NOBODY = "no speaker"
_ROUGHLY = 300
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """What is painted for one run of a quote: bars, links and two lines of text.

    x is from the column's left edge, y from the top of the page.
    """

    run: Run
    bars: tuple[QRectF, ...]
    links: tuple[QRectF, ...]
    rect: QRectF
    name: str
    facts: str

    @property
    def mark(self) -> QuoteMark:
        """The quote it stands for."""
        return self.run.mark


class Margin:
    """Chips of the quotes in sight, laid out anew only when something moved; `room` is in pixels."""

    def __init__(self, page: Page, room: float) -> None:
        self._page = page
        self._room = room
        pixels = page.measure.text.pitch / 2
        self.name_font = small_font(pixels * 0.72, bold=True)
        self.facts_font = small_font(pixels * 0.64)
        self._names = QFontMetricsF(self.name_font)
        self._facts = QFontMetricsF(self.facts_font)
        self._asked: list[tuple[Run, list[Extent]]] = []
        self._places: list[Placed] = []
        self._made: dict[int, Chip] = {}

    @property
    def line_heights(self) -> tuple[float, float]:
        """How high the two lines of a chip are."""
        return self._names.height(), self._facts.height()

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """The side on which chips are flush: that of the text."""
        side = Qt.AlignmentFlag.AlignLeft if self._is_right else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute

    def chips(self, top: float, bottom: float) -> list[Chip]:
        """The chips with something between two heights of the page."""
        # What is further up may push down what is here.
        near = self._near(2 * top - bottom, bottom)
        asked = [(run, [self._extent(p.start, p.end) for p in run.parts]) for run in near]
        if asked != self._asked:
            self._asked, self._made = asked, {}
            extents = [each for _, each in asked]
            self._places = place(extents, sum(self.line_heights), _GAP)
        return [
            self._chip(number)
            for number, found in enumerate(self._places)
            if found.reaches(top, bottom, sum(self.line_heights))
        ]

    def hit(self, x: float, y: float, top: float, bottom: float) -> Hit | None:
        """The quote whose chip or bar is at a point."""
        if 0.0 <= x <= self._page.width:
            return None
        for chip in self.chips(top, bottom):
            grown = [bar.adjusted(-2, 0, 2, 0) for bar in (*chip.bars, *chip.links)]
            if any(rect.contains(x, y) for rect in (chip.rect, *grown)):
                first = chip.run.parts[0]
                mark = Mark(first, chip.mark.pending)
                return Hit(first.start, first.start, (mark,), chip.mark)
        return None

    @property
    def _is_right(self) -> bool:
        return self._page.from_right

    def _near(self, top: float, bottom: float) -> list[Run]:
        """The runs between two heights, and those before them whose bars stand beside theirs."""
        if not self._page.marks.quotes:
            return []
        flow = self._page.flow
        start, end = flow.offset_at(max(top, 0.0)) - _ROUGHLY, flow.offset_at(bottom) + _ROUGHLY
        found: list[Run] = []
        for _ in range(_ROUNDS):
            found = self._within(start, end)
            first = found[0].parts[0].start if found else start
            if first >= start:
                break
            start = first
        return found

    def _within(self, start: int, end: int) -> list[Run]:
        """The runs that reach into `[start, end)` (code points), in reading order."""
        marks = self._page.marks
        spans = [
            mark.span
            for mark in marks.overlapping(start - LONGEST_GAP, end + LONGEST_GAP)
            if mark.span.layer == QUOTES and mark.span.label == QUOTE
        ]
        found = (mark for span in spans if (mark := marks.quotes.of(span)))
        quotes = {(mark.pending, mark.quote.id): mark for mark in found}
        near = (run for mark in quotes.values() for run in runs(mark))
        return sorted(
            (run for run in near if run.start < end and run.end > start),
            key=lambda run: run.parts[0].order,
        )

    def _extent(self, start: int, end: int) -> Extent:
        """From the top of the letters of the first line to the bottom of the last."""
        top, _ = self._line(start)
        _, bottom = self._line(max(end - 1, start))
        return top, bottom

    def _line(self, offset: int) -> Extent:
        """Where the letters of a line are: about, as long as nobody has looked at it."""
        flow = self._page.flow
        index = flow.index_of(offset)
        if self._page.is_laid_out(index):
            style = self._page.block(index).style
            top, _ = self._page.line_span(offset)
        else:
            style, top = self._page.measure.text, flow.y_of(offset)
        return top + style.band_top, top + style.underline + 2

    def _chip(self, number: int) -> Chip:
        if number not in self._made:
            run, _ = self._asked[number]
            self._made[number] = self._written(run, self._places[number])
        return self._made[number]

    def _written(self, run: Run, found: Placed) -> Chip:
        bars = tuple(self._bar(found.lane, extent) for extent in found.bars)
        links = tuple(self._bar(found.lane, extent) for extent in found.links)
        right = self._lane(found.clear - 1) - _FROM_BAR
        width = max(self._room + right - _EDGE, 8.0)
        suffix = "?" if run.mark.pending else ""
        name = self._fitted(run.mark.name or _NOBODY, suffix, width)
        facts = self._shortened(run.facts, width)
        lengths = self._names.horizontalAdvance(name), self._facts.horizontalAdvance(facts)
        shown = min(max(lengths) + 1, width)
        rect = QRectF(right - shown, found.chip - 2, shown, sum(self.line_heights))
        return Chip(run, bars, links, self._on_side(rect), name, facts)

    def _bar(self, lane: int, extent: Extent) -> QRectF:
        return self._on_side(QRectF(self._lane(lane), extent[0], _BAR, extent[1] - extent[0]))

    def _lane(self, lane: int) -> float:
        """Where a lane is; where they would be too many the outer ones share a place."""
        return -_FROM_TEXT - _BAR - min(lane * _LANE, self._room / 3)

    def _on_side(self, rect: QRectF) -> QRectF:
        """A rectangle on the left in its place, mirrored where the margin is on the right."""
        if self._is_right:
            rect.moveLeft(self._page.width - rect.right())
        return rect

    def _shortened(self, facts: str, width: float) -> str:
        """All facts, else without the cue, else the number of parts alone."""
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
