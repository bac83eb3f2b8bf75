"""Export: which articles, whose labels, in which format and where to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.errors import InputError
from annotator.gui.dialogs.form import Form
from annotator.project.export_options import (
    EACH,
    GOLD_FIRST,
    JSONL,
    QUOTES_CSV,
    QUOTES_JSON,
    SPACY,
    ExportOptions,
    check,
)
from annotator.project.project import Project

_FORMATS = {
    JSONL: "JSONL, everything there is",
    SPACY: "spaCy, ready to train on",
    QUOTES_CSV: "Quotes as a table",
    QUOTES_JSON: "Quotes as JSON",
}
_TOLD = {
    JSONL: "One article a line with everything known about it; this program reads it again.",
    SPACY: "A folder with articles, a config and a README: one command trains a model on it.",
    QUOTES_CSV: "One row for each quote: who said what, how and where, to sort and filter in a spreadsheet.",
    QUOTES_JSON: "One article a line with its quotes as Citron has them; this program reads it again.",
}
_ENDINGS = {
    JSONL: ".jsonl",
    SPACY: "-spacy",
    QUOTES_CSV: ".quotes.csv",
    QUOTES_JSON: ".quotes.jsonl",
}
_MISFITS = {
    "out": "Widen them to whole tokens",
    "in": "Narrow them to whole tokens",
    "leave": "Leave them out",
}
_EVERY_STATUS = tuple(status.value for status in Status)


class ExportForm(Form):
    """Tells the options that were `given`, checked."""

    given = Signal(object)

    def __init__(self, parent: QWidget, project: Project, articles: tuple[int, ...] = ()) -> None:
        several = "" if not articles else f" The {len(articles):,} chosen articles are exported."
        super().__init__(
            parent,
            "Export",
            "Export",
            "What is written is read back and compared span for span." + several,
        )
        self.setMinimumWidth(self.fontMetrics().height() * 36)
        self._project, self._articles = project, articles
        self.format = _combo(_FORMATS)
        self.format.currentIndexChanged.connect(self._format_changed)
        self.add_field("Format", self.format)
        self.told = QLabel(wordWrap=True)
        self.fields.addRow("", self.told)
        self._add_place()
        self._add_choices()
        self._format_changed()

    def options(self) -> ExportOptions:
        """What is chosen now. Raises InputError when no place is given."""
        if not self.place.text().strip():
            raise InputError("The export needs a place to be written to.")
        split = tuple(box.value() / 100 for box in self.split) if self.splits.isChecked() else ()
        return ExportOptions(
            path=Path(self.place.text().strip()).expanduser(),
            format=self.format.currentData(),
            whose=self.whose.currentData(),
            statuses=_EVERY_STATUS if self.unfinished.isChecked() else (Status.DONE.value,),
            misfits=self.misfits.currentData(),
            split=split,
            seed=self.seed.value(),
            articles=self._articles,
            not_quotes=self.not_quotes.isEnabled() and self.not_quotes.isChecked(),
            mark=self.mark.isEnabled() and self.mark.isChecked(),
        )

    def take(self) -> None:
        """Tell what was chosen, if it can be exported that way."""
        options = self.options()
        check(self._project, options)
        self.given.emit(options)

    def _add_place(self) -> None:
        self.place = QLineEdit()
        browse = QPushButton("Choose…")
        browse.setAutoDefault(False)
        browse.setAccessibleName("Choose where to")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        self.place.setAccessibleName("Where to")
        row.addWidget(self.place, 1)
        row.addWidget(browse)
        self.fields.addRow("Where to", row)

    def _add_choices(self) -> None:
        self.whose = QComboBox()
        self.whose.addItem("Gold, else mine", GOLD_FIRST)
        self.whose.addItem("Everyone’s", EACH)
        for annotator in self._project.annotators():
            if annotator.kind is not Kind.GOLD:
                self.whose.addItem(annotator.name, annotator.name)
        self.add_field("Whose labels", self.whose)
        self.unfinished = QCheckBox("Articles that are not done, too")
        self.unfinished.setChecked(bool(self._articles))
        self.add_field("Articles", self.unfinished)
        self.misfits = _combo(_MISFITS)
        self.add_field("Spans off spaCy’s tokens", self.misfits)
        self.not_quotes = QCheckBox("Stretches in quotation marks that are no quotes, too")
        self.add_field("Quotes", self.not_quotes)
        self.mark = QCheckBox("For Excel, which needs a byte order mark")
        self.add_field("Table", self.mark)
        self.splits = QCheckBox("Into train, dev and test, near-duplicates on one side")
        self.add_field("Split", self.splits)
        self._add_split()

    def _add_split(self) -> None:
        row = QHBoxLayout()
        self.split = [QSpinBox(minimum=0, maximum=100, suffix=" %") for _ in range(3)]
        for box, share, name in zip(
            self.split, (80, 10, 10), ("train", "dev", "test"), strict=True
        ):
            box.setValue(share)
            box.setAccessibleName(f"Share of {name}")
            box.setPrefix(f"{name} ")
            row.addWidget(box)
        self.seed = QSpinBox(minimum=0, maximum=999_999, prefix="seed ")
        self.seed.setAccessibleName("Seed of the split")
        row.addWidget(self.seed)
        self.fields.addRow("", row)
        self.splits.toggled.connect(self._enable_split)

    def _enable_split(self, on: bool) -> None:
        for box in (*self.split, self.seed):
            box.setEnabled(on)

    def _format_changed(self) -> None:
        chosen = self.format.currentData()
        spacy = chosen == SPACY
        stem = self._project.path.with_suffix("")
        self.told.setText(_TOLD[chosen])
        self.format.setAccessibleDescription(_TOLD[chosen])
        self.place.setText(f"{stem}{_ENDINGS[chosen]}")
        self.misfits.setEnabled(spacy)
        self.not_quotes.setEnabled(chosen in (SPACY, QUOTES_JSON))
        self.mark.setEnabled(chosen == QUOTES_CSV)
        self.splits.setChecked(spacy)
        self._enable_split(spacy)

    def _browse(self) -> None:
        if self.format.currentData() == SPACY:
            name = QFileDialog.getExistingDirectory(self, "Export into", self.place.text())
        else:
            name, _ = QFileDialog.getSaveFileName(self, "Export to", self.place.text())
        if name:
            self.place.setText(name)


def _combo(choices: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    for value, text in choices.items():
        combo.addItem(text, value)
    return combo
