"""What the bars around the page are made of: strips with a thin edge, pills, key caps, progress."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QSizePolicy,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from annotator.gui.icons import icon
from annotator.gui.parts.card import border, scaled
from annotator.gui.parts.key_button import paint_ring

_Role = QPalette.ColorRole


class Strip(QWidget):
    """A horizontal bar on the window's ground with a thin line at its lower or upper edge."""

    def __init__(
        self, name: str, *, line_above: bool = False, ground: _Role = _Role.Window
    ) -> None:
        super().__init__()
        self._line_above, self._ground = line_above, ground
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 7, 14, 7)
        self.row.setSpacing(10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(self._ground))
        painter.setPen(QPen(border(self.palette()), 1))
        edge = 0 if self._line_above else self.height() - 1
        painter.drawLine(0, edge, self.width(), edge)


class Pill(QPushButton):
    """A rounded button; when it is checked it is washed with the accent colour.

    `outlined` ones have a border, `cap` is the key that does the same.
    """

    def __init__(
        self,
        text: str,
        name: str = "",
        *,
        outlined: bool = False,
        cap: str = "",
        icon_name: str = "",
    ) -> None:
        super().__init__()
        self._outlined, self._words, self._cap = outlined, text, cap
        self._bold_part = ""
        if icon_name:
            self.setIcon(icon(icon_name))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text)

    @property
    def words(self) -> str:
        """The text on the pill."""
        return self._words + self._bold_part

    def show_words(self, text: str, bold: str = "", name: str = "") -> None:
        """Put another text on the pill, `bold` being its last part."""
        if (text, bold) != (self._words, self._bold_part):
            # Qt's own text stays empty: it would make a mnemonic of an & in a name.
            self._words, self._bold_part = text, bold
            self.updateGeometry()
            self.update()
        self.setAccessibleName(name or f"{text}{bold}")

    def show_cap(self, cap: str) -> None:
        """Show another key."""
        self._cap = cap
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 2 * self._pad + self._words_width()
        if not self.icon().isNull():
            width += self._icon_side + (6 if self._words else 0)
        if self._cap:
            width += cap_width(self._cap, self) + 7
        return QSize(round(width + 1.5), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _pad(self) -> float:
        return self.fontMetrics().height() * 0.56

    @property
    def _height(self) -> int:
        return round(self.fontMetrics().height() * (1.62 if self._outlined else 1.3))

    @property
    def _icon_side(self) -> int:
        return round(self.fontMetrics().height() * 0.85)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _words_width(self) -> float:
        plain = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        bold = QFontMetricsF(scaled(self.font(), 1, bold=True)).horizontalAdvance(self._bold_part)
        return plain + bold

    def _fill_and_ink(self) -> tuple[QColor, QColor]:
        palette = self.palette()
        if self.isChecked():
            fill = QColor(palette.color(_Role.Highlight))
            fill.setAlphaF(0.13)
            return fill, palette.color(_Role.Link)
        if self.isDown() or self.underMouse():
            return palette.color(_Role.Mid), palette.color(_Role.ButtonText)
        ground = _Role.Base if self._outlined else _Role.AlternateBase
        return palette.color(ground), palette.color(_Role.WindowText)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        fill, ink = self._fill_and_ink()
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(border(self.palette()), 1) if self._outlined else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_words(painter, ink)
        if self.hasFocus():
            paint_ring(painter, box, self.palette())

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        x, tall = self._pad, float(self.height())
        if not self.icon().isNull():
            side = self._icon_side
            self.icon().paint(painter, round(x), round((tall - side) / 2), side, side)
            x += side + 6
        painter.setPen(ink)
        for words, bold in ((self._words, self.isChecked()), (self._bold_part, True)):
            painter.setFont(scaled(self.font(), 1, bold=bold and bool(self._bold_part)))
            width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 1
            painter.drawText(QRectF(x, 0, width, tall), Qt.AlignmentFlag.AlignVCenter, words)
            x += width - 1
        if self._cap:
            paint_cap(painter, self._cap, x + 7, tall, self)


class KeyCap(QWidget):
    """A key as it looks on a keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"key {key}")

    def sizeHint(self) -> QSize:
        return QSize(
            round(cap_width(self._key, self) + 1), round(self.fontMetrics().height() * 1.2)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, self._key, 0.5, float(self.height()), self)


class Bar(QWidget):
    """How much is done, as a thin rounded bar."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._share = 0.0
        self.setAccessibleName(name)

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 7, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tall = 6.0
        whole = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        painter.setBrush(border(self.palette()))
        painter.drawRoundedRect(whole, tall / 2, tall / 2)
        painter.setBrush(GOOD)
        if self._share:
            part = QRectF(whole.x(), whole.y(), max(tall, whole.width() * self._share), tall)
            painter.drawRoundedRect(part, tall / 2, tall / 2)


class SearchField(QLineEdit):
    """A line to search with, rounded like the cards."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(placeholderText=hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setFrame(False)
        side = round(self.fontMetrics().height() * 0.4)
        self.setTextMargins(side, 4, side, 4)
        self.setBackgroundRole(_Role.NoRole)
        self.setAutoFillBackground(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self.palette().color(_Role.Highlight) if self.hasFocus() else border(self.palette())
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 5, 5)


class SlimBar(QScrollBar):
    """A scroll bar that is only its handle."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setAccessibleName("Scroll bar")

    def sizeHint(self) -> QSize:
        return QSize(12, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        painter.setPen(Qt.PenStyle.NoPen)
        role = _Role.Shadow if self.underMouse() or self.isSliderDown() else _Role.Dark
        painter.setBrush(self.palette().color(role))
        painter.drawRoundedRect(part.toRectF().adjusted(3, 1, -3, -1), 3, 3)


def slim_bars(pane: QWidget) -> None:
    """Give everything that scrolls in a pane a slim bar."""
    for area in pane.findChildren(QAbstractScrollArea):
        area.setVerticalScrollBar(SlimBar())


# Of one lightness between those of the two themes, so that it stands out on both.
GOOD = QColor("#1e9e68")


def muted(text: str = "") -> QLabel:
    """A plain text of less weight on one line."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(_Role.PlaceholderText)
    return label


def cap_width(key: str, widget: QWidget) -> float:
    """How wide a key cap is in a widget's font."""
    metrics = QFontMetricsF(scaled(widget.font(), 0.82, bold=True))
    return max(metrics.height() * 1.1, metrics.horizontalAdvance(key) + 9)


def paint_cap(painter: QPainter, key: str, x: float, tall: float, widget: QWidget) -> None:
    """Draw a key cap at `x`, centred in a line `tall` pixels high."""
    palette = widget.palette()
    font = scaled(widget.font(), 0.82, bold=True)
    height = QFontMetricsF(font).height() + 3
    box = QRectF(x, (tall - height) / 2, cap_width(key, widget) - 1, height)
    painter.setPen(QPen(border(palette), 1))
    painter.setBrush(palette.color(_Role.Mid))
    painter.drawRoundedRect(box.translated(0, 1), 3, 3)
    painter.setBrush(palette.color(_Role.Base))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(palette.color(_Role.Text))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
