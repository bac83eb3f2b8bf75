"""Merging and splitting a label in the dialog of the scheme, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reviews import reviewed_project

from annotator.gui.scheme.dialog import SchemeDialog
from annotator.gui.scheme.migration import MergeForm, SplitForm
from annotator.project.scheme_files import builtin_scheme


@pytest.fixture
def maya(tmp_path, make_window):
    path = tmp_path / "review.db"
    reviewed_project(path, scheme=builtin_scheme("news")).close()
    driver = make_window(path)
    driver.window.studio.projects.use("maya")
    return driver


@pytest.fixture
def dialog(maya):
    maya.press("Ctrl+L")
    found = opened(SchemeDialog)
    names = [item.label.name for item in found.draft.items]
    found.list.setCurrentIndex(found.list.rows.index(names.index("ORG"), 0))
    return found


def opened(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def names(project):
    return [label.name for label in project.scheme.layer("entities").labels]


def test_a_label_is_merged_after_a_look_at_what_changes(maya, dialog, qtbot):
    QTest.keyClick(dialog.list, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    form = opened(MergeForm)
    form.into.setCurrentText("PERSON")
    qtbot.waitUntil(lambda: "ORG → PERSON" in form.preview.toPlainText())
    assert "checked again" in form.preview.toPlainText()
    form.accept()
    assert "ORG" not in names(maya.project)
    assert [item.label.name for item in dialog.draft.items][:2] == ["PERSON", "PLACE"]
    assert "Merge label ORG into PERSON" in dialog.sentence.text()
    dialog.reject()
    maya.count()
    pill = maya.desk.queue._recheck
    assert pill.isVisible()
    assert pill.words == "Check again 1"
    assert "ORG was merged into PERSON" in maya.project.queue.rows([1])[0].recheck
    maya.press("Ctrl+Return")
    assert maya.project.queue.counts()["recheck"] == 0


def test_words_are_parted_with_digits(maya, dialog):
    QTest.keyClick(dialog.list, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    form = opened(SplitForm)
    form.parts.setText("COMPANY, AGENCY")
    form.parts.textEdited.emit(form.parts.text())
    words = form.words.item(0, 0).text()
    form.words.setCurrentCell(0, 0)
    QTest.keyClick(form.words, Qt.Key.Key_2)
    assert form.words.item(0, 2).text() == "AGENCY"
    form.accept()
    marked = {
        (" ".join(s.text.split()), s.label)
        for made in maya.project.review(1).annotations
        for s in made.spans
    }
    assert (words, "AGENCY") in marked
    assert {"COMPANY", "AGENCY"} <= set(names(maya.project))


def test_one_part_alone_is_refused_in_a_sentence(dialog):
    dialog.ask_split()
    form = opened(SplitForm)
    form.accept()
    assert "two or more" in form.problem
    form.reject()


def test_unsaved_changes_stand_in_the_way(dialog):
    dialog.label_form.name.setText("FIRM")
    dialog.label_form.name.textEdited.emit("FIRM")
    dialog.ask_merge()
    assert "Save or cancel" in dialog.sentence.text()
