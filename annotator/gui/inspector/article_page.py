"""The article as a whole: what is known about it, and the labels that hold for all of it."""

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.article import Article
from annotator.core.scheme import ArticleLabel
from annotator.core.text import word_count
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.card import caption, scrolling
from annotator.gui.parts.facts import Facts
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton


class ArticlePage(Page):
    """Details of the article, and its article-level labels as buttons to switch on and off."""

    label_switched = Signal(str, bool)
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: dict[str, KeyButton] = {}
        self.details = KeyButton("Edit details", "F2")
        self.details.clicked.connect(self.details_wanted)
        self._shown: tuple[ArticleLabel, ...] | None = None
        self._facts = Facts()
        self._choices = QVBoxLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 8, 2, 8)
        column.addLayout(self._choices)
        column.addWidget(caption("Details"))
        column.addWidget(self._facts)
        column.addWidget(self.details)
        column.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolling(inside))

    def refresh(self, situation: Situation) -> None:
        """Shows the article of a situation."""
        self.details.show_words("Edit details", situation.key("article.details"))
        self._facts.show_facts(_known(situation.project.article(situation.article_id)))
        if self._shown != situation.scheme.article_labels:
            self._shown = situation.scheme.article_labels
            self._rebuild(self._shown)
        for name, button in self.labels.items():
            button.setChecked(name in situation.mine.labels)

    def _rebuild(self, labels: tuple[ArticleLabel, ...]) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.labels = {}
        for group, members in groupby(labels, key=lambda label: label.group):
            self._choices.addWidget(caption(group or "Article labels"))
            self._choices.addWidget(self._group(group, tuple(members)))

    def _group(self, group: str, labels: tuple[ArticleLabel, ...]) -> QWidget:
        box = QWidget()
        box.setAccessibleName(f"{group}: choose one" if group else "Article labels")
        flow = FlowLayout(box)
        for label in labels:
            button = KeyButton(label.name)
            button.setCheckable(True)
            button.setAccessibleName(f"{group} {label.name}".strip())
            button.setAccessibleDescription(label.description)
            button.clicked.connect(lambda on, name=label.name: self.label_switched.emit(name, on))
            self.labels[label.name] = button
            flow.addWidget(button)
        return box


def _known(article: Article) -> dict[str, str]:
    known = article.metadata
    facts = {
        "Title": known.title,
        "Source": known.source,
        "Date": known.published,
        "Link": _breakable(known.url),
        "Language": known.language,
        "Length": f"{word_count(article.text):,} words, {len(article.text):,} characters",
        "Key": _breakable(article.key),
        "Flag": article.flag or "",
        "File": f"{article.encoding}, {article.newline} line ends",
    }
    return facts | {str(name): str(value) for name, value in known.meta.items()}


def _breakable(text: str) -> str:
    """A long word that may be broken, so that a link does not widen the pane."""
    return "\u200b".join(text[start : start + 12] for start in range(0, len(text), 12))
