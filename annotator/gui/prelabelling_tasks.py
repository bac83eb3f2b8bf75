"""When the pre-labeller is started, and what it is asked for: never before the window is up and idle."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.prelabeller import Prelabeller

_MILLISECONDS_BEFORE_START = 700
# Beyond so many articles done already, nobody waits for the one after.
_LOOKED_AT = 200


class PrelabellingTasks(QObject):
    """Looks ahead of the annotator; not `active` it does nothing. Signals are those of the pre-labeller."""

    state_changed = Signal(str)
    busy_changed = Signal(frozenset)
    said = Signal(str)

    def __init__(self, workbench: Workbench, *, active: bool) -> None:
        super().__init__(workbench)
        self._workbench, self._active = workbench, active
        self._model: str | None = None
        self.prelabeller: Prelabeller | None = None
        self._idle = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_START)
        self._idle.timeout.connect(self._start)

    def begin(self, model: str | None) -> None:
        """A project was opened; `model` stands in for its own pipeline."""
        self._model = model
        if self._active:
            self._idle.start()

    def end(self) -> None:
        """The project is closed."""
        self._idle.stop()
        if self.prelabeller is not None:
            self.prelabeller.stop()

    def restart_if(self, model: str | None) -> None:
        """Another pipeline was chosen in the settings."""
        running = self.prelabeller.model if self.prelabeller else None
        if self._active and model is not None and model != running:
            self._model = None
            self._start()

    def look_ahead(self) -> None:
        """Pre-label the open article and those after it."""
        article_id, ids = self._workbench.article_id, self._workbench.ids
        if self.prelabeller is not None and article_id is not None and article_id in ids:
            place = ids.index(article_id)
            self.prelabeller.look_ahead(ids[place : place + _LOOKED_AT], article_id)

    def prelabel(self, article_ids: Sequence[int]) -> None:
        """Pre-label these articles next."""
        if self.prelabeller is not None and article_ids:
            self.prelabeller.look_ahead(article_ids, article_ids[0], len(article_ids))

    def _start(self) -> None:
        from annotator.gui.prelabeller import Prelabeller

        project = self._workbench.project
        if project is None:
            return
        if self.prelabeller is None:
            self.prelabeller = Prelabeller(self)
            self.prelabeller.state_changed.connect(self.state_changed)
            self.prelabeller.busy_changed.connect(self.busy_changed)
            self.prelabeller.said.connect(self.said)
        self.prelabeller.start(project, self._model or project.settings.model)
        self.look_ahead()
