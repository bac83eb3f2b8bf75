"""Tabs that wrap onto a second row in a narrow pane, above the pages they show."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.parts.card import border, scaled
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import paint_ring


class Tabs(QWidget):
    """Named pages, one shown at a time; arrow keys go between the tabs. Tells which was `opened`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, gap=2)
        self._pages = QStackedWidget()
        self._tabs: dict[str, _Tab] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._strip)
        column.addWidget(self._pages, 1)

    def add(self, name: str, page: QWidget) -> None:
        """Adds a page under its name."""
        tab = _Tab(name, self._strip)
        self._tabs[name] = tab
        self._flow.addWidget(tab)
        self._pages.addWidget(page)
        tab.toggled.connect(lambda on: self._show(name) if on else None)
        tab.stepped.connect(self._step)
        if len(self._tabs) == 1:
            tab.setChecked(True)

    @property
    def shown(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, tab in self._tabs.items() if tab.isChecked())

    def open(self, name: str) -> None:
        """Shows a page."""
        self._tabs[name].setChecked(True)

    def count(self, name: str, number: int) -> None:
        """Writes a number beside a tab's name; nothing for none."""
        self._tabs[name].set_count(number)

    def _show(self, name: str) -> None:
        self._pages.setCurrentIndex(list(self._tabs).index(name))
        self.opened.emit(name)

    def _step(self, by: int) -> None:
        tabs = list(self._tabs.values())
        place = next(number for number, tab in enumerate(tabs) if tab.isChecked())
        tab = tabs[(place + by) % len(tabs)]
        tab.setChecked(True)
        tab.setFocus(Qt.FocusReason.TabFocusReason)

    def hasHeightForWidth(self) -> bool:
        # Its pages scroll: a box layout would else give it the height of all their rows.
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(border(self.palette()), 1))
        painter.drawLine(0, self._strip.height(), self.width(), self._strip.height())


class _Tab(QPushButton):
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(0)

    def set_count(self, number: int) -> None:
        self._count = number
        self.setAccessibleName(f"{self._words}, tab")
        self.updateGeometry()
        self.update()

    @property
    def _words(self) -> str:
        return f"{self._name} {self._count:,}" if self._count else self._name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        bold = scaled(self.font(), 0.94, bold=True)
        width = QFontMetrics(bold, self).horizontalAdvance(self._words) + 12
        return QSize(width, round(self.fontMetrics().height() * 1.75))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.PlaceholderText
        if self.isChecked() or self.underMouse():
            role = QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        painter.setFont(scaled(self.font(), 0.94, bold=self.isChecked()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        if self.isChecked():
            accent = palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(0, self.height() - 2, self.width(), 2, accent)
        if self.hasFocus():
            paint_ring(painter, self.rect().toRectF().adjusted(1, 1, -1, -3), palette)
