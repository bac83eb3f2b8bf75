"""One block of text, laid out by Qt: the only place of the page that knows UTF-16.

Every offset that goes in or comes out is a code point of the article; every y is in pixels from the
block's top, every x from the column's left edge.
"""

import unicodedata
from bisect import bisect_right
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QGlyphRun, QPainter, QTextLayout, QTextLine, QTextOption

from annotator.core.offsets import Utf16Map
from annotator.core.text import Bounds
from annotator.gui.article.bands import Stretch
from annotator.gui.article.measure import LineStyle

# Qt ends a line at some of these and draws others as nothing: what the page shows differs, one
# character for one, from what is stored.
_SHOWN = str.maketrans(
    {
        **{code: 0x2400 + code for code in range(0x20) if code not in {0x09, 0x0A}},
        0x7F: 0x2421,
        0x85: 0x21B5,
        0x2028: 0x21B5,
        0x2029: 0x21B5,
        0xFFFC: 0x25A1,
    }
)
_TOUCHING = 0.5


class TextBlock:
    """A block's lines, where its characters stand, and which character stands at a point."""

    def __init__(
        self, text: str, bounds: Bounds, style: LineStyle, width: float, *, from_right: bool = False
    ) -> None:
        self.start, self.end = bounds
        self.style = style
        content = text[self.start : self.end]
        self._content = content
        self._map = Utf16Map(content)
        self._layout = QTextLayout(content.translate(_SHOWN), style.font)
        self._layout.setTextOption(_option(from_right))
        self._layout.setCacheEnabled(True)
        self._lines = _broken(self._layout, style, width)
        self._line_starts = [line.textStart() for line in self._lines]

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return len(self._lines) * self.style.pitch

    def lines(self) -> list[Bounds]:
        """The bounds of every line."""
        return [self.line_bounds(line) for line in range(len(self._lines))]

    def line_bounds(self, line: int) -> Bounds:
        """The bounds of one line."""
        start = self._line_starts[line]
        return self._out(start), self._out(start + self._lines[line].textLength())

    def line_of(self, offset: int) -> int:
        """The line on which a code point stands."""
        return max(bisect_right(self._line_starts, self._in(offset)) - 1, 0)

    def line_at(self, y: float) -> int:
        """The line at a height, the first or last one beyond the ends."""
        return min(max(int(y // self.style.pitch), 0), len(self._lines) - 1)

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Where `[start, end)` stands: per line one stretch, or more where directions mix."""
        utf16_start, utf16_end = self._in(max(start, self.start)), self._in(min(end, self.end))
        found: list[Stretch] = []
        for line in range(self.line_of(start), len(self._lines)):
            line_start = self._line_starts[line]
            line_end = line_start + self._lines[line].textLength()
            if line_start >= utf16_end:
                break
            low, high = max(utf16_start, line_start), min(utf16_end, line_end)
            whole = (
                utf16_start >= line_start and start >= self.start,
                utf16_end <= line_end and end <= self.end,
            )
            found += _stretches(self._lines[line], line, low, high, whole)
        return found

    def character_at(self, x: float, y: float) -> int | None:
        """The code point whose glyph is at a point, None beside the text."""
        line = self.line_at(y)
        box = self._lines[line].naturalTextRect()
        if not box.left() <= x <= box.right():
            return None
        return self._on_character(line, x)

    def nearest_character(self, x: float, y: float) -> int:
        """The code point nearest to a point, on the line at its height."""
        return self._on_character(self.line_at(y), x)

    def nearest_edge(self, x: float, y: float) -> int:
        """The place between two characters nearest to a point."""
        line = self._lines[self.line_at(y)]
        return self._out(line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters))

    def x_of(self, offset: int) -> float:
        """Where a code point's leading edge stands."""
        line = self.line_of(offset)
        found = self.stretches(offset, offset + 1)
        if found:
            return found[0].right if found[0].from_right else found[0].left
        return self._lines[line].naturalTextRect().right()

    def grapheme(self, offset: int) -> Bounds:
        """The bounds of what people see as one character, around a code point."""
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, self._content)
        finder.setPosition(self._in(min(offset + 1, self.end)))
        if not finder.isAtBoundary():
            finder.toNextBoundary()
        after = finder.position()
        before = finder.toPreviousBoundary()
        return self._out(max(before, 0)), self._out(after)

    def draw(self, painter: QPainter, clip: QRectF) -> None:
        """Draws the words of the lines that meet `clip`, in the painter's pen."""
        self._layout.draw(painter, QPointF(0.0, 0.0), [], clip)

    def _on_character(self, line: int, x: float) -> int:
        shape = self._lines[line]
        cursor = shape.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        last = self._line_starts[line] + max(shape.textLength() - 1, 0)
        return self._out(min(cursor, last))

    def _in(self, offset: int) -> int:
        return self._map.to_utf16(min(max(offset, self.start), self.end) - self.start)

    def _out(self, utf16_offset: int) -> int:
        return self._map.to_code_points(utf16_offset) + self.start


def grapheme_edge(text: str, offset: int) -> int:
    """The nearest place at or before `offset` that parts no character people see as one."""
    start = max(offset - 64, 0)
    content = text[start : offset + 64]
    utf16 = Utf16Map(content)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, content)
    finder.setPosition(utf16.to_utf16(offset - start))
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    return start + utf16.to_code_points(max(finder.position(), 0))


def reads_from_right(text: str, start: int) -> bool:
    """Whether the paragraph that begins at `start` is written from right to left: by its first letter."""
    kinds = (unicodedata.bidirectional(character) for character in text[start : start + 400])
    strong = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L")
    return strong != "L"


def is_mostly_from_right(text: str) -> bool:
    """Whether most letters at the beginning of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(character) for character in text[:2_000]]
    from_right = sum(kind in {"R", "AL"} for kind in kinds)
    return from_right > kinds.count("L")


def _option(from_right: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    direction = Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _broken(layout: QTextLayout, style: LineStyle, width: float) -> list[QTextLine]:
    lines: list[QTextLine] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # By the baseline: a glyph from another font must not move its line.
        y = len(lines) * style.pitch + style.baseline - line.ascent()
        line.setPosition(QPointF(0.0, y))
        lines.append(line)
    layout.endLayout()
    return lines


def _stretches(
    line: QTextLine, number: int, low: int, high: int, whole: tuple[bool, bool]
) -> list[Stretch]:
    merged: list[_Extent] = []
    for extent in sorted(_extents(line, low, high)):
        if merged and extent.left <= merged[-1].right + _TOUCHING:
            merged[-1] = merged[-1].joined(extent)
        else:
            merged.append(extent)
    if len(merged) == 1:
        return [Stretch(number, merged[0].left, merged[0].right, *whole, merged[0].from_right)]
    begins, ends = _extents(line, low, low + 1)[0], _extents(line, high - 1, high)[0]
    return [
        Stretch(
            number,
            extent.left,
            extent.right,
            whole[0] and extent.holds(begins),
            whole[1] and extent.holds(ends),
            extent.from_right,
        )
        for extent in merged
    ]


class _Extent(NamedTuple):
    left: float
    right: float
    from_right: bool

    def joined(self, other: "_Extent") -> "_Extent":
        """One extent over both."""
        from_right = self.from_right and other.from_right
        return _Extent(self.left, max(self.right, other.right), from_right)

    def holds(self, other: "_Extent") -> bool:
        """Whether the middle of another extent lies in this one."""
        return self.left <= (other.left + other.right) / 2 <= self.right


def _extents(line: QTextLine, low: int, high: int) -> list[_Extent]:
    # A glyph run's box is that of the part asked for, also within right-to-left text; cursorToX is not
    # exact where directions meet.
    runs: list[QGlyphRun] = line.glyphRuns(low, high - low)
    boxes = [(run.boundingRect(), run.isRightToLeft()) for run in runs]
    if boxes:
        return [_Extent(box.left(), box.right(), from_right) for box, from_right in boxes]
    # PySide declares an object; it is the x and the position it belongs to.
    x, _ = cast("tuple[float, int]", line.cursorToX(low))
    return [_Extent(x, x, from_right=False)]
