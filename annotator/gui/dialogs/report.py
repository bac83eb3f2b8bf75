"""What a job brought and what it left out, line by line, to read and to save."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPlainTextEdit, QWidget

from annotator.gui.dialogs.form import Form


class ReportForm(Form):
    """The report of an import, an export, a check."""

    def __init__(self, parent: QWidget, sentence: str, report: Mapping[str, object]) -> None:
        super().__init__(parent, "Report", "Close", sentence)
        self._report = report
        self.resize(self.fontMetrics().height() * 40, self.fontMetrics().height() * 26)
        self.text = QPlainTextEdit("\n".join(lines(report)), readOnly=True)
        self.text.setAccessibleName("Report")
        self.column.insertWidget(1, self.text, 1)
        save = self.buttons.addButton("Save…", QDialogButtonBox.ButtonRole.ActionRole)
        save.clicked.connect(self._ask)

    def save_to(self, path: Path) -> None:
        """Write the report as JSON."""
        try:
            text = json.dumps(self._report, indent=2, ensure_ascii=False, default=str)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            self.say(f"{path.name} cannot be written: {error.strerror}.")

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the report", "report.json")
        if name:
            self.save_to(Path(name))


def as_values(report: object) -> Mapping[str, object] | None:
    """A report's fields by name; None for what has no fields."""
    if dataclasses.is_dataclass(report) and not isinstance(report, type):
        return dataclasses.asdict(report)
    return None


def lines(report: Mapping[str, object]) -> Iterator[str]:
    """One line for each thing a report lists; what is empty is left out."""
    for name, value in report.items():
        title = name.replace("_", " ").capitalize()
        if isinstance(value, Mapping) and value:
            yield from ("", title, *(f"  {key}: {item}" for key, item in value.items()))
        elif isinstance(value, list | tuple) and value:
            yield from ("", title, *(f"  {_item(item)}" for item in value))
        elif value not in (None, "", [], (), {}, False):
            yield f"{title}: {value}"


def _item(item: object) -> str:
    if isinstance(item, Mapping):
        return " – ".join(str(value) for value in item.values() if value not in (None, "", {}))
    return str(item)
