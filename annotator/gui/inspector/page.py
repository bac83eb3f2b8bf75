"""What every tab of the inspector can do."""

from PySide6.QtWidgets import QWidget

from annotator.gui.inspector.situation import Situation


class Page(QWidget):
    """A tab's content: refreshed when it is seen and something changed."""

    def refresh(self, situation: Situation) -> None:
        """Shows a situation anew."""
        raise NotImplementedError

    def follow(self, situation: Situation) -> None:
        """Follows the focus, nothing else having changed; most pages have nothing to do."""
