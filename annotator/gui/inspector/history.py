"""What was done in this article, by whom and when; a step can be taken back by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.change import AppliedLabel, Flag, Note, Noun, StatusValue
from annotator.core.span import Span
from annotator.core.text import shortened
from annotator.gui.inspector.moments import moment
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList
from annotator.project.history import HistoryRow

_NOTHING = "Nothing was changed in this article yet."
_MOST_NAMED = 3


class HistoryPage(Page):
    """The steps on this article, newest first."""

    span_chosen = Signal(object)
    revert_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RowList("History of this article, newest step first")
        self._empty = EmptyState(self.list, _NOTHING)
        self.revert = KeyButton("Revert this step")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.revert)
        self._mine: tuple[Span, ...] = ()
        self.list.chosen.connect(self._go)
        self.revert.clicked.connect(self._revert)
        self.list.selectionModel().currentChanged.connect(self._offer)

    def refresh(self, situation: Situation) -> None:
        """Shows the last steps on the article of a situation."""
        self._mine = situation.mine.spans
        steps = situation.project.history(situation.article_id)
        self.list.set_rows([_row(step) for step in steps])
        self._empty.refresh(is_empty=not steps)
        self._offer()

    def _offer(self) -> None:
        step = self.list.current
        self.revert.setVisible(isinstance(step, HistoryRow) and not step.undone)

    def _go(self, step: object) -> None:
        """Goes to the first span the step touched that is still there."""
        assert isinstance(step, HistoryRow)
        ids = {noun.id for noun in (*step.added, *step.removed) if isinstance(noun, Span)}
        still_there = next((span for span in self._mine if span.id in ids), None)
        if still_there is not None:
            self.span_chosen.emit(still_there)

    def _revert(self) -> None:
        step = self.list.current
        if isinstance(step, HistoryRow):
            self.revert_wanted.emit(step.step)


def _row(step: HistoryRow) -> Row:
    who = f"{step.who} · undone" if step.undone else step.who
    detail = " · ".join(part for part in (who, _said(step)) if part)
    return Row(step.name, step, moment(step.at), detail, faint=step.undone)


def _said(step: HistoryRow) -> str:
    """What it did: “Lind ORG → PERSON”, or the texts it touched."""
    before = {noun.id: noun for noun in step.removed if isinstance(noun, Span)}
    after = {noun.id: noun for noun in step.added if isinstance(noun, Span)}
    told = [_changed(before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after))]
    told += [_other(noun) for noun in step.added]
    named = [words for words in told if words]
    more = len(named) - _MOST_NAMED
    return ", ".join(named[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _changed(before: Span | None, after: Span | None) -> str:
    if before and after:
        if before.label != after.label:
            return f"“{shortened(after.text, 40)}” {before.label} → {after.label}"
        return f"“{shortened(before.text, 40)}” → “{shortened(after.text, 40)}”"
    span = after or before
    return f"“{shortened(span.text, 40)}” {span.label}" if span else ""


def _other(noun: Noun) -> str:
    match noun:
        case StatusValue():
            return noun.status.value
        case AppliedLabel():
            return noun.name
        case Flag() if noun.note:
            return f"“{shortened(noun.note, 40)}”"
        case Note():
            return f"“{shortened(noun.text, 40)}”"
    return ""
