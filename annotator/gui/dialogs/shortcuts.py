"""The editor of keys: choose a profile, press another key for a command, export and import."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.core.errors import AnnotatorError, InputError
from annotator.gui.chrome import SlimBar
from annotator.gui.commands import BY_ID, COMMANDS
from annotator.gui.dialogs.form import Form
from annotator.gui.keymap import PROFILE_TITLES, Keymap, keymap_from_json, shown

_ID = Qt.ItemDataRole.UserRole


class ShortcutForm(Form):
    """Tells the keymap that was `given`; keys that two commands would share are refused by name."""

    given = Signal(object)

    def __init__(self, parent: QWidget, keymap: Keymap) -> None:
        super().__init__(parent, "Keys", "Save")
        self.keymap = keymap
        self.resize(self.fontMetrics().height() * 38, self.fontMetrics().height() * 34)
        self.profile = QComboBox()
        for name, title in PROFILE_TITLES.items():
            self.profile.addItem(title, name)
        self.profile.setCurrentIndex(self.profile.findData(keymap.profile))
        self.profile.activated.connect(lambda: self.show_keymap(Keymap(self.profile.currentData())))
        self.add_field("Profile", self.profile)
        self.search = QLineEdit(placeholderText="Search…")
        self.search.textChanged.connect(self._filter)
        self.add_field("Find a command", self.search)
        self._make_list()
        self._make_editor()
        self.show_keymap(keymap)

    def show_keymap(self, keymap: Keymap) -> None:
        """Show these keys, nothing kept yet."""
        self.keymap = keymap
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            assert item is not None
            keys = keymap.keys(item.data(0, _ID))
            item.setText(2, "   ".join(dict.fromkeys(map(shown, keys))))
        conflicts = keymap.conflicts()
        self.say(conflicts[0].sentence if conflicts else "")
        self._show_current()

    def choose(self, command_id: str) -> None:
        """Make a command the current one."""
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None and item.data(0, _ID) == command_id:
                self.list.setCurrentItem(item)

    def set_key(self) -> None:
        """Give the current command the key that was pressed."""
        key = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        self.show_keymap(self.keymap.with_keys(self._current(), (key,) if key else ()))

    def take(self) -> None:
        """Tell the keymap."""
        conflicts = self.keymap.conflicts()
        if conflicts:
            raise InputError(conflicts[0].sentence)
        self.given.emit(self.keymap)

    def export_to(self, path: Path) -> None:
        """Write the keys to a file."""
        try:
            path.write_text(self.keymap.to_json(), encoding="utf-8")
        except OSError as error:
            self.say(f"{path.name} cannot be written: {error.strerror}.")

    def import_from(self, path: Path) -> None:
        """Show the keys of a file."""
        try:
            self.show_keymap(keymap_from_json(path.read_text(encoding="utf-8")))
            self.profile.setCurrentIndex(self.profile.findData(self.keymap.profile))
        except (OSError, UnicodeDecodeError) as error:
            self.say(f"{path.name} cannot be read: {error}.")
        except AnnotatorError as error:
            self.say(str(error))

    def _make_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName("Commands and their keys")
        self.list.setRootIsDecorated(False)
        self.list.setVerticalScrollBar(SlimBar())
        self.list.setHeaderLabels(["Command", "Menu", "Keys"])
        for command in COMMANDS:
            item = QTreeWidgetItem([command.text, command.menu.value, ""])
            item.setData(0, _ID, command.id)
            self.list.addTopLevelItem(item)
        self.list.header().setAccessibleName("Columns")
        self.list.setColumnWidth(0, self.fontMetrics().height() * 19)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.column.insertWidget(self.column.count() - 2, self.list, 1)

    def _make_editor(self) -> None:
        row = QHBoxLayout()
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setAccessibleName("New key")
        self.key.editingFinished.connect(self.set_key)
        row.addWidget(self.key, 1)
        for text, act in (
            ("Clear", lambda: self.show_keymap(self.keymap.with_keys(self._current(), ()))),
            ("Reset", lambda: self.show_keymap(self.keymap.without_change(self._current()))),
            ("Export…", self._ask_export),
            ("Import…", self._ask_import),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{text} keys")
            button.clicked.connect(lambda _on=False, a=act: a())
            row.addWidget(button)
        self.column.insertLayout(self.column.count() - 2, row)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, _ID)) if item else COMMANDS[0].id

    def _show_current(self) -> None:
        keys = self.keymap.keys(self._current())
        self.key.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self.key.setToolTip(f"Press another key for “{BY_ID[self._current()].text}”")

    def _filter(self, text: str) -> None:
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None:
                words = f"{item.text(0)} {item.text(1)} {item.text(2)}"
                item.setHidden(text.casefold() not in words.casefold())

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Export keys", "annotator-keys.json")
        if name:
            self.export_to(Path(name))

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import keys", "", "Keys (*.json)")
        if name:
            self.import_from(Path(name))
