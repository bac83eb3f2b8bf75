"""The roster: each name of the article once, with how often and how it is said; a click steps through."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.clusters import Mention, Name
from annotator.core.errors import AnnotatorError
from annotator.core.span import QUOTES, Span
from annotator.gui.inspector.name_list import (
    BACK,
    IS,
    NOBODY,
    OPEN,
    RENAME,
    SHUT,
    SPLIT,
    NameList,
)
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row
from annotator.project.edits import Edit, NameSpans, SplitMentions

_NOTHING = "No names are marked or suggested in this article yet."
_NONE_MINE = "Accept one of its mentions first."
_LONGEST_FORM = 16
_LONGEST_MENTION = 40
_CONTEXT = 18
_ROOM_FOR_BUTTONS = 220


class MentionsPage(Page):
    """The names of the article; choosing one again goes to its next mention.

    `name_wanted` gives the ids of mentions for which a name is to be asked, `rename_wanted` a Name.
    """

    span_chosen = Signal(object)
    name_wanted = Signal(object)
    rename_wanted = Signal(object)
    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = NameList("Mentions, the names of this article")
        self._empty = EmptyState(self.list, _NOTHING)
        self._situation: Situation | None = None
        self._names: tuple[Name, ...] = ()
        self._opened: set[tuple[str, str]] = set()
        self._focused: Span | None = None
        self.merge = KeyButton("Is the same as…", "E")
        self.rename = KeyButton("Rename…", "F2")
        self.split = KeyButton("Split this mention off", "X")
        self._buttons = QWidget()
        self._arrange()
        self.list.chosen.connect(self._step)
        self.list.wished.connect(self._act)
        self.list.dropped.connect(self._join)
        for button, wish in ((self.merge, IS), (self.rename, RENAME), (self.split, SPLIT)):
            button.clicked.connect(lambda _on=False, wish=wish: self._act(wish))

    def refresh(self, situation: Situation) -> None:
        """Shows the names of a situation."""
        if self._situation is None or self._situation.article_id != situation.article_id:
            self._opened.clear()
        self._situation = situation
        self._names = situation.project.roster(situation.article_id).names
        self._show()
        self.follow(situation)

    def follow(self, situation: Situation) -> None:
        """Makes the name of the focused span the current one, or the mention where it is shown."""
        self._situation = situation
        self._focused = situation.focused
        name = self._name_of(self._focused)
        if name is not None:
            is_open = _key(name) in self._opened
            self.list.make_current(
                lambda row: _span(row) == self._focused if is_open else row is name
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the list has it; keys and menu do what the buttons do."""
        super().resizeEvent(event)
        self._buttons.setVisible(event.size().height() >= _ROOM_FOR_BUTTONS)

    def _show(self) -> None:
        situation = self._situation
        assert situation is not None
        said = Counter(mark.name for mark in situation.controller.state.quotes)
        text = situation.project.article(situation.article_id).text
        rows: list[Row] = []
        for name in self._names:
            is_open = _key(name) in self._opened
            rows.append(_name_row(situation, name, said[name.name], is_open=is_open))
            if is_open:
                rows += [_mention_row(text, mention) for mention in name.places]
        self.list.set_rows(rows)
        self._empty.refresh(is_empty=not rows)

    def _step(self, row: object) -> None:
        """To the mention of a row; to the next one of its name when the page is there already."""
        name, chosen = self._name(row), _span(row)
        if name is None:
            return
        if chosen is None or _are_at_one_place(chosen, self._focused):
            chosen = self._beside(name, 1)
        self._go(chosen)

    def _beside(self, name: Name, step: int) -> Span:
        """The mention before or after the focused one, going round."""
        spans = [mention.span for mention in name.places]
        here = (n for n, span in enumerate(spans) if _are_at_one_place(span, self._focused))
        place = next(here, -1 if step > 0 else 0)
        return spans[(place + step) % len(spans)]

    def _go(self, span: Span) -> None:
        self._focused = span
        self.span_chosen.emit(span)

    def _act(self, wish: str) -> None:
        """Do what is wished for the current row."""
        row = self.list.current
        name = self._name(row)
        if name is None:
            return
        if wish == BACK:
            self._go(self._beside(name, -1))
        elif wish in (OPEN, SHUT):
            self._open(name, row, is_open=wish == OPEN)
        elif wish == SPLIT:
            self._split(name, row)
        else:
            self._decide(wish, name, _mine(name, row))

    def _decide(self, wish: str, name: Name, ids: tuple[int, ...]) -> None:
        if not ids:
            self.message.emit(_NONE_MINE)
        elif wish == IS:
            self.name_wanted.emit(ids)
        elif wish == RENAME:
            self.rename_wanted.emit(name)
        elif wish == NOBODY:
            self._apply(NameSpans(self._article_id, ids, ""))

    def _open(self, name: Name, row: object, *, is_open: bool) -> None:
        """Show the mentions of a name under it, or hide them; from a mention one comes back to its name."""
        if row is name and is_open != (_key(name) in self._opened):
            self._opened ^= {_key(name)}
            self._show()
        self.list.make_current(lambda other: other is (row if is_open else name))

    def _split(self, name: Name, row: object) -> None:
        """The mention of the row, or the one the page is at, gets a name of its own."""
        span = _span(row) or self._focused
        if span is None or span not in name.mine:
            self.message.emit("Step to a mention of yours first: Enter goes through them.")
        elif span.text.casefold() == name.name.casefold():
            self.name_wanted.emit((span.id,))
        else:
            self._apply(SplitMentions(self._article_id, (span.id,)))

    def _join(self, name: Name, other: Name) -> None:
        """All mentions of a name belong to another."""
        ids = _mine(name, name)
        if not ids:
            self.message.emit(_NONE_MINE)
        elif self._apply(NameSpans(self._article_id, ids, other.name, other.label)):
            self.message.emit(f"{name.name} is {other.name} now.")

    def _apply(self, edit: Edit) -> bool:
        assert self._situation is not None
        try:
            self._situation.project.apply(edit)
        except AnnotatorError as error:
            self.message.emit(str(error))
            return False
        return True

    def _name(self, row: object) -> Name | None:
        return row if isinstance(row, Name) else self._name_of(_span(row))

    def _name_of(self, span: Span | None) -> Name | None:
        """The name shown that has a mention there."""
        return next((n for n in self._names if any(m.span == span for m in n.mentions)), None)

    @property
    def _article_id(self) -> int:
        assert self._situation is not None
        return self._situation.article_id

    def _arrange(self) -> None:
        flow = FlowLayout(self._buttons)
        for button in (self.merge, self.rename, self.split):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self._buttons)


