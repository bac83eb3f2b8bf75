"""`annotator bundle`: one annotator's work as a file to hand to a colleague."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json


@click.command("bundle")
@project_argument
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--whose", default="", metavar="NAME", help="Whose work (default: who worked last).")
@json_option
def command(project: Path, path: Path, *, whose: str, as_json: bool) -> None:
    """Write one annotator's work to PATH, to be merged into a colleague's project.

    The texts are not in it; what reviewers decided about the work is.

    \b
    Examples:
      annotator bundle harbour.db maya.bundle
      annotator bundle harbour.db jonas.bundle --whose jonas
    """
    from annotator.project.bundling import bundle
    from annotator.project.project import open as open_project

    with open_project(project) as opened:
        report = bundle(opened, path, whose)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence())
