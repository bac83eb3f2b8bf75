"""One made-up article with suggestions, in a real project, on a real page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hands import MODEL, SUGGESTED, TEXT, TITLE, Desk, suggested

from annotator.core.text import words
from annotator.gui.article import ArticleController, ArticleView
from annotator.gui.theme import load_theme
from annotator.nlp.messages import Prelabelled
from annotator.project.importing import import_text
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import Project, create


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "news.db") as made:
        made.use_annotator("Maya")
        yield made


@pytest.fixture
def view(qtbot) -> ArticleView:
    made = ArticleView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(822, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def open_text(project: Project, view: ArticleView) -> Callable[..., Desk]:
    """Opens a text on the page, with suggestions and a model's tokens when some are given."""

    def opened(text: str, wanted=(), title: str = "", bounds=None) -> Desk:
        import_text(project, text, title)
        (article_id,) = project.queue.ids()
        if wanted or bounds:
            spans, tokens = suggested(text, tuple(wanted)), bounds or tuple(words(text))
            store_suggestions(project, MODEL, [Prelabelled(article_id, spans, tokens)])
        controller = ArticleController(view)
        said: list[str] = []
        controller.message.connect(said.append)
        controller.open(project, article_id)
        return Desk(project, view, controller, article_id, said)

    return opened


@pytest.fixture
def desk(open_text) -> Desk:
    return open_text(TEXT, SUGGESTED, TITLE)
