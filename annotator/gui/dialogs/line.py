"""One question with one line to answer in: an annotator's name, a flag's note, a title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import InputError
from annotator.gui.dialogs.form import Form


class LineForm(Form):
    """Tells the line that was `given`; an empty one is refused unless it may be empty."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, name: str, text: str, *, accept: str, intro: str = ""
    ) -> None:
        super().__init__(parent, title, accept, intro)
        self._name = name
        self.may_be_empty = False
        self.line = self.add_line(name, text)
        self.line.selectAll()

    def take(self) -> None:
        """Tell the line."""
        text = self.line.text().strip()
        if not text and not self.may_be_empty:
            raise InputError(f"{self._name} cannot be empty.")
        self.given.emit(text)


def name_form(parent: QWidget, login: str) -> LineForm:
    """Asks who is at work; prefilled with the login."""
    return LineForm(
        parent,
        "Who is labelling?",
        "Your name",
        login,
        accept="Start",
        intro="Your labels are kept under this name, so that they can be told from a colleague’s.",
    )


def flag_form(parent: QWidget, note: str) -> LineForm:
    """Asks for the note of a flag."""
    form = LineForm(
        parent,
        "Flag the article",
        "Note",
        note,
        accept="Flag",
        intro="What should be looked at again? The note may stay empty.",
    )
    form.may_be_empty = True
    return form
