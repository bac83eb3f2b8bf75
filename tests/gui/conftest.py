"""A small project that looks like a morning's work, and the page it is labelled on."""

import re
from dataclasses import dataclass

import pytest

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.span import Span
from annotator.core.text import words
from annotator.gui.article import ArticleController, ArticleView
from annotator.gui.keymap import Keymap
from annotator.gui.theme import apply, load_theme
from annotator.nlp.messages import Prelabelled
from annotator.project.edits import AddSpan
from annotator.project.intake import Intake
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import Project, create

MODEL = "en_core_web_sm 3.8.0 + rules 1"

PORT = """Minister visits port
Ilse Maartens met Teodor Lind in Norrhavn. Maartens praised Kystline, and Lind thanked Maartens.
Norrhavn and Sund were not invited, AT&T said. <b>Kystline</b> was.
"""
SCHOOL = """School opens
Maartens & Sons built it in Sund. Ilse Maartens came; Maartens left.
"""


@dataclass
class Harbour:
    """The project, its two articles, and how to find and mark words in them."""

    project: Project
    port: int
    school: int

    def bounds(self, article_id: int, wanted: str, nth: int = 0) -> tuple[int, int]:
        found = list(re.finditer(re.escape(wanted), self.project.article(article_id).text))
        return found[nth].span()

    def mark(self, article_id: int, wanted: str, label: str, nth: int = 0) -> Span:
        start, end = self.bounds(article_id, wanted, nth)
        self.project.apply(AddSpan(article_id, "entities", label, start, end))
        return self.span(article_id, wanted, nth)

    def span(self, article_id: int, wanted: str, nth: int = 0) -> Span:
        """The span, mine or pending, on exactly these words."""
        bounds = self.bounds(article_id, wanted, nth)
        mine, pending = self.project.annotation(article_id).spans, self.project.pending(article_id)
        return next(span for span in (*mine, *pending) if (span.start, span.end) == bounds)

    def marks(self, article_id: int) -> list[tuple[str, str]]:
        return [(span.text, span.label) for span in self.project.annotation(article_id).spans]

    def suggest(self, article_id: int, *wanted: tuple[str, str, int]) -> None:
        text = self.project.article(article_id).text
        spans = []
        for number, (name, label, nth) in enumerate(wanted, 1):
            start, end = self.bounds(article_id, name, nth)
            spans.append(Span(number, "entities", label, start, end, text[start:end]))
        answer = Prelabelled(article_id, tuple(spans), tuple(words(text)))
        store_suggestions(self.project, MODEL, [answer])


@pytest.fixture
def theme(qapp):
    light = load_theme("light")
    apply(qapp, light)
    return light


@pytest.fixture
def keymap():
    return Keymap()


@pytest.fixture
def harbour(tmp_path):
    """Two articles; in the port one four names are suggested, nothing is marked yet."""
    project = create(tmp_path / "harbour.db")
    project.use_annotator("maya")
    intake = Intake(project, "harbour.jsonl", "jsonl")
    details = Metadata("Minister visits port", "Coast Courier", "2026-03-04", "https://a.example/b")
    intake.add([Entry(Article(0, "port", PORT, details))])
    intake.add([Entry(Article(0, "school", SCHOOL, Metadata("School opens", "Valley Post")))])
    intake.close({})
    made = Harbour(project, 1, 2)
    made.suggest(
        made.port,
        ("Ilse Maartens", "PERSON", 0),
        ("Maartens", "ORG", 1),
        ("Kystline", "ORG", 0),
        ("Maartens", "ORG", 2),
    )
    yield made
    project.close()


@pytest.fixture
def page(qtbot, theme, harbour):
    """The controller of a real page on the port article."""
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    controller = ArticleController(view)
    controller.open(harbour.project, harbour.port)
    yield controller
    controller.close()
