"""`.spacy` files out of a project: a folder that one command trains a model on.

The worker process makes the files and reads them back, since spaCy is never loaded here; the folder is
made beside and gets its name when all of it is there.
"""

import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from annotator.core.errors import AnnotatorError, InputError
from annotator.core.progress import Progress
from annotator.formats.cells import table
from annotator.nlp.client import Worker
from annotator.nlp.messages import Docbin, DocbinReport, DocEntry, Misfit, Policy, QuotesAsked
from annotator.project.export_selection import Selected

MISFITS, REPORT = "misfits.csv", "report.json"

_OURS = {"config.cfg", "README.txt", MISFITS, REPORT, "train.spacy", "dev.spacy", "test.spacy"}
_COLUMNS = (
    "file",
    "article",
    "start",
    "end",
    "label",
    "text",
    "done",
    "written start",
    "written end",
)


@dataclass(frozen=True, slots=True)
class Training:
    """How the files are made.

    The tokenizer's language, what becomes of misfits, the labels of entities in order, whether quotes.
    """

    language: str
    policy: Policy
    labels: Sequence[str]
    quotes: QuotesAsked


class SpacyFolder:
    """The folder under way; without `take_name` it disappears."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unfinished = path.with_name(f".{path.name}.unfinished")
        _expect_replaceable(path)

    def write(
        self, files: Iterable[tuple[str, Iterable[Selected]]], total: int, training: Training
    ) -> Generator[Progress, None, DocbinReport]:
        """Write the file of each side. Raises AnnotatorError, ModelError when that fails."""
        self.clear()
        counted = _Counted(files)
        with Worker(None) as worker:
            steps = worker.docbin_steps(self._begin(training), counted)
            while True:
                try:
                    next(steps)
                except StopIteration as stop:
                    report: DocbinReport = stop.value
                    break
                yield Progress(counted.sent, total, "Writing .spacy files")
        self._write(MISFITS, misfits_csv(report.misfits))
        return report

    def sha256s(self, report: DocbinReport) -> list[str]:
        """The SHA-256 of each `.spacy` file."""
        paths = [self._unfinished / f"{file.name}.spacy" for file in report.files]
        return [sha256(path.read_bytes()).hexdigest() for path in paths]

    def take_name(self, report_json: str) -> None:
        """Put the folder, complete, in the place of an earlier export."""
        self._write(REPORT, report_json)
        before = self.path.with_name(f".{self.path.name}.before")
        try:
            if self.path.exists():
                self.path.rename(before)
            self._unfinished.rename(self.path)
        except OSError as error:
            raise self._failed(error) from error
        shutil.rmtree(before, ignore_errors=True)

    def _begin(self, training: Training) -> Docbin:
        labels = tuple(training.labels)
        folder = str(self._unfinished.absolute())
        return Docbin(folder, training.language, training.policy, labels, training.quotes)

    def clear(self) -> None:
        """Remove what an export that did not end left."""
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def _write(self, name: str, text: str) -> None:
        try:
            self._unfinished.joinpath(name).write_text(text, "utf-8", newline="")
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> AnnotatorError:
        return AnnotatorError(f"{self.path} cannot be written: {error.strerror or error}.")


def misfits_csv(misfits: Iterable[Misfit]) -> str:
    """The misfits as a table; a cell that a spreadsheet would take for a formula is quoted."""
    rows = (
        (m.file, m.key, m.start, m.end, m.label, m.text, m.done, *(m.written or ("", "")))
        for m in misfits
    )
    return table([_COLUMNS, *rows]).decode("utf-8")


def _doc_entry(selected: Selected) -> DocEntry:
    article, ((_, made),) = selected.entry.article, selected.entry.annotations
    key = article.key or str(selected.article_id)
    return DocEntry(key, article.text, made.spans, tuple(made.relations), dict(*selected.names))


def _expect_replaceable(path: Path) -> None:
    if path.is_dir():
        others = sorted({held.name for held in path.iterdir()} - _OURS)
        if others:
            raise InputError(
                f"{path.name} holds {others[0]}, which is no part of an export: choose a new folder."
            )
    elif path.exists():
        raise InputError(f"{path.name} is a file; a .spacy export needs a folder.")


class _Counted:
    """The files' articles as the worker wants them, and how many it was sent."""

    def __init__(self, files: Iterable[tuple[str, Iterable[Selected]]]) -> None:
        self._files = files
        self.sent = 0

    def __iter__(self) -> Iterator[tuple[str, Iterator[DocEntry]]]:
        for side, selected in self._files:
            yield side, self._entries(selected)

    def _entries(self, selected: Iterable[Selected]) -> Iterator[DocEntry]:
        for item in selected:
            self.sent += 1
            yield _doc_entry(item)
