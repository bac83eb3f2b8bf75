"""The page on which one labels: shows an article with its marks, scrolls, and tells what the mouse did.

It speaks code points and decides nothing: `controller` says what to show.
"""

from textwrap import wrap

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from annotator.core.article import Article
from annotator.core.quotes import QUOTE
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES
from annotator.core.tokens import Tokens
from annotator.gui.article import accessible
from annotator.gui.article.byline import byline, described
from annotator.gui.article.margin import Margin
from annotator.gui.article.marks import PageMarks, requoted
from annotator.gui.article.measure import measure
from annotator.gui.article.mouse import Mouse
from annotator.gui.article.page import Edge, Hit, Page
from annotator.gui.article.painter import PagePainter
from annotator.gui.article.scrollbar import SlimScrollBar
from annotator.gui.article.ticks import WIDTH, TickStrip
from annotator.gui.fonts import load_fonts, load_fonts_for
from annotator.gui.theme import LabelColours, Theme

_EMPTY = Article(0, "", "")
_BOTTOM = 0.4
_TOOLTIP = 90


class ArticleView(QAbstractScrollArea):
    """The article page.

    `clicked` gives the Hit and whether to add to a multiple selection; `selecting` and `selected` the
    bounds while and after the mouse selects; `edge_moving` and `edge_moved` a span with new bounds while
    and after one of its edges is dragged; `menu_requested` the Hit and the global position;
    `cursor_asked` where a screen reader puts the cursor.
    """

    clicked = Signal(object, bool)
    selecting = Signal(int, int)
    selected = Signal(int, int)
    edge_moving = Signal(object, int, int)
    edge_moved = Signal(object, int, int)
    menu_requested = Signal(object, QPoint)
    zoom_requested = Signal(int)
    cursor_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        accessible.install()
        self._article = _EMPTY
        self._scheme: Scheme | None = None
        self._theme = theme
        self._zoom = 100
        self._byline = ""
        self._left = 0.0
        self._page = Page("", "", measure(100), 100.0)
        self._margin = Margin(self._page, 0.0)
        self._painter = self._new_painter()
        self._mouse = Mouse(self)
        self._strip = self._new_strip()
        self._strip.place_chosen.connect(self._go_to_share)
        self._settling = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, WIDTH, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    @property
    def article(self) -> Article:
        """The article on the page; an empty one while there is none."""
        return self._article

    @property
    def page(self) -> Page:
        """The geometry of what is shown."""
        return self._page

    @property
    def marks(self) -> PageMarks:
        """What is drawn over the text."""
        return self._page.marks

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def zoom(self) -> int:
        """The size of the text in per cent."""
        return self._zoom

    def set_article(self, article: Article | None, scheme: Scheme, tokens: Tokens) -> None:
        """Shows an article from its top, without marks; None empties the page."""
        self._article, self._scheme = article or _EMPTY, scheme
        self._byline = byline(article) if article else ""
        load_fonts_for(self._article.text)
        self._build()
        self._page.set_tokens(tokens)
        self.setAccessibleName(f"Article: {self._article.title}" if article else "Article")
        self.verticalScrollBar().setValue(0)
        self._settle()

    def set_tokens(self, tokens: Tokens) -> None:
        """Takes other tokens of the same article."""
        self._page.set_tokens(tokens)
        self.viewport().update()

    def set_scheme(self, scheme: Scheme) -> None:
        """Takes a changed scheme: other labels, other colours."""
        self._scheme = scheme
        self._repaint_all()

    def set_marks(self, marks: PageMarks) -> None:
        """Draws other marks; only what they change is painted anew."""
        before = self.marks
        blocks = self._page.set_marks(marks)
        if blocks is None or before.found != marks.found or requoted(before, marks):
            self.viewport().update()
        for block in blocks or ():
            self._update_block(block)
        accessible.tell(self, before, marks)
        if before.suggestions is not marks.suggestions or before.focused != marks.focused:
            self._strip.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._painter = self._new_painter()
        self._repaint_all()

    def set_zoom(self, zoom: int) -> None:
        """Sets the text in another size, in per cent; what stands at the top stays there."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._rebuild()

    def colours_of(self, layer: str, label: str) -> LabelColours:
        """How a label is painted; grey when the scheme does not have it."""
        scheme = self._scheme
        if scheme is None or not scheme.has(layer, label):
            return self._theme.label("grey")
        return self._theme.label(scheme.label(layer, label).colour)

    def told(self) -> str:
        """What is focused, as a screen reader says it."""
        return accessible.told(self)

    # Where things are

    def hit(self, point: QPointF) -> Hit:
        """What stands at a point of the viewport; a chip in the margin stands for its quote."""
        x, y = self._to_page(point)
        return self._margin.hit(x, y, *self._in_sight) or self._page.hit(x, y)

    def edge_at(self, point: QPointF) -> int:
        """The place between two characters nearest to a point of the viewport."""
        return self._page.nearest_edge(*self._to_page(point))

    def edge_under(self, point: QPointF) -> Edge | None:
        """The edge of a span that a press at a point of the viewport takes hold of."""
        return self._page.edge_under(*self._to_page(point))

    def rect_of(self, start: int, end: int) -> QRect:
        """The rectangle in the viewport around `[start, end)`."""
        rect = QRectF()
        for part in self._page.line_rects(start, end):
            rect = rect.united(part)
        return rect.translated(self._left, -float(self._scroll)).toAlignedRect()

    def reveal(self, start: int, *, third: bool = True) -> None:
        """Scrolls as little as brings a code point into the page's middle third, or only in sight."""
        height = self.viewport().height()
        margin = height / 3 if third else self._page.measure.text.pitch * 1.5
        # Laying out what comes into sight moves what is below it, so the second look is the true one.
        for _ in range(2):
            top, bottom = self._page.line_span(start)
            wanted = self._scroll
            if bottom > wanted + height - margin:
                wanted = round(bottom - height + margin)
            if top < wanted + margin:
                wanted = round(top - margin)
            self._set_scroll(wanted)

    def top_offset(self) -> int:
        """The code point at the top of what is in sight."""
        return self._page.hit(0.0, float(self._scroll)).nearest

    def visible_height(self) -> int:
        """How many pixels of the page are in sight."""
        return self.viewport().height()

    # Within

    def _new_painter(self) -> PagePainter:
        return PagePainter(self._page, self._theme, self.colours_of)

    def _new_strip(self) -> TickStrip:
        return TickStrip(self)

    def _told_at(self, point: QPointF) -> list[str]:
        """What stands at a point, a sentence for each mark."""
        marks = self.hit(point).marks
        return list(dict.fromkeys(described(mark, self.marks.quotes) for mark in marks))

    @property
    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def _in_sight(self) -> tuple[float, float]:
        return float(self._scroll), float(self._scroll + self.viewport().height())

    def _to_page(self, point: QPointF) -> tuple[float, float]:
        return point.x() - self._left, point.y() + self._scroll

    def _build(self) -> None:
        sizes = measure(self._zoom)
        quoted = self._scheme is not None and self._scheme.has(QUOTES, QUOTE)
        whole = float(self.viewport().width())
        room, width = sizes.column_in(whole, with_chips=quoted)
        self._page = Page(self._article.text, self._article.title, sizes, width)
        self._left = whole - room - width if self._page.from_right else room
        self._margin = Margin(self._page, room)
        self._painter = self._new_painter()
        self._strip.show_page(self._page, self._theme, self.colours_of)
        self.verticalScrollBar().setSingleStep(round(sizes.text.pitch))

    def _rebuild(self) -> None:
        """Lays the same article out anew; what stood at the top stays there."""
        before, at_top = self._page, self.top_offset()
        was_at_start = self._scroll == 0
        self._build()
        self._page.set_tokens(before.tokens)
        self._page.set_marks(before.marks)
        self._settle()
        if not was_at_start:
            self._set_scroll(round(self._page.line_span(at_top)[0]))
        self.viewport().update()

    def _settle(self) -> None:
        """Lays out what is in sight; what was in sight already stays where it is on the screen."""
        if self._settling:
            return
        self._settling = True
        flow, height = self._page.flow, self.viewport().height()
        anchor = self._anchor()
        before = flow.top(anchor)
        top = float(self._scroll)
        index = flow.index_at(top)
        while index < len(flow.blocks) and flow.top(index) < top + height:
            self._page.block(index)
            top += flow.top(anchor) - before
            before = flow.top(anchor)
            index += 1
        self._set_range()
        self.verticalScrollBar().setValue(round(top))
        self._settling = False
        self.viewport().update()

    def _anchor(self) -> int:
        """The first block in sight whose height is known, else the first in sight."""
        flow = self._page.flow
        first = flow.index_at(float(self._scroll))
        last = flow.index_at(float(self._scroll + self.viewport().height()))
        laid_out = (index for index in range(first, last + 1) if self._page.is_laid_out(index))
        return next(laid_out, first)

    def _set_range(self) -> None:
        height = self.viewport().height()
        total = self._page.flow.total + height * _BOTTOM
        fits = self._page.flow.total <= height
        self.verticalScrollBar().setPageStep(max(height - round(self._page.measure.text.pitch), 1))
        self.verticalScrollBar().setRange(0, 0 if fits else max(0, round(total - height)))

    def _set_scroll(self, value: int) -> None:
        self._set_range()
        self.verticalScrollBar().setValue(value)
        self._settle()

    def _go_to_share(self, share: float) -> None:
        middle = self.viewport().height() / 2
        self._set_scroll(round(share * self._page.flow.total - middle))

    def _update_block(self, index: int) -> None:
        """Asks for a repaint of a block."""
        top = round(self._page.flow.top(index)) - self._scroll
        height = round(self._page.flow.height(index))
        # A ring may reach above the first line, a tag below the last.
        self.viewport().update(0, top - 4, self.viewport().width(), height + 16)

    def _repaint_all(self) -> None:
        self._strip.show_page(self._page, self._theme, self.colours_of)
        self.viewport().update()

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.page.page)
        painter.translate(self._left, -float(self._scroll))
        clip = QRectF(event.rect()).translated(-self._left, float(self._scroll))
        flow = self._page.flow
        index = flow.index_at(clip.top() - self._page.measure.text.pitch / 2)
        while index < len(flow.blocks) and flow.top(index) < clip.bottom():
            block = flow.blocks[index]
            if block.end > block.start:
                self._painter.paint_block(painter, index, clip, has_focus=self.hasFocus())
            index += 1
        if clip.top() < flow.top(min(1, len(flow.blocks))):
            self._painter.paint_byline(painter, self._byline)
        chips = self._margin.chips(*self._in_sight)
        self._painter.quotes.paint_chips(painter, self._margin, chips)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        inside = self.viewport().geometry()
        self._strip.setGeometry(inside.right() + 1, inside.top(), WIDTH, inside.height())
        if event.oldSize().width() != event.size().width():
            self._rebuild()
        else:
            self._settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu at the mouse, or at the cursor when a key asked."""
        point = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.marks.cursor:
            point = QPointF(self.rect_of(*self.marks.cursor).center())
        self.menu_requested.emit(self.hit(point), self.viewport().mapToGlobal(point.toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, or with Ctrl asks for another size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows what a mark is while the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            told = self._told_at(QPointF(event.pos()))
            lines = (line for sentence in told for line in wrap(sentence, _TOOLTIP))
            QToolTip.showText(event.globalPos(), "\n".join(lines), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab steps through suggestions on the page; F6 leaves it."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(820, 700)
