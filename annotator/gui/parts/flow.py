"""A layout that fills rows from left to right and wraps, so that a narrow pane clips nothing."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out like words of a paragraph."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def empty(self) -> None:
        """Takes all widgets out and away."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _arranged(self, width: int) -> tuple[list[QRect], int]:
        """A rectangle for each item, centred in its row, and the height of all rows."""
        places: list[QRect] = []
        row: list[QRect] = []
        x = y = 0
        for item in self._items:
            size = self._size(item, width)
            if x and x + size.width() > width:
                y += _centre(row) + self._gap
                x, row = 0, []
            place = QRect(QPoint(x, y), size)
            places.append(place)
            if not size.isEmpty():
                row.append(place)
                x += size.width() + self._gap
        return places, y + _centre(row)

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        if item.isEmpty():
            return QSize(0, 0)
        hint = item.sizeHint()
        return QSize(min(hint.width(), width), hint.height())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return self._arranged(inside)[1] + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        for item, place in zip(self._items, self._arranged(inside.width())[0], strict=True):
            item.setGeometry(place.translated(inside.topLeft()))

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        widths = sum(size.width() + self._gap for size in sizes)
        height = max((size.height() for size in sizes), default=0)
        return QSize(max(0, widths - self._gap), height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        height = max((i.sizeHint().height() for i in self._items if not i.isEmpty()), default=0)
        return QSize(40, height).grownBy(self.contentsMargins())


def _centre(row: list[QRect]) -> int:
    """Moves the lower things of a row to its middle, and tells its height."""
    height = max((place.height() for place in row), default=0)
    for place in row:
        place.translate(0, (height - place.height()) // 2)
    return height
