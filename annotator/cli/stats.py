"""`annotator stats`: how far everyone is."""

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json


@click.command("stats")
@project_argument
@click.option(
    "--html",
    "html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write plots of progress, pace and labels as one page.",
)
@json_option
def command(project: Path, *, html: Path | None, as_json: bool) -> None:
    """Count articles, annotations by annotator and status, and spans by label.

    \b
    Examples:
      annotator stats harbour.db
      annotator stats harbour.db --json
      annotator stats harbour.db --html progress.html
    """
    from annotator.project.project import open as open_project
    from annotator.project.statistics import statistics

    with open_project(project, read_only=True) as opened:
        found = statistics(opened)
        if html is not None:
            from annotator.project.over_time import over_time, write_html

            write_html(html, over_time(opened))
    if as_json:
        print_json(found.to_json())
        return
    click.echo(f"{found.articles} articles, {found.flagged} flagged; label scheme {found.scheme}")
    for line in found.annotators:
        statuses = ", ".join(
            f"{count} {status}" for status, count in line.statuses.items() if count
        )
        labels = ", ".join(f"{label} {count}" for label, count in line.labels.items())
        click.echo(
            f"{line.name} ({line.kind}): {statuses or 'nothing yet'}; {labels or 'no spans'}"
        )
