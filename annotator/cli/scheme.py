"""`annotator scheme`: show or change a project's labels."""

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json


@click.group("scheme")
def command() -> None:
    """Show or change the label scheme of a project."""


@command.command("show")
@project_argument
@json_option
def show(project: Path, *, as_json: bool) -> None:
    """Print the label scheme as TOML, which `scheme set` takes back.

    \b
    Example:
      annotator scheme show harbour.db > labels.toml
    """
    from annotator.project.project import open as open_project
    from annotator.project.scheme_files import scheme_to_json, scheme_to_toml

    with open_project(project, read_only=True) as opened:
        if as_json:
            print_json(scheme_to_json(opened.scheme))
        else:
            click.echo(scheme_to_toml(opened.scheme), nl=False)


@command.command("set")
@project_argument
@click.argument("scheme")
@click.option(
    "--rename",
    multiple=True,
    metavar="OLD=NEW",
    help="A label that has another name now; stored spans follow.",
)
def set_(project: Path, scheme: str, rename: tuple[str, ...]) -> None:
    """Give a project another label scheme: a ready-made one or a TOML file.

    It is one undoable step. A label that marks spans cannot go unless it is renamed.

    \b
    Examples:
      annotator scheme set harbour.db labels.toml
      annotator scheme set harbour.db labels.toml --rename PLACE=LOCATION
    """
    from annotator.project.edits import ChangeScheme
    from annotator.project.project import open as open_project
    from annotator.project.scheme_files import named_scheme

    pairs = [pair.partition("=")[::2] for pair in rename]
    if not all(old and new for old, new in pairs):
        raise click.BadParameter("write --rename OLD=NEW", param_hint="--rename")
    with open_project(project) as opened:
        change = opened.apply(ChangeScheme(named_scheme(scheme), dict(pairs)))
        moved = sum(len(delta.added) for delta in change.deltas if delta.annotator_id)
        click.echo(
            f"Label scheme {opened.scheme.name}, version {opened.scheme.version}; {moved} spans followed."
        )
