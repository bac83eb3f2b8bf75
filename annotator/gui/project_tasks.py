"""What the commands on projects do: new, open, samples, close, switch annotator, check, pre-label all."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from annotator.core.annotator import Kind
from annotator.core.errors import AnnotatorError
from annotator.gui.dialogs.settings import Choices
from annotator.gui.jobs import Cancelled, Jobs, Work
from annotator.gui.notices import Notice, ProgressStrip
from annotator.gui.workbench import Workbench
from annotator.project.project import login
from annotator.project.project import open as open_project
from annotator.project.user import UserSettings

_FILTER = "Annotator projects (*.db);;All files (*)"

Way = tuple[str, Callable[[], object]]
Ways = Callable[[object], Sequence[Way]]


class ProjectTasks:
    """Opens projects for the workbench; what cannot be opened is said in place, with the ways out."""

    def __init__(
        self,
        window: QWidget,
        workbench: Workbench,
        jobs: Jobs,
        told: tuple[Notice, ProgressStrip],
        user: UserSettings,
    ) -> None:
        self._window, self._workbench, self._jobs = window, workbench, jobs
        self._notice, self._strip = told
        self._user = user
        self.fill: Mapping[str, Callable[[], object]] = {}

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "project.new": self.new,
            "project.open": self.ask_open,
            "project.sample": self.open_samples,
            "project.check": self.check,
            "project.prelabel": self.prelabel,
            "project.close": self._workbench.close,
        }

    # Opening

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a project, or say why not."""
        try:
            project = open_project(path, read_only=read_only)
        except AnnotatorError as error:
            self._notice.say(str(error), *self._ways_out(path))
            return False
        self._notice.hide()
        self._user.opened(path)
        if self._user.get("annotator") and not project.read_only:
            project.use_annotator(self._user.get("annotator"))
        self._workbench.open(project)
        if project.read_only:
            self._notice.say(
                f"{project.name} is open read-only: {project.read_only_reason}"
                " You can read and export, but not label."
            )
        self._ask_name()
        return True

    def ask_open(self) -> None:
        """Ask for a project file."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a project", "", _FILTER)
        if name:
            self.open(Path(name))

    def open_samples(self) -> bool:
        """Open the sample articles, made on the first time."""
        from annotator.project.samples import open_samples, sample_path

        path = sample_path()
        try:
            open_samples(path).close()
        except (AnnotatorError, OSError) as error:
            self._notice.say(f"The sample articles cannot be put in {path.parent}: {error}")
            return False
        return self.open(path)

    def new(self) -> None:
        """Ask for a place and a label scheme, and make a project."""
        from annotator.gui.dialogs.new_project import NewProjectForm

        form = NewProjectForm(self._window)
        form.made.connect(self._open_new)
        form.open()

    def new_with(self, fill: Callable[[], object]) -> None:
        """Ask for a new project, and fill it when it is there."""
        from annotator.gui.dialogs.new_project import NewProjectForm

        form = NewProjectForm(self._window)
        form.made.connect(lambda path, _fill: self.open(path) and fill())
        form.open()

    def _open_new(self, path: Path, fill: str) -> None:
        if self.open(path) and fill in self.fill:
            self.fill[fill]()

    def _ways_out(self, path: Path) -> tuple[tuple[str, Callable[[], object]], ...]:
        if not path.exists():
            return (("Open another…", self.ask_open),)
        return (
            ("Try again", lambda: self.open(path)),
            ("Open read-only", lambda: self.open(path, read_only=True)),
            ("Recover into a new file…", lambda: self.recover(path)),
        )

    def recover(self, path: Path) -> None:
        """Read what can be read of a damaged project into a new one."""
        from annotator.project.checking import recover

        suggested = str(path.with_stem(f"{path.stem}-recovered"))
        name, _ = QFileDialog.getSaveFileName(self._window, "Recover into", suggested, _FILTER)
        if not name:
            return
        try:
            report = recover(path, Path(name))
        except AnnotatorError as error:
            self._notice.say(str(error))
            return
        if self.open(Path(name)):
            self._notice.say(report.sentence())

    # People

    def annotator_menu(self) -> QMenu:
        """The persons of the project, and the way to add one."""
        menu = QMenu("Annotators", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        project = self._workbench.project
        for annotator in project.annotators() if project else ():
            if annotator.kind is Kind.PERSON:
                action = menu.addAction(annotator.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(project is not None and annotator.id == project.annotator.id)
                action.triggered.connect(lambda _on=False, n=annotator.name: self.use(n))
        menu.addSeparator()
        menu.addAction("Another name…").triggered.connect(lambda _on=False: self._ask_other_name())
        return menu

    def use(self, name: str) -> None:
        """Work as this person, here and in other projects."""
        try:
            self._workbench.use_annotator(name)
            self._user.set("annotator", name)
        except AnnotatorError as error:
            self._notice.say(str(error))

    def set_project_choices(self, choices: Choices) -> None:
        """Keep the settings that belong to the open project."""
        project = self._workbench.project
        if project is None or choices.done_policy is None:
            return
        try:
            for key in ("done_policy", "blind", "model"):
                value = getattr(choices, key)
                if value is not None and value != project.settings.get(key):
                    project.settings.set(key, value)
        except AnnotatorError as error:
            self._notice.say(str(error))
        self._workbench.reload()

    def _ask_name(self) -> None:
        if self._user.get("annotator") or self._workbench.project is None:
            return
        from annotator.gui.dialogs.line import name_form

        form = name_form(self._window, login())
        form.given.connect(self.use)
        # Whoever does not answer is the login, and is not asked again.
        form.rejected.connect(lambda: self.use(login()))
        form.open()

    def _ask_other_name(self) -> None:
        from annotator.gui.dialogs.line import LineForm

        form = LineForm(self._window, "Another annotator", "Name", "", accept="Switch")
        form.given.connect(self.use)
        form.open()

    # Jobs

    def check(self) -> None:
        """Look at the file and every stored span, in a job."""
        from annotator.project.checking import check

        self.start("Check", check)

    def prelabel(self) -> None:
        """Pre-label every article the model has not done, in a job."""
        from annotator.project.prelabelling import prelabel

        project = self._workbench.project
        if project is not None:
            model = project.settings.model
            self.start("Pre-label", lambda own: prelabel(own, model))

    def start(self, name: str, work: Work, ways: Ways | None = None) -> None:
        """Run a job on the open project and say its report in a sentence, with `ways` to go on from it."""
        project = self._workbench.project
        if project is not None:
            number = self._jobs.start(
                name, project.path, work, lambda r: self._report(name, r, ways(r) if ways else ())
            )
            self._strip.begin(number, name)

    def _report(self, name: str, result: object, ways: Sequence[Way]) -> None:
        if isinstance(result, Cancelled):
            done = f"{result.progress.done:,}"
            total = f" of {result.progress.total:,}" if result.progress.total else ""
            self._notice.say(f"{name} was cancelled at {done}{total}; what was done is kept.")
        else:
            self._notice.say(_sentence(result), *ways, *self._more(result))
        self._workbench.look()

    def _more(self, report: object) -> tuple[tuple[str, Callable[[], object]], ...]:
        from annotator.gui.dialogs.report import ReportForm, as_values

        values = as_values(report)
        if values is None:
            return ()
        return (("Details…", lambda: ReportForm(self._window, _sentence(report), values).open()),)


def _sentence(report: object) -> str:
    say = getattr(report, "sentence", None)
    return str(say()) if callable(say) else str(report)
