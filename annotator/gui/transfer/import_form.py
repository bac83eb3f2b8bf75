"""Import: what files are, a look at their first records, and how they are to be read."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.errors import AnnotatorError, InputError
from annotator.formats import FORMATS, Reading
from annotator.gui.dialogs.form import Form
from annotator.gui.transfer.preview import Preview, preview
from annotator.project.importing import ImportOptions

_MILLISECONDS_BEFORE_LOOKING = 250
_COLUMNS = ("Article", "Words", "Begins with")


class ImportForm(Form):
    """Tells the paths and the options that were `given`."""

    given = Signal(list, object)

    def __init__(self, parent: QWidget, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in paths[:3]) + (" …" if len(paths) > 3 else "")
        super().__init__(parent, "Import", "Import", f"From {names}")
        self._paths = list(paths)
        self.resize(self.fontMetrics().height() * 44, self.fontMetrics().height() * 30)
        self.format = QComboBox()
        self.format.addItem("By the files’ endings", "")
        for known in FORMATS:
            self.format.addItem(known.name, known.name)
        self.add_field("Format", self.format)
        self.text = self.add_line("Column or key of the text", "", "found by itself")
        self.encoding = self.add_line("Encoding", "", "found by itself")
        self.annotator = self.add_line("Whose labels", "", "gold, where the file names nobody")
        self._make_table()
        self._wait = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_LOOKING)
        self._wait.timeout.connect(self.look)
        self.format.activated.connect(self.look)
        for line in (self.text, self.encoding):
            line.textChanged.connect(lambda _text: self._wait.start())
        self.look()

    @property
    def options(self) -> ImportOptions:
        """How the files are to be read."""
        return ImportOptions(
            format=self.format.currentData(),
            encoding=self.encoding.text().strip(),
            text=self.text.text().strip(),
            annotator=self.annotator.text().strip(),
        )

    def look(self) -> None:
        """Show the first records as they would be read now."""
        options = self.options
        reading = Reading(options.format, options.encoding, options.text)
        try:
            found = preview(self._paths, reading)
        except (AnnotatorError, LookupError) as error:
            found = Preview(0, ())
            self.say(str(error))
        else:
            self.say("" if found.records else "There is nothing in there that can be imported.")
        self._show(found)

    def take(self) -> None:
        """Tell what was chosen."""
        if not self.table.rowCount():
            raise InputError("There is nothing in there that can be imported.")
        self.given.emit(self._paths, self.options)

    def _make_table(self) -> None:
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName("First records")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.column.insertWidget(self.column.count() - 2, self.table, 1)

    def _show(self, found: Preview) -> None:
        self.table.setRowCount(len(found.records))
        for row, record in enumerate(found.records):
            for column, text in enumerate(record):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 1:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
