"""Lines under words: a pattern for each label colour, dashed for what is only suggested; wavy for misfits."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.gui.theme import LabelColours, LinePattern

# For each pattern: how thick the line is, and how the second, lower line is dashed (in its own
# thickness; empty for a whole line, None for none).
_UNDER: dict[LinePattern, tuple[float, tuple[float, ...] | None]] = {
    LinePattern.SOLID: (1.0, None),
    LinePattern.DOUBLE: (0.55, ()),
    LinePattern.TICKED: (0.75, (1.0, 3.0)),
    LinePattern.RAILED: (0.6, (4.0, 2.0)),
    LinePattern.THICK: (1.5, None),
    LinePattern.BEADED: (0.6, (1.5, 1.5)),
    LinePattern.DOTTED: (0.6, (1.0, 1.0)),
    LinePattern.LONG: (0.6, (8.0, 3.0)),
    LinePattern.MIXED: (0.6, (5.0, 2.0, 1.0, 2.0)),
    LinePattern.THIN: (0.6, None),
}
_SUGGESTED: dict[LinePattern, tuple[float, ...]] = {
    LinePattern.SOLID: (2.6, 1.6),
    LinePattern.DOUBLE: (4.0, 1.6),
    LinePattern.TICKED: (2.6, 1.4, 0.8, 1.4),
    LinePattern.RAILED: (5.0, 2.5),
    LinePattern.THICK: (1.8, 1.2),
    LinePattern.BEADED: (1.0, 1.6),
    LinePattern.DOTTED: (1.0, 1.0),
    LinePattern.LONG: (6.0, 1.6),
    LinePattern.MIXED: (4.0, 1.4, 1.0, 1.4),
    LinePattern.THIN: (2.6, 2.6),
}


def draw_line(
    painter: QPainter, rect: QRectF, stroke: float, colours: LabelColours, *, pending: bool
) -> None:
    """The line of a label along the bottom of a rectangle."""
    top = rect.bottom() - stroke
    if pending:
        _rule(painter, rect, top, stroke, colours.line, _SUGGESTED[colours.pattern])
        return
    share, under = _UNDER[colours.pattern]
    _rule(painter, rect, top, stroke * share, colours.line, ())
    if under is not None:
        _rule(painter, rect, top + stroke * 1.0, stroke * 0.55, colours.line, under)


def draw_wave(
    painter: QPainter, left: float, right: float, y: float, size: float, colour: QColor
) -> None:
    """A wavy line that hangs on `y`."""
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        step = min(size * 1.8, right - x)
        bend = y + (-size if up else size) * 1.6
        path.quadTo(QPointF(x + step / 2, bend), QPointF(x + step, y))
        x, up = x + step, not up
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, max(1.4, size * 0.8)))
    painter.drawPath(path)


def _rule(
    painter: QPainter,
    rect: QRectF,
    top: float,
    thickness: float,
    colour: QColor,
    dashes: tuple[float, ...],
) -> None:
    pen = QPen(colour, thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    painter.setPen(pen)
    middle = top + thickness / 2
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
