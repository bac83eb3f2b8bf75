"""The text under review: set as on the labelling page, with everybody's marks drawn over it."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.core.text import Bounds
from annotator.gui.article.page import Hit
from annotator.gui.article.ticks import TickStrip
from annotator.gui.article.view import ArticleView
from annotator.gui.parts.card import muted
from annotator.gui.review.marks import ReviewMark, ReviewMarks
from annotator.gui.review.painter import ReviewPainter
from annotator.gui.theme import LabelColours, Theme

_ROW = 3


class ReviewView(ArticleView):
    """Shows an article with its differences; tells the key of one that is clicked."""

    difference_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._review = ReviewMarks()
        super().__init__(theme, parent)
        self.setAccessibleName("Text under review")
        self._sentence = muted()
        self._sentence.setParent(self.viewport())
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.hide()
        self.clicked.connect(self._clicked)

    @property
    def review(self) -> ReviewMarks:
        """What is drawn over the text."""
        return self._review

    @property
    def line(self) -> str:
        """How far gold is, under the heading."""
        return self._byline

    def show_line(self, text: str) -> None:
        """Says under the heading how far gold is."""
        if text != self._byline:
            self._byline = text
            below = round(self._page.flow.top(min(1, len(self._page.flow.blocks))) - self._scroll)
            self.viewport().update(0, 0, self.viewport().width(), max(below, 0))

    @property
    def sentence(self) -> str:
        """What stands in the place of the text."""
        return self._sentence.text()

    def show_sentence(self, text: str) -> None:
        """Says why no text is there, or what to do next; empty where there is one."""
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))
        self._place_sentence()

    def show_review(self, marks: ReviewMarks) -> None:
        """Draws other marks; only the blocks that look different are painted anew."""
        before, self._review = self._review, marks
        if (before.agreed, before.drawn) != (marks.agreed, marks.drawn):
            self.viewport().update()
        else:
            for start, end in _changed(before, marks):
                for block in self._blocks(start, end):
                    self._update_block(block)
        self._strip.update()

    def reveal_mark(self, mark: ReviewMark) -> None:
        """Scrolls a difference into the page's middle third."""
        if mark.pieces:
            self.reveal(mark.pieces[0][0])

    def colours_of(self, layer: str, label: str) -> LabelColours:  # noqa: ARG002 — asked by label
        """How the tick of an open difference is painted."""
        return self._theme.label("orange")

    def told(self) -> str:
        """The focused difference in a sentence."""
        mark = self._review.mark
        return describe(mark) if mark is not None else ""

    def _place_sentence(self) -> None:
        width = round(min(self.viewport().width() * 0.8, self.fontMetrics().height() * 26))
        left = (self.viewport().width() - width) // 2
        height = self._sentence.heightForWidth(width)
        self._sentence.setGeometry(left, self.viewport().height() // 4, width, height)

    def _clicked(self, hit: Hit, _add: bool) -> None:
        mark = self._review.at(hit.nearest)
        if mark is not None:
            self.difference_clicked.emit(mark.difference.key)

    def _told_at(self, point: QPointF) -> list[str]:
        offset = self.hit(point).offset
        mark = self._review.at(offset) if offset is not None else None
        return [describe(mark)] if mark is not None else []

    def _new_painter(self) -> ReviewPainter:
        return ReviewPainter(self._page, self._theme, self.colours_of, lambda: self._review)

    def _new_strip(self) -> TickStrip:
        return OpenTicks(self)

    def _blocks(self, start: int, end: int) -> range:
        flow = self._page.flow
        return range(flow.index_of(start), flow.index_of(max(end - 1, start)) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sentence()


class OpenTicks(TickStrip):
    """The strip beside the scroll bar, with a tick for each row that has open differences."""

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Open differences in the article")

    def ticks(self) -> Iterator[tuple[int, str, str]]:
        """The rows with differences still to be decided."""
        flow = self._view.page.flow
        scale = max(self.height(), 1) / max(flow.total, 1.0)
        starts = (m.difference.start for m in self._view.review.differences if not m.decided)
        rows = {int(flow.y_of(start) * scale) // _ROW * _ROW for start in starts}
        return ((row, "", "") for row in sorted(rows))


def describe(mark: ReviewMark) -> str:
    """A difference in a sentence: where, of which type, who has what."""
    found = mark.difference
    said = "; ".join(
        f"{'gold' if version.of_gold else place}: {version.words}"
        for place, version in enumerate(found.versions, 1)
    )
    return f"“{found.text}”, {found.name}{', decided' if mark.decided else ''}: {said}"


def _changed(before: ReviewMarks, after: ReviewMarks) -> Iterator[Bounds]:
    """The stretches that look different."""
    old = {mark.difference.key: mark for mark in before.differences}
    new = {mark.difference.key: mark for mark in after.differences}
    for key in old.keys() | new.keys():
        one, other = old.get(key), new.get(key)
        if one != other or (
            key in (before.focused, after.focused) and before.focused != after.focused
        ):
            for mark in (one, other):
                if mark is not None:
                    yield mark.difference.start, max(mark.difference.end, mark.difference.start + 1)
