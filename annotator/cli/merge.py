"""`annotator merge`: take in the work of colleagues."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import finished, print_json


@click.command("merge")
@project_argument
@click.argument("bundles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--partly", is_flag=True, help="Take what fits of a bundle that does not fit whole.")
@annotator_option
@json_option
def command(
    project: Path, bundles: tuple[Path, ...], *, partly: bool, who: str | None, as_json: bool
) -> int:
    """Take in bundles that colleagues made with `annotator bundle`.

    Articles are matched by their texts. Newer work replaces older, told by its history and not by clocks;
    what was changed on both sides is left as it is here. A bundle of another label scheme, with articles
    that are not here or texts that are others here is explained, and nothing of it is taken. Each bundle
    is one step: undo in the window takes it back.

    \b
    Examples:
      annotator merge harbour.db maya.bundle jonas.bundle
      annotator merge harbour.db maya.bundle --partly
    """
    from annotator.project.merge_report import What
    from annotator.project.merging import merge
    from annotator.project.project import open as open_project

    with open_project(project) as opened:
        if who:
            opened.use_annotator(who)
        report = finished(merge(opened, bundles, partly=partly), "Merging")
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(report.sentence(), err=not report.merged)
        for row in report.rows:
            if row.what not in (What.ADDED, What.REPLACED):
                why = f": {row.why}" if row.why else ""
                click.echo(f"{row.bundle}, {row.article}: {row.what}{why}", err=True)
    return 0 if report.is_smooth else 1
