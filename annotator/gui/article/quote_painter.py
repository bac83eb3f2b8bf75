"""Paints quotes: a wash behind the content, lines under speaker and cue, bars and chips in the margin.

Colour is never the only sign: what is suggested has no wash and a dashed edge and bar.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.core.quotes import CUE, QUOTE, SPEAKER
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.gui.article.layout import TextBlock
from annotator.gui.article.margin import Chip, Margin
from annotator.gui.article.page import Page
from annotator.gui.article.quote_marks import QuoteMark, is_in_quote
from annotator.gui.theme import LabelColours, PageColours

_RADIUS = 3.0
_WASH = 0.55
_PENDING_WASH = 0.0
_LIT = 1.0
_SUGGESTED = (3.0, 2.0)
_DOTTED = (1.0, 1.6)
_BETWEEN_TAGS = 6.0
_UNDER_GHOST = 2.5


class QuotePainter:
    """Paints the quotes of one page in the colours of the quotes layer."""

    def __init__(self, page: Page, colours: PageColours, label: LabelColours) -> None:
        self._page = page
        self._colours = colours
        self._label = label

    def paint_grounds(self, painter: QPainter, block: TextBlock) -> None:
        """The washes of a block, under everything else."""
        lit = self._lit_spans()
        for span, pending in self._within(block):
            if span.label == QUOTE:
                wash = QColor(self._label.tint)
                wash.setAlphaF(_LIT if span in lit else _PENDING_WASH if pending else _WASH)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(wash)
                for rect in self._rects(block, (span.start, span.end)):
                    painter.drawRoundedRect(self._lower(rect), _RADIUS, _RADIUS)

    def paint_lines(self, painter: QPainter, block: TextBlock) -> None:
        """Lines under speakers and cues, edges around suggested content, and what is proposed."""
        for span, pending in self._within(block):
            for rect in self._rects(block, (span.start, span.end)):
                self._paint_line(painter, span, rect, pending=pending)
        self._paint_ghosts(painter, block)

    def paint_chips(self, painter: QPainter, margin: Margin, chips: Iterable[Chip]) -> None:
        """Bars and chips; the origin is the page's."""
        lit = self._page.marks.lit
        for chip in chips:
            is_lit = lit is not None and lit.quote == chip.mark.quote
            self._paint_bars(painter, chip, is_lit=is_lit)
            if is_lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._label.tint)
                painter.drawRoundedRect(chip.rect.adjusted(-3, -1, 3, 1), _RADIUS, _RADIUS)
            name_height, _ = margin.line_heights
            named = bool(chip.mark.name)
            painter.setPen(self._label.ink if named else self._colours.muted)
            painter.setFont(margin.name_font)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(chip.rect, right, chip.name)
            painter.setPen(self._colours.muted)
            painter.setFont(margin.facts_font)
            painter.drawText(chip.rect.adjusted(0, name_height, 0, 0), right, chip.facts)

    def ring_rects(self, block: TextBlock) -> list[QRectF]:
        """Where the ring of a focused part, speaker or cue goes in a block."""
        focused = self._page.marks.focused
        if focused is None or not is_in_quote(focused):
            return []
        return list(self._rects(block, (focused.start, focused.end)))

    def _paint_line(self, painter: QPainter, span: Span, rect: QRectF, *, pending: bool) -> None:
        stroke = self._page.measure.stroke
        pen = QPen(self._label.line, max(1.0, stroke * 0.55))
        if span.label == QUOTE:
            if not pending:
                return
            pen.setDashPattern(_SUGGESTED)
        elif span.label == CUE:
            pen.setWidthF(max(1.2, stroke * 0.75))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(_DOTTED)
        elif pending:
            pen.setDashPattern(_SUGGESTED)
        painter.setPen(pen)
        y = rect.bottom() + (stroke * 0.9 if self._is_underlined(span) else -stroke * 0.4)
        painter.drawLine(QPointF(rect.left() + 1, y), QPointF(rect.right() - 1, y))

    def _paint_ghosts(self, painter: QPainter, block: TextBlock) -> None:
        """What is proposed, framed, each with its role; two roles side by side do not meet."""
        pen = QPen(self._label.line, 1.2)
        pen.setDashPattern((2.0, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        metrics = QFontMetricsF(self._page.measure.tag_font)
        free: dict[int, float] = {}
        for ghost in sorted(self._page.marks.ghosts, key=lambda ghost: ghost.start):
            text = "speaker?" if ghost.role == SPEAKER else "cue?"
            for number, rect in enumerate(self._rects(block, (ghost.start, ghost.end))):
                painter.setPen(pen)
                painter.drawRoundedRect(rect.adjusted(0, -1, 0, 1), _RADIUS, _RADIUS)
                if number == 0:
                    line = round(rect.bottom())
                    x = max(rect.left(), free.get(line, rect.left()))
                    free[line] = x + metrics.horizontalAdvance(text) + _BETWEEN_TAGS
                    painter.setPen(self._label.ink)
                    painter.setFont(self._page.measure.tag_font)
                    y = rect.bottom() + metrics.capHeight() + _UNDER_GHOST
                    painter.drawText(QPointF(x, y), text)

    def _paint_bars(self, painter: QPainter, chip: Chip, *, is_lit: bool) -> None:
        colour = QColor(self._label.line)
        colour.setAlphaF(1.0 if is_lit else 0.85)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour, 3.0 if is_lit else 2.4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if chip.mark.pending:
            pen.setDashPattern((1.6, 1.2))
        painter.setPen(pen)
        for bar in chip.bars:
            x = bar.center().x()
            painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))

    def _within(self, block: TextBlock) -> list[tuple[Span, bool]]:
        marks = self._page.marks.overlapping(block.start, block.end)
        return [(mark.span, mark.pending) for mark in marks if is_in_quote(mark.span)]

    def _lit_spans(self) -> tuple[Span, ...]:
        lit: QuoteMark | None = self._page.marks.lit
        return lit.quote.parts if lit else ()

    def _is_underlined(self, span: Span) -> bool:
        """Whether an entity has its line where this one would be."""
        there = self._page.marks.overlapping(span.start, span.end)
        return any(mark.span.layer != QUOTES for mark in there)

    def _rects(self, block: TextBlock, bounds: Bounds) -> Iterable[QRectF]:
        start, end = max(bounds[0], block.start), min(bounds[1], block.end)
        stretches = block.stretches(start, end) if start < end else []
        return (self._page.stretch_rect(block.style, stretch) for stretch in stretches)

    def _lower(self, rect: QRectF) -> QRectF:
        """A wash stands a little lower than a tint, so that both are seen."""
        return rect.adjusted(0, -1, 0, 1)
