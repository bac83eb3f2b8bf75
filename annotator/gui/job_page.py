"""Pages in the place of the article that are reckoned in a job: opened, left, reckoned anew when stale."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from annotator.core.change import Change
from annotator.gui.desk_page import DeskPage
from annotator.gui.jobs import Jobs, Work
from annotator.gui.place_tasks import PlaceTasks
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow


class Places(Protocol):
    """What such a page tells: an article to go to, a message, that it is to be left."""

    article_requested: SignalInstance
    message: SignalInstance
    closed: SignalInstance


class JobPageTasks:
    """What the tasks of such pages have in common; `places` goes from the page to an article."""

    def __init__(
        self,
        window: "MainWindow",
        workbench: Workbench,
        desk: DeskPage,
        jobs: Jobs,
        places: PlaceTasks,
    ) -> None:
        self.window, self.workbench, self.desk = window, workbench, desk
        self.is_stale = True
        self.page_shown: Callable[[str], None] = lambda _name: None
        self.leaving: Callable[[], None] = lambda: None
        self._jobs, self._places = jobs, places
        self._unwatch: Callable[[], None] = lambda: None
        self._asked = 0

    def follow_project(self, project: Project | None) -> None:
        """Listen to another project: what was asked of the last one is not waited for any more."""
        self._unwatch()
        self._unwatch = project.watch(self.changed) if project else lambda: None
        self.is_stale = True
        self._asked += 1

    def changed(self, _change: Change) -> None:
        """What was reckoned is old from now on."""
        self.is_stale = True

    def put_on_desk(self, page: QWidget, told: Places) -> None:
        """Give a new page its place among the others."""
        self.desk.pages.addWidget(page)
        told.article_requested.connect(self._places.go_to)
        told.message.connect(self.window.status.say)
        told.closed.connect(self._places.close_concordance)

    def show_page(self, page: QWidget, name: str) -> None:
        """Leave the page that is shown for this one."""
        self.leaving()
        self.desk.pages.setCurrentWidget(page)
        self.page_shown(name)

    def ask(self, name: str, project: Project, work: Work, done: Callable[[object], None]) -> None:
        """Run a job with progress and a way to cancel; only the answer to the last one is handed on."""
        self._asked += 1
        asked = self._asked

        def answer(result: object) -> None:
            if asked == self._asked:
                done(result)

        number = self._jobs.start(name, project.path, work, answer)
        self.window.strip.begin(number, name)
