"""The inspector: the focused span, and the article's mentions, problems, notes, history, guidelines."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.change import Change
from annotator.core.errors import AnnotatorError
from annotator.core.problem import Problem
from annotator.core.span import Span
from annotator.gui.applying import applied
from annotator.gui.article import ArticleController
from annotator.gui.inspector.article_page import ArticlePage
from annotator.gui.inspector.cards import Cards
from annotator.gui.inspector.guidelines import GuidelinesPage
from annotator.gui.inspector.history import HistoryPage
from annotator.gui.inspector.mentions import MentionsPage
from annotator.gui.inspector.notes import NotesPage
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.problems import ProblemsPage
from annotator.gui.inspector.quote_card import QuoteCard
from annotator.gui.inspector.quotes import QuotesPage
from annotator.gui.inspector.situation import Situation
from annotator.gui.inspector.span_card import SpanCard
from annotator.gui.keymap import Keymap
from annotator.gui.parts.tabs import Tabs
from annotator.gui.theme import Theme
from annotator.project.edits import AddNote, Edit, ResolveNote, SetArticleLabel
from annotator.project.project import Project

MENTIONS, QUOTED, PROBLEMS, NOTES = "Mentions", "Quotes", "Problems", "Notes"
HISTORY, GUIDELINES, ARTICLE = "History", "Guidelines", "Article"

# The page is painted first and the inspector (some 5 ms) after it, so that no key is late. Above many
# spans it waits until the hands rest.
_SOON_MS = 30
_MANY_SPANS = 400
_REST_MS = 250


class Inspector(QWidget):
    """The pane on the right of the page."""

    message = Signal(str)
    occurrences_wanted = Signal()
    details_wanted = Signal()
    name_wanted = Signal(object)
    rename_wanted = Signal(object)

    def __init__(self, theme: Theme, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Inspector")
        self._theme = theme
        self._keymap = keymap
        self._project: Project | None = None
        self._controller: ArticleController | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self.card = SpanCard()
        self.quote_card = QuoteCard()
        self.quote_card.hide()
        self.cards = Cards(self.card, self.quote_card)
        self.mentions = MentionsPage()
        self.quotes = QuotesPage()
        self.problems = ProblemsPage()
        self.notes = NotesPage()
        self.history = HistoryPage()
        self.guidelines = GuidelinesPage()
        self.article = ArticlePage()
        self._pages: dict[str, Page] = {
            MENTIONS: self.mentions,
            QUOTED: self.quotes,
            PROBLEMS: self.problems,
            NOTES: self.notes,
            HISTORY: self.history,
            GUIDELINES: self.guidelines,
            ARTICLE: self.article,
        }
        self._stale = set(self._pages)
        self._counts_stale = True
        self._problems_found: tuple[Problem, ...] = ()
        self.tabs = Tabs()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._arrange()
        self._connect()

    def set_project(self, project: Project | None, controller: ArticleController | None) -> None:
        """Follows another project and the controller of its page; None for none."""
        self._unwatch()
        self._unwatch = lambda: None
        if self._controller is not None:
            self._controller.focus_changed.disconnect(self._refresh_soon)
            self._controller.article_changed.disconnect(self._article_changed)
        self._project, self._controller = project, controller
        if project is not None and controller is not None:
            self._unwatch = project.watch(self._changed)
            controller.focus_changed.connect(self._refresh_soon)
            controller.article_changed.connect(self._article_changed)
            self._article_changed()
        else:
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Shows labels in the colours of another theme."""
        self._theme = theme
        self._article_changed()

    def set_keymap(self, keymap: Keymap) -> None:
        """Shows other keys on the buttons."""
        self._keymap = keymap
        self._article_changed()

    def open(self, tab: str) -> None:
        """Shows a tab by its name."""
        self.tabs.open(tab)

    def write_note(self) -> None:
        """Opens the notes with the keyboard in the field for a new one."""
        self.open(NOTES)
        self.refresh()
        self.notes.begin()

    def refresh(self) -> None:
        """Shows everything anew, now."""
        self._soon.stop()
        situation = self._situation()
        self.setEnabled(situation is not None)
        if situation is None:
            self.card.clear()
            return
        self.card.setVisible(not self.quote_card.refresh(situation))
        self.card.refresh(situation)
        if self._counts_stale:
            self._count(situation)
        self._refresh_page(situation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.fit()

    def _refresh_page(self, situation: Situation) -> None:
        name = self.tabs.shown
        page = self._pages[name]
        if name in self._stale:
            self._stale.discard(name)
            page.refresh(situation)
        else:
            page.follow(situation)

    def _count(self, situation: Situation) -> None:
        notes = situation.project.notes(situation.article_id)
        self.tabs.count(PROBLEMS, len(situation.problems))
        self.tabs.count(NOTES, sum(not note.resolved for note in notes))
        self._counts_stale = False

    def _situation(self) -> Situation | None:
        project, controller = self._project, self._controller
        if project is None or controller is None or controller.article_id is None:
            return None
        article_id = controller.article_id
        if self._counts_stale:
            self._problems_found = project.problems(article_id)
        return Situation(
            project=project,
            controller=controller,
            theme=self._theme,
            keymap=self._keymap,
            article_id=article_id,
            mine=project.annotation(article_id),
            pending=project.pending(article_id),
            focused=controller.focused,
            problems=self._problems_found,
        )

    def _changed(self, change: Change) -> None:
        article_id = self._controller.article_id if self._controller else None
        if article_id is not None and change.touches(article_id):
            self._article_changed()

    def _article_changed(self) -> None:
        self._stale = set(self._pages)
        self._counts_stale = True
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        if self._has_many_spans():
            self._soon.start(_REST_MS)
        elif not self._soon.isActive():
            self._soon.start(_SOON_MS)

    def _has_many_spans(self) -> bool:
        project, article_id = self._project, self._article_id
        if project is None or article_id is None:
            return False
        return len(project.annotation(article_id).spans) > _MANY_SPANS

    def _apply(self, edit: Edit) -> bool:
        return applied(self._project, edit, self.message.emit)

    def _revert(self, step: str) -> None:
        if self._project is not None:
            try:
                self._project.revert(step)
            except AnnotatorError as error:
                self.message.emit(str(error))

    def _write_note(self, text: str, span_id: int | None) -> None:
        article_id = self._article_id
        if article_id is not None and self._apply(AddNote(article_id, text, span_id)):
            self.notes.written()

    def _resolve_note(self, note_id: int, resolved: bool) -> None:
        if self._article_id is not None:
            self._apply(ResolveNote(self._article_id, note_id, resolved))

    def _switch_label(self, name: str, on: bool) -> None:
        if self._article_id is not None:
            self._apply(SetArticleLabel(self._article_id, name, on))
            # A refused switch has to spring back.
            self._article_changed()

    @property
    def _article_id(self) -> int | None:
        return self._controller.article_id if self._controller else None

    def _go(self, span: Span) -> None:
        if self._controller is not None:
            self._controller.focus(span)

    def _show_problem(self, problem: Problem) -> None:
        if self._controller is not None:
            self._controller.show_problem(problem)

    def _repair(self, problem: Problem) -> None:
        if self._controller is not None:
            self._controller.show_problem(problem)
            self._controller.repair_problem(problem)

    def _arrange(self) -> None:
        for name, page in self._pages.items():
            self.tabs.add(name, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(10)
        column.addWidget(self.cards)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.tabs.opened.connect(lambda _name: self.refresh())
        self.quote_card.edit_wanted.connect(self._apply)
        self.quote_card.part_chosen.connect(self._go)
        self.card.occurrences_wanted.connect(self.occurrences_wanted)
        for page in (self.mentions, self.quotes, self.problems, self.notes, self.history):
            page.span_chosen.connect(self._go)
        self.mentions.name_wanted.connect(self.name_wanted)
        self.mentions.rename_wanted.connect(self.rename_wanted)
        self.mentions.message.connect(self.message)
        self.problems.problem_chosen.connect(self._show_problem)
        self.problems.repair_wanted.connect(self._repair)
        self.notes.note_written.connect(self._write_note)
        self.notes.resolve_wanted.connect(self._resolve_note)
        self.history.revert_wanted.connect(self._revert)
        self.article.label_switched.connect(self._switch_label)
        self.article.details_wanted.connect(self.details_wanted)
