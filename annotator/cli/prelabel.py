"""`annotator prelabel`: suggestions for a whole project."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import (
    json_option,
    model_option,
    processes_option,
    project_argument,
    trust_option,
)
from annotator.cli.output import finished, print_json


@click.command("prelabel")
@project_argument
@model_option
@processes_option
@trust_option
@json_option
def command(
    project: Path, *, model: str | None, processes: int, trusted: bool, as_json: bool
) -> int:
    """Let a spaCy pipeline suggest names in every article it has not done yet.

    It can be interrupted; the next run goes on where this one stopped.

    \b
    Examples:
      annotator prelabel harbour.db
      annotator prelabel harbour.db --processes 4
      annotator prelabel harbour.db --model en_core_web_trf
    """
    from annotator.project.prelabelling import prelabel
    from annotator.project.project import open as open_project

    with open_project(project) as opened:
        job = prelabel(opened, model or opened.settings.model, processes=processes, trusted=trusted)
        report = finished(job, "Pre-labelling")
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence())
    for failure in report.failures:
        click.echo(failure, err=True)
    return 1 if report.failures else 0
