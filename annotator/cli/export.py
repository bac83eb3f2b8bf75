"""`annotator export`: training data that is read back before it counts."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import finished, print_json

if TYPE_CHECKING:
    from annotator.project.export_options import ExportOptions
    from annotator.project.export_report import ExportReport

_BY_ENDING = {".jsonl": "jsonl", ".csv": "quotes-csv"}


@click.command("export")
@project_argument
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    type=click.Choice(["jsonl", "spacy", "quotes-csv", "quotes-json"]),
    help="jsonl, spacy, quotes-csv or quotes-json; else by PATH: .jsonl, .csv, a folder for spacy.",
)
@click.option(
    "--whose",
    default="gold first",
    show_default=True,
    metavar="NAME",
    help="Whose annotations: an annotator, `gold first`, or `each` (not for spacy).",
)
@click.option(
    "--status", "statuses", multiple=True, metavar="STATUS", help="Take these (default: done)."
)
@click.option("--layer", "layers", multiple=True, metavar="NAME", help="Only these layers.")
@click.option(
    "--not-quotes",
    is_flag=True,
    help="Also stretches that are no quotes (spacy and quotes-json; jsonl has them).",
)
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.option(
    "--map", "mapping", multiple=True, metavar="LABEL=NEW", help="Write a label under another name."
)
@click.option(
    "--misfits",
    type=click.Choice(["in", "out", "leave"]),
    default="out",
    show_default=True,
    help="Spans that do not fit spaCy's tokens shrink, grow, or are left out; all are listed.",
)
@click.option(
    "--split", metavar="TRAIN,DEV,TEST", help="Shares, as 0.8,0.1,0.1 (the default for spacy)."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another split.")
@click.option(
    "--language", default="", metavar="CODE", help="The articles' language (default: their own)."
)
@annotator_option
@json_option
def command(
    project: Path,
    path: Path,
    *,
    format_: str | None,
    whose: str,
    statuses: tuple[str, ...],
    layers: tuple[str, ...],
    not_quotes: bool,
    bom: bool,
    mapping: tuple[str, ...],
    misfits: str,
    split: str | None,
    seed: int,
    language: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Write annotations as JSONL or for spaCy to train on, quotes as CSV or JSON.

    PATH is the file or folder to make. The result is written beside it, read back, compared span for
    span, and only then put in its place. What a format cannot hold is counted.

    \b
    Examples:
      annotator export harbour.db gold.jsonl
      annotator export harbour.db training/ --format spacy --misfits leave
      annotator export harbour.db quotes.csv --bom
      annotator export harbour.db quotes.jsonl --format quotes-json
      annotator export harbour.db training/ --map PLACE=GPE --split 0.7,0.15,0.15 --seed 7
    """
    from annotator.project.export_options import ExportOptions

    options = ExportOptions(
        path=path,
        format=format_ or _BY_ENDING.get(path.suffix, "spacy"),
        whose=whose,
        statuses=statuses or ("done",),
        layers=layers,
        mapping=_pairs(mapping),
        misfits=misfits,
        split=_shares(split),
        seed=seed,
        language=language,
        not_quotes=not_quotes,
        mark=bom,
    )
    _print(_exported(project, options, who), as_json=as_json)


def _exported(project: Path, options: "ExportOptions", who: str | None) -> "ExportReport":
    from annotator.project.exporting import export
    from annotator.project.project import open as open_project

    with open_project(project) as opened:
        if who:
            opened.use_annotator(who)
        return finished(export(opened, options), "Exporting")


def _print(report: "ExportReport", *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(report))
        return
    click.echo(report.sentence())
    for reason, count in report.left_out.items():
        click.echo(f"{count:,} × {reason}", err=True)


def _pairs(mapping: tuple[str, ...]) -> dict[str, str]:
    pairs = [pair.partition("=")[::2] for pair in mapping]
    if not all(label and new for label, new in pairs):
        raise click.BadParameter("write --map LABEL=NEW", param_hint="--map")
    return dict(pairs)


def _shares(split: str | None) -> tuple[float, ...] | None:
    if split is None:
        return None
    try:
        return tuple(float(share) for share in split.split(",") if share.strip())
    except ValueError:
        raise click.BadParameter("write --split 0.8,0.1,0.1", param_hint="--split") from None
