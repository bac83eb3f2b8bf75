"""What the Consistency page needs: rows counted in a job, the way to an article, a note."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.core.change import Change
from annotator.gui.desk_page import DeskPage
from annotator.gui.jobs import Cancelled, Jobs
from annotator.gui.keymap import Keymap
from annotator.gui.place_tasks import PlaceTasks
from annotator.gui.theme import Theme
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.consistency.page import ConsistencyPage
    from annotator.gui.window import MainWindow

NAME = "Consistency"


class ConsistencyTasks:
    """The page is made when it is first opened; `places` goes from it to an article."""

    def __init__(
        self,
        window: "MainWindow",
        workbench: Workbench,
        desk: DeskPage,
        jobs: Jobs,
        places: PlaceTasks,
    ) -> None:
        self._window, self._workbench, self._desk = window, workbench, desk
        self._jobs, self._places = jobs, places
        self._page: ConsistencyPage | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._is_stale = True
        self._counted_for = 0
        self._asked = 0
        self.page_shown: Callable[[str], None] = lambda _name: None
        self.leaving: Callable[[], None] = lambda: None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {"review.consistency": self.open}

    @property
    def page(self) -> "ConsistencyPage":
        """The page that takes the article's place."""
        if self._page is None:
            from annotator.gui.consistency.page import ConsistencyPage

            page = self._page = ConsistencyPage(self._window.theme, self._window.commands.keymap)
            self._desk.pages.addWidget(page)
            page.article_requested.connect(self._places.go_to)
            page.message.connect(self._window.status.say)
            page.closed.connect(self._places.close_concordance)
            page.count_wanted.connect(self.count)
            page.note_wanted.connect(self._ask_note)
        return self._page

    def show_project(self, project: Project | None) -> None:
        """What was counted belonged to another project."""
        self._unwatch()
        self._unwatch = project.watch(self._changed) if project else lambda: None
        self._is_stale = True
        self._asked += 1
        if self._page is not None:
            self._page.show_waiting(None)

    def show_look(self, theme: Theme, keymap: Keymap) -> None:
        """Use other colours and keys."""
        if self._page is not None:
            self._page.show_look(theme, keymap)

    def open(self) -> None:
        """Show the page; it is counted anew when anything changed elsewhere since."""
        self.leaving()
        page = self.page
        self._desk.pages.setCurrentWidget(page)
        self.page_shown(NAME)
        page.list.setFocus()
        project = self._workbench.project
        if self._is_stale or (project and project.annotator.id != self._counted_for):
            self.count()

    def count(self) -> None:
        """Count in a job, with progress and a way to cancel."""
        from annotator.project.consistency import compared, inbox

        project = self._workbench.project
        if project is None:
            return
        self._is_stale, self._counted_for = False, project.annotator.id
        self._asked += 1
        whom = [who.id for who in compared(project, self.page.asked)]
        self.page.show_waiting(project)
        asked = self._asked
        number = self._jobs.start(
            "Count",
            project.path,
            lambda own: inbox(own, whom),
            lambda result: self._show(result, whom, asked),
        )
        self._window.strip.begin(number, "Count")

    def _show(self, result: object, whom: list[int], asked: int) -> None:
        from annotator.gui.consistency.rows import KnownRows
        from annotator.project.consistency import Inbox

        if asked != self._asked:
            return
        if isinstance(result, Cancelled):
            self._is_stale = True
            self.page.count.setText("Counting was cancelled; R begins anew.")
        elif isinstance(result, Inbox):
            self.page.show_rows(KnownRows(result, whom))

    def _ask_note(self) -> None:
        from annotator.gui.dialogs.line import LineForm

        row = self.page.row
        if row is None:
            return
        intro = "They come back when they are marked in yet another way. The note may stay empty."
        form = LineForm(
            self._window,
            f"“{row.words}” differ on purpose",
            "Why",
            "",
            accept="Remember",
            intro=intro,
        )
        form.may_be_empty = True
        form.given.connect(self.page.differ_on_purpose)
        form.open()

    def _changed(self, change: Change) -> None:
        if self._page is not None and self._page.isVisible():
            self._page.follow(change)
        else:
            self._is_stale = True
