"""Who said what, in order or by speaker; a click goes there."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.quotes import QUOTE
from annotator.core.span import QUOTES
from annotator.core.text import shortened
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No quotes are marked or suggested in this article yet; Q marks one."
_ALL_NAMED = "Every quote of this article has a speaker with a name."
_NOBODY = "no speaker"
_LONGEST = 140


class QuotesPage(Page):
    """The quotes of the article; `span_chosen` gives the first part of the one chosen."""

    span_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RowList("Quotes of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self.by_speaker = KeyButton("By speaker")
        self.nameless = KeyButton("Without a name")
        self.copy = KeyButton("Copy")
        self.copy.setAccessibleName("Copy the quotes as text")
        self._situation: Situation | None = None
        row = QHBoxLayout()
        for widget in (self.by_speaker, self.nameless):
            widget.setCheckable(True)
            row.addWidget(widget)
            widget.toggled.connect(self._show)
        row.addStretch(1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(row)
        column.addWidget(self._empty, 1)
        self.list.chosen.connect(self._go)
        self.copy.clicked.connect(self._copy)

    def refresh(self, situation: Situation) -> None:
        """Shows the quotes of a situation."""
        self._situation = situation
        self._show()

    def follow(self, situation: Situation) -> None:
        """Makes the focused quote the current one."""
        lit = situation.controller.state.quote
        self.list.make_current(lambda mark: isinstance(mark, QuoteMark) and mark == lit)

    def _marks(self) -> list[QuoteMark]:
        """The quotes shown, in the order shown."""
        if self._situation is None:
            return []
        marks = [
            mark
            for mark in self._situation.controller.state.quotes
            if not (self.nameless.isChecked() and mark.name)
        ]
        if self.by_speaker.isChecked():
            first = {name: n for n, name in reversed(list(enumerate(m.name for m in marks)))}
            marks.sort(key=lambda mark: (first[mark.name], mark.quote.start))
        return marks

    def _show(self) -> None:
        if self._situation is None:
            return
        marks = self._marks()
        counts = Counter(mark.name for mark in marks)
        colour = self._situation.colours(QUOTES, QUOTE).line
        rows: list[Row] = []
        said = None
        for mark in marks:
            name = mark.name or _NOBODY
            if self.by_speaker.isChecked() and name != said:
                rows.append(Row(name, None, f"×{counts[mark.name]:,}"))
                said = name
            shown = shortened(mark.quote.text, _LONGEST) if self.by_speaker.isChecked() else name
            detail = "" if self.by_speaker.isChecked() else shortened(mark.quote.text, _LONGEST)
            facts = mark.facts + (" ?" if mark.pending else "")
            note = "suggested" if mark.pending else ""
            rows.append(Row(shown, mark, facts, detail, colour, mark.pending, mark.pending, note))
        self.list.set_rows(rows)
        filtered = self.nameless.isChecked() and bool(self._situation.controller.state.quotes)
        self._empty.refresh(is_empty=not rows, sentence=_ALL_NAMED if filtered else _NOTHING)
        self.follow(self._situation)

    def _go(self, mark: object) -> None:
        if isinstance(mark, QuoteMark):
            self.span_chosen.emit(mark.quote.first)

    def _copy(self) -> None:
        lines = [
            f"{mark.name or _NOBODY}\t{mark.facts}\t{mark.quote.text}" for mark in self._marks()
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
