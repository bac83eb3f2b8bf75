import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.scheme import SchemeDialog
from annotator.project.edits import SetArticleLabel


@pytest.fixture
def dialog(qtbot, theme, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    harbour.mark(harbour.port, "Norrhavn", "PLACE")
    window = QWidget()
    qtbot.addWidget(window)
    shown = SchemeDialog(harbour.project, theme, window)
    shown.show()
    yield shown
    window.close()


def go_to(dialog, name):
    names = [item.label.name for item in dialog.draft.items]
    dialog.list.setCurrentIndex(dialog.list.rows.index(names.index(name), 0))


def write(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)


def save(qtbot, dialog):
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(dialog.label_form.name, Qt.Key.Key_Return, control)


def test_nothing_changed_cannot_be_saved(dialog):
    assert not dialog.save.isEnabled()
    assert dialog.sentence.text() == "Nothing is changed yet."


def test_renaming_says_how_many_spans_follow_and_undo_takes_it_back(qtbot, dialog, harbour):
    go_to(dialog, "PLACE")
    write(qtbot, dialog.label_form.name, "SITE")
    assert dialog.sentence.text().startswith("PLACE becomes SITE on 2 spans.")
    save(qtbot, dialog)
    assert harbour.marks(harbour.port) == [("Norrhavn", "SITE"), ("Sund", "SITE")]
    assert harbour.project.scheme.has("entities", "SITE")
    harbour.project.undo()
    assert harbour.marks(harbour.port) == [("Norrhavn", "PLACE"), ("Sund", "PLACE")]


def test_two_labels_can_swap_their_names(qtbot, dialog, harbour):
    for old, new in (("PLACE", "X"), ("ORG", "PLACE"), ("X", "ORG")):
        go_to(dialog, old)
        write(qtbot, dialog.label_form.name, new)
    save(qtbot, dialog)
    assert harbour.marks(harbour.port) == [("Norrhavn", "ORG"), ("Sund", "ORG")]


def test_a_name_used_twice_is_refused_in_a_sentence(qtbot, dialog):
    go_to(dialog, "PLACE")
    write(qtbot, dialog.label_form.name, "ORG")
    assert "uses the label ORG twice" in dialog.sentence.text()
    assert not dialog.save.isEnabled()


def test_a_key_used_twice_is_refused_in_a_sentence(dialog):
    go_to(dialog, "PLACE")
    dialog.label_form.key.setCurrentText("1")
    assert "uses the key 1 twice" in dialog.sentence.text()


def test_a_label_in_use_cannot_be_removed_and_it_says_why(qtbot, dialog):
    go_to(dialog, "PLACE")
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.sentence.text().startswith("PLACE marks 2 spans")
    assert "PLACE" in [item.label.name for item in dialog.draft.labels]


def test_a_label_not_in_use_is_removed_with_the_key(qtbot, dialog, harbour):
    go_to(dialog, "ORG")
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    save(qtbot, dialog)
    assert not harbour.project.scheme.has("entities", "ORG")


def test_a_new_label_gets_a_free_key_and_colour(qtbot, dialog, harbour):
    dialog._add_to("entities")
    assert dialog.label_form.name.hasFocus()
    qtbot.keyClicks(dialog.label_form.name, "SHIP")
    qtbot.mouseClick(dialog.label_form.colour.swatches["teal"], Qt.MouseButton.LeftButton)
    dialog.label_form.examples.setPlainText("the [Aurora]\n\n[Aurora]’s crew")
    save(qtbot, dialog)
    ship = harbour.project.scheme.label("entities", "SHIP")
    assert (ship.key, ship.colour) == ("4", "teal")
    assert ship.examples == ("the [Aurora]", "[Aurora]’s crew")


def test_labels_are_moved_with_alt_and_arrows(qtbot, dialog, harbour):
    go_to(dialog, "ORG")
    for _ in range(2):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    save(qtbot, dialog)
    names = [label.name for _, label in harbour.project.scheme.labels]
    assert names[:3] == ["ORG", "PERSON", "PLACE"]


def test_an_article_label_is_renamed_where_it_is_chosen(qtbot, dialog, harbour):
    harbour.project.apply(SetArticleLabel(harbour.port, "sport", True))
    go_to(dialog, "sport")
    write(qtbot, dialog.article_form.name, "games")
    save(qtbot, dialog)
    assert harbour.project.annotation(harbour.port).labels == {"games"}


def test_an_article_label_is_added_with_a_group(qtbot, dialog, harbour):
    qtbot.mouseClick(dialog.add_article, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.article_form.name, "opinion")
    write(qtbot, dialog.article_form.group, "kind")
    save(qtbot, dialog)
    assert ("opinion", "kind") in [(x.name, x.group) for x in harbour.project.scheme.article_labels]


def test_cancel_changes_nothing(qtbot, dialog, harbour):
    before = harbour.project.scheme
    go_to(dialog, "PLACE")
    write(qtbot, dialog.label_form.name, "SITE")
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert harbour.project.scheme == before


def test_enter_in_a_field_does_not_save(qtbot, dialog, harbour):
    go_to(dialog, "PLACE")
    write(qtbot, dialog.label_form.name, "SITE")
    qtbot.keyClick(dialog.label_form.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not harbour.project.scheme.has("entities", "SITE")


def test_an_article_label_is_kept_out_of_training_data(qtbot, dialog, harbour):
    qtbot.mouseClick(dialog.add_article, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.article_form.name, "advert")
    dialog.article_form.trained_on.setFocus()
    qtbot.keyClick(dialog.article_form.trained_on, Qt.Key.Key_Space)
    dialog.save.click()
    labels = {label.name: label.trained_on for label in harbour.project.scheme.article_labels}
    assert labels["advert"] is False
