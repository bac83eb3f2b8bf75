"""The page as screen readers see it: a document with text, a cursor, and what is focused told aloud.

Qt counts UTF-16 units here as well, so offsets are converted at this border. PySide leaves out Qt's calls
with output parameters; a selection is therefore told when it changes and cannot be asked for.
"""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from annotator.core.offsets import Utf16Map
from annotator.gui.article.bands import Mark
from annotator.gui.article.byline import described
from annotator.gui.article.marks import PageMarks

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView

_CLASSES = ("ArticleView", "ReviewView")
# Qt holds plain pointers to these: they have to live as long as their widgets.
_kept: list["AccessiblePage"] = []


def install() -> None:
    """Makes Qt ask for the interface of a page here. Call it before the first page is shown."""
    QAccessible.installFactory(_interface)


def tell(view: "ArticleView", before: PageMarks, after: PageMarks) -> None:
    """Tells whoever reads the screen what moved: the cursor, the selection, the focus."""
    if not QAccessible.isActive():
        return
    to_utf16 = Utf16Map(view.article.text).to_utf16
    if after.cursor and before.cursor != after.cursor:
        event = QAccessibleTextCursorEvent(view, to_utf16(after.cursor[0]))
        QAccessible.updateAccessibility(event)
    if after.selection and before.selection != after.selection:
        start, end = after.selection
        selected = QAccessibleTextSelectionEvent(view, to_utf16(start), to_utf16(end))
        QAccessible.updateAccessibility(selected)
    if after.focused and before.focused != after.focused:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, told(view)))


def told(view: "ArticleView") -> str:
    """What is focused, in words: text, label, whether it is only suggested, what is wrong with it."""
    span = view.marks.focused
    if span is None:
        return ""
    sentence = described(Mark(span, view.marks.suggestions.holds(span)), view.marks.quotes)
    misfit = any(view.page.misfits(span))
    return f"{sentence}, does not fit the tokens" if misfit else sentence


class AccessiblePage(QAccessibleWidget):
    """A page: a document with the article's title as its name."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._view = view
        self._content = _Content(view)

    def text(self, kind: QAccessible.Text) -> str:
        """The name is the title, the value the text, the description what is focused."""
        if kind is QAccessible.Text.Name:
            return self._view.accessibleName()
        if kind is QAccessible.Text.Value:
            return self._view.article.text
        if kind is QAccessible.Text.Description:
            return self._view.told()
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """The text, for those who ask for it."""
        if kind is QAccessible.InterfaceType.TextInterface:
            # Declared as an integer; at run time Shiboken wants the object itself.
            return self._content  # type: ignore[return-value]
        return super().interface_cast(kind)


class _Content(QAccessibleTextInterface):
    """The article's text; offsets are UTF-16 units, as Qt has them."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__()
        self._view = view

    def characterCount(self) -> int:
        return self._map.utf16_length

    def text(self, start: int, end: int) -> str:
        last = self._map.utf16_length if end < 0 else end
        return self._text[self._map.to_code_points(start) : self._map.to_code_points(last)]

    def cursorPosition(self) -> int:
        cursor = self._view.marks.cursor
        return self._map.to_utf16(cursor[0]) if cursor else 0

    def setCursorPosition(self, position: int) -> None:
        offset = self._map.to_code_points(position)
        self._view.reveal(offset, third=False)
        self._view.cursor_asked.emit(offset)

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, start: int, end: int) -> None:
        first, last = self._map.to_code_points(start), self._map.to_code_points(end)
        self._view.selecting.emit(first, last)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self.addSelection(start, end)

    def removeSelection(self, _index: int) -> None:
        self.setCursorPosition(self.cursorPosition())

    def characterRect(self, position: int) -> QRect:
        offset = self._map.to_code_points(position)
        rect = self._view.rect_of(offset, offset + 1)
        return rect.translated(self._view.viewport().mapToGlobal(QPoint()))

    def offsetAtPoint(self, point: QPoint) -> int:
        within = QPointF(self._view.viewport().mapFromGlobal(point))
        offset = self._view.hit(within).offset
        return -1 if offset is None else self._map.to_utf16(offset)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(self._map.to_code_points(start), third=False)

    @property
    def _text(self) -> str:
        return self._view.article.text

    @property
    def _map(self) -> Utf16Map:
        return Utf16Map(self._text)


def _interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    if name not in _CLASSES:
        return None
    _kept[:] = [page for page in _kept if shiboken6.isValid(page)]
    # Only ArticleView and its kind have these names; importing it here would go round in a circle.
    page = AccessiblePage(thing)  # type: ignore[arg-type]
    _kept.append(page)
    return page
