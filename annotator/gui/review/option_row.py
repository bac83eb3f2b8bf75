"""One thing that can be decided about a difference, as a row of the card."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from annotator.gui.chrome import cap_width, paint_cap
from annotator.gui.parts.card import scaled
from annotator.gui.parts.key_button import paint_ring

_LEFT = 4.0
_GAP = 5.0
_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be decided: its command, whose it is, what they have, whether it was chosen."""

    command_id: str
    name: str
    words: str = ""
    ink: QColor | None = None
    chosen: bool = False
    proposed: bool = False

    @property
    def mark(self) -> str:
        """What stands at the right: chosen, or what the vote proposes with the key that takes it."""
        return "✓" if self.chosen else "majority ↵" if self.proposed else ""


class OptionRow(QPushButton):
    """Key, name in its ink, what is there, on a second line where it is long; washed when it was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._option = Option("", "")
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def command_id(self) -> str:
        """The command that decides so."""
        return self._option.command_id

    @property
    def option(self) -> Option:
        """What is shown."""
        return self._option

    def show_option(self, option: Option, key: str) -> None:
        """Shows another option."""
        self._option, self._key = option, key
        parts = [option.name, option.words, "chosen" if option.chosen else ""]
        parts += ["proposed by the majority"] if option.proposed else []
        told = ", ".join(part for part in parts if part)
        self.setAccessibleName(f"{told}, key {key}")
        self.setToolTip(f"{option.name} · {option.words}" if option.words else "")
        self._settle()
        self.update()

    @property
    def _words_left(self) -> float:
        return _LEFT + max(cap_width(self._key, self), cap_width("M", self)) + 7

    @property
    def _name_font(self) -> QFont:
        return scaled(self.font(), 1.0, bold=self._option.ink is not None)

    @property
    def _is_long(self) -> bool:
        """Whether what is there does not fit beside the name."""
        plain = QFontMetricsF(self.font())
        taken = self._words_left + QFontMetricsF(self._name_font).horizontalAdvance(
            self._option.name
        )
        taken += plain.horizontalAdvance(f"· {self._option.words}") + _GAP + 10
        if self._option.mark:
            taken += plain.horizontalAdvance(self._option.mark) + 8
        return bool(self._option.words) and taken > self.width()

    def _settle(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(180, round(line * (2.8 if self._is_long else 1.75)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        if self._option.chosen or self.underMouse():
            wash = QColor(self._option.ink or palette.color(_Role.Highlight))
            wash.setAlphaF(0.14 if self._option.chosen else 0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, 4, 4)
        first = round(self.fontMetrics().height() * 1.75)
        paint_cap(painter, self._key, _LEFT, float(first), self)
        self._paint_texts(painter, float(first))
        if self.hasFocus():
            paint_ring(painter, box, palette)

    def _paint_texts(self, painter: QPainter, first: float) -> None:
        """The name and the mark on the first line, the words beside them or below."""
        option, palette = self._option, self.palette()
        left, right = self._words_left, self.width() - 6.0
        painter.setFont(self._name_font)
        painter.setPen(option.ink or palette.color(_Role.Text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, right - left, first), middle, option.name)
        beside = QFontMetricsF(self._name_font).horizontalAdvance(option.name) + _GAP
        painter.setFont(self.font())
        if option.mark:
            painter.setPen(palette.color(_Role.PlaceholderText))
            at_right = middle | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(left, 0, right - left, first), at_right, option.mark)
        if not option.words:
            return
        painter.setPen(palette.color(_Role.Text))
        line = float(self.fontMetrics().height())
        below = QRectF(left, first - line * 0.2, right - left, line)
        words = option.words if self._is_long else f"· {option.words}"
        place = below if self._is_long else QRectF(left + beside, 0, right - left - beside, first)
        shown = self.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, int(place.width()) + 1
        )
        painter.drawText(place, middle, shown)
