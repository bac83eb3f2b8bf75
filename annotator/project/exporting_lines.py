"""Files of lines out of a project: written beside, read back article by article, then given their names."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.core.quotes import quotes
from annotator.project.export_report import ExportedFile
from annotator.project.export_selection import Selected
from annotator.project.export_shapes import Shape

_COMPARED_AT_ONCE = 200


def write_lines(
    path: Path,
    selected: Iterable[tuple[str, Selected | None]],
    sides: tuple[str, ...],
    shape: Shape,
    total: int,
) -> Generator[Progress, None, tuple[list[ExportedFile], list[str]]]:
    """Write each article to the file of its side, a single file when there are no sides.

    Returns the files and their SHA-256. Raises AnnotatorError when a file cannot be written or does not
    read back as it was meant; whatever had their names before is then still there.
    """
    paths = {side: path.with_suffix(f".{side}{path.suffix}") for side in sides} or {"": path}
    with ExitStack() as stack:
        files = {
            side: stack.enter_context(LinesFile(place, shape)) for side, place in paths.items()
        }
        for number, (side, item) in enumerate(selected, start=1):
            if item is not None:
                files[side].add(item)
            if number % _COMPARED_AT_ONCE == 0:
                yield Progress(number, total, "Writing")
        for file in files.values():
            file.compare()
        for file in files.values():
            file.take_name()
    return [file.counts for file in files.values()], [file.sha256 for file in files.values()]


class LinesFile:
    """A file under way, beside the one it will replace; without `take_name` it disappears."""

    def __init__(self, path: Path, shape: Shape) -> None:
        self.counts = ExportedFile(path.name)
        self._path = path
        self._unfinished = path.with_name(f".{path.name}.unfinished")
        self._shape = shape
        self._hash = sha256()
        self._meant: list[tuple[int, Selected]] = []

    def __enter__(self) -> Self:
        try:
            self._out = self._unfinished.open("wb")
            self._back = self._unfinished.open("rb")
            self._write(self._shape.head())
            self._back.seek(len(self._shape.head()))
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

    def add(self, item: Selected) -> None:
        """Write an article, and compare when enough have gathered."""
        lines = self._shape.lines(item)
        self._meant.append((len(lines), item))
        self.counts.count([span.label for span in self._shape.spans(item)])
        self.counts.quotes += sum(len(quotes(made)) for _, made in item.entry.annotations)
        try:
            self._write(lines)
        except OSError as error:
            raise self._failed(error) from error
        if len(self._meant) >= _COMPARED_AT_ONCE:
            self.compare()

    def compare(self) -> None:
        """Read what was written since the last time and compare it, span for span."""
        try:
            self._out.flush()
            read = [self._back.read(length) for length, _ in self._meant]
        except OSError as error:
            raise self._failed(error) from error
        for lines, (_, item) in zip(read, self._meant, strict=True):
            self._expect(lines, item)
        self._meant.clear()

    def take_name(self) -> None:
        """Put the file, complete, in the place of what had its name."""
        try:
            self._out.close()
            self._unfinished.replace(self._path)
        except OSError as error:
            raise self._failed(error) from error

    def _write(self, lines: bytes) -> None:
        self._out.write(lines)
        self._hash.update(lines)

    def _expect(self, lines: bytes, item: Selected) -> None:
        reason = self._shape.difference(lines, item)
        if reason:
            article = item.entry.article
            name = article.key or article.title
            raise AnnotatorError(
                f"{self._path.name} was not written: article {name} does not read back ({reason})."
            )

    def _failed(self, error: OSError) -> AnnotatorError:
        return AnnotatorError(f"{self._path} cannot be written: {error.strerror or error}.")
