"""The first records of files, read as they would be imported, and nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotator.core.entry import Entry
from annotator.core.errors import AnnotatorError
from annotator.core.text import word_count
from annotator.formats import Reading, format_for
from annotator.project.import_report import ImportReport
from annotator.project.importing_sources import sources_in

_RECORDS = 8
_BEGINNING = 120


@dataclass(frozen=True, slots=True)
class Preview:
    """How many files there are, and the first records as (name, words, beginning) or (name, "", reason)."""

    files: int
    records: tuple[tuple[str, str, str], ...]


def preview(paths: Sequence[Path], reading: Reading) -> Preview:
    """Look at the first records of files and folders."""
    sources = sources_in(paths, ImportReport())
    records: list[tuple[str, str, str]] = []
    for source in sources:
        if len(records) >= _RECORDS:
            break
        records += _records(source.path, reading, _RECORDS - len(records))
    return Preview(len(sources), tuple(records))


def _records(path: Path, reading: Reading, most: int) -> list[tuple[str, str, str]]:
    try:
        return [_record(item) for item in islice(format_for(path, reading).read(path), most)]
    except AnnotatorError as error:
        return [(path.name, "", str(error))]


def _record(item: object) -> tuple[str, str, str]:
    if not isinstance(item, Entry):
        return (getattr(item, "place", ""), "", getattr(item, "reason", ""))
    text = item.article.text
    name = item.article.title or text.strip().partition("\n")[0][:_BEGINNING]
    return (name, f"{word_count(text):,}", " ".join(text[: 2 * _BEGINNING].split())[:_BEGINNING])
