"""The main window: the bars, the welcome page, and the studio once a project is opened."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.actions import Actions
from annotator.gui.keymap import Keymap, keep_keymap, keymap_of
from annotator.gui.notices import Notice, ProgressStrip
from annotator.gui.statusbar import StatusBar
from annotator.gui.theme import Theme, apply, load_theme, theme_name
from annotator.gui.topbar import TopBar
from annotator.gui.welcome import WelcomePage
from annotator.project.user import UserSettings

if TYPE_CHECKING:
    from annotator.gui.dialogs.settings import Choices
    from annotator.gui.studio import Studio

_SMALLEST = QSize(1024, 640)
_FIRST_SIZE = QSize(1320, 840)
# What needs nothing open, but everything that works on projects.
_STUDIO_COMMANDS = ("project.new", "project.open", "project.sample")


class MainWindow(QMainWindow):
    """The studio is made when it is first needed, so that the window is there at once."""

    def __init__(self, user: UserSettings, *, prelabels: bool = True) -> None:
        super().__init__()
        self.user = user
        self.wished_model: str | None = None
        self._prelabels = prelabels
        self._studio: Studio | None = None
        self.theme = load_theme(theme_name(user.get("theme")))
        self.top, self.notice = TopBar(), Notice()
        self.strip, self.status = ProgressStrip(), StatusBar()
        self.told = (self.notice, self.strip)
        self.welcome, self.stack = WelcomePage(), QStackedWidget()
        self.commands = Actions(self, keymap_of(user))
        self._assemble()
        self._connect()
        self.commands.enable(project=False, article=False)
        self.show_welcome()

    @property
    def studio(self) -> "Studio":
        """Everything that works on an open project."""
        if self._studio is None:
            from annotator.gui.studio import Studio

            self._studio = Studio(self, prelabels=self._prelabels)
        return self._studio

    @property
    def has_studio(self) -> bool:
        """Whether anything of a project was needed so far."""
        return self._studio is not None

    def open(self, path: Path, *, model: str | None = None) -> bool:
        """Open a project, or say in place why not."""
        self.wished_model = model
        return self.studio.projects.open(path)

    def open_samples(self, *, model: str | None = None) -> bool:
        """Open the sample articles."""
        self.wished_model = model
        return self.studio.projects.open_samples()

    def tell_mistake(self, details: str) -> None:
        """Something went wrong that should not have: say so, and offer the details."""
        self.notice.say(
            "Something went wrong in Annotator itself; what was saved is safe.",
            ("Copy the details", lambda: QApplication.clipboard().setText(details)),
        )

    def show_welcome(self) -> None:
        """Show the welcome page with the projects opened last."""
        self.welcome.show_recent(self.user.recent(), self.commands.keymap)
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()
        self.top.show_project("", "")
        self.status.hide()
        self.setWindowTitle("Annotator")

    def use_keymap(self, keymap: Keymap) -> None:
        """Give the commands other keys and keep them."""
        keep_keymap(self.user, keymap)
        self.commands.use(keymap)
        self.top.show_keys(keymap)
        if self._studio is not None:
            self._studio.show_keys(keymap)
        else:
            self.welcome.show_recent(self.user.recent(), keymap)

    def use_choices(self, choices: "Choices") -> None:
        """Keep what was chosen in the settings and show it."""
        self.use_theme(choices.theme)
        self.user.set("annotator", choices.annotator)
        self.user.set("zoom", choices.zoom)
        if self._studio is not None:
            self._studio.use_choices(choices)

    def use_theme(self, wish: str) -> None:
        """Show everything in the wished theme: light, dark, or as the system."""
        self.user.set("theme", wish)
        self.show_theme(load_theme(theme_name(wish)))

    def show_theme(self, theme: Theme) -> None:
        """Show everything in a theme's colours."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and theme is not self.theme:
            self.theme = theme
            apply(app, theme)
            if self._studio is not None:
                self._studio.show_theme(theme)

    def _assemble(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.resize(_FIRST_SIZE)
        self.setAcceptDrops(True)
        self.stack.addWidget(self.welcome)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.notice, self.strip):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.top.show_keys(self.commands.keymap)

    def _connect(self) -> None:
        self.commands.bind(self._handlers())
        self.top.command_chosen.connect(self.commands.run)
        self.welcome.command_chosen.connect(self.commands.run)
        self.welcome.project_chosen.connect(self.open)
        hints = QApplication.styleHints()
        # Queued: Qt is still changing its own palette while it tells.
        hints.colorSchemeChanged.connect(self._follow_system, Qt.ConnectionType.QueuedConnection)

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        from annotator.gui.window_tasks import WindowTasks

        tasks = WindowTasks(self)
        later = {name: partial(self._run_in_studio, name) for name in _STUDIO_COMMANDS}
        return {**later, **tasks.handlers()}

    def _run_in_studio(self, command_id: str) -> None:
        if self.studio:
            self.commands.run(command_id)

    def _follow_system(self) -> None:
        self.show_theme(load_theme(theme_name(self.user.get("theme"))))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._studio is not None:
            self._studio.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.studio.take_files(paths)
