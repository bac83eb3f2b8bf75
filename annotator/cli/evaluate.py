"""`annotator evaluate`: a model's suggestions against gold."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import json_option, model_option, processes_option, trust_option
from annotator.cli.output import finished, print_json
from annotator.core.matching import Score
from annotator.core.quote_scores import VIEWS, QuoteScores

if TYPE_CHECKING:
    from annotator.project.evaluating_quotes import QuoteEvaluation

_ENTITIES, _QUOTES = "entities", "quotes"


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--layer",
    type=click.Choice([_ENTITIES, _QUOTES]),
    default=_ENTITIES,
    show_default=True,
    help="What is scored.",
)
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default=VIEWS[0],
    show_default=True,
    help="Quotes: all, or what stands in quotation marks.",
)
@click.option(
    "--types",
    default="",
    metavar="TYPE,…",
    help="Quotes: gold of these types only (direct, mixed, indirect, speech, …).",
)
@click.option(
    "--parts",
    type=click.Choice(["as-gold", "joined", "split"]),
    default="as-gold",
    show_default=True,
    help="Quotes: in parts as one, or each part as one.",
)
@model_option
@processes_option
@trust_option
@json_option
def command(
    gold: Path,
    *,
    layer: str,
    view: str,
    types: str,
    parts: str,
    model: str | None,
    processes: int,
    trusted: bool,
    as_json: bool,
) -> None:
    """Score a model's suggestions on a gold file.

    GOLD has one article a line, offsets in Unicode code points: for entities {"id", "text", "spans":
    [{"start", "end", "label"}]}, for quotes Annotator JSONL or {"id", "text", "quotes": [{"content": [[start,
    end], …], "source", "cue", "type", "speaker"}]}. Strict means same bounds and label, overlap same label
    and shared text; for quotes overlap@0.5 is half of the words in common, e2e that and the right speaker.
    Where gold has no quote in several parts, ours are scored part by part, unless --parts says otherwise.

    \b
    Examples:
      annotator evaluate gold.jsonl
      annotator evaluate gold.jsonl --model en_core_web_trf --json
      annotator evaluate gold.jsonl --layer quotes --view quoted
    """
    name = model or "en_core_web_sm"
    if layer == _QUOTES:
        from annotator.project.evaluating_quotes import Scoring, evaluate_quotes

        wanted = tuple(kind for kind in types.split(",") if kind)
        scoring = Scoring(view, wanted, parts.replace("-", " "))
        job = evaluate_quotes(gold, name, scoring, processes=processes, trusted=trusted)
        _quotes(finished(job, _QUOTES), as_json=as_json)
    else:
        _entities(gold, name, processes=processes, trusted=trusted, as_json=as_json)


def _entities(gold: Path, model: str, *, processes: int, trusted: bool, as_json: bool) -> None:
    from annotator.project.evaluating import evaluate

    found = finished(evaluate(gold, model, processes=processes, trusted=trusted), _ENTITIES)
    if as_json:
        print_json(found.to_json())
        return
    click.echo(
        f"{found.model}: {found.scores.articles} articles, {found.scores.articles_exact} without a mistake"
    )
    _table("all", found.scores.micro)
    for label, kinds in found.scores.labels.items():
        _table(label, kinds)


def _quotes(found: "QuoteEvaluation", *, as_json: bool) -> None:
    if as_json:
        print_json(found.to_json())
        return
    scores = found.scores
    how = f"view {found.view}, parts {found.parts}"
    click.echo(f"{found.model}: {scores.articles} articles, {scores.words:,} words, {how}")
    for name, score in scores.measures.items():
        click.echo(_line(name, "", score, score.gold))
    _roles(scores)


def _roles(scores: QuoteScores) -> None:
    for name, role in scores.roles.items():
        told = f"exact {_share(role.exact, role.gold)}  overlap {_share(role.overlap, role.gold)}"
        empty = _share(role.left_empty, role.none)
        click.echo(f"{name:12} {role.gold} in gold: {told}; none in gold, left empty {empty}")
    if scores.named.gold:
        click.echo(f"{'name':12} {scores.named.gold} in gold: last word right {scores.named.r:.3f}")
    for kind, score in scores.kinds.items():
        click.echo(f"{kind:12} {score.gold} in gold: recall@0.5 {score.r:.3f}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _table(name: str, kinds: dict[str, Score]) -> None:
    for kind, score in kinds.items():
        click.echo(_line(name, kind, score, score.gold))


def _line(name: str, kind: str, score: Score, gold: int) -> str:
    figures = f"P {score.p:.3f}  R {score.r:.3f}  F1 {score.f1:.3f}"
    return f"{name:12} {kind:8} {figures}  ({score.matched} of {gold} gold)"
