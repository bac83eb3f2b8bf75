"""`annotator agreement`: how far annotators, gold and models agree."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import finished, print_json
from annotator.core.text import counted

if TYPE_CHECKING:
    from annotator.agreement.agreeing import LayerFigures
    from annotator.agreement.figures import PairFigures, SpanFigures
    from annotator.agreement.sums import Figure
    from annotator.project.agreement import Agreement, Selection
    from annotator.project.project import Project

_NAMES = 12


@click.command("agreement")
@project_argument
@click.option(
    "--annotator", "who", multiple=True, metavar="NAME", help="Compare these; repeatable."
)
@click.option("--layer", "layers", multiple=True, metavar="NAME", help="In this layer; repeatable.")
@click.option(
    "--period",
    type=click.Choice(["day", "week", "month", "year"]),
    help="How figures over time are told (default: what fits).",
)
@click.option("--unfinished", is_flag=True, help="Count work in progress too.")
@click.option("--resamples", type=click.IntRange(0, 10_000), default=1000, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the bootstrap.")
@click.option("--names", is_flag=True, help="List the names each pair differs on most.")
@click.option(
    "--gamma", is_flag=True, help="Gamma of each pair; needs pygamma-agreement, takes long."
)
@click.option("--html", "html", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--csv", "table", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def command(
    project: Path,
    *,
    who: tuple[str, ...],
    layers: tuple[str, ...],
    period: str | None,
    unfinished: bool,
    resamples: int,
    seed: int,
    names: bool,
    gamma: bool,
    html: Path | None,
    table: Path | None,
    as_json: bool,
) -> None:
    """Compare annotators over all articles that two or more of them finished.

    People are compared unless others are named; gold and models are annotators like any other, and precision
    and recall take the first one named for right. Figures have 95 % intervals, a bootstrap over articles.

    \b
    Examples:
      annotator agreement harbour.db
      annotator agreement harbour.db --annotator gold --annotator "en_core_web_sm 3.8.0 + rules 5" --names
      annotator agreement harbour.db --html agreement.html --csv agreement.csv
    """
    from annotator.project.agreement import Selection, agreement_of
    from annotator.project.agreement_files import to_json, write_csv, write_html
    from annotator.project.periods import Period
    from annotator.project.project import open as open_project

    told = Period(period) if period else None
    selection = Selection(who, layers, told, unfinished, resamples, seed)
    with open_project(project, read_only=True) as opened:
        found = finished(agreement_of(opened, selection), "Comparing")
        gammas = _gammas(opened, selection, found) if gamma else {}
        if html is not None:
            from annotator.project.over_time import over_time

            write_html(html, found, over_time(opened))
        if table is not None:
            write_csv(table, found)
        if as_json:
            print_json(to_json(found) | ({"gamma": gammas} if gamma else {}))
            return
        _print(found)
        for pair, value in gammas.items():
            click.echo(f"gamma, {pair}: {value:.3f}" if value is not None else f"gamma, {pair}: –")
        if names:
            _print_names(opened, selection, found)


def _print(found: "Agreement") -> None:
    from annotator.project.agreement_files import CAUTION

    who = ", ".join(one.name for one in found.annotators)
    click.echo(
        f"{who}: {counted(found.articles, 'article')} finished by two or more, {found.alone:,} by one"
    )
    for layer in found.layers:
        _print_layer(found, layer)
    click.echo(CAUTION)


def _print_layer(found: "Agreement", layer: "LayerFigures") -> None:
    from annotator.project.agreement_files import figure_words

    click.echo(f"\n{layer.layer}")
    for pair in layer.pairs:
        _print_pair(found, pair)
    group = layer.group
    if group.annotators > 2:
        click.echo(
            f"  all together: alpha {figure_words(group.alpha)}, on the {group.complete:,} articles all "
            f"finished Fleiss's kappa {figure_words(group.fleiss)}, u-alpha {figure_words(group.u_alpha)}"
        )


def _print_pair(found: "Agreement", pair: "PairFigures") -> None:
    from annotator.project.agreement_files import figure_words

    first, second = (found.annotator(n).name for n in (pair.first, pair.second))
    click.echo(f"  {first} – {second}: {counted(pair.articles, 'article')}")
    _print_spans("all", pair.micro)
    for label in pair.labels:
        _print_spans(label.label, label.spans)
    for name, figure in (
        ("macro F1", pair.macro),
        ("boundary", pair.boundary),
        ("kappa", pair.kappa),
        ("alpha", pair.alpha),
        ("u-alpha", pair.u_alpha),
    ):
        click.echo(f"    {name:12} {figure_words(figure)}")
    if pair.quotes is not None:
        for name, figure in (
            ("content F1", pair.quotes.content_overlap),
            ("speaker", pair.quotes.speaker_same),
            ("cue", pair.quotes.cue_same),
            ("link F1", pair.quotes.links),
        ):
            click.echo(f"    {name:12} {figure_words(figure)}")


def _print_spans(name: str, spans: "SpanFigures") -> None:
    from annotator.project.agreement_files import figure_words

    click.echo(
        f"    {name:12} F1 {figure_words(spans.exact)}  overlap {figure_words(spans.overlap)}  "
        f"P {_short(spans.precision)}  R {_short(spans.recall)}  "
        f"({spans.first:,} and {spans.second:,} spans)"
    )


def _short(figure: "Figure") -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _print_names(opened: "Project", selection: "Selection", found: "Agreement") -> None:
    from annotator.project.evidence import difficulties

    for layer in found.layers:
        for pair in layer.pairs:
            first, second = (found.annotator(n).name for n in (pair.first, pair.second))
            click.echo(f"\n{layer.layer}, {first} – {second}: names they differ on most")
            job = difficulties(opened, selection, pair.first, pair.second, layer.layer)
            for one in finished(job, "Counting names")[:_NAMES]:
                ways = ", ".join(f"{count} {outcome}" for outcome, count in one.apart.items())
                click.echo(f"  {one.words}: {one.wrong} of {one.times} ({ways})")


def _gammas(
    opened: "Project", selection: "Selection", found: "Agreement"
) -> dict[str, float | None]:
    from annotator.project.gamma import gamma_of

    return {
        f"{layer.layer}, {found.annotator(pair.first).name} – {found.annotator(pair.second).name}": (
            finished(gamma_of(opened, selection, pair.first, pair.second, layer.layer), "Gamma")
        )
        for layer in found.layers
        for pair in layer.pairs
    }
