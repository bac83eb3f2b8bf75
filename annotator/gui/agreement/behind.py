"""The spans behind the figure that is chosen, in context; Enter opens one in its article."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.span import Span
from annotator.gui.parts.card import muted
from annotator.gui.parts.feeding import Feeder
from annotator.gui.parts.places import Place, PlaceTable
from annotator.project.agreement import Selection
from annotator.project.evidence import Behind, Cell, Outcome, behind, hidden
from annotator.project.project import Project

_MOST = 5000
_MILLISECONDS_BEFORE_READING = 120


class BehindTable(QWidget):
    """Lists the places of one cell of a pair; what one reads is how each of the two marked it."""

    opened = Signal(int, int, int)
    message = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Spans behind the figure")
        self.count = muted()
        self.table = PlaceTable("Spans behind the figure; Enter opens the article")
        self._names = ("", "")
        self._about = ""
        self._wish: Iterator[Behind | None] | None = None
        # One steps over many figures to come to one: what is behind it is read when the hands rest.
        self._soon = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_READING)
        self._soon.timeout.connect(self._read)
        self._feeder: Feeder[Behind | None] = Feeder(
            self._add, self._say, self.message.emit, parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        self.table.entered.connect(self._open)

    def clear(self) -> None:
        """Lists nothing."""
        self._soon.stop()
        self._feeder.stop()
        self.table.places.clear()
        self.count.setText("")

    def show_behind(
        self, project: Project, selection: Selection, pair: tuple[int, int], cell: Cell
    ) -> None:
        """Lists the places of a cell for two annotators (ids)."""
        names = {who.id: who.name for who in project.annotators()}
        self._names = (names[pair[0]], names[pair[1]])
        self.clear()
        left_out = len(hidden(project))
        self._about = _words(cell)
        if left_out:
            self._about += f" (blind mode leaves out {left_out:,} articles you have still to label)"
        self._wish = behind(project, selection, *pair, cell)
        self._soon.start()

    def _read(self) -> None:
        if self._wish is not None:
            self._feeder.start(self._wish)
            self._say()

    def _add(self, found: list[Behind | None]) -> None:
        places = [self._place(one) for one in found if one is not None]
        first = self.table.places.rowCount()
        if first + len(places) >= _MOST:
            self._feeder.stop()
        if places:
            self.table.places.append(places, [False] * len(places))
            if first == 0:
                self.table.go_to_row(0)
        self._say()

    def _place(self, one: Behind) -> Place:
        first, second = (_marked(span, one) for span in (one.first, one.second))
        state = (
            f"both {first}"
            if one.outcome is Outcome.SAME
            else f"{self._names[0]} {first} · {self._names[1]} {second}"
        )
        return Place(one.before, one.text, one.after, state, one.title, one)

    def _say(self) -> None:
        total = self.table.places.rowCount()
        more = " so far" if self._feeder.running else ""
        if total >= _MOST:
            self.count.setText(f"The first {total:,} places: {self._about}")
        elif total:
            places = "1 place" if total == 1 else f"{total:,} places"
            self.count.setText(f"{places}{more}: {self._about}")
        else:
            nothing = "Searching…" if self._feeder.running else f"No places: {self._about}"
            self.count.setText(nothing)

    def _open(self, subject: object) -> None:
        if isinstance(subject, Behind):
            self.opened.emit(subject.article_id, subject.start, subject.end)


def _marked(span: Span | None, one: Behind) -> str:
    if span is None:
        return "nothing"
    whole = (span.start, span.end) == (one.start, one.end)
    return span.label if whole else f"{span.label} “{' '.join(span.text.split())}”"


def _words(cell: Cell) -> str:
    """What the places have in common, in a few words."""
    differ = Outcome.SAME not in cell.outcomes
    parts = [f"“{cell.words}”" if cell.words else "", cell.label, cell.role, cell.when]
    if cell.first_label is not None or cell.second_label is not None:
        parts += [f"{cell.first_label or 'nothing'} → {cell.second_label or 'nothing'}"]
    elif len(cell.outcomes) == 1:
        parts.append(next(iter(cell.outcomes)).value)
    elif differ:
        parts.append("where they differ")
    return ", ".join(part for part in parts if part)
