"""The inspector beside a real page."""

import pytest

from annotator.gui.inspector import Inspector


@pytest.fixture
def inspector(qtbot, theme, keymap, harbour, page):
    pane = Inspector(theme, keymap)
    qtbot.addWidget(pane)
    pane.resize(300, 700)
    pane.set_project(harbour.project, page)
    pane.show()
    qtbot.waitExposed(pane)
    pane.refresh()
    yield pane
    pane.set_project(None, None)
