import pytest
from hands import TEXT, place
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from annotator.core.span import ENTITIES

EMOJI = "🎉🎉 Ann Hale met Sam."


@pytest.fixture
def reading(qapp):
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def interface(desk):
    return QAccessible.queryAccessibleInterface(desk.view)


def test_the_page_is_a_document_named_after_its_article(desk, reading):
    page = interface(desk)
    assert page.role() is QAccessible.Role.Document
    assert page.text(QAccessible.Text.Name) == "Article: Harbour talks end without a deal"
    assert page.text(QAccessible.Text.Value) == TEXT


def test_the_text_is_read_in_utf16_units(open_text, reading):
    content = interface(open_text(EMOJI)).textInterface()
    assert content.characterCount() == len(EMOJI) + 2
    assert content.text(5, 13) == "Ann Hale"


def test_the_cursor_is_told_and_can_be_set(open_text, reading):
    desk = open_text(EMOJI)
    content = interface(desk).textInterface()
    desk.controller.go_to(*place(EMOJI, "Hale"))
    assert content.cursorPosition() == EMOJI.index("Hale") + 2
    content.setCursorPosition(EMOJI.index("Sam") + 2)
    assert desk.under_cursor() == "Sam"


def test_text_can_be_selected_and_labelled(open_text, reading):
    desk = open_text(EMOJI)
    start = EMOJI.index("Ann") + 2
    interface(desk).textInterface().setSelection(0, start, start + 8)
    assert desk.selected() == "Ann Hale"
    desk.controller.label(ENTITIES, "PERSON")
    assert desk.mine() == [("PERSON", "Ann Hale")]


def test_the_focused_span_is_described_with_its_state(desk, reading):
    page = interface(desk)
    assert page.text(QAccessible.Text.Description) == ""
    desk.controller.go_to(*place(TEXT, "Brevik"))
    assert page.text(QAccessible.Text.Description) == "Brevik: PLACE, suggested"
    desk.controller.label(ENTITIES, "ORG")
    assert page.text(QAccessible.Text.Description) == "Brevik: ORG"
    start, end = place(TEXT, "Unions")
    desk.controller.select(start, end - 1)
    desk.controller.label(ENTITIES, "ORG")
    told = page.text(QAccessible.Text.Description)
    assert told == "Union: ORG, does not fit the tokens"


def test_a_character_is_found_where_it_is_shown(open_text, reading):
    content = interface(open_text(EMOJI)).textInterface()
    place_of = EMOJI.index("Sam") + 2
    middle: QPoint = content.characterRect(place_of).center()
    assert content.offsetAtPoint(middle) == place_of


def test_pages_can_come_and_go(qtbot, reading):
    import shiboken6

    from annotator.gui.article import ArticleView
    from annotator.gui.theme import load_theme

    for _ in range(20):
        view = ArticleView(load_theme("light"))
        view.show()
        assert QAccessible.queryAccessibleInterface(view).textInterface().characterCount() == 0
        shiboken6.delete(view)
