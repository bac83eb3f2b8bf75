"""The page of the consistency inbox: rows at the left, what stands behind the current one at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.change import Change
from annotator.core.consistency import UNMARKED_VARIANT, Kind, Variant
from annotator.core.consistency import Row as Found
from annotator.gui.applying import applied
from annotator.gui.chrome import slim_bars
from annotator.gui.consistency.rows import KnownRows
from annotator.gui.consistency.table import OccurrenceTable
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import caption, muted
from annotator.gui.parts.feeding import Feeder
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import claimed
from annotator.gui.parts.places import Place
from annotator.gui.parts.rows import Row, RowList
from annotator.gui.theme import LabelColours, Theme
from annotator.project.alike import plan
from annotator.project.consistency import Occurrence, Whose, occurrences
from annotator.project.edits import DifferOnPurpose, Edit
from annotator.project.project import Project

_KINDS: tuple[tuple[str, Kind | None], ...] = (
    ("Everything", None),
    ("Different labels", Kind.LABELS),
    ("Marked and unmarked", Kind.UNMARKED),
    ("Nearly the same boundaries", Kind.BOUNDARIES),
)
_WHOSE = (
    ("Everyone’s", Whose.EVERYONE),
    ("Mine", Whose.MINE),
    ("Gold", Whose.GOLD),
    ("Everyone’s and the model’s", Whose.WITH_MODEL),
)
_NOTHING = "No inconsistency of this kind: the same words are marked alike wherever they stand."
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ConsistencyPage(QWidget):
    """Lists what was counted; tells when it is to be counted anew, for `whose`."""

    article_requested = Signal(int, int, int)
    message = Signal(str)
    closed = Signal()
    count_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, theme: Theme, keymap: Keymap) -> None:
        super().__init__()
        self.setAccessibleName("Consistency")
        self._theme, self._keymap = theme, keymap
        self._project: Project | None = None
        self._known: KnownRows | None = None
        self._names: dict[int, str] = {}
        self.whose, self.kind = QComboBox(), QComboBox()
        self.with_purpose = QCheckBox("Show what differs on purpose (H)")
        self.count, self.chosen = muted(), muted()
        self.list = RowList("Rows; Tab goes to the occurrences")
        self.list.shows_current = True
        # A project may have tens of thousands of rows, and each is as high as its text.
        self.list.setLayoutMode(RowList.LayoutMode.Batched)
        self.table = OccurrenceTable()
        self._feeder: Feeder[Occurrence] = Feeder(
            self._add, self._say, self.message.emit, parent=self
        )
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions)
        self.back = KeyButton("Back to the page", "Esc")
        self._arrange()
        self._connect()

    @property
    def asked(self) -> Whose:
        """Whose annotations are to be compared."""
        return Whose(self.whose.currentData())

    @property
    def row(self) -> Found | None:
        """The current row."""
        current = self.list.current
        return current if isinstance(current, Found) else None

    def show_waiting(self, project: Project | None) -> None:
        """Show nothing yet of a project."""
        self._project, self._known = project, None
        self._names = {who.id: who.name for who in project.annotators()} if project else {}
        self._list()
        self.count.setText("Counting…" if project else "")

    def show_rows(self, known: KnownRows) -> None:
        """Show what was counted."""
        self._known = known
        self._list()

    def show_look(self, theme: Theme, keymap: Keymap) -> None:
        """Use other colours and keys."""
        self._theme, self._keymap = theme, keymap
        self._list()

    def follow(self, change: Change) -> None:
        """Count anew what a change touched; the list keeps its place."""
        if self._project is not None and self._known is not None:
            self._known.follow(self._project, change)
            self._list()

    def make(self, wanted: str | None) -> None:
        """Give the ticked occurrences a label or a variant's bounds; None takes their marks away."""
        self._settle(self.ticked(), wanted)

    def mark_unmarked(self) -> None:
        """Mark every ticked place that is not marked as I mostly mark these words, else as all do."""
        row, project = self.row, self._project
        if row is None or project is None or row.kind is not Kind.UNMARKED:
            return
        me = project.desk.whose.id
        labels = [one for one in row.variants if one.name]
        best = max(labels, key=lambda one: (dict(one.counts).get(me, 0), one.total))
        self._settle([one for one in self.ticked() if not one.label], best.name)

    def differ_on_purpose(self, note: str = "") -> None:
        """Remember that the current row differs on purpose, or forget it when that is remembered."""
        row, known = self.row, self._known
        if row is None or known is None:
            return
        on = not known.is_on_purpose(row)
        variants = tuple(one.name for one in row.variants)
        if self._apply(DifferOnPurpose(*row.key, variants, note, on)):
            told = "differ on purpose" if on else "are to be looked at again"
            self.message.emit(f"“{row.words}” {told}.")

    def ticked(self) -> list[Occurrence]:
        """The occurrences that are ticked."""
        places = self.table.places
        rows = (n for n in range(places.rowCount()) if places.is_ticked(n))
        found = (places.place(n).subject for n in rows)
        return [one for one in found if isinstance(one, Occurrence)]

    def _settle(self, places: list[Occurrence], wanted: str | None) -> None:
        row, project = self.row, self._project
        if row is None or project is None:
            return
        made = plan(project, row, places, wanted)
        if made.edit is None or self._apply(made.edit):
            done = f"are {wanted} now" if wanted is not None else "marks were taken away"
            self.message.emit(made.sentence(done))

    def _apply(self, edit: Edit) -> bool:
        return applied(self._project, edit, self.message.emit)

    def _list(self) -> None:
        known, kind = self._known, self.kind.currentData()
        kind = Kind(kind) if kind else None
        rows = known.shown(kind, with_purpose=self.with_purpose.isChecked()) if known else []
        self.list.set_rows([self._shown(row) for row in rows])
        many = "1 row" if len(rows) == 1 else f"{len(rows):,} rows" if rows else _NOTHING
        stale = " · some counts are old, R counts anew" if known and known.is_stale else ""
        self.count.setText(f"{many}{stale}" if known else "")
        self._follow_row()

    def _shown(self, row: Found) -> Row:
        variants = " · ".join(f"{_told(one)} ×{one.total:,}" for one in row.variants)
        first = next((one.name for one in row.variants if one.name), "")
        colours = self._colours(row.layer, first)
        purpose = self._known is not None and self._known.is_on_purpose(row)
        note = self._known.on_purpose[row.key].note if purpose and self._known else ""
        told = f"{variants}\nOn purpose. {note}".strip() if purpose else variants
        return Row(
            row.words,
            subject=row,
            aside=row.kind.value,
            detail=told,
            swatch=colours.line if colours else None,
            faint=purpose,
        )

    def _colours(self, layer: str, label: str) -> LabelColours | None:
        scheme = self._project.scheme if self._project else None
        if scheme is None or not scheme.has(layer, label):
            return None
        return self._theme.label(scheme.label(layer, label).colour)

    def _follow_row(self) -> None:
        self._feeder.stop()
        place = self.table.current_row()
        self._wanted_place = place if self.table.hasFocus() else 0
        self.table.places.clear()
        row = self.row
        if self._project is not None and self._known is not None and row is not None:
            self.table.fit_text(max((*row.texts, row.words), key=len))
            self._feeder.start(occurrences(self._project, row, self._known.whom))
        if row is None and self.table.hasFocus():
            self.list.setFocus()
        self.table.setVisible(row is not None)
        self._offer()
        self._say()

    def _add(self, found: list[Occurrence]) -> None:
        first = self.table.places.rowCount() == 0
        self.table.places.append([self._place(one) for one in found], [True] * len(found))
        if first:
            self.table.go_to_row(min(self._wanted_place, len(found) - 1))
        self._say()

    def _place(self, one: Occurrence) -> Place:
        row = self.row
        colours = self._colours(row.layer, one.label) if row else None
        who = "" if one.mine else f" · {self._names.get(one.annotator_id, '')}"
        state = f"{one.label or 'not marked'}{who}"
        return Place(one.before, one.text, one.after, state, one.title, one, colours)

    def _say(self) -> None:
        total, ticked = self.table.places.rowCount(), len(self.ticked())
        mine = sum(one.mine for one in self.ticked())
        words = f"{total:,} occurrences · {ticked:,} ticked, {mine:,} of them mine to change"
        self.chosen.setText(words if total else "")

    def _offer(self) -> None:
        self._flow.empty()
        row = self.row
        if row is None or self._project is None:
            return
        for key, name in self._choices(row):
            button = self._action(name, key, lambda _on=False, one=name: self.make(one))
            colours = self._colours(row.layer, name)
            button.set_ink(colours.ink if colours else None)
        if row.kind is Kind.UNMARKED:
            self._action("Mark all unmarked", "M", self.mark_unmarked)
        self._action("Take away", "Del", lambda: self.make(None))
        known = self._known is not None and self._known.is_on_purpose(row)
        purpose = "Look at it again" if known else "Differ on purpose"
        self._action(purpose, "D", lambda: self.differ_on_purpose(""))
        if not known:
            self._action("… with a note", "N", self.note_wanted.emit)
        self._action("Count anew", "R", self.count_wanted.emit)

    def _choices(self, row: Found) -> list[tuple[str, str]]:
        """What the ticked occurrences can become, each with its key."""
        if row.kind is Kind.BOUNDARIES:
            return [(str(n), one.name) for n, one in enumerate(row.variants[:9], 1)]
        labels = self._project.scheme.labels if self._project else ()
        return [
            (self._keymap.shown_key(f"label.{label.key}") if label.key else "", label.name)
            for layer, label in labels
            if layer.name == row.layer
        ]

    def _action(self, words: str, key: str, act: Callable[..., object]) -> KeyButton:
        button = KeyButton(words, key)
        button.clicked.connect(act)
        self._flow.addWidget(button)
        return button

    def _connect(self) -> None:
        self.whose.currentIndexChanged.connect(lambda _n: self.count_wanted.emit())
        self.kind.currentIndexChanged.connect(lambda _n: self._list())
        self.with_purpose.toggled.connect(lambda _on: self._list())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow_row())
        self.list.chosen.connect(lambda _row: self.table.setFocus())
        self.table.entered.connect(self._open)
        self.table.places.ticked.connect(self._say)
        self.back.clicked.connect(self.closed)

    def _open(self, one: object) -> None:
        assert isinstance(one, Occurrence)
        self.article_requested.emit(one.article_id, one.start, one.end)

    def _arrange(self) -> None:
        for box, name, choices in (
            (self.whose, "Whose annotations", _WHOSE),
            (self.kind, "Kind", _KINDS),
        ):
            box.setAccessibleName(name)
            for words, value in choices:
                box.addItem(words, value)
        head, filters = QHBoxLayout(), QWidget()
        head.addWidget(caption("Consistency"), 1)
        head.addWidget(self.back)
        flow = FlowLayout(filters, gap=8)
        for widget in (self.whose, self.kind, self.with_purpose):
            flow.addWidget(widget)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.table)
        split.setSizes([260, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(filters)
        column.addWidget(self.count)
        column.addWidget(split, 1)
        column.addWidget(self.chosen)
        column.addWidget(self._actions)
        slim_bars(self)

    def event(self, event: QEvent) -> bool:
        return claimed(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().casefold()
        acts: dict[str, Callable[[], object]] = {
            "d": self.differ_on_purpose,
            "n": self.note_wanted.emit,
            "m": self.mark_unmarked,
            "r": self.count_wanted.emit,
            "h": self.with_purpose.toggle,
            "f": lambda: self.kind.setCurrentIndex((self.kind.currentIndex() + 1) % len(_KINDS)),
            "w": lambda: self.whose.setCurrentIndex((self.whose.currentIndex() + 1) % len(_WHOSE)),
        }
        choices = (
            {one.casefold(): name for one, name in self._choices(self.row)} if self.row else {}
        )
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _REMOVE:
            self.make(None)
        elif key and key in choices:
            self.make(choices[key])
        elif key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)


def _told(variant: Variant) -> str:
    return "not marked" if variant.name == UNMARKED_VARIANT else variant.name
