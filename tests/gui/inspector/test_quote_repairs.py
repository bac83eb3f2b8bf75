"""Problems with quotes: G reaches each, R repairs the one meant."""

import pytest
from PySide6.QtCore import Qt

from annotator.core.problem import Repair
from annotator.gui.inspector.inspector import PROBLEMS
from annotator.gui.keymap import Keymap
from annotator.project.edits import AddSpan, MarkQuote


@pytest.fixture
def problems(inspector, talk):
    inspector.open(PROBLEMS)
    inspector.refresh()
    return inspector.problems.list


def found(harbour, talk):
    return [(p.span.text, p.repair) for p in harbour.project.problems(talk)]


def repair(problems, qtbot, wanted, key=Qt.Key.Key_R, text=""):
    rows = problems.rows
    subjects = [rows.row(rows.index(n, 0)).subject for n in range(rows.rowCount())]
    place = next(
        n
        for n, problem in enumerate(subjects)
        if problem.repair is wanted and text in problem.span.text
    )
    problems.setCurrentIndex(rows.index(place, 0))
    qtbot.keyClick(problems, key)


def test_g_reaches_every_problem_marked_or_not(talk, page, harbour):
    wanted = {(p.span.start, p.span.end) for p in harbour.project.problems(talk)}
    reached = set()
    for _ in harbour.project.problems(talk):
        page.next_problem()
        reached.add(page.state.bounds)
    assert reached == wanted
    assert len(wanted) == 4


def test_a_stretch_is_said_to_be_no_quote(problems, talk, harbour, qtbot):
    repair(problems, qtbot, Repair.DENY)
    span = harbour.span(talk, "“quay”")
    assert (span.label, span.attribute("reason")) == ("NOT_A_QUOTE", "scare")
    assert "“quay”" not in [text for text, _ in found(harbour, talk)]
    harbour.project.undo()
    assert ("“quay”", Repair.DENY) in found(harbour, talk)


def test_a_proposed_speaker_is_taken_with_enter(problems, talk, page, harbour, qtbot):
    repair(problems, qtbot, Repair.PROPOSE)
    page.accept()
    assert harbour.project.quotes(talk)[0].speaker.text == "Lind"
    assert Repair.PROPOSE not in [repair for _, repair in found(harbour, talk)]


def test_a_loose_cue_is_removed(problems, inspector, talk, harbour, qtbot):
    harbour.project.apply(AddSpan(talk, "quotes", "CUE", *harbour.bounds(talk, "said", 1)))
    inspector.refresh()
    repair(problems, qtbot, Repair.REMOVE)
    assert Repair.REMOVE not in [repair for _, repair in found(harbour, talk)]
    assert "CUE" not in [span.label for span in harbour.project.annotation(talk).spans]


def test_the_row_chosen_is_repaired_though_the_span_has_another_problem(
    problems, inspector, talk, harbour, qtbot
):
    words = "“Lost.\nHe left."
    harbour.project.apply(MarkQuote(talk, (harbour.bounds(talk, words),)))
    inspector.refresh()
    both = [p.repair for p in harbour.project.problems(talk) if p.span.text == words]
    assert both == [Repair.CUT, Repair.PROPOSE]
    parts = [[part.text for part in quote.parts] for quote in harbour.project.quotes(talk)]
    repair(problems, qtbot, Repair.PROPOSE, text=words)
    assert [[p.text for p in quote.parts] for quote in harbour.project.quotes(talk)] == parts
    inspector.refresh()
    repair(problems, qtbot, Repair.CUT)
    parts = [[part.text for part in quote.parts] for quote in harbour.project.quotes(talk)]
    assert ["“Lost.", "He left."] in parts


def test_r_on_the_page_repairs_what_is_focused(talk, page, harbour):
    page.next_problem()
    page.next_problem()
    assert page.state.bounds == harbour.bounds(talk, "“quay”")
    page.repair()
    assert harbour.span(talk, "“quay”").label == "NOT_A_QUOTE"


def test_where_nothing_can_be_repaired_r_says_so(talk, page, harbour, qtbot):
    page.show_problem(next(p for p in harbour.project.problems(talk) if p.repair is None))
    with qtbot.waitSignal(page.message) as said:
        page.repair()
    assert "nothing here that one key repairs" in said.args[0]


def test_the_list_follows_the_key_the_keymap_has(problems, inspector, talk, harbour, qtbot):
    inspector.set_keymap(Keymap().with_keys("page.repair", ("Y",)))
    inspector.refresh()
    repair(problems, qtbot, Repair.DENY)
    assert ("“quay”", Repair.DENY) in found(harbour, talk)
    repair(problems, qtbot, Repair.DENY, Qt.Key.Key_Y)
    assert ("“quay”", Repair.DENY) not in found(harbour, talk)


def test_rows_say_to_a_screen_reader_what_is_wrong(problems):
    rows = problems.rows
    spoken = [
        rows.data(rows.index(n, 0), Qt.ItemDataRole.AccessibleTextRole)
        for n in range(rows.rowCount())
    ]
    assert (
        "“quay”, Neither a quote nor said to be none; Q marks it, R says it is no quote." in spoken
    )
