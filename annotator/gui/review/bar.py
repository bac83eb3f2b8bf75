"""The bar below the text under review: the keys that decide, in shorter words where there is less room."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from annotator.gui.chrome import Pill, Strip
from annotator.gui.keymap import Keymap

# What stands first goes last when the window is narrow.
_AFTER = (
    ("review.neither", "neither", "neither"),
    ("review.next", "next difference", "next"),
    ("article.done", "sign off as gold, next", "sign off"),
    ("review.own", "label it yourself", "yourself"),
    ("review.reason", "reason", "reason"),
    ("review.undecided", "undecided", "undecided"),
    ("edit.undo", "undo", "undo"),
    ("review.alike", "all of this kind", "all like it"),
)
_MARGINS = 28


class ReviewBar(Strip):
    """Pills with a key each; tells the command of one that is clicked."""

    command_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Keys of review", line_above=True)
        self.setMinimumWidth(100)
        self.row.setSpacing(6)
        self._pills: list[Pill] = []
        self._commands: list[tuple[str, str, str]] = []
        self.row.addStretch(1)

    def show_keys(self, names: Sequence[str], keymap: Keymap) -> None:
        """Shows the keys for these annotators, in their order."""
        self._commands = [*_takes(names), *_AFTER] if names else []
        while len(self._pills) < len(self._commands):
            self._add_pill(len(self._pills))
        for pill, (command, _, _) in zip(self._pills, self._commands, strict=False):
            pill.show_cap(keymap.shown_key(command))
        self._fit()

    def _add_pill(self, number: int) -> None:
        pill = Pill("")
        pill.clicked.connect(lambda: self.command_chosen.emit(self._commands[number][0]))
        self.row.insertWidget(number, pill)
        self._pills.append(pill)

    def _fit(self) -> None:
        for is_short in (False, True):
            for pill, (_, words, short) in zip(self._pills, self._commands, strict=False):
                pill.show_words(short if is_short else words, name=words)
            if self._reach(len(self._commands)) <= self.width():
                break
        for number, pill in enumerate(self._pills):
            there = number < len(self._commands)
            pill.setVisible(there and self._reach(number + 1) <= self.width())

    def _reach(self, many: int) -> int:
        """How far the first pills go to the right."""
        widths = [pill.sizeHint().width() + self.row.spacing() for pill in self._pills[:many]]
        return _MARGINS + sum(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _takes(names: Sequence[str]) -> list[tuple[str, str, str]]:
    if len(names) == 1:
        return [("review.take_1", "accept", "accept")]
    takes = [(f"review.take_{n}", f"take {name}", name) for n, name in enumerate(names, 1)]
    both = "both" if len(names) == 2 else "all"
    return [*takes, ("review.both", both, both)]
