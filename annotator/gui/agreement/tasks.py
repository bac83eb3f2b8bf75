"""What the Agreement page needs: figures reckoned in a job, whose work it is about, the report."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.core.annotator import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.gui.job_page import JobPageTasks
from annotator.gui.jobs import Cancelled
from annotator.gui.theme import Theme
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.agreement.figures import PairFigures
    from annotator.gui.agreement.page import AgreementPage
    from annotator.project.agreement import Agreement, Selection
    from annotator.project.over_time import OverTime

NAME = "Agreement"
_REPORTS = "Page (*.html);;Table (*.csv);;JSON (*.json)"


class AgreementTasks(JobPageTasks):
    """The page is made when it is first opened."""

    _page: "AgreementPage | None" = None
    _selection: "Selection | None" = None
    _found: "Agreement | None" = None
    _progress: "OverTime | None" = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {"review.agreement": self.open}

    @property
    def page(self) -> "AgreementPage":
        """The page that takes the article's place."""
        if self._page is None:
            from annotator.gui.agreement.page import AgreementPage

            page = self._page = AgreementPage(self.window.theme)
            self.put_on_desk(page, page)
            page.chooser_wanted.connect(self.choose)
            page.report_wanted.connect(self.ask_report)
            page.refresh_wanted.connect(self.reckon)
            page.names_wanted.connect(self._count_names)
        return self._page

    def show_project(self, project: Project | None) -> None:
        """What was reckoned belonged to another project."""
        self.follow_project(project)
        self._selection, self._found, self._progress = None, None, None
        if self._page is not None:
            self._page.show_waiting(None)

    def show_look(self, theme: Theme) -> None:
        """Use other colours."""
        if self._page is not None:
            self._page.set_theme(theme)

    def open(self) -> None:
        """Show the page; figures are reckoned anew when anything changed since."""
        page = self.page
        self.show_page(page, NAME)
        page.take_keyboard()
        if self.is_stale:
            self.reckon()

    def reckon(self) -> None:
        """Compare in a job, with progress and a way to cancel."""
        from annotator.project.agreement import Selection

        project = self.workbench.project
        if project is None:
            return
        selection = self._selection or Selection()
        self.is_stale = False
        self.page.show_waiting(project)
        self.ask("Compare", project, lambda own: _reckoned(own, selection), self._show)

    def choose(self) -> None:
        """Ask whose work is compared."""
        button = self.page.choose
        self.choice_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def choice_menu(self) -> QMenu:
        """Everybody whose work can be compared, ticked where it is."""
        from annotator.project.agreement import comparable

        project = self.workbench.project
        menu = QMenu(self.window)
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
        project = self.workbench.project
        if project is None or self._found is None:
            self.window.status.say("There are no figures to save yet.")
            return
        suggested = str(project.path.with_name(f"{project.path.stem} agreement.html"))
        name, _ = QFileDialog.getSaveFileName(self.window, "Save report", suggested, _REPORTS)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the figures as a page, a table or JSON, as the file's name says."""
        from annotator.project.agreement_files import write_csv, write_html, write_json

        found = self._found
        if found is None:
            return
        try:
            if path.suffix.casefold() == ".csv":
                write_csv(path, found)
            elif path.suffix.casefold() == ".json":
                write_json(path, found)
            else:
                write_html(path, found, self._progress)
        except AnnotatorError as error:
            self.window.notice.say(str(error))
        else:
            self.window.notice.say(f"{path.name} is written.")

    def _toggle(self, name: str) -> None:
        from annotator.project.agreement import Selection, comparable

        project = self.workbench.project
        if project is None:
            return
        names = [who.name for who in self._found.annotators] if self._found else []
        wished = [one for one in names if one != name] if name in names else [*names, name]
        if len(wished) < 2:
            self.window.status.say("Agreement needs two annotators.")
            return
        # Gold is what others are measured by, so it comes first.
        order = {who.name: who.kind is not Kind.GOLD for who in comparable(project)}
        wished.sort(key=lambda one: order.get(one, True))
        self._selection = replace(self._selection or Selection(), annotators=tuple(wished))
        self.reckon()

    def _show(self, result: object) -> None:
        from annotator.project.agreement import Agreement, Selection

        project = self.workbench.project
        if isinstance(result, Cancelled):
            self.is_stale = True
            self.page.show_refusal("Comparing was cancelled; R begins anew.")
            return
        assert isinstance(result, tuple)
        self._progress, found = result
        if project is None or self._progress is None:
            return
        self.page.show_over_time(project, self._progress)
        if isinstance(found, Agreement):
            self._found = found
            selection = self._selection or Selection()
            names = tuple(who.name for who in found.annotators)
            shown = replace(selection, annotators=names, period=found.period)
            self.page.show_agreement(project, found, shown)
        else:
            self.page.show_refusal(str(found))

    def _count_names(self, pair: "PairFigures", layer: str) -> None:
        from annotator.project.agreement import Selection
        from annotator.project.evidence import difficulties

        project, found = self.workbench.project, self._found
        if project is None or found is None:
            return
        names = tuple(who.name for who in found.annotators)
        selection = replace(self._selection or Selection(), annotators=names)
        self.ask(
            "Names",
            project,
            lambda own: difficulties(own, selection, pair.first, pair.second, layer),
            lambda result: self.page.show_names(pair, result) if isinstance(result, list) else None,
        )


def _reckoned(
    own: Project, selection: "Selection"
) -> "Generator[Progress, None, tuple[OverTime, Agreement | AnnotatorError]]":
    """Progress and labels, which are there in any case, with the figures or why there are none."""
    from annotator.project.agreement import agreement_of
    from annotator.project.over_time import over_time

    yield Progress(0, None, "Counting labels")
    counted = over_time(own)
    try:
        return counted, (yield from agreement_of(own, selection))
    except AnnotatorError as error:
        return counted, error
