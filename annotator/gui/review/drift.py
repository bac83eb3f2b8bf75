"""The tab that shows how steady each annotator is on control articles."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.parts.card import border, muted, scaled, scrolling
from annotator.gui.queue.model import short_date
from annotator.gui.review.inks import annotator_ink
from annotator.gui.theme import Theme
from annotator.project.controls import Drift, DriftPoint

_NOTHING = (
    "Nobody has finished a control article yet. Choose articles with signed-off gold in the queue and "
    "make them control articles in the menu Review; assigning slips them into everybody’s work."
)
_TALL = 5.2


class DriftPage(QWidget):
    """A small chart and the figures for each annotator."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drifts: tuple[Drift, ...] = ()
        self._empty = muted(_NOTHING)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._area = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._empty)
        whole.addWidget(self._area, 1)

    def show_drifts(self, drifts: Sequence[Drift]) -> None:
        """Shows the figures of these annotators."""
        if tuple(drifts) != self._drifts or not self._column.count():
            self._drifts = tuple(drifts)
            self._fill()
        self._empty.setVisible(not self._drifts)
        self._area.setVisible(bool(self._drifts))

    def set_theme(self, theme: Theme) -> None:
        """Draws in other colours."""
        self._theme = theme
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(self._drifts):
            self._column.addWidget(DriftChart(one, self._theme, place))
            for point in reversed(one.points[-5:]):
                self._column.addWidget(muted(_line(point)))
        self._column.addStretch(1)


class DriftChart(QWidget):
    """F1 against gold over the control articles of one annotator, with the mean of the last five."""

    def __init__(self, drift: Drift, theme: Theme, place: int) -> None:
        super().__init__()
        self._drift, self._ink = drift, annotator_ink(theme, place)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        figures = ", ".join(f"{point.strict:.2f}" for point in drift.points)
        self.setAccessibleName(f"{drift.annotator.name}: exact F1 on control articles {figures}")

    def sizeHint(self) -> QSize:
        return QSize(200, round(self.fontMetrics().height() * _TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, line = QPainter(self), self.fontMetrics().height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 1.0, bold=True))
        painter.setPen(self._ink.text)
        last, many = self._drift.points[-1], min(5, len(self._drift.points))
        title = f"{self._drift.annotator.name} · {last.mean:.2f} over the last {many}"
        painter.drawText(
            QRectF(0, 0, self.width(), line * 1.3), Qt.AlignmentFlag.AlignVCenter, title
        )
        room = QRectF(26, line * 1.6, self.width() - 32, self.height() - line * 2.0)
        self._paint_axes(painter, room)
        points = list(self._drift.points)
        step = room.width() / max(len(points) - 1, 1)
        spots = [
            QPointF(room.left() + n * step, room.bottom() - point.strict * room.height())
            for n, point in enumerate(points)
        ]
        means = [
            QPointF(spot.x(), room.bottom() - point.mean * room.height())
            for spot, point in zip(spots, points, strict=True)
        ]
        painter.setPen(QPen(self._ink.line, 2))
        painter.drawPolyline(means)
        painter.setBrush(self._ink.line)
        painter.setPen(Qt.PenStyle.NoPen)
        for spot in spots:
            painter.drawEllipse(spot, 3, 3)

    def _paint_axes(self, painter: QPainter, room: QRectF) -> None:
        small = scaled(self.font(), 0.8)
        for share in (0.0, 0.5, 1.0):
            y = room.bottom() - share * room.height()
            painter.setPen(QPen(border(self.palette()), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setFont(small)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            place = QRectF(0, y - 8, room.left() - 4, 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, f"{share:.1f}")


def _line(point: DriftPoint) -> str:
    when = short_date(point.finished_at[:10]) if point.finished_at else ""
    figures = f"F1 {point.strict:.2f} exact, {point.overlap:.2f} overlap"
    return " · ".join(part for part in (point.title, when, figures) if part)
