"""The Agreement page by keys: figures, the spans behind them, whose work, the report."""

import pytest
from reviews import reviewed_project

from annotator.core.annotation import Status
from annotator.gui.agreement.page import CONFUSION, LABELS, NAMES, PROGRESS
from annotator.project.edits import SetStatus
from annotator.project.scheme_files import builtin_scheme


@pytest.fixture
def sam(tmp_path, make_window, qtbot):
    path = tmp_path / "review.db"
    reviewed_project(path, scheme=builtin_scheme("news")).close()
    driver = make_window(path)
    driver.window.studio.projects.use("sam")
    driver.press("Ctrl+G")
    qtbot.waitUntil(lambda: page(driver).pair is not None)
    return driver


def page(driver):
    return driver.window.studio.agreement.page


def table(driver, name):
    return page(driver)._tables[name]


def cells(shown):
    return [
        [shown.item(m, n).text() for n in range(shown.columnCount())]
        for m in range(shown.rowCount())
    ]


def behind(driver, qtbot):
    qtbot.waitUntil(lambda: not page(driver).behind._soon.isActive())
    qtbot.waitUntil(lambda: not page(driver).behind._feeder.running)
    places = page(driver).behind.table.places
    return [places.place(n).state for n in range(places.rowCount())]


def test_the_page_shows_pairs_and_is_left_with_escape(sam):
    pair = page(sam).pair
    assert cells(table(sam, "Pairs"))[0][1] == f"{pair.micro.exact.value:.2f}"
    assert "maya – jonas: F1" in page(sam).figures.text()
    assert sam.window.top._pages["Agreement"].isChecked()
    sam.press("Esc")
    assert sam.desk.pages.currentWidget() is sam.desk.page
    assert sam.desk.right.isVisible()


def test_digits_open_the_tabs_and_a_figure_opens_its_spans(sam, qtbot):
    sam.press("3")
    assert page(sam).tabs.shown == CONFUSION
    found = page(sam).pair.confusion
    shown = table(sam, CONFUSION)
    labels = [shown.verticalHeaderItem(m).text() for m in range(shown.rowCount())]
    cell = next(c for c in found if c[0] != c[1] and c[0] and c[1])
    shown.setCurrentCell(labels.index(cell[0]), labels.index(cell[1]))
    assert behind(sam, qtbot) == [f"maya {cell[0]} · jonas {cell[1]}"] * found[cell]


def test_enter_goes_from_the_figure_to_the_span_to_its_article(sam, qtbot):
    sam.press("2", "Return")
    assert page(sam).tabs.shown == LABELS
    assert behind(sam, qtbot)
    sam.press("Return")
    assert sam.desk.pages.currentWidget() is sam.desk.page
    assert sam.article_id == 1


def test_names_are_counted_when_they_are_asked_for(sam, qtbot):
    sam.press("5")
    qtbot.waitUntil(lambda: table(sam, NAMES).rowCount() > 0)
    wrong = [int(row[0].split()[0]) for row in cells(table(sam, NAMES))]
    assert sum(wrong) == sum(
        n for cell, n in page(sam).pair.confusion.items() if cell[0] != cell[1]
    )


def test_figures_are_reckoned_anew_after_a_change(sam, qtbot):
    sam.press("Esc")
    studio = sam.window.studio
    studio.projects.use("maya")
    sam.project.apply(SetStatus(1, Status.IN_PROGRESS))
    sam.press("Ctrl+G")
    qtbot.waitUntil(lambda: "needs the finished work of two" in page(sam).head.text())
    assert page(sam).tabs.shown == PROGRESS


def test_the_report_is_written_as_its_name_says(sam, tmp_path):
    for name, begins in (("a.html", "<!doctype"), ("a.csv", "layer,"), ("a.json", "{")):
        sam.window.studio.agreement.save(tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_whose_work_is_compared_can_be_chosen(sam):
    menu = sam.window.studio.agreement.choice_menu()
    assert {a.text(): a.isChecked() for a in menu.actions()} == {"maya": True, "jonas": True}
    menu.actions()[0].trigger()
    assert sam.said == "Agreement needs two annotators."
