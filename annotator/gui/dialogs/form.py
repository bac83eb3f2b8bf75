"""A dialog with fields, the place for one sentence about what is wrong, and two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.gui.parts.card import TextLabel


class Form(QDialog):
    """Fields under each other. Subclasses say in `take` what to do; an AnnotatorError keeps it open."""

    def __init__(self, parent: QWidget, title: str, accept: str = "OK", intro: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(self.fontMetrics().height() * 26)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)
        if intro:
            self.column.addWidget(TextLabel(intro))
        self.fields = QFormLayout()
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(self.fields)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self._problem.hide()
        self.column.addWidget(self._problem)
        self._add_buttons(accept)

    def add_field(self, name: str, field: QWidget) -> None:
        """Add a field under its name."""
        field.setAccessibleName(name)
        self.fields.addRow(name, field)
        if self.focusWidget() is None:
            field.setFocus()

    def add_line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        """Add a line to type in."""
        line = QLineEdit(text, placeholderText=hint)
        self.add_field(name, line)
        return line

    @property
    def problem(self) -> str:
        """What is wrong with the answer, empty when nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def take(self) -> None:
        """Do what the fields say. Raises AnnotatorError with a sentence when they cannot be taken."""

    def accept(self) -> None:
        """Take the answer, and close when it was good."""
        try:
            self.take()
        except AnnotatorError as error:
            self.say(str(error))
            return
        super().accept()

    def _add_buttons(self, accept: str) -> None:
        self.buttons = QDialogButtonBox()
        yes = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        yes.setDefault(True)
        no = self.buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (yes, no):
            button.setAccessibleName(button.text())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column.addWidget(self.buttons)
