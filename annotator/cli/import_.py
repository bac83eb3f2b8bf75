"""`annotator import`: articles from files and folders."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import finished, print_json


@click.command("import")
@project_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    default="",
    help="Read every file as this: text, csv, json, annotator or quotes.",
)
@click.option("--text", metavar="NAME", default="", help="The column or key that holds the text.")
@click.option(
    "--encoding",
    metavar="NAME",
    default="",
    help="How the files are encoded, if it is not found out.",
)
@click.option(
    "--as",
    "made_by",
    metavar="NAME",
    default="",
    help="Who made spans that name nobody (else gold).",
)
@annotator_option
@json_option
def command(
    project: Path,
    paths: tuple[Path, ...],
    *,
    format_: str,
    text: str,
    encoding: str,
    made_by: str,
    who: str | None,
    as_json: bool,
) -> int:
    """Take in articles from text, CSV, JSON and JSONL files, or whole folders.

    JSON with `quotes` in it, as Citron writes it, becomes quotes. A text the project has already is not
    taken twice. The import is one step: undo in the window takes it
    back. A project that does not exist yet is made.

    \b
    Examples:
      annotator import harbour.db articles/
      annotator import harbour.db wire.csv --text body
      annotator import harbour.db gold.jsonl --as maya
      annotator import harbour.db citron/ --format quotes
    """
    from annotator.project.importing import ImportOptions, import_paths
    from annotator.project.project import create
    from annotator.project.project import open as open_project

    options = ImportOptions(format_, encoding, text, made_by)
    with open_project(project) if project.exists() else create(project) as opened:
        if who:
            opened.use_annotator(who)
        report = finished(import_paths(opened, paths, options), "Importing")
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence())
        for refusal in report.refused:
            click.echo(f"{refusal.place}: {refusal.reason}", err=True)
    return 1 if report.refusals else 0
