"""The concordance: every place of a text or a label in the project, in context, changed in bulk."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.change import Change
from annotator.core.scheme import Label, Layer
from annotator.gui.applying import applied
from annotator.gui.chrome import slim_bars
from annotator.gui.concordance.bulk import fitting, is_inside, labelling, removing, standing
from annotator.gui.concordance.filters import Filters
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import caption, muted
from annotator.gui.parts.feeding import Feeder
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import claimed
from annotator.gui.parts.places import Place, PlaceTable
from annotator.gui.theme import Theme
from annotator.project.edits import Edit
from annotator.project.occurrences import Occurrence
from annotator.project.project import Project

_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ConcordancePage(QWidget):
    """Filters, the table of places, and what can be done with the chosen ones."""

    article_requested = Signal(int, int, int)
    message = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Concordance")
        self._theme = theme
        self._keymap = keymap
        self._project: Project | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._rows: dict[int, list[int]] = defaultdict(list)
        self.filters = Filters()
        self.count = muted()
        self.table = PlaceTable("Places; Enter opens the article, digits label the chosen places")
        self._feeder: Feeder[Occurrence] = Feeder(
            self._add, self._say, self.message.emit, parent=self
        )
        self._labels = QWidget()
        self._label_flow = FlowLayout(self._labels)
        self.back = KeyButton("Back to the page", "Esc")
        self._arrange()
        self.filters.changed.connect(self.search)
        self.table.entered.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.back.clicked.connect(self.closed)

    def set_project(self, project: Project | None) -> None:
        """Lists the places of another project; None for none."""
        self._unwatch()
        self._unwatch = project.watch(self._changed) if project else lambda: None
        self._project = project
        self._feeder.stop()
        self.table.places.clear()
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Shows labels in the colours of another theme."""
        self._theme = theme
        self._offer()
        self._refresh_rows(range(self.table.places.rowCount()))

    def set_keymap(self, keymap: Keymap) -> None:
        """Shows other keys on the labels."""
        self._keymap = keymap
        self._offer()

    def show_for(self, text: str = "", label: str = "") -> None:
        """Lists the places of a text, a label or both, and takes the keyboard."""
        self._offer()
        self.filters.ask(text, label)
        self.search()
        (self.table if text or label else self.filters.text).setFocus()

    def search(self) -> None:
        """Lists anew what the filters ask for."""
        if self._project is None:
            return
        query = self.filters.query()
        self.table.places.clear()
        self._rows.clear()
        self.table.fit_text(query.text or "m" * 20)
        self._feeder.start(self._project.concordance(query))
        self._say()

    def chosen(self) -> list[Occurrence]:
        """The places that are selected."""
        return [self._occurrence(row) for row in self.table.chosen_rows()]

    def _add(self, found: list[Occurrence]) -> None:
        places, first = self.table.places, self.table.places.rowCount()
        for row, occurrence in enumerate(found, first):
            self._rows[occurrence.article_id].append(row)
        places.append([self._place(one) for one in found], [False] * len(found))
        if first == 0:
            self.table.go_to_row(0)
        self._say()

    def _place(self, found: Occurrence) -> Place:
        colours, state = None, "not marked"
        if found.span is not None and self._project is not None:
            span, scheme = found.span, self._project.scheme
            longer = f"in “{' '.join(span.text.split())}” {span.label}"
            state = longer if is_inside(found, span) else span.label
            if scheme.has(span.layer, span.label):
                colours = self._theme.label(scheme.label(span.layer, span.label).colour)
        return Place(found.before, found.text, found.after, state, found.title, found, colours)

    def _occurrence(self, row: int) -> Occurrence:
        found = self.table.places.place(row).subject
        assert isinstance(found, Occurrence)
        return found

    def _changed(self, change: Change) -> None:
        """Rows stay where they are and show what stands there now: nothing moves under the hands."""
        if any(delta.article_id is None for delta in change.deltas):
            self._offer()
            if self.isVisible():
                self.search()
            return
        self._refresh_rows([row for one in change.article_ids for row in self._rows.get(one, ())])

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        if self._project is None:
            return
        for row in rows:
            found = self._occurrence(row)
            span = standing(self._project.annotation(found.article_id), found)
            self.table.places.replace(row, self._place(replace(found, span=span)))

    def _say(self) -> None:
        total, chosen = self.table.places.rowCount(), len(self.table.chosen_rows())
        places = "1 place" if total == 1 else f"{total:,} places"
        articles = "1 article" if len(self._rows) == 1 else f"{len(self._rows):,} articles"
        more = " so far" if self._feeder.running else ""
        words = f"{places} in {articles}{more}" if total else self._nothing()
        self.count.setText(f"{words} · {chosen:,} chosen" if chosen > 1 else words)

    def _nothing(self) -> str:
        if self._feeder.running:
            return "Searching…"
        asked = self.filters.query()
        if asked.text or asked.label:
            return "No such place; other words, another label or no whole words may find some."
        return "Nothing is marked in this project yet; write some words to find them."

    def _label(self, layer: str, label: str) -> None:
        places = fitting(self.chosen())
        done = f"{len(places):,} places are {label} now"
        self._apply(labelling(places, layer, label) if places else None, done, len(places))

    def _remove(self) -> None:
        places = fitting(self.chosen())
        edit = removing(places)
        self._apply(edit, f"{len(edit.places) if edit else 0:,} marks were removed", len(places))

    def _apply(self, edit: Edit | None, done: str, fitting_places: int) -> None:
        left_out = len(self.table.chosen_rows()) - fitting_places
        inside = f"{left_out:,} inside longer names were left as they are" if left_out else ""
        if edit is not None:
            if not applied(self._project, edit, self.message.emit):
                return
            inside = f"{done}; {inside}" if inside else done
        if inside:
            self.message.emit(f"{inside}.")

    def _open(self, found: object) -> None:
        assert isinstance(found, Occurrence)
        self.article_requested.emit(found.article_id, found.start, found.end)

    def _offer(self) -> None:
        self._label_flow.empty()
        if self._project is None:
            return
        self.filters.offer(self._project.scheme)
        for layer, label in self._project.scheme.labels:
            self._label_flow.addWidget(self._label_button(layer, label))
        remove = KeyButton("Remove", self._keymap.shown_key("page.remove"))
        remove.clicked.connect(self._remove)
        self._label_flow.addWidget(remove)

    def _label_button(self, layer: Layer, label: Label) -> KeyButton:
        key = self._keymap.shown_key(f"label.{label.key}") if label.key else ""
        button = KeyButton(label.name, key)
        button.setAccessibleName(f"Label the chosen places {label.name}")
        button.set_ink(self._theme.label(label.colour).ink)
        button.clicked.connect(lambda: self._label(layer.name, label.name))
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(caption("Concordance"), 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addWidget(self._labels)
        slim_bars(self)

    def event(self, event: QEvent) -> bool:
        return (not self.filters.text.hasFocus() and claimed(event)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._with_key(event.text().casefold())
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _REMOVE:
            self._remove()
        elif wanted is not None:
            self._label(wanted[0].name, wanted[1].name)
        else:
            super().keyPressEvent(event)

    def _with_key(self, key: str) -> tuple[Layer, Label] | None:
        labels = self._project.scheme.labels if self._project and key else ()
        for layer, label in labels:
            keys = self._keymap.keys(f"label.{label.key}") if label.key else ()
            if key in (one.casefold() for one in keys):
                return layer, label
        return None
