"""What the concordance is asked for: a text, a label, marked or not."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from annotator.core.scheme import Scheme
from annotator.gui.chrome import SearchField
from annotator.gui.parts.flow import FlowLayout
from annotator.project.occurrences import ConcordanceQuery

_TYPING_MS = 200
_MARKED: tuple[tuple[str, bool | None], ...] = (
    ("Marked or not", None),
    ("Marked only", True),
    ("Not marked only", False),
)


class Filters(QWidget):
    """The fields above the table; `changed` comes when the hands rest, at once for Enter."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SearchField("Words to find in all articles", "Words to find in all articles")
        self.text.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.label = QComboBox()
        self.label.setAccessibleName("Label")
        self.marked = QComboBox()
        self.marked.setAccessibleName("Marked or not")
        for words, value in _MARKED:
            self.marked.addItem(words, value)
        self.whole_words = QCheckBox("Whole words")
        self.whole_words.setChecked(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self._arrange()
        self._connect()

    def query(self) -> ConcordanceQuery:
        """What is asked for. Without words it lists what is marked."""
        return ConcordanceQuery(
            text=self.text.text().strip(),
            label=self.label.currentData() or "",
            whole_words=self.whole_words.isChecked(),
            labelled=self.marked.currentData(),
        )

    def ask(self, text: str, label: str) -> None:
        """Fills the fields, without telling."""
        for field in (self.text, self.label, self.marked):
            field.blockSignals(True)
        self.text.setText(text)
        self.label.setCurrentIndex(max(self.label.findData(label), 0))
        self.marked.setCurrentIndex(0)
        for field in (self.text, self.label, self.marked):
            field.blockSignals(False)

    def offer(self, scheme: Scheme) -> None:
        """Offers the labels of a scheme."""
        chosen = self.label.currentData()
        self.label.blockSignals(True)
        self.label.clear()
        self.label.addItem("Any label", "")
        for _, label in scheme.labels:
            self.label.addItem(label.name, label.name)
        self.label.setCurrentIndex(max(self.label.findData(chosen), 0))
        self.label.blockSignals(False)

    def _arrange(self) -> None:
        flow = FlowLayout(self, gap=8)
        for field in (self.text, self.label, self.marked, self.whole_words):
            flow.addWidget(field)

    def _connect(self) -> None:
        self._rest.timeout.connect(self.changed)
        self.text.textEdited.connect(lambda _text: self._rest.start())
        self.text.textChanged.connect(lambda text: None if text else self._rest.start())
        self.text.returnPressed.connect(self._now)
        for box in (self.label, self.marked):
            box.currentIndexChanged.connect(lambda _index: self._now())
        self.whole_words.toggled.connect(lambda _on: self._now())

    def _now(self) -> None:
        self._rest.stop()
        self.changed.emit()
