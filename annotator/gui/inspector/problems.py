"""What is worth a second look in this article: spans off token edges, labels that contradict."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.problem import Problem
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No problems: spans fit text and tokens, no words have two labels, and quotes are whole."
_MOST_SHOWN = 300


class ProblemsPage(Page):
    """The problems of the article; Enter or a click goes to one, R repairs it."""

    span_chosen = Signal(object)
    problem_chosen = Signal(object)
    repair_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.list = _ProblemList("Problems of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self.repair = KeyButton("Repair", "R")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.repair)
        self.list.chosen.connect(self._go)
        self.list.repaired.connect(self._repair)
        self.repair.clicked.connect(self._repair)
        self.list.selectionModel().currentChanged.connect(self._offer)

    def refresh(self, situation: Situation) -> None:
        """Shows the problems of a situation, the first few hundred of them."""
        problems = situation.problems
        rows = [_row(situation, problem) for problem in problems[:_MOST_SHOWN]]
        if len(problems) > _MOST_SHOWN:
            more = len(problems) - _MOST_SHOWN
            rows.append(Row(f"and {more:,} more", detail="They come up as these are solved."))
        self._key = situation.key("page.repair")
        self.list.keys = [QKeySequence(key) for key in situation.keymap.keys("page.repair")]
        self.list.set_rows(rows)
        self._empty.refresh(is_empty=not rows)
        self._offer()

    def _offer(self) -> None:
        problem = self.list.current
        repair = problem.repair if isinstance(problem, Problem) else None
        self.repair.setVisible(repair is not None)
        if repair is not None:
            self.repair.show_words(repair.value, self._key)

    def _go(self, problem: object) -> None:
        if isinstance(problem, Problem):
            self.problem_chosen.emit(problem)

    def _repair(self) -> None:
        problem = self.list.current
        if isinstance(problem, Problem) and problem.repair is not None:
            self.repair_wanted.emit(problem)


class _ProblemList(RowList):
    repaired = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.keys: list[QKeySequence] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if QKeySequence(event.keyCombination()) in self.keys:
            self.repaired.emit()
        else:
            super().keyPressEvent(event)


def _row(situation: Situation, problem: Problem) -> Row:
    span = problem.span
    swatch = situation.swatch(span)
    return Row(" ".join(span.text.split()), problem, span.label, problem.sentence, swatch)
