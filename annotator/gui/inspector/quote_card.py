"""The card of the focused quote: who said it with which cue, of what kind, and the keys that change it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from annotator.core.quotes import Medium, Quote, QuoteKind, SpeakerStatus
from annotator.core.span import Span
from annotator.core.text import shortened
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.inspector.quote_parts import QuoteParts
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.card import Card, TextLabel, scaled
from annotator.gui.parts.facts import Facts
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.project.edits import DescribeQuote

_LONGEST = 120
_CHOICES: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("Kind", "kind", tuple(QuoteKind)),
    ("Medium", "medium", tuple(Medium)),
    ("Status", "speaker_status", tuple(SpeakerStatus)),
)
_FLAGS = (("Negated", "negated"), ("Hypothetical", "hypothetical"))


class QuoteCard(Card):
    """What is known of a quote.

    `edit_wanted` gives the edit that changes it, `part_chosen` the part to go to.
    """

    edit_wanted = Signal(object)
    part_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Quote", parent)
        self._mark: QuoteMark | None = None
        self._article_id = 0
        self._text = TextLabel()
        self._text.setFont(scaled(self._text.font(), 1.0, bold=True))
        self._facts = Facts()
        self.choices: dict[str, QComboBox] = {}
        self.flags: dict[str, KeyButton] = {}
        self._controls = self._made_controls()
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        self.parts = QuoteParts()
        self.parts.chosen.connect(self.part_chosen)
        for part in (self._text, self.parts, self._facts, self._buttons, self._controls):
            self.body.addWidget(part)

    def refresh(self, situation: Situation) -> bool:
        """Shows the quote the focused span belongs to, in short the one it stands in.

        Tells whether the span is a part of the quote itself.
        """
        own = situation.controller.state.quote
        mark = own or _around(situation)
        self.setVisible(mark is not None)
        self._mark, self._article_id = mark, situation.article_id
        if mark is not None:
            self._show_quote(situation, mark)
            # The parts say what the quote's words are, too.
            self._text.setVisible(own is not None and len(mark.quote.parts) == 1)
            for part in (self._controls, self._buttons):
                part.setVisible(own is not None)
        return own is not None

    def _show_quote(self, situation: Situation, mark: QuoteMark) -> None:
        quote = mark.quote
        self._text.setText(shortened(quote.text, _LONGEST))
        self.parts.show_parts(quote, situation.focused)
        own = situation.controller.state.quote is not None
        self._facts.show_facts(_facts(situation, mark, own=own))
        self._controls.setEnabled(not mark.pending)
        for name, combo in self.choices.items():
            value = quote.first.attribute(name)
            place = combo.findData(value)
            combo.setCurrentIndex(max(place, 0))
            combo.setItemText(0, f"{_usual(quote, name)} (as found)")
        for name, box in self.flags.items():
            box.setChecked(quote.first.attribute(name) is True)
        self._fill(situation, mark)

    def _fill(self, situation: Situation, mark: QuoteMark) -> None:
        controller = situation.controller
        self._flow.empty()
        several = len(mark.quote.parts) > 1 and situation.focused in mark.quote.parts
        lacks = mark.quote.speaker is None or mark.quote.cue is None
        offered = (
            ("Accept", "page.accept", controller.accept, mark.pending),
            ("Who is it…", "quote.who", controller.ask_who, not mark.pending),
            ("Propose", "quote.propose", controller.propose, lacks and not mark.pending),
            ("No quote", "quote.deny", controller.deny, True),
            ("Split", "quote.split", controller.split_quote, several and not mark.pending),
            ("Join", "quote.join", controller.join_quotes, not mark.pending),
            ("Remove part", "page.remove", controller.remove, several and not mark.pending),
            ("Reject", "quote.remove", controller.remove_quote, mark.pending),
            ("Remove", "quote.remove", controller.remove_quote, not mark.pending),
        )
        for text, command, act, is_there in offered:
            if is_there:
                button = KeyButton(text, situation.key(command))
                button.primary = text == "Accept"
                button.clicked.connect(act)
                self._flow.addWidget(button)

    def _made_controls(self) -> QWidget:
        controls = QWidget()
        grid = QGridLayout(controls)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for row, (title, name, values) in enumerate(_CHOICES):
            label, combo = QLabel(title), QComboBox()
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            combo.setAccessibleName(f"{title} of the quote")
            combo.addItem("", None)
            for value in values:
                combo.addItem(str(value), str(value))
            combo.activated.connect(lambda _index, n=name: self._choose(n))
            self.choices[name] = combo
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
        for column, (title, name) in enumerate(_FLAGS):
            box = KeyButton(title)
            box.setCheckable(True)
            box.clicked.connect(lambda on, n=name: self._describe(n, bool(on)))
            self.flags[name] = box
            grid.addWidget(box, len(_CHOICES), column, Qt.AlignmentFlag.AlignLeft)
        return controls

    def _choose(self, name: str) -> None:
        self._describe(name, self.choices[name].currentData())

    def _describe(self, name: str, value: str | bool | None) -> None:
        if self._mark is not None and not self._mark.pending:
            edit = DescribeQuote(self._article_id, self._mark.quote.id, name, value)
            self.edit_wanted.emit(edit)


def _around(situation: Situation) -> QuoteMark | None:
    """The quote in whose content, or on whose speaker, the focused span stands."""
    focused = situation.focused
    if focused is None:
        return None
    for mark in situation.controller.state.quotes:
        speaker = [mark.quote.speaker] if mark.quote.speaker else []
        if any(part.overlaps(focused.start, focused.end) for part in (*mark.quote.parts, *speaker)):
            return mark
    return None


def _facts(situation: Situation, mark: QuoteMark, *, own: bool) -> dict[str, str]:
    quote = mark.quote
    mention = quote.speaker.text if quote.speaker else ""
    speaker = mention if mention == mark.name else " → ".join(filter(None, (mention, mark.name)))
    model = situation.project.settings.active_model.split(" + ")[0]
    sure = f", {quote.confidence:.0%} sure" if quote.confidence is not None else ""
    return {
        "Speaker": speaker or "nobody named",
        "Cue": quote.cue.text if quote.cue else "",
        "Told": quote.addressee.text if quote.addressee else "",
        "Kind": "" if own else quote.kind.value,
        "Suggested": f"by {model}{sure}" if mark.pending else "",
    }


def _usual(quote: Quote, name: str) -> str:
    """What an attribute is while nobody chose."""
    bare = Quote(tuple(_without(part, name) for part in quote.parts), quote.speaker)
    return {
        "kind": bare.kind.value,
        "medium": bare.medium.value,
        "speaker_status": bare.speaker_status.value,
    }[name]


def _without(part: Span, name: str) -> Span:
    return replace(part, attributes=tuple(p for p in part.attributes if p[0] != name))
