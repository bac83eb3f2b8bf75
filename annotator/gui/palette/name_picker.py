"""Type to find a name on the roster; what is on it nowhere becomes a new name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.palette.command_palette import Choice, CommandPalette

NOBODY = "\0"
_NEW = "new"


class NamePicker(CommandPalette):
    """Tells the name that was `named`; NOBODY takes a mention off the roster."""

    named = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Who is this")
        self._typed = ""
        self.chosen.connect(self._tell)

    def ask(self, mention: str, names: Sequence[tuple[str, str]]) -> None:
        """Open with the names of an article, the likeliest first, each with its label."""
        self._field.setPlaceholderText(f"Who is “{mention}”? Type to find, or a new name")
        choices = [Choice(f"={name}", name, label.lower(), icon="person") for name, label in names]
        self.offer([*choices, Choice(NOBODY, "Nobody: take it off the roster", icon="close")])

    def _search(self, text: str) -> None:
        super()._search(text)
        self._typed = " ".join(text.split())
        known = {choice.text.casefold() for choice in self._choices}
        if self._typed and self._typed.casefold() not in known:
            new = Choice(_NEW, f"New name: {self._typed}", icon="new")
            self._model.show_choices([*self._model.choices, new])
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _tell(self, choice_id: str) -> None:
        self.named.emit(self._typed if choice_id == _NEW else choice_id.removeprefix("="))
