"""When the pre-labeller is started, and what it is asked for: never before the window is up and idle."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from annotator.gui.prelabeller import Prelabeller
from annotator.gui.workbench import Workbench

_MILLISECONDS_BEFORE_START = 700
# Beyond so many articles done already, nobody waits for the one after.
_LOOKED_AT = 200


class PrelabellingTasks:
    """Looks ahead of the annotator; not `active` it does nothing."""

    def __init__(self, workbench: Workbench, *, active: bool) -> None:
        self._workbench, self._active = workbench, active
        self._model: str | None = None
        self.prelabeller = Prelabeller(workbench)
        self._idle = QTimer(workbench, singleShot=True, interval=_MILLISECONDS_BEFORE_START)
        self._idle.timeout.connect(self._start)

    def begin(self, model: str | None) -> None:
        """A project was opened; `model` stands in for its own pipeline."""
        self._model = model
        if self._active:
            self._idle.start()

    def end(self) -> None:
        """The project is closed."""
        self._idle.stop()
        self.prelabeller.stop()

    def restart_if(self, model: str | None) -> None:
        """Another pipeline was chosen in the settings."""
        if self._active and model is not None and model != self.prelabeller.model:
            self._model = None
            self._start()

    def look_ahead(self) -> None:
        """Pre-label the open article and those after it."""
        article_id, ids = self._workbench.article_id, self._workbench.ids
        if article_id is not None and article_id in ids:
            place = ids.index(article_id)
            self.prelabeller.look_ahead(ids[place : place + _LOOKED_AT], article_id)

    def prelabel(self, article_ids: Sequence[int]) -> None:
        """Pre-label these articles next."""
        if article_ids:
            self.prelabeller.look_ahead(article_ids, article_ids[0], len(article_ids))

    def _start(self) -> None:
        project = self._workbench.project
        if project is not None:
            self.prelabeller.start(project, self._model or project.settings.model)
            self.look_ahead()
