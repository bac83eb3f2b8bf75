"""Articles in and datasets out, as jobs of the window."""

import json

from PySide6.QtGui import QGuiApplication

from annotator.core.progress import Progress
from annotator.gui.notices import time_left


def finished(driver, qtbot):
    qtbot.waitUntil(lambda: not driver.window.studio.jobs.running, timeout=20_000)


def test_pasted_text_becomes_an_article_and_is_opened(maya):
    QGuiApplication.clipboard().setText("Ferry stops\nThe ferry to Sund stopped.")
    maya.press("Ctrl+V")
    assert maya.listed()[-1] == "Ferry stops"
    assert maya.project.article(maya.article_id).title == "Ferry stops"
    maya.press("Ctrl+Z")
    assert "Ferry stops" not in maya.listed()


def test_an_empty_clipboard_is_said(maya):
    QGuiApplication.clipboard().setText("")
    maya.press("Ctrl+V")
    assert "no text on the clipboard" in maya.window.notice.sentence


def test_files_that_cannot_be_read_are_refused_by_name(maya, tmp_path, qtbot):
    (tmp_path / "good.txt").write_text("Good\nA good article.", "utf-8")
    (tmp_path / "bad.jsonl").write_text('{"text": "Fine"}\n{"text": \n', "utf-8")
    maya.window.studio.transfers.look_at([tmp_path / "good.txt", tmp_path / "bad.jsonl"])
    maya.form().accept()
    finished(maya, qtbot)
    assert "1 record refused" in maya.window.notice.sentence


def test_a_folder_with_nothing_in_it_is_refused_in_place(maya, tmp_path):
    (tmp_path / "empty").mkdir()
    maya.window.studio.transfers.look_at([tmp_path / "empty"])
    form = maya.form()
    form.accept()
    assert "nothing in there" in form.problem
    form.reject()


def test_done_articles_are_exported_to_jsonl_and_read_back(maya, tmp_path, qtbot):
    maya.press("Ctrl+Return", "Ctrl+E")
    form = maya.form()
    form.place.setText(str(tmp_path / "out.jsonl"))
    form.accept()
    finished(maya, qtbot)
    assert "Exported 1 article with 4 spans" in maya.window.notice.sentence
    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8").split("\n")[0])
    assert record["text"].startswith("Minister visits port")


def test_an_export_that_cannot_be_is_refused_in_place(maya, tmp_path):
    maya.press("Ctrl+E")
    form = maya.form()
    form.place.setText(str(tmp_path / "nowhere" / "out.jsonl"))
    form.accept()
    assert "There is no folder" in form.problem
    form.reject()


def test_a_job_shows_progress_and_can_be_cancelled(maya, qtbot):
    def endless(_project):
        done = 0
        while True:
            done += 1
            yield Progress(done, 1_000_000_000, "Counting")

    maya.window.studio.projects.start("Counting", endless)
    strip = maya.window.strip
    qtbot.waitUntil(lambda: strip._text.text() == "Counting", timeout=5000)
    assert strip.isVisible()
    strip.cancelled.emit(strip._number)
    finished(maya, qtbot)
    assert not strip.isVisible()
    assert "Counting was cancelled at" in maya.window.notice.sentence


def test_a_job_that_fails_is_said_in_one_sentence(maya, qtbot):
    from annotator.core.errors import ModelError

    def failing(_project):
        yield Progress(0, 1)
        raise ModelError("There is no pipeline of that name.")

    maya.window.studio.projects.start("Pre-label", failing)
    finished(maya, qtbot)
    assert maya.window.notice.sentence == "Pre-label failed: There is no pipeline of that name."


def test_closing_the_window_during_a_job_does_not_hang(maya, qtbot):
    def endless(_project):
        while True:
            yield Progress(0, None)

    maya.window.studio.projects.start("Counting", endless)
    maya.window.close()
    assert not maya.window.studio.jobs.running


def test_the_time_left_is_told_in_round_figures():
    assert time_left(10, 0.5) == "about 10 s left"
    assert time_left(600, 0.5) == "about 10 min left"
    assert time_left(0.2, 0.5) == ""


def test_the_report_lists_what_was_refused_and_can_be_saved(maya, tmp_path, qtbot):
    (tmp_path / "bad.jsonl").write_text('{"text": "Fine"}\n{"text": 4}\n', "utf-8")
    maya.window.studio.transfers.look_at([tmp_path / "bad.jsonl"])
    maya.form().accept()
    finished(maya, qtbot)
    details = maya.window.notice._ways[0]
    assert details.words == "Details…"
    details.click()
    form = maya.form()
    assert "bad.jsonl, line 2" in form.text.toPlainText()
    form.save_to(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["added"] == 1
    form.accept()


def test_our_own_mistakes_are_told_in_a_sentence_with_the_details_to_copy(maya):
    maya.window.tell_mistake("Traceback: something")
    assert "went wrong" in maya.window.notice.sentence
    maya.window.notice._ways[0].click()
    assert QGuiApplication.clipboard().text() == "Traceback: something"
