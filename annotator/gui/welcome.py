"""The page one starts on: open, new, recent projects, the sample articles, and the keys used most."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
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

from annotator.gui.chrome import KeyCap, muted
from annotator.gui.commands import BY_ID
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import Card, scaled
from annotator.gui.parts.key_button import KeyButton

_WAYS = ("project.sample", "project.new", "project.open")
_FIRST_KEYS = (
    "page.next_suggestion",
    "page.accept",
    "label.1",
    "page.remove",
    "page.occurrences",
    "article.done",
    "edit.undo",
    "view.commands",
    "help.keys",
)


class WelcomePage(QScrollArea):
    """Tells the command, or the recent project, that was chosen."""

    command_chosen = Signal(str)
    project_chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName("Welcome")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._recent: Sequence[Path] = ()
        self._keymap = Keymap()

    def show_recent(self, recent: Sequence[Path], keymap: Keymap) -> None:
        """List the projects opened last, and the keys as they are set."""
        self._recent, self._keymap = recent, keymap
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(14)
        outer.addLayout(column, 6)
        outer.addStretch(1)
        column.addStretch(1)
        self._add_title(column)
        self._add_ways(column)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        cards.addWidget(self._recent_card(), 1, Qt.AlignmentFlag.AlignTop)
        cards.addWidget(self._keys_card(), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(cards)
        column.addStretch(2)
        self.setWidget(page)

    def _add_title(self, column: QVBoxLayout) -> None:
        title = QLabel("Annotator")
        title.setFont(scaled(self.font(), 2.0, bold=True))
        column.addWidget(title)
        column.addWidget(muted("A labelling desk for news text: one window, one file, no network."))

    def _add_ways(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        for name in _WAYS:
            button = KeyButton(BY_ID[name].text, self._keymap.shown_key(name))
            button.primary = name == _WAYS[0]
            if button.primary:
                self.setFocusProxy(button)
            button.clicked.connect(lambda _on=False, n=name: self.command_chosen.emit(n))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(
            muted(
                "A new project takes a folder, files or the clipboard; files can be dropped here too."
            )
        )

    def _recent_card(self) -> Card:
        card = Card("Recent projects")
        for path in self._recent:
            button = KeyButton(path.name)
            button.setAccessibleName(f"Open {path}")
            button.setToolTip(str(path))
            button.clicked.connect(lambda _on=False, p=path: self.project_chosen.emit(p))
            card.body.addWidget(button)
            where = muted(str(path.parent))
            where.setFont(scaled(self.font(), 0.87))
            where.setMinimumWidth(20)
            card.body.addWidget(where)
        if not self._recent:
            card.body.addWidget(muted("Projects you open are listed here."))
        return card

    def _keys_card(self) -> Card:
        card = Card("The first keys")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        for place, name in enumerate(_FIRST_KEYS):
            text = "Label with the first label" if name == "label.1" else BY_ID[name].text
            grid.addWidget(
                KeyCap(self._keymap.shown_key(name)), place, 0, Qt.AlignmentFlag.AlignLeft
            )
            grid.addWidget(QLabel(text), place, 1)
        card.body.addLayout(grid)
        return card
