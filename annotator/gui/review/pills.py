"""At the right of the top bar: the two annotators drawn in the text, and how far they agree."""

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from annotator.core.annotator import Annotator, Kind
from annotator.gui.chrome import Pill, muted
from annotator.gui.review.controller import ReviewController
from annotator.gui.review.inks import Ink, annotator_ink
from annotator.gui.theme import Theme
from annotator.store.annotations import Work

_LINE = 16


class InkPill(Pill):
    """A name with a piece of its annotator's line, above or below the middle."""

    def __init__(self, name: str) -> None:
        super().__init__("", name, outlined=True)
        self._ink: Ink | None = None
        self._above = False

    def show_ink(self, name: str, ink: Ink, *, above: bool) -> None:
        """Shows another annotator."""
        self._ink, self._above = ink, above
        where = "above" if above else "below"
        self.show_words(f"       {name}", name=f"{name}, line {where} the words")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ink is None:
            return
        painter = QPainter(self)
        pen = QPen(self._ink.line, 2.4)
        if self._ink.dashes:
            pen.setDashPattern(list(self._ink.dashes))
        painter.setPen(pen)
        shift = self.fontMetrics().height() * 0.32
        y = self.height() / 2 + (-shift if self._above else shift)
        painter.drawLine(QPointF(11, y), QPointF(11 + _LINE, y))


class PairPills(QWidget):
    """The pair that is drawn; a click chooses others, or whose work is compared."""

    chooser_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Whose work is compared")
        self.first, self.second = InkPill("First annotator"), InkPill("Second annotator")
        self._versus, self.figure = muted("vs"), muted()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.first, self._versus, self.second, self.figure):
            row.addWidget(part)
        for pill in (self.first, self.second):
            pill.clicked.connect(self.chooser_wished)

    def show_pair(self, controller: ReviewController, theme: Theme) -> None:
        """Shows who is drawn, and their agreement."""
        review = controller.review
        self.setVisible(review is not None)
        if review is None:
            return
        names = {who.id: (n, who.name) for n, who in enumerate(review.annotators)}
        for pill, who, above in zip(
            (self.first, self.second), controller.drawn, (True, False), strict=True
        ):
            pill.setVisible(who is not None)
            if who is not None:
                place, name = names[who]
                pill.show_ink(name, annotator_ink(theme, place), above=above)
        self._versus.setVisible(controller.drawn[1] is not None)
        pair = next(
            (p for p in review.pairs if {p.first.id, p.second.id} == set(controller.drawn)), None
        )
        self.figure.setText(f"F1 {pair.strict:.2f}" if pair else "")


def chooser(
    controller: ReviewController, parent: QWidget, work: list[tuple[Annotator, Work]]
) -> QMenu:
    """Who is compared, and which two are drawn; a model joins only when it is chosen."""
    menu = QMenu("Whose work is compared", parent)
    review = controller.review
    compared = [who.id for who in review.annotators] if review else []
    menu.addSection("Compared")
    for annotator, done in work:
        state = "" if done.finished else f" ({done.status.value})"
        kind = " (model)" if annotator.kind is Kind.MODEL else ""
        action = menu.addAction(f"{annotator.name}{kind}{state}")
        action.setCheckable(True)
        action.setChecked(annotator.id in compared)
        action.triggered.connect(
            lambda on, n=annotator.id: controller.compare(
                [*compared, n] if on else [m for m in compared if m != n]
            )
        )
    if review is not None and len(compared) > 2:
        menu.addSection("Drawn in the text")
        for pair in review.pairs:
            action = menu.addAction(f"{pair.first.name} and {pair.second.name}")
            action.setCheckable(True)
            action.setChecked({pair.first.id, pair.second.id} == set(controller.drawn))
            action.triggered.connect(
                lambda _on=False, p=pair: controller.draw(p.first.id, p.second.id)
            )
    return menu
