"""The scheme's guidelines: what each label means, with examples of what is one and what is not."""

import re
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QComboBox, QFrame, QTextBrowser, QVBoxLayout, QWidget

from annotator.core.quotes import QUOTE
from annotator.core.resources import resource
from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme
from annotator.core.span import QUOTES
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.theme import LabelColours, Theme

_MARKED = re.compile(r"\[([^\[\]]+)\]")
_HEADING = re.compile(r"^#", re.MULTILINE)
_INDENT = 14


class GuidelinesPage(Page):
    """The guidelines as one text, with its headings to go to; it follows the focused span's label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Guidelines of the label scheme")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.text.document().setDocumentMargin(2)
        self.text.document().setIndentWidth(_INDENT)
        self.headings = QComboBox()
        self.headings.setAccessibleName("Go to a heading of the guidelines")
        self.headings.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.headings.activated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.headings)
        column.addWidget(self.text)
        self._shown: tuple[Scheme, str] | None = None

    def refresh(self, situation: Situation) -> None:
        """Shows the scheme of a situation."""
        wanted = (situation.scheme, situation.theme.name)
        if self._shown != wanted:
            self.text.setHtml(guidelines_html(situation.scheme, situation.theme))
            self._shown = wanted
            self._list_headings()
        self.follow(situation)

    def follow(self, situation: Situation) -> None:
        """Goes to the label of the focused span."""
        if situation.focused is not None:
            self.text.scrollToAnchor(_anchor(situation.focused.label))

    def _list_headings(self) -> None:
        self.headings.clear()
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().strip():
                self.headings.addItem(block.text(), block.blockNumber())
            block = block.next()
        self.headings.setVisible(self.headings.count() > 1)

    def _go(self, index: int) -> None:
        """Scrolls a heading to the top."""
        block = self.text.document().findBlockByNumber(self.headings.itemData(index))
        place = self.text.document().documentLayout().blockBoundingRect(block)
        self.text.verticalScrollBar().setValue(round(place.top()))


def guidelines_html(scheme: Scheme, theme: Theme) -> str:
    """The guidelines of a scheme as HTML without anything from outside it."""
    muted = theme.page.muted.name()
    parts = [f"<p>{escape(scheme.description)}</p>" if scheme.description else ""]
    for layer in scheme.layers:
        parts.append(_layer(layer, muted, several=len(scheme.layers) > 1))
        parts += [_label(label, theme.label(label.colour), muted) for label in layer.labels]
    if scheme.article_labels:
        parts.append(f'<h4 style="color:{muted}">Labels for the whole article</h4>')
        parts += [_article_label(label, muted) for label in scheme.article_labels]
    if scheme.has(QUOTES, QUOTE):
        parts.append(_markdown(resource("guideline.md").read_text(encoding="utf-8")))
    return "".join(parts)


def _markdown(text: str) -> str:
    """A guideline in Markdown as HTML, its headings no larger than a narrow pane bears."""
    document = QTextDocument()
    document.setMarkdown(_HEADING.sub("###", text), QTextDocument.MarkdownFeature.MarkdownNoHTML)
    return document.toHtml()


def _layer(layer: Layer, muted: str, *, several: bool) -> str:
    title = f'<h4 style="color:{muted}">{escape(layer.name)}</h4>' if several else ""
    return title + (f"<p>{escape(layer.description)}</p>" if layer.description else "")


def _label(label: Label, colours: LabelColours, muted: str) -> str:
    key = f' <span style="color:{muted}">key {label.key}</span>' if label.key else ""
    head = (
        f'<p style="margin-top:14px;margin-bottom:2px"><a name="{_anchor(label.name)}"></a>'
        f'<b style="color:{colours.ink.name()}">{escape(label.name)}</b>{key}</p>'
    )
    text = f'<p style="margin-top:0">{escape(label.description)}</p>' if label.description else ""
    return (
        head
        + text
        + _examples("Yes", label.examples, colours, muted)
        + _examples("No", label.counter_examples, None, muted)
    )


def _examples(
    title: str, examples: tuple[str, ...], colours: LabelColours | None, muted: str
) -> str:
    """Examples with what stands in square brackets shown as marked, or as not to be marked."""
    if not examples:
        return ""
    style = "text-decoration:line-through"
    if colours:
        style = f"background-color:{colours.tint.name()}"
    shown = [_MARKED.sub(rf'<span style="{style}">\1</span>', escape(text)) for text in examples]
    lines = "<br>".join(shown)
    return (
        f'<table cellspacing="0" cellpadding="0"><tr><td style="color:{muted};padding-right:8px">{title}'
        f"</td><td>{lines}</td></tr></table>"
    )


def _article_label(label: ArticleLabel, muted: str) -> str:
    group = f' <span style="color:{muted}">{escape(label.group)}</span>' if label.group else ""
    text = f"<br>{escape(label.description)}" if label.description else ""
    return f'<p style="margin-top:6px;margin-bottom:0"><b>{escape(label.name)}</b>{group}{text}</p>'


def _anchor(label: str) -> str:
    return escape(f"label-{label}", quote=True)
