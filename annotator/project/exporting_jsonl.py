"""Annotator JSONL out of a project: written beside, read back line by line, then given its name."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.core.entry import Entry, Refusal
from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.core.scheme import Scheme
from annotator.formats.annotator_jsonl import entry_of_line, line_of
from annotator.formats.decoding import ByteLine
from annotator.formats.interpreting import Place
from annotator.project.export_report import ExportedFile
from annotator.project.export_selection import Selected

_COMPARED_AT_ONCE = 200


def write_jsonl(
    path: Path,
    selected: Iterable[tuple[str, Selected | None]],
    sides: tuple[str, ...],
    scheme: Scheme,
    total: int,
) -> Generator[Progress, None, tuple[list[ExportedFile], list[str]]]:
    """Write each article to the file of its side, a single file when there are no sides.

    Returns the files and their SHA-256. Raises AnnotatorError when a file cannot be written or does not
    read back as it was meant; whatever had their names before is then still there.
    """
    paths = {side: path.with_suffix(f".{side}{path.suffix}") for side in sides} or {"": path}
    with ExitStack() as stack:
        files = {
            side: stack.enter_context(JsonlFile(place, scheme)) for side, place in paths.items()
        }
        for number, (side, item) in enumerate(selected, start=1):
            if item is not None:
                files[side].add(item.entry)
            if number % _COMPARED_AT_ONCE == 0:
                yield Progress(number, total, "Writing")
        for file in files.values():
            file.compare()
        for file in files.values():
            file.take_name()
    return [file.counts for file in files.values()], [file.sha256 for file in files.values()]


class JsonlFile:
    """A file under way, beside the one it will replace; without `take_name` it disappears."""

    def __init__(self, path: Path, scheme: Scheme) -> None:
        self.counts = ExportedFile(path.name)
        self._path = path
        self._unfinished = path.with_name(f".{path.name}.unfinished")
        self._scheme = scheme
        self._hash = sha256()
        self._meant: list[Entry] = []

    def __enter__(self) -> Self:
        try:
            self._out = self._unfinished.open("wb")
            self._back = self._unfinished.open("rb")
        except OSError as error:
            raise self._failed(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._back.close()
        try:
            self._out.close()
        except OSError as failure:
            if error is None:
                raise self._failed(failure) from failure
        finally:
            self._unfinished.unlink(missing_ok=True)

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was written."""
        return self._hash.hexdigest()

    def add(self, entry: Entry) -> None:
        """Write an entry, and compare when enough have gathered."""
        line = line_of(entry, self._scheme)
        self._hash.update(line)
        self._meant.append(entry)
        self.counts.count([span.label for _, made in entry.annotations for span in made.spans])
        try:
            self._out.write(line)
        except OSError as error:
            raise self._failed(error) from error
        if len(self._meant) >= _COMPARED_AT_ONCE:
            self.compare()

    def compare(self) -> None:
        """Read what was written since the last time and compare it, span for span."""
        try:
            self._out.flush()
            lines = [self._back.readline() for _ in self._meant]
        except OSError as error:
            raise self._failed(error) from error
        for line, meant in zip(lines, self._meant, strict=True):
            self._expect(line, meant)
        self._meant.clear()

    def take_name(self) -> None:
        """Put the file, complete, in the place of what had its name."""
        try:
            self._out.close()
            self._unfinished.replace(self._path)
        except OSError as error:
            raise self._failed(error) from error

    def _expect(self, line: bytes, meant: Entry) -> None:
        read = entry_of_line(ByteLine(0, 0, line), Place(self._path.name))
        if isinstance(read, Refusal):
            raise self._different(meant, read.reason)
        if (read.article, read.annotations) != (meant.article, meant.annotations):
            raise self._different(meant, "something else was read than written")

    def _different(self, meant: Entry, reason: str) -> AnnotatorError:
        name = meant.article.key or meant.article.title
        return AnnotatorError(
            f"{self._path.name} was not written: article {name} does not read back ({reason})."
        )

    def _failed(self, error: OSError) -> AnnotatorError:
        return AnnotatorError(f"{self._path} cannot be written: {error.strerror or error}.")
