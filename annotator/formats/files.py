"""Opening files that came from outside: what goes wrong gets one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import InputError

ARTICLE_LIMIT = 50_000_000
"""The most bytes one article, or one line of a file, may have."""


class FileError(InputError):
    """A file that cannot be read; `reason` is the part of the sentence after the file's name."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}.")
        self.path = path
        self.reason = reason


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file opened for reading bytes. Raises FileError when it cannot be opened or read."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(path, "this is not a file but a pipe or a device")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise FileError(path, "there is no such file") from error
    except IsADirectoryError as error:
        raise FileError(path, "this is a folder, not a file") from error
    except PermissionError as error:
        raise FileError(path, "you may not read this file") from error
    except OSError as error:
        raise FileError(path, f"it cannot be read ({error.strerror or error})") from error


def size_of(path: Path) -> int:
    """The size in bytes. Raises FileError when the file is not there or is empty."""
    with opened(path) as file:
        size = file.seek(0, 2)
    if not size:
        raise FileError(path, "the file is empty")
    return size


def megabytes(size: int) -> str:
    """A size as people say it."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"


@contextmanager
def written_beside(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `path` when the block ends, and is gone when it raises.

    Raises FileError when it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise FileError(path, f"it cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or as it was. Raises FileError when it cannot be written."""
    with written_beside(path) as file:
        file.write(content)
