"""A new project: where its file lies, and which label scheme it starts with."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from annotator.core.errors import InputError
from annotator.gui.dialogs.form import Form
from annotator.project.project import create
from annotator.project.scheme_files import builtin_scheme, builtin_schemes

_STARTS = {
    "empty": "Nothing yet",
    "folder": "A folder of articles…",
    "files": "Files…",
    "clipboard": "The clipboard",
}


class NewProjectForm(Form):
    """Makes the project; tells where it was `made` and what to fill it with."""

    made = Signal(Path, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "New project", "Make", "A project is one file; everything you do is kept in it."
        )
        self.place = self.add_line("File", str(Path.home() / "news.db"))
        browse = QPushButton("Choose…")
        browse.setAccessibleName("Choose the file")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(browse)
        self.fields.addRow("", row)
        self.scheme = QComboBox()
        for name in builtin_schemes():
            self.scheme.addItem(builtin_scheme(name).title or name, name)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData("news")))
        self.add_field("Labels", self.scheme)
        self.start = QComboBox()
        for value, text in _STARTS.items():
            self.start.addItem(text, value)
        self.add_field("Start with", self.start)

    def take(self) -> None:
        """Make the project."""
        text = self.place.text().strip()
        if not text:
            raise InputError("The project needs a file name.")
        path = Path(text).expanduser()
        if not path.suffix:
            path = path.with_suffix(".db")
        create(path, builtin_scheme(self.scheme.currentData())).close()
        self.made.emit(path, self.start.currentData())

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "New project", self.place.text(), "Annotator projects (*.db)"
        )
        if name:
            self.place.setText(name)
