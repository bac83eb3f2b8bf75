"""The list of the roster's names, each opening into its mentions: keys, menu, a name dragged on another."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from annotator.core.clusters import Name
from annotator.gui.parts.rows import RowList, arrow_width

IS, RENAME, SPLIT, NOBODY, BACK = "is", "rename", "split", "nobody", "back"
OPEN, SHUT = "open", "shut"

_KEYS = {
    Qt.Key.Key_E: IS,
    Qt.Key.Key_F2: RENAME,
    Qt.Key.Key_X: SPLIT,
    Qt.Key.Key_Delete: NOBODY,
    Qt.Key.Key_Backspace: NOBODY,
    Qt.Key.Key_Right: OPEN,
    Qt.Key.Key_Left: SHUT,
}
_MENU = (
    (IS, "Is the same as…", "E"),
    (RENAME, "Rename…", "F2"),
    (SPLIT, "Split this mention off", "X"),
    (NOBODY, "Nobody: off the roster", "Del"),
)


class NameList(RowList):
    """Names and mentions; tells what is `wished` for the current row, and which name fell on which."""

    wished = Signal(str)
    dropped = Signal(object, object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._held: object = None

    def menu(self) -> QMenu:
        """What can be done with the current row."""
        menu = QMenu("Name", self)
        for wish, text, key in _MENU:
            menu.addAction(f"{text}\t{key}", partial(self.wished.emit, wish))
        menu.addSeparator()
        menu.addAction("Show its mentions\t→", lambda: self.wished.emit(OPEN))
        menu.addAction("Hide its mentions\t←", lambda: self.wished.emit(SHUT))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            below = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(below) if by_key else event.globalPos()
            self.menu().popup(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        wish = _KEYS.get(Qt.Key(event.key()))
        if entered and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.wished.emit(BACK)
        elif wish is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.wished.emit(wish)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._held = self._subject(index)
        on_arrow = event.position().x() > self.viewport().width() - arrow_width(self)
        if (
            on_arrow
            and isinstance(self._held, Name)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.setCurrentIndex(QModelIndex(index))
            self._held = None
            self.wished.emit(SHUT if self.rows.row(index).is_open else OPEN)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse becomes the current one: there the name would fall."""
        super().mouseMoveEvent(event)
        over = self._subject(self.indexAt(event.position().toPoint()))
        carries = isinstance(self._held, Name) and over is not self._held
        shape = Qt.CursorShape.DragMoveCursor if carries else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        over = self._subject(self.indexAt(event.position().toPoint()))
        held, self._held = self._held, None
        self.viewport().unsetCursor()
        super().mouseReleaseEvent(event)
        if isinstance(held, Name) and isinstance(over, Name) and held is not over:
            self.dropped.emit(held, over)

    def _subject(self, index: QModelIndex | QPersistentModelIndex) -> object:
        return self.rows.row(index).subject if index.isValid() else None
