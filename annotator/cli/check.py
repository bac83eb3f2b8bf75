"""`annotator check`: is everything in the file as it should be?"""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import finished, print_json


@click.command("check")
@project_argument
@click.option(
    "--recover",
    "into",
    metavar="NEW.db",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read what can be read of a damaged project into a new one.",
)
@click.option(
    "--consistency", is_flag=True, help="List the same words that are marked differently instead."
)
@click.option(
    "--whose",
    type=click.Choice(("mine", "gold", "everyone", "with-model")),
    default="everyone",
    show_default=True,
    help="Whose annotations --consistency compares.",
)
@click.option(
    "--annotator", "names", multiple=True, metavar="NAME", help="Compare these; may be given again."
)
@click.option("--layer", "layers", multiple=True, metavar="LAYER", help="Only this layer.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(("labels", "unmarked", "boundaries")),
    help="Only this kind of row.",
)
@click.option("--all", "with_purpose", is_flag=True, help="Also what differs on purpose.")
@click.option(
    "--csv",
    "table",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows of --consistency as a table.",
)
@json_option
def command(
    project: Path,
    *,
    into: Path | None,
    consistency: bool,
    whose: str,
    names: tuple[str, ...],
    layers: tuple[str, ...],
    kinds: tuple[str, ...],
    with_purpose: bool,
    table: Path | None,
    as_json: bool,
) -> int:
    """Check a project: the file's structure, every span against its text, the rules, the journal.

    With --consistency it lists where the same words have different labels, are marked here and unmarked
    there, or are marked with and without a title, article or possessive.

    \b
    Examples:
      annotator check harbour.db
      annotator check harbour.db --consistency --annotator maya --kind labels
      annotator check damaged.db --recover rescued.db
    """
    if consistency:
        from annotator.cli.consistency import Asked, listed

        asked = Asked(whose, names, layers, kinds, with_purpose, table)
        return listed(project, asked, as_json=as_json)
    return _recover(project, into, as_json=as_json) if into else _check(project, as_json=as_json)


def _check(path: Path, *, as_json: bool) -> int:
    from annotator.project.checking import check
    from annotator.project.project import open as open_project

    with open_project(path, read_only=True) as opened:
        report = finished(check(opened), "Checking")
    if as_json:
        print_json(asdict(report) | {"sound": report.sound})
    else:
        click.echo(report.sentence())
        for problem in report.problems:
            click.echo(problem, err=True)
    return 0 if report.sound else 1


def _recover(path: Path, into: Path, *, as_json: bool) -> int:
    from annotator.project.checking import recover

    report = recover(path, into)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence())
    return 0
