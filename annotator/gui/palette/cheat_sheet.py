"""All keys on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.chrome import KeyCap, SlimBar
from annotator.gui.commands import COMMANDS, Command, Menu
from annotator.gui.keymap import Keymap, shown
from annotator.gui.palette.overlay import Overlay
from annotator.gui.parts.card import caption

_COLUMNS = (
    (Menu.LABEL, Menu.ARTICLE),
    (Menu.QUOTE, Menu.CURSOR, Menu.EDIT),
    (Menu.REVIEW, Menu.VIEW, Menu.PROJECT, Menu.HELP),
)
# Sixteen lines that differ by a direction only would hide the others.
_CURSOR = (
    ("Move the cursor", ("move.left", "move.right", "move.up", "move.down")),
    ("To the line’s ends", ("move.home", "move.end")),
    ("By sentence", ("move.sentence_left", "move.sentence_right")),
    ("Extend the selection", ("extend.left", "extend.right")),
    ("… by lines", ("extend.up", "extend.down")),
    ("… to the line’s ends", ("extend.home", "extend.end")),
    ("… by sentence", ("extend.sentence_left", "extend.sentence_right")),
    ("By characters or by tokens", ("move.characters",)),
)


class CheatSheet(Overlay):
    """Every command with its key, by menu, in three columns."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "All keys")
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBar(SlimBar())
        self._scroll.setAccessibleName("All keys")
        self.column.addWidget(self._scroll)
        self.setFocusProxy(self._scroll)
        self._shown: Keymap | None = None

    def wish(self) -> tuple[float, float]:
        """Nearly the whole window."""
        return 84.0, 60.0

    def open_with(self, keymap: Keymap) -> None:
        """Open it with the keys as they are set."""
        if self._shown != keymap:
            self._scroll.setWidget(sheet(keymap))
            self._shown = keymap
        self.open()


def sheet(keymap: Keymap) -> QWidget:
    """The keys of every command, in three columns."""
    paper = QWidget()
    paper.setBackgroundRole(QPalette.ColorRole.Base)
    row = QHBoxLayout(paper)
    row.setSpacing(28)
    for menus in _COLUMNS:
        column = QVBoxLayout()
        column.setSpacing(4)
        for menu in menus:
            column.addWidget(caption(menu.value))
            column.addLayout(_keys_of(menu, keymap))
            column.addSpacing(12)
        column.addStretch(1)
        row.addLayout(column, 1)
    return paper


def _keys_of(menu: Menu, keymap: Keymap) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(1)
    grid.setColumnStretch(1, 1)
    for place, (keys, text) in enumerate(_lines(menu, keymap)):
        caps = QHBoxLayout()
        caps.setSpacing(3)
        for key in keys:
            caps.addWidget(KeyCap(key))
        caps.addStretch(1)
        grid.addLayout(caps, place, 0)
        label = QLabel(text)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label, place, 1)
    return grid


def _lines(menu: Menu, keymap: Keymap) -> list[tuple[list[str], str]]:
    if menu is Menu.CURSOR:
        return [([keymap.shown_key(name) for name in names], text) for text, names in _CURSOR]
    listed = [c for c in COMMANDS if c.menu is menu and not _numbered(c)]
    # Return and Enter look the same on a cap.
    lines = [(list(dict.fromkeys(map(shown, keymap.keys(c.id))))[:2], c.text) for c in listed]
    if menu is Menu.LABEL:
        lines.insert(0, (_ends(keymap, "label"), "Label, relabel, or accept with that label"))
        lines.insert(1, (_ends(keymap, "arm"), "Arm a label for the mouse"))
    return lines


def _ends(keymap: Keymap, stem: str) -> list[str]:
    first, last = keymap.shown_key(f"{stem}.1"), keymap.shown_key(f"{stem}.9")
    return [f"{first} … {last.split()[-1] if last else ''}"]


def _numbered(command: Command) -> bool:
    return command.id.startswith(("label.", "arm."))
