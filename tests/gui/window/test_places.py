"""Finding and labelling places in the real window: single keys stay with what has the keyboard."""

import pytest


@pytest.fixture
def places(maya):
    return maya.window.studio.places


def listed(table):
    model = table.places
    return [model.place(row).text for row in range(model.rowCount())]


def test_a_and_enter_label_every_occurrence(maya, places):
    maya.press("Tab", "Tab", "A")
    assert places.sheet.isVisible()
    maya.press("1", "Return")
    assert maya.marks() == [("Maartens", "PERSON")] * 2
    assert not places.sheet.isVisible()
    maya.press("Ctrl+Z")
    assert maya.marks() == []


def test_the_page_has_the_keyboard_again_after_the_sheet(maya, places):
    maya.press("Tab", "A", "Esc", "Tab", "Return")
    assert len(maya.marks()) == 1


def test_keys_in_the_sheet_are_not_the_windows(maya, places):
    before = maya.article_id
    maya.press("Tab", "A", "J", "X", "F", "Del", "Backspace")
    assert maya.article_id == before
    assert maya.status(before) == "todo"
    assert len(maya.project.pending(before)) == 4
    assert places.sheet.isVisible()


def test_found_words_are_shown_on_the_page_and_escape_takes_them_away(maya, places):
    maya.press("Ctrl+F")
    maya.type("Norrhavn")
    assert len(maya.desk.view.marks.found) == 2
    first = maya.desk.view.marks.found_now
    maya.press("Return")
    assert maya.desk.view.marks.found_now != first
    maya.press("Esc")
    assert maya.desk.view.marks.found == ()
    assert maya.desk.view.hasFocus()


def test_letters_typed_into_find_are_no_commands(maya, places):
    before = maya.article_id
    maya.press("Ctrl+F")
    maya.type("jx1")
    assert places.find_bar.field.text() == "jx1"
    assert maya.article_id == before
    assert maya.marks() == []


def test_the_concordance_opens_with_the_focused_words_and_goes_to_an_article(maya, places, qtbot):
    maya.press("Tab", "Tab", "Ctrl+Shift+F")
    qtbot.waitUntil(lambda: len(listed(places.concordance.table)) == 6)
    maya.press("End", "Ctrl+End", "Return")
    assert maya.article_id == 2
    assert maya.desk.controller.selection is not None
    assert maya.desk.view.isVisible()


def test_digits_in_the_concordance_label_there_and_not_on_the_page(maya, places, qtbot):
    maya.press("Tab", "Tab", "Ctrl+Shift+F")
    qtbot.waitUntil(lambda: len(listed(places.concordance.table)) == 6)
    maya.press("Ctrl+A", "1")
    assert maya.marks(1) == [("Maartens", "PERSON")] * 3
    assert maya.marks(2) == [("Maartens", "PERSON")] * 3
    maya.press("Ctrl+Z")
    assert maya.marks(1) == maya.marks(2) == []


def test_n_writes_a_note_on_the_focused_span(maya):
    maya.press("Tab", "Return", ",", "N")
    maya.type("who is she?")
    maya.press("Return")
    (note,) = maya.project.notes(maya.article_id)
    assert (note.text, note.span_id) == ("who is she?", 1)


def test_control_enter_in_a_note_writes_it_and_stays(maya):
    before = maya.article_id
    maya.press("N")
    maya.type("check the date")
    maya.press("Ctrl+Return")
    assert maya.project.notes(before)[0].text == "check the date"
    assert maya.article_id == before
    assert maya.status(before) != "done"


def test_the_first_place_is_chosen_though_control_is_held(maya, places, qtbot):
    maya.press("Tab", "Tab", "Ctrl+Shift+F")
    qtbot.waitUntil(lambda: len(listed(places.concordance.table)) == 6)
    assert places.concordance.table.chosen_rows() == [0]
