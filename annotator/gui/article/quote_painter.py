"""Paints quotes: a wash behind the content, lines under speaker and cue, bars and chips in the margin.

Colour is never the only sign: what is suggested has no wash and a dashed line and bar, and every role
has a line of its own.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.core.quotes import ADDRESSEE, CUE, NOT_A_QUOTE, QUOTE, ROLE, SPEAKER
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.gui.article.bands import Stretch
from annotator.gui.article.layout import TextBlock
from annotator.gui.article.margin import Chip, Margin
from annotator.gui.article.page import Page
from annotator.gui.article.quote_marks import is_in_quote
from annotator.gui.theme import LabelColours, PageColours

_RADIUS = 3.0
_WASH = 0.75
_LIT_PENDING = 0.4
_LIT_SHARE = 0.14
# For each role: how thick its line is, its dashes in its own thickness when it is mine and when it is
# suggested; empty for a whole line, None for none.
_LINES: dict[str, tuple[float, tuple[float, ...] | None, tuple[float, ...]]] = {
    QUOTE: (0.55, None, (3.0, 2.0)),
    SPEAKER: (0.65, (), (7.0, 3.0)),
    CUE: (0.75, (1.0, 1.6), (1.0, 3.2)),
    ADDRESSEE: (0.55, (3.0, 1.5, 3.0, 5.0), (1.5, 3.0, 1.5, 6.0)),
    ROLE: (0.55, (12.0, 2.0), (6.0, 4.0)),
    NOT_A_QUOTE: (0.55, (5.0, 2.0, 1.0, 2.0), (2.0, 3.0, 1.0, 3.0)),
}
_BETWEEN_TAGS = 6.0
_UNDER_GHOST = 2.5
_SHORTEST = 3.0


class QuotePainter:
    """Paints the quotes of one page; `colours_of` gives a label's colours by layer and name."""

    def __init__(
        self, page: Page, colours: PageColours, colours_of: Callable[[str, str], LabelColours]
    ) -> None:
        self._page = page
        self._colours = colours
        self._label = colours_of(QUOTES, QUOTE)
        self._of = {label: colours_of(QUOTES, label) for label in _LINES}
        self._tags = QFontMetricsF(page.measure.tag_font)

    # In the text

    def paint_grounds(self, painter: QPainter, block: TextBlock) -> None:
        """The washes of a block, under everything else."""
        lit = self._page.marks.lit
        parts = lit.quote.parts if lit else ()
        painter.setPen(Qt.PenStyle.NoPen)
        for span, pending in self.within(block):
            wash = self._wash(is_lit=span in parts, pending=pending)
            if span.label == QUOTE and wash is not None:
                painter.setBrush(wash)
                for rect in self._rects(block, (span.start, span.end)):
                    # A little higher and lower than a tint, so that both are seen.
                    painter.drawRoundedRect(rect.adjusted(0, -2, 0, 1), _RADIUS, _RADIUS)

    def paint_lines(self, painter: QPainter, block: TextBlock) -> None:
        """Lines under speakers and cues and under suggested content, and what is proposed."""
        for span, pending in self.within(block):
            pen = self._pen(span.label, pending=pending)
            if pen is not None:
                self._paint_line(painter, block, span, pen)
        self._paint_ghosts(painter, block)

    def _paint_line(self, painter: QPainter, block: TextBlock, span: Span, pen: QPen) -> None:
        """A line below those of entities; that under content stops where an entity has its own."""
        rects = list(self._rects(block, (span.start, span.end)))
        there = self._page.marks.overlapping(span.start, span.end)
        taken = [
            rect
            for mark in there
            if mark.span.layer != QUOTES
            for rect in self._rects(block, (mark.span.start, mark.span.end))
        ]
        if span.label == QUOTE:
            rects = [piece for rect in rects for piece in _without(rect, taken)]
            taken = []
        below = self._page.measure.stroke * (0.9 if taken else -0.4)
        for rect in rects:
            _rule(painter, rect, rect.bottom() + below, pen)

    def paint_denied(self, painter: QPainter, rect: QRectF, *, pending: bool) -> None:
        """The quiet line under what stands in quotation marks and is no quote."""
        pen = self._pen(NOT_A_QUOTE, pending=pending)
        if pen is not None:
            _rule(painter, rect, rect.bottom() - self._page.measure.stroke * 0.5, pen)

    def ring_rects(self, block: TextBlock) -> Iterator[tuple[QRectF, bool]]:
        """Where rings of quotes go in a block, and whether that of the focus."""
        marks = self._page.marks
        wanted = dict.fromkeys((marks.focused, *marks.chosen))
        for span in wanted:
            if span is not None and is_in_quote(span):
                for rect in self._rects(block, (span.start, span.end)):
                    yield rect, span == marks.focused

    def within(self, block: TextBlock) -> list[tuple[Span, bool]]:
        """The spans of quotes in a block, each with whether it is only suggested."""
        marks = self._page.marks.overlapping(block.start, block.end)
        return [(mark.span, mark.pending) for mark in marks if is_in_quote(mark.span)]

    def stretches(self, block: TextBlock, bounds: Bounds) -> list[Stretch]:
        """Where bounds stand in a block."""
        start, end = max(bounds[0], block.start), min(bounds[1], block.end)
        return block.stretches(start, end) if start < end else []

    # What is proposed

    def ghost_tags(self, block: TextBlock) -> list[tuple[QRectF, str]]:
        """The tags of what is proposed in a block; two side by side do not meet."""
        found: list[tuple[QRectF, str]] = []
        height = self._tags.capHeight()
        for ghost in sorted(self._page.marks.ghosts, key=lambda ghost: ghost.start):
            if not block.start <= ghost.start < block.end:
                continue
            text = "speaker?" if ghost.role == SPEAKER else "cue?"
            words = next(iter(self._rects(block, (ghost.start, ghost.end))))
            width = self._tags.horizontalAdvance(text)
            rect = QRectF(words.left(), words.bottom() + _UNDER_GHOST, width, height)
            before = found[-1][0].adjusted(0, 0, _BETWEEN_TAGS, 0) if found else QRectF()
            if before.intersects(rect):
                rect.moveLeft(before.right())
            found.append((rect, text))
        return found

    def _paint_ghosts(self, painter: QPainter, block: TextBlock) -> None:
        """What is proposed, framed, each with its role."""
        pen = QPen(self._label.line, 1.0)
        pen.setDashPattern((2.0, 2.0))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ghost in self._page.marks.ghosts:
            for rect in self._rects(block, (ghost.start, ghost.end)):
                painter.drawRoundedRect(_on_pixels(painter, rect), _RADIUS, _RADIUS)
        painter.setPen(self._label.ink)
        painter.setFont(self._page.measure.tag_font)
        for rect, text in self.ghost_tags(block):
            painter.drawText(rect.bottomLeft(), text)

    # In the margin

    def paint_chips(self, painter: QPainter, margin: Margin, chips: Iterable[Chip]) -> None:
        """Bars and chips; the origin is the page's."""
        lit = self._page.marks.lit
        for chip in chips:
            is_lit = chip.mark == lit
            self._paint_bars(painter, chip, is_lit=is_lit)
            if is_lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._label.tint)
                painter.drawRoundedRect(chip.rect.adjusted(-3, -1, 3, 1), _RADIUS, _RADIUS)
            self._paint_text(painter, margin, chip)

    def _paint_text(self, painter: QPainter, margin: Margin, chip: Chip) -> None:
        name_height, _ = margin.line_heights
        painter.setPen(self._label.ink if chip.mark.name else self._colours.muted)
        painter.setFont(margin.name_font)
        painter.drawText(chip.rect, margin.alignment, chip.name)
        painter.setPen(self._colours.muted)
        painter.setFont(margin.facts_font)
        painter.drawText(chip.rect.adjusted(0, name_height, 0, 0), margin.alignment, chip.facts)

    def _paint_bars(self, painter: QPainter, chip: Chip, *, is_lit: bool) -> None:
        colour = QColor(self._label.line)
        colour.setAlphaF(1.0 if is_lit else 0.85)
        pen = QPen(colour, 3.0 if is_lit else 2.4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if chip.mark.pending:
            pen.setDashPattern((1.6, 1.2))
        for bars, shown in ((chip.bars, pen), (chip.links, QPen(colour, 1.0))):
            painter.setPen(shown)
            for bar in bars:
                x = bar.center().x()
                painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))

    # Within

    def _wash(self, *, is_lit: bool, pending: bool) -> QColor | None:
        """A part's wash; what is only suggested has one only while it is lit."""
        if pending and not is_lit:
            return None
        strong = is_lit and not pending
        wash = _mixed(self._label.tint, self._label.line, _LIT_SHARE if strong else 0.0)
        wash.setAlphaF(1.0 if strong else _LIT_PENDING if is_lit else _WASH)
        return wash

    def _pen(self, label: str, *, pending: bool) -> QPen | None:
        share, mine, suggested = _LINES[label]
        dashes = suggested if pending else mine
        if dashes is None:
            return None
        pen = QPen(self._of[label].line, max(1.0, self._page.measure.stroke * share))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(dashes)
        return pen

    def _rects(self, block: TextBlock, bounds: Bounds) -> Iterator[QRectF]:
        for stretch in self.stretches(block, bounds):
            yield self._page.stretch_rect(block.style, stretch)


