"""The dates between which articles are listed."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import InputError
from annotator.gui.dialogs.form import Form

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class DatesForm(Form):
    """Tells the two dates that were `given`, either may be empty."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget, since: str, until: str) -> None:
        super().__init__(parent, "Dates", "Filter", "Articles published between these dates.")
        self.since = self.add_line("From", since, "2026-03-01")
        self.until = self.add_line("To", until, "2026-03-31")

    def take(self) -> None:
        """Tell the dates."""
        dates = [line.text().strip() for line in (self.since, self.until)]
        for date in dates:
            if date and not _DATE.fullmatch(date):
                raise InputError(f"“{date}” is no date: write a year, 2026-03 or 2026-03-04.")
        self.given.emit(*dates)
