import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.occurrences import OccurrencesSheet
from annotator.gui.parts.key_button import KeyButton
from annotator.project.edits import Reject

PERSON = ("entities", "PERSON")


@pytest.fixture
def sheet(qtbot, theme, keymap):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    over = OccurrencesSheet(theme, keymap, page)
    page.show()
    yield over
    if not over.isHidden():
        over.dismiss()


def states(sheet):
    places = sheet.table.places
    return [(places.place(row).state, places.is_ticked(row)) for row in range(places.rowCount())]


def show(qtbot, sheet, harbour, text="Maartens", label=PERSON):
    sheet.show_for(harbour.project, harbour.port, text, label)
    ended(qtbot, sheet)


def ended(qtbot, sheet):
    qtbot.waitUntil(lambda: "so far" not in sheet._count.text())


def test_it_lists_the_places_of_the_article_with_what_stands_there(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    assert states(sheet) == [
        ("in “Ilse Maartens” PERSON?", False),
        ("ORG?", True),
        ("ORG?", True),
    ]


def test_enter_labels_the_ticked_places_in_one_step(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert harbour.marks(harbour.port) == [("Maartens", "PERSON")] * 2
    harbour.project.undo()
    assert harbour.marks(harbour.port) == []


def test_a_place_unticked_by_hand_is_remembered_as_not_this_one(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    sheet.table.selectRow(2)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Space)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert harbour.marks(harbour.port) == [("Maartens", "PERSON")]
    show(qtbot, sheet, harbour)
    assert ("not this one, as before", False) in states(sheet)
    harbour.project.undo()
    assert not harbour.project.annotation(harbour.port).rejections


def test_a_place_inside_a_longer_name_is_not_a_refusal(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert "Ilse Maartens" in [span.text for span in harbour.project.pending(harbour.port)]
    assert not harbour.project.annotation(harbour.port).rejections


def test_escape_changes_nothing(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert harbour.marks(harbour.port) == []
    assert sheet.isHidden()


def test_p_looks_through_the_whole_project(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    qtbot.keyClick(sheet.table, Qt.Key.Key_P)
    ended(qtbot, sheet)
    titles = [sheet.table.places.place(row).title for row in range(6)]
    assert titles == ["Minister visits port"] * 3 + ["School opens"] * 3
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert ("Maartens", "PERSON") in harbour.marks(harbour.school)


def test_what_i_labelled_otherwise_in_another_article_is_not_ticked(qtbot, sheet, harbour):
    harbour.mark(harbour.school, "Maartens & Sons", "ORG")
    harbour.mark(harbour.school, "Maartens", "ORG", 2)
    show(qtbot, sheet, harbour)
    qtbot.mouseClick(sheet.everywhere, Qt.MouseButton.LeftButton)
    ended(qtbot, sheet)
    assert states(sheet)[3:] == [
        ("in “Maartens & Sons” ORG", False),
        ("not marked", True),
        ("ORG", False),
    ]


def test_what_has_the_label_already_is_counted_not_listed(qtbot, sheet, harbour):
    harbour.mark(harbour.port, "Maartens", "PERSON", 1)
    show(qtbot, sheet, harbour)
    assert len(states(sheet)) == 2
    assert "1 already PERSON" in sheet._count.text()


def test_what_was_turned_down_is_not_ticked_again(qtbot, sheet, harbour):
    harbour.project.apply(Reject(harbour.port, (harbour.span(harbour.port, "Kystline"),)))
    show(qtbot, sheet, harbour, "Kystline", ("entities", "ORG"))
    assert states(sheet)[0] == ("not this one, as before", False)


def test_a_digit_chooses_another_label(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    qtbot.keyClick(sheet.table, Qt.Key.Key_2)
    ended(qtbot, sheet)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert {label for _, label in harbour.marks(harbour.port)} == {"PLACE"}


def test_control_a_ticks_all_and_none(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    for ticked in (True, False):
        qtbot.keyClick(sheet.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert {on for _, on in states(sheet)} == {ticked}


def test_without_a_label_it_takes_the_one_mostly_given(qtbot, sheet, harbour):
    harbour.mark(harbour.school, "Sund", "PLACE")
    show(qtbot, sheet, harbour, "Sund", None)
    assert "PLACE" in sheet.apply.words


def test_g_shows_the_place_in_its_article(qtbot, sheet, harbour):
    show(qtbot, sheet, harbour)
    sheet.table.selectRow(1)
    with qtbot.waitSignal(sheet.article_requested) as asked:
        qtbot.keyClick(sheet.table, Qt.Key.Key_G)
    assert asked.args == [harbour.port, *harbour.bounds(harbour.port, "Maartens", 1)]


def test_undo_while_it_is_open_is_shown(qtbot, sheet, harbour):
    harbour.mark(harbour.port, "Maartens", "PLACE", 1)
    show(qtbot, sheet, harbour)
    assert ("PLACE", True) in states(sheet)
    harbour.project.undo()
    ended(qtbot, sheet)
    assert ("PLACE", True) not in states(sheet)


@pytest.mark.parametrize("size", [(420, 400), (1400, 900)])
def test_it_stays_within_the_page(qtbot, sheet, harbour, size):
    sheet.parentWidget().resize(*size)
    show(qtbot, sheet, harbour)
    assert sheet.parentWidget().rect().contains(sheet.geometry())
    for button in sheet.findChildren(KeyButton):
        if button.isVisible():
            right = button.mapTo(sheet, button.rect().bottomRight())
            assert sheet.rect().contains(right), button.words
