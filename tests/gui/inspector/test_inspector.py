import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from annotator.gui.inspector import (
    ARTICLE,
    GUIDELINES,
    HISTORY,
    MENTIONS,
    NOTES,
    PROBLEMS,
)
from annotator.gui.parts.key_button import KeyButton
from annotator.project.edits import AddNote


def focus(inspector, page, span):
    page.focus(span)
    inspector.refresh()


def texts(inspector):
    return " | ".join(
        label.text() for label in inspector.card.findChildren(QLabel) if label.isVisible()
    )


def buttons(inspector):
    QApplication.processEvents()
    return {b.words: b for b in inspector.card.findChildren(KeyButton) if b.isVisible()}


def rows(page):
    model = page.list.rows
    return [model.row(model.index(number, 0)) for number in range(model.rowCount())]


def current(page, number):
    page.list.setCurrentIndex(page.list.rows.index(number, 0))


def test_without_a_focus_it_says_what_to_do(inspector):
    assert "Nothing is selected. Tab goes to the next suggestion." in texts(inspector)
    assert not buttons(inspector)


def test_a_suggestion_names_its_model_and_what_the_words_are_elsewhere(inspector, page, harbour):
    harbour.mark(harbour.port, "Maartens", "PERSON", 1)
    focus(inspector, page, harbour.span(harbour.port, "Maartens", 2))
    said = texts(inspector)
    assert "suggested by en_core_web_sm 3.8.0" in said
    assert "PERSON ×1 in this article" in said


def test_a_suggestion_of_the_memory_names_the_article_it_was_confirmed_in(inspector, page, harbour):
    harbour.mark(harbour.port, "Maartens", "PERSON", 1)
    harbour.mark(harbour.port, "Maartens", "PERSON", 2)
    page.open(harbour.project, harbour.school)
    focus(inspector, page, harbour.span(harbour.school, "Maartens", 2))
    said = texts(inspector)
    assert "suggested by the project’s memory" in said
    assert "confirmed in “Minister visits port”" in said


def test_what_was_marked_in_other_articles_is_counted_when_the_focus_rests(
    inspector, page, harbour, qtbot
):
    harbour.mark(harbour.school, "Maartens", "PERSON", 2)
    focus(inspector, page, harbour.span(harbour.port, "Maartens", 1))
    qtbot.waitUntil(lambda: "PERSON ×1 in the project" in texts(inspector))


def test_markup_in_an_article_is_shown_as_it_is(inspector, page, harbour):
    focus(inspector, page, harbour.mark(harbour.port, "<b>Kystline</b>", "ORG"))
    assert "<b>Kystline</b>" in texts(inspector)


def test_a_click_on_a_label_accepts_the_suggestion_with_it(inspector, page, harbour, qtbot):
    focus(inspector, page, harbour.span(harbour.port, "Maartens", 1))
    qtbot.mouseClick(buttons(inspector)["PERSON"], Qt.MouseButton.LeftButton)
    assert ("Maartens", "PERSON") in harbour.marks(harbour.port)


def test_what_i_called_the_same_words_is_offered_before_what_the_model_says(
    inspector, page, harbour
):
    harbour.mark(harbour.port, "Maartens", "PERSON", 1)
    focus(inspector, page, harbour.span(harbour.port, "Maartens", 2))
    first = next(iter(buttons(inspector).values()))
    assert (first.words, first.primary) == ("PERSON", True)


def test_remove_is_called_reject_on_a_suggestion_and_does_it(inspector, page, harbour, qtbot):
    focus(inspector, page, harbour.span(harbour.port, "Kystline"))
    qtbot.mouseClick(buttons(inspector)["Reject"], Qt.MouseButton.LeftButton)
    assert "Kystline" not in [span.text for span in harbour.project.pending(harbour.port)]


def test_every_occurrence_is_asked_of_the_window(inspector, page, harbour, qtbot):
    focus(inspector, page, harbour.span(harbour.port, "Kystline"))
    with qtbot.waitSignal(inspector.occurrences_wanted):
        qtbot.mouseClick(buttons(inspector)["Every “Kystline”"], Qt.MouseButton.LeftButton)


def test_an_ampersand_on_a_button_is_no_mnemonic(inspector, page, harbour):
    focus(inspector, page, harbour.mark(harbour.port, "AT&T", "ORG"))
    assert "Every “AT&T”" in buttons(inspector)


def test_mentions_gather_the_surname_and_enter_steps_through(inspector, page, harbour, qtbot):
    harbour.mark(harbour.port, "Ilse Maartens", "PERSON")
    harbour.mark(harbour.port, "Maartens", "PERSON", 1)
    inspector.open(MENTIONS)
    inspector.refresh()
    first = rows(inspector.mentions)[0]
    assert (first.text, first.aside) == ("Ilse Maartens", "Maartens  ×2")
    current(inspector.mentions, 0)
    starts = []
    for _ in range(3):
        qtbot.keyClick(inspector.mentions.list, Qt.Key.Key_Return)
        starts.append(page.focused.start)
    assert starts[0] != starts[1]
    assert starts[2] == starts[0]


def test_names_only_suggested_say_so(inspector):
    assert [row.aside for row in rows(inspector.mentions)][1:] == ["suggested  ×2", "suggested  ×1"]


def test_r_in_the_problems_snaps_the_span_to_its_tokens(inspector, page, harbour, qtbot):
    harbour.mark(harbour.port, "Teodor Li", "PERSON")
    inspector.open(PROBLEMS)
    inspector.refresh()
    current(inspector.problems, 0)
    qtbot.keyClick(inspector.problems.list, Qt.Key.Key_R)
    assert ("Teodor Lind", "PERSON") in harbour.marks(harbour.port)
    inspector.refresh()
    assert not rows(inspector.problems)


