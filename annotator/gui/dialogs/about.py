"""What this program is, and where it keeps things."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.gui.dialogs.form import Form
from annotator.gui.parts.card import TextLabel


class AboutForm(Form):
    """Version, licence, and that nothing leaves the machine."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "About Annotator", "Close")
        lines = (
            f"Annotator {__version__}, a labelling desk for news text.",
            "One window, one file, no network: nothing you open or label leaves this machine.",
            "Free software under the MIT licence. The fonts are Noto, under the Open Font License.",
            f"Python {platform.python_version()}, Qt {qVersion()}.",
        )
        for place, line in enumerate(lines):
            self.column.insertWidget(place, TextLabel(line))
        self.buttons.buttons()[-1].hide()
