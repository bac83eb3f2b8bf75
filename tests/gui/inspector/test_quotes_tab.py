"""The quote card, the quotes tab, the roster with its keys, problems of quotes."""

import pytest
from PySide6.QtCore import Qt

from annotator.core.quotes import quotes
from annotator.core.span import ENTITIES
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.inspector.inspector import MENTIONS, PROBLEMS, QUOTED
from annotator.gui.name_tasks import NameTasks
from annotator.gui.workbench import Workbench
from annotator.project.edits import Attribute, MarkQuote


@pytest.fixture
def quoted(harbour, page):
    """The article with one quote of mine: content, speaker, cue."""
    text = harbour.project.article(harbour.port).text
    start = text.index("Norrhavn and Sund were not invited")
    end = text.index(",", start)
    harbour.project.apply(MarkQuote(harbour.port, ((start, end),)))
    (quote,) = harbour.project.quotes(harbour.port)
    page.focus(quote.first)
    return quote


def now(harbour):
    return quotes(harbour.project.annotation(harbour.port))


def test_the_card_shows_the_quote_in_focus_and_changes_its_kind(inspector, quoted, harbour, qtbot):
    inspector.refresh()
    assert inspector.quote_card.isVisibleTo(inspector)
    assert not inspector.card.isVisibleTo(inspector)
    combo = inspector.quote_card.choices["kind"]
    assert combo.itemText(0) == "indirect (as found)"
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("mixed"))
    combo.activated.emit(combo.currentIndex())
    assert now(harbour)[0].kind.value == "mixed"
    harbour.project.undo()
    assert not now(harbour)[0].kind_is_set


def test_a_flag_is_switched_on_the_card(inspector, quoted, harbour, qtbot):
    inspector.refresh()
    qtbot.keyClick(inspector.quote_card.flags["negated"], Qt.Key.Key_Space)
    assert now(harbour)[0].negated


def test_the_tab_lists_who_said_what(inspector, quoted, harbour, page, qtbot):
    text = harbour.project.article(harbour.port).text
    speaker = text.index("AT&T", quoted.end)
    edit = Attribute(harbour.port, quoted.id, (speaker, speaker + 4), None, "Teodor Lind")
    harbour.project.apply(edit)
    inspector.open(QUOTED)
    inspector.refresh()
    rows = inspector.quotes.list.rows
    row = rows.row(rows.index(0, 0))
    assert (row.text, isinstance(row.subject, QuoteMark)) == ("Teodor Lind", True)
    inspector.quotes.by_speaker.setChecked(True)
    assert rows.row(rows.index(0, 0)).aside == "×1"
    inspector.quotes.nameless.setChecked(True)
    assert rows.rowCount() == 0


def test_a_quote_without_speaker_is_a_problem_that_r_repairs(inspector, quoted, page, qtbot):
    inspector.open(PROBLEMS)
    inspector.refresh()
    model = inspector.problems.list.rows
    rows = [model.row(model.index(n, 0)) for n in range(model.rowCount())]
    place = next(n for n, row in enumerate(rows) if "no speaker" in row.detail)
    inspector.problems.list.setCurrentIndex(model.index(place, 0))
    qtbot.keyClick(inspector.problems.list, Qt.Key.Key_R)
    assert page.state.proposed is not None


def test_two_names_become_one_and_undo_parts_them(inspector, page, harbour, qtbot):
    harbour.mark(harbour.port, "Teodor Lind", "PERSON")
    harbour.mark(harbour.port, "Kystline", "ORG")
    bench = Workbench()
    bench.project, bench.article_id = harbour.project, harbour.port
    tasks = NameTasks(inspector, bench)
    inspector.name_wanted.connect(tasks.ask)
    inspector.open(MENTIONS)
    inspector.refresh()
    names = inspector.mentions.list
    model = names.rows
    rows = [model.row(model.index(n, 0)).text for n in range(model.rowCount())]
    names.setCurrentIndex(model.index(rows.index("Kystline"), 0))
    qtbot.keyClick(names, Qt.Key.Key_E)
    qtbot.keyClicks(tasks.picker._field, "Teodor")
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    mine = harbour.project.annotation(harbour.port).in_layer(ENTITIES)
    named = {harbour.project.roster(harbour.port).name_of(span).name for span in mine}
    assert named == {"Teodor Lind"}
    harbour.project.undo()
    named = {harbour.project.roster(harbour.port).name_of(span).name for span in mine}
    assert named == {"Teodor Lind", "Kystline"}


def test_a_new_name_is_typed(inspector, page, harbour, qtbot):
    harbour.mark(harbour.port, "Kystline", "ORG")
    bench = Workbench()
    bench.project, bench.article_id = harbour.project, harbour.port
    tasks = NameTasks(inspector, bench)
    span = harbour.project.annotation(harbour.port).spans[0]
    tasks.ask((span.id,))
    qtbot.keyClicks(tasks.picker._field, "Kystline Shipping Lines")
    qtbot.keyClick(tasks.picker._field, Qt.Key.Key_Return)
    (row,) = harbour.project.annotation(harbour.port).clusters
    assert row.name == "Kystline Shipping Lines"
