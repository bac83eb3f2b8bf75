"""Asking worker processes, from the command line and from jobs; neither spaCy nor Qt is imported.

    with WorkerPool("en_core_web_sm", 2) as pool:
        for answer in pool.prelabel(articles, mapping): ...

The window drives a worker itself, by QProcess: it starts `command()`, writes `messages.encode(request)` and
gives each line that comes to `messages.decode_answer`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Self

from annotator.core.errors import AnnotatorError, ModelError
from annotator.core.text import Bounds
from annotator.nlp.messages import (
    Answer,
    Docbin,
    DocbinBatch,
    DocbinEnd,
    DocbinReport,
    DocbinWritten,
    DocEntry,
    Failed,
    Load,
    Loaded,
    Policy,
    Prelabel,
    Prelabelled,
    QuotesAsked,
    Request,
    Tokenise,
    Tokenised,
    decode_answer,
    encode,
)

IN_FLIGHT = 8
"""Requests a worker has before it at most: enough to keep it busy, few enough to lose little by a stop."""
ARTICLES_PER_REQUEST = 20
SECONDS_TO_LEAVE = 2.0
_KILLED = -9


def command() -> list[str]:
    """The command that starts a worker process."""
    # -P: a file such as token.py in the user's folder must not stand in for Python's own.
    return [sys.executable, "-P", "-m", "annotator.nlp.worker"]


def _stopped(reason: str, last_words: str = "") -> ModelError:
    """The error for a worker that died, with the last line it wrote to stderr."""
    said = last_words.rstrip().rpartition("\n")[2].strip()
    return ModelError(
        f"The pre-labelling process stopped ({reason}{': ' if said else ''}{said}); start it again."
    )


class WorkerPool:
    """Several worker processes with one pipeline; they run from `with` to its end.

    `model` None means none: such workers can only write `.spacy` files.
    """

    def __init__(self, model: str | None, processes: int = 1, *, trusted: bool = False) -> None:
        self.name = ""
        self.language = ""
        self.remark = ""
        self._model = model
        self._trusted = trusted
        self._processes = processes
        self._inbox: _Inbox = SimpleQueue()
        self._running: list[_Process] = []

    def __enter__(self) -> Self:
        """Start the processes. Raises ModelError when the pipeline cannot be loaded."""
        self._inbox = SimpleQueue()
        try:
            for _ in range(max(1, self._processes)):
                self._running.append(_Process(self._inbox))
            if self._model is not None:
                self._load(Load(self._model, self._trusted))
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def process_ids(self) -> list[int]:
        """The ids of the worker processes."""
        return [process.id for process in self._running]

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        running, self._running = self._running, []
        for process in running:
            process.terminate()
        for process in running:
            process.close()

    def prelabel(
        self,
        articles: Iterable[tuple[int, str]],
        mapping: Mapping[str, str],
        *,
        quotes: bool = False,
        bare: bool = False,
    ) -> Iterator[Prelabelled | Failed]:
        """The suggestions for each (article id, text), or why there are none.

        Every article gets one answer; with several processes not always in order. Articles are taken from
        `articles` a few ahead of what is answered. Raises ModelError when a process dies.
        """
        requests = (Prelabel(n, text, mapping, quotes, bare) for n, text in articles)
        for answer in self._exchange(requests):
            if isinstance(answer, Prelabelled | Failed):
                yield answer

    def _load(self, request: Load) -> None:
        for answer in self._exchange([request] * len(self._running), in_flight=1):
            if isinstance(answer, Failed):
                raise ModelError(answer.sentence)
            if isinstance(answer, Loaded):
                self.name, self.language = answer.name, answer.language
                self.remark = answer.remark

    def _exchange(
        self, requests: Iterable[Request], in_flight: int = IN_FLIGHT
    ) -> Generator[Answer, None, None]:
        """The answers to requests, each sent to the process that has least before it."""
        left = iter(requests)
        try:
            while True:
                self._fill(left, in_flight)
                if not any(process.owed for process in self._running):
                    return
                answer = self._receive()
                if answer is not None:
                    yield answer
        finally:
            for process in self._running:
                process.drop_owed()

    def _fill(self, left: Iterator[Request], in_flight: int) -> None:
        room = sum(in_flight - process.owed for process in self._running)
        for request in islice(left, room):
            min(self._running, key=_owed).ask(request)

    def _receive(self) -> Answer | None:
        """The next answer; None for one to a request nobody waits for any more."""
        process, line = self._inbox.get()
        if not line:
            raise process.death()
        answer = decode_answer(line)
        return answer if process.count() else None


class Worker(WorkerPool):
    """One worker process, which answers in order."""

    def __init__(self, model: str | None, *, trusted: bool = False) -> None:
        super().__init__(model, 1, trusted=trusted)

    def tokenise(
        self, articles: Iterable[tuple[int, str]]
    ) -> Iterator[tuple[int, tuple[Bounds, ...]]]:
        """The token bounds of each (article id, text). Raises ModelError when there are none."""
        for answer in self._exchange(Tokenise(article_id, text) for article_id, text in articles):
            if isinstance(answer, Failed):
                raise ModelError(answer.sentence)
            if isinstance(answer, Tokenised):
                yield answer.article_id, answer.bounds

    def docbin(
        self,
        folder: Path,
        files: Iterable[tuple[str, Iterable[DocEntry]]],
        language: str,
        policy: Policy,
        labels: Sequence[str],
        quotes: QuotesAsked = QuotesAsked.NONE,
    ) -> DocbinReport:
        """Write `.spacy` files, as `docbin.write_docbins` does, in the worker.

        Articles are read and sent a few at a time. Raises AnnotatorError when it cannot be done.
        """
        begin = Docbin(str(folder.absolute()), language, policy, tuple(labels), quotes)
        steps = self.docbin_steps(begin, files)
        while True:
            try:
                next(steps)
            except StopIteration as stop:
                report: DocbinReport = stop.value
                return report

    def docbin_steps(
        self, begin: Docbin, files: Iterable[tuple[str, Iterable[DocEntry]]]
    ) -> Generator[None, None, DocbinReport]:
        """As `docbin`, with a step for each part the worker took, so that a job can show how far it is."""
        for answer in self._exchange(_docbin_requests(begin, files)):
            if isinstance(answer, Failed):
                raise AnnotatorError(answer.sentence)
            if isinstance(answer, DocbinWritten):
                return answer.report
            yield
        raise ModelError("The pre-labelling process did not say what it wrote.")


class _Process:
    """One worker: its pipes, how many answers it owes, and how many of those nobody wants any more."""

    def __init__(self, inbox: _Inbox) -> None:
        self.owed = 0
        self._unwanted = 0
        # A file, because a pipe nobody reads fills up and stops who writes to it.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 — it lives as long as the process
        try:
            self._popen = subprocess.Popen(
                command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr
            )
        except OSError as error:
            self._stderr.close()
            reason = error.strerror or error
            raise ModelError(f"The pre-labelling process cannot be started: {reason}.") from error
        self._stdin, self._stdout = _pipes(self._popen)
        self._reader = Thread(target=self._read, args=(inbox,), daemon=True)
        self._reader.start()

    @property
    def id(self) -> int:
        """The process's id."""
        return self._popen.pid

    def ask(self, request: Request) -> None:
        """Send a request. Raises ModelError when the process is gone."""
        try:
            self._stdin.write(encode(request))
            self._stdin.flush()
        except OSError as error:
            raise self.death() from error
        self.owed += 1

    def count(self) -> bool:
        """Count an answer that came; whether someone still waits for it."""
        if self._unwanted:
            self._unwanted -= 1
            return False
        self.owed -= 1
        return True

    def drop_owed(self) -> None:
        """Nobody waits for the answers owed any more; they come all the same, before any other."""
        self._unwanted += self.owed
        self.owed = 0

    def death(self) -> ModelError:
        """Why the process is gone."""
        code = self._wait()
        if code == _KILLED:
            return _stopped("signal 9")  # Whatever it wrote before has nothing to do with it.
        self._stderr.seek(0)
        last_words = self._stderr.read().decode("utf-8", "replace")
        return _stopped(f"signal {-code}" if code < 0 else f"exit code {code}", last_words)

    def terminate(self) -> None:
        """Ask the process to leave."""
        self._popen.terminate()

    def close(self) -> None:
        """Make sure that the process has left, and give back what it used."""
        self._wait()
        self._reader.join(SECONDS_TO_LEAVE)
        with suppress(OSError):  # What it was never sent, it need not get any more.
            self._stdin.close()
        if not self._reader.is_alive():  # Else closing would wait for it.
            self._stdout.close()
        self._stderr.close()

    def _wait(self) -> int:
        try:
            return self._popen.wait(SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return self._popen.wait()

    def _read(self, inbox: _Inbox) -> None:
        """Pass on each line, and an empty one at the end: reading never waits for whoever asks."""
        for line in self._stdout:
            inbox.put((self, line))
        inbox.put((self, b""))


_Inbox = SimpleQueue[tuple[_Process, bytes]]


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both were asked for")
    return process.stdin, process.stdout


def _owed(process: _Process) -> int:
    return process.owed


def _docbin_requests(
    begin: Docbin, files: Iterable[tuple[str, Iterable[DocEntry]]]
) -> Iterator[Request]:
    yield begin
    for name, entries in files:
        yield DocbinBatch(name, ())
        iterator = iter(entries)
        while batch := tuple(islice(iterator, ARTICLES_PER_REQUEST)):
            yield DocbinBatch(name, batch)
    yield DocbinEnd()
