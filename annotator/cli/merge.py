"""`annotator merge`: take in colleagues' bundles."""

from pathlib import Path

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import print_json


@click.command("merge")
@project_argument
@click.argument("bundles", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--partly",
    is_flag=True,
    help="Take in what can be, though some articles are unknown or have another text.",
)
@annotator_option
@json_option
def command(
    project: Path, bundles: tuple[Path, ...], *, partly: bool, who: str | None, as_json: bool
) -> None:
    """Take in BUNDLES, each as one step that can be undone.

    Articles are matched by their text. Newer work replaces older, told by its history and not by clocks;
    what was changed on both sides is listed and left as it is. Merging a bundle twice changes nothing.

    \b
    Examples:
      annotator merge harbour.db maya.bundle jonas.bundle
      annotator merge harbour.db maya.bundle --partly --json
    """
    from annotator.project.merging import merge
    from annotator.project.project import open as open_project

    with open_project(project) as opened:
        if who:
            opened.use_annotator(who)
        for path in bundles:
            report = merge(opened, path, partly=partly)
            if as_json:
                print_json(report.to_json())
                continue
            click.echo(report.sentence())
            for remark in report.remarks:
                click.echo(remark, err=True)
            for one in report.articles:
                if one.why:
                    click.echo(f"{one.title}: {one.outcome.value} ({one.why})", err=True)
