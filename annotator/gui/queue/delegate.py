"""How a row of the queue is drawn: two lines of fixed height, the status told by shape and colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.chrome import GOOD
from annotator.gui.parts.card import border, scaled
from annotator.gui.queue.model import ROW, QueueModel, second_line
from annotator.project.queue import QueueRow

_Index = QModelIndex | QPersistentModelIndex
_Role = QPalette.ColorRole


class QueueDelegate(QStyledItemDelegate):
    """Status dot, elided title and words; below source, date and counts."""

    def __init__(self, view: QTableView, model: QueueModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return round(self._view.fontMetrics().height() * 2.75)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: object = index.data(ROW)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option.state)
        self.paint_row(painter, row, box)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        palette = QApplication.palette()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(palette.color(_Role.Highlight))
            ground.setAlphaF(0.11 if chosen else 0.04)
            painter.fillRect(box, ground)
        if chosen and self._view.hasFocus():
            painter.fillRect(
                QRect(box.left(), box.top(), 3, box.height()), palette.color(_Role.Highlight)
            )
        painter.setPen(QPen(border(palette), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def paint_row(self, painter: QPainter, row: object, box: QRect) -> None:
        """Draws what a row says, nothing for an article that is gone."""
        if not isinstance(row, QueueRow):
            return
        view, palette = self._view, QApplication.palette()
        line = view.fontMetrics().height()
        first = QRect(box.left() + 14 + line, box.top() + round(line * 0.3), 0, line)
        first.setRight(box.right() - 12)
        paint_status(painter, row, QPointF(box.left() + 18, first.center().y() + 0.5), palette)
        small = scaled(view.font(), 0.87)
        words = f"{row.words:,}"
        painter.setFont(small)
        painter.setPen(palette.color(_Role.PlaceholderText))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        below = QRect(first.left(), first.bottom() + round(line * 0.2), first.width(), line)
        more = second_line(row, busy=row.id in self._model.busy)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, _elided(more, painter, below))
        first.setRight(first.right() - QFontMetrics(small, view).horizontalAdvance(words) - 8)
        painter.setFont(scaled(view.font(), 1.0, bold=True))
        painter.setPen(palette.color(_Role.Text))
        title = row.title or "Untitled"
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, _elided(title, painter, first))


def paint_status(painter: QPainter, row: QueueRow, centre: QPointF, palette: QPalette) -> None:
    """○ to do, ◐ in progress, ● done, – skipped, a flag where one is set."""
    muted, size = palette.color(_Role.PlaceholderText), 5.0
    dot = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.flag is not None:
        _paint_flag(painter, dot, palette.color(_Role.BrightText))
    elif row.status == "done":
        painter.setPen(QPen(GOOD, 1.4))
        painter.setBrush(GOOD)
        painter.drawEllipse(dot)
    elif row.status == "skipped":
        painter.setPen(QPen(muted, 2))
        painter.drawLine(QPointF(dot.left(), centre.y()), QPointF(dot.right(), centre.y()))
    elif row.status == "in progress":
        accent = palette.color(_Role.Highlight)
        painter.setPen(QPen(accent, 1.4))
        painter.drawEllipse(dot)
        painter.setBrush(accent)
        painter.drawPie(dot, 90 * 16, 180 * 16)
    else:
        painter.setPen(QPen(muted, 1.2))
        painter.drawEllipse(dot)


def _paint_flag(painter: QPainter, dot: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.6))
    painter.drawLine(dot.topLeft() + QPointF(1, -1), dot.bottomLeft() + QPointF(1, 2))
    painter.setBrush(colour)
    tip = QPointF(dot.right() + 1, dot.top() + 3)
    painter.drawPolygon(
        [dot.topLeft() + QPointF(1, -1), tip, dot.topLeft() + QPointF(1, 7)],
        Qt.FillRule.OddEvenFill,
    )


def _elided(text: str, painter: QPainter, room: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
