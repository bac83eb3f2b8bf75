"""`annotator effort`: how many actions suggestions save."""

from pathlib import Path

import click

from annotator.cli.options import json_option, model_option, processes_option, trust_option
from annotator.cli.output import finished, print_json


@click.command("effort")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--layer",
    type=click.Choice(["entities", "quotes"]),
    default="entities",
    show_default=True,
    help="What is labelled.",
)
@model_option
@processes_option
@trust_option
@json_option
def command(
    gold: Path, *, layer: str, model: str | None, processes: int, trusted: bool, as_json: bool
) -> None:
    """Count the actions from a model's suggestions to a gold file, and from nothing.

    The best annotator is simulated with the window's own commands: accepting what is right, labels, edges,
    all occurrences, quotes with what is proposed. Selecting the words of a quote is not counted.

    \b
    Examples:
      annotator effort gold.jsonl
      annotator effort gold.jsonl --layer quotes --json
    """
    from annotator.project.measuring_effort import measure_effort

    name = model or "en_core_web_sm"
    found = finished(measure_effort(gold, name, layer, processes=processes, trusted=trusted), layer)
    if as_json:
        print_json(found.to_json())
        return
    click.echo(f"{found.model}: {found.items} {layer} in {found.articles} articles")
    first = next(iter(found.efforts.values())).total
    for start, effort in found.efforts.items():
        each = effort.total / found.articles
        ratio = f"{effort.total / first:.2f} ×" if first else ""
        told = ", ".join(f"{what} {n}" for what, n in sorted(effort.actions.items()))
        click.echo(f"from {start:14} {each:7.1f} an article  {ratio:7} ({told})")
