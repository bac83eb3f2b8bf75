"""Work is handed on, merged, assigned, and what was decided about it is read, in the window."""

import pytest
from making import new_project
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from reviews import reviewed_project

from annotator.core.decision import Choice, ErrorType
from annotator.gui.dialogs.assign import AssignForm
from annotator.project.bundling import bundle
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


@pytest.fixture
def handed(tmp_path):
    """Bo's work on the articles of `new_project`, as a bundle."""
    with new_project(tmp_path / "bo.db") as home:
        home.use_annotator("Bo")
        home.apply(AddSpan(1, "entities", "PERSON", 0, 12))
        bundle(home, tmp_path / "bo.bundle")
    return tmp_path / "bo.bundle"


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


def test_a_dropped_bundle_is_merged_and_can_be_undone(ada, handed):
    drop(ada, handed)
    assert "Bo’s work from bo.bundle: 1 added" in notice(ada).sentence
    bo = next(who for who in ada.project.annotators() if who.name == "Bo")
    assert len(ada.project.annotation(1, bo).spans) == 1
    ada.press("Ctrl+Z")
    assert ada.project.annotation(1, bo).spans == ()


def test_a_bundle_that_does_not_fit_is_explained_with_a_way_out(ada, handed, tmp_path):
    ada.window.studio.articles.remove()
    drop(ada, handed)
    assert "Nothing of bo.bundle was merged" in notice(ada).sentence
    assert "not in this project" in notice(ada).sentence


def test_my_work_is_written_as_a_bundle(ada, tmp_path):
    ada.press("1")
    ada.window.studio.work.bundle(tmp_path / "mine.bundle")
    assert "work on 1 article is in mine.bundle" in notice(ada).sentence
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
