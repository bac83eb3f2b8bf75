"""The page one labels on, with the queue at its left, the inspector at its right, the labels below."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.span import Span
from annotator.gui.article import ArticleController, ArticleView
from annotator.gui.chrome import SlimBar, slim_bars
from annotator.gui.inspector import Inspector
from annotator.gui.keymap import Keymap
from annotator.gui.palette.label_bar import LabelBar
from annotator.gui.queue.pane import QueuePane
from annotator.gui.theme import Theme

_FIRST_PANES = (272, 760, 300)
_PAGE_WIDTH = 420


class DeskPage(QWidget):
    """Holds the panes and where they stand; they are connected by the window."""

    def __init__(self, theme: Theme, keymap: Keymap) -> None:
        super().__init__()
        self.setAccessibleName("Desk")
        self.queue = QueuePane()
        self.view = ArticleView(theme)
        self.view.setVerticalScrollBar(SlimBar())
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.controller = ArticleController(self.view)
        self.inspector = Inspector(theme, keymap)
        self.inspector.setMinimumWidth(230)
        slim_bars(self.inspector)
        self.labels = LabelBar()
        self._make_pages()
        self.left, self.right, self.below = QStackedWidget(), QStackedWidget(), QStackedWidget()
        for stack, pane in zip(self.stacks, (self.queue, self.inspector, self.labels), strict=True):
            stack.addWidget(pane)
        self.below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._make_splitter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.below)

    @property
    def stacks(self) -> tuple[QStackedWidget, ...]:
        """What stands at the left, at the right and below: a pane for each page that has its own."""
        return self.left, self.right, self.below

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """Where the keyboard can go with F6, in order."""
        shown = self.pages.currentWidget() or self.page
        there = (self.left.currentWidget(), shown, *(s.currentWidget() for s in self.stacks[1:]))
        return tuple(pane for pane in there if pane is not None and pane.isVisible())

    def show_panes(
        self, left: QWidget | None, page: QWidget, right: QWidget, below: QWidget
    ) -> None:
        """Show these panes, which have to be in their places already; without a left one it stays."""
        if left is not None:
            self.left.setCurrentWidget(left)
        self.pages.setCurrentWidget(page)
        self.right.setCurrentWidget(right)
        self.below.setCurrentWidget(below)

    def next_pane(self, step: int) -> None:
        """Give the keyboard to the next pane, or the one before."""
        panes = self.panes
        now = next((i for i, pane in enumerate(panes) if _holds_keyboard(pane)), 0)
        focus_in(panes[(now + step) % len(panes)])

    def back_to_page(self) -> None:
        """Show the article and give it the keyboard."""
        self.show_panes(None, self.page, self.inspector, self.labels)
        self.view.setFocus()

    def place_of(self, span: Span) -> QRect | None:
        """Where in the window a span stands; None when it is out of sight."""
        viewport = self.view.viewport()
        box = self.view.rect_of(span.start, span.end)
        if not viewport.isVisible() or not viewport.rect().intersects(box):
            return None
        return QRect(viewport.mapTo(self.window(), box.topLeft()), box.size())

    def set_zoom(self, zoom: int) -> None:
        """Set the text of every page of text in a size in per cent."""
        for view in self.pages.findChildren(ArticleView):
            view.set_zoom(zoom)

    def show_theme(self, theme: Theme) -> None:
        """Show everything in another theme's colours."""
        self.view.set_theme(theme)
        self.inspector.set_theme(theme)

    def _make_pages(self) -> None:
        self.page = QWidget()
        self.page.setAccessibleName("Page")
        self.page_column = QVBoxLayout(self.page)
        self.page_column.setContentsMargins(0, 0, 0, 0)
        self.page_column.setSpacing(0)
        self.page_column.addWidget(self.view, 1)
        self.page.setFocusProxy(self.view)
        self.pages = QStackedWidget()
        self.pages.setMinimumWidth(_PAGE_WIDTH)
        self.pages.addWidget(self.page)

    def _make_splitter(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for pane in (self.left, self.pages, self.right):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(list(_FIRST_PANES))


def focus_in(pane: QWidget) -> None:
    """Give the keyboard to a pane, or to the first thing in it that takes it."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or pane.focusProxy() is not None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in pane.findChildren(QWidget):
        takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _holds_keyboard(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
