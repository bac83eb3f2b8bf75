"""A page: an article's text laid out in one column, block by block and only where it is looked at.

No widget and no paint. Offsets are code points; x is in pixels from the column's left edge, y from the
top of the page.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from annotator.core.span import Span
from annotator.core.text import Bounds, sentences
from annotator.core.tokens import Tokens
from annotator.gui.article.bands import Band, Mark, Stretch, TagWish, bands, tag_texts
from annotator.gui.article.flow import Block, Flow, Kind, blocks
from annotator.gui.article.layout import (
    TextBlock,
    grapheme_edge,
    is_mostly_from_right,
    reads_from_right,
)
from annotator.gui.article.marks import PageMarks, rebanded, repainted
from annotator.gui.article.measure import LineStyle, Measure
from annotator.gui.article.quote_marks import QuoteMark, is_denied, is_in_quote

MEMORY = "memory"
NO_QUOTE = "no quote"
_LAID_OUT = 160
_TAG_OVERHANG = 24.0
_BESIDE_BARS = 2.0
_PAD = 1.5
_GRIP = 3.0
_ROUGHLY = 1.02


@dataclass(frozen=True, slots=True)
class Hit:
    """What stands at a point: the marks there, the last drawn one last, and the code point if any.

    `quote` is the one whose chip or bar in the margin is there.
    """

    offset: int | None
    nearest: int
    marks: tuple[Mark, ...]
    quote: QuoteMark | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a span that the mouse can take hold of."""

    span: Span
    at_start: bool


