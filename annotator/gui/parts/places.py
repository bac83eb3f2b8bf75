"""A table of places in their context: what stands before, the words, what stands after, and how marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.parts.card import scaled
from annotator.gui.theme import LabelColours

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Column(IntEnum):
    """What stands in which column."""

    TICK = 0
    BEFORE = 1
    TEXT = 2
    AFTER = 3
    STATE = 4
    TITLE = 5


_HEADINGS = ("", "Before", "Text", "After", "Marked", "Article")


@dataclass(frozen=True, slots=True)
class Place:
    """One row. `state` says how it is marked; `subject` is what the row is about."""

    before: str
    text: str
    after: str
    state: str
    title: str
    subject: object
    colours: LabelColours | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.text}, {self.state}, in {self.title}: {self.before}{self.text}{self.after}"


class PlaceModel(QAbstractTableModel):
    """Places, each ticked or not."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._ticks: list[bool] = []

    def place(self, row: int) -> Place:
        """The place in a row."""
        return self._places[row]

    def is_ticked(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._ticks[row]

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Ticks rows or takes their ticks away."""
        for row in rows:
            self._ticks[row] = on
        last = max(self.rowCount() - 1, 0)
        self.dataChanged.emit(self.index(0, Column.TICK), self.index(last, Column.TICK))
        self.ticked.emit()

    def clear(self) -> None:
        """Shows no place."""
        self.beginResetModel()
        self._places, self._ticks = [], []
        self.endResetModel()

    def append(self, places: Sequence[Place], ticks: Sequence[bool]) -> None:
        """Shows more places below."""
        first = len(self._places)
        self.beginInsertRows(_NO_PARENT, first, first + len(places) - 1)
        self._places += places
        self._ticks += ticks
        self.endInsertRows()

    def replace(self, row: int, place: Place) -> None:
        """Shows another place in a row."""
        self._places[row] = place
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.TICK else flags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        shown = role == Qt.ItemDataRole.DisplayRole
        return _HEADINGS[section] if shown and orientation is Qt.Orientation.Horizontal else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place, column = self._places[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", place.before, place.text, place.after, place.state, place.title)[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.TICK:
            on = self._ticks[index.row()]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = ", ticked" if self._ticks[index.row()] and column == Column.TICK else ""
            return place.spoken + ticked
        return None

    def setData(self, index: _Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], on=not self._ticks[index.row()])
        return True


class PlaceTable(QTableView):
    """The table; Enter or a double click tells the subject `entered`, Space ticks when it has ticks."""

    entered = Signal(object)

    def __init__(self, name: str, *, ticks: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = PlaceModel(self)
        self.setModel(self.places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setAccessibleName(name)
        self._has_ticks = ticks
        self._dress()
        self._size_columns()
        self.doubleClicked.connect(lambda index: self._enter(index.row()))

    def chosen_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def current_row(self) -> int:
        """The row with the keyboard, -1 for none."""
        return self.currentIndex().row()

    def go_to_row(self, row: int) -> None:
        """Makes a row the only one chosen. Qt's `selectRow` asks which keys are held down: Ctrl deselects."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.places.index(row, Column.TEXT)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def show_titles(self, *, shown: bool) -> None:
        """Shows or hides the column of article titles."""
        self.setColumnHidden(Column.TITLE, not shown)

    def fit_text(self, text: str) -> None:
        """Makes the column of the words as wide as these, within reason."""
        bold = QFontMetrics(scaled(self.font(), 1.0, bold=True), self)
        letter = self.fontMetrics().averageCharWidth()
        width = min(max(bold.horizontalAdvance(text) + 16, letter * 8), letter * 32)
        self.horizontalHeader().resizeSection(Column.TEXT, width)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.75))
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _size_columns(self) -> None:
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (Column.BEFORE, Column.AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.TICK, self.fontMetrics().height() * 2)
        header.resizeSection(Column.TEXT, letter * 20)
        self.setColumnHidden(Column.TICK, not self._has_ticks)

    def _enter(self, row: int) -> None:
        if row >= 0:
            self.entered.emit(self.places.place(row).subject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        letter, room = self.fontMetrics().averageCharWidth(), self.viewport().width()
        for column, letters, share in ((Column.STATE, 26, 0.24), (Column.TITLE, 20, 0.18)):
            width = min(letter * letters, round(room * share))
            self.horizontalHeader().resizeSection(column, width)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._has_ticks:
            self._enter(self.current_row())
        elif event.key() == Qt.Key.Key_Space and self._has_ticks:
            rows = self.chosen_rows()
            on = not all(self.places.is_ticked(row) for row in rows)
            self.places.tick(rows, on=on)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._has_ticks:
            event.ignore()  # ticking all is for whoever holds the table to offer
        elif event.text().strip() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            event.ignore()  # digits and letters are commands, not a search in the table
        else:
            super().keyPressEvent(event)


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, table: PlaceTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box: QRect = option.rect
        self._paint_ground(painter, box, option.state)
        column = Column(index.column())
        if column is Column.TICK:
            self._paint_tick(painter, option, index)
        else:
            self._paint_text(painter, box, column, index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        # The style looks for its own box, at the left; ours is the whole cell.
        if index.column() != Column.TICK:
            return super().editorEvent(event, model, option, index)
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._table.places.tick([index.row()], on=not self._table.places.is_ticked(index.row()))
        return event.type() is not QEvent.Type.MouseButtonPress

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            # The style has filled the row with the accent colour, on which no label could be read.
            painter.fillRect(box, self._table.palette().base())
            ground = self._table.palette().color(QPalette.ColorRole.Highlight)
            ground.setAlphaF(0.16 if self._table.hasFocus() else 0.08)
            painter.fillRect(box, ground)

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        side = round(self._table.fontMetrics().height() * 0.85)
        place = QRect(0, 0, side, side)
        place.moveCenter(option.rect.center())
        on = self._table.places.is_ticked(index.row())
        paint_tick(painter, place.toRectF(), self._table.palette(), on=on)

    def _paint_text(self, painter: QPainter, box: QRect, column: Column, index: _Index) -> None:
        place, palette = self._table.places.place(index.row()), self._table.palette()
        painter.save()
        ink = palette.color(QPalette.ColorRole.Text)
        if column in (Column.STATE, Column.TITLE):
            painter.setFont(scaled(self._table.font(), 0.92))
            ink = palette.color(QPalette.ColorRole.PlaceholderText)
        if column is Column.STATE and place.colours:
            ink = place.colours.ink
        if column is Column.TEXT:
            painter.setFont(scaled(self._table.font(), 1.0, bold=True))
            self._paint_tint(painter, box, place)
        painter.setPen(ink)
        self._draw(painter, box.adjusted(4, 0, -4, 0), column, str(index.data()))
        painter.restore()

    @staticmethod
    def _paint_tint(painter: QPainter, box: QRect, place: Place) -> None:
        if place.colours is None:
            return
        metrics = painter.fontMetrics()
        width = min(metrics.horizontalAdvance(place.text) + 8, box.width())
        tint = QRect(box.left(), box.top() + 3, width, box.height() - 6)
        painter.fillRect(tint, place.colours.tint)
        painter.fillRect(tint.left(), tint.bottom() - 1, tint.width(), 2, place.colours.line)

    @staticmethod
    def _draw(painter: QPainter, box: QRect, column: Column, text: str) -> None:
        before = column is Column.BEFORE
        elide = Qt.TextElideMode.ElideLeft if before else Qt.TextElideMode.ElideRight
        side = Qt.AlignmentFlag.AlignRight if before else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text.strip(), elide, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_tick(painter: QPainter, box: QRectF, palette: QPalette, *, on: bool) -> None:
    """A box to tick, with the contrast that the style's own lacks in the dark."""
    accent = palette.color(QPalette.ColorRole.Highlight)
    line = accent if on else palette.color(QPalette.ColorRole.PlaceholderText)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.2))
    painter.setBrush(accent if on else palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.HighlightedText), box.width() * 0.14))
        painter.translate(box.topLeft())
        width = box.width()
        corners = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
        painter.drawPolyline([QPointF(x * width, y * width) for x, y in corners])
    painter.restore()
