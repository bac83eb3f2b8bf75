"""Settings: the user's look, and how the open project treats suggestions."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from annotator.core.errors import InputError
from annotator.gui.dialogs.form import Form

_THEMES = {"system": "As the system", "light": "Light", "dark": "Dark"}
_POLICIES = {
    "accept": "Done accepts them",
    "ask": "Done asks",
    "leave": "Done leaves them out",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be set. The last three belong to a project and are None while none is open."""

    theme: str
    zoom: int
    annotator: str
    done_policy: str | None = None
    blind: bool | None = None
    model: str | None = None


class SettingsForm(Form):
    """Tells the choices that were `given`."""

    given = Signal(object)

    def __init__(self, parent: QWidget, choices: Choices) -> None:
        super().__init__(parent, "Settings", "Save")
        self._choices = choices
        self.theme = _combo(_THEMES, choices.theme)
        self.add_field("Look", self.theme)
        self.zoom = QSpinBox(minimum=50, maximum=300, singleStep=10, suffix=" %")
        self.zoom.setValue(choices.zoom)
        self.add_field("Size of the text", self.zoom)
        self.annotator = self.add_line("Your name", choices.annotator)
        self.policy = _combo(_POLICIES, choices.done_policy or "accept")
        self.blind = QCheckBox("Hide suggestions, and others’ work until one’s own is done")
        self.blind.setChecked(bool(choices.blind))
        self.model = QComboBox(editable=True)
        self.model.addItems(_models(choices.model or ""))
        if choices.done_policy is not None:
            self.add_field("Suggestions left", self.policy)
            self.add_field("Blind mode", self.blind)
            self.add_field("spaCy pipeline", self.model)

    def take(self) -> None:
        """Tell the choices."""
        name = self.annotator.text().strip()
        if not name:
            raise InputError("Your name cannot be empty.")
        chosen = Choices(self.theme.currentData(), self.zoom.value(), name)
        if self._choices.done_policy is not None:
            model = self.model.currentText().strip()
            if not model:
                raise InputError("The spaCy pipeline needs a name, such as en_core_web_sm.")
            chosen = Choices(
                chosen.theme,
                chosen.zoom,
                name,
                self.policy.currentData(),
                self.blind.isChecked(),
                model,
            )
        self.given.emit(chosen)


def _combo(choices: dict[str, str], chosen: str) -> QComboBox:
    combo = QComboBox()
    for value, text in choices.items():
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def _models(current: str) -> list[str]:
    usual = ["en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf"]
    return [current, *(name for name in usual if name != current)] if current else usual
