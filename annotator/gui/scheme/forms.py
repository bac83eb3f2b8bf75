"""The fields of one label, and of one article-level label. They know no scheme and no draft."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from annotator.core.scheme import ArticleLabel, Label
from annotator.gui.scheme.colours import ColourPicker
from annotator.gui.theme import Theme

_NO_KEY = "none"


class LabelForm(QWidget):
    """The fields of a label of spans; `edited` comes with each change by hand."""

    edited = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("")
        self.name = QLineEdit()
        self.key = QComboBox()
        self.key.addItems([_NO_KEY, *map(str, range(1, 10))])
        self.colour = ColourPicker(theme)
        self.description = _lines("What this label is for", 4)
        self.examples = _lines("One example a line, [what to mark] in brackets", 4)
        self.counter_examples = _lines("One a line, with the reason", 3)
        self.maps = QLineEdit()
        self.maps.setPlaceholderText("Labels of models that become this one, such as GPE, LOC")
        self._arrange()
        self._connect()

    def show_label(self, label: Label) -> None:
        """Fills the fields, without telling."""
        self._label = label
        self.blockSignals(True)
        _show(self.name, label.name)
        self.key.setCurrentText(label.key or _NO_KEY)
        self.colour.show_picked(label.colour)
        _show(self.description, label.description)
        _show(self.examples, "\n".join(label.examples))
        _show(self.counter_examples, "\n".join(label.counter_examples))
        _show(self.maps, ", ".join(label.maps))
        self.blockSignals(False)

    def _arrange(self) -> None:
        form = _form(self)
        for name, field in (
            ("Name", self.name),
            ("Key", self.key),
            ("Colour", self.colour),
            ("Description", self.description),
            ("Examples", self.examples),
            ("Not these", self.counter_examples),
            ("From models", self.maps),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda text: self._tell(name=text))
        self.key.currentTextChanged.connect(
            lambda text: self._tell(key="" if text == _NO_KEY else text)
        )
        self.colour.picked.connect(lambda name: self._tell(colour=name))
        self.description.textChanged.connect(
            lambda: self._tell(description=self.description.toPlainText().strip())
        )
        self.examples.textChanged.connect(lambda: self._tell(examples=_each_line(self.examples)))
        self.counter_examples.textChanged.connect(
            lambda: self._tell(counter_examples=_each_line(self.counter_examples))
        )
        self.maps.textEdited.connect(lambda text: self._tell(maps=_split(text, ",")))

    def _tell(self, **changes: str | tuple[str, ...]) -> None:
        if not self.signalsBlocked():
            self._label = replace(self._label, **changes)  # type: ignore[arg-type]
            self.edited.emit(self._label)


class ArticleLabelForm(QWidget):
    """The fields of an article-level label."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ArticleLabel("")
        self.name = QLineEdit()
        self.group = QLineEdit()
        self.group.setPlaceholderText("Labels of one group exclude each other")
        self.description = _lines("What this label is for", 4)
        form = _form(self)
        for name, field in (
            ("Name", self.name),
            ("Group", self.group),
            ("Description", self.description),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.trained_on = QCheckBox("Articles with this label are training data")
        form.addRow("", self.trained_on)
        self.trained_on.toggled.connect(lambda on: self._tell(trained_on=on))
        self.name.textEdited.connect(lambda text: self._tell(name=text))
        self.group.textEdited.connect(lambda text: self._tell(group=text.strip()))
        self.description.textChanged.connect(
            lambda: self._tell(description=self.description.toPlainText().strip())
        )

    def show_label(self, label: ArticleLabel) -> None:
        """Fills the fields, without telling."""
        self._label = label
        self.blockSignals(True)
        _show(self.name, label.name)
        _show(self.group, label.group)
        _show(self.description, label.description)
        self.trained_on.setChecked(label.trained_on)
        self.blockSignals(False)

    def _tell(self, **changes: str | bool) -> None:
        if not self.signalsBlocked():
            self._label = replace(self._label, **changes)  # type: ignore[arg-type]
            self.edited.emit(self._label)


def _form(parent: QWidget) -> QFormLayout:
    form = QFormLayout(parent)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _lines(hint: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setPlaceholderText(hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(round(field.fontMetrics().lineSpacing() * height + 12))
    return field


def _show(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Leaves a field alone that says so already, so that the cursor stays where one types."""
    if isinstance(field, QLineEdit):
        if field.text() != text:
            field.setText(text)
    elif field.toPlainText() != text:
        field.setPlainText(text)


def _each_line(field: QPlainTextEdit) -> tuple[str, ...]:
    return _split(field.toPlainText(), "\n")


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())
