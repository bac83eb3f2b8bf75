"""The bar under the page: the labels with their keys, which one is armed, and the keys used most."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.core.quotes import ADDRESSEE, CUE, NOT_A_QUOTE, QUOTE, SPEAKER
from annotator.core.scheme import Label, Scheme
from annotator.core.span import QUOTES
from annotator.gui.chrome import KeyCap, Strip, cap_width, muted, paint_cap
from annotator.gui.commands import COMMANDS
from annotator.gui.keymap import Keymap, shown
from annotator.gui.parts.card import scaled
from annotator.gui.parts.key_button import paint_ring
from annotator.gui.theme import LabelColours, Theme

_QUOTE_KEYS = {
    QUOTE: "quote.mark",
    SPEAKER: "quote.speaker",
    CUE: "quote.cue",
    ADDRESSEE: "quote.addressee",
    NOT_A_QUOTE: "quote.deny",
}
_COMMON = frozenset({QUOTE, SPEAKER, CUE})
_BETWEEN_LAYERS = 16
# What stands first goes last when the window is narrow.
_MOST_USED = ("article.done", "page.accept", "page.next_suggestion", "edit.undo", "page.end_right")


class LabelBar(Strip):
    """Tells which label was chosen by mouse, or armed by a click with Ctrl, by layer and name."""

    label_chosen = Signal(str, str)
    label_armed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Labels", line_above=True)
        self.row.setContentsMargins(14, 8, 14, 8)
        self._labels = QHBoxLayout()
        self._labels.setSpacing(8)
        self._buttons: list[LabelButton] = []
        self._mode, self._own, self._standing = QLabel(), "", ""
        self._hints: list[QWidget] = []
        self.row.addLayout(self._labels)
        self._mode.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self._mode, 1)
        self.setMinimumWidth(100)

    @property
    def buttons(self) -> tuple["LabelButton", ...]:
        """The buttons, one for each label, in the scheme's order."""
        return tuple(self._buttons)

    def show_scheme(self, scheme: Scheme, theme: Theme, keymap: Keymap) -> None:
        """Show the labels of a scheme in the colours of a theme."""
        self._clear()
        before = ""
        for layer, label in scheme.labels:
            command = _QUOTE_KEYS.get(label.name, "") if layer.name == QUOTES else ""
            command = command or (f"label.{label.key}" if label.key else "")
            key = shown((*keymap.keys(command), "")[0]) if command else ""
            button = LabelButton(layer.name, label, key, theme.label(label.colour))
            button.clicked.connect(partial(self._clicked, layer.name, label.name))
            if before not in ("", layer.name):
                self._labels.addSpacing(_BETWEEN_LAYERS)
            before = layer.name
            self._buttons.append(button)
            self._labels.addWidget(button)
        self._fit()

    def show_armed(self, label: str | None) -> None:
        """Say which label a drag will give at once."""
        for button in self._buttons:
            button.setChecked(button.label.name == label)
        self.show_mode(f"armed: a drag labels {label}, Esc ends it" if label else "")

    def show_mode(self, text: str) -> None:
        """Name a mode the page is in."""
        self._own = text
        self._show_modes()

    def show_standing(self, text: str) -> None:
        """Name a mode that stays, whichever others come and go; empty ends it."""
        self._standing = text
        self._show_modes()

    def show_keys(self, keymap: Keymap) -> None:
        """Show the keys used most, as they are set."""
        for hint in self._hints:
            self.row.removeWidget(hint)
            hint.hide()
            hint.deleteLater()
        self._hints = [_hint(key, text) for key, text in _most_used(keymap)]
        for hint in reversed(self._hints):
            self.row.addWidget(hint)
        self._fit()

    def _show_modes(self) -> None:
        text = " · ".join(part for part in (self._own, self._standing) if part)
        self._mode.setText(text)
        self._mode.setToolTip(text)
        self._fit()

    def _clear(self) -> None:
        while (item := self._labels.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        self._buttons = []

    def _clicked(self, layer: str, name: str, _on: bool = False) -> None:
        held = QApplication.keyboardModifiers()
        arms = bool(held & Qt.KeyboardModifier.ControlModifier)
        (self.label_armed if arms else self.label_chosen).emit(layer, name)

    def _fit(self) -> None:
        """Labels first, then the mode, then only as many hints as there is room for.

        The rare labels of quotes make room for the mode: they have keys and stand in the menu.
        """
        mode = self._mode.fontMetrics().horizontalAdvance(self._mode.text())
        narrow = mode + self._width_of(self._buttons) > self.width()
        for button in self._buttons:
            is_rare = button.layer == QUOTES and button.label.name not in _COMMON
            button.setVisible(not (narrow and is_rare))
        kept = [button for button in self._buttons if not button.isHidden()]
        taken = self._width_of(kept) + mode
        for hint in self._hints:
            taken += hint.sizeHint().width() + self.row.spacing()
            hint.setVisible(taken <= self.width())

    def _width_of(self, buttons: Sequence["LabelButton"]) -> int:
        return sum(b.sizeHint().width() + 8 for b in buttons) + 60 + _BETWEEN_LAYERS

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class LabelButton(QPushButton):
    """A label in its own colours, with its key on a cap; checked while it is armed."""

    def __init__(self, layer: str, label: Label, key: str, colours: LabelColours) -> None:
        super().__init__()
        self.layer, self.label = layer, label
        self._key, self._colours = key, colours
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Label {label.name}" + (f", key {key}" if key else ""))
        self.setToolTip(f"{label.description}\nCtrl + click: each drag labels {label.name}".strip())

    def _font_width(self) -> float:
        return QFontMetricsF(scaled(self.font(), 1, bold=True)).horizontalAdvance(
            _shown_name(self.label)
        )

    def sizeHint(self) -> QSize:
        cap = cap_width(self._key, self) + 6 if self._key else 0
        return QSize(
            round(self._font_width() + cap + 21), round(self.fontMetrics().height() * 1.55)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(round(cap_width("9", self) + 44), self.sizeHint().height())

    def nextCheckState(self) -> None:
        """A click labels; only arming checks the button."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        tint = QColor(self._colours.tint)
        if self.isDown() or self.underMouse():
            tint = tint.darker(106)
        painter.setPen(QPen(self._colours.line, 2.4 if self.isChecked() else 1.2))
        painter.setBrush(tint)
        painter.drawRoundedRect(box, 6, 6)
        x = 10.0
        if self._key:
            paint_cap(painter, self._key, x, float(self.height()), self)
            x += cap_width(self._key, self) + 6
        painter.setPen(self._colours.ink)
        font = scaled(self.font(), 1, bold=True)
        painter.setFont(font)
        room = self.width() - x - 8
        name = QFontMetricsF(font).elidedText(
            _shown_name(self.label), Qt.TextElideMode.ElideRight, room + 2
        )
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        if self.hasFocus():
            paint_ring(painter, box, self.palette())


def _most_used(keymap: Keymap) -> list[tuple[str, str]]:
    by_id = {command.id: command for command in COMMANDS}
    return [(keymap.shown_key(name), by_id[name].hint) for name in _MOST_USED]


def _hint(key: str, text: str) -> QWidget:
    hint = QWidget()
    row = QHBoxLayout(hint)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(KeyCap("Alt ← →" if key == "Alt →" else key))
    row.addWidget(muted(text))
    return hint


def _shown_name(label: Label) -> str:
    return label.name.replace("_", " ")
