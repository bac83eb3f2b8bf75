"""A made-up report with every sort of quote, suggested by hand, and hands to work on it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.quotes import CONTINUES, CUED_BY, NOT_A_QUOTE, SAID_BY
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import words
from annotator.nlp.messages import Prelabelled

MODEL = "en_core_web_sm 3.8.0 + rules 1"
TEXT = """Quay talks resume
Ilse Maartens met Teodor Lind in Norrhavn. “We tried everything,” Lind said. “It failed.”
Maartens added that talks with Kystline would go on. The so-called “super quay” stays shut.
“The harbour is old,” Oda Brekke wrote.
“It leaks, and nobody paints it.
“It will sink one day,” she warned.
“Nobody came,” Rolf Sund told reporters. “Not one.”
Sund sang of “My Old Quay” again.
"""


def place(text: str, what: str, nth: int = 0) -> tuple[int, int]:
    """The bounds of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(what, start + 1)
    return start, start + len(what)


def suggestions(article_id: int) -> Prelabelled:
    """Two entities, a quote in two parts, an indirect quote and something that is none."""
    spans: list[Span] = []

    def span(layer: str, label: str, what: str, nth: int = 0, **more: object) -> int:
        start, end = place(TEXT, what, nth)
        spans.append(Span(len(spans) + 1, layer, label, start, end, what, **more))
        return len(spans)

    span("entities", "PERSON", "Teodor Lind")
    span("entities", "ORG", "Kystline")
    first = span("quotes", "QUOTE", "“We tried everything,”", confidence=0.9)
    second = span("quotes", "QUOTE", "“It failed.”")
    lind = span("quotes", "SPEAKER", "Lind", 1, cluster_id=1)
    said = span("quotes", "CUE", "said")
    indirect = span("quotes", "QUOTE", "that talks with Kystline would go on")
    maartens = span("quotes", "SPEAKER", "Maartens", 1)
    added = span("quotes", "CUE", "added")
    span("quotes", NOT_A_QUOTE, "“My Old Quay”", attributes=(("reason", "title"),))
    relations = (
        Relation(CONTINUES, second, first),
        Relation(SAID_BY, first, lind),
        Relation(CUED_BY, first, said),
        Relation(SAID_BY, indirect, maartens),
        Relation(CUED_BY, indirect, added),
    )
    ordered = tuple(sorted(spans, key=lambda one: one.order))
    row = (Cluster(1, "Teodor Lind", "PERSON"),)
    return Prelabelled(article_id, ordered, tuple(words(TEXT)), 0, relations, row)


@dataclass
class Quay:
    """Someone at the window with that report open."""

    driver: object
    article_id: int

    @property
    def project(self):
        return self.driver.project

    @property
    def controller(self):
        return self.driver.desk.controller

    @property
    def view(self):
        return self.driver.desk.view

    @property
    def mode(self) -> str:
        """What the bar below says of the mode."""
        return self.driver.desk.labels._mode.text()

    @property
    def said(self) -> str:
        return self.driver.said

    def press(self, *keys: str) -> None:
        self.driver.press(*keys)

    def select(self, what: str, nth: int = 0) -> None:
        self.controller.select(*place(TEXT, what, nth))

    def stand(self, what: str, nth: int = 0) -> None:
        """Puts the cursor on the first of some words, as a click does."""
        self.controller._cursor_asked(place(TEXT, what, nth)[0])

    def told(self) -> list[tuple[str, str | None, str | None]]:
        """Content, speaker and cue of each quote of mine."""
        return [
            (q.text, q.speaker and q.speaker.text, q.cue and q.cue.text)
            for q in self.project.quotes(self.article_id)
        ]

    def names(self) -> list[str]:
        roster = self.project.roster(self.article_id)
        return [roster.speaker_name(quote) for quote in self.project.quotes(self.article_id)]

    def spans(self) -> list[tuple[str, str]]:
        return [(s.label, s.text) for s in self.project.annotation(self.article_id).spans]

    def left(self) -> int:
        return self.project.pending_count(self.article_id)

    def focused(self) -> tuple[str, str] | None:
        span = self.controller.focused
        return (span.label, span.text) if span else None

    # The mouse

    def point(self, what: str, nth: int = 0, *, at: float = 0.5) -> QPoint:
        start, end = place(TEXT, what, nth)
        rect = self.view.rect_of(start, end)
        return QPoint(round(rect.left() + rect.width() * at), rect.center().y())

    def click(self, what: str, nth: int = 0, *, control: bool = False) -> None:
        keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.view.viewport(), left, keys, self.point(what, nth))
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint) -> None:
        page, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(page, left, Qt.KeyboardModifier.NoModifier, start)
        for point in ((start + end) / 2, end):
            self._move(QPointF(point))
        QTest.mouseRelease(page, left, Qt.KeyboardModifier.NoModifier, end)
        QApplication.processEvents()

    def drag_over(self, what: str, nth: int = 0) -> None:
        # From within the first letter: beside it might be the edge of what stands before.
        self.drag(self.point(what, nth, at=0.04), self.point(what, nth, at=0.96))

    def button(self, label: str):
        """The button of a label in the bar below."""
        return next(b for b in self.driver.desk.labels.buttons if b.label.name == label)

    def _move(self, point: QPointF) -> None:
        page = self.view.viewport()
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            point,
            QPointF(page.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(page, moved)
