"""Paints blocks of a page: words, bands, tags, rings. It decides nothing about where things are."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.bands import Band, Stretch
from annotator.gui.article.layout import TextBlock
from annotator.gui.article.lines import draw_line, draw_wave
from annotator.gui.article.page import MEMORY, Page
from annotator.gui.article.quote_marks import is_denied
from annotator.gui.article.quote_painter import QuotePainter
from annotator.gui.theme import LabelColours, Theme

_RADIUS = 3.0
_RING = 2.0
_RING_BESIDE = 1.0
_RING_ABOVE = 2.0
_RING_BELOW = 1.5
_CURSOR_WASH = 0.16

ColoursOf = Callable[[str, str], LabelColours]


class PagePainter:
    """Paints one page in one theme; `colours_of` gives a label's colours by layer and name."""

    def __init__(self, page: Page, theme: Theme, colours_of: ColoursOf) -> None:
        self._page = page
        self._colours = theme.page
        self._colours_of = colours_of
        self._tag_ascent = QFontMetricsF(page.measure.tag_font).capHeight()
        self.quotes = QuotePainter(page, theme.page, colours_of)

    def paint_block(self, painter: QPainter, index: int, clip: QRectF, *, has_focus: bool) -> None:
        """Paints what of a block meets `clip`; the painter's origin is where the page begins."""
        block = self._page.block(index)
        bands = self._page.bands(index)
        painter.save()
        painter.translate(0.0, self._page.text_top(index))
        self.quotes.paint_grounds(painter, block)
        self._paint_grounds(painter, block, bands)
        self._paint_cursor(painter, block, has_focus=has_focus)
        painter.setPen(self._colours.ink)
        block.draw(painter, clip.translated(0.0, -self._page.text_top(index)))
        for band in bands:
            self._paint_line(painter, block, band)
        self._paint_quotes(painter, block)
        painter.setFont(self._page.measure.tag_font)
        proposed = [rect for rect, _ in self.quotes.ghost_tags(block)]
        for band in bands:
            self._paint_tag(painter, block, band, proposed)
        self._paint_rings(painter, block, bands)
        painter.restore()

    def paint_byline(self, painter: QPainter, text: str) -> None:
        """Paints where the article comes from, between heading and text."""
        page, measure = self._page, self._page.measure
        y = page.flow.top(1) - measure.byline_height if page.has_heading else measure.top_margin
        painter.setFont(measure.byline_font)
        painter.setPen(self._colours.muted)
        box = QRectF(0.0, y, self._page.width, measure.byline_height)
        metrics = QFontMetricsF(measure.byline_font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        right = self._page.from_right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            box, side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute, shown
        )

    # Behind the words

    def _paint_grounds(self, painter: QPainter, block: TextBlock, bands: list[Band]) -> None:
        marks = self._page.marks
        painter.setPen(Qt.PenStyle.NoPen)
        self._fill(painter, block, _within(marks.found, block), self._colours.found)
        if marks.found_now:
            self._fill(painter, block, [marks.found_now], self._colours.found_now)
        # The outer ones first, so that what is nested stays visible.
        for band in sorted(bands, key=lambda band: -band.level):
            if not band.mark.pending and not is_denied(band.mark.span):
                self._paint_tint(painter, block, band)
        if marks.selection:
            self._paint_selection(painter, block, marks.selection, marks.armed)

    def _paint_tint(self, painter: QPainter, block: TextBlock, band: Band) -> None:
        painter.setBrush(self._of(band.mark.span).tint)
        for stretch in band.stretches:
            rect = self._page.stretch_rect(block.style, stretch, band.level)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)

    def _paint_selection(
        self, painter: QPainter, block: TextBlock, bounds: Bounds, armed: tuple[str, str] | None
    ) -> None:
        if armed is None:
            self._fill(painter, block, [bounds], self._colours.selection)
            return
        colours = self._colours_of(*armed)
        self._fill(painter, block, [bounds], colours.tint)
        for stretch in self._stretches(block, bounds):
            rect = self._page.stretch_rect(block.style, stretch)
            draw_line(painter, rect, self._page.measure.stroke, colours, pending=False)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_cursor(self, painter: QPainter, block: TextBlock, *, has_focus: bool) -> None:
        cursor = self._page.marks.cursor
        if cursor is None:
            return
        wash = QColor(self._colours.cursor)
        wash.setAlphaF(_CURSOR_WASH if has_focus else _CURSOR_WASH / 2)
        for stretch in self._stretches(block, cursor):
            rect = self._page.stretch_rect(block.style, stretch)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
            if has_focus:
                painter.setBrush(self._colours.cursor)
                height = self._page.measure.stroke
                painter.drawRect(QRectF(rect.left(), rect.bottom() - height, rect.width(), height))

    # On the words

    def _paint_line(self, painter: QPainter, block: TextBlock, band: Band) -> None:
        span, pending = band.mark.span, band.mark.pending
        colours, denied = self._of(span), is_denied(span)
        misfits = self._page.misfits(span)
        for stretch in band.stretches:
            rect = self._page.stretch_rect(block.style, stretch, band.level)
            if denied:
                self.quotes.paint_denied(painter, rect, pending=pending)
            else:
                draw_line(painter, rect, self._page.measure.stroke, colours, pending=pending)
            self._paint_misfits(painter, rect, stretch, misfits)

    def _paint_quotes(self, painter: QPainter, block: TextBlock) -> None:
        self.quotes.paint_lines(painter, block)
        for span, _ in self.quotes.within(block):
            misfits = self._page.misfits(span)
            if any(misfits):
                for stretch in self.quotes.stretches(block, (span.start, span.end)):
                    rect = self._page.stretch_rect(block.style, stretch)
                    self._paint_misfits(painter, rect, stretch, misfits)

    def _paint_misfits(
        self, painter: QPainter, rect: QRectF, stretch: Stretch, misfits: tuple[bool, bool]
    ) -> None:
        at_start, at_end = misfits[0] and stretch.first, misfits[1] and stretch.last
        left, right = (at_end, at_start) if stretch.from_right else (at_start, at_end)
        length = min(rect.width() / 2, self._page.measure.stroke * 9)
        size = self._page.measure.stroke
        if left:
            draw_wave(painter, rect.left(), rect.left() + length, rect.bottom(), size, self._wavy)
        if right:
            draw_wave(painter, rect.right() - length, rect.right(), rect.bottom(), size, self._wavy)

    @property
    def _wavy(self) -> QColor:
        return self._colours.wavy

    def _paint_tag(
        self, painter: QPainter, block: TextBlock, band: Band, proposed: list[QRectF]
    ) -> None:
        tag = band.tag
        if tag is None:
            return
        lowest = band.level * self._page.measure.lane
        top = tag.line * block.style.pitch + block.style.tag_top + lowest
        place = QRectF(tag.x, top, tag.width, self._tag_ascent)
        if any(rect.intersects(place) for rect in proposed):
            return
        painter.setPen(self._of(band.mark.span).ink)
        painter.drawText(QPointF(tag.x, top + self._tag_ascent), tag.text)
        if band.mark.pending and band.mark.span.origin == MEMORY:
            size = self._tag_ascent
            self._paint_return(painter, tag.x + tag.width - size, top, size)

    def _paint_return(self, painter: QPainter, x: float, y: float, size: float) -> None:
        """A small arrow coming round: seen before."""
        colour = painter.pen().color()
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, max(1.0, size * 0.16)))
        painter.drawArc(QRectF(x, y, size, size), 40 * 16, 280 * 16)
        tip = QPointF(x + size * 0.95, y + size * 0.02)
        head = QPainterPath(tip)
        head.lineTo(tip + QPointF(0.0, size * 0.5))
        head.lineTo(tip + QPointF(-size * 0.5, size * 0.35))
        head.closeSubpath()
        painter.fillPath(head, colour)
        painter.restore()

    def _paint_rings(self, painter: QPainter, block: TextBlock, bands: list[Band]) -> None:
        marks = self._page.marks
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wanted = list(self.quotes.ring_rects(block))
        for band in bands:
            focused = band.mark.span == marks.focused
            if focused or band.mark.span in marks.chosen:
                for stretch in band.stretches:
                    rect = self._page.stretch_rect(block.style, stretch, band.level)
                    wanted.append((rect, focused))
        for rect, focused in wanted:
            style = Qt.PenStyle.SolidLine if focused else Qt.PenStyle.DashLine
            painter.setPen(QPen(self._colours.ring, _RING, style))
            grown = rect.adjusted(-_RING_BESIDE, -_RING_ABOVE, _RING_BESIDE, _RING_BELOW)
            painter.drawRoundedRect(grown, _RADIUS * 1.6, _RADIUS * 1.6)

    # Within

    def _of(self, span: Span) -> LabelColours:
        return self._colours_of(span.layer, span.label)

    def _stretches(self, block: TextBlock, bounds: Bounds) -> list[Stretch]:
        start, end = max(bounds[0], block.start), min(bounds[1], block.end)
        return block.stretches(start, end) if start < end else []

    def _fill(
        self, painter: QPainter, block: TextBlock, many: Iterable[Bounds], colour: QColor
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for bounds in many:
            for stretch in self._stretches(block, bounds):
                rect = self._page.stretch_rect(block.style, stretch)
                painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


def _within(many: tuple[Bounds, ...], block: TextBlock) -> Iterable[Bounds]:
    first = bisect_left(many, block.start, key=lambda bounds: bounds[1])
    last = bisect_left(many, block.end, key=lambda bounds: bounds[0])
    return many[first:last]
