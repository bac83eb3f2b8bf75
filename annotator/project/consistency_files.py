"""The rows of the consistency inbox as a table."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.core.consistency import Row
from annotator.core.errors import InputError
from annotator.formats.cells import harmless

COLUMNS = ("kind", "layer", "words", "variant", "annotator", "count")
"""One row for each variant and annotator; the variant of places that are not marked is empty."""


def write_csv(path: Path, rows: Iterable[Row], names: Mapping[int, str]) -> None:
    """Write every count as a row, `names` being those of the annotators by id. Raises InputError."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        for variant in row.variants:
            for who, times in variant.counts:
                cells = (row.kind.value, row.layer, row.words, variant.name, names[who], times)
                writer.writerow(map(harmless, cells))
    try:
        path.write_bytes(out.getvalue().encode("utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
