"""The queue's list model: it holds ids; rows come in pages from the project when they are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.project.queue import QueueRow

_Index = QModelIndex | QPersistentModelIndex
_PAGES_KEPT = 64

ROW = Qt.ItemDataRole.UserRole

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATUS_TEXT = {"todo": "to do", "in progress": "in progress", "done": "done", "skipped": "skipped"}


class Listed(Protocol):
    """What a row is known by and called."""

    @property
    def id(self) -> int:
        """The article's id."""

    @property
    def title(self) -> str:
        """The article's title."""


Read = Callable[[Sequence[int]], Sequence[Listed]]


class QueueModel(QAbstractTableModel):
    """All ids at once, so that the scroll bar is honest; at most 64 pages of rows."""

    rows_in_page = 256

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._places: dict[int, int] = {}
        self._read: Read = lambda _ids: []
        self._pages: OrderedDict[int, dict[int, Listed]] = OrderedDict()
        self.busy: frozenset[int] = frozenset()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of every row, in order."""
        return self._ids

    def show_ids(self, ids: Sequence[int], read: Read) -> None:
        """Show these articles; `read` gives the rows of some of them."""
        self.beginResetModel()
        self._ids, self._read = ids, read
        self._places = {article_id: place for place, article_id in enumerate(ids)}
        self._pages.clear()
        self.endResetModel()

    def place_of(self, article_id: int | None) -> int:
        """The row of an article, -1 when it is not listed."""
        return -1 if article_id is None else self._places.get(article_id, -1)

    def row(self, place: int) -> Listed | None:
        """What is shown in a row, None when the article is gone."""
        page = self._page(place // self.rows_in_page)
        return page.get(self._ids[place])

    def refresh(self, article_ids: Iterable[int] | None = None) -> None:
        """Read rows anew: of these articles, or of all."""
        if article_ids is None:
            self._pages.clear()
            if self._ids:
                self._tell(0, len(self._ids) - 1)
            return
        for article_id in article_ids:
            place = self.place_of(article_id)
            if place >= 0:
                self._read_again(place)

    def show_busy(self, article_ids: Iterable[int]) -> None:
        """Say which articles are being pre-labelled."""
        before, self.busy = self.busy, frozenset(article_ids)
        for article_id in before ^ self.busy:
            place = self.place_of(article_id)
            if place >= 0:
                self._tell(place, place)

    def spoken_row(self, row: object) -> str:
        """A row as a screen reader says it."""
        return spoken(row) if isinstance(row, QueueRow) else ""

    def tip(self, row: object) -> str:
        """What stands beside a row while the mouse rests on it."""
        return _tip(row) if isinstance(row, QueueRow) else ""

    def _page(self, number: int) -> dict[int, Listed]:
        page = self._pages.get(number)
        if page is None:
            first = number * self.rows_in_page
            rows = self._read(self._ids[first : first + self.rows_in_page])
            page = self._pages[number] = {row.id: row for row in rows}
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page

    def _read_again(self, place: int) -> None:
        article_id, page = self._ids[place], self._pages.get(place // self.rows_in_page)
        if page is not None:
            page.pop(article_id, None)
            page.update({row.id: row for row in self._read([article_id])})
            self._tell(place, place)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row(index.row())
        if role == ROW or row is None:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        return self.spoken_row(row) if is_spoken else self.tip(row)


def spoken(row: QueueRow) -> str:
    """A row as a screen reader says it."""
    flagged = f", flagged: {row.flag}" if row.flag is not None else ""
    return f"{row.title}, {_STATUS_TEXT[row.status]}{flagged}, {second_line(row)}"


def second_line(row: QueueRow, *, busy: bool = False) -> str:
    """Source, date and how much is marked or left."""
    parts = [row.source, short_date(row.published), _counts(row, busy=busy)]
    return " · ".join(part for part in parts if part)


def short_date(published: str) -> str:
    """An ISO date as newspapers write it; anything else as it is."""
    try:
        date = datetime.fromisoformat(published)
    except ValueError:
        return published[:10]
    year = "" if date.year == datetime.now().year else f" {date.year}"
    return f"{date.day} {_MONTHS[date.month - 1]}{year}"


def _counts(row: QueueRow, *, busy: bool) -> str:
    if busy:
        return "labelling…"
    if row.recheck:
        return f"check again: {row.recheck}"
    if row.flag is not None:
        return f"“{row.flag}”" if row.flag else "flagged"
    left = row.pending if row.status in ("todo", "in progress") else 0
    if row.spans:
        return f"{left} left" if left else _marked(row)
    if left:
        return f"{left} suggested"
    return "no suggestions" if row.prelabelled and row.status == "todo" else ""


def _marked(row: QueueRow) -> str:
    entities = row.spans - row.quote_spans
    parts = [f"{entities} entit{'y' if entities == 1 else 'ies'}"] if entities else []
    parts += [f"{row.quotes} quote{'' if row.quotes == 1 else 's'}"] if row.quotes else []
    return ", ".join(parts)


def _tip(row: QueueRow) -> str:
    return f"{row.title}\n{row.words:,} words · {_STATUS_TEXT[row.status]}\n{second_line(row)}"
