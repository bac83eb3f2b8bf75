"""What is open and what happens to it: the project, the article, the queue's order; no widget is known here.

Panes ask the workbench and listen to it; they do not know each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.annotation import Status
from annotator.core.change import Change
from annotator.core.errors import AnnotatorError, StoreError
from annotator.gui.stopwatch import Stopwatch
from annotator.project.edits import Edit, SetStatus
from annotator.project.project import Project
from annotator.project.queue import QueueQuery

_MILLISECONDS_BETWEEN_LOOKS = 1000
_OPEN = (Status.TODO, Status.IN_PROGRESS)


class Workbench(QObject):
    """One open project in the window. `saved` comes after a commit only.

    `leaving` comes before another article is opened or another person works; `stepped` gives the change
    that undo or redo made.
    """

    project_opened = Signal(object)
    leaving = Signal()
    closing = Signal(object, object)
    project_closed = Signal()
    article_opened = Signal(object)
    listed = Signal()
    changed = Signal(object)
    reloaded = Signal()
    saved = Signal()
    not_saved = Signal(str)
    said = Signal(str)
    stepped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.article_id: int | None = None
        self.ids: Sequence[int] = ()
        self.query = QueueQuery()
        self.stopwatch = Stopwatch()
        self._in_front = True
        self._unwatch: Callable[[], None] = lambda: None
        self._looking = QTimer(self, interval=_MILLISECONDS_BETWEEN_LOOKS)
        self._looking.timeout.connect(self.look)

    # Opening and closing

    def open(self, project: Project) -> None:
        """Work on a project from now on."""
        self.close()
        self.project = project
        self._unwatch = project.watch(self._changed)
        self.query = QueueQuery(mine=project.queue.assigned() > 0)
        self.ids = project.queue.ids(self.query)
        self.project_opened.emit(project)
        self.listed.emit()
        self._looking.start()

    def close(self) -> None:
        """Close the project that is open."""
        if self.project is None:
            return
        self._looking.stop()
        self.count_time()
        self._unwatch()
        project, article_id = self.project, self.article_id
        self.closing.emit(project, article_id)
        self.project, self.article_id, self.ids = None, None, ()
        self.project_closed.emit()
        project.close()

    def look(self) -> None:
        """Show what another window or program wrote since the last look."""
        if self.project is None:
            return
        try:
            if self.project.changed_elsewhere():
                self.reload()
        except AnnotatorError as error:
            self.said.emit(str(error))

    def reload(self) -> None:
        """Show the file's state anew; when the open article is gone, the one that took its place."""
        if self.project is None:
            return
        place = max(self._place(), 0)
        self.ids = self.project.queue.ids(self.query)
        if self.article_id is not None and not self._is_there(self.article_id):
            self.article_id = None
            self.open_article(self.ids[min(place, len(self.ids) - 1)] if self.ids else None)
        self.reloaded.emit()

    # The queue and the article

    def list_articles(self, query: QueueQuery) -> None:
        """List what a query asks for."""
        if self.project is not None:
            self.query = query
            self.ids = self.project.queue.ids(query)
            self.listed.emit()

    def show_mine(self) -> None:
        """List what is assigned to me, if anything is, else everything."""
        if self.project is not None:
            mine = self.project.queue.assigned() > 0
            self.list_articles(replace(self.query, mine=mine))
            self.reload()

    def open_article(self, article_id: int | None) -> None:
        """Show an article on the page, or none."""
        if article_id is not None and article_id == self.article_id:
            return
        self.leaving.emit()
        self.count_time()
        self.article_id = article_id
        if self._in_front:
            self.stopwatch.start()
        self.article_opened.emit(article_id)

    def put_aside(self) -> None:
        """Another page is in front: no time is counted, and undo opens nothing here."""
        self.count_time()
        self._in_front = False
        self.stopwatch.pause()

    def take_up(self) -> None:
        """The labelling page is in front again."""
        self._in_front = True
        self.stopwatch.start()

    def open_neighbour(self, step: int) -> None:
        """Show the article `step` places on in the list."""
        found = self._neighbour(step)
        if found is None or found == self.article_id:
            where = "last" if step > 0 else "first"
            self.said.emit(f"This is the {where} article of the list.")
        else:
            self.open_article(found)

    # Changing

    def apply(self, edit: Edit) -> Change | None:
        """Make an edit; what goes wrong is said, and the screen shows the file's state again."""
        if self.project is None:
            return None
        project = self.project
        return self._attempt(lambda: project.apply(edit))

    def undo(self) -> None:
        """Take back my last step, and open the article it touched."""
        if self.project is not None:
            self._step_through_time(self.project.undo, "Undone")

    def redo(self) -> None:
        """Repeat the step I undid last, and open the article it touched."""
        if self.project is not None:
            self._step_through_time(self.project.redo, "Redone")

    def finish(self, status: Status, *, accept: bool = False) -> None:
        """Give the article a status and go on to the next that is left."""
        if self.project is None or self.article_id is None:
            return
        pending = self.project.pending_count(self.article_id) if accept else 0
        following = self._next_left()
        if self.apply(SetStatus(self.article_id, status, accept)) is None:
            return
        if pending:
            self.said.emit(f"Done accepts {pending} suggestion{'s' if pending > 1 else ''}.")
        if following is None:
            self.said.emit("Every article of this list is done.")
        else:
            self.open_article(following)

    def use_annotator(self, name: str) -> None:
        """Work as another person."""
        if self.project is not None:
            self.leaving.emit()
            self.count_time()
            self.project.use_annotator(name)
            self.show_mine()

    def count_time(self) -> None:
        """Write down the time of active work on the open article since the last call."""
        seconds = self.stopwatch.stop()
        if self.project is None or self.article_id is None or seconds < 1:
            return
        try:
            self.project.add_seconds(self.article_id, seconds)
        except AnnotatorError as error:
            self.said.emit(str(error))

    def refuse(self, sentence: str) -> None:
        """A write made elsewhere in the window failed: say so, and show the file's state."""
        read_only = self.project is not None and self.project.read_only
        (self.said if read_only else self.not_saved).emit(sentence)
        self.reload()

    # Within

    def _attempt(self, act: Callable[[], Change]) -> Change | None:
        try:
            return act()
        except StoreError as error:
            self.refuse(str(error))
        except AnnotatorError as error:
            self.said.emit(str(error))
            self.reload()
        return None

    def _step_through_time(self, act: Callable[[], Change], verb: str) -> None:
        change = self._attempt(act)
        if change is None:
            return
        self.said.emit(f"{verb}: {change.name}")
        self.stepped.emit(change)
        there = [article_id for article_id in change.article_ids if self._is_there(article_id)]
        if there and self.article_id not in there and self._in_front:
            self.open_article(there[0])

    def _changed(self, change: Change) -> None:
        self.saved.emit()
        if self._moves_articles(change):
            self.reload()
        self.changed.emit(change)

    def _moves_articles(self, change: Change) -> bool:
        """Whether the list itself may be another now, not only what its rows show."""
        if any(delta.article_id is None for delta in change.deltas):
            return True
        return any(
            type(noun).__name__ == "Removal" for d in change.deltas for noun in d.added + d.removed
        )

    def _is_there(self, article_id: int) -> bool:
        try:
            return self.project is not None and bool(self.project.article(article_id))
        except AnnotatorError:
            return False

    def _place(self) -> int:
        return self.ids.index(self.article_id) if self.article_id in self.ids else -1

    def _neighbour(self, step: int) -> int | None:
        if not self.ids:
            return None
        return self.ids[min(max(self._place() + step, 0), len(self.ids) - 1)]

    def _next_left(self) -> int | None:
        if self.project is None or not self.ids:
            return None
        place = self._place() + 1
        return self._first_left(self.ids[place:]) or self._first_left(self.ids[: max(place - 1, 0)])

    def _first_left(self, ids: Sequence[int]) -> int | None:
        """Asked in pages: the next is nearly always near."""
        assert self.project is not None
        for first in range(0, len(ids), 256):
            for row in self.project.queue.rows(ids[first : first + 256]):
                if row.status in _OPEN:
                    return row.id
        return None
