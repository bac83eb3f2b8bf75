"""Work is handed on, merged, assigned, and what was decided about it is read, in the window."""

import pytest
from making import new_project, report_of
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from reviews import reviewed_project

from annotator.core.decision import Choice, ErrorType
from annotator.gui.dialogs.assign import AssignForm
from annotator.project.bundling import BundleOptions, make_bundle
from annotator.project.edits import AddSpan, Decide, GiveReason, SignOff
from annotator.project.project import open as open_project
from annotator.project.scheme_files import builtin_scheme


@pytest.fixture
def jonas(tmp_path, make_window):
    """Jonas at his window, after Sam decided for Maya."""
    path = tmp_path / "news.db"
    with reviewed_project(path, scheme=builtin_scheme("news")) as project:
        maya = next(who for who in project.annotators() if who.name == "maya")
        for found in project.review(1).differences:
            project.apply(Decide(1, (found.key,), Choice.TAKE, (maya.id,)))
        key = project.review(1).differences[0].key
        project.apply(GiveReason(1, (key,), "see rule 3", ErrorType.BOUNDARY_SLIP))
        project.apply(SignOff(1))
        project.use_annotator("jonas")
    window = make_window(path)
    window.window.studio.projects.use("jonas")
    return window


def notice(driver):
    return driver.window.notice


def test_the_feedback_sheet_is_stepped_through_beside_the_page(jonas):
    jonas.press("Ctrl+Shift+B")
    pane = jonas.window.studio.work.feedback
    assert pane.isVisible()
    assert "3 of them otherwise than jonas had it" in pane.summary.text()
    assert pane.list.hasFocus()
    jonas.press("Down")
    assert jonas.desk.controller.focused or jonas.desk.controller.selection
    start = jonas.desk.controller.cursor_offset
    jonas.press("Down")
    assert jonas.desk.controller.cursor_offset > start
    jonas.press("Esc")
    assert jonas.desk.view.hasFocus()
    assert not pane.isVisible()


def test_feedback_is_filtered_by_error_type_and_saved(jonas, tmp_path):
    jonas.press("Ctrl+Shift+B")
    pane = jonas.window.studio.work.feedback
    pane.kinds.setCurrentText("boundary slip")
    assert pane.list.rows.rowCount() == 1
    pane.save_to(tmp_path / "sheet.html")
    pane.save_to(tmp_path / "sheet.csv")
    assert "see rule 3" in (tmp_path / "sheet.html").read_text("utf-8")
    assert "see rule 3" in (tmp_path / "sheet.csv").read_text("utf-8")


def handed_on(project, path, whose=""):
    report_of(make_bundle(project, path, BundleOptions(whose)))
    return path


@pytest.fixture
def bo(tmp_path):
    """Bo's project with the articles of `new_project`, where he labelled a name."""
    with new_project(tmp_path / "bo.db") as home:
        home.use_annotator("Bo")
        home.apply(AddSpan(1, "entities", "PERSON", 0, 12))
        yield home


@pytest.fixture
def handed(tmp_path, bo):
    """Bo's work as a bundle."""
    return handed_on(bo, tmp_path / "bo.bundle")


@pytest.fixture
def ada(tmp_path, make_window):
    path = tmp_path / "ada.db"
    new_project(path).close()
    return make_window(path)


