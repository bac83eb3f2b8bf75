"""`annotator scheme`: show or change a project's labels."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import finished, print_json

if TYPE_CHECKING:
    from annotator.project.edits import ChangeScheme
    from annotator.project.project import Project


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


@command.command("merge")
@project_argument
@click.argument("labels", nargs=-1, required=True)
@click.option("--into", required=True, metavar="LABEL", help="What they become; it may be new.")
@click.option("--layer", default="entities", show_default=True, help="The layer they are in.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
def merge(
    project: Path, labels: tuple[str, ...], into: str, layer: str, *, dry_run: bool, as_json: bool
) -> None:
    """Merge labels of a layer into one; stored spans follow in one undoable step.

    Finished work with such spans, gold included, is marked to be checked again. Spans that become just the
    same become one.

    \b
    Examples:
      annotator scheme merge harbour.db COMPANY AGENCY --into ORG --dry-run
      annotator scheme merge harbour.db COMPANY AGENCY --into ORG
    """
    from annotator.core.relabelling import merge as merged
    from annotator.project.edits import ChangeScheme
    from annotator.project.project import open as open_project

    with open_project(project, read_only=dry_run) as opened:
        scheme = merged(opened.scheme, layer, labels, into)
        renamed = {label: into for label in labels if label != into}
        edit = ChangeScheme(scheme, renamed, f"Merge label {', '.join(renamed)} into {into}")
        _relabel(opened, edit, dry_run, as_json)


@command.command("split")
@project_argument
@click.argument("label")
@click.option(
    "--into",
    "parts",
    multiple=True,
    required=True,
    metavar="LABEL",
    help="What it becomes; repeatable, the first one by default.",
)
@click.option(
    "--words",
    multiple=True,
    metavar="LABEL=WORDS",
    help="Spans of these words become LABEL; repeatable.",
)
@click.option(
    "--pattern",
    "patterns",
    multiple=True,
    metavar="LABEL=REGEX",
    help="Spans in which this finds anything become LABEL; repeatable, the first counts.",
)
@click.option("--layer", default="entities", show_default=True, help="The layer it is in.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
def split(
    project: Path,
    label: str,
    *,
    parts: tuple[str, ...],
    words: tuple[str, ...],
    patterns: tuple[str, ...],
    layer: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Split a label of a layer into several; stored spans follow in one undoable step.

    Every span becomes the first of them unless its words are named, case aside, or a pattern finds anything
    in them. Finished work with such spans, gold included, is marked to be checked again.

    \b
    Example:
      annotator scheme split harbour.db ORG --into COMPANY --into AGENCY --words "AGENCY=Port Authority"
    """
    from annotator.core.relabelling import Parts, folded
    from annotator.core.relabelling import split as divided
    from annotator.project.edits import ChangeScheme
    from annotator.project.project import open as open_project

    by_words, by_pattern = (
        [pair.partition("=")[::2] for pair in many] for many in (words, patterns)
    )
    if not all(name in parts and text for name, text in (*by_words, *by_pattern)):
        raise click.BadParameter("write LABEL=…, LABEL being one of --into")
    known = {folded(text): name for name, text in by_words}
    chosen = Parts(parts[0], known, parts[1:], tuple(by_pattern))
    with open_project(project, read_only=dry_run) as opened:
        scheme = divided(opened.scheme, layer, label, chosen)
        edit = ChangeScheme(scheme, split={label: chosen})
        _relabel(opened, edit, dry_run, as_json)


def _relabel(opened: "Project", edit: "ChangeScheme", dry_run: bool, as_json: bool) -> None:
    from annotator.project.scheme_preview import preview

    found = finished(preview(opened, edit.relabelling), "Counting spans")
    if not dry_run:
        opened.apply(edit)
    if as_json:
        print_json(found.to_json() | {"applied": not dry_run, "version": opened.scheme.version})
        return
    for one in found.moving:
        click.echo(
            f"{one.annotator} ({one.kind}): {one.spans} {one.old} become {one.new} "
            f"in {one.articles} articles"
        )
        for example in one.examples:
            click.echo(f"    {example}")
    done = "Nothing was changed" if dry_run else f"Label scheme version {opened.scheme.version}"
    click.echo(f"{found.sentence()} {done}.")
