"""What is told in place, above the page: one sentence and its ways out, or the progress of a job."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.core.progress import Progress
from annotator.gui.chrome import Bar, Pill, Strip, muted

_WAY_OUT = 3


class Notice(Strip):
    """One sentence that stays until it is closed, with at most three ways out."""

    def __init__(self) -> None:
        super().__init__("Notice", ground=QPalette.ColorRole.AlternateBase)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self._sentence, 1)
        self._ways: list[Pill] = []
        self._close = Pill("Close", "Close the notice", outlined=True)
        self._close.clicked.connect(self.hide)
        self.row.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, empty when nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def say(self, sentence: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence; each way out is a button's text and what it does."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        for pill in self._ways:
            self.row.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._ways = [self._way(text, act) for text, act in ways[:_WAY_OUT]]
        self.show()

    def ask(self, sentence: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Show a question and give the keyboard to the first answer."""
        self.say(sentence, *ways)
        (self._ways or [self._close])[0].setFocus()

    def _way(self, text: str, act: Callable[[], object]) -> Pill:
        pill = Pill(text, outlined=True)
        pill.clicked.connect(self.hide)
        pill.clicked.connect(lambda _on=False: act())
        self.row.insertWidget(self.row.count() - 1, pill)
        return pill


class ProgressStrip(Strip):
    """How far a job has come, the time it will still take, and Cancel."""

    cancelled = Signal(int)

    def __init__(self) -> None:
        super().__init__("Progress", ground=QPalette.ColorRole.AlternateBase)
        self._number, self._began = 0, 0.0
        self._text, self._left, self._bar = QLabel(), muted(), Bar("Progress of the job")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        cancel = Pill("Cancel", "Cancel the job", outlined=True)
        cancel.clicked.connect(lambda: self.cancelled.emit(self._number))
        self.row.addWidget(self._text)
        self.row.addWidget(self._bar, 1)
        self.row.addWidget(self._left)
        self.row.addWidget(cancel)
        self.hide()

    def begin(self, number: int, name: str) -> None:
        """Show a job from its start."""
        self._number, self._began = number, monotonic()
        self._text.setText(f"{name}…")
        self._left.setText("")
        self._bar.show_share(0.0)
        self.show()

    def advance(self, number: int, name: str, progress: Progress) -> None:
        """Show how far the job has come."""
        if number != self._number:
            return
        self._text.setText(progress.text or f"{name}…")
        if progress.total:
            share = progress.done / progress.total
            self._bar.show_share(share)
            self._left.setText(time_left(monotonic() - self._began, share))

    def end(self, number: int) -> None:
        """The job is over."""
        if number == self._number:
            self.hide()


def time_left(seconds: float, share: float) -> str:
    """How long a job will still take that needed `seconds` for a share of its work."""
    if seconds < 1 or share <= 0:
        return ""
    left = seconds * (1 - share) / share
    if left < 60:
        return f"about {max(1, round(left))} s left"
    return f"about {round(left / 60)} min left"
