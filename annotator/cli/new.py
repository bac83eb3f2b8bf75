"""`annotator new`: an empty project."""

from pathlib import Path

import click

from annotator.cli.options import project_argument


@click.command("new")
@project_argument
@click.option(
    "--scheme", default="news", show_default=True, help="A ready-made scheme or a TOML file."
)
def command(project: Path, scheme: str) -> None:
    """Make an empty project file.

    \b
    Examples:
      annotator new harbour.db
      annotator new harbour.db --scheme ontonotes
    """
    from annotator.project.project import create
    from annotator.project.scheme_files import named_scheme

    chosen = named_scheme(scheme)
    create(project, chosen).close()
    click.echo(f"Made {project} with the label scheme {chosen.name}.")
