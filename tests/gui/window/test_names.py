"""Who is this: E on the page, the roster beside it, Ctrl Z, and the next day."""

import pytest


@pytest.fixture
def named(maya):
    """Maya with two names marked, the second in focus."""
    for nth, label in enumerate(("2", "1")):
        start, end = bounds_of(maya, ("Norrhavn", "Lind")[nth])
        maya.desk.controller.select(start, end)
        maya.press(label)
    return maya


def bounds_of(maya, words):
    start = maya.project.article(maya.article_id).text.index(words)
    return start, start + len(words)


def roster(maya):
    return {n.name: len(n.mentions) for n in maya.project.roster(maya.article_id).names}


def test_e_names_the_mention_in_focus_and_ctrl_z_takes_it_back(named):
    named.press("E")
    assert named.window.studio.names.picker.isVisible()
    named.type("Teodor van der Lind")
    named.press("Return")
    assert roster(named)["Teodor van der Lind"] == 1
    assert not named.window.studio.names.picker.isVisible()
    named.press("Ctrl+Z")
    assert "Teodor van der Lind" not in roster(named)
    named.press("Ctrl+Shift+Z")
    assert roster(named)["Teodor van der Lind"] == 1


def test_the_picker_does_not_cover_the_mention_it_asks_about(named):
    named.press("E")
    picker = named.window.studio.names.picker
    place = named.desk.place_of(named.desk.controller.focused)
    assert place is not None
    assert not picker.geometry().intersects(place)


def test_a_name_given_is_there_the_next_day(named, make_window):
    named.press("E")
    named.type("Teodor Lind")
    named.press("Return")
    known = roster(named)
    named.window.close()
    assert roster(make_window(named.path)) == known
