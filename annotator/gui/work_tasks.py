"""What the commands on everybody's work do: hand it on, merge it, assign articles, read what was decided."""

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator.core.progress import Progress
from annotator.gui.desk_page import DeskPage
from annotator.gui.project_tasks import ProjectTasks, Way
from annotator.gui.theme import Theme
from annotator.gui.workbench import Workbench
from annotator.project.edits import Assign, SetControls, SlipInControls
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.feedback.pane import FeedbackPane
    from annotator.gui.window import MainWindow

_FILTER = "Bundles (*.bundle);;All files (*)"


class WorkTasks:
    """Asks where a command needs an answer; what cannot be done is said in place."""

    def __init__(
        self,
        window: "MainWindow",
        workbench: Workbench,
        desk: DeskPage,
        projects: ProjectTasks,
        chosen: Callable[[], tuple[int, ...]],
    ) -> None:
        self._window, self._workbench, self._desk = window, workbench, desk
        self._projects, self._chosen = projects, chosen
        self._pane: FeedbackPane | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "project.bundle": self.ask_bundle,
            "project.merge": self.ask_merge,
            "project.assign": self.ask_assign,
            "review.control": self.make_controls,
            "review.feedback": self.open_feedback,
        }

    # Handing on and taking in

    def ask_bundle(self) -> None:
        """Ask where to put my work as a bundle."""
        project = self._workbench.project
        if project is not None:
            suggested = str(project.path.with_name(f"{project.annotator.name}.bundle"))
            name, _ = QFileDialog.getSaveFileName(
                self._window, "Hand on my work", suggested, _FILTER
            )
            if name:
                self.bundle(Path(name))

    def bundle(self, path: Path) -> None:
        """Write my work as a bundle, in a job."""
        from annotator.project.bundling import BundleOptions, make_bundle

        project = self._workbench.project
        if project is not None:
            options = BundleOptions(project.annotator.name)
            self._projects.start("Bundle", lambda own: make_bundle(own, path, options))

    def ask_merge(self) -> None:
        """Ask for colleagues' bundles."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Merge bundles", "", _FILTER)
        if names:
            self.merge([Path(name) for name in names])

    def merge(self, paths: Sequence[Path], *, partly: bool = False) -> None:
        """Take in bundles in a job, each as one step of mine."""
        project, say = self._workbench.project, self._window.notice.say
        if project is None:
            say("Open the project that the bundle belongs to first, then merge it.")
        elif project.read_only:
            say(f"{project.name} is open read-only, so nothing can be merged.")
        else:
            me = project.annotator.name
            ways = partial(self._ways_on, paths, partly)
            self._projects.start("Merge", lambda own: _merged(own, me, paths, partly), ways)

    def _ways_on(self, paths: Sequence[Path], partly: bool, report: object) -> Sequence[Way]:
        """What one may wish to do after a merge."""
        from annotator.project.merge_report import MergeReport

        if not isinstance(report, MergeReport):
            return ()
        undo = ("Undo", self._workbench.undo)
        rest = ("Take what fits", partial(self.merge, paths, partly=True))
        return (
            *((undo,) if report.changed else ()),
            *((rest,) if report.refused and not partly else ()),
        )

    # Assigning

    def ask_assign(self) -> None:
        """Ask who is to label what."""
        from annotator.gui.dialogs.assign import AssignForm

        project = self._workbench.project
        if project is not None:
            form = AssignForm(self._window, project, self._chosen())
            form.given.connect(self._assign)
            form.open()

    def _assign(self, plan: object, replaces: bool, every: int) -> None:
        assert isinstance(plan, tuple)
        if self._workbench.apply(Assign(plan, replaces)) is None:
            return
        many = len({article_id for article_id, _ in plan})
        self._window.status.say(f"{many:,} articles are assigned.")
        if every:
            self._workbench.apply(SlipInControls(every))
        self._workbench.show_mine()

    def make_controls(self) -> None:
        """Measure annotators by the chosen articles from now on."""
        chosen = self._chosen()
        change = self._workbench.apply(SetControls(chosen)) if chosen else None
        if change is not None and not change.deltas:
            self._window.status.say("They are control articles already.")
        elif change is not None:
            many = len(change.article_ids)
            what = "1 article is a control article" if many == 1 else f"{many} are control articles"
            self._window.status.say(f"{what} now; assigning slips them into every queue.")

    # Feedback

    @property
    def feedback(self) -> "FeedbackPane":
        """The sheet of what was decided, at the right of the page."""
        if self._pane is None:
            from annotator.gui.feedback.pane import FeedbackPane

            self._pane = FeedbackPane(self._window.theme)
            self._desk.right.addWidget(self._pane)
            self._pane.place_requested.connect(self._go_to)
            self._pane.closed.connect(self.close_feedback)
            self._pane.message.connect(self._window.status.say)
        return self._pane

    def open_feedback(self) -> None:
        """Show what was decided about my work beside the page."""
        project = self._workbench.project
        if project is not None:
            self._desk.right.show()
            self._desk.show_panes(
                self._desk.queue, self._desk.page, self.feedback, self._desk.labels
            )
            self.feedback.show_for(project)

    def close_feedback(self) -> None:
        """Back to the inspector."""
        self._desk.back_to_page()

    def show_look(self, theme: Theme) -> None:
        """Use other colours."""
        if self._pane is not None:
            self._pane.set_theme(theme)

    def show_project(self, _project: Project | None) -> None:
        """Another project, or none: the sheet is about another's work."""
        if self._pane is not None and self._desk.right.currentWidget() is self._pane:
            self._desk.right.setCurrentWidget(self._desk.inspector)

    def _go_to(self, article_id: int, start: int, end: int) -> None:
        self._workbench.open_article(article_id)
        self._desk.controller.go_to(start, end)


def _merged(
    own: Project, name: str, paths: Sequence[Path], partly: bool
) -> Generator[Progress, None, object]:
    """Merge as the person at the window, whose undo takes it back."""
    from annotator.project.merging import merge

    own.use_annotator(name)
    return (yield from merge(own, paths, partly=partly))
