"""My pace: done today, minutes an article, what is left at this pace."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.gui.chrome import muted
from annotator.gui.palette.overlay import Overlay
from annotator.gui.parts.card import caption, scaled
from annotator.project.queue import Pace


class PacePanel(Overlay):
    """Four figures, one click away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "My pace")
        self.column.addWidget(caption("My pace"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        self._figures: dict[str, QLabel] = {}
        for place, name in enumerate(("done today", "an article", "left to do", "at this pace")):
            figure = QLabel()
            figure.setAccessibleName(name)
            figure.setFont(scaled(self.font(), 1.2, bold=True))
            grid.addWidget(figure, place, 0)
            grid.addWidget(muted(name), place, 1)
            self._figures[name] = figure
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def wish(self) -> tuple[float, float]:
        """A small card."""
        return 17.0, 10.5

    @property
    def figures(self) -> dict[str, str]:
        """What is shown, by name."""
        return {name: label.text() for name, label in self._figures.items()}

    def show_pace(self, pace: Pace) -> None:
        """Show these figures."""
        known = pace.seconds_per_article > 0
        texts = (
            f"{pace.done_today:,}",
            duration(pace.seconds_per_article) if known else "–",
            f"{pace.left:,}",
            duration(pace.seconds_left) if known else "–",
        )
        for label, text in zip(self._figures.values(), texts, strict=True):
            label.setText(text)


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 90:
        return f"{round(seconds)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 10 else f"{round(hours):,} h"
