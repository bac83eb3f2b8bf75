"""The slim strip beside the scroll bar: where suggestions are left, and where the focus is."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.article.page import Page
from annotator.gui.article.painter import ColoursOf
from annotator.gui.theme import Theme

WIDTH = 10
_ROW = 3


class TickStrip(QWidget):
    """Shows the whole article's height with a tick for what is left; a click goes there."""

    place_chosen = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._theme: Theme | None = None
        self._colours_of: ColoursOf | None = None
        self.setAccessibleName("What is left in the article")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_page(self, page: Page | None, theme: Theme, colours_of: ColoursOf) -> None:
        """Shows another page, or another look of it."""
        self._page, self._theme, self._colours_of = page, theme, colours_of
        self.update()

    def ticks(self) -> Iterator[tuple[int, str, str]]:
        """The rows with suggestions left, each with the layer and label of its first one; a quote is one.

        Rows are asked for spans, not spans for rows: however many spans there are, rows are few.
        """
        page = self._page
        if page is None or not len(page.marks.suggestions):
            return
        scale = page.flow.total / max(self.height(), 1)
        start = 0
        for row in range(0, max(self.height() - _ROW, 1), _ROW):
            end = page.flow.offset_at((row + _ROW) * scale)
            found = next(page.marks.stops(start, end), None)
            if found:
                yield row, found.layer, found.label
            start = end

    def sizeHint(self) -> QSize:
        """As slim as a strip is."""
        return QSize(WIDTH, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ticks."""
        if self._theme is None or self._colours_of is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.page.page)
        for row, layer, label in self.ticks():
            colour = self._colours_of(layer, label).line
            painter.fillRect(QRectF(2, row, WIDTH - 4, _ROW - 1), colour)
        self._paint_focus(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the place that was clicked."""
        self.place_chosen.emit(event.position().y() / max(self.height(), 1))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Belongs to the press."""
        event.accept()

    def _paint_focus(self, painter: QPainter) -> None:
        page, theme = self._page, self._theme
        if page is None or theme is None or page.marks.focused is None:
            return
        top = page.flow.y_of(page.marks.focused.start) / max(page.flow.total, 1.0)
        painter.fillRect(QRectF(0, top * self.height() - 1, WIDTH, 3), theme.page.ring)
