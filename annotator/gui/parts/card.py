"""Cards with a thin border, their captions, and labels for texts that came from outside."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_RADIUS = 6.0


class Card(QFrame):
    """A bordered box with a caption; fill `body`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 12)
        self.body.setSpacing(6)
        self._caption = caption(title)
        self.body.addWidget(self._caption)

    def rename(self, title: str) -> None:
        """Gives it another caption."""
        self.setAccessibleName(title)
        self._caption.setText(title.upper())
        self._caption.setAccessibleName(title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border(self.palette()), 1))
        painter.setBrush(self.palette().base())
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)


class TextLabel(QLabel):
    """Plain text that wraps and may be narrower than its longest word; never read as HTML."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())


def caption(text: str) -> TextLabel:
    """A muted heading in spaced capitals."""
    label = TextLabel(text.upper())
    font = scaled(label.font(), 0.84, bold=True)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
    label.setFont(font)
    label.setAccessibleName(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def muted(text: str = "") -> TextLabel:
    """A wrapping text of less weight."""
    label = TextLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def scrolling(inside: QWidget) -> QScrollArea:
    """A widget that scrolls up and down when it is taller than its place, on the ground behind it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def scaled(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    """A font of another size; Qt keeps either points or pixels, and the other is -1."""
    other = QFont(font)
    if font.pixelSize() > 0:
        other.setPixelSize(max(1, round(font.pixelSize() * scale)))
    else:
        other.setPointSizeF(font.pointSizeF() * scale)
    other.setBold(bold or font.bold())
    return other


def border(palette: QPalette) -> QColor:
    """The colour of thin lines around and between things."""
    return palette.color(QPalette.ColorRole.Mid)
