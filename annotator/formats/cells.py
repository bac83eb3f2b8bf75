"""Tables that people open in a spreadsheet, and their cells."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> object:
    """The cell, quoted where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def table(rows: Iterable[Iterable[object]], *, mark: bool = False) -> bytes:
    """Rows as CSV in UTF-8, every cell harmless, with a byte order mark for Excel if asked for."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(map(harmless, row) for row in rows)
    return (("\ufeff" if mark else "") + out.getvalue()).encode("utf-8")
