"""A screen reader finds a name on every control, and nothing is clipped where the window is small."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSpinBox)


def nameless(top: QWidget) -> list[str]:
    found = []
    for widget in top.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QComboBox | QSpinBox | QLineEdit
        )
        if isinstance(widget, CONTROLS) and widget.isVisible() and not inner:
            text = getattr(widget, "text", str)()
            if not widget.accessibleName() and not text:
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_control_of_the_desk_has_a_name(maya):
    maya.press("Tab")
    assert nameless(maya.window) == []


def test_every_control_of_the_welcome_page_has_a_name(make_window):
    assert nameless(make_window().window) == []


@pytest.mark.parametrize(
    "command",
    [
        "app.settings", "help.shortcuts", "help.about", "project.new", "project.export",
        "project.scheme", "project.assign", "article.flag", "article.details",
    ],
)  # fmt: skip
def test_every_control_of_every_dialog_has_a_name(maya, command):
    maya.window.commands.run(command)
    form = maya.form()
    assert nameless(form) == []
    form.reject()


@pytest.mark.parametrize(
    "command",
    ["view.commands", "help.keys", "view.pace", "edit.find", "review.open", "review.feedback"],
)
def test_every_control_of_every_panel_has_a_name(maya, command):
    maya.window.commands.run(command)
    assert nameless(maya.window) == []


def test_f6_goes_round_the_panes_and_back(maya):
    places = []
    for _ in range(4):
        maya.press("F6")
        places.append(maya.window.focusWidget().accessibleName())
    assert maya.desk.view.hasFocus() is False or places[-1].startswith("Article")
    assert len(set(places)) == 4
    maya.press("Shift+F6", "Esc")
    assert maya.desk.view.hasFocus()


def test_nothing_is_clipped_at_the_smallest_size(maya):
    maya.window.resize(maya.window.minimumSize())
    maya.press("Tab")
    assert (maya.window.width(), maya.window.height()) == (1024, 640)
    for label in maya.window.top.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in maya.desk.labels.buttons:
        assert button.width() >= button.sizeHint().width()
    assert maya.desk.view.width() >= 400


def test_the_queue_reads_its_rows_aloud(maya):
    from PySide6.QtCore import Qt

    index = maya.desk.queue.model.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Minister visits port, to do, Coast Courier")
