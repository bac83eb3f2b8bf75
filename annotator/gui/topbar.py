"""The bar above: which project, whose annotation, which page, how far, and the way to every command."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.gui.chrome import Bar, Pill, Strip, muted
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import scaled

# In heights of a line: where everything stands side by side.
_ROOMY = 66


class TopBar(Strip):
    """Says what the buttons ask for by command id; shows what it is told."""

    command_chosen = Signal(str)
    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Project")
        self._menu = self._button("help.menu", Pill("", "Menu", outlined=True, icon_name="menu"))
        self._project = QLabel("Annotator")
        self._project.setFont(scaled(self.font(), 1.08, bold=True))
        self._annotator = self._button("project.annotator", Pill("", outlined=True))
        self.row.addWidget(self._menu)
        self.row.addWidget(self._project)
        self.row.addWidget(self._annotator)
        self._add_pages()
        self.row.addStretch(1)
        self._pair: QWidget | None = None
        self._add_progress()
        self._commands = self._button(
            "view.commands", Pill("Commands", outlined=True, icon_name="find")
        )
        self.row.addWidget(self._commands)
        self.show_project("", "")

    @property
    def menu_button(self) -> Pill:
        """Where the menu drops down from."""
        return self._menu

    @property
    def annotator_button(self) -> Pill:
        """Where the list of annotators drops down from."""
        return self._annotator

    def show_project(self, name: str, annotator: str) -> None:
        """Name the open project and the person at work; empty names mean that none is open."""
        self._project.setText(name or "Annotator")
        self._annotator.show_words("annotator · ", f"{annotator} ▾", f"Annotator: {annotator}")
        for pill in (self._annotator, *self._pages.values()):
            pill.setVisible(bool(name))
        reviewing = self._pair is not None and self._pair.isVisibleTo(self)
        for widget in (self._done, self._bar):
            widget.setVisible(bool(name) and not reviewing)

    def show_progress(self, done: int, total: int) -> None:
        """How many articles are done."""
        self._done.setText(f"{done:,} of {total:,} done")
        self._bar.show_share(done / total if total else 0.0)

    def show_pair(self, pair: QWidget | None) -> None:
        """Whose work is compared, in the place of the progress; None for the progress."""
        if pair is not None and self.row.indexOf(pair) < 0:
            self.row.insertWidget(self.row.indexOf(self._done), pair)
            self._pair = pair
        if self._pair is not None:
            self._pair.setVisible(pair is not None)
        for widget in (self._done, self._bar):
            widget.setVisible(pair is None and bool(self._annotator.isVisibleTo(self)))
        self._make_room()

    def show_page(self, name: str) -> None:
        """Which page is open."""
        for page, pill in self._pages.items():
            pill.setChecked(page == name)

    def show_keys(self, keymap: Keymap) -> None:
        """Show the keys as they are set."""
        self._commands.show_cap(keymap.shown_key("view.commands"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow window a pair needs the place of the project's name, which its title says too."""
        pair = self._pair is not None and self._pair.isVisibleTo(self)
        is_tight = pair and self.width() < self.fontMetrics().height() * _ROOMY
        self._project.setVisible(not is_tight)
        self._commands.show_words("" if is_tight else "Commands", name="Commands")

    def _button(self, command_id: str, pill: Pill) -> Pill:
        pill.clicked.connect(lambda: self.command_chosen.emit(command_id))
        return pill

    def _add_pages(self) -> None:
        self._pages: dict[str, Pill] = {}
        for name in ("Label", "Review", "Agreement", "Concordance", "Consistency"):
            pill = Pill(name, f"Page: {name}", outlined=True)
            pill.setCheckable(True)
            pill.clicked.connect(lambda _on=False, page=name: self.page_chosen.emit(page))
            self._pages[name] = pill
            self.row.addWidget(pill)
        self.show_page("Label")

    def _add_progress(self) -> None:
        self._done, self._bar = muted(), Bar("Articles done")
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.row.addWidget(self._done)
        self.row.addWidget(self._bar)
