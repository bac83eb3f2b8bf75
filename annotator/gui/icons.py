"""Icons: one monochrome SVG each, tinted with the palette's text colour when it is painted."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.core.resources import resource


def icon(name: str) -> QIcon:
    """The icon of that name, empty for an empty name."""
    return QIcon(_TintedEngine(name)) if name else QIcon()


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, side: int) -> QPixmap:
    svg = _source(name).replace("currentColor", colour)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _colour(mode: QIcon.Mode) -> str:
    group = QPalette.ColorGroup.Normal
    if mode is QIcon.Mode.Disabled:
        group = QPalette.ColorGroup.Disabled
    return QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText).name()


class _TintedEngine(QIconEngine):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        device = painter.device()
        scale = device.devicePixelRatioF() if device else 1.0
        side = min(rect.width(), rect.height())
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        painter.drawPixmap(place, _drawn(self._name, _colour(mode), round(side * scale)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _drawn(self._name, _colour(mode), min(size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name)
