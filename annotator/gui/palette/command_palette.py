"""The command palette: type a few letters of what is wanted, Enter does it; every key is shown beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui.chrome import SearchField, SlimBar, cap_width, paint_cap
from annotator.gui.icons import icon
from annotator.gui.palette.fuzzy import ranked
from annotator.gui.palette.overlay import Overlay

_Index = QModelIndex | QPersistentModelIndex
_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette: what it does when chosen is known by its id."""

    id: str
    text: str
    group: str = ""
    key: str = ""
    icon: str = ""
    enabled: bool = True


class CommandPalette(Overlay):
    """A search field above the commands that match; tells the id `chosen`."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Command palette")
        self._choices: Sequence[Choice] = ()
        self._field = SearchField("Search commands", "What do you want to do?")
        self._list = QListView()
        self._list.setAccessibleName("Commands")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollBar(SlimBar())
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _ChoiceModel(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ChoiceDelegate(self._list))
        self.column.addWidget(self._field)
        self.column.addWidget(self._list, 1)
        self._field.textChanged.connect(self._search)
        self._field.returnPressed.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._field.installEventFilter(self)
        self.setFocusProxy(self._field)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Open with these choices, nothing typed yet."""
        self._choices = choices
        self._field.clear()
        self._search("")
        self.open()

    @property
    def shown(self) -> list[str]:
        """The ids of the choices listed, the best first."""
        return [choice.id for choice in self._model.choices]

    def _search(self, text: str) -> None:
        texts = [f"{choice.text} {choice.group}" for choice in self._choices]
        order = ranked(text, texts) if text.strip() else range(len(texts))
        self._model.show_choices([self._choices[index] for index in order])
        self._list.setCurrentIndex(self._model.index(0, 0))

    def _choose(self) -> None:
        index = self._list.currentIndex()
        if index.isValid() and self._model.choices[index.row()].enabled:
            choice = self._model.choices[index.row()]
            self.shut()
            self.chosen.emit(choice.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self._field and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _TO_THE_LIST:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)


class _ChoiceModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text}, {choice.key}" if choice.key else choice.text
        if role == Qt.ItemDataRole.UserRole:
            return choice
        return None


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, round(self._view.fontMetrics().height() * 1.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            ground = self._view.palette().color(QPalette.ColorRole.Highlight)
            ground.setAlphaF(0.14)
            painter.setBrush(ground)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 5, 5)
        painter.setOpacity(1.0 if choice.enabled else 0.45)
        self._paint_texts(painter, choice, box)
        painter.restore()

    def _paint_texts(self, painter: QPainter, choice: Choice, box: QRect) -> None:
        view, line = self._view, self._view.fontMetrics().height()
        if choice.icon:
            icon(choice.icon).paint(painter, QRect(box.left() + 8, box.top(), line, box.height()))
        keys = choice.key and cap_width(choice.key, view) + 8
        left = box.left() + line + 18
        middle = Qt.AlignmentFlag.AlignVCenter
        room = QRect(left, box.top(), round(box.right() - left - (keys or 0)), box.height())
        painter.setFont(view.font())
        painter.setPen(view.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(
            room.adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, choice.group
        )
        painter.setPen(view.palette().color(QPalette.ColorRole.Text))
        painter.drawText(room, middle, choice.text)
        if choice.key:
            painter.translate(0, box.top())
            paint_cap(painter, choice.key, box.right() - (keys or 0), float(box.height()), view)
