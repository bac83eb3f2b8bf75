"""Suggestions come by themselves while one works, and their process may die."""

import os
import signal

import pytest

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.project.intake import Intake
from annotator.project.project import create

TEXT = "Mayor names deputy\nAngela Merkel met Barack Obama in Paris on Monday.\n"


@pytest.fixture
def fresh(tmp_path):
    """A project nobody has pre-labelled."""
    project = create(tmp_path / "fresh.db")
    project.use_annotator("maya")
    intake = Intake(project, "fresh.jsonl", "jsonl")
    for number in range(3):
        article = Article(0, f"a{number}", f"{TEXT}Part {number}.", Metadata(f"Part {number}"))
        intake.add([Entry(article)])
    intake.close({})
    project.close()
    return tmp_path / "fresh.db"


def state(driver):
    return driver.window.status.texts["model"]


def has_suggestions(driver, *article_ids):
    return all(driver.project.suggested(article_id) for article_id in article_ids)


@pytest.mark.xdist_group("spacy")
def test_the_open_article_and_those_after_it_are_pre_labelled_and_a_killed_process_comes_back(
    fresh, make_window, qtbot
):
    maya = make_window(fresh, prelabels=True)
    assert state(maya) == ""
    qtbot.waitUntil(lambda: has_suggestions(maya, 1, 2, 3), timeout=60_000)
    assert "ready" in state(maya)
    names = {span.text for span in maya.desk.controller.pending}
    assert "Angela Merkel" in names
    maya.press("Tab", "Return")
    assert len(maya.marks()) == 1

    ahead = maya.window.studio.prelabelling.prelabeller
    os.kill(ahead.process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: "starting again" in state(maya), timeout=10_000)
    maya.press("Return")
    assert len(maya.marks()) == 2
    qtbot.waitUntil(lambda: "ready" in state(maya), timeout=60_000)


def test_a_missing_model_is_said_with_the_command_that_installs_it(fresh, make_window, qtbot):
    project_model(fresh, "en_core_web_lg")
    maya = make_window(fresh, prelabels=True)
    qtbot.waitUntil(lambda: bool(maya.window.notice.sentence), timeout=60_000)
    assert "python -m spacy download en_core_web_lg" in maya.window.notice.sentence
    assert state(maya) == "no model"
    maya.press("Home", "Shift+Right", "1")
    assert len(maya.marks()) == 1


def project_model(path, name):
    from annotator.project.project import open as open_project

    with open_project(path) as project:
        project.settings.set("model", name)


def test_closing_the_window_ends_the_process_at_once(fresh, make_window, qtbot):
    maya = make_window(fresh, prelabels=True)
    qtbot.waitUntil(lambda: maya.window.studio.prelabelling.prelabeller is not None, timeout=5000)
    ahead = maya.window.studio.prelabelling.prelabeller
    qtbot.waitUntil(lambda: ahead.process_id > 0, timeout=5000)
    number = ahead.process_id
    maya.window.close()
    assert ahead.process_id == 0
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
