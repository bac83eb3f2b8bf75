"""The queue pane: a search field, chips, filters, order, and the list."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.annotation import Status
from annotator.gui.chrome import Pill, SearchField, SlimBar
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.list_pane import arrange_list_pane
from annotator.gui.queue.delegate import QueueDelegate
from annotator.gui.queue.model import QueueModel
from annotator.project.queue import QueueQuery

_MILLISECONDS_BEFORE_SEARCH = 150
_CHIPS: dict[str, tuple[Status | None, bool | None]] = {
    "All": (None, None),
    "To do": (Status.TODO, None),
    "Done": (Status.DONE, None),
    "Flagged": (None, True),
}
_COUNTS = {"All": "all", "To do": "todo", "Done": "done", "Flagged": "flagged"}


class QueuePane(QWidget):
    """Tells which article was opened, what is to be listed and which command was asked for."""

    opened = Signal(int)
    query_changed = Signal(object)
    command_chosen = Signal(str)
    menu_wished = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Queue")
        self.setMinimumWidth(200)
        self.query = QueueQuery()
        self.model = QueueModel(self)
        self._make_search()
        self._make_chips()
        self.list = QueueList(self.model)
        self.list.opened.connect(self.opened)
        self.list.menu_wished.connect(self.menu_wished)
        arrange_list_pane(self, (self._top, self._chip_box), self.list)

    def show_query(self, query: QueueQuery) -> None:
        """Show what is asked for, without asking."""
        self.query = query
        for name, wanted in _CHIPS.items():
            fits = (query.status, query.flagged) == wanted
            self._chips[name].setChecked(fits)
        if self.search.text() != query.text:
            self.search.setText(query.text)
        more = bool(query.label or query.source or query.since or query.until)
        more |= query.status in (Status.IN_PROGRESS, Status.SKIPPED) or query.flagged is False
        self._filter.setChecked(more)
        self._mine.setChecked(query.mine)
        self._recheck.setChecked(query.recheck)
        self._order.setChecked(query.order != "order")

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many articles each chip would list."""
        for name, chip in self._chips.items():
            chip.show_words(f"{name} {counts.get(_COUNTS[name], 0):,}")
        self._mine.show_words(f"Mine {counts.get('mine', 0):,}")
        self._mine.setVisible(bool(counts.get("mine")) or self.query.mine)
        self._recheck.show_words(f"Check again {counts.get('recheck', 0):,}")
        self._recheck.setVisible(bool(counts.get("recheck")) or self.query.recheck)

    def ask(self, query: QueueQuery) -> None:
        """List something else."""
        self._wait.stop()
        if query != self.query:
            self.show_query(query)
            self.query_changed.emit(query)

    def _make_search(self) -> None:
        self.search = SearchField("Search articles", "Search articles and labels…")
        self._wait = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_SEARCH)
        self._wait.timeout.connect(lambda: self.ask(replace(self.query, text=self.search.text())))
        self.search.textEdited.connect(self._wait.start)
        self.search.textChanged.connect(lambda text: None if text else self._wait.start())
        self.search.returnPressed.connect(
            lambda: self.ask(replace(self.query, text=self.search.text()))
        )
        self._top = QWidget()
        row = QVBoxLayout(self._top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search)

    def _make_chips(self) -> None:
        self._chip_box = QWidget()
        flow = FlowLayout(self._chip_box, gap=5)
        self._chips: dict[str, Pill] = {}
        for name, wanted in _CHIPS.items():
            chip = Pill(name, f"Show {name.lower()}")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, w=wanted: self._choose(w))
            flow.addWidget(chip)
            self._chips[name] = chip
        self._mine = Pill("Mine", "Only what is assigned to me")
        self._mine.setCheckable(True)
        self._mine.hide()
        self._mine.clicked.connect(
            lambda: self.ask(replace(self.query, mine=self._mine.isChecked()))
        )
        flow.addWidget(self._mine)
        self._recheck = Pill("Check again", "Finished articles whose labels were merged or split")
        self._recheck.setCheckable(True)
        self._recheck.hide()
        self._recheck.clicked.connect(
            lambda: self.ask(replace(self.query, recheck=self._recheck.isChecked()))
        )
        flow.addWidget(self._recheck)
        self._filter = self._command("view.filter", "filter", "Filter the queue")
        self._order = self._command("view.sort", "sort", "Sort the queue")
        flow.addWidget(self._filter)
        flow.addWidget(self._order)

    def _choose(self, wanted: tuple[Status | None, bool | None]) -> None:
        status, flagged = wanted
        self.ask(replace(self.query, status=status, flagged=flagged))
        self.show_query(self.query)

    def _command(self, command_id: str, icon_name: str, name: str) -> Pill:
        pill = Pill("", name, icon_name=icon_name)
        pill.setCheckable(True)
        pill.clicked.connect(lambda: self.show_query(self.query))
        pill.clicked.connect(lambda: self.command_chosen.emit(command_id))
        return pill

    def below(self, command_id: str) -> QPoint:
        """Where the menu of a filter or sort button drops down."""
        pill = self._filter if command_id == "view.filter" else self._order
        return pill.mapToGlobal(QPoint(0, pill.height()))


class QueueList(QTableView):
    """The list itself: fixed row height, many can be chosen, the open article is the current row."""

    opened = Signal(int)
    menu_wished = Signal(QPoint)

    def __init__(self, model: QueueModel, drawn_by: type[QueueDelegate] = QueueDelegate) -> None:
        super().__init__()
        self._model = model
        self._empty = ""
        self.setModel(model)
        self._delegate = drawn_by(self, model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Articles")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(SlimBar())
        # The delegate draws what is chosen; Qt would fill the row with the full accent colour before.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wished.emit(self.viewport().mapToGlobal(place))
        )
        self.clicked.connect(lambda index: self._open(index.row()))

    def show_current(self, article_id: int | None) -> None:
        """Mark the open article, scrolling to it when it is out of sight."""
        place = self._model.place_of(article_id)
        if place < 0:
            self.clearSelection()
            return
        index = self._model.index(place, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the chosen articles, in order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.ids[place] for place in places)

    def choose(self, article_ids: Sequence[int]) -> None:
        """Choose these articles again after the list was made anew."""
        chosen = QItemSelection()
        for article_id in article_ids:
            place = self._model.place_of(article_id)
            if place >= 0:
                index = self._model.index(place, 0)
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def show_empty(self, sentence: str) -> None:
        """What stands here while the list is empty."""
        self._empty = sentence
        self.viewport().update()

    def _open(self, place: int) -> None:
        if len(self.selectionModel().selectedRows()) == 1:
            self.opened.emit(self._model.ids[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            if index.isValid():
                self.opened.emit(self._model.ids[index.row()])
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            event.ignore()  # single keys are commands of the window, not a search in this list
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._model.ids:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = self.viewport().rect().adjusted(20, 24, -20, -20)
            painter.drawText(
                room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter, self._empty
            )
