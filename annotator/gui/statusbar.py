"""The line below: saved or not, where one is, how much there is, and how the model does."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.gui.chrome import Strip, muted

_MILLISECONDS_OF_A_MESSAGE = 6000


class StatusBar(Strip):
    """Shows what it is told. “Saved” is only ever told after a commit."""

    def __init__(self) -> None:
        super().__init__("Status", line_above=True, ground=QPalette.ColorRole.AlternateBase)
        self.row.setContentsMargins(14, 3, 14, 3)
        self.row.setSpacing(18)
        self._saved, self._place, self._counts = muted(), muted(), muted()
        self._message, self._model = muted(), muted()
        for label, name in self._named():
            label.setObjectName(name)
            label.setAccessibleName(name)
            self.row.addWidget(label, 1 if label is self._message else 0)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fade = QTimer(self, singleShot=True, interval=_MILLISECONDS_OF_A_MESSAGE)
        self._fade.timeout.connect(lambda: self.say(""))

    def show_saved(self) -> None:
        """All that was done is in the file."""
        self._show(self._saved, "✓ Saved")

    def show_not_saved(self, reason: str) -> None:
        """The last step is not in the file, and the screen shows the file's state."""
        self._show(self._saved, f"Saving failed: {reason}", bad=True)

    def show_read_only(self) -> None:
        """Nothing can be changed."""
        self._show(self._saved, "Read only")

    def show_place(self, text: str) -> None:
        """Which suggestion of how many has the focus."""
        self._show(self._place, text)

    def show_counts(self, text: str) -> None:
        """How many spans there are in the article."""
        self._show(self._counts, text)

    def show_model(self, text: str) -> None:
        """How the model's process does."""
        self._show(self._model, text)

    def clear(self) -> None:
        """Nothing is known yet."""
        for label, _ in self._named():
            self._show(label, "")

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self._show(self._message, sentence)
        self._message.setToolTip(sentence)
        if sentence:
            self._fade.start()

    @property
    def texts(self) -> dict[str, str]:
        """What is shown, by the name of the part."""
        return {name: label.text() for label, name in self._named()}

    def _named(self) -> tuple[tuple[QLabel, str], ...]:
        return (
            (self._saved, "saved"),
            (self._place, "place"),
            (self._counts, "counts"),
            (self._message, "message"),
            (self._model, "model"),
        )

    def _show(self, label: QLabel, text: str, *, bad: bool = False) -> None:
        label.setText(text)
        label.setVisible(bool(text) or label is self._message)
        role = QPalette.ColorRole.BrightText if bad else QPalette.ColorRole.PlaceholderText
        label.setForegroundRole(role)