def drop(driver, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    driver.window.dropEvent(event)


def finished(driver, qtbot):
    qtbot.waitUntil(lambda: not driver.window.studio.jobs.running, timeout=20_000)


def spans_of(driver, name="Bo", article_id=1):
    who = [one for one in driver.project.annotators() if one.name == name]
    return driver.project.annotation(article_id, who[0]).spans if who else ()


def way(driver, words):
    """The button of the notice with these words."""
    return next(one for one in notice(driver)._ways if one.words == words)


def test_a_dropped_bundle_is_merged_and_undone_with_one_key(ada, handed, qtbot):
    drop(ada, handed)
    finished(ada, qtbot)
    assert notice(ada).sentence == "Merged bo.bundle: 1 annotation added."
    assert len(spans_of(ada)) == 1
    ada.count()
    ada.press("Ctrl+Z")
    assert ada.said == "Undone: Merge bo.bundle"
    assert spans_of(ada) == ()
    ada.press("Ctrl+Shift+Z")
    assert len(spans_of(ada)) == 1


def test_the_notice_offers_to_undo_a_merge_and_to_read_what_came(ada, handed, qtbot):
    drop(ada, handed)
    finished(ada, qtbot)
    way(ada, "Details…").click()
    assert "bo.bundle – Jan Maartens – added" in ada.form().text.toPlainText()
    ada.form().reject()
    way(ada, "Undo").click()
    assert spans_of(ada) == ()


def test_my_own_newer_work_is_shown_on_the_open_page(ada, tmp_path, qtbot):
    with new_project(tmp_path / "elsewhere.db") as elsewhere:
        elsewhere.use_annotator("maya")
        elsewhere.apply(AddSpan(1, "entities", "PERSON", 0, 12))
        path = handed_on(elsewhere, tmp_path / "maya.bundle")
    assert ada.marks() == []
    drop(ada, path)
    finished(ada, qtbot)
    assert ada.marks() == [("Jan Maartens", "PERSON")]
    ada.press(".")
    assert ada.desk.controller.focused.text == "Jan Maartens"


def test_several_bundles_are_merged_each_as_a_step(ada, bo, handed, tmp_path, qtbot):
    bo.apply(AddSpan(1, "entities", "PERSON", 17, 28))
    newer = handed_on(bo, tmp_path / "newer.bundle")
    drop(ada, handed, newer)
    finished(ada, qtbot)
    assert (
        notice(ada).sentence
    ) == "Merged bo.bundle and newer.bundle: 1 annotation added, 1 replaced by a newer one."
    ada.press("Ctrl+Z")
    assert len(spans_of(ada)) == 1


def test_articles_dropped_with_a_bundle_are_imported_all_the_same(ada, handed, tmp_path, qtbot):
    (tmp_path / "more.txt").write_text("More\nMore news.", "utf-8")
    drop(ada, handed, tmp_path / "more.txt")
    ada.form().accept()
    finished(ada, qtbot)
    assert len(spans_of(ada)) == 1
    assert "More" in ada.listed()


def test_a_bundle_that_does_not_fit_is_explained_and_taken_partly(ada, bo, tmp_path, qtbot):
    bo.apply(AddSpan(2, "entities", "PERSON", 10, 22))
    path = handed_on(bo, tmp_path / "bo.bundle")
    ada.window.studio.articles.remove()
    drop(ada, path)
    finished(ada, qtbot)
    assert notice(ada).sentence == (
        "bo.bundle was not merged: 1 of its 2 articles was removed here."
    )
    assert spans_of(ada, article_id=2) == ()
    way(ada, "Take what fits").click()
    finished(ada, qtbot)
    assert notice(ada).sentence == "Merged bo.bundle: 1 annotation added, 1 left out."
    assert len(spans_of(ada, article_id=2)) == 1


def test_a_damaged_bundle_is_said_to_be_damaged(ada, handed, qtbot):
    handed.write_bytes(handed.read_bytes()[:-100])
    drop(ada, handed)
    finished(ada, qtbot)
    assert notice(ada).sentence == (
        "Merge failed: bo.bundle: line 3 was changed or cut after the bundle was made."
    )


def test_a_bundle_needs_a_project_that_may_be_written(make_window, tmp_path, handed):
    new_project(tmp_path / "read.db").close()
    driver = make_window()
    drop(driver, handed)
    assert "Open the project that the bundle belongs to first" in notice(driver).sentence
    driver.window.studio.projects.open(tmp_path / "read.db", read_only=True)
    drop(driver, handed)
    assert "read.db is open read-only, so nothing can be merged" in notice(driver).sentence


def test_my_work_is_written_as_a_bundle(ada, tmp_path, qtbot):
    ada.press("Shift+Right", "1")
    ada.window.studio.work.bundle(tmp_path / "mine.bundle")
    finished(ada, qtbot)
    assert notice(ada).sentence == "maya’s work on 1 article (1 span) is in mine.bundle."
    assert (tmp_path / "mine.bundle").exists()


def test_articles_are_assigned_in_a_form_and_make_a_queue(ada):
    ada.press("Ctrl+Alt+A")
    form = ada.form()
    assert isinstance(form, AssignForm)
    form.names.setText("maya, Bo")
    form.how.setCurrentIndex(1)
    form.each.setValue(1)
    assert "maya" in form.preview.text()
    form.accept()
    queue = ada.project.queue
    assert 1 <= queue.assigned() <= 2
    assert list(ada.window.studio.workbench.ids) == queue.ids(ada.window.studio.workbench.query)
    assert ada.window.studio.workbench.query.mine
    ada.count()
    assert ada.desk.queue._mine.isVisible()
    ada.press("Ctrl+Z")
    assert queue.assigned() == 0


def test_three_names_are_needed_for_three_annotators(ada):
    ada.press("Ctrl+Alt+A")
    form = ada.form()
    form.names.setText("maya")
    form.how.setCurrentIndex(1)
    form.each.setValue(3)
    form.accept()
    assert "cannot be had of 1" in form.problem
    form.reject()


def test_only_signed_off_articles_become_control_articles(jonas, tmp_path):
    jonas.press("Ctrl+Alt+C")
    assert "control article now" in jonas.window.status.texts["message"]
    with open_project(tmp_path / "news.db", read_only=True) as project:
        assert project.database.value("SELECT count(*) FROM controls") == 1
