"""The roster: each name of the article once, with how often and how it is said; a click steps through."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.clusters import Name
from annotator.core.span import Span
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No names are marked or suggested in this article yet."


class MentionsPage(Page):
    """The names of the article; choosing one again goes to its next mention."""

    span_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RowList("Mentions, the names of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self._focused: Span | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        self.list.chosen.connect(self._step)

    def refresh(self, situation: Situation) -> None:
        """Shows the names of a situation."""
        names = situation.project.roster(situation.article_id).names
        self.list.set_rows([_row(situation, name) for name in names])
        self._empty.refresh(is_empty=not names)
        self.follow(situation)

    def follow(self, situation: Situation) -> None:
        """Makes the name of the focused span the current one."""
        self._focused = situation.focused
        self.list.make_current(lambda name: isinstance(name, Name) and _has(name, self._focused))

    def _step(self, name: object) -> None:
        assert isinstance(name, Name)
        spans = [mention.span for mention in name.mentions]
        place = spans.index(self._focused) + 1 if self._focused in spans else 0
        self._focused = spans[place % len(spans)]
        self.span_chosen.emit(self._focused)


def _has(name: Name, span: Span | None) -> bool:
    return any(mention.span == span for mention in name.mentions)


def _row(situation: Situation, name: Name) -> Row:
    said = "suggested" if name.suggested else ", ".join(name.short_forms)
    return Row(
        text=name.name,
        subject=name,
        aside=f"{said}  ×{len(name.mentions):,}".strip(),
        swatch=situation.colours(name.layer, name.label).line,
        hollow=name.suggested,
        note=name.label,
    )
