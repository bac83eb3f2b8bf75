"""A table of figures for the keyboard: each cell may be shaded, and may stand for something to open."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from annotator.plots.look import Look

_PLAIN_HEADINGS = (
    "QHeaderView, QHeaderView::section, QTableCornerButton::section "
    "{ border: none; background: transparent; padding: 0 8px; } QTableView { background: transparent; }"
)
_PADDING = 36
_NARROWEST, _LOWEST = 64, 30


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    `share` between 0 and 1 shades it, `told` is more about it, `subject` is what it opens.
    """

    text: str
    share: float | None = None
    told: str = ""
    subject: object = None


class FigureTable(QTableWidget):
    """Tells the subject of the cell one comes to, and of the one that is opened with Enter or two clicks."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(_PLAIN_HEADINGS)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(_NARROWEST)
        self.verticalHeader().setMinimumSectionSize(_LOWEST)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(_subject(item)))

    def show_cells(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Sequence[Sequence[Cell]],
        look: Look,
    ) -> None:
        """Shows another table; the place of the keyboard stays where that is possible."""
        place = (max(self.currentRow(), 0), max(self.currentColumn(), 0))
        self.blockSignals(True)
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(list(columns))
        self.setVerticalHeaderLabels(list(rows))
        letters = self.verticalHeader().fontMetrics()
        widest = max((letters.horizontalAdvance(row) for row in rows), default=0)
        self.verticalHeader().setFixedWidth(widest * 9 // 8 + _PADDING)
        for m, row in enumerate(cells):
            for n, cell in enumerate(row):
                self.setItem(m, n, _item(cell, f"{rows[m]}, {columns[n]}", look))
        if rows and columns:
            self.setCurrentCell(min(place[0], len(rows) - 1), min(place[1], len(columns) - 1))
        self.blockSignals(False)

    def go_to(self, subject: object) -> None:
        """Puts the keyboard's place on the first cell of a subject."""
        for m in range(self.rowCount()):
            for n in range(self.columnCount()):
                item = self.item(m, n)
                if item is not None and _subject(item) == subject:
                    self.setCurrentCell(m, n)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.opened.emit(_subject(item))
        elif event.text().strip():
            # Letters and digits are keys of the page; a table would look for a cell that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QTableWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.chosen.emit(_subject(item))


def _item(cell: Cell, where: str, look: Look) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    item.setData(Qt.ItemDataRole.UserRole, _Held(cell.subject))
    told = f"{where}: {cell.told or cell.text}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
    item.setToolTip(told)
    if cell.share is not None:
        paint, ink = look.shade(cell.share)
        item.setBackground(QBrush(QColor(paint)))
        item.setForeground(QBrush(QColor(ink)))
    return item


class _Held:
    """Keeps a subject as it is: Qt would make a list of a tuple."""

    def __init__(self, subject: object) -> None:
        self.subject = subject


def _subject(item: QTableWidgetItem) -> object:
    held = item.data(Qt.ItemDataRole.UserRole)
    return held.subject if isinstance(held, _Held) else None
