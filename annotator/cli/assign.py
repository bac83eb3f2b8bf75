"""`annotator assign`: who labels what, and control articles slipped in between."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import print_json

if TYPE_CHECKING:
    from annotator.core.assigning import Plan
    from annotator.project.project import Project


@click.command("assign")
@project_argument
@click.argument("article_ids", nargs=-1, type=int, metavar="[ARTICLE_ID]...")
@click.option("--to", "names", multiple=True, metavar="NAME", help="To whom; may be given again.")
@click.option("--everyone", is_flag=True, help="Every article to everybody named.")
@click.option("--random", "each", type=int, metavar="K", help="Each article to K of those named.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another plan.")
@click.option("--replace", is_flag=True, help="Take back every assignment that is not in the plan.")
@click.option(
    "--control",
    "controls",
    multiple=True,
    type=int,
    metavar="ARTICLE_ID",
    help="Make an article with signed-off gold a control article.",
)
@click.option("--every", type=int, metavar="N", help="Slip a control article in after every N.")
@annotator_option
@json_option
def command(
    project: Path,
    article_ids: tuple[int, ...],
    *,
    names: tuple[str, ...],
    everyone: bool,
    each: int | None,
    seed: int,
    replace: bool,
    controls: tuple[int, ...],
    every: int | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Say who is to label what; alone, list how much everybody has.

    With ARTICLE_IDs these go to everybody named. A plan is one step that can be undone.

    \b
    Examples:
      annotator assign harbour.db --to maya --to jonas --everyone
      annotator assign harbour.db --to maya --to jonas --to lea --random 2 --seed 7
      annotator assign harbour.db 3 4 9 --to maya
      annotator assign harbour.db --control 12 --control 40 --every 10
    """
    from annotator.project.edits import Assign, SetControls, SlipInControls
    from annotator.project.project import open as open_project

    writes = bool(names or controls or every)
    with open_project(project, read_only=not writes) as opened:
        if who:
            opened.use_annotator(who)
        if names:
            opened.apply(Assign(_plan(opened, article_ids, names, each, seed, everyone), replace))
        if controls:
            opened.apply(SetControls(controls))
        if every is not None:
            opened.apply(SlipInControls(every, seed))
        loads = _loads(opened)
    if as_json:
        print_json(loads)
        return
    for name, load in loads.items():
        click.echo(f"{name}: {load['assigned']} assigned, {load['done']} done")
    if not loads:
        click.echo("Nobody is assigned anything, so everybody labels every article.")


def _plan(
    opened: "Project",
    article_ids: tuple[int, ...],
    names: tuple[str, ...],
    each: int | None,
    seed: int,
    everyone: bool,
) -> "Plan":
    from annotator.core import assigning
    from annotator.store import articles

    if not (article_ids or everyone or each is not None):
        raise click.UsageError("Say --everyone, --random K, or which articles.")
    chosen = [opened.article(one).id for one in article_ids] or articles.ids(opened.database)
    if each is None:
        return assigning.everyone(chosen, names)
    try:
        return assigning.at_random(chosen, names, each, seed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--random") from error


def _loads(opened: "Project") -> dict[str, dict[str, int]]:
    from annotator.project.assigned import loads

    return {load.name: {"assigned": load.assigned, "done": load.done} for load in loads(opened)}
