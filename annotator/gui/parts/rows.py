"""A list of rows for a narrow pane: a swatch, a name, something aside, and a second text that wraps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui.parts.card import border, scaled

_Index = QModelIndex | QPersistentModelIndex
_PAD = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `subject` is what choosing the row is about; a hollow swatch means only suggested.

    `faint` rows are of less weight: undone steps, resolved notes. `note` is only spoken: what colour says.
    `depth` is how often a row is indented under the one it belongs to; `is_open` says whether the rows under
    this one are shown, None when it has none.
    """

    text: str
    subject: object = None
    aside: str = ""
    detail: str = ""
    swatch: QColor | None = None
    hollow: bool = False
    faint: bool = False
    note: str = ""
    depth: int = 0
    is_open: bool | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = "" if self.is_open is None else "open" if self.is_open else "closed"
        parts = (self.text, self.note, self.aside, self.detail, state)
        return ", ".join(part for part in parts if part)


class RowModel(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def row(self, index: _Index) -> Row:
        """The row at an index."""
        return self._rows[index.row()]

    def find(self, wanted: Callable[[object], bool]) -> int:
        """The number of the first row whose subject is wanted, -1 for none."""
        return next((n for n, row in enumerate(self._rows) if wanted(row.subject)), -1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; where as many are shown as before, only those that changed are drawn anew."""
        before, after = self._rows, tuple(rows)
        if len(before) != len(after):
            self.beginResetModel()
            self._rows = after
            self.endResetModel()
            return
        self._rows = after
        for number, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.row(index).spoken
        return None


class RowList(QListView):
    """A list of rows; `chosen` tells the subject of the row clicked or entered.

    With `shows_current` the current row is seen while something that follows it has the keyboard.
    """

    chosen = Signal(object)
    shows_current = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows, the current one staying at its place."""
        place = self.currentIndex().row()
        self.rows.set_rows(rows)
        if rows:
            self.setCurrentIndex(self.rows.index(min(max(place, 0), len(rows) - 1), 0))

    def make_current(self, wanted: Callable[[object], bool]) -> None:
        """Makes the first row whose subject is wanted the current one, if there is one."""
        number = self.rows.find(wanted)
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number, 0))

    @property
    def current(self) -> object:
        """The subject of the current row, None when there is none."""
        index = self.currentIndex()
        return self.rows.row(index).subject if index.isValid() else None

    def _choose(self, index: _Index) -> None:
        self.chosen.emit(self.rows.row(index).subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif _is_command(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_command(event: QKeyEvent) -> bool:
    """Whether a key is for whoever holds the list: single keys do not search in it."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return alt or bool(event.text().strip() and not event.modifiers())


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def _row(self, index: _Index) -> Row:
        return self._view.model().row(index)  # type: ignore[attr-defined, no-any-return]

    def _small(self, font: QFont) -> QFont:
        return scaled(font, 0.9)

    def _detail_height(self, row: Row) -> int:
        if not row.detail:
            return 0
        width = self._view.viewport().width() - _left(row, self._view) - 2
        layout = _wrapped(row.detail, self._small(self._view.font()), width)
        return ceil(layout.boundingRect().height()) + 2

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = self._view.fontMetrics().height()
        height = line + 2 * _PAD + self._detail_height(self._row(index))
        return QSize(40, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._row(index)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._paint_ground(painter, box, state)
        _paint_swatch(painter, row, box, self._view)
        if row.is_open is not None:
            _paint_arrow(painter, box, self._view, is_open=row.is_open)
            box = box.adjusted(0, 0, -arrow_width(self._view), 0)
        self._paint_texts(painter, row, box)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        palette = self._view.palette()
        current = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        left = bool(state & QStyle.StateFlag.State_Selected) and self._view.shows_current
        if current or left or state & QStyle.StateFlag.State_MouseOver:
            ground = palette.color(QPalette.ColorRole.Highlight)
            ground.setAlphaF(0.14 if current else 0.06)
            painter.fillRect(box, ground)
        if current:
            painter.fillRect(
                QRect(box.left(), box.top(), 2, box.height()),
                palette.color(QPalette.ColorRole.Highlight),
            )
        painter.setPen(QPen(border(palette), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_texts(self, painter: QPainter, row: Row, box: QRect) -> None:
        palette, view = self._view.palette(), self._view
        left, line = box.left() + _left(row, view), view.fontMetrics().height()
        top = box.top() + _PAD
        small = self._small(view.font())
        aside = min(_metrics(small, view).horizontalAdvance(row.aside) + 2, box.width() // 2)
        painter.setFont(small)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        place = QRect(box.right() - aside - 4, top, aside, line)
        elided = _metrics(small, view).elidedText(row.aside, Qt.TextElideMode.ElideRight, aside)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, elided)
        if row.detail:
            layout = _wrapped(row.detail, small, box.right() - left - 1)
            layout.draw(painter, QPointF(left, top + line + 2))
        strong = scaled(view.font(), 1.0, bold=not row.faint)
        painter.setFont(strong)
        if not row.faint:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = place.left() - left - 6 if row.aside else box.right() - left - 4
        name = _metrics(strong, view).elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, name)


def _wrapped(text: str, font: QFont, width: int) -> QTextLayout:
    """Text broken between words, and within one only where it is wider than the line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _metrics(font: QFont, view: QWidget) -> QFontMetrics:
    return QFontMetrics(font, view)


def _left(row: Row, view: QWidget) -> int:
    line = view.fontMetrics().height()
    return row.depth * line + (line + 4 if row.swatch else 8)


def arrow_width(view: QWidget) -> int:
    """How many pixels on the right of a row open and shut it."""
    return view.fontMetrics().height()


def _paint_arrow(painter: QPainter, box: QRect, view: QWidget, *, is_open: bool) -> None:
    line = view.fontMetrics().height()
    middle = QPointF(box.right() - line / 2, box.top() + _PAD + line / 2)
    reach = line * 0.16
    ends = ((-reach, reach), (0.0, -reach), (reach, reach))
    points = [QPointF(x, -y) if is_open else QPointF(-y, x) for x, y in ends]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(view.palette().color(QPalette.ColorRole.PlaceholderText), 1.4))
    painter.drawPolyline([middle + point for point in points])


def _paint_swatch(painter: QPainter, row: Row, box: QRect, view: QWidget) -> None:
    if row.swatch is None:
        return
    line = view.fontMetrics().height()
    side = line * 0.55
    place = QRectF(box.left() + 3, box.top() + _PAD + (line - side) / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(row.swatch, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush if row.hollow else row.swatch)
    painter.drawRoundedRect(place, 2, 2)
