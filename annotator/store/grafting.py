"""Giving a damaged file the table of contents of a sound one.

SQLite finds every table through its first pages. Each project is begun by the same statements, so these
pages say the same in all of them, and a new project's can stand in for those that are lost.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER = 100
_INTERIOR = 5


def graft(damaged: Path, sound: Path) -> None:
    """Put the first pages of `sound`, a new project, into `damaged`, a copy of the file to recover."""
    page, fresh = _page_size(sound), sound.read_bytes()
    # Padded, so that a file cut off before the last of these pages has room for them.
    content = bytearray(damaged.read_bytes().ljust(len(fresh), b"\0"))
    for number in _contents(fresh, 1, page):
        first, last = (number - 1) * page, number * page
        content[first:last] = fresh[first:last]
    # How many pages there are, as the header says it at byte 28.
    struct.pack_into(">I", content, 28, len(content) // page)
    damaged.write_bytes(content)


def _page_size(path: Path) -> int:
    with path.open("rb") as file:
        size: int = struct.unpack_from(">H", file.read(_HEADER), 16)[0]
    return size


def _contents(content: bytes, number: int, page: int) -> Iterator[int]:
    """The pages of the tree that begins at page `number`."""
    yield number
    start = (number - 1) * page
    head = start + (_HEADER if number == 1 else 0)
    if content[head] == _INTERIOR:
        count = struct.unpack_from(">H", content, head + 3)[0]
        cells = struct.unpack_from(f">{count}H", content, head + 12)
        children = [struct.unpack_from(">I", content, start + cell)[0] for cell in cells]
        for child in (*children, struct.unpack_from(">I", content, head + 8)[0]):
            yield from _contents(content, child, page)
