import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.parts.places import Place, PlaceModel, PlaceTable
from annotator.gui.parts.rows import Row, RowList
from annotator.gui.parts.tabs import Tabs


@pytest.fixture
def names(qtbot, theme):
    shown = RowList("Names")
    qtbot.addWidget(shown)
    shown.resize(280, 300)
    shown.set_rows([Row("Lind", 1, "×2"), Row("Sund", 2, detail="a long sentence " * 12)])
    shown.show()
    return shown


def test_a_click_and_enter_choose_the_subject_of_a_row(qtbot, names):
    chosen = []
    names.chosen.connect(chosen.append)
    centre = names.visualRect(names.rows.index(1, 0)).center()
    qtbot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    names.setCurrentIndex(names.rows.index(0, 0))
    qtbot.keyClick(names, Qt.Key.Key_Return)
    assert chosen == [2, 1]


def test_a_long_detail_wraps_and_makes_its_row_higher(names):
    short, long = (names.visualRect(names.rows.index(row, 0)).height() for row in (0, 1))
    assert long > short * 2
    names.resize(600, 300)
    names.doItemsLayout()
    assert names.visualRect(names.rows.index(1, 0)).height() < long


def test_other_rows_keep_the_place_of_the_current_one(names):
    names.setCurrentIndex(names.rows.index(1, 0))
    names.set_rows([Row("a", "a"), Row("b", "b"), Row("c", "c")])
    assert names.current == "b"
    names.set_rows([Row("a", "a")])
    assert names.current == "a"
    names.set_rows([])
    assert names.current is None


def test_a_letter_is_left_to_the_window(qtbot, names):
    names.setCurrentIndex(names.rows.index(0, 0))
    qtbot.keyClick(names, Qt.Key.Key_S)
    assert names.current == 1


def place(text="Lind"):
    return Place("before ", text, " after", "ORG", "Title", None)


def test_the_place_model_keeps_the_rules_of_qt(qapp):
    model = PlaceModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.append([place(), place("Sund")], [True, False])
    model.append([place("Oslo")], [True])
    model.tick([0, 1], on=True)
    model.replace(2, place("Bergen"))
    assert [model.is_ticked(row) for row in range(3)] == [True, True, True]
    assert model.place(2).text == "Bergen"
    model.clear()
    assert model.rowCount() == 0


def test_space_ticks_all_chosen_rows_or_none(qtbot, theme):
    table = PlaceTable("Places", ticks=True)
    qtbot.addWidget(table)
    table.places.append([place(), place(), place()], [True, False, False])
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [table.places.is_ticked(row) for row in range(3)] == [True] * 3
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [table.places.is_ticked(row) for row in range(3)] == [False] * 3


def test_a_click_on_the_box_ticks(qtbot, theme):
    table = PlaceTable("Places", ticks=True)
    qtbot.addWidget(table)
    table.places.append([place()], [True])
    table.resize(600, 200)
    table.show()
    centre = table.visualRect(table.places.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert not table.places.is_ticked(0)


def test_arrow_keys_go_between_tabs(qtbot, theme):
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for name in ("Mentions", "Notes"):
        tabs.add(name, RowList(name))
    tabs.show()
    tab = tabs.findChildren(type(tabs._tabs["Notes"]))[0]
    tab.setFocus()
    with qtbot.waitSignal(tabs.opened) as opened:
        qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert opened.args == ["Notes"]
    assert tabs.shown == "Notes"
