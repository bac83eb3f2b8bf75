"""The whole window on a real project, driven by keys."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from reviews import SECOND, reviewed_project
from reviews import TEXT as REVIEWED

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.gui.window import MainWindow
from annotator.project.importing import import_text
from annotator.project.intake import Intake
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import Project, create
from annotator.project.scheme_files import builtin_scheme
from annotator.project.user import UserSettings
from window.quay import MODEL, TEXT, Quay, suggestions


@dataclass
class Driver:
    """A person at the window: presses keys, reads what is on the screen."""

    window: MainWindow
    path: Path

    @property
    def project(self) -> Project:
        return self.window.studio.workbench.project

    @property
    def desk(self):
        return self.window.studio.desk

    @property
    def article_id(self) -> int | None:
        return self.window.studio.workbench.article_id

    @property
    def said(self) -> str:
        return self.window.status.texts["message"]

    @property
    def saved(self) -> str:
        return self.window.status.texts["saved"]

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self._keyboard(), QKeySequence(key))
            QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self._keyboard(), text)
        QApplication.processEvents()

    def _keyboard(self) -> QWidget:
        """Where a key goes: offscreen, a dialog becomes the active window a little late."""
        top = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not top:
            top.activateWindow()
            QTest.qWaitForWindowActive(top)
        return top.focusWidget() or top

    def marks(self, article_id: int | None = None) -> list[tuple[str, str]]:
        spans = self.project.annotation(article_id or self.article_id).spans
        return [(span.text, span.label) for span in spans]

    def status(self, article_id: int) -> str:
        return self.project.annotation(article_id).status.value

    def listed(self) -> list[str]:
        self.count()
        model = self.desk.queue.model
        return [model.row(place).title for place in range(model.rowCount())]

    def count(self) -> None:
        """Rows and figures wait until the hands rest; here they are asked for at once."""
        self.window.studio.shown.count()

    def form(self):
        """The dialog that is open."""
        forms = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isModal()]
        assert forms, "no dialog is open"
        return forms[-1]


@pytest.fixture
def user(tmp_path):
    settings = UserSettings(tmp_path / "settings.json")
    settings.set("annotator", "maya")
    settings.set("theme", "light")
    return settings


@pytest.fixture
def make_window(qtbot, theme, user):
    """Makes windows that are shown, have the keyboard, and are closed in the end."""
    made = []

    def make(path: Path | None = None, settings: UserSettings = user, **options) -> Driver:
        window = MainWindow(settings, prelabels=options.get("prelabels", False))
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        if path is not None:
            window.open(path)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        return Driver(window, path)

    yield make
    for window in made:
        window.close()


@pytest.fixture
def maya(make_window, harbour):
    """Maya at her window, on the two articles of the harbour project."""
    harbour.project.close()
    return make_window(harbour.project.path)


@pytest.fixture
def seven(tmp_path, make_window):
    """Maya at a queue of seven short articles from two papers."""
    project = create(tmp_path / "seven.db")
    project.use_annotator("maya")
    intake = Intake(project, "seven.jsonl", "jsonl")
    names = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse")
    for number, name in enumerate(names, 1):
        paper = "Coast Courier" if number % 2 else "Valley Post"
        details = Metadata(f"{name} Street floods", paper, f"2026-03-0{number}")
        text = f"{name} Street floods\nWater stood in {name} Street. " + "More rain came. " * number
        intake.add([Entry(Article(0, name, text, details))])
    intake.close({})
    project.close()
    return make_window(tmp_path / "seven.db")


@pytest.fixture
def make_quay(tmp_path, make_window):
    """Opens a report with quotes, suggested or not."""

    def make(*, suggested: bool) -> Quay:
        project = create(tmp_path / "quay.db")
        project.use_annotator("maya")
        import_text(project, TEXT, "Quay talks resume")
        (article_id,) = project.queue.ids()
        if suggested:
            store_suggestions(project, MODEL, [suggestions(article_id)])
        project.close()
        return Quay(make_window(tmp_path / "quay.db"), article_id)

    return make


@pytest.fixture
def bare(make_quay):
    """The report with no suggestion at all."""
    return make_quay(suggested=False)


@pytest.fixture
def quay(make_quay):
    """The report with its suggestions."""
    return make_quay(suggested=True)


@pytest.fixture
def make_review(tmp_path, make_window):
    """Sam at the page of review."""

    def make(*everybody, texts=(REVIEWED, SECOND), opened=True):
        path = tmp_path / "review.db"
        reviewed_project(path, *everybody, texts=texts, scheme=builtin_scheme("news")).close()
        sam = make_window(path)
        sam.window.studio.projects.use("sam")
        if opened:
            sam.press("Ctrl+R")
        return sam

    return make
