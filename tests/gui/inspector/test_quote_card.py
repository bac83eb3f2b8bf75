"""The card of a quote in several parts, and why marked words are no quote."""

import pytest
from PySide6.QtCore import Qt

from annotator.core.quotes import REASONS
from annotator.project.edits import DescribeQuote, MarkNotAQuote


@pytest.fixture
def card(inspector, talk, page, harbour):
    page.focus(harbour.project.quotes(talk)[0].parts[0])
    inspector.refresh()
    return inspector.quote_card


@pytest.fixture
def press(card, qtbot):
    """Clicks a button of the card by what it says."""

    def pressed(words):
        found = (card._flow.itemAt(n).widget() for n in range(card._flow.count()))
        qtbot.mouseClick(next(b for b in found if b.words == words), Qt.MouseButton.LeftButton)

    return pressed


def texts(harbour, article_id):
    return [[part.text for part in quote.parts] for quote in harbour.project.quotes(article_id)]


def test_each_part_is_a_button_that_goes_there(card, inspector, talk, page, harbour, qtbot):
    first, second = card.parts.buttons
    assert (first.isChecked(), second.isChecked()) == (True, False)
    assert second.accessibleName() == "Part 2 of 2: “and a minister.”"
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert page.focused.text == "“and a minister.”"
    inspector.refresh()
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_pressing_the_part_in_focus_leaves_it_lit(card, qtbot):
    qtbot.mouseClick(card.parts.buttons[0], Qt.MouseButton.LeftButton)
    assert card.parts.buttons[0].isChecked()


def test_a_part_is_removed_in_one_step(card, press, inspector, talk, harbour):
    press("Remove part")
    assert texts(harbour, talk) == [["“and a minister.”"]]
    inspector.refresh()
    assert not card.parts.isVisibleTo(inspector)
    harbour.project.undo()
    assert texts(harbour, talk) == [["“We have the berth,”", "“and a minister.”"]]


def test_a_part_is_split_off_and_joined_again(card, press, inspector, talk, page, harbour):
    page.focus(harbour.project.quotes(talk)[0].parts[1])
    inspector.refresh()
    press("Split")
    assert texts(harbour, talk) == [["“We have the berth,”"], ["“and a minister.”"]]
    inspector.refresh()
    press("Join")
    assert texts(harbour, talk) == [["“We have the berth,”", "“and a minister.”"]]


def test_a_kind_that_was_chosen_may_be_found_again(card, inspector, talk, harbour):
    (quote,) = harbour.project.quotes(talk)
    harbour.project.apply(DescribeQuote(talk, quote.id, "kind", "mixed"))
    inspector.refresh()
    combo = card.choices["kind"]
    assert (combo.currentText(), combo.itemText(0)) == ("mixed", "direct (as found)")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert not harbour.project.quotes(talk)[0].kind_is_set


def test_the_reason_why_it_is_no_quote_is_chosen_on_the_card(inspector, talk, page, harbour, qtbot):
    harbour.project.apply(MarkNotAQuote(talk, *harbour.bounds(talk, "“quay”")))
    page.focus(harbour.span(talk, "“quay”"))
    inspector.refresh()
    reasons = inspector.card.reasons
    assert [r for r in REASONS if reasons.buttons[r].isChecked()] == ["scare"]
    qtbot.keyClick(reasons.buttons["term"], Qt.Key.Key_Space)
    assert harbour.span(talk, "“quay”").attribute("reason") == "term"
    inspector.refresh()
    assert [r for r in REASONS if reasons.buttons[r].isChecked()] == ["term"]
    harbour.project.undo()
    assert harbour.span(talk, "“quay”").attribute("reason") == "scare"


def test_other_spans_have_no_reasons(inspector, page, harbour):
    page.focus(harbour.mark(harbour.port, "Norrhavn", "PLACE"))
    inspector.refresh()
    assert not inspector.card.reasons.isVisibleTo(inspector)


@pytest.mark.parametrize("width", [260, 320])
def test_the_card_clips_nothing_in_a_narrow_pane(card, inspector, qtbot, width):
    inspector.resize(width, 700)
    inspector.layout().activate()
    for button in (*card.parts.buttons, *card.choices.values(), *card.flags.values()):
        right = button.mapTo(inspector, button.rect().bottomRight())
        assert inspector.rect().contains(right), button.accessibleName()


def test_the_cards_are_as_high_as_what_they_show(card, inspector, page, talk, harbour, qtbot):
    inspector.resize(300, 1200)
    qtbot.waitUntil(lambda: inspector.cards.height() == _needed(card))
    page.focus(harbour.mark(talk, "Ann", "PERSON"))
    inspector.refresh()
    qtbot.waitUntil(lambda: inspector.cards.height() == _needed(inspector.card))


def _needed(card):
    return card.layout().totalHeightForWidth(card.width())
