"""What is worth a second look in this article: spans off token edges, labels that contradict."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.lint import Problem, ProblemKind
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No problems: every span fits its text and its tokens, and no words have two labels."
_MOST_SHOWN = 300


class ProblemsPage(Page):
    """The problems of the article; Enter or a click goes to one, T snaps it to the tokens."""

    span_chosen = Signal(object)
    snap_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _ProblemList("Problems of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self.snap = KeyButton("Snap to tokens", "T")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.snap)
        self.list.chosen.connect(self._go)
        self.list.snapped.connect(self._snap)
        self.snap.clicked.connect(self._snap)
        self.list.selectionModel().currentChanged.connect(self._offer)

    def refresh(self, situation: Situation) -> None:
        """Shows the problems of a situation, the first few hundred of them."""
        problems = situation.problems
        rows = [_row(situation, problem) for problem in problems[:_MOST_SHOWN]]
        if len(problems) > _MOST_SHOWN:
            more = len(problems) - _MOST_SHOWN
            rows.append(Row(f"and {more:,} more", detail="They come up as these are solved."))
        self.snap.show_words("Snap to tokens", situation.key("page.snap"))
        self.list.set_rows(rows)
        self._empty.refresh(is_empty=not rows)
        self._offer()

    def _offer(self) -> None:
        self.snap.setVisible(_can_snap(self.list.current))

    def _go(self, problem: object) -> None:
        if isinstance(problem, Problem):
            self.span_chosen.emit(problem.span)

    def _snap(self) -> None:
        problem = self.list.current
        if isinstance(problem, Problem) and _can_snap(problem):
            self.snap_wanted.emit(problem.span)


class _ProblemList(RowList):
    snapped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.snapped.emit()
        else:
            super().keyPressEvent(event)


def _can_snap(problem: object) -> bool:
    return isinstance(problem, Problem) and problem.kind is ProblemKind.TOKENS


def _row(situation: Situation, problem: Problem) -> Row:
    span = problem.span
    swatch = situation.swatch(span)
    return Row(span.text, problem, span.label, problem.sentence, swatch)