def _key(name: Name) -> tuple[str, str]:
    return name.label, name.name.casefold()


def _span(row: object) -> Span | None:
    return row.span if isinstance(row, Mention) else None


def _are_at_one_place(span: Span, other: Span | None) -> bool:
    return other is not None and span.overlaps(other.start, other.end)


def _mine(name: Name, row: object) -> tuple[int, ...]:
    """The ids of the mentions of mine a row is about."""
    mentions = name.at(row.span) if isinstance(row, Mention) else name.mentions
    return tuple(mention.span.id for mention in mentions if not mention.suggested)


def _name_row(situation: Situation, name: Name, quotes: int, *, is_open: bool) -> Row:
    count = sum(mention.in_words for mention in name.places)
    said = f"{quotes:,} {'quote' if quotes == 1 else 'quotes'}" if quotes else ""
    short = "suggested" if name.suggested else "" if said else _short(name)
    times = f"×{count:,}" if count else ""
    aside = "  ".join(filter(None, (short, said, times)))
    forms = f"also {', '.join(name.short_forms)}" if name.short_forms else ""
    return Row(
        text=name.name,
        subject=name,
        aside=aside,
        swatch=situation.colours(name.layer, name.label).line,
        hollow=name.suggested,
        note=", ".join(filter(None, (name.label, forms))),
        is_open=is_open,
    )


def _short(name: Name) -> str:
    """The first short form of a name proper, where there is room for it."""
    forms = (m.span.text for m in name.mentions if m.span.layer != QUOTES)
    found = next((form for form in forms if form in name.short_forms), "")
    return found if len(found) <= _LONGEST_FORM else ""


def _mention_row(text: str, mention: Mention) -> Row:
    """The words as they stand, and what follows them in their paragraph."""
    span = mention.span
    said = " ".join(span.text.split())
    said = said if len(said) <= _LONGEST_MENTION else f"{said[: _LONGEST_MENTION - 1]}…"
    after = text[span.end : span.end + _CONTEXT].partition("\n")[0].strip()
    kind = "" if span.layer != QUOTES else "speaker" if mention.in_words else "quote of nobody"
    return Row(
        text=f"{said} ?" if mention.suggested else said,
        subject=mention,
        aside=f"{after}…" if after else "",
        faint=True,
        note=", ".join(filter(None, (kind, "suggested" if mention.suggested else ""))),
        depth=1,
    )
