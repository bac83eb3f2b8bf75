"""Quotes by mouse: the menu of the right button, the buttons below, chips, armed labels, dragged edges."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import isValid

# Offscreen no menu can be raised or take the keyboard, and Qt says so of each.
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)

WHOLE = ("“We tried everything,” … “It failed.”", "Lind", "said")


@pytest.fixture
def menu_at(qtbot):
    """Opens the menu of the right button on some words, and closes it again."""
    opened = []

    def open_(one, what, nth=0):
        page, point = one.view.viewport(), one.point(what, nth)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(page, QContextMenuEvent(reason, point, page.mapToGlobal(point)))
        menus = [m for m in QApplication.topLevelWidgets() if isinstance(m, QMenu)]
        shown = [m for m in menus if m.isVisible() and m.title() == "Span"]
        opened.extend(shown)
        return Menu(shown[-1])

    yield open_
    for menu in filter(isValid, opened):
        menu.close()


class Menu:
    """A menu that is open: what it lists, and choosing by words."""

    def __init__(self, menu: QMenu) -> None:
        self.menu = menu

    def texts(self) -> list[str]:
        return [action.text() for action in self.menu.actions() if not action.isSeparator()]

    def choices(self, title: str) -> list[tuple[str, bool]]:
        return [(a.text(), a.isChecked()) for a in self._part(title).actions()]

    def choose(self, *path: str) -> None:
        menu = self.menu
        for title in path[:-1]:
            menu = self._part(title)
        next(a for a in menu.actions() if a.text() == path[-1]).trigger()
        self.menu.close()
        QApplication.processEvents()

    def _part(self, title: str) -> QMenu:
        return next(a for a in self.menu.actions() if a.text() == title).menu()


def push(one, label, *, control=False):
    keys = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(one.button(label), Qt.MouseButton.LeftButton, keys)
    QApplication.processEvents()


def test_a_dragged_stretch_and_the_button_mark_a_quote(bare):
    bare.drag_over("We tried everything")
    push(bare, "QUOTE")
    assert bare.told() == [("“We tried everything,”", None, None)]
    assert bare.view.hasFocus()
    bare.press("Return")
    assert bare.told() == [("“We tried everything,”", "Lind", "said")]


def test_the_buttons_set_speaker_and_cue(bare):
    bare.drag_over("talks with Kystline would go on")
    push(bare, "QUOTE")
    bare.press("Esc")
    bare.drag_over("Maartens", 1)
    push(bare, "SPEAKER")
    bare.drag_over("added")
    push(bare, "CUE")
    assert bare.told() == [("talks with Kystline would go on", "Maartens", "added")]


def test_the_buttons_of_quotes_wear_their_keys_and_no_digits(bare):
    keys = {b.label.name: b._key for b in bare.driver.desk.labels.buttons if b.layer == "quotes"}
    assert (keys["QUOTE"], keys["SPEAKER"], keys["CUE"]) == ("Q", "S", "C")
    assert not any(key.isdigit() for key in keys.values())


def test_an_armed_quote_marks_each_drag_at_once(bare):
    push(bare, "QUOTE", control=True)
    assert "QUOTE" in bare.mode
    assert bare.told() == []
    bare.drag_over("We tried everything")
    bare.drag_over("Nobody came")
    assert [text for text, _, _ in bare.told()] == ["“We tried everything,”", "“Nobody came,”"]
    bare.press("Esc", "Esc")
    bare.drag_over("Not one")
    assert len(bare.told()) == 2


def test_speakers_and_cues_are_armed_by_keys(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Esc", "Alt+S")
    bare.drag_over("Rolf Sund")
    bare.press("Alt+C")
    bare.drag_over("told")
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]
    bare.press("Alt+C")
    assert bare.controller.mode.armed is None


def test_the_menu_marks_and_attributes(bare, menu_at):
    bare.select("“Nobody came,”")
    menu_at(bare, "Nobody came").choose("Mark a quote")
    bare.press("Esc")
    bare.drag_over("Rolf Sund")
    menu_at(bare, "Rolf Sund").choose("Set the speaker")
    bare.drag_over("told")
    menu_at(bare, "told").choose("Set the cue")
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]
    bare.drag_over("Not one")
    menu_at(bare, "Not one").choose("Add a part to the quote")
    assert bare.told() == [("“Nobody came,” … “Not one.”", "Rolf Sund", "told")]
    menu_at(bare, "Not one").choose("Split the part off")
    assert len(bare.told()) == 2
    menu_at(bare, "Not one").choose("Join quotes")
    menu_at(bare, "Not one").choose("Remove the whole quote")
    assert bare.spans() == []


def test_the_menu_of_a_quote_chooses_kind_and_medium(quay, menu_at):
    menu = menu_at(quay, "talks with")
    assert menu.choices("Kind") == [
        ("as its marks say", True),
        ("direct", False),
        ("mixed", False),
        ("indirect", False),
    ]
    menu.choose("Kind", "mixed")
    (quote,) = quay.project.quotes(quay.article_id)
    assert (quote.kind, quote.speaker.text) == ("mixed", "Maartens")
    menu = menu_at(quay, "talks with")
    assert ("mixed", True) in menu.choices("Kind")
    menu.choose("Medium", "writing")
    (quote,) = quay.project.quotes(quay.article_id)
    assert quote.medium == "writing"
    menu_at(quay, "talks with").choose("Kind", "as its marks say")
    (quote,) = quay.project.quotes(quay.article_id)
    assert (quote.kind, quote.kind_is_set) == ("indirect", False)


def test_the_menu_of_what_is_no_quote_chooses_the_reason(bare, menu_at):
    bare.stand("super")
    menu_at(bare, "super").choose("Not a quote")
    menu = menu_at(bare, "super")
    assert ("scare", True) in menu.choices("Reason")
    menu.choose("Reason", "term")
    (denied,) = bare.project.annotation(bare.article_id).spans
    assert denied.attribute("reason") == "term"


def test_the_menu_of_plain_words_offers_nothing_for_a_quote_that_is_not_there(bare, menu_at):
    texts = menu_at(bare, "met").texts()
    assert "Mark a quote" in texts
    assert not {"Kind", "Medium", "Remove the whole quote"} & set(texts)


def test_a_click_on_a_chip_focuses_its_quote(quay):
    chips = quay.view._margin.chips(*quay.view._in_sight)
    chip = next(chip for chip in chips if "Lind" in chip.name)
    at = chip.rect.center() + QPointF(quay.view._left, 0)
    place = QPoint(round(at.x()), round(at.y() - quay.view.verticalScrollBar().value()))
    QTest.mouseClick(quay.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert quay.focused() == ("QUOTE", "“We tried everything,”")
    quay.press("Return")
    assert quay.told() == [WHOLE]


def test_quotes_chosen_with_control_are_joined(bare):
    for words in ("“We tried everything,”", "“It failed.”", "“Nobody came,”"):
        bare.select(words)
        bare.press("Q", "Esc")
    bare.click("We tried")
    bare.click("Nobody came", control=True)
    bare.press("Ctrl+J")
    assert [text for text, _, _ in bare.told()] == [
        "“We tried everything,” … “Nobody came,”",
        "“It failed.”",
    ]


def test_clicks_go_round_what_is_nested(quay):
    quay.click("Kystline")
    first = quay.focused()
    quay.click("Kystline")
    assert {first[0], quay.focused()[0]} == {"ORG", "QUOTE"}


def test_an_edge_of_a_suggested_part_is_dragged_and_the_quote_is_mine_with_it(quay):
    quay.click("talks with")
    quay.drag(quay.point("go on", at=0.98), quay.point("would", at=0.98))
    assert quay.told() == [("that talks with Kystline would", "Maartens", "added")]
    quay.press("Ctrl+Z")
    assert quay.told() == []
