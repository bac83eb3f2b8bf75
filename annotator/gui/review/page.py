"""The page of review: text, queue, panel and bar, connected; made when it is first opened."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.text import shortened
from annotator.gui.chrome import SlimBar
from annotator.gui.commands import Scope
from annotator.gui.desk_page import DeskPage
from annotator.gui.keymap import Keymap
from annotator.gui.review.bar import ReviewBar
from annotator.gui.review.controller import ReviewController
from annotator.gui.review.panel import ReviewPanel
from annotator.gui.review.pills import PairPills, chooser
from annotator.gui.review.queue import ReviewQueuePane
from annotator.gui.review.reason import ReasonSheet
from annotator.gui.review.view import ReviewView
from annotator.gui.review.words import type_words
from annotator.gui.theme import Theme
from annotator.project.project import Project
from annotator.project.review_queue import ReviewQueue

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow

_MILLISECONDS_BEFORE_COUNTING = 150
_REASONS = 12
_ABOUT = 80
_NONE_SIGNED_OFF = "Nothing is signed off yet."
_ALL_SIGNED_OFF = "Nothing is left here; the chip “Reviewed” shows what is signed off."
_HOW_TO_GET_THEM = (
    "Merge a colleague’s bundle, switch annotator, or list articles of one annotator with the chip "
    "“One annotator”."
)


class ReviewPage(QWidget):
    """Holds what review consists of; tells which article was chosen in its queue."""

    opened = Signal(int)

    def __init__(self, window: "MainWindow", desk: DeskPage) -> None:
        super().__init__(desk)
        self.hide()
        self._window, self._desk = window, desk
        theme, keymap = window.theme, window.commands.keymap
        self._theme, self._keymap = theme, keymap
        self._queue: ReviewQueue | None = None
        self._touched: set[int] = set()
        self.view = ReviewView(theme)
        self.view.setVerticalScrollBar(SlimBar())
        self.view.set_zoom(desk.view.zoom)
        self.controller = ReviewController(self.view, self)
        self.queue = ReviewQueuePane()
        self.panel = ReviewPanel(self.controller, theme, keymap)
        self.bar, self.pills = ReviewBar(), PairPills()
        self._reasons = ReasonSheet(window)
        self._soon = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_COUNTING)
        self._soon.timeout.connect(self._count)
        self._place()
        self._connect()

    def show(self) -> None:
        """Shows the panes of review."""
        self._desk.show_panes(self.queue, self.view, self.panel, self.bar)

    def set_project(self, project: Project | None) -> None:
        """Reviews another project; None for none."""
        self.controller.close()
        self._soon.stop()
        self._touched.clear()
        self._queue = ReviewQueue(project) if project is not None else None
        self.queue.model.show_ids((), lambda _ids: [])

    def set_look(self, theme: Theme, keymap: Keymap) -> None:
        """Uses other colours and keys."""
        self._theme, self._keymap = theme, keymap
        self.view.set_theme(theme)
        self.panel.set_look(theme, keymap)
        self._follow()

    # The queue

    def list_articles(self) -> None:
        """Lists what the queue's query asks for."""
        if self._queue is None:
            return
        ids = self._queue.ids(self.queue.query)
        if list(ids) != list(self.queue.model.ids):
            self.queue.model.show_ids(ids, self._queue.rows)
        else:
            self.queue.model.refresh()
        self.queue.list.show_current(self.controller.article_id)
        self.queue.list.show_empty(self.nothing())
        self._count()

    def refresh_rows(self, article_ids: Iterable[int]) -> None:
        """Reads the rows of these articles anew, once the hands rest."""
        self._touched.update(article_ids)
        self._soon.start()

    def first(self) -> int | None:
        """The article to begin with: the one open on the labelling page if it is listed, else the first."""
        ids = list(self.queue.model.ids)
        opened = self._window.studio.workbench.article_id
        return opened if opened in ids else next(iter(ids), None)

    def neighbour(self, step: int) -> int | None:
        """The article `step` places on in the queue."""
        ids = self.queue.model.ids
        place = self.queue.model.place_of(self.controller.article_id)
        if place < 0:
            return ids[0] if ids else None
        return ids[place + step] if 0 <= place + step < len(ids) else None

    def nothing(self) -> str:
        """Why the queue is empty, and what to do next; empty while something is listed."""
        query, queue = self.queue.query, self._queue
        if queue is None or self.queue.model.ids:
            return ""
        if query.text:
            return "No article fits this search."
        if queue.counts(query)["all"]:
            return _NONE_SIGNED_OFF if query.state == "reviewed" else _ALL_SIGNED_OFF
        begun = queue.unfinished()
        waiting = f"{begun:,} are still being labelled. " if begun else ""
        return f"No article was finished by two people yet. {waiting}{_HOW_TO_GET_THEM}"

    # What the commands ask for

    def ask_reason(self) -> None:
        """Asks why the focused difference was decided so."""
        review, found = self.controller.review, self.controller.focused
        if review is None or found is None:
            return
        known = review.reason(found)
        # At the foot of the page, so that what it is about stays in sight.
        foot = self.view.mapTo(self._window, self.view.rect().bottomLeft()) + QPoint(24, -12)
        self._reasons.place_above(foot)
        about = f"{shortened(found.text, _ABOUT)} · {type_words(review, found)}"
        reason, kind = (known.reason, known.error_type) if known else ("", None)
        self._reasons.ask(about, reason, kind, self._given_before())

    def choose_whom(self) -> None:
        """Offers whose work is compared, and which two are drawn."""
        review, project = self.controller.review, self.controller.project
        if review is None or project is None:
            return
        menu = chooser(self.controller, self._window, project.work_on(review.article.id))
        menu.popup(self.pills.mapToGlobal(QPoint(0, self.pills.height() + 2)))

    # Within

    def _place(self) -> None:
        desk = self._desk
        desk.left.addWidget(self.queue)
        desk.pages.addWidget(self.view)
        desk.right.addWidget(self.panel)
        desk.below.addWidget(self.bar)
        self._window.commands.listen_on(self.view, Scope.REVIEW)

    def _connect(self) -> None:
        run = self._window.commands.run
        self.queue.opened.connect(self.opened)
        self.panel.command_chosen.connect(run)
        self.bar.command_chosen.connect(run)
        self.pills.chooser_wished.connect(self.choose_whom)
        self._reasons.given.connect(self.controller.give_reason)
        self.controller.changed.connect(self._follow)
        self.view.zoom_requested.connect(self._window.studio.views.step_zoom)

    def _follow(self) -> None:
        review = self.controller.review
        names = [who.name for who in review.annotators] if review else []
        self.bar.show_keys(names, self._keymap)
        self.pills.show_pair(self.controller, self._theme)

    def _count(self) -> None:
        touched, self._touched = self._touched, set()
        self.queue.model.refresh(touched)
        if self._queue is not None:
            self.queue.show_counts(self._queue.counts(self.queue.query))

    def _given_before(self) -> list[str]:
        review = self.controller.review
        project = self.controller.project
        if review is None or project is None:
            return []
        return project.reasons()[:_REASONS]
