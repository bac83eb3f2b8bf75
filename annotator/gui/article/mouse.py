"""What the mouse does on the page: clicks, selections that snap to tokens, edges that are dragged."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.page import Edge

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView

_MILLISECONDS_BETWEEN_SCROLLS = 40


class Mouse(QObject):
    """Turns mouse events of the page into its signals."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._point = QPointF()
        self._from = 0
        self._edge: Edge | None = None
        self._bounds: Bounds | None = None
        self._by_characters = False
        self._double_clicked = -1.0
        self._scrolling = QTimer(self, interval=_MILLISECONDS_BETWEEN_SCROLLS)
        self._scrolling.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        """Begins a click, a selection, or the dragging of an edge."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        interval = QApplication.doubleClickInterval() / 1000
        if monotonic() - self._double_clicked < interval:
            self._choose(self._view.page.sentence(self._view.hit(event.position()).nearest))
            return
        self._pressed = self._point = event.position()
        self._from = self._view.edge_at(self._pressed)
        self._edge = self._view.edge_under(self._pressed)
        self._bounds = None

    def move(self, event: QMouseEvent) -> None:
        """Goes on with what a press began, or shows what a press would do here."""
        self._point = event.position()
        if self._pressed is None:
            self._show_shape()
            return
        far = (self._point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._bounds is not None:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._by_characters = bool(control)
            self._drag()
            self._scroll_when_outside()

    def release(self, event: QMouseEvent) -> None:
        """Ends a click, a selection, or the dragging of an edge."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._scrolling.stop()
        pressed, bounds, edge = self._pressed, self._bounds, self._edge
        self._pressed = self._bounds = self._edge = None
        if bounds is None:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._view.clicked.emit(self._view.hit(pressed), bool(control))
        elif edge is not None:
            self._view.edge_moved.emit(edge.span, *bounds)
        else:
            self._view.selected.emit(*bounds)

    def double_click(self, event: QMouseEvent) -> None:
        """Selects the word."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._double_clicked = monotonic()
            self._choose(self._view.page.token(self._view.hit(event.position()).nearest))

    def _choose(self, bounds: Bounds | None) -> None:
        self._pressed = None
        if bounds is not None:
            self._view.selecting.emit(*bounds)
            self._view.selected.emit(*bounds)

    def _drag(self) -> None:
        to = self._view.edge_at(self._point)
        edge = self._edge
        if edge is not None:
            bounds = self._resized(edge.span, to, at_start=edge.at_start)
            if bounds[0] < bounds[1]:
                self._bounds = bounds
                self._view.edge_moving.emit(edge.span, *bounds)
            return
        bounds = self._snapped(min(self._from, to), max(self._from, to))
        if bounds[0] < bounds[1]:
            self._bounds = bounds
            self._view.selecting.emit(*bounds)

    def _resized(self, span: Span, to: int, *, at_start: bool) -> Bounds:
        if at_start:
            start = self._snapped(min(to, span.end - 1), span.end)[0]
            return start, span.end
        end = self._snapped(span.start, max(to, span.start + 1))[1]
        return span.start, end

    def _snapped(self, start: int, end: int) -> Bounds:
        return (start, end) if self._by_characters else self._view.page.tokens.snapped(start, end)

    def _show_shape(self) -> None:
        if self._view.edge_under(self._point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._view.hit(self._point).marks:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() is not shape:
            self._view.viewport().setCursor(shape)

    def _scroll_when_outside(self) -> None:
        inside = 0 <= self._point.y() < self._view.visible_height()
        if inside:
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        step = bar.singleStep() if self._point.y() > 0 else -bar.singleStep()
        bar.setValue(bar.value() + step)
        self._drag()
