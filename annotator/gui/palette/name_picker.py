"""Type to find a name on the roster; what is on it nowhere becomes a new name."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.clusters import Name
from annotator.core.quotes import QUOTE
from annotator.core.span import QUOTES, Span
from annotator.gui.palette.command_palette import Choice, CommandPalette

NOBODY = "\0"
_NEW = "new"
_LONGEST = 40
_GAP = 12


class NamePicker(CommandPalette):
    """Tells the name that was `named`; NOBODY takes a mention off the roster."""

    named = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Who is this")
        self._field.setAccessibleName("Who is this")
        self._list.setAccessibleName("Names, the likeliest first")
        self._typed = ""
        self.chosen.connect(self._tell)

    def wish(self) -> tuple[float, float]:
        return 28.0, 16.0

    def ask(
        self, mention: Span, names: Sequence[Name], now: Name | None, place: QRect | None = None
    ) -> None:
        """Open with the names a mention may belong to, the likeliest first, and the one it has now."""
        self._field.setPlaceholderText(_question(mention))
        choices = [_choice(name) for name in names]
        if now is not None:
            choices.append(_choice(now, " · now"))
        if mention.cluster_id is not None:
            choices.append(Choice(NOBODY, "Nobody: take it off the roster", icon="close"))
        self.offer(choices)
        if place is not None:
            self.open(self._beside(place))

    def _beside(self, place: QRect) -> QPoint:
        """Below the mention where there is room, else above it."""
        below = place.bottom() + _GAP
        fits = below + self.height() + _GAP <= self._window.height()
        return QPoint(place.left(), below if fits else place.top() - self.height() - _GAP)

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


def _choice(name: Name, more: str = "") -> Choice:
    state = "suggested " if name.suggested else ""
    return Choice(f"={name.name}", name.name, f"{state}{name.label.lower()}{more}", icon="person")


def _question(mention: Span) -> str:
    text = " ".join(mention.text.split())
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if mention.layer == QUOTES and mention.label == QUOTE:
        return f"Who said {text}? Type to find, or a new name"
    return f"Who is “{text}”? Type to find, or a new name"
