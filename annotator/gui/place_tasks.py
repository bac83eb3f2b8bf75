"""What finds places: the bar in the article, the sheet of all occurrences, the concordance."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.gui.desk_page import DeskPage
from annotator.gui.keymap import Keymap
from annotator.gui.statusbar import StatusBar
from annotator.gui.theme import Theme
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.concordance import ConcordancePage
    from annotator.gui.find import FindBar
    from annotator.gui.occurrences import OccurrencesSheet


class PlaceTasks:
    """Each part is made when it is first needed, and lives on the desk.

    `leaving` is called before the concordance takes the place of another page.
    """

    def __init__(
        self, desk: DeskPage, workbench: Workbench, status: StatusBar, theme: Theme, keymap: Keymap
    ) -> None:
        self._desk, self._workbench, self._status = desk, workbench, status
        self._theme, self._keymap = theme, keymap
        self._find: FindBar | None = None
        self._sheet: OccurrencesSheet | None = None
        self._concordance: ConcordancePage | None = None
        self.page_shown: Callable[[str], None] = lambda _name: None
        self.leaving: Callable[[], None] = lambda: None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "page.occurrences": self.open_occurrences,
            "edit.find": self.open_find,
            "edit.find_project": lambda: self.open_concordance(self._words()),
        }

    @property
    def find_bar(self) -> "FindBar":
        """The bar above the page."""
        if self._find is None:
            from annotator.gui.find import FindBar

            self._find = FindBar(self._keymap)
            self._desk.page_column.insertWidget(0, self._find)
            self._find.found_changed.connect(self._desk.controller.show_found)
            self._find.label_all_wanted.connect(self._label_all)
            self._find.project_wanted.connect(self.open_concordance)
            self._find.closed.connect(self._desk.back_to_page)
        return self._find

    @property
    def sheet(self) -> "OccurrencesSheet":
        """The sheet over the page."""
        if self._sheet is None:
            from annotator.gui.occurrences import OccurrencesSheet

            self._sheet = OccurrencesSheet(self._theme, self._keymap, self._desk.page)
            self._sheet.message.connect(self._status.say)
            self._sheet.article_requested.connect(self.go_to)
            self._sheet.closed.connect(self._desk.back_to_page)
        return self._sheet

    @property
    def concordance(self) -> "ConcordancePage":
        """The page that takes the article's place."""
        if self._concordance is None:
            from annotator.gui.concordance import ConcordancePage

            self._concordance = ConcordancePage(self._theme, self._keymap)
            self._desk.pages.addWidget(self._concordance)
            self._concordance.message.connect(self._status.say)
            self._concordance.article_requested.connect(self.go_to)
            self._concordance.closed.connect(self.close_concordance)
            self._concordance.set_project(self._workbench.project)
        return self._concordance

    def show_project(self, project: Project | None) -> None:
        """Everything found so far belonged to another project."""
        if self._find is not None and self._find.isVisible():
            self._find.dismiss()
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.dismiss()
        if self._concordance is not None:
            self._concordance.set_project(project)
        self.close_concordance()

    def show_article(self, text: str) -> None:
        """Find in another article from now on."""
        if self._find is not None:
            self._find.set_text(text)

    def show_look(self, theme: Theme, keymap: Keymap) -> None:
        """Use other colours and keys."""
        self._theme, self._keymap = theme, keymap
        for part in (self._sheet, self._concordance):
            if part is not None:
                part.set_theme(theme)
                part.set_keymap(keymap)
        if self._find is not None:
            self._find.set_keymap(keymap)

    def open_find(self) -> None:
        """Find words in the article, those selected to begin with."""
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is not None and article_id is not None:
            self.close_concordance()
            self.find_bar.show_for(project.article(article_id).text, self._words())

    def open_concordance(self, words: str = "") -> None:
        """Show every place of some words in the project."""
        self.leaving()
        page = self.concordance
        self._desk.pages.setCurrentWidget(page)
        self.page_shown("Concordance")
        page.show_for(words)

    def close_concordance(self) -> None:
        """Back to the article."""
        self._desk.back_to_page()
        self.page_shown("Label")

    def open_occurrences(self) -> None:
        """Offer to label every other place of the words selected or focused."""
        query = self._desk.controller.occurrence_query()
        if query is None:
            self._status.say("Select some words or focus a span first.")
        else:
            self._open_sheet(query.text, query.layer, query.label)

    def go_to(self, article_id: int, start: int, end: int) -> None:
        """Show a place in its article."""
        self.close_concordance()
        self._workbench.open_article(article_id)
        self._desk.controller.go_to(start, end)

    def _label_all(self, words: str) -> None:
        self._open_sheet(words, None, None)

    def _open_sheet(self, words: str, layer: str | None, label: str | None) -> None:
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is None or article_id is None or not project.scheme.labels:
            return
        wish = (layer, label) if layer and label else None
        self.sheet.show_for(project, article_id, words, wish)

    def _words(self) -> str:
        """What is selected or focused, when it is short enough to be looked for."""
        controller = self._desk.controller
        if controller.selection is None and controller.focused is None:
            return ""
        query = controller.occurrence_query()
        return query.text if query is not None and "\n" not in query.text else ""
