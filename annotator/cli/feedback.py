"""`annotator feedback`: what reviewers decided about an annotator's work."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json

if TYPE_CHECKING:
    from annotator.project.feedback import Feedback

EVERYONE = "everyone"


@click.command("feedback")
@project_argument
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--whose",
    default="",
    metavar="NAME",
    help="Whose work it is about, or `everyone` (default: who worked last).",
)
@click.option("--all", "unsigned", is_flag=True, help="Also articles not signed off yet.")
@click.option("--everything", is_flag=True, help="Also where the annotator was borne out.")
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@json_option
def command(
    project: Path,
    path: Path | None,
    *,
    whose: str,
    unsigned: bool,
    everything: bool,
    bom: bool,
    as_json: bool,
) -> None:
    """Tell an annotator what gold says where they had something else, and why.

    PATH is an .html page (which opens without network), a .csv table, or a folder for a page each. Without
    PATH the summary is printed.

    \b
    Examples:
      annotator feedback harbour.db --whose maya
      annotator feedback harbour.db maya.html --whose maya
      annotator feedback harbour.db sheets/ --whose everyone
    """
    from annotator.core.annotator import Kind
    from annotator.project.feedback import annotator_named, feedback
    from annotator.project.project import open as open_project

    with open_project(project, read_only=True) as opened:
        people = [who for who in opened.annotators() if who.kind is Kind.PERSON]
        asked = people if whose == EVERYONE else [annotator_named(opened, whose)]
        sheets = [feedback(opened, who, unsigned=unsigned, everything=everything) for who in asked]
    if whose == EVERYONE:
        sheets = [sheet for sheet in sheets if sheet.decided]
    if path is not None:
        _write(path, sheets, mark=bom)
    if as_json:
        print_json([sheet.to_json() for sheet in sheets])
        return
    for sheet in sheets:
        click.echo(sheet.sentence())


def _write(path: Path, sheets: list["Feedback"], *, mark: bool) -> None:
    from annotator.project.feedback_files import file_name, write_csv, write_html

    if path.suffix.lower() in (".html", ".csv"):
        if len(sheets) > 1:
            raise click.BadParameter("give a folder for the sheets of everyone", param_hint="PATH")
        if path.suffix.lower() == ".html":
            write_html(path, sheets[0])
        else:
            write_csv(path, sheets[0], mark=mark)
        return
    path.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        write_html(path / file_name(sheet.annotator, ".html"), sheet)
