"""`annotator bundle`: one annotator's work as a file to hand on."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import finished, print_json


@click.command("bundle")
@project_argument
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--whose", default="", metavar="NAME", help="Whose work (default: who worked last).")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only these articles.")
@click.option(
    "--without-feedback", is_flag=True, help="Leave out what review decided about the articles."
)
@json_option
def command(
    project: Path,
    path: Path,
    *,
    whose: str,
    statuses: tuple[str, ...],
    without_feedback: bool,
    as_json: bool,
) -> None:
    """Write one annotator's work to a file, to hand to a colleague who has the same articles.

    PATH is the file to make, as maya.bundle. It holds every article that person has begun, with the steps
    that led there and what review decided, but no texts. `annotator merge` takes it in.

    \b
    Examples:
      annotator bundle harbour.db maya.bundle
      annotator bundle harbour.db jonas.bundle --whose jonas --status done
    """
    from annotator.project.bundling import BundleOptions, make_bundle
    from annotator.project.project import open as open_project

    options = BundleOptions(whose, statuses, feedback=not without_feedback)
    with open_project(project) as opened:
        report = finished(make_bundle(opened, path, options), "Writing")
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence())
