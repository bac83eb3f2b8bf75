"""Opening projects, and what is said when that cannot be."""

import os
import sqlite3

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from annotator.project.project import create, login
from annotator.project.user import UserSettings


def test_the_window_starts_on_the_welcome_page_with_its_three_ways_in(make_window):
    window = make_window().window
    assert window.stack.currentWidget() is window.welcome
    assert not window.has_studio


def test_recent_projects_are_listed_and_open_with_a_click(maya, make_window):
    maya.window.close()
    again = make_window()
    buttons = [b for b in again.window.welcome.findChildren(type_of_button()) if b.isVisible()]
    recent = next(button for button in buttons if button.words == "harbour.db")
    recent.click()
    assert again.project.name == "harbour.db"


def type_of_button():
    from annotator.gui.parts.key_button import KeyButton

    return KeyButton


def test_the_sample_articles_are_one_key_away(make_window):
    new = make_window()
    new.press("Ctrl+Alt+T")
    assert len(new.listed()) >= 12
    new.press("Tab")
    assert new.desk.controller.focused is not None


def test_a_project_opens_at_the_article_and_cursor_it_was_left_at(maya, make_window):
    maya.press("J", "Right", "Right")
    cursor = maya.desk.controller.cursor_offset
    assert cursor > 0
    maya.window.close()
    again = make_window(maya.path)
    assert (again.article_id, again.desk.controller.cursor_offset) == (2, cursor)


def test_theme_zoom_and_panes_are_remembered(maya, make_window, user):
    maya.press("Ctrl+Shift+D", "Ctrl++")
    maya.desk.splitter.setSizes([320, 600, 260])
    sizes = maya.desk.splitter.sizes()
    maya.window.close()
    again = make_window(maya.path, UserSettings(user.path))
    assert again.window.theme.name == "dark"
    assert again.desk.view.zoom == 110
    now = again.desk.splitter.sizes()
    assert (now[0], now[2]) == (sizes[0], sizes[2])
    again.press("Ctrl+Shift+D")


def test_the_name_is_asked_once_and_prefilled_with_the_login(make_window, harbour, tmp_path):
    harbour.project.close()
    nobody = UserSettings(tmp_path / "nobody.json")
    first = make_window(harbour.project.path, nobody)
    form = first.form()
    assert form.line.text() == login()
    form.line.setText("ilse")
    form.accept()
    assert first.project.annotator.name == "ilse"
    first.window.close()
    second = make_window(harbour.project.path, UserSettings(tmp_path / "nobody.json"))
    assert second.project.annotator.name == "ilse"


def test_another_annotator_sees_their_own_marks_only(maya):
    maya.press("Tab", "Return")
    maya.window.studio.projects.use("sam")
    assert maya.marks() == []
    assert "sam" in maya.window.top.annotator_button.words
    maya.press("Tab", "Return")
    names = [a.text() for a in maya.window.studio.projects.annotator_menu().actions()]
    assert names[:2] == ["maya", "sam"] or {"maya", "sam"} <= set(names)
    maya.window.studio.projects.use("maya")
    assert maya.marks() == [("Ilse Maartens", "PERSON")]


def test_a_new_project_is_made_where_it_is_wished(make_window, tmp_path):
    new = make_window()
    new.press("Ctrl+N")
    form = new.form()
    form.place.setText(str(tmp_path / "fresh"))
    form.accept()
    assert new.project.path == tmp_path / "fresh.db"
    assert new.listed() == []
    assert "import" in new.desk.queue.list._empty


