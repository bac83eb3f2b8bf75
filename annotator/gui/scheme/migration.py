"""Merging and splitting a stored label: what is asked, and what it would change before it is done."""

from collections.abc import Generator

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.core.change import Recheck
from annotator.core.errors import AnnotatorError, SchemeError
from annotator.core.progress import Progress
from annotator.core.relabelling import Parts, folded, merge, split
from annotator.core.span import Span
from annotator.gui.dialogs.form import Form
from annotator.project.edits import ChangeScheme
from annotator.project.project import Project
from annotator.project.scheme_preview import SchemePreview, preview
from annotator.store import occurrences

_WORDS_LISTED = 500


class MigrationForm(Form):
    """Shows what `edit` would change as long as one chooses, and applies it as one step."""

    applied = Signal(str)

    def __init__(self, parent: QWidget, project: Project, title: str, accept: str) -> None:
        super().__init__(parent, title, accept)
        self.setMinimumWidth(self.fontMetrics().height() * 38)
        self.project = project
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("What would change")
        self.preview.setTabChangesFocus(True)
        self._job: Generator[Progress, None, SchemePreview] | None = None
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count)

    def edit(self) -> ChangeScheme:
        """The change that is asked for. Raises SchemeError while it cannot be made."""
        raise NotImplementedError

    def take(self) -> None:
        """Apply the change, and tell what it did."""
        edit = self.edit()
        self._counting.stop()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            change = self.project.apply(edit)
        finally:
            QApplication.restoreOverrideCursor()
        added = [noun for delta in change.deltas for noun in delta.added]
        spans = sum(isinstance(noun, Span) for noun in added)
        again = sum(isinstance(noun, Recheck) for noun in added)
        checks = f"; {again:,} to be checked again" if again else ""
        self.applied.emit(f"{edit.name}: {spans:,} spans followed{checks}. Undo takes it back.")

    def refresh(self) -> None:
        """Show what the change would do now; it is counted between events, so nobody waits for it."""
        self._counting.stop()
        try:
            edit = self.edit()
        except AnnotatorError as error:
            self.preview.setPlainText("")
            self.say(str(error))
            return
        self.say("")
        self._job = preview(self.project, edit.relabelling)
        self._counting.start()

    def _count(self) -> None:
        try:
            counted = next(self._job).done if self._job is not None else 0
        except StopIteration as stop:
            self._counting.stop()
            found: SchemePreview = stop.value
            self.preview.setPlainText("\n".join([found.sentence(), "", *_lines(found)]))
        else:
            self.preview.setPlainText(f"Counting… {counted:,} annotations so far")

    def done(self, result: int) -> None:
        self._counting.stop()
        super().done(result)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 34, line * 30)


class MergeForm(MigrationForm):
    """Asks into which label of its layer, or into which new one, a label is merged."""

    def __init__(self, parent: QWidget, project: Project, layer: str, label: str) -> None:
        super().__init__(parent, project, f"Merge {label} into…", "Merge")
        self._layer, self._label = layer, label
        self.into = QComboBox()
        labels = [one.name for one in project.scheme.layer(layer).labels]
        self.into.addItems([name for name in labels if name != label])
        self.add_field("Into", self.into)
        self.column.insertWidget(self.column.count() - 2, self.preview, 1)
        self.into.currentTextChanged.connect(lambda _text: self.refresh())
        self.refresh()

    def edit(self) -> ChangeScheme:
        """The merge into the label that is chosen."""
        into = self.into.currentText()
        if not into:
            raise SchemeError(
                f"There is no other label in {self._layer} to merge {self._label} into."
            )
        scheme = merge(self.project.scheme, self._layer, [self._label, into], into)
        return ChangeScheme(scheme, {self._label: into}, f"Merge label {self._label} into {into}")


class SplitForm(MigrationForm):
    """Asks for the parts of a label, and which words become which; digits choose for the focused words."""

    def __init__(self, parent: QWidget, project: Project, layer: str, label: str) -> None:
        super().__init__(parent, project, f"Split {label}…", "Split")
        self._layer, self._label = layer, label
        self._chosen: dict[str, int] = {}
        self.parts = self.add_line(
            "Into", f"{label}, ", "New labels with commas, the usual one first"
        )
        self.words = _WordTable()
        self.column.insertWidget(self.column.count() - 2, self.words, 2)
        self.column.insertWidget(self.column.count() - 2, self.preview, 1)
        self._held = occurrences.words_of(project.database, layer, label)[:_WORDS_LISTED]
        self.parts.textEdited.connect(lambda _text: self._changed())
        self.words.chosen.connect(self._choose)
        self._changed()
        self.parts.end(False)

    @property
    def names(self) -> list[str]:
        """The labels it becomes, the usual one first."""
        names = (name.strip() for name in self.parts.text().split(","))
        return list(dict.fromkeys(name for name in names if name))

    def edit(self) -> ChangeScheme:
        """The split as it is chosen."""
        names = self.names
        if len(names) < 2:
            raise SchemeError("Write the labels it becomes with commas between them, two or more.")
        words = {
            folded(text): names[place]
            for text, place in self._chosen.items()
            if 0 < place < len(names)
        }
        parts = Parts(names[0], words, tuple(names[1:]))
        scheme = split(self.project.scheme, self._layer, self._label, parts)
        return ChangeScheme(scheme, split={self._label: parts})

    def _choose(self, row: int, place: int) -> None:
        if place < len(self.names):
            self._chosen[self._held[row][0]] = place
            self._changed()

    def _changed(self) -> None:
        names = self.names
        rows = [
            (text, count, names[min(self._chosen.get(text, 0), len(names) - 1)] if names else "")
            for text, count in self._held
        ]
        self.words.show_rows(rows)
        self.refresh()


class _WordTable(QTableWidget):
    """Words, how often they bear the label, and what they become; a digit tells the row and the part."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setAccessibleName("Words; digits choose what they become")
        self.setHorizontalHeaderLabels(["Words", "Spans", "Becomes (1, 2 …)"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: list[tuple[str, int, str]]) -> None:
        """Shows other rows; the place of the keyboard stays."""
        place = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for row, (text, count, label) in enumerate(rows):
            for column, shown in enumerate((" ".join(text.split()), f"{count:,}", label)):
                self.setItem(row, column, QTableWidgetItem(shown))
        if rows:
            self.setCurrentCell(min(place, len(rows) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place <= 8 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            rows = sorted({index.row() for index in self.selectedIndexes()}) or [self.currentRow()]
            for row in rows:
                self.chosen.emit(row, place)
            if len(rows) == 1 and rows[0] + 1 < self.rowCount():
                self.setCurrentCell(rows[0] + 1, 0)
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _lines(found: SchemePreview) -> list[str]:
    lines = []
    for one in found.moving:
        lines.append(
            f"{one.annotator}: {one.spans:,} {one.old} → {one.new} in {one.articles:,} articles"
        )
        lines += [f"    {example}" for example in one.examples]
    return lines
