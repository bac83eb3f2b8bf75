"""What the commands of the window itself do: palette, keys, menu, look, settings, about, quit."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from annotator.gui.commands import COMMANDS, Menu
from annotator.gui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from annotator.gui.palette.cheat_sheet import CheatSheet
    from annotator.gui.palette.command_palette import CommandPalette
    from annotator.gui.window import MainWindow


class WindowTasks:
    """Each panel is made when it is first opened."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._palette: CommandPalette | None = None
        self._sheet: CheatSheet | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "view.commands": self.open_palette,
            "view.theme": self.switch_theme,
            "view.full_screen": self.switch_full_screen,
            "help.menu": self.open_menu,
            "help.keys": self.open_sheet,
            "help.shortcuts": self.edit_keys,
            "help.about": self.tell_about,
            "app.settings": self.edit_settings,
            "app.quit": self._window.close,
        }

    @property
    def palette(self) -> "CommandPalette":
        """The command palette."""
        if self._palette is None:
            from annotator.gui.palette.command_palette import CommandPalette

            self._palette = CommandPalette(self._window)
            self._palette.chosen.connect(self._run)
        return self._palette

    def open_palette(self) -> None:
        """Offer every command, those of the labels by the labels' names."""
        from annotator.gui.palette.command_palette import Choice

        commands = self._window.commands
        self.palette.offer(
            [
                Choice(
                    command.id,
                    commands[command.id].text(),
                    command.menu.value,
                    commands.keymap.shown_key(command.id),
                    command.icon,
                    enabled=commands[command.id].isEnabled(),
                )
                for command in COMMANDS
            ]
        )

    def open_sheet(self) -> None:
        """Show all keys."""
        if self._sheet is None:
            from annotator.gui.palette.cheat_sheet import CheatSheet

            self._sheet = CheatSheet(self._window)
        self._sheet.open_with(self._window.commands.keymap)

    def open_menu(self) -> None:
        """Drop the menu down."""
        button = self._window.top.menu_button
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def menu(self) -> QMenu:
        """Every command by menu; undo and redo name their step."""
        menu = QMenu("Menu", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for part in Menu:
            submenu = menu.addMenu(part.value)
            for command in COMMANDS:
                if command.menu is part:
                    submenu.addAction(self._window.commands[command.id])
        return menu

    def switch_theme(self) -> None:
        """From light to dark or back."""
        self._window.use_theme(LIGHT if self._window.theme.name == DARK else DARK)

    def switch_full_screen(self) -> None:
        """To full screen or back."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def edit_keys(self) -> None:
        """Open the editor of keys."""
        from annotator.gui.dialogs.shortcuts import ShortcutForm

        form = ShortcutForm(self._window, self._window.commands.keymap)
        form.given.connect(self._window.use_keymap)
        form.open()

    def edit_settings(self) -> None:
        """Open the settings."""
        from annotator.gui.dialogs.settings import Choices, SettingsForm

        user, window = self._window.user, self._window
        choices = Choices(user.get("theme"), user.get("zoom"), user.get("annotator"))
        if window.has_studio:
            choices = window.studio.settings_of(choices)
        form = SettingsForm(window, choices)
        form.given.connect(window.use_choices)
        form.open()

    def tell_about(self) -> None:
        """Say what this is, with its version."""
        from annotator.gui.dialogs.about import AboutForm

        AboutForm(self._window).open()

    def _run(self, command_id: str) -> None:
        self._window.commands.run(command_id)
