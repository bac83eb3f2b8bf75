"""The card of the focused span: what it is, who suggested it, what the same words are elsewhere."""

from collections import Counter
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.memory import ORIGIN as MEMORY
from annotator.core.scheme import Label
from annotator.core.span import Span
from annotator.core.text import shortened
from annotator.gui.inspector.elsewhere import counted, in_other_articles, in_this_article
from annotator.gui.inspector.reasons import Reasons
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.card import Card, TextLabel, muted, scaled
from annotator.gui.parts.facts import Facts
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton

_LONGEST_TEXT = 160
# Counting over the whole project waits until the focus rests, so that stepping through spans stays light.
_REST_MS = 120
_FEW_LABELS = 4

_RULES = {
    "surname": "part of a person’s name in this article",
    "vote": "all mentions in this article together",
    "repeat": "repeats a name of this article",
    "words": "the words of the name and those around it",
}


class SpanCard(Card):
    """What is focused on the page, with the keys that change it as buttons."""

    occurrences_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Selected span", parent)
        self._situation: Situation | None = None
        self._empty = muted()
        self._text = TextLabel()
        self._text.setFont(scaled(self._text.font(), 1.12, bold=True))
        self._facts = Facts()
        self._facts.value("Label").setTextFormat(Qt.TextFormat.RichText)
        self._facts.value("Origin")
        elsewhere = self._facts.value("Elsewhere")
        elsewhere.setFont(scaled(elsewhere.font(), 1.0, bold=True))
        self.reasons = Reasons()
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        for part in (self._empty, self._text, self._facts, self.reasons, self._buttons):
            self.body.addWidget(part)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count_project)

    def refresh(self, situation: Situation) -> None:
        """Shows the focused span of a situation."""
        self._situation = situation
        span = situation.focused
        for part in (self._text, self._facts, self._buttons):
            part.setVisible(span is not None)
        self.reasons.refresh(situation)
        self._empty.setVisible(span is None)
        if span is None:
            self._rest.stop()
            self._empty.setText(_what_to_do(situation))
        else:
            self._show_span(situation, span)

    def clear(self) -> None:
        """Forgets what it was about, the project being closed."""
        self._rest.stop()
        self._situation = None

    def _show_span(self, situation: Situation, span: Span) -> None:
        self._text.setText(shortened(span.text, _LONGEST_TEXT))
        self._show_facts(situation, span, "")
        self._fill_buttons(situation, span)
        self._rest.start()

    def _count_project(self) -> None:
        situation = self._situation
        if situation is None or situation.focused is None:
            return
        others = in_other_articles(situation, situation.focused)
        words = f"{counted(others)} in the project" if others else ""
        self._show_facts(situation, situation.focused, words)

    def _show_facts(self, situation: Situation, span: Span, in_project: str) -> None:
        facts = {
            "Label": _label_words(situation, span),
            "Origin": _why(span),
            "Elsewhere": _elsewhere(situation, span, in_project),
        }
        self._facts.show_facts(facts)

    def _fill_buttons(self, situation: Situation, span: Span) -> None:
        self._flow.empty()
        proposed = _proposed(situation, span)
        for label in _offered(situation, span, proposed):
            self._add_label(situation, span, label, primary=label.name == proposed)
        every = KeyButton(f"Every “{shortened(span.text, 28)}”", situation.key("page.occurrences"))
        every.clicked.connect(self.occurrences_wanted)
        verb = "Reject" if situation.focused_is_pending else "Remove"
        remove = KeyButton(verb, situation.key("page.remove"))
        remove.clicked.connect(situation.controller.remove)
        self._flow.addWidget(every)
        self._flow.addWidget(remove)

    def _add_label(self, situation: Situation, span: Span, label: Label, *, primary: bool) -> None:
        accepts = situation.focused_is_pending and label.name == span.label
        key = situation.key("page.accept") if accepts else situation.label_key(label)
        button = KeyButton(label.name, key)
        button.primary = primary
        button.set_ink(situation.colours(span.layer, label.name).ink)
        said = f"Accept as {label.name}" if accepts else f"Label {label.name}"
        button.setAccessibleName(f"{said}, key {key}" if key else said)
        button.clicked.connect(lambda: situation.controller.label(span.layer, label.name))
        self._flow.addWidget(button)


def _what_to_do(situation: Situation) -> str:
    if situation.pending:
        key = situation.key("page.next_suggestion")
        return f"Nothing is selected. {key} goes to the next suggestion."
    return "Nothing is selected. Click a span, or mark some words and press a label’s key."


def _label_words(situation: Situation, span: Span) -> str:
    """The label in its colour, and whose suggestion it is or was, as rich text."""
    ink = situation.colours(span.layer, span.label).ink.name()
    verb = "suggested by" if situation.focused_is_pending else "accepted from"
    who = _origin(situation, span)
    if not (situation.focused_is_pending or span.origin):
        verb, who = "marked by", situation.project.annotator.name
    return f'<b style="color:{ink}">{escape(span.label)}</b> · <i>{verb} {escape(who)}</i>'


def _origin(situation: Situation, span: Span) -> str:
    """The memory, or the model without the version of our rules."""
    if span.origin == MEMORY:
        return "the project’s memory"
    return (span.origin or situation.project.settings.active_model).split(" + ")[0]


def _why(span: Span) -> str:
    """By which rule or from which article a suggestion came, empty when there is nothing to say."""
    place, rule = span.attribute("from"), span.attribute("rule")
    if place:
        return f"confirmed in “{place}”"
    return _RULES.get(str(rule), f"rule “{rule}”") if rule else ""


def _elsewhere(situation: Situation, span: Span, in_project: str) -> str:
    here = in_this_article(situation, span)
    in_article = f"{counted(here)} in this article" if here else ""
    return ", ".join(part for part in (in_article, in_project) if part)


def _proposed(situation: Situation, span: Span) -> str:
    """The label to put first: what I gave these words in the article, else what was suggested."""
    given = Counter(
        s.label for s in situation.mine.spans if (s.layer, s.text) == (span.layer, span.text)
    )
    if situation.focused_is_pending:
        given[span.label] += 0
        return max(given, key=lambda label: given[label])
    usual = max(given, key=lambda label: (given[label], label == span.label))
    return "" if usual == span.label else usual


def _offered(situation: Situation, span: Span, proposed: str) -> list[Label]:
    """All labels of a small layer but the one it has; of a large one, what is proposed or suggested."""
    layer = next((x for x in situation.scheme.layers if x.name == span.layer), None)
    labels = list(layer.labels) if layer else []
    if len(labels) > _FEW_LABELS:
        wanted = {proposed, span.label if situation.focused_is_pending else ""}
        labels = [label for label in labels if label.name in wanted]
    if not situation.focused_is_pending:
        labels = [label for label in labels if label.name != span.label]
    return sorted(labels, key=lambda label: label.name != proposed)
