"""The guideline of quotes below the labels of a scheme."""

from dataclasses import replace

import pytest

from annotator.core.span import QUOTES
from annotator.gui.inspector.guidelines import guidelines_html
from annotator.gui.inspector.inspector import GUIDELINES


@pytest.fixture
def guidelines(inspector):
    inspector.open(GUIDELINES)
    inspector.refresh()
    return inspector.guidelines


def test_the_guideline_of_quotes_is_shown_below_the_labels(guidelines):
    text = guidelines.text.toPlainText()
    assert text.index("PERSON") < text.index("How to mark quotes") < text.index("Who is who")


def test_it_is_not_shown_for_a_scheme_without_quotes(harbour, theme):
    scheme = harbour.project.scheme
    bare = replace(scheme, layers=tuple(x for x in scheme.layers if x.name != QUOTES))
    assert "How to mark quotes" in guidelines_html(scheme, theme)
    assert "How to mark quotes" not in guidelines_html(bare, theme)


def test_nothing_from_outside_is_loaded(harbour, theme):
    html = guidelines_html(harbour.project.scheme, theme)
    assert "<img" not in html
    assert "src=" not in html


def test_choosing_a_heading_brings_it_to_the_top(guidelines, qtbot):
    combo = guidelines.headings
    place = combo.findText("Speaker")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    shown = guidelines.text.cursorForPosition(guidelines.text.viewport().rect().topLeft())
    shown.movePosition(shown.MoveOperation.NextBlock)
    near = {shown.block().text(), shown.block().previous().text()}
    assert "Speaker" in near
