"""A made-up article, and the hands of someone who labels it on a real page."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.span import ENTITIES, Span
from annotator.gui.article import ArticleController, ArticleView
from annotator.project.project import Project

TITLE = "Harbour talks end without a deal"
TEXT = f"""{TITLE}
Ilse Maartens met Teodor Lind in Norrhavn on Tuesday. Maartens said the talks with Kystline had failed.
“We tried,” Lind said. Kystline did not answer questions from the Coast Courier.
Unions in Brevik called the outcome a shame, and Norrhavn's mayor agreed."""
MODEL = "small 1.0 + rules 1"
SUGGESTED = (
    ("Ilse Maartens", 0, "PERSON"),
    ("Teodor Lind", 0, "PERSON"),
    ("Norrhavn", 0, "PLACE"),
    ("Maartens", 1, "ORG"),
    ("Kystline", 1, "ORG"),
    ("Brevik", 0, "PLACE"),
)


def place(text: str, what: str, nth: int = 0) -> tuple[int, int]:
    """The bounds of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(what, start + 1)
    return start, start + len(what)


def suggested(text: str, wanted: tuple[tuple[str, int, str], ...]) -> tuple[Span, ...]:
    spans = []
    for number, (what, nth, label) in enumerate(wanted, 1):
        start, end = place(text, what, nth)
        spans.append(Span(number, ENTITIES, label, start, end, what))
    return tuple(spans)


@dataclass
class Desk:
    """A page with its controller, and the hands of someone at work."""

    project: Project
    view: ArticleView
    controller: ArticleController
    article_id: int
    said: list[str]

    @property
    def text(self) -> str:
        return self.project.article(self.article_id).text

    def mine(self) -> list[tuple[str, str]]:
        return [(span.label, span.text) for span in self.project.annotation(self.article_id).spans]

    def pending(self) -> list[tuple[str, str]]:
        return [(span.label, span.text) for span in self.project.pending(self.article_id)]

    def focused(self) -> tuple[str, str] | None:
        span = self.controller.focused
        return (span.label, span.text) if span else None

    def selected(self) -> str:
        start, end = self.controller.selection or (0, 0)
        return self.text[start:end]

    def under_cursor(self) -> str:
        start, end = self.controller.state.cursor.at
        return self.text[start:end]

    def point(self, what: str, nth: int = 0, *, at: float = 0.5) -> QPoint:
        """A point on some words, `at` being how far along them."""
        start, end = place(self.text, what, nth)
        self.view.reveal(start, third=False)
        line = self.view.page.line_bounds(start)
        rect = self.view.rect_of(start, min(end, line[1]))
        return QPoint(round(rect.left() + rect.width() * at), rect.center().y())

    def click(self, what: str, nth: int = 0, control: bool = False) -> None:
        keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.view.viewport(), left, keys, self.point(what, nth))

    def drag(self, start: QPoint, end: QPoint, control: bool = False) -> None:
        keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        left, page = Qt.MouseButton.LeftButton, self.view.viewport()
        QTest.mousePress(page, left, keys, start)
        middle = QPointF(start + end) / 2
        for point in (middle.toPoint(), end):
            self._move(point, keys)
        QTest.mouseRelease(page, left, keys, end)

    def _move(self, point: QPoint, keys: Qt.KeyboardModifier) -> None:
        page = self.view.viewport()
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(page.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            keys,
        )
        QApplication.sendEvent(page, moved)
