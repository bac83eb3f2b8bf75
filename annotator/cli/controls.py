"""`annotator controls`: how steady each annotator is on control articles."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json


@click.command("controls")
@project_argument
@json_option
def command(project: Path, *, as_json: bool) -> None:
    """Compare everybody's work on control articles with gold, in the order it was finished.

    \b
    Examples:
      annotator controls harbour.db
      annotator controls harbour.db --json
    """
    from annotator.project.controls import drift
    from annotator.project.project import open as open_project

    with open_project(project, read_only=True) as opened:
        drifts = drift(opened)
    if as_json:
        print_json({one.annotator.name: [asdict(point) for point in one.points] for one in drifts})
        return
    for one in drifts:
        figures = ", ".join(f"{point.strict:.2f}" for point in one.points)
        click.echo(f"{one.annotator.name}: {figures}; {one.points[-1].mean:.2f} over the last five")
    if not drifts:
        click.echo("Nobody has finished a control article yet.")
