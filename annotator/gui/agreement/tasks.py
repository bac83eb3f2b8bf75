"""What the Agreement page needs: figures reckoned in a job, whose work it is about, the report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.core.annotator import Kind
from annotator.core.errors import AnnotatorError
from annotator.gui.desk_page import DeskPage
from annotator.gui.jobs import Cancelled, Jobs
from annotator.gui.place_tasks import PlaceTasks
from annotator.gui.theme import Theme
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.agreement.figures import PairFigures
    from annotator.gui.agreement.page import AgreementPage
    from annotator.gui.window import MainWindow
    from annotator.project.agreement import Agreement, Selection

NAME = "Agreement"
_REPORTS = "Page (*.html);;Table (*.csv);;JSON (*.json)"


class AgreementTasks:
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
        self._page: AgreementPage | None = None
        self._selection: Selection | None = None
        self._found: Agreement | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._is_stale = True
        self.page_shown: Callable[[str], None] = lambda _name: None
        self.leaving: Callable[[], None] = lambda: None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {"review.agreement": self.open}

    @property
    def page(self) -> "AgreementPage":
        """The page that takes the article's place."""
        if self._page is None:
            from annotator.gui.agreement.page import AgreementPage

            page = self._page = AgreementPage(self._window.theme)
            self._desk.pages.addWidget(page)
            page.article_requested.connect(self._places.go_to)
            page.message.connect(self._window.status.say)
            page.closed.connect(self._places.close_concordance)
            page.chooser_wanted.connect(self.choose)
            page.report_wanted.connect(self.ask_report)
            page.refresh_wanted.connect(self.reckon)
            page.names_wanted.connect(self._count_names)
        return self._page

    def show_project(self, project: Project | None) -> None:
        """What was reckoned belonged to another project."""
        self._unwatch()
        self._unwatch = project.watch(self._changed) if project else lambda: None
        self._selection, self._found, self._is_stale = None, None, True
        if self._page is not None:
            self._page.show_waiting(None)

    def show_look(self, theme: Theme) -> None:
        """Use other colours."""
        if self._page is not None:
            self._page.set_theme(theme)

    def open(self) -> None:
        """Show the page; figures are reckoned anew when anything changed since."""
        self.leaving()
        page = self.page
        self._desk.pages.setCurrentWidget(page)
        self.page_shown(NAME)
        page.take_keyboard()
        if self._is_stale:
            self.reckon()

    def reckon(self) -> None:
        """Compare in a job, with progress and a way to cancel."""
        from annotator.project.agreement import Selection, agreement_of, chosen
        from annotator.project.over_time import over_time

        project = self._workbench.project
        if project is None:
            return
        selection = self._selection or Selection()
        self._is_stale = False
        self.page.show_waiting(project)
        self.page.show_over_time(over_time(project))
        try:
            chosen(project, selection)
        except AnnotatorError as error:
            self.page.show_refusal(str(error))
            return
        number = self._jobs.start(
            "Compare", project.path, lambda own: agreement_of(own, selection), self._show
        )
        self._window.strip.begin(number, "Compare")

    def choose(self) -> None:
        """Ask whose work is compared."""
        button = self.page.choose
        self.choice_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def choice_menu(self) -> QMenu:
        """Everybody whose work can be compared, ticked where it is."""
        from annotator.project.agreement import comparable

        project = self._workbench.project
        menu = QMenu(self._window)
        there = comparable(project) if project is not None else []
        compared = {who.name for who in self._found.annotators} if self._found else set()
        for who in there:
            kind = "" if who.kind is Kind.PERSON else f" ({who.kind.value})"
            action = menu.addAction(f"{who.name}{kind}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(who.name in compared)
            action.triggered.connect(lambda _on=False, name=who.name: self._toggle(name))
        if not there:
            menu.addAction("Nobody has finished an article yet.").setEnabled(False)
        return menu

    def ask_report(self) -> None:
        """Ask where to write the figures that are shown."""
        project = self._workbench.project
        if project is None or self._found is None:
            self._window.status.say("There are no figures to save yet.")
            return
        suggested = str(project.path.with_name(f"{project.path.stem} agreement.html"))
        name, _ = QFileDialog.getSaveFileName(self._window, "Save report", suggested, _REPORTS)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the figures as a page, a table or JSON, as the file's name says."""
        from annotator.project.agreement_files import write_csv, write_html, write_json
        from annotator.project.over_time import over_time

        project, found = self._workbench.project, self._found
        if project is None or found is None:
            return
        try:
            if path.suffix.casefold() == ".csv":
                write_csv(path, found)
            elif path.suffix.casefold() == ".json":
                write_json(path, found)
            else:
                write_html(path, found, over_time(project))
        except AnnotatorError as error:
            self._window.notice.say(str(error))
        else:
            self._window.notice.say(f"{path.name} is written.")

    def _toggle(self, name: str) -> None:
        from annotator.project.agreement import Selection, comparable

        project = self._workbench.project
        if project is None:
            return
        names = [who.name for who in self._found.annotators] if self._found else []
        wished = [one for one in names if one != name] if name in names else [*names, name]
        if len(wished) < 2:
            self._window.status.say("Agreement needs two annotators.")
            return
        # Gold is what others are measured by, so it comes first.
        order = {who.name: who.kind is not Kind.GOLD for who in comparable(project)}
        wished.sort(key=lambda one: order.get(one, True))
        self._selection = replace(self._selection or Selection(), annotators=tuple(wished))
        self.reckon()

    def _show(self, result: object) -> None:
        from annotator.project.agreement import Agreement, Selection

        project = self._workbench.project
        if isinstance(result, Cancelled):
            self._is_stale = True
            self.page.show_refusal("Comparing was cancelled; R begins anew.")
        elif isinstance(result, Agreement) and project is not None:
            self._found = result
            selection = self._selection or Selection()
            names = tuple(who.name for who in result.annotators)
            shown = replace(selection, annotators=names, period=result.period)
            self.page.show_agreement(project, result, shown)

    def _count_names(self, pair: "PairFigures", layer: str) -> None:
        from annotator.project.agreement import Selection
        from annotator.project.evidence import difficulties

        project, found = self._workbench.project, self._found
        if project is None or found is None:
            return
        names = tuple(who.name for who in found.annotators)
        selection = replace(self._selection or Selection(), annotators=names)
        number = self._jobs.start(
            "Names",
            project.path,
            lambda own: difficulties(own, selection, pair.first, pair.second, layer),
            lambda result: self.page.show_names(pair, result) if isinstance(result, list) else None,
        )
        self._window.strip.begin(number, "Names")

    def _changed(self, _change: object) -> None:
        self._is_stale = True
