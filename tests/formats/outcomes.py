"""What reading a file comes to: the only things it may come to."""

from pathlib import Path

from annotator.core.entry import Entry, Reader
from annotator.core.errors import InputError


def is_sound(reader: Reader, path: Path) -> bool:
    """Whether a file gives only entries and refusals with a reason, or one error naming the file."""
    try:
        found = list(reader.read(path))
    except InputError as error:
        return str(error).startswith(f"{path.name}: ")
    return all(isinstance(item, Entry) or item.reason for item in found)
