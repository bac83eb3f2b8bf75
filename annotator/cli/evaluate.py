"""`annotator evaluate`: a model's suggestions against gold."""

from pathlib import Path

import click

from annotator.cli.options import json_option, model_option, processes_option, trust_option
from annotator.cli.output import finished, print_json
from annotator.core.matching import Score


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--layer",
    type=click.Choice(["entities"]),
    default="entities",
    show_default=True,
    help="What is scored.",
)
@model_option
@processes_option
@trust_option
@json_option
def command(
    gold: Path, *, layer: str, model: str | None, processes: int, trusted: bool, as_json: bool
) -> None:
    """Score a model's suggestions on a gold file.

    GOLD has one article a line: {"id", "text", "spans": [{"start", "end", "label"}]}, offsets in Unicode
    code points. Strict means same bounds and label, overlap same label and shared text.

    \b
    Examples:
      annotator evaluate gold.jsonl
      annotator evaluate gold.jsonl --model en_core_web_trf --json
    """
    from annotator.project.evaluating import evaluate

    found = finished(
        evaluate(gold, model or "en_core_web_sm", processes=processes, trusted=trusted), layer
    )
    if as_json:
        print_json(found.to_json())
        return
    click.echo(
        f"{found.model}: {found.scores.articles} articles, {found.scores.articles_exact} without a mistake"
    )
    _table("all", found.scores.micro)
    for label, kinds in found.scores.labels.items():
        _table(label, kinds)


def _table(name: str, kinds: dict[str, Score]) -> None:
    for kind, score in kinds.items():
        figures = f"P {score.p:.3f}  R {score.r:.3f}  F1 {score.f1:.3f}"
        click.echo(f"{name:10} {kind:8} {figures}  ({score.matched} of {score.gold} gold)")
