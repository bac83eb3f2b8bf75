"""What the form of exports offers, and the options it tells."""

import pytest
from PySide6.QtWidgets import QWidget

from annotator.core.annotation import Status
from annotator.gui.transfer.export_form import ExportForm
from annotator.project.edits import SetStatus
from annotator.project.export_options import FORMATS, JSONL, QUOTES_CSV, QUOTES_JSON, SPACY


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(parent, harbour):
    made = ExportForm(parent, harbour.project)
    made.show()
    return made


def choose(form, name):
    form.format.setCurrentIndex(form.format.findData(name))


def test_every_format_is_offered_with_a_sentence(form):
    offered = [form.format.itemData(row) for row in range(form.format.count())]
    assert sorted(offered) == sorted(FORMATS)
    sentences = set()
    for name in offered:
        choose(form, name)
        sentences.add(form.told.text())
        assert form.format.accessibleDescription() == form.told.text()
    assert len(sentences) == len(FORMATS)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("name", "ending", "can", "split"),
    [
        (JSONL, ".jsonl", (), ()),
        (SPACY, "-spacy", ("misfits", "not quotes"), (0.8, 0.1, 0.1)),
        (QUOTES_CSV, ".quotes.csv", ("mark",), ()),
        (QUOTES_JSON, ".quotes.jsonl", ("not quotes",), ()),
    ],
)
def test_a_format_offers_what_it_can_do_and_no_more(form, name, ending, can, split):
    choose(form, name)
    form.not_quotes.setChecked(True)
    form.mark.setChecked(True)
    options = form.options()
    assert str(options.path).endswith(ending)
    assert (options.format, options.split) == (name, split)
    assert form.misfits.isEnabled() == ("misfits" in can)
    assert (options.not_quotes, options.mark) == ("not quotes" in can, "mark" in can)


def test_the_options_are_told_when_they_are_good(form, qtbot, harbour, tmp_path):
    harbour.project.apply(SetStatus(harbour.port, Status.DONE))
    choose(form, QUOTES_CSV)
    form.place.setText(str(tmp_path / "q.csv"))
    with qtbot.waitSignal(form.given) as told:
        form.accept()
    assert told.args[0].format == QUOTES_CSV


def test_what_cannot_be_exported_is_said_in_place(form, tmp_path):
    choose(form, QUOTES_JSON)
    form.place.setText(str(tmp_path))
    form.accept()
    assert "is a folder; quotes-json needs the name of a file" in form.problem
