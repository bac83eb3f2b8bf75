import pytest
from PySide6.QtCore import Qt

from annotator.gui.find import FindBar

TEXT = "Lind met lind. Lindholm left; Lind stayed."


@pytest.fixture
def bar(qtbot, keymap):
    shown = FindBar(keymap)
    qtbot.addWidget(shown)
    shown.show_for(TEXT)
    shown.found = []
    shown.found_changed.connect(lambda places, now: shown.found.append((len(places), now)))
    return shown


def test_it_finds_while_one_types(qtbot, bar):
    qtbot.keyClicks(bar.field, "lind")
    assert bar.found[-1] == (4, 0)
    assert bar.count.text() == "1 of 4"


def test_enter_goes_on_and_shift_enter_back_round_the_ends(qtbot, bar):
    qtbot.keyClicks(bar.field, "lind")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.found[-1] == (4, 1)
    for _ in range(2):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.found[-1] == (4, 3)


def test_case_and_whole_words_narrow_it(qtbot, bar):
    qtbot.keyClicks(bar.field, "Lind")
    bar.match_case.setChecked(True)
    assert bar.found[-1][0] == 3
    bar.whole_words.setChecked(True)
    assert bar.found[-1][0] == 2


def test_narrowing_stays_where_it_stood(qtbot, bar):
    qtbot.keyClicks(bar.field, "lind")
    for _ in range(3):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    bar.match_case.setChecked(True)
    bar.whole_words.setChecked(True)
    assert bar.found[-1] == (1, 0)


def test_nothing_found_is_said(qtbot, bar):
    qtbot.keyClicks(bar.field, "Nobody")
    assert bar.count.text() == "not found"
    assert bar.found[-1] == (0, None)
    assert not bar.next.isEnabled()


def test_labelling_all_takes_the_words_as_the_text_has_them(qtbot, bar):
    qtbot.keyClicks(bar.field, "lindholm")
    with qtbot.waitSignal(bar.label_all_wanted) as wanted:
        qtbot.mouseClick(bar.label_all, Qt.MouseButton.LeftButton)
    assert wanted.args == ["Lindholm"]


def test_the_project_is_searched_for_the_same_words(qtbot, bar):
    qtbot.keyClicks(bar.field, "Lind")
    with qtbot.waitSignal(bar.project_wanted) as wanted:
        qtbot.mouseClick(bar.in_project, Qt.MouseButton.LeftButton)
    assert wanted.args == ["Lind"]


def test_escape_takes_the_marks_away(qtbot, bar):
    qtbot.keyClicks(bar.field, "lind")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.found[-1] == (0, None)
    assert bar.isHidden()


def test_another_article_is_searched_at_once(qtbot, bar):
    qtbot.keyClicks(bar.field, "Sund")
    bar.set_text("Sund and Sund")
    assert bar.found[-1] == (2, 0)


def test_the_page_shows_what_was_found(qtbot, bar, page, harbour):
    bar.found_changed.connect(page.show_found)
    bar.set_text(harbour.project.article(harbour.port).text)
    qtbot.keyClicks(bar.field, "Norrhavn")
    assert len(page.view.marks.found) == 2
    assert page.view.marks.found_now == harbour.bounds(harbour.port, "Norrhavn")
