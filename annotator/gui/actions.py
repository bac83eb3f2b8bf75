"""The commands as Qt actions: keys, enabled or not, and what each one calls."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.gui.commands import COMMANDS, Command, Needs, Scope
from annotator.gui.icons import icon
from annotator.gui.keymap import Keymap

# Held down, these go on; any other command acts once for one press.
_REPEATING = (
    "move.",
    "extend.",
    "article.next",
    "article.previous",
    "page.next",
    "page.previous",
    "review.next",
    "review.previous",
)


class Actions(QObject):
    """One QAction for each command; page commands listen on the page, the others in the window."""

    ran = Signal(str)

    def __init__(self, window: QWidget, keymap: Keymap) -> None:
        super().__init__(window)
        self._window = window
        self._handlers: dict[str, Callable[[], object]] = {}
        self._actions = {command.id: self._made(command) for command in COMMANDS}
        self.keymap = keymap
        self.use(keymap)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def listen_on(self, page: QWidget, scope: Scope = Scope.PAGE) -> None:
        """The commands of a page answer to their keys while the keyboard is on this widget."""
        for command in COMMANDS:
            if command.scope is scope:
                page.addAction(self._actions[command.id])

    def bind(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what commands do, by id."""
        self._handlers.update(handlers)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every command's id, in order."""
        return tuple(self._actions)

    @property
    def unbound(self) -> list[str]:
        """The commands that would do nothing."""
        return [name for name in self._actions if name not in self._handlers]

    def name(self, command_id: str, text: str) -> None:
        """Say more exactly what a command would do now."""
        self._actions[command_id].setText(text.replace("&", "&&"))

    def run(self, command_id: str) -> None:
        """Do what a command does, if it makes sense now."""
        if self._actions[command_id].isEnabled():
            self._handlers[command_id]()
            self.ran.emit(command_id)

    def use(self, keymap: Keymap) -> None:
        """Give every command its keys."""
        self.keymap = keymap
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in keymap.keys(name)])

    def switch(self, command_id: str, *, on: bool) -> None:
        """Switch one command on or off."""
        self._actions[command_id].setEnabled(on)

    def enable(self, *, project: bool, article: bool, review: bool = False) -> None:
        """Switch commands on and off by what is open."""
        there = {
            Needs.NOTHING: True,
            Needs.PROJECT: project,
            Needs.ARTICLE: article,
            Needs.REVIEW: review,
        }
        for command in COMMANDS:
            self._actions[command.id].setEnabled(there[command.needs])

    def _made(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.id)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setAutoRepeat(command.id.startswith(_REPEATING))
        on_page = command.scope is not Scope.WINDOW
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
            if on_page
            else Qt.ShortcutContext.WindowShortcut
        )
        if not on_page:
            self._window.addAction(action)
        action.triggered.connect(lambda _checked=False, name=command.id: self.run(name))
        return action
