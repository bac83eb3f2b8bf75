import pytest
from PySide6.QtWidgets import QWidget

from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton


@pytest.fixture
def box(qtbot, theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_what_does_not_fit_goes_on_below(box):
    flow = FlowLayout(box, gap=6)
    buttons = [KeyButton(words, "1") for words in ("PERSON", "PLACE", "ORGANISATION")]
    for button in buttons:
        flow.addWidget(button)
    wide = sum(button.sizeHint().width() + 6 for button in buttons)
    assert flow.heightForWidth(wide) < flow.heightForWidth(wide - 20)
    box.resize(wide - 20, flow.heightForWidth(wide - 20))
    box.show()
    assert buttons[2].x() == 0
    assert buttons[2].y() > buttons[0].y()


def test_a_thing_wider_than_the_row_is_made_as_wide_as_it(box):
    flow = FlowLayout(box)
    button = KeyButton("a very long label that no narrow pane has room for", "1")
    flow.addWidget(button)
    box.resize(100, 60)
    box.show()
    assert button.width() == 100


def test_emptied_it_holds_nothing(box):
    flow = FlowLayout(box)
    flow.addWidget(KeyButton("one"))
    flow.empty()
    assert flow.count() == 0
    assert flow.heightForWidth(100) == 0
