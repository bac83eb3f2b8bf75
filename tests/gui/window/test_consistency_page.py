"""The Consistency page by keys: rows, their occurrences, settled as a batch, undone, kept on purpose."""

import pytest
from making import annotated, entry, span, take_in

from annotator.core.consistency import Kind
from annotator.project.project import create
from annotator.project.scheme_files import builtin_scheme

TEXTS = (
    "Sund grew. The Harbour Authority of Sund paid.",
    "In Sund, the Harbour Authority met Lind.",
)


def work(name, text, *marks):
    spans = [span(text, text.index(w), text.index(w) + len(w), label) for w, label in marks]
    return annotated(text, *spans, name=name)


@pytest.fixture
def sam(tmp_path, make_window, qtbot):
    path = tmp_path / "inbox.db"
    with create(path, builtin_scheme("news")) as project:
        project.use_annotator("sam")
        first, second = TEXTS
        take_in(
            project,
            entry(
                first,
                work("sam", first, ("Sund", "PLACE"), ("Harbour Authority", "ORG")),
                work("maya", first, ("Sund", "ORG")),
                title="First",
            ),
            entry(second, work("sam", second, ("the Harbour Authority", "ORG")), title="Second"),
        )
    driver = make_window(path)
    driver.window.studio.projects.use("sam")
    driver.press("Ctrl+Shift+G")
    counted(driver, qtbot)
    return driver


def page(driver):
    return driver.window.studio.consistency.page


def counted(driver, qtbot):
    qtbot.waitUntil(lambda: page(driver)._known is not None)
    fed(driver, qtbot)


def fed(driver, qtbot):
    qtbot.waitUntil(lambda: not page(driver)._feeder.running)


def rows(driver):
    model = page(driver).list.rows
    found = [model.row(model.index(n, 0)) for n in range(model.rowCount())]
    return [(row.aside, row.text, row.detail) for row in found]


def places(driver):
    model = page(driver).table.places
    return [(model.place(n).text, model.place(n).state) for n in range(model.rowCount())]


def go(driver, qtbot, kind, words):
    page(driver).list.make_current(lambda row: (row.kind, row.words) == (kind, words))
    page(driver).list.setFocus()
    fed(driver, qtbot)


def spans(driver, article_id):
    return [(s.text, s.label) for s in driver.project.annotation(article_id).spans]


def test_rows_come_with_counts_and_occurrences_in_context(sam, qtbot):
    assert ("labels", "Sund", "ORG ×1 · PLACE ×1") in rows(sam)
    go(sam, qtbot, Kind.LABELS, "Sund")
    assert places(sam) == [("Sund", "PLACE"), ("Sund", "ORG · maya")]
    assert "2 occurrences · 2 ticked, 1 of them mine" in page(sam).chosen.text()
    assert sam.window.top._pages["Consistency"].isChecked()


def test_f_filters_by_kind_and_h_shows_what_is_kept_on_purpose(sam, qtbot):
    sam.press("F")
    assert {kind for kind, _, _ in rows(sam)} == {"labels"}
    sam.press("D")
    assert rows(sam) == []
    sam.press("H")
    assert "On purpose" in rows(sam)[0][2]
    sam.press("D")
    assert "On purpose" not in rows(sam)[0][2]


def test_m_marks_all_unmarked_of_mine_in_one_step_that_ctrl_z_takes_back(sam, qtbot):
    go(sam, qtbot, Kind.UNMARKED, "Sund")
    before = rows(sam)
    sam.press("M")
    assert spans(sam, 2) == [("Sund", "PLACE"), ("the Harbour Authority", "ORG")]
    assert "others’ work" in sam.said
    assert rows(sam) != before
    fed(sam, qtbot)
    sam.press("Ctrl+Z")
    assert spans(sam, 2) == [("the Harbour Authority", "ORG")]
    assert rows(sam) == before
    assert sam.desk.pages.currentWidget() is page(sam)


def test_digits_choose_bounds_and_the_row_goes(sam, qtbot):
    go(sam, qtbot, Kind.BOUNDARIES, "the Harbour Authority")
    sam.press("1")
    assert spans(sam, 2)[-1] == ("Harbour Authority", "ORG")
    assert "boundaries" not in {kind for kind, _, _ in rows(sam)}
    sam.press("Ctrl+Z")
    assert "boundaries" in {kind for kind, _, _ in rows(sam)}


def test_only_what_is_ticked_is_changed_and_others_work_never(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    sam.press("Return")
    assert page(sam).table.hasFocus()
    sam.press("Space")
    label = next(key for key, name in page(sam)._choices(page(sam).row) if name == "ORG")
    sam.press(label)
    assert spans(sam, 1)[0] == ("Sund", "PLACE")
    assert sam.said == "Nothing was changed; 1 are others’ work and were left."
    sam.press("Space", label)
    assert spans(sam, 1)[0] == ("Sund", "ORG")


def test_del_takes_the_marks_of_mine_away(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    sam.press("Del")
    assert [text for text, _ in spans(sam, 1)] == ["Harbour Authority"]


def test_enter_opens_an_occurrence_in_its_article(sam, qtbot):
    go(sam, qtbot, Kind.UNMARKED, "Sund")
    sam.press("Return", "Return")
    assert sam.article_id == 1
    assert sam.desk.pages.currentWidget() is sam.desk.page
    assert sam.desk.controller.focused is not None


def test_a_note_says_why_it_differs(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    page(sam).differ_on_purpose("town and company")
    sam.press("H")
    assert any("town and company" in detail for _, _, detail in rows(sam))
    sam.press("Esc")
    assert sam.desk.pages.currentWidget() is sam.desk.page


def test_another_annotator_never_gets_what_was_ticked_for_me(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    sam.window.studio.projects.use("jonas")
    sam.press("3")
    assert "left" in sam.said
    assert spans(sam, 1) == []


def test_the_list_keeps_its_place_when_a_row_goes(sam, qtbot):
    before = rows(sam)
    page(sam).list.setFocus()
    sam.press("Home", "Down")
    fed(sam, qtbot)
    assert page(sam).list.currentIndex().row() == 1
    sam.press("D")
    assert len(rows(sam)) == len(before) - 1
    assert page(sam).list.currentIndex().row() == 1
    assert (page(sam).row.kind, page(sam).row.words) == before[2][:2]


def test_w_compares_mine_only(sam, qtbot):
    sam.press("W")
    counted(sam, qtbot)
    assert ("unmarked", "Sund", "not marked ×2 · PLACE ×1") in rows(sam)


def test_tab_goes_from_the_rows_to_the_occurrences_and_back(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    sam.press("Tab")
    assert page(sam).table.hasFocus()
    sam.press("Down", "Shift+Tab")
    assert page(sam).list.hasFocus()


def test_n_asks_why_it_differs_on_purpose(sam, qtbot):
    go(sam, qtbot, Kind.LABELS, "Sund")
    sam.press("N")
    sam.type("town and company")
    sam.press("Return")
    (kept,) = page(sam)._known.on_purpose.values()
    assert kept.note == "town and company"
