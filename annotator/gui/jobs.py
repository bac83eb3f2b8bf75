"""Long work in the window: a generator of Progress run in a thread, on a project connection of its own."""

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.project.project import Project
from annotator.project.project import open as open_project

Work = Callable[[Project], Generator[Progress, None, object]]

_SECONDS_BETWEEN_SIGNALS = 0.05
_SECONDS_TO_WAIT_AT_CLOSE = 3.0


@dataclass(slots=True)
class _Job:
    number: int
    name: str
    done: Callable[[object], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


class Jobs(QObject):
    """Runs one job at a time for each name; what a forgotten job still says is dropped by its number."""

    progressed = Signal(int, str, object)
    ended = Signal(int)
    failed = Signal(str)
    _reported = Signal(int, object)
    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, _Job] = {}
        self._last = 0
        self._reported.connect(self._pass_on)
        self._finished.connect(self._end)

    def start(self, name: str, path: Path, work: Work, done: Callable[[object], None]) -> int:
        """Run `work` on the project at `path`; `done` gets its result on this thread."""
        self._last += 1
        job = _Job(self._last, name, done)
        job.thread = threading.Thread(target=self._run, args=(job, path, work), daemon=True)
        self._jobs[job.number] = job
        job.thread.start()
        return job.number

    def cancel(self, number: int) -> None:
        """Ask a job to stop at its next step; what it wrote in whole batches stays."""
        if number in self._jobs:
            self._jobs[number].cancelled.set()

    @property
    def running(self) -> bool:
        """Whether any job is at work."""
        return bool(self._jobs)

    def stop(self) -> None:
        """Cancel everything, wait a moment, and listen no more."""
        jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            job.cancelled.set()
        deadline = monotonic() + _SECONDS_TO_WAIT_AT_CLOSE
        for job in jobs:
            if job.thread is not None:
                job.thread.join(max(0.0, deadline - monotonic()))

    def _run(self, job: _Job, path: Path, work: Work) -> None:
        try:
            project = open_project(path)
            try:
                result = self._drain(job, work(project))
            finally:
                project.close()
        except Exception as error:  # handed to the window's thread, which shows it
            result = error
        self._finished.emit(job.number, result)

    def _drain(self, job: _Job, steps: Generator[Progress, None, object]) -> object:
        last = 0.0
        while True:
            try:
                progress = next(steps)
            except StopIteration as stop:
                return stop.value
            if job.cancelled.is_set():
                steps.close()
                return Cancelled(progress)
            if monotonic() - last >= _SECONDS_BETWEEN_SIGNALS:
                last = monotonic()
                self._reported.emit(job.number, progress)

    def _pass_on(self, number: int, progress: Progress) -> None:
        job = self._jobs.get(number)
        if job is not None and not job.cancelled.is_set():
            self.progressed.emit(number, job.name, progress)

    def _end(self, number: int, result: object) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        self.ended.emit(number)
        if isinstance(result, AnnotatorError):
            self.failed.emit(f"{job.name} failed: {result}")
        elif isinstance(result, BaseException):
            raise result
        else:
            job.done(result)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The result of a job that was cancelled, with how far it had come."""

    progress: Progress
