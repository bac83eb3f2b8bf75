"""A heat map: a number for each row and column, the darker the greater."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.plots.look import Look, box, cut, document, text

_CELL_WIDTH, _CELL_HEIGHT = 74.0, 34.0
_LETTERS = 18
_LETTER = 8.4


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers by row and column (both by place); None leaves a cell empty, `most` is the darkest."""

    rows: Sequence[str]
    columns: Sequence[str]
    value: Callable[[int, int], float | None]
    shown: Callable[[float], str] = "{:.2f}".format
    most: float = 1.0


def heat_map(title: str, table: Table, look: Look) -> str:
    """The SVG of a table of numbers."""
    rows, columns = table.rows, table.columns
    left = 12 + _LETTER * max((min(len(row), _LETTERS) for row in rows), default=0)
    top = 24.0
    parts = [
        text(left + (n + 0.5) * _CELL_WIDTH, 15, cut(name, 11), look.muted, "middle")
        for n, name in enumerate(columns)
    ]
    for m, row in enumerate(rows):
        y = top + m * _CELL_HEIGHT
        parts.append(text(left - 8, y + 21, cut(row, _LETTERS), look.ink, "end"))
        for n, column in enumerate(columns):
            found = table.value(m, n)
            if found is not None:
                x, told = left + n * _CELL_WIDTH, f"{row}, {column}: {table.shown(found)}"
                paint, ink = look.shade(found / table.most if table.most else 0.0)
                parts.append(box(x + 1, y + 1, _CELL_WIDTH - 2, _CELL_HEIGHT - 2, paint, told))
                parts.append(text(x + _CELL_WIDTH / 2, y + 21, table.shown(found), ink, "middle"))
    width, height = left + len(columns) * _CELL_WIDTH + 8, top + len(rows) * _CELL_HEIGHT + 6
    return document(width, height, title, "".join(parts), look)