def test_a_new_project_over_an_old_file_is_refused_in_place(make_window, harbour):
    new = make_window()
    new.press("Ctrl+N")
    form = new.form()
    form.place.setText(str(harbour.project.path))
    form.accept()
    assert "exists already" in form.problem
    form.reject()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.db", None, "There is no project file"),
        ("notes.db", b"dear diary", "is not an Annotator project"),
    ],
)
def test_what_is_no_project_is_said_in_one_sentence(make_window, tmp_path, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    new = make_window()
    assert not new.window.open(path)
    assert sentence in new.window.notice.sentence
    assert new.window.stack.currentWidget() is new.window.welcome


def test_a_newer_file_is_said_to_be_newer(make_window, harbour):
    harbour.project.close()
    with sqlite3.connect(harbour.project.path) as file:
        file.execute("PRAGMA user_version = 999")
    file.close()
    new = make_window()
    assert not new.window.open(harbour.project.path)
    assert "newer Annotator" in new.window.notice.sentence


def test_a_damaged_file_is_said_to_be_damaged_with_a_way_out(make_window, tmp_path):
    path = tmp_path / "damaged.db"
    create(path).close()
    data = bytearray(path.read_bytes())
    data[8192:40960] = os.urandom(32768)
    path.write_bytes(data)
    new = make_window()
    assert not new.window.open(path)
    assert new.window.notice.sentence.startswith("damaged.db")
    assert "Recover into a new file…" in [way.words for way in new.window.notice._ways]


def test_a_read_only_project_says_so_and_refuses_edits_in_one_sentence(make_window, harbour):
    harbour.project.close()
    new = make_window()
    new.window.studio.projects.open(harbour.project.path, read_only=True)
    assert "read-only" in new.window.notice.sentence
    assert new.saved == "Read only"
    new.press("Tab", "Return")
    assert new.marks() == []
    assert "read-only" in new.said


def test_a_locked_file_says_so_and_the_screen_shows_the_files_state(maya, monkeypatch):
    blocker = sqlite3.connect(maya.path, isolation_level=None)
    maya.project.database.execute("PRAGMA busy_timeout = 50")
    blocker.execute("BEGIN IMMEDIATE")
    maya.press("Tab", "Return")
    assert maya.saved.startswith("Saving failed:")
    assert maya.marks() == []
    assert len(maya.desk.controller.pending) == 4
    blocker.execute("ROLLBACK")
    blocker.close()
    maya.press("Return")
    assert maya.saved == "✓ Saved"


def test_a_full_disk_says_not_saved_and_nothing_looks_saved(maya):
    database = maya.project.database
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count = {pages}")
    long = "x" * 200_000
    maya.window.studio.workbench.apply(flag(long))
    assert maya.saved.startswith("Saving failed:")
    assert maya.project.article(1).flag is None
    database.value("PRAGMA max_page_count = 1000000")
    maya.window.studio.workbench.apply(flag("short"))
    assert maya.saved == "✓ Saved"


def flag(note):
    from annotator.project.edits import SetFlag

    return SetFlag(1, note)


def test_what_a_second_window_labels_appears_in_the_first(maya, make_window):
    second = make_window(maya.path)
    second.press("Tab", "Return")
    assert second.marks() == [("Ilse Maartens", "PERSON")]
    maya.window.studio.workbench.look()
    assert maya.marks() == [("Ilse Maartens", "PERSON")]
    assert len(maya.desk.controller.pending) == 3


def test_an_article_removed_in_a_second_window_leaves_the_first(maya, make_window):
    second = make_window(maya.path)
    second.window.commands.run("article.remove")
    maya.window.studio.workbench.look()
    assert maya.article_id == 2
    assert len(maya.listed()) == 1


def test_the_project_can_be_closed_and_the_welcome_page_comes_back(maya):
    maya.press("Ctrl+W")
    assert maya.project is None
    assert maya.window.stack.currentWidget() is maya.window.welcome
    assert not maya.window.commands["article.done"].isEnabled()


def test_files_dropped_on_the_window_are_looked_at_and_imported(maya, tmp_path, qtbot):
    (tmp_path / "storm.txt").write_text("Storm shuts schools\nThe storm came.", "utf-8")
    drop(maya.window, tmp_path / "storm.txt")
    form = maya.form()
    assert form.table.item(0, 0).text() == "Storm shuts schools"
    form.accept()
    qtbot.waitUntil(lambda: not maya.window.studio.jobs.running, timeout=10_000)
    assert "Added 1 article" in maya.window.notice.sentence
    assert maya.listed()[-1] == "Storm shuts schools"


def test_a_project_dropped_on_the_window_is_opened(make_window, harbour):
    harbour.project.close()
    new = make_window()
    drop(new.window, harbour.project.path)
    assert new.project.name == "harbour.db"


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
