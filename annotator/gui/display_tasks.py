"""What is shown of the workbench: the list, the article, progress, counts, the names of undo and redo."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.core.change import Change
from annotator.core.errors import AnnotatorError
from annotator.gui import remembered
from annotator.gui.article import Mode, Proposed
from annotator.gui.desk_page import DeskPage
from annotator.gui.facts import counts_text, place_text
from annotator.gui.workbench import Workbench
from annotator.project.queue import QueueQuery

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow

# Reading rows and counting a large project takes longer than a key press may; it waits until the
# hands rest.
_MILLISECONDS_BEFORE_COUNTING = 120
_EMPTY_PROJECT = "No articles yet: import files or a folder, paste an article, or drop files here."
_EMPTY_LIST = "No article fits this search; the chip “All” shows every one."


class DisplayTasks(QObject):
    """Keeps what stands on the screen in step with the workbench."""

    def __init__(self, window: "MainWindow", workbench: Workbench, desk: DeskPage) -> None:
        super().__init__(window)
        self._window, self._workbench, self._desk = window, workbench, desk
        self._soon = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_COUNTING)
        self._soon.timeout.connect(self.count)
        self._start_at = 0
        self._touched: set[int] = set()

    def show_project(self) -> None:
        """A project was opened: the article it was left at, else the first."""
        project = self._workbench.project
        if project is None:
            return
        self._window.status.clear()
        if project.read_only:
            self._window.status.show_read_only()
        self.show_list()
        self.show_labels()
        self.count()
        article_id, cursor = remembered.left_at(self._window.user, project.path)
        if article_id not in self._workbench.ids:
            article_id, cursor = (self._workbench.ids[0] if self._workbench.ids else None), 0
        self._start_at = cursor
        self._workbench.open_article(article_id)
        self._start_at = 0
        self._desk.back_to_page()

    def clear(self) -> None:
        """The project was closed: nothing of it is read any more."""
        self._soon.stop()
        self._touched.clear()
        self._desk.queue.model.show_ids((), lambda _ids: [])

    def show_list(self) -> None:
        """List what the workbench lists, the chosen articles staying chosen."""
        project, queue = self._workbench.project, self._desk.queue
        if project is None:
            return
        queue.show_query(self._workbench.query)
        if queue.model.ids == self._workbench.ids:
            # Only what the rows say may be new: nothing moves under the hands.
            queue.model.refresh()
            return
        chosen = queue.list.chosen
        queue.model.show_ids(self._workbench.ids, project.queue.rows)
        queue.list.show_current(self._workbench.article_id)
        if len(chosen) > 1:
            queue.list.choose(chosen)
        queue.list.show_empty(self._nothing())

    def show_article(self, article_id: int | None) -> None:
        """Put an article on the page."""
        project, controller = self._workbench.project, self._desk.controller
        if project is None or article_id is None:
            controller.close()
            self._show_empty()
        else:
            try:
                controller.open(project, article_id, self._start_at)
            except AnnotatorError as error:
                self._window.status.say(str(error))
        self._desk.queue.list.show_current(article_id)
        self.show_place(None)

    def show_change(self, change: Change) -> None:
        """Something was written: the rows and figures it touches."""
        self._touched.update(change.article_ids)
        self.show_place(self._desk.controller.focused)
        self._soon.start()

    def reload(self) -> None:
        """Show the file's state anew."""
        self._desk.controller.reload()
        self.show_list()
        self.show_labels()
        self.show_place(self._desk.controller.focused)
        self.count()

    def show_labels(self) -> None:
        """Show the scheme's labels with their keys."""
        project, window = self._workbench.project, self._window
        keymap = window.commands.keymap
        self._desk.labels.show_keys(keymap)
        if project is not None:
            self._desk.labels.show_scheme(project.scheme, window.theme, keymap)
            for _, label in project.scheme.labels:
                if label.key:
                    window.commands.name(f"label.{label.key}", f"Label {label.name}")
                    window.commands.name(f"arm.{label.key}", f"Arm {label.name}")

    def show_mode(self, mode: Mode) -> None:
        """Name the armed label, or steps by characters."""
        armed = mode.armed[1] if mode.armed else None
        self._desk.labels.show_armed(armed)
        if mode.by_characters and armed is None:
            self._desk.labels.show_mode("steps by characters, Y ends it")

    def show_proposed(self, proposed: Proposed | None) -> None:
        """Name what is proposed for a quote, and the keys for it."""
        if proposed is not None:
            self._desk.labels.show_mode(proposed.sentence)
        else:
            self.show_mode(self._desk.controller.mode)

    def show_place(self, focused: object) -> None:
        """Which suggestion of how many has the focus, and how many spans there are."""
        project, article_id = self._workbench.project, self._workbench.article_id
        status = self._window.status
        if project is None or article_id is None:
            status.show_place("")
            status.show_counts("")
            return
        lit = self._desk.controller.state.quote
        at = lit.quote.first if lit is not None and lit.pending else focused
        status.show_place(place_text(at, self._desk.controller.suggestion_stops.all))
        status.show_counts(counts_text(project.annotation(article_id)))

    def count(self) -> None:
        """Rows touched, progress, chips, and the names of undo and redo."""
        self._soon.stop()
        touched, self._touched = self._touched, set()
        project = self._workbench.project
        if project is None:
            return
        self._desk.queue.model.refresh(touched)
        counts = project.queue.counts()
        self._window.top.show_project(project.name, project.annotator.name)
        self._window.top.show_progress(counts["done"], counts["all"])
        self._desk.queue.show_counts(counts)
        for name, verb, step in (
            ("edit.undo", "Undo", project.undo_name()),
            ("edit.redo", "Redo", project.redo_name()),
        ):
            self._window.commands.name(name, f"{verb} “{step}”" if step else verb)

    def _show_empty(self) -> None:
        if self._workbench.project is not None and not self._workbench.ids:
            self._window.status.say(self._nothing())

    def _nothing(self) -> str:
        query = self._workbench.query
        is_all = replace(query, order=QueueQuery().order) == QueueQuery()
        return _EMPTY_PROJECT if is_all else _EMPTY_LIST
