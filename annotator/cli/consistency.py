"""`annotator check --consistency`: the rows of the consistency inbox."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.output import finished, print_json

if TYPE_CHECKING:
    from annotator.core.annotator import Annotator
    from annotator.core.consistency import Row
    from annotator.project.consistency import Inbox
    from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared and what is listed; empty means all."""

    whose: str
    names: tuple[str, ...]
    layers: tuple[str, ...]
    kinds: tuple[str, ...]
    with_purpose: bool
    table: Path | None = None


def listed(path: Path, asked: Asked, *, as_json: bool) -> int:
    """Print the rows; 1 when there is one that does not differ on purpose, as for any problem."""
    from annotator.core.consistency import Kind
    from annotator.project.consistency import inbox
    from annotator.project.consistency_files import write_csv
    from annotator.project.project import open as open_project

    with open_project(path, read_only=True) as opened:
        people = _people(opened, asked)
        kinds = tuple(map(Kind, asked.kinds)) or tuple(Kind)
        job = inbox(opened, [who.id for who in people], kinds, asked.layers)
        found = finished(job, "Counting")
    rows = found.rows if asked.with_purpose else found.open
    names = {who.id: who.name for who in people}
    if asked.table is not None:
        write_csv(asked.table, rows, names)
    if as_json:
        print_json([_plain(row, names, found) for row in rows])
    else:
        _tell(rows, names, found)
    return 1 if found.open else 0


def _people(opened: "Project", asked: Asked) -> "tuple[Annotator, ...]":
    from annotator.project.consistency import Whose, compared

    if not asked.names:
        return compared(opened, Whose(asked.whose))
    known = {who.name: who for who in opened.annotators()}
    unknown = next((name for name in asked.names if name not in known), None)
    if unknown is not None:
        raise click.BadParameter(f"nobody is called {unknown}", param_hint="--annotator")
    return tuple(known[name] for name in dict.fromkeys(asked.names))


def _tell(rows: "tuple[Row, ...]", names: dict[int, str], found: "Inbox") -> None:
    for row in rows:
        variants = "; ".join(
            f"{one.name or 'not marked'} {one.total} "
            f"({', '.join(f'{names[who]} {times}' for who, times in one.counts)})"
            for one in row.variants
        )
        purpose = " – on purpose" if found.is_on_purpose(row) else ""
        click.echo(f"{row.kind.value}  “{row.words}”  {variants}{purpose}")
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    kept = len(found.rows) - len(found.open)
    click.echo(f"{count}; {kept:,} differ on purpose." if kept else f"{count}.")


def _plain(row: "Row", names: dict[int, str], found: "Inbox") -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "layer": row.layer,
        "words": row.words,
        "total": row.total,
        "on_purpose": found.is_on_purpose(row),
        "variants": [
            {
                "variant": one.name or None,
                "total": one.total,
                "by": {names[who]: times for who, times in one.counts},
            }
            for one in row.variants
        ],
    }
