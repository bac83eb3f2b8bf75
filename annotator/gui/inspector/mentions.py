"""The roster: each name of the article once, with how often and how it is said; a click steps through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.clusters import Name
from annotator.core.span import Span
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No names are marked or suggested in this article yet."


class MentionsPage(Page):
    """The names of the article; choosing one again goes to its next mention."""

    span_chosen = Signal(object)
    name_wanted = Signal(object)
    rename_wanted = Signal(object)
    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _NameList("Mentions, the names of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self._focused: Span | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        self.merge = KeyButton("Is the same as…", "E")
        self.rename = KeyButton("Rename…", "F2")
        self.split = KeyButton("Split this mention off", "X")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.merge, self.rename, self.split):
            flow.addWidget(button)
        column.addWidget(buttons)
        self.list.chosen.connect(self._step)
        for signal, act in (
            (self.list.merge_wished, self._merge),
            (self.list.rename_wished, self._rename),
            (self.list.split_wished, self._split),
            (self.merge.clicked, self._merge),
            (self.rename.clicked, self._rename),
            (self.split.clicked, self._split),
        ):
            signal.connect(act)

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

    def _merge(self) -> None:
        """Ask which name all mentions of the current one belong to."""
        ids = self._mine()
        if ids:
            self.name_wanted.emit(ids)

    def _rename(self) -> None:
        name = self.list.current
        if isinstance(name, Name) and self._mine():
            self.rename_wanted.emit(name)

    def _split(self) -> None:
        """Ask who the mention in focus is, alone."""
        focused = self._focused
        if focused is not None and focused.id > 0 and _has_mine(self.list.current, focused):
            self.name_wanted.emit((focused.id,))
        else:
            self.message.emit("Step to the mention first: Enter goes through them.")

    def _mine(self) -> tuple[int, ...]:
        """The ids of my mentions of the current name."""
        name = self.list.current
        if not isinstance(name, Name):
            return ()
        ids = tuple(m.span.id for m in name.mentions if not m.suggested)
        if not ids:
            self.message.emit("Accept one of its mentions first.")
        return ids


class _NameList(RowList):
    merge_wished = Signal()
    rename_wished = Signal()
    split_wished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wishes = {
            Qt.Key.Key_E: self.merge_wished,
            Qt.Key.Key_F2: self.rename_wished,
            Qt.Key.Key_X: self.split_wished,
        }
        wish = wishes.get(Qt.Key(event.key()))
        if wish is not None and not event.modifiers():
            wish.emit()
        else:
            super().keyPressEvent(event)


def _has_mine(name: object, span: Span) -> bool:
    mentions = name.mentions if isinstance(name, Name) else ()
    return any(m.span == span and not m.suggested for m in mentions)


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
