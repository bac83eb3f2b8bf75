"""What the Consistency page needs: rows counted in a job, the way to an article, a note."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.core.change import Change
from annotator.gui.job_page import JobPageTasks
from annotator.gui.jobs import Cancelled
from annotator.gui.keymap import Keymap
from annotator.gui.theme import Theme
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.consistency.page import ConsistencyPage

NAME = "Consistency"


class ConsistencyTasks(JobPageTasks):
    """The page is made when it is first opened."""

    _page: "ConsistencyPage | None" = None
    _counted_for = 0

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {"review.consistency": self.open}

    @property
    def page(self) -> "ConsistencyPage":
        """The page that takes the article's place."""
        if self._page is None:
            from annotator.gui.consistency.page import ConsistencyPage

            page = self._page = ConsistencyPage(self.window.theme, self.window.commands.keymap)
            self.put_on_desk(page, page)
            page.count_wanted.connect(self.count)
            page.note_wanted.connect(self._ask_note)
        return self._page

    def show_project(self, project: Project | None) -> None:
        """What was counted belonged to another project."""
        self.follow_project(project)
        if self._page is not None:
            self._page.show_waiting(None)

    def show_look(self, theme: Theme, keymap: Keymap) -> None:
        """Use other colours and keys."""
        if self._page is not None:
            self._page.show_look(theme, keymap)

    def open(self) -> None:
        """Show the page; it is counted anew when anything changed elsewhere since."""
        page = self.page
        self.show_page(page, NAME)
        page.list.setFocus()
        project = self.workbench.project
        if self.is_stale or (project and project.annotator.id != self._counted_for):
            self.count()

    def count(self) -> None:
        """Count in a job, with progress and a way to cancel."""
        from annotator.project.consistency import compared, inbox

        project = self.workbench.project
        if project is None:
            return
        self.is_stale, self._counted_for = False, project.annotator.id
        whom = [who.id for who in compared(project, self.page.asked)]
        self.page.show_waiting(project)
        self.ask(
            "Count",
            project,
            lambda own: inbox(own, whom),
            lambda result: self._show(result, whom),
        )

    def _show(self, result: object, whom: list[int]) -> None:
        from annotator.gui.consistency.rows import KnownRows
        from annotator.project.consistency import Inbox

        if isinstance(result, Cancelled):
            self.is_stale = True
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
            self.window,
            f"“{row.words}” differ on purpose",
            "Why",
            "",
            accept="Remember",
            intro=intro,
        )
        form.may_be_empty = True
        form.given.connect(self.page.differ_on_purpose)
        form.open()

    def changed(self, change: Change) -> None:
        """The page counts what it can see anew itself."""
        if self._page is not None and self._page.isVisible():
            self._page.follow(change)
        else:
            self.is_stale = True