class Page:
    """The geometry of an article with its marks, at one measure and width."""

    def __init__(self, text: str, title: str, measure: Measure, width: float) -> None:
        self.text = text
        self.tokens = Tokens("", ())
        self.measure = measure
        self.width = width
        self.marks = PageMarks()
        self.from_right = is_mostly_from_right(text)
        self._tag_metrics = QFontMetricsF(measure.tag_font)
        self._tag_widths: dict[str, float] = {}
        self._blocks: OrderedDict[int, TextBlock] = OrderedDict()
        self._bands: dict[int, list[Band]] = {}
        order = blocks(text, title, lambda offset: grapheme_edge(text, offset))
        self.flow = Flow(order, [])
        self.has_heading = order[0].kind is Kind.HEADING
        self.flow = Flow(order, self._estimates(order))

    # Marks

    def set_marks(self, marks: PageMarks) -> set[int] | None:
        """Takes new marks; returns the blocks that have to be drawn anew, None for all of them."""
        before, self.marks = self.marks, marks
        moved = rebanded(before, marks)
        if moved is None:
            self._bands.clear()
            return None
        blocks = self._blocks_of(moved)
        for block in blocks:
            self._bands.pop(block, None)
        return blocks | self._blocks_of(repainted(before, marks))

    def set_tokens(self, tokens: Tokens) -> None:
        """Takes the tokens against which spans are judged."""
        self.tokens = tokens

    # Blocks

    def block(self, index: int) -> TextBlock:
        """A block, laid out; its height is known from then on."""
        found = self._blocks.get(index)
        if found is None:
            found = self._laid_out(index)
            self._blocks[index] = found
            while len(self._blocks) > _LAID_OUT:
                gone, _ = self._blocks.popitem(last=False)
                self._bands.pop(gone, None)
        self._blocks.move_to_end(index)
        return found

    def is_laid_out(self, index: int) -> bool:
        """Whether a block's height is more than an estimate."""
        return index in self._blocks

    def text_top(self, index: int) -> float:
        """Where the first line of a block begins."""
        return self.flow.top(index) + self._above(index)

    def bands(self, index: int) -> list[Band]:
        """The bands of a block, with lanes and tags."""
        found = self._bands.get(index)
        if found is None:
            found = self._bands[index] = self._banded(index)
        return found

    # Places

    def line_rects(self, start: int, end: int) -> Iterator[QRectF]:
        """The rectangles behind `[start, end)`, from the tops of the letters to the underline."""
        last = len(self.flow.blocks)
        for index in range(self.flow.index_of(start), last):
            bounds = self.flow.blocks[index]
            if bounds.start >= end:
                return
            block, top = self.block(index), self.text_top(index)
            for stretch in block.stretches(start, end) if bounds.end > bounds.start else ():
                yield self.stretch_rect(block.style, stretch).translated(0.0, top)

    def stretch_rect(self, style: LineStyle, stretch: Stretch, level: int = 0) -> QRectF:
        """The rectangle of a stretch within its block, its line included."""
        top = stretch.line * style.pitch + style.band_top
        bottom = stretch.line * style.pitch + style.underline + level * self.measure.lane
        left, right = stretch.left - _PAD, stretch.right + _PAD
        return QRectF(left, top, right - left, bottom + self.measure.stroke - top)

    def line_span(self, offset: int) -> tuple[float, float]:
        """The top and bottom of the line on which a code point stands."""
        index = self.flow.index_of(offset)
        block = self.block(index)
        top = self.text_top(index) + block.line_of(offset) * block.style.pitch
        return top, top + block.style.pitch

    def hit(self, x: float, y: float) -> Hit:
        """What stands at a point."""
        index = self.flow.index_at(y)
        block = self.block(index)
        inner = y - self.text_top(index)
        outside = not 0 <= inner < block.height
        offset = None if outside else block.character_at(x, inner)
        marks = () if outside else tuple(self._marks_at(index, block, x, inner))
        return Hit(offset, block.nearest_character(x, inner), marks)

    def edge_under(self, x: float, y: float) -> Edge | None:
        """The edge of a span of mine, or of the focused suggestion, that is close to a point."""
        index = self.flow.index_at(y)
        block, inner = self.block(index), y - self.text_top(index)
        for span, level, stretches in self._held(index, block):
            for stretch in stretches:
                rect = self.stretch_rect(block.style, stretch, level)
                edge = _edge_of(span, stretch, x) if rect.top() <= inner <= rect.bottom() else None
                if edge is not None:
                    return edge
        return None

    def _held(self, index: int, block: TextBlock) -> Iterator[tuple[Span, int, Sequence[Stretch]]]:
        """What has edges to take hold of: all that is mine, and of quotes what is focused."""
        focused = self.marks.focused
        if (
            focused is not None
            and is_in_quote(focused)
            and focused.overlaps(block.start, block.end)
        ):
            yield focused, 0, self._stretches(block, focused)
        for band in reversed(self.bands(index)):
            if not band.mark.pending or band.mark.span == focused:
                yield band.mark.span, band.level, band.stretches

    def _stretches(self, block: TextBlock, span: Span) -> list[Stretch]:
        return block.stretches(max(span.start, block.start), min(span.end, block.end))

    def nearest_edge(self, x: float, y: float) -> int:
        """The place between two characters nearest to a point."""
        index = self.flow.index_at(y)
        return self.block(index).nearest_edge(x, y - self.text_top(index))

    def line_bounds(self, offset: int) -> Bounds:
        """The bounds of the line on which a code point stands."""
        block = self.block(self.flow.index_of(offset))
        return block.line_bounds(block.line_of(offset))

    def x_of(self, offset: int) -> float:
        """Where a code point's leading edge stands."""
        return self.block(self.flow.index_of(offset)).x_of(offset)

    def offset_on_next_line(self, offset: int, x: float, step: int) -> int | None:
        """The code point at `x` on the line before or after that of `offset`; None at the ends."""
        index = self.flow.index_of(offset)
        block = self.block(index)
        line = block.line_of(offset) + step
        while not 0 <= line < block.line_count or block.start == block.end:
            index += step
            if not 0 <= index < len(self.flow.blocks):
                return None
            block = self.block(index)
            line = 0 if step > 0 else block.line_count - 1
        return block.nearest_character(x, (line + 0.5) * block.style.pitch)

    def grapheme(self, offset: int) -> Bounds:
        """The bounds of what people see as one character, around a code point; an LF is one."""
        block = self.flow.blocks[self.flow.index_of(offset)]
        if offset >= block.end:
            return offset, min(offset + 1, len(self.text))
        return self.block(self.flow.index_of(offset)).grapheme(offset)

    def paragraph(self, offset: int) -> Bounds:
        """The bounds of the paragraph that holds a code point."""
        return self.flow.paragraph(self.flow.index_of(offset))

    def token(self, offset: int) -> Bounds | None:
        """The bounds of the token that holds a code point, None between tokens."""
        bounds = self.tokens.bounds
        found = bounds[self.tokens.index_at(offset)] if bounds else (0, 0)
        return found if found[0] <= offset < found[1] else None

    def reads_from_right(self, offset: int) -> bool:
        """Whether the paragraph that holds a code point is written from right to left."""
        return reads_from_right(self.text, self.paragraph(offset)[0])

    def sentence(self, offset: int) -> Bounds | None:
        """The bounds of the sentence that holds a code point."""
        start, end = self.paragraph(offset)
        found = ((start + a, start + b) for a, b in sentences(self.text[start:end]))
        return next((bounds for bounds in found if bounds[0] <= offset < bounds[1]), None)

    def misfits(self, span: Span) -> tuple[bool, bool]:
        """Whether a span's start and end are no token edges."""
        tokens = self.tokens
        if tokens.fits(span.start, span.end):
            return False, False
        start, end = tokens.snapped(span.start, span.end)
        return start != span.start, end != span.end

    # Within

    def _blocks_of(self, many: list[Bounds]) -> set[int]:
        return {
            block
            for start, end in many
            for block in range(
                self.flow.index_of(start), self.flow.index_of(max(end - 1, start)) + 1
            )
        }

    def _laid_out(self, index: int) -> TextBlock:
        block = self.flow.blocks[index]
        style = self._style(block)
        from_right = reads_from_right(self.text, self.flow.paragraph(index)[0])
        bounds = (block.start, block.end)
        found = TextBlock(self.text, bounds, style, self.width, from_right=from_right)
        if block.start < block.end:
            self.flow.set_height(index, self._above(index) + found.height + self._below(index))
        return found

    def _style(self, block: Block) -> LineStyle:
        return self.measure.heading if block.kind is Kind.HEADING else self.measure.text

    def _estimates(self, order: list[Block]) -> list[float]:
        """About how high each block will be, in one pass: an article may have thousands."""
        style, gap, empty = self.measure.text, self.measure.paragraph_gap, self.measure.empty_height
        lines_each = self.measure.character * _ROUGHLY / self.width
        heights = [
            ceil((block.end - block.start) * lines_each) * style.pitch
            + (gap if block.closes else 0)
            if block.end > block.start
            else empty
            for block in order
        ]
        heights[0] = self._estimate_first(order[0])
        return heights

    def _estimate_first(self, block: Block) -> float:
        heading = block.kind is Kind.HEADING
        character = self.measure.heading_character if heading else self.measure.character
        lines = ceil((block.end - block.start) * character * _ROUGHLY / self.width)
        height = lines * self._style(block).pitch + self._below(0) if lines else 0.0
        return self._above(0) + max(height, self.measure.empty_height)

    def _above(self, index: int) -> float:
        if index > 0:
            return 0.0
        byline = 0.0 if self.has_heading else self.measure.byline_height
        return self.measure.top_margin + byline

    def _below(self, index: int) -> float:
        block = self.flow.blocks[index]
        if block.kind is Kind.HEADING:
            return self.measure.byline_height
        return self.measure.paragraph_gap if block.closes else 0.0

    def _banded(self, index: int) -> list[Band]:
        block = self.flow.blocks[index]
        there = self.marks.overlapping(block.start, block.end)
        marks = [mark for mark in there if not is_in_quote(mark.span)]
        if not marks:
            return []
        return bands(marks, self.block(index).stretches, self._wish, self._tag_edges())

    def _tag_edges(self) -> tuple[float, float]:
        """How far tags may go: into a margin, but not where the bars of quotes stand."""
        if self.from_right:
            return -_TAG_OVERHANG, self.width + _BESIDE_BARS
        return -_BESIDE_BARS, self.width + _TAG_OVERHANG

    def _wish(self, mark: Mark, stretch: Stretch) -> TagWish | None:
        if not stretch.first:
            return None
        suffix = "?" if mark.pending else ""
        label = NO_QUOTE if is_denied(mark.span) else mark.span.label
        name = label.upper().replace("_", " ")
        texts = tag_texts(name, suffix, self._tag_width)
        if mark.span.origin == MEMORY and mark.pending:
            texts = tuple((text, width + self.measure.tag_height * 1.4) for text, width in texts)
        rank = 0 if mark.span == self.marks.focused else 1 + mark.pending
        x = stretch.right - texts[0][1] if stretch.from_right else stretch.left
        return TagWish(x, max(stretch.right, x + texts[0][1]), texts, rank)

    def _tag_width(self, text: str) -> float:
        if text not in self._tag_widths:
            self._tag_widths[text] = self._tag_metrics.horizontalAdvance(text)
        return self._tag_widths[text]

    def _marks_at(self, index: int, block: TextBlock, x: float, y: float) -> Iterator[Mark]:
        for band in self.bands(index):
            rects = [self.stretch_rect(block.style, part, band.level) for part in band.stretches]
            if band.tag is not None:
                top = band.tag.line * block.style.pitch + block.style.tag_top
                rects.append(QRectF(band.tag.x, top, band.tag.width, self.measure.tag_height))
            if any(rect.contains(x, y) for rect in rects):
                yield band.mark
        for mark in self.marks.overlapping(block.start, block.end):
            if is_in_quote(mark.span):
                parts = self._stretches(block, mark.span)
                if any(self.stretch_rect(block.style, part).contains(x, y) for part in parts):
                    yield mark


def _edge_of(span: Span, stretch: Stretch, x: float) -> Edge | None:
    begin, end = (
        (stretch.right, stretch.left) if stretch.from_right else (stretch.left, stretch.right)
    )
    if stretch.last and abs(x - end) <= _GRIP:
        return Edge(span, at_start=False)
    if stretch.first and abs(x - begin) <= _GRIP:
        return Edge(span, at_start=True)
    return None
