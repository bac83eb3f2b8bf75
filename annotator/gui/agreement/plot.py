"""A plot in the window, drawn from the same SVG that a report holds."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import Theme
from annotator.plots.look import DARK, Look

Draw = Callable[[Look, float, float], str]
"""A plot as SVG for a look, a width and the height there is; bars take the height they need."""

_TALL, _LOWEST, _NARROWEST = 220, 110, 320


class Plot(QWidget):
    """Draws what a function makes for a look and a size, anew when either changes.

    One that `shrinks` gives way where there is less height than it would like to have.
    """

    def __init__(self, name: str, *, shrinks: bool = False) -> None:
        super().__init__()
        self._shrinks = shrinks
        from PySide6.QtSvg import QSvgRenderer

        self._renderer = QSvgRenderer(self)
        self._draw: Draw | None = None
        self._look = Look()
        self.setAccessibleName(name)
        vertical = QSizePolicy.Policy.Preferred if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Ignored, vertical)
        if shrinks:
            self.setMinimumHeight(_LOWEST)
            self.setMaximumHeight(_TALL)

    def show_plot(self, draw: Draw, look: Look) -> None:
        """Draws something else."""
        self._draw, self._look = draw, look
        self._render()

    def sizeHint(self) -> QSize:
        size = self._renderer.defaultSize()
        if self._shrinks or not size.isValid():
            return QSize(_NARROWEST, _TALL)
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shrinks or event.oldSize().width() != event.size().width():
            self._render()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._renderer.defaultSize()
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))

    def _render(self) -> None:
        if self._draw is not None and self.width() > 0:
            height = float(self.height() if self._shrinks else _TALL)
            made = self._draw(self._look, float(max(self.width(), _NARROWEST)), height)
            self._renderer.load(QByteArray(made.encode("utf-8")))
            self.updateGeometry()
            self.update()


def look_of(theme: Theme, font: str) -> Look:
    """The look of plots in a theme, in the window's font."""
    dark = theme.palette.color(QPalette.ColorRole.Window).lightness() < 128
    return replace(DARK if dark else Look(), font=f"'{font}', sans-serif")
