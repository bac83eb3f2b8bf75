"""The card of the focused difference: who has what, what can be decided, and by which key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.adjudication.difference import Difference
from annotator.core.decision import Choice
from annotator.core.text import shortened
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import Card, TextLabel, muted, scaled
from annotator.gui.review.controller import ReviewController
from annotator.gui.review.inks import annotator_ink, gold_ink
from annotator.gui.review.option_row import Option, OptionRow
from annotator.gui.review.words import type_words
from annotator.gui.theme import Theme
from annotator.project.reviewed import Review

_LONGEST = 140


class DifferenceCard(Card):
    """What is focused in review; tells the command of an option that is clicked."""

    command_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Difference")
        self._text = TextLabel()
        self._text.setFont(scaled(self._text.font(), 1.12, bold=True))
        self._options = QWidget()
        self._column = QVBoxLayout(self._options)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(1)
        self._why = muted()
        for part in (self._text, self._options, self._why):
            self.body.addWidget(part)
        self._rows: list[OptionRow] = []

    def show_review(self, controller: ReviewController, theme: Theme, keymap: Keymap) -> None:
        """Shows the focused difference of what is under review."""
        review, found = controller.review, controller.focused
        self._options.setVisible(found is not None)
        if review is None or found is None:
            self.rename("Difference")
            self._text.setText("Nothing differs here." if review else controller.refusal)
            self._why.setText(_next_step(review))
            self._why.setVisible(bool(self._why.text()))
            return
        self.rename(
            f"Difference {controller.place} of {len(review.differences)} · {type_words(review, found)}"
        )
        self._text.setText(shortened(found.text, _LONGEST) or "The whole article")
        self._show_options(options(controller, review, found, theme), keymap)
        decision = review.reason(found)
        told = [decision.error_type or "", decision.reason] if decision else []
        words = " · ".join(str(part) for part in told if part)
        self._why.setText(f"Because: {words}" if words else "")
        self._why.setVisible(bool(words))

    def _show_options(self, shown: list[Option], keymap: Keymap) -> None:
        """Rows are used again: a key that decides must not wait for widgets to be made."""
        while len(self._rows) < len(shown):
            row = OptionRow()
            row.clicked.connect(lambda _on=False, r=row: self.command_chosen.emit(r.command_id))
            self._rows.append(row)
            self._column.addWidget(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(shown))
            if number < len(shown):
                row.show_option(shown[number], keymap.shown_key(shown[number].command_id))


def options(
    controller: ReviewController, review: Review, found: Difference, theme: Theme
) -> list[Option]:
    """Everything that can be decided about a difference, in order."""
    made, proposed = review.decision(found), controller.proposed
    choice = made.choice if made else None
    shown: list[Option] = []
    for place, annotator in enumerate(review.annotators):
        version = found.version(annotator.id)
        words = version.words if version is not None else "not compared here"
        taken = made is not None and choice is Choice.TAKE and annotator.id in made.taken
        ink = annotator_ink(theme, place).text
        same = version is not None and proposed is not None and _same(found, proposed, annotator.id)
        shown.append(
            Option(f"review.take_{place + 1}", annotator.name, words, ink, taken, same and not made)
        )
    if controller.can_take_all:
        shown.append(Option("review.both", "both" if len(review.annotators) == 2 else "all"))
    neither = "reject" if len(review.annotators) == 1 else "neither"
    shown.append(Option("review.neither", neither, chosen=choice is Choice.NEITHER))
    gold = next((version for version in found.versions if version.of_gold), None)
    if gold is not None:
        ink = gold_ink(theme).text
        kept = choice is Choice.KEEP
        shown.append(Option("review.keep", "keep gold", gold.words, ink, kept))
    own = made.gold if made is not None and choice is Choice.OWN else ""
    shown.append(Option("review.own", "label it yourself…", own, chosen=choice is Choice.OWN))
    shown.append(Option("review.reason", "give a reason…"))
    if made is not None:
        shown.append(Option("review.undecided", "undecided"))
    return shown


def _same(found: Difference, one: int, other: int) -> bool:
    first, second = found.version(one), found.version(other)
    return first is not None and second is not None and first.value == second.value


def _next_step(review: Review | None) -> str:
    return "Ctrl ↵ signs it off as gold." if review is not None else ""
