"""The inspector beside a real page."""

import pytest

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.gui.inspector import Inspector
from annotator.project.edits import MarkQuote
from annotator.project.intake import Intake

TALK = """“We have the berth,” Lind said, “and a minister.”
The “quay” shut. Ann said it was wet.
“Lost.
He left.
"""


@pytest.fixture
def inspector(qtbot, theme, keymap, harbour, page):
    pane = Inspector(theme, keymap)
    qtbot.addWidget(pane)
    pane.resize(300, 700)
    pane.set_project(harbour.project, page)
    pane.show()
    qtbot.waitExposed(pane)
    pane.refresh()
    yield pane
    pane.set_project(None, None)


@pytest.fixture
def talk(harbour, page, inspector):
    """The number of an article on the page with a quote of mine in two parts and without speaker."""
    intake = Intake(harbour.project, "talk.jsonl", "jsonl")
    intake.add([Entry(Article(0, "talk", TALK, Metadata("Talk", "Valley Post")))])
    intake.close({})
    parts = tuple(harbour.bounds(3, part) for part in ("“We have the berth,”", "“and a minister.”"))
    harbour.project.apply(MarkQuote(3, parts))
    page.open(harbour.project, 3)
    return 3