def _without(rect: QRectF, taken: list[QRectF]) -> Iterator[QRectF]:
    """What is left of a rectangle beside others on its line."""
    left = rect.left()
    for other in sorted(taken, key=lambda other: other.left()):
        if other.bottom() == rect.bottom() and other.right() > left:
            if other.left() - left > _SHORTEST:
                yield QRectF(left, rect.top(), other.left() - left, rect.height())
            left = max(left, other.right())
    if rect.right() - left > _SHORTEST:
        yield QRectF(left, rect.top(), rect.right() - left, rect.height())


def _rule(painter: QPainter, rect: QRectF, y: float, pen: QPen) -> None:
    """A line along a rectangle, at about a height: thin lines are clear only where pixels begin."""
    down = painter.transform().dy()
    at = round(y - pen.widthF() / 2 + down) - down + pen.widthF() / 2
    painter.setPen(pen)
    painter.drawLine(QLineF(rect.left() + 1, at, rect.right() - 1, at))


def _on_pixels(painter: QPainter, rect: QRectF) -> QRectF:
    """A rectangle a little larger, moved so that lines of one pixel around it are clear."""
    x, y = painter.transform().dx(), painter.transform().dy()
    whole = QRectF(rect.translated(x, y).adjusted(0, -1, 0, 1).toAlignedRect())
    return whole.adjusted(0.5, 0.5, -0.5, -0.5).translated(-x, -y)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour with a share of another in it."""
    here, there = (one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue())
    return QColor(*(round(a + (b - a) * share) for a, b in zip(here, there, strict=True)))