def test_a_note_is_written_on_the_focused_span_with_enter(inspector, page, harbour, qtbot):
    span = harbour.mark(harbour.port, "Sund", "PLACE")
    focus(inspector, page, span)
    inspector.write_note()
    qtbot.keyClicks(inspector.notes.field, "a town?")
    qtbot.keyClick(inspector.notes.field, Qt.Key.Key_Return)
    (note,) = harbour.project.notes(harbour.port)
    assert (note.text, note.span_id, note.author) == ("a town?", span.id, "maya")
    assert inspector.notes.field.toPlainText() == ""
    inspector.refresh()
    assert rows(inspector.notes)[0].detail == "a town?"


def test_shift_enter_begins_a_line_in_a_note(inspector, harbour, qtbot):
    inspector.write_note()
    qtbot.keyClicks(inspector.notes.field, "one")
    qtbot.keyClick(inspector.notes.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(inspector.notes.field, "two")
    qtbot.keyClick(inspector.notes.field, Qt.Key.Key_Return)
    assert harbour.project.notes(harbour.port)[0].text == "one\ntwo"


def test_a_note_is_resolved_and_opened_again(inspector, harbour, qtbot):
    harbour.project.apply(AddNote(harbour.port, "check the date"))
    inspector.open(NOTES)
    inspector.refresh()
    for resolved in (True, False):
        qtbot.mouseClick(inspector.notes.resolve, Qt.MouseButton.LeftButton)
        assert harbour.project.notes(harbour.port)[0].resolved is resolved
        inspector.refresh()


def test_history_tells_who_did_what_and_reverts_one_step(inspector, harbour, qtbot):
    harbour.mark(harbour.port, "Sund", "PLACE")
    harbour.mark(harbour.port, "Norrhavn", "ORG")
    inspector.open(HISTORY)
    inspector.refresh()
    newest, older = rows(inspector.history)[:2]
    assert (newest.text, older.text) == ("Label ORG", "Label PLACE")
    assert "maya" in older.detail
    assert "“Sund” PLACE" in older.detail
    current(inspector.history, 1)
    qtbot.mouseClick(inspector.history.revert, Qt.MouseButton.LeftButton)
    assert harbour.marks(harbour.port) == [("Norrhavn", "ORG")]


def test_a_step_something_builds_on_is_not_reverted_and_says_why(inspector, harbour, qtbot):
    span = harbour.mark(harbour.port, "Sund", "PLACE")
    harbour.mark(harbour.port, "Sund", "ORG")
    inspector.open(HISTORY)
    inspector.refresh()
    current(inspector.history, 1)
    with qtbot.waitSignal(inspector.message) as said:
        qtbot.mouseClick(inspector.history.revert, Qt.MouseButton.LeftButton)
    assert "later step" in said.args[0]
    assert harbour.marks(harbour.port) == [(span.text, "ORG")]


def test_guidelines_show_every_label_with_its_examples(inspector):
    inspector.open(GUIDELINES)
    inspector.refresh()
    text = inspector.guidelines.text.toPlainText()
    for words in ("PERSON", "Mayor Ibrahim Sesay", "the mayor (a role)", "not news"):
        assert words in text


def test_article_labels_are_switched_and_a_group_has_one(inspector, harbour, qtbot):
    inspector.open(ARTICLE)
    inspector.refresh()
    for name in ("business", "sport", "not news"):
        qtbot.mouseClick(inspector.article.labels[name], Qt.MouseButton.LeftButton)
    inspector.refresh()
    assert harbour.project.annotation(harbour.port).labels == {"sport", "not news"}
    assert not inspector.article.labels["business"].isChecked()
    qtbot.keyClick(inspector.article.labels["sport"], Qt.Key.Key_Space)
    assert harbour.project.annotation(harbour.port).labels == {"not news"}


def test_undo_elsewhere_is_shown(inspector, page, harbour, qtbot):
    harbour.mark(harbour.port, "Sund", "PLACE")
    qtbot.waitUntil(lambda: "Sund" in [row.text for row in rows(inspector.mentions)])
    harbour.project.undo()
    qtbot.waitUntil(lambda: "Sund" not in [row.text for row in rows(inspector.mentions)])


@pytest.mark.parametrize("width", [260, 320])
def test_a_narrow_pane_clips_nothing(inspector, page, harbour, qtbot, width):
    focus(inspector, page, harbour.mark(harbour.port, "Norrhavn", "PLACE"))
    inspector.resize(width, 700)
    for tab in (MENTIONS, PROBLEMS, NOTES, HISTORY, GUIDELINES, ARTICLE):
        inspector.open(tab)
        inspector.refresh()
        inspector.layout().activate()
        for button in inspector.findChildren(QAbstractButton):
            if button.isVisible():
                right = button.mapTo(inspector, button.rect().bottomRight())
                assert inspector.rect().contains(right), (tab, button.accessibleName())


def test_every_control_has_a_name(inspector, page, harbour):
    focus(inspector, page, harbour.mark(harbour.port, "Norrhavn", "PLACE"))
    for tab in (MENTIONS, PROBLEMS, NOTES, HISTORY, GUIDELINES, ARTICLE):
        inspector.open(tab)
        inspector.refresh()
    for child in inspector.findChildren(QAbstractButton):
        assert child.accessibleName() or child.text()
    for page_ in (inspector.mentions, inspector.problems, inspector.notes, inspector.history):
        assert page_.list.accessibleName()


def test_closing_the_project_empties_it(inspector):
    inspector.set_project(None, None)
    inspector.refresh()
    assert not inspector.isEnabled()
