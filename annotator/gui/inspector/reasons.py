"""Why marked words are no quote: one button a reason."""

from PySide6.QtWidgets import QWidget

from annotator.core.quotes import NOT_A_QUOTE, REASONS
from annotator.core.span import QUOTES
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton


class Reasons(QWidget):
    """The reasons, the one that holds lit; there only for a NOT_A_QUOTE in focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Why it is no quote: choose one")
        self._situation: Situation | None = None
        self.buttons: dict[str, KeyButton] = {}
        flow = FlowLayout(self)
        for reason in REASONS:
            button = KeyButton(reason)
            button.setCheckable(True)
            button.setAccessibleName(f"No quote: {reason}")
            button.clicked.connect(lambda _on, r=reason: self._choose(r))
            self.buttons[reason] = button
            flow.addWidget(button)

    def refresh(self, situation: Situation) -> None:
        """Shows the reason of the focused span."""
        self._situation = situation
        span = situation.focused
        denied = span if span and (span.layer, span.label) == (QUOTES, NOT_A_QUOTE) else None
        self.setVisible(denied is not None)
        for reason, button in self.buttons.items():
            button.setChecked(denied is not None and denied.attribute("reason") == reason)

    def _choose(self, reason: str) -> None:
        if self._situation is not None:
            self._situation.controller.deny_because(reason)
