"""The bar below the text under review: the keys that decide, as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from annotator.gui.chrome import Pill, Strip
from annotator.gui.keymap import Keymap

_AFTER = (
    ("review.neither", "neither"),
    ("review.next", "next difference"),
    ("article.done", "sign off as gold, next"),
    ("review.own", "label it yourself"),
    ("review.reason", "reason"),
    ("edit.undo", "undo"),
    ("review.alike", "all of this kind"),
)


class ReviewBar(Strip):
    """Pills with a key each; tells the command of one that is clicked."""

    command_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Keys of review", line_above=True)
        self.setMinimumWidth(100)
        self._pills: list[Pill] = []
        self._commands: list[str] = []
        self.row.addStretch(1)

    def show_keys(self, names: Sequence[str], keymap: Keymap) -> None:
        """Shows the keys for these annotators, in their order."""
        takes = [(f"review.take_{n}", f"take {name}") for n, name in enumerate(names, 1)]
        both = [("review.both", "both" if len(names) == 2 else "all")] if len(names) > 1 else []
        wanted = [*takes, *both, *_AFTER]
        self._commands = [command for command, _ in wanted]
        while len(self._pills) < len(wanted):
            self._add_pill(len(self._pills))
        for pill, (command, words) in zip(self._pills, wanted, strict=False):
            pill.show_words(words)
            pill.show_cap(keymap.shown_key(command))
        self._fit()

    def _add_pill(self, number: int) -> None:
        pill = Pill("")
        pill.clicked.connect(lambda: self.command_chosen.emit(self._commands[number]))
        self.row.insertWidget(number, pill)
        self._pills.append(pill)

    def _fit(self) -> None:
        taken = 28
        for number, pill in enumerate(self._pills):
            taken += pill.sizeHint().width() + self.row.spacing()
            pill.setVisible(number < len(self._commands) and taken <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
