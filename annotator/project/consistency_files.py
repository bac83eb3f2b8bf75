"""The rows of the consistency inbox as a table."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.core.consistency import Row
from annotator.formats.cells import table
from annotator.formats.files import write_whole

COLUMNS = ("kind", "layer", "words", "variant", "annotator", "count")
"""One row for each variant and annotator; the variant of places that are not marked is empty."""


def write_csv(path: Path, rows: Iterable[Row], names: Mapping[int, str]) -> None:
    """Write every count as a row, `names` being those of the annotators by id. Raises FileError."""
    counts = (
        (row.kind.value, row.layer, row.words, variant.name, names[who], times)
        for row in rows
        for variant in row.variants
        for who, times in variant.counts
    )
    write_whole(path, table([COLUMNS, *counts]))
