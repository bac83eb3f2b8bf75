"""What was decided about my work, row by row, beside the page that follows."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.chrome import slim_bars
from annotator.gui.parts.card import caption, muted
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import claimed
from annotator.gui.parts.rows import Row, RowList
from annotator.gui.theme import Theme
from annotator.project.feedback import Feedback, FeedbackRow, feedback
from annotator.project.feedback_files import file_name, write_csv, write_html
from annotator.project.project import Project

_ALL = "All error types"
_NOTHING = (
    "Nothing to read yet. When a reviewer has decided about your articles, here or in a bundle that you "
    "merge, each decision stands here with its reason."
)


class FeedbackPane(QWidget):
    """Tells the place of the row that is current, and when it is closed."""

    place_requested = Signal(int, int, int)
    closed = Signal()
    message = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Feedback")
        self.setMinimumWidth(230)
        self._theme = theme
        self._sheet: Feedback | None = None
        self.summary = muted()
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Error type")
        self.kinds.currentTextChanged.connect(lambda _text: self._list())
        self.list = RowList("Decisions about my work")
        self._empty = EmptyState(self.list, _NOTHING)
        self.save, self.back = KeyButton("Save as…"), KeyButton("Close", "Esc")
        self.save.clicked.connect(self._ask_where)
        self.back.clicked.connect(self.closed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.list.chosen.connect(lambda _row: self._follow())
        self._arrange()

    def show_for(self, project: Project) -> None:
        """Lists what was decided about the annotator at work, and takes the keyboard."""
        self._sheet = feedback(project, project.annotator)
        self.summary.setText(self._sheet.sentence())
        chosen = self.kinds.currentText()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItems([_ALL, *sorted(self._sheet.error_types)])
        self.kinds.setCurrentText(chosen)
        self.kinds.blockSignals(False)
        self._list()
        self.list.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Uses other colours."""
        self._theme = theme
        self._list()

    def save_to(self, path: Path) -> None:
        """Writes the sheet: a table for .csv, else a page that opens without network."""
        if self._sheet is None:
            return
        write = write_csv if path.suffix.lower() == ".csv" else write_html
        try:
            write(path, self._sheet)
        except AnnotatorError as error:
            self.message.emit(str(error))
        else:
            self.message.emit(f"{path.name} was written.")

    def _list(self) -> None:
        rows = self._sheet.rows if self._sheet else ()
        kind = self.kinds.currentText()
        shown = [row for row in rows if kind in ("", _ALL, row.error_type)]
        self.list.set_rows([self._row(row) for row in shown])
        self._empty.refresh(is_empty=not shown)
        self.save.setEnabled(bool(rows))

    def _row(self, row: FeedbackRow) -> Row:
        why = " · ".join(part for part in (row.error_type, row.reason) if part)
        lines = [f"you: {row.mine}", f"gold: {row.gold}", *([why] if why else [])]
        lines.append(f"{row.title} · {row.reviewer}")
        return Row(
            text=" ".join(row.text.split()) or "The whole article",
            subject=row,
            aside=", ".join(row.types),
            detail="\n".join(lines),
            swatch=self._theme.label("red").line,
        )

    def _follow(self) -> None:
        row = self.list.current
        if isinstance(row, FeedbackRow) and self.isVisible():
            self.place_requested.emit(row.article_id, row.start, row.end)

    def _ask_where(self) -> None:
        if self._sheet is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Save the feedback",
            file_name(self._sheet.annotator, ".html"),
            "Web page (*.html);;Table (*.csv)",
        )
        if name:
            self.save_to(Path(name))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(caption("Decided about my work"))
        column.addWidget(self.summary)
        column.addWidget(self.kinds)
        column.addWidget(self._empty, 1)
        column.addLayout(buttons)
        self.setFocusProxy(self.list)
        slim_bars(self)

    def event(self, event: QEvent) -> bool:
        return claimed(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
