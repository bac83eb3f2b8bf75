"""What the commands of import and export do: ask, then run a job and say its report."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.notices import Notice
from annotator.gui.project_tasks import ProjectTasks
from annotator.gui.workbench import Workbench

_FILTER = "Articles (*.txt *.md *.csv *.tsv *.json *.jsonl);;All files (*)"

Chosen = Callable[[], tuple[int, ...]]


class TransferTasks:
    """Files and pasted text in, datasets out."""

    def __init__(
        self, window: QWidget, workbench: Workbench, projects: ProjectTasks, notice: Notice
    ) -> None:
        self._window, self._workbench = window, workbench
        self._projects, self._notice = projects, notice
        self.chosen: Chosen = lambda: ()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "project.import": self.ask_files,
            "project.import_folder": self.ask_folder,
            "project.paste": self.import_clipboard,
            "project.export": self.ask_export,
            "article.export": lambda: self.ask_export(self.chosen()),
        }

    def ask_files(self) -> None:
        """Ask for files to import."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            "Import files",
            "",
            "Articles (*.txt *.md *.csv *.tsv *.json *.jsonl);;All files (*)",
        )
        if names:
            self.look_at([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Ask for a folder to import."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self.look_at([Path(name)])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show the first records of files before they are imported."""
        from annotator.gui.transfer.import_form import ImportForm

        if self._may_write():
            form = ImportForm(self._window, paths)
            form.given.connect(self.import_paths)
            form.open()

    def import_paths(self, paths: Sequence[Path], options: object) -> None:
        """Import files in a job."""
        from annotator.project.importing import ImportOptions, import_paths

        chosen = options if isinstance(options, ImportOptions) else None
        self._projects.start("Import", lambda own: import_paths(own, paths, chosen))

    def import_clipboard(self) -> None:
        """Import the text on the clipboard as one article, and open it."""
        from annotator.project.importing import import_text

        project, text = self._workbench.project, QGuiApplication.clipboard().text()
        if project is None or not self._may_write():
            return
        if not text.strip():
            self._notice.say("There is no text on the clipboard; copy an article first.")
            return
        try:
            report = import_text(project, text)
        except AnnotatorError as error:
            self._notice.say(str(error))
            return
        self._workbench.reload()
        self._notice.say(report.sentence(), ("Undo", self._workbench.undo))
        if report.added:
            self._workbench.open_article(self._workbench.ids[-1])

    def ask_export(self, articles: tuple[int, ...] = ()) -> None:
        """Ask what to export, of these articles or of all."""
        from annotator.gui.transfer.export_form import ExportForm

        if self._workbench.project is not None:
            form = ExportForm(self._window, self._workbench.project, articles)
            form.given.connect(self.export)
            form.open()

    def export(self, options: object) -> None:
        """Export in a job."""
        from annotator.project.export_options import ExportOptions
        from annotator.project.exporting import export

        if isinstance(options, ExportOptions):
            self._projects.start("Export", lambda own: export(own, options))

    def _may_write(self) -> bool:
        project = self._workbench.project
        if project is not None and project.read_only:
            self._notice.say(f"{project.name} is open read-only, so nothing can be imported.")
            return False
        return project is not None
