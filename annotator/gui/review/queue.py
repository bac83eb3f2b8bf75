"""The queue of review: what is to be reviewed, lowest agreement first, and how far it is."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.gui.chrome import GOOD, Pill, SearchField
from annotator.gui.parts.card import scaled
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.list_pane import arrange_list_pane
from annotator.gui.queue.delegate import QueueDelegate
from annotator.gui.queue.model import QueueModel
from annotator.gui.queue.pane import QueueList
from annotator.project.review_queue import STATES, ReviewQuery, ReviewRow
from annotator.project.reviewed import State

_MILLISECONDS_BEFORE_SEARCH = 150
_CHIPS = {"to review": "To review", "reviewed": "Reviewed", "all": "All"}
_ORDERS = {
    "agreement": "Low agreement first",
    "order": "Queue order",
    "differences": "Most differences first",
}
_LOW = 0.8
_Role = QPalette.ColorRole


class ReviewModel(QueueModel):
    """The articles of review; a row costs a comparison, so few are asked for at a time."""

    rows_in_page = 16

    def spoken_row(self, row: object) -> str:
        """A row as a screen reader says it."""
        return (
            f"{row.title}, {row.state.value}, {second_line(row)}"
            if isinstance(row, ReviewRow)
            else ""
        )

    def tip(self, row: object) -> str:
        """What stands beside a row while the mouse rests on it."""
        return (
            f"{row.title}\n{row.state.value} · {second_line(row)}"
            if isinstance(row, ReviewRow)
            else ""
        )


class ReviewDelegate(QueueDelegate):
    """State, title and agreement; below, who and how many differences."""

    def paint_row(self, painter: QPainter, row: object, box: QRect) -> None:
        """Draws a row of review."""
        if not isinstance(row, ReviewRow):
            return
        view, palette = self._view, QApplication.palette()
        line = view.fontMetrics().height()
        first = QRect(box.left() + 14 + line, box.top() + round(line * 0.3), 0, line)
        first.setRight(box.right() - 12)
        _paint_state(
            painter, row.state, QPointF(box.left() + 18, first.center().y() + 0.5), palette
        )
        small = scaled(view.font(), 0.87)
        figure = "" if row.agreement is None else f"{row.agreement:.2f}"
        painter.setFont(small)
        low = row.agreement is not None and row.agreement < _LOW
        painter.setPen(palette.color(_Role.BrightText if low else _Role.PlaceholderText))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        painter.setPen(palette.color(_Role.PlaceholderText))
        below = QRect(first.left(), first.bottom() + round(line * 0.2), first.width(), line)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignVCenter, _elided(second_line(row), painter, below)
        )
        first.setRight(first.right() - QFontMetrics(small, view).horizontalAdvance(figure) - 8)
        painter.setFont(scaled(view.font(), 1.0, bold=True))
        painter.setPen(palette.color(_Role.Text))
        title = _elided(row.title or "Untitled", painter, first)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)


class ReviewQueuePane(QWidget):
    """Tells which article was opened, and what is to be listed."""

    opened = Signal(int)
    query_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Queue of review")
        self.setMinimumWidth(200)
        self.query = ReviewQuery()
        self.model = ReviewModel(self)
        self.list = QueueList(self.model, ReviewDelegate)
        self.list.setAccessibleName("Articles to review")
        self.list.opened.connect(self.opened)
        self.search = SearchField(
            "Search articles under review", "Articles with two or more annotators"
        )
        self._wait = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_SEARCH)
        self._wait.timeout.connect(lambda: self.ask(replace(self.query, text=self.search.text())))
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self._chips_box = QWidget()
        flow = FlowLayout(self._chips_box, gap=5)
        self._chips: dict[str, Pill] = {}
        for state in STATES:
            chip = Pill(_CHIPS[state], f"Show {_CHIPS[state].lower()}")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, s=state: self._choose(s))
            self._chips[state] = chip
            flow.addWidget(chip)
        self._order = Pill("", "Sort the queue of review")
        self._order.clicked.connect(self.open_orders)
        self._single = Pill("One annotator", "Also articles of one annotator")
        self._single.setCheckable(True)
        self._single.clicked.connect(
            lambda: self.ask(replace(self.query, single=self._single.isChecked()))
        )
        flow.addWidget(self._order)
        flow.addWidget(self._single)
        arrange_list_pane(self, (self.search, self._chips_box), self.list)
        self.show_query(self.query)

    def show_query(self, query: ReviewQuery) -> None:
        """Shows what is asked for, without asking."""
        self.query = query
        for state, chip in self._chips.items():
            chip.setChecked(state == query.state)
        self._single.setChecked(query.single)
        self._order.show_words(f"{_ORDERS[query.order]} ▾", name=f"Sorted: {_ORDERS[query.order]}")

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many articles each chip would list."""
        for state, chip in self._chips.items():
            chip.show_words(f"{_CHIPS[state]} {counts.get(state, 0):,}")

    def ask(self, query: ReviewQuery) -> None:
        """Lists something else."""
        self._wait.stop()
        if query != self.query:
            self.show_query(query)
            self.query_changed.emit(query)

    def _choose(self, state: str) -> None:
        self.ask(replace(self.query, state=state))
        self.show_query(self.query)

    def open_orders(self) -> None:
        """Drop the orders down."""
        menu = QMenu("Sort", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for order, words in _ORDERS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(order == self.query.order)
            action.triggered.connect(
                lambda _on=False, o=order: self.ask(replace(self.query, order=o))
            )
        menu.popup(self._order.mapToGlobal(self._order.rect().bottomLeft()))


def second_line(row: ReviewRow) -> str:
    """Who is compared, and how many differences there are or are left."""
    many = "1 difference" if row.differences == 1 else f"{row.differences} differences"
    decided = row.differences - row.open
    if row.state is State.STALE:
        many = f"stale: {row.open} new"
    elif decided and row.open:
        many = f"{decided} of {row.differences} decided"
    elif row.state is State.SIGNED_OFF:
        many = "signed off"
    return f"{', '.join(row.annotators)} · {many}"


def _paint_state(painter: QPainter, state: State, centre: QPointF, palette: QPalette) -> None:
    """○ to review, ◐ begun, ● signed off, ◍ stale."""
    size = 5.0
    dot = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is State.SIGNED_OFF:
        painter.setPen(QPen(GOOD, 1.4))
        painter.setBrush(GOOD)
        painter.drawEllipse(dot)
    elif state is State.TO_REVIEW:
        painter.setPen(QPen(palette.color(_Role.PlaceholderText), 1.2))
        painter.drawEllipse(dot)
    else:
        colour = palette.color(_Role.BrightText if state is State.STALE else _Role.Highlight)
        painter.setPen(QPen(colour, 1.4))
        painter.drawEllipse(dot)
        painter.setBrush(colour)
        painter.drawPie(dot, 90 * 16, 180 * 16)


def _elided(text: str, painter: QPainter, room: QRect) -> str:
    metrics = painter.fontMetrics()
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
