"""A morning's work by keys: what is pressed is in the file, and on the screen, at once."""

from annotator.project.project import open as open_project


def test_tab_goes_to_the_first_suggestion_and_enter_accepts_it_and_goes_on(maya):
    maya.press("Tab")
    assert maya.desk.controller.focused.text == "Ilse Maartens"
    maya.press("Return")
    assert maya.marks() == [("Ilse Maartens", "PERSON")]
    assert maya.desk.controller.focused.text == "Maartens"


def test_a_digit_relabels_the_focused_span(maya):
    maya.press("Tab", "Return", ",")
    maya.press("3")
    assert ("Ilse Maartens", "ORG") in maya.marks()


def test_a_digit_on_a_suggestion_accepts_it_with_that_label(maya):
    maya.press("Tab", "Tab", "1")
    assert maya.marks() == [("Maartens", "PERSON")]


def test_delete_on_a_suggestion_turns_it_down_for_good(maya):
    maya.press("Tab", "Del")
    assert "Ilse Maartens" not in [s.text for s in maya.project.pending(maya.article_id)]
    assert maya.marks() == []


def test_a_selection_made_with_the_arrows_is_labelled(maya):
    maya.press("Home", "Shift+Right", "2")
    assert maya.marks()[0][1] == "PLACE"


def test_saved_is_said_only_after_something_was_written(maya):
    assert maya.saved == ""
    maya.press("Tab", "Return")
    assert maya.saved == "✓ Saved"


def test_undo_names_its_step_and_takes_it_back(maya):
    maya.press("Tab", "Return")
    maya.count()
    assert maya.window.commands["edit.undo"].text() == "Undo “Accept PERSON”"
    maya.press("Ctrl+Z")
    assert maya.marks() == []
    assert maya.said == "Undone: Accept PERSON"
    maya.press("Ctrl+Shift+Z")
    assert maya.marks() == [("Ilse Maartens", "PERSON")]


def test_undo_after_the_window_was_closed_opens_the_article_it_touched(maya, make_window):
    maya.press("Tab", "Return", "J")
    maya.window.close()
    later = make_window(maya.path)
    assert later.article_id == 2
    later.press("Ctrl+Z")
    assert later.article_id == 1
    assert later.marks(1) == []


def test_what_was_labelled_is_in_the_file_while_the_window_is_open(maya):
    maya.press("Tab", "Return")
    with open_project(maya.path, read_only=True) as other:
        assert [span.text for span in other.annotation(1).spans] == ["Ilse Maartens"]


def test_done_accepts_what_is_left_says_so_and_opens_the_next(maya):
    maya.press("Ctrl+Return")
    assert maya.status(1) == "done"
    assert maya.said == "Done accepts 4 suggestions."
    assert len(maya.marks(1)) == 4
    assert maya.article_id == 2


def test_done_leaves_suggestions_out_when_the_project_says_so(maya):
    maya.project.settings.set("done_policy", "leave")
    maya.press("Ctrl+Return")
    assert (maya.status(1), maya.marks(1)) == ("done", [])


def test_done_asks_in_place_when_the_project_says_so(maya):
    maya.project.settings.set("done_policy", "ask")
    maya.press("Ctrl+Return")
    assert maya.status(1) == "todo"
    assert maya.window.notice.sentence == "4 suggestions are left in this article."
    maya.press("Return")
    assert maya.status(1) == "done"
    assert len(maya.marks(1)) == 4


def test_x_skips_the_article(maya):
    maya.press("X")
    assert maya.status(1) == "skipped"
    assert maya.article_id == 2


def test_when_all_is_done_it_is_said(maya):
    maya.press("Ctrl+Return", "Ctrl+Return")
    assert maya.said == "Every article of this list is done."


def test_f_flags_with_a_note_and_takes_the_flag_away(maya):
    maya.press("F")
    maya.type("who is this?")
    maya.press("Return")
    assert maya.project.article(1).flag == "who is this?"
    maya.press("F")
    assert maya.project.article(1).flag is None


def test_an_armed_label_is_shown_and_escape_ends_it(maya):
    maya.press("Alt+2")
    armed = [button.label.name for button in maya.desk.labels.buttons if button.isChecked()]
    assert armed == ["PLACE"]
    maya.press("Esc")
    assert not any(button.isChecked() for button in maya.desk.labels.buttons)


def test_a_click_on_a_label_labels_and_gives_the_keyboard_back(maya, qtbot):
    maya.press("Tab", "Tab")
    maya.desk.labels.buttons[0].click()
    assert maya.marks() == [("Maartens", "PERSON")]
    assert maya.desk.view.hasFocus()


def test_the_status_bar_counts_suggestions_and_entities(maya):
    maya.press("Tab", "Return")
    texts = maya.window.status.texts
    assert texts["place"] == "suggestion 1 of 3"
    assert texts["counts"] == "1 entity"


def test_blind_mode_shows_no_suggestions(maya):
    maya.project.settings.set("blind", True)
    maya.window.studio.workbench.reload()
    maya.press("Tab")
    assert maya.desk.controller.focused is None
    assert maya.window.status.texts["place"] == "no suggestions left"


def test_a_labels_everywhere_in_one_step(maya):
    maya.press("Tab", "Tab", "1", "A")
    maya.press("Return")
    assert [m for m in maya.marks() if m[0] == "Maartens"] == [("Maartens", "PERSON")] * 2
    maya.press("Ctrl+Z")
    assert [m for m in maya.marks() if m[0] == "Maartens"] == [("Maartens", "PERSON")]


def test_time_of_active_work_is_counted(maya):
    maya.window.studio.workbench.stopwatch._last -= 20
    maya.press("J")
    maya.project.refresh()
    assert 19 < maya.project.annotation(1).seconds < 40
