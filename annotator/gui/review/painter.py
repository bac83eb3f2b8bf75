"""Paints blocks of a page under review: what is agreed quiet, what differs washed, each annotator's lines."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.adjudication.difference import Version
from annotator.core.text import Bounds
from annotator.gui.article.layout import TextBlock
from annotator.gui.article.page import Page
from annotator.gui.article.painter import PagePainter
from annotator.gui.chrome import GOOD
from annotator.gui.review.inks import Ink, annotator_ink, gold_ink
from annotator.gui.review.marks import ReviewMark, ReviewMarks
from annotator.gui.theme import LabelColours, Theme

_RADIUS = 3.0
_TAGS = 28


class ReviewPainter(PagePainter):
    """Paints a page as `marks` say, which are asked for each time."""

    def __init__(
        self,
        page: Page,
        theme: Theme,
        colours_of: Callable[[str, str], LabelColours],
        marks: Callable[[], ReviewMarks],
    ) -> None:
        super().__init__(page, theme, colours_of)
        self._theme, self._review = theme, marks

    def paint_block(self, painter: QPainter, index: int, clip: QRectF, *, has_focus: bool) -> None:
        """Paints what of a block meets `clip`; the painter's origin is where the page begins."""
        block, marks = self._page.block(index), self._review()
        found = list(marks.found_in(block.start, block.end))
        painter.save()
        painter.translate(0.0, self._page.text_top(index))
        self._fill(painter, block, self._agreed(block, marks), self._colours.agreed)
        for mark in found:
            wash = self._colours.decided if mark.decided else self._colours.open
            self._fill(painter, block, mark.pieces, wash)
        painter.setPen(self._colours.ink)
        block.draw(painter, clip.translated(0.0, -self._page.text_top(index)))
        for mark in found:
            self._paint_lines(painter, block, mark, marks)
        focused = next((mark for mark in found if mark.difference.key == marks.focused), None)
        if focused is not None:
            self._paint_tags(painter, block, focused, marks)
            self._paint_focus(painter, block, focused, has_focus=has_focus)
        painter.restore()

    def _agreed(self, block: TextBlock, marks: ReviewMarks) -> list[Bounds]:
        return [(span.start, span.end) for span in marks.agreed_in(block.start, block.end)]

    def _paint_lines(
        self, painter: QPainter, block: TextBlock, mark: ReviewMark, marks: ReviewMarks
    ) -> None:
        for version in mark.difference.versions:
            if version.annotator_id not in marks.drawn and not version.of_gold:
                continue
            above = version.annotator_id == marks.drawn[0]
            ink = self._ink(version, marks)
            for bounds in {(span.start, span.end) for span in version.spans}:
                for rect in self._rects(block, bounds):
                    self._paint_line_at(painter, rect, ink, above=above)
        if mark.decided:
            self._paint_tick(painter, block, mark)

    def _paint_line_at(self, painter: QPainter, rect: QRectF, ink: Ink, *, above: bool) -> None:
        thick = self._page.measure.stroke
        pen = QPen(ink.line, thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if ink.dashes:
            pen.setDashPattern(list(ink.dashes))
        painter.setPen(pen)
        y = rect.top() + thick / 2 - 1 if above else rect.bottom() - thick / 2
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _paint_tick(self, painter: QPainter, block: TextBlock, mark: ReviewMark) -> None:
        """A small tick under the first word: this was decided."""
        for bounds in mark.pieces[:1]:
            for rect in self._rects(block, bounds)[:1]:
                size = self._page.measure.tag_height * 0.8
                x, y = rect.left() + 1, rect.bottom() + 2.5
                painter.setPen(QPen(GOOD, max(1.4, size * 0.22)))
                points = [
                    QPointF(x, y + size * 0.5),
                    QPointF(x + size * 0.4, y + size * 0.9),
                    QPointF(x + size * 1.05, y),
                ]
                painter.drawPolyline(points)

    def _paint_tags(
        self, painter: QPainter, block: TextBlock, mark: ReviewMark, marks: ReviewMarks
    ) -> None:
        """What the two annotators drawn have there, above and below the focused words."""
        font = self._page.measure.tag_font
        painter.setFont(font)
        tall = QFontMetricsF(font).capHeight()
        for version in mark.difference.versions:
            if version.annotator_id in marks.drawn and version.spans:
                above = version.annotator_id == marks.drawn[0]
                span = version.spans[0]
                rects = self._rects(block, (span.start, span.end))
                if rects and block.start <= span.start:
                    words = _tag(version)
                    rect = rects[0]
                    y = rect.top() - 5.5 if above else rect.bottom() + tall + 5.0
                    if mark.decided and not above:
                        rect = rect.translated(self._page.measure.tag_height * 1.4, 0.0)
                    painter.setPen(self._ink(version, marks).text)
                    painter.drawText(QPointF(rect.left(), y), words)

    def _paint_focus(
        self, painter: QPainter, block: TextBlock, mark: ReviewMark, *, has_focus: bool
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QColor(self._colours.ring)
        ring.setAlphaF(1.0 if has_focus else 0.6)
        painter.setPen(QPen(ring, 2.0))
        for bounds in merged(mark.pieces):
            for rect in self._rects(block, bounds):
                painter.drawRoundedRect(rect.adjusted(-2.5, -3.0, 2.5, 2.5), 5.0, 5.0)

    def _ink(self, version: Version, marks: ReviewMarks) -> Ink:
        if version.of_gold:
            return gold_ink(self._theme)
        return annotator_ink(self._theme, marks.place_of(version))

    def _rects(self, block: TextBlock, bounds: Bounds) -> list[QRectF]:
        return [
            self._page.stretch_rect(block.style, stretch)
            for stretch in self._stretches(block, bounds)
        ]


def merged(pieces: Iterable[Bounds]) -> list[Bounds]:
    """Stretches that touch or overlap as one; they come in reading order."""
    found: list[Bounds] = []
    for start, end in pieces:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _tag(version: Version) -> str:
    words = version.words.partition(" “")[0].upper().replace("_", " ")
    return words if len(words) <= _TAGS else f"{words[: _TAGS - 1]}…"
