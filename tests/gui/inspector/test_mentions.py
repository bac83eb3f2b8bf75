"""The Mentions tab as a roster, and the picker that asks who somebody is: by keys and by mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from annotator.core.clusters import Mention, Name
from annotator.gui.inspector.inspector import MENTIONS
from annotator.gui.name_tasks import NameTasks
from annotator.gui.workbench import Workbench
from annotator.project import project as projects
from annotator.project.edits import Attribute, MarkQuote, NameSpans


@pytest.fixture
def tab(inspector, page, harbour):
    """The tab with Teodor Lind (two mentions of mine), Norrhavn, and suggested names."""
    harbour.mark(harbour.port, "Teodor Lind", "PERSON")
    harbour.mark(harbour.port, "Lind", "PERSON", 1)
    harbour.mark(harbour.port, "Norrhavn", "PLACE")
    inspector.open(MENTIONS)
    inspector.refresh()
    return inspector.mentions


@pytest.fixture
def tasks(inspector, harbour):
    bench = Workbench()
    bench.project, bench.article_id = harbour.project, harbour.port
    made = NameTasks(inspector, bench)
    inspector.name_wanted.connect(made.ask)
    inspector.rename_wanted.connect(made.rename)
    return made


def rows(tab):
    model = tab.list.rows
    return [model.row(model.index(n, 0)) for n in range(model.rowCount())]


def at(tab, text):
    """The place of a row by its text; the row becomes the current one."""
    place = [row.text for row in rows(tab)].index(text)
    tab.list.setCurrentIndex(tab.list.rows.index(place, 0))
    return tab.list.visualRect(tab.list.rows.index(place, 0))


def names(harbour):
    return {n.name: len(n.mentions) for n in harbour.project.roster(harbour.port).names}


def said(tab):
    heard = []
    tab.message.connect(heard.append)
    return heard


def test_a_name_opens_into_its_mentions_by_keys_and_by_the_arrow(tab, qtbot):
    box = at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_Right)
    place = [row.text for row in rows(tab)].index("Teodor Lind")
    opened = rows(tab)[place + 1 : place + 3]
    assert [(row.text, row.aside, row.depth) for row in opened] == [
        ("Teodor Lind", "in Norrhavn. Maar…", 1),
        ("Lind", "thanked Maartens.…", 1),
    ]
    assert rows(tab)[place].is_open
    assert "open" in rows(tab)[place].spoken
    qtbot.keyClick(tab.list, Qt.Key.Key_Left)
    assert not any(row.depth for row in rows(tab))
    arrow = QPoint(tab.list.viewport().width() - 4, box.center().y())
    qtbot.mouseClick(tab.list.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert sum(row.depth for row in rows(tab)) == 2


def test_left_on_a_mention_goes_back_to_its_name(tab, qtbot):
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_Right)
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    assert isinstance(tab.list.current, Mention)
    qtbot.keyClick(tab.list, Qt.Key.Key_Left)
    assert isinstance(tab.list.current, Name)


def test_enter_and_shift_enter_step_through_the_mentions_and_go_round(tab, page, qtbot):
    at(tab, "Teodor Lind")
    places = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        qtbot.keyClick(tab.list, Qt.Key.Key_Return, modifier)
        places.append(page.focused.text)
    assert places[0] == places[2] != places[1] == places[3]


def test_enter_goes_on_where_the_mentions_are_open(tab, page, inspector, qtbot):
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_Right)
    places = []
    for _ in range(3):
        qtbot.keyClick(tab.list, Qt.Key.Key_Return)
        inspector.refresh()
        places.append(page.focused.text)
    assert places[0] == places[2] != places[1]


def test_x_splits_a_mention_off_and_undo_joins_it_again(tab, harbour, inspector, qtbot):
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_Right)
    at(tab, "Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_X)
    assert (names(harbour)["Teodor Lind"], names(harbour)["Lind"]) == (1, 1)
    harbour.project.undo()
    assert names(harbour)["Teodor Lind"] == 2


def test_x_needs_a_mention_that_is_mine(tab, qtbot):
    heard = said(tab)
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_X)
    assert heard == ["Step to a mention of yours first: Enter goes through them."]


def test_a_name_dragged_on_another_is_that_name(tab, harbour, inspector, qtbot):
    heard = said(tab)
    source, target = at(tab, "Norrhavn").center(), at(tab, "Teodor Lind").center()
    view, left = tab.list.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=source)
    qtbot.mouseMove(view, pos=target)
    qtbot.mouseRelease(view, left, pos=target)
    assert names(harbour)["Teodor Lind"] == 3
    assert heard == ["Norrhavn is Teodor Lind now."]
    harbour.project.undo()
    assert (names(harbour)["Teodor Lind"], names(harbour)["Norrhavn"]) == (2, 1)


def test_a_name_that_is_only_suggested_is_accepted_before_it_is_changed(tab, harbour, qtbot):
    heard = said(tab)
    at(tab, "Kystline")
    for key in (Qt.Key.Key_E, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(tab.list, key)
    assert heard == ["Accept one of its mentions first."] * 3
    assert harbour.project.annotation(harbour.port).clusters == frozenset()


def test_the_menu_does_what_the_keys_do(tab, harbour, tasks):
    at(tab, "Norrhavn")
    actions = {action.text().partition("\t")[0]: action for action in tab.list.menu().actions()}
    actions["Is the same as…"].trigger()
    assert tasks.picker.isVisible()
    actions["Show its mentions"].trigger()
    assert sum(row.depth for row in rows(tab)) == 1


def test_f2_renames_a_name_with_all_its_mentions(tab, harbour, tasks, qtbot):
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_F2)
    form = QApplication.activeModalWidget()
    form.line.setText("Theodor van der Berg")
    form.accept()
    assert names(harbour)["Theodor van der Berg"] == 2
    harbour.project.undo()
    assert names(harbour)["Teodor Lind"] == 2


def test_a_name_is_taken_off_the_roster(tab, harbour, inspector, qtbot):
    norrhavn = harbour.span(harbour.port, "Norrhavn")
    harbour.project.apply(NameSpans(harbour.port, (norrhavn.id,), "Teodor Lind"))
    inspector.refresh()
    at(tab, "Teodor Lind")
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    assert (names(harbour)["Teodor Lind"], names(harbour)["Norrhavn"]) == (2, 1)
    assert harbour.project.annotation(harbour.port).clusters == frozenset()


@pytest.fixture
def quote(harbour):
    """A quote of mine without a speaker."""
    start, end = harbour.bounds(harbour.port, "Norrhavn and Sund were not invited")
    harbour.project.apply(MarkQuote(harbour.port, ((start, end),)))
    (made,) = harbour.project.quotes(harbour.port)
    return made


@pytest.fixture
def asking(page, tasks):
    """The page, its questions being asked by the picker."""
    page.who_requested.connect(tasks.ask)
    return page


def test_a_quote_without_speaker_gets_a_name_that_the_roster_counts(
    tab, quote, asking, tasks, harbour, qtbot
):
    asking.focus(quote.first)
    asking.ask_who()
    assert tasks.picker._field.placeholderText().startswith("Who said Norrhavn and Sund")
    qtbot.keyClicks(tasks.picker._field, "teodor")
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    (named,) = harbour.project.quotes(harbour.port)
    assert harbour.project.roster(harbour.port).speaker_name(named) == "Teodor Lind"
    qtbot.waitUntil(lambda: "1 quote  ×2" in [row.aside for row in rows(tab)])
    asking.focus(named.first)
    asking.ask_who()
    qtbot.keyClicks(tasks.picker._field, "nobody")
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    assert harbour.project.quotes(harbour.port)[0].cluster_id is None


def test_e_on_the_cue_asks_who_speaks(quote, page, tasks, harbour, qtbot):
    cue, speaker = harbour.bounds(harbour.port, "said"), harbour.bounds(harbour.port, "AT&T")
    harbour.project.apply(Attribute(harbour.port, quote.id, speaker, cue))
    (now,) = harbour.project.quotes(harbour.port)
    page.focus(now.cue)
    with qtbot.waitSignal(page.who_requested) as asked:
        page.ask_who()
    assert asked.args == [(now.speaker.id,)]


def test_the_picker_offers_who_spoke_last_first_and_takes_him_with_enter(
    tab, quote, page, tasks, harbour, qtbot
):
    they = harbour.bounds(harbour.port, "Kystline", 1)
    harbour.project.apply(Attribute(harbour.port, quote.id, they, None))
    (now,) = harbour.project.quotes(harbour.port)
    tasks.ask((now.speaker.id,))
    first = tasks.picker.shown[0]
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    (named,) = harbour.project.quotes(harbour.port)
    assert f"={harbour.project.roster(harbour.port).speaker_name(named)}" == first


def test_a_new_name_has_the_label_of_its_mention(tab, tasks, harbour, qtbot):
    tasks.ask((harbour.span(harbour.port, "Norrhavn").id,))
    qtbot.keyClicks(tasks.picker._field, "Norrhavn, the town")
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    (row,) = harbour.project.annotation(harbour.port).clusters
    assert (row.name, row.label) == ("Norrhavn, the town", "PLACE")


def test_the_picker_opens_where_the_mention_stands_and_escape_leaves_all_as_it_was(
    tab, tasks, harbour, inspector, qtbot
):
    norrhavn = (harbour.span(harbour.port, "Norrhavn").id,)
    tasks.place_of = lambda _span: QRect(20, 100, 80, 30)
    tasks.ask(norrhavn)
    assert tasks.picker.y() > 130
    tasks.place_of = lambda _span: QRect(20, 600, 80, 30)
    tasks.ask(norrhavn)
    assert tasks.picker.geometry().bottom() < 600
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Escape)
    assert not tasks.picker.isVisible()
    assert harbour.project.annotation(harbour.port).clusters == frozenset()


def test_who_is_who_is_there_again_when_the_project_is_opened_again(tab, harbour, tmp_path):
    norrhavn = harbour.span(harbour.port, "Norrhavn")
    harbour.project.apply(NameSpans(harbour.port, (norrhavn.id,), "Teodor Lind"))
    known = names(harbour)
    with projects.open(tmp_path / "harbour.db") as again:
        again.use_annotator("maya")
        found = {n.name: len(n.mentions) for n in again.roster(harbour.port).names}
    assert found == known
