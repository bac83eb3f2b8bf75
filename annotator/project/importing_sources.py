"""Which files an import reads: those given, and all that lies in the folders given."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.core.entry import Refusal
from annotator.project.import_report import ImportReport


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, the name it is reported by, and its size in bytes."""

    path: Path
    name: str
    size: int


def sources_in(paths: Sequence[Path], report: ImportReport) -> list[Source]:
    """The files in order, folders searched through; what is hidden in a folder is counted."""
    found: list[Source] = []
    for path in paths:
        found += _in_folder(path, report) if path.is_dir() else [_source(path, path.name)]
    return list({source.path: source for source in found}.values())


def name_of(paths: Sequence[Path], sources: Sequence[Source]) -> str:
    """What an import is called: its file, its folder, or how many files it has."""
    if len(paths) == 1:
        return paths[0].resolve().name
    return f"{len(sources):,} files"


def _in_folder(folder: Path, report: ImportReport) -> Iterator[Source]:
    def refuse(error: OSError) -> None:
        name = Path(error.filename or folder).name
        report.refuse([Refusal(name, f"this folder cannot be read ({error.strerror})")])

    for place, folders, names in os.walk(folder, onerror=refuse):
        report.hidden += sum(name.startswith(".") for name in (*folders, *names))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(place, name)
                yield _source(path, path.relative_to(folder).as_posix())


def _source(path: Path, name: str) -> Source:
    size = 0
    # A file that cannot be looked at is refused when it is read.
    with suppress(OSError):
        size = path.stat().st_size
    return Source(path, name, size)
