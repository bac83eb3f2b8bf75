"""`annotator [PROJECT]`: the one door from the command line to the window."""

from pathlib import Path

import click


@click.command("window", hidden=True)
@click.argument("project", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--sample", is_flag=True, help="Open the sample articles.")
@click.option("--model", help="The spaCy pipeline that pre-labels, instead of the project's.")
def command(project: Path | None, *, sample: bool, model: str | None) -> int:
    """Open the window."""
    from annotator.gui.app import run

    return run(project, sample=sample, model=model)
