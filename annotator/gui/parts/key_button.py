"""Buttons that show the key doing the same."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.gui.parts.card import border, scaled

_PAD = 10.0
_GAP = 6.0
_RADIUS = 5.0
_WIDEST_TEXT = 220.0


class KeyButton(QPushButton):
    """A rounded button with its key on a small cap; `primary` is filled with the accent colour.

    `ink` colours the text, for buttons that name a label.
    """

    def __init__(self, text: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._key = ""
        self._ink: QColor | None = None
        self.primary = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_words(text, key)

    @property
    def words(self) -> str:
        """The text on the button."""
        return self._words

    def show_words(self, text: str, key: str = "") -> None:
        """Puts another text and key on the button."""
        # Qt's own text stays empty: it would make a mnemonic of the & in “AT&T”.
        self._words, self._key = text, key
        self.setAccessibleName(f"{text}, key {key}" if key else text)
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: QColor | None) -> None:
        """Colours the text, or with None lets it follow the palette."""
        self._ink = ink
        self.update()

    def _text_width(self) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        return min(width + 1, _WIDEST_TEXT * max(1.0, self.fontMetrics().height() / 16))

    def _cap_width(self) -> float:
        if not self._key:
            return 0.0
        metrics = QFontMetricsF(scaled(self.font(), 0.84, bold=True))
        return max(metrics.height(), metrics.horizontalAdvance(self._key) + 8)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Fill, line, ink."""
        palette = self.palette()
        filled = self.isChecked() or self.primary
        if filled and self.isEnabled():
            accent = palette.color(QPalette.ColorRole.Highlight)
            return accent, accent, palette.color(QPalette.ColorRole.HighlightedText)
        fill = palette.color(QPalette.ColorRole.Base)
        if self.isDown() or self.underMouse():
            fill = palette.color(QPalette.ColorRole.Midlight)
        return fill, border(palette), self._ink or palette.color(QPalette.ColorRole.ButtonText)

    def _paint_cap(self, painter: QPainter, box: QRectF) -> None:
        palette = self.palette()
        painter.setPen(QPen(border(palette), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(scaled(self.font(), 0.84, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def sizeHint(self) -> QSize:
        cap = self._cap_width()
        width = 2 * _PAD + self._text_width() + (cap + _GAP if cap else 0)
        return QSize(round(width + 0.5), round(self.fontMetrics().height() * 1.65))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(2 * _PAD + self._cap_width() + 24), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        fill, line, ink = self._colours()
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._paint_words(painter, ink)
        if self.hasFocus():
            paint_ring(painter, box, self.palette())

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        cap = self._cap_width()
        room = self.width() - 2 * _PAD - (cap + _GAP if cap else 0)
        words = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, int(room + 1)
        )
        painter.setFont(self.font())
        painter.setPen(ink)
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(_PAD, 0, room + 1, self.height()), centre, words)
        if cap:
            height = self.height() - 10
            left = QPointF(self.width() - _PAD - cap + 2, 5)
            self._paint_cap(painter, QRectF(left.x(), left.y(), cap, height))


def paint_ring(painter: QPainter, box: QRectF, palette: QPalette) -> None:
    """The ring of the control that has the keyboard, visible on the accent colour too."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 3))
    painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), _RADIUS - 1, _RADIUS - 1)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
