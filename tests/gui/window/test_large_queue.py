"""A queue of twenty thousand articles: the list is whole at once, and little of it is read."""

import pytest

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.gui.queue.model import QueueModel
from annotator.project.intake import Intake
from annotator.project.project import create

MANY = 20_000


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "many.db"
    project = create(path)
    intake = Intake(project, "many.jsonl", "jsonl")
    for first in range(0, MANY, 5000):
        intake.add(
            [
                Entry(Article(0, str(n), f"Article number {n}", Metadata(f"Number {n}")))
                for n in range(first, first + 5000)
            ]
        )
    intake.close({})
    project.close()
    return path


def test_the_scroll_bar_is_honest_and_the_last_row_is_one_jump_away(many, make_window):
    maya = make_window(many)
    model = maya.desk.queue.model
    assert model.rowCount() == MANY
    maya.desk.queue.list.scrollToBottom()
    assert model.row(MANY - 1).title == f"Number {MANY - 1}"
    maya.window.studio.workbench.open_article(MANY)
    assert maya.desk.queue.list.chosen == (MANY,)


def test_rows_are_read_in_pages_and_few_pages_are_kept():
    asked = []

    def read(ids):
        asked.append(len(ids))
        return []

    model = QueueModel()
    model.show_ids(range(1, MANY + 1), read)
    assert asked == []
    for place in range(0, MANY, 10):
        model.row(place)
    assert set(asked) <= {256, MANY % 256}
    assert len(asked) == -(-MANY // 256)
    assert len(model._pages) == 64


def test_the_model_keeps_qts_rules(qtmodeltester):
    model = QueueModel()
    model.show_ids(range(1, 600), lambda _ids: [])
    qtmodeltester.check(model)
