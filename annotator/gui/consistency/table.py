"""The occurrences of a row, each with a tick; Enter opens one in its article."""

from PySide6.QtGui import QKeyEvent

from annotator.gui.parts.own_keys import ENTER
from annotator.gui.parts.places import PlaceTable


class OccurrenceTable(PlaceTable):
    """A table of places with ticks in which Enter opens the article as well."""

    def __init__(self) -> None:
        super().__init__("Occurrences; Space ticks, Enter opens the article", ticks=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.current_row() >= 0:
            self.entered.emit(self.places.place(self.current_row()).subject)
        else:
            super().keyPressEvent(event)
