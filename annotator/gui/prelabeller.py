"""Pre-labelling ahead of the annotator: one worker process, asked for the open article and the next ten.

The worker may die or be missing; labelling by hand goes on, and what happened is told in a sentence.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.span import ENTITIES
from annotator.nlp.client import command
from annotator.nlp.messages import (
    Answer,
    Failed,
    Load,
    Loaded,
    Prelabel,
    Prelabelled,
    Quit,
    Request,
    decode_answer,
    encode,
)
from annotator.project.prelabelling import (
    AHEAD,
    next_to_prelabel,
    open_articles_after,
    store_suggestions,
    wants_quotes,
)
from annotator.project.project import Project

_RESTARTS = 3
_MILLISECONDS_BEFORE_RESTART = 500
_MILLISECONDS_TO_LEAVE = 500


class Prelabeller(QObject):
    """`state` says in a few words how the model does, `busy` which articles it is reading."""

    state_changed = Signal(str)
    busy_changed = Signal(frozenset)
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._model = ""
        self._name = ""
        self._process: QProcess | None = None
        self._asked: frozenset[int] = frozenset()
        self._failed: set[int] = set()
        self._waiting: tuple[list[int], int, int] | None = None
        self._restarts_left = _RESTARTS
        self._unread = b""
        self._later = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_RESTART)
        self._later.timeout.connect(self._launch)

    @property
    def process_id(self) -> int:
        """The worker's process, 0 while there is none."""
        return self._process.processId() if self._process else 0

    @property
    def model(self) -> str:
        """The pipeline in use, or being loaded."""
        return self._model

    @property
    def is_ready(self) -> bool:
        """Whether the pipeline is loaded."""
        return bool(self._name)

    def start(self, project: Project, model: str) -> None:
        """Load a pipeline in a process of its own, for a project."""
        self.stop()
        self._project, self._model = project, model
        self._restarts_left = _RESTARTS
        self._failed.clear()
        if not project.read_only:
            self._launch()

    def stop(self) -> None:
        """End the process, whatever it is doing; this never waits long."""
        self._later.stop()
        process, self._process = self._process, None
        self._project, self._name, self._waiting = None, "", None
        self._show_busy(())
        if process is not None:
            process.blockSignals(True)
            process.write(encode(Quit()))
            process.closeWriteChannel()
            if not process.waitForFinished(_MILLISECONDS_TO_LEAVE):
                process.kill()
                process.waitForFinished(_MILLISECONDS_TO_LEAVE)
            process.deleteLater()

    def look_ahead(self, ids: Sequence[int], current: int, count: int = AHEAD + 1) -> None:
        """Pre-label the open article and those after it that nobody has read yet."""
        if self._project is None:
            return
        if not self.is_ready or self._asked:
            self._waiting = (list(ids), current, count)
            return
        ahead = open_articles_after(self._project, ids, current)
        wanted = next_to_prelabel(self._project, self._name, ahead, count)
        self._ask_for([article_id for article_id in wanted if article_id not in self._failed])

    # The process

    def _launch(self) -> None:
        program, *arguments = command()
        self._unread = b""
        self._process = process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        process.start(program, arguments)
        self.state_changed.emit(f"loading {self._model}…")
        self._send(Load(self._model))

    def _send(self, request: Request) -> None:
        if self._process is not None:
            self._process.write(encode(request))

    def _read(self) -> None:
        if self._process is None:
            return
        self._unread += self._process.readAllStandardOutput().data()
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            try:
                self._take(decode_answer(line))
            except AnnotatorError as error:
                self.said.emit(str(error))

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, Loaded):
            self._name = answer.name
            self.state_changed.emit(f"{self._model} {answer.version} ready")
            if answer.remark and self._project and wants_quotes(self._project.scheme):
                self.said.emit(answer.remark)
            self._go_on()
        elif isinstance(answer, Prelabelled):
            self._store(answer)
        elif isinstance(answer, Failed):
            self._take_failure(answer)

    def _take_failure(self, answer: Failed) -> None:
        if answer.article_id is None:
            # The pipeline itself cannot be loaded: asking again would only say so again.
            self.stop()
            self.state_changed.emit("no model")
            self.said.emit(answer.sentence)
            return
        self._failed.add(answer.article_id)
        self._forget(answer.article_id)
        self.said.emit(answer.sentence)

    def _store(self, answer: Prelabelled) -> None:
        if self._project is not None and answer.article_id in self._asked:
            try:
                store_suggestions(self._project, self._name, [answer])
            except AnnotatorError as error:
                self._failed.add(answer.article_id)
                self.said.emit(f"The suggestions could not be saved: {error}")
        self._forget(answer.article_id)

    def _ask_for(self, article_ids: list[int]) -> None:
        assert self._project is not None
        mapping = self._project.scheme.mapping(ENTITIES) if self._has_entities() else {}
        quotes = wants_quotes(self._project.scheme)
        for article_id in article_ids:
            text = self._project.article(article_id).text
            self._send(Prelabel(article_id, text, mapping, quotes))
        self._show_busy(article_ids)

    def _has_entities(self) -> bool:
        layers = self._project.scheme.layers if self._project else ()
        return any(layer.name == ENTITIES for layer in layers)

    def _forget(self, article_id: int) -> None:
        self._show_busy(self._asked - {article_id})
        if not self._asked:
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting is not None and self.is_ready:
            (ids, current, count), self._waiting = self._waiting, None
            self.look_ahead(ids, current, count)

    def _show_busy(self, article_ids: Iterable[int]) -> None:
        busy = frozenset(article_ids)
        if busy != self._asked:
            self._asked = busy
            self.busy_changed.emit(busy)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self) -> None:
        """The worker died: say so, start it again a few times, then leave it."""
        if self._process is not None:
            self._process.deleteLater()
        self._process, self._name = None, ""
        self._show_busy(())
        if self._restarts_left:
            self._restarts_left -= 1
            self.state_changed.emit("pre-labelling stopped, starting again…")
            self._later.start()
        else:
            self.state_changed.emit("pre-labelling stopped")
            self.said.emit(
                "The pre-labelling process stopped again and again; label by hand, or "
                "choose another pipeline in the settings."
            )
