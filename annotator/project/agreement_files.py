"""Agreement as JSON, as a table, and as a page that opens without network."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from annotator.agreement.agreeing import LayerFigures
from annotator.agreement.figures import PairFigures, SpanFigures
from annotator.agreement.sums import Figure
from annotator.core.text import counted
from annotator.formats.cells import table
from annotator.formats.files import write_whole
from annotator.plots.heat import Table, heat_map
from annotator.plots.lines import Series, line_plot
from annotator.plots.look import Look
from annotator.project.agreement import Agreement
from annotator.project.over_time import OverTime, html_parts

COLUMNS = ("layer", "first", "second", "label", "measure", "value", "low", "high", "counted")
"""One row for each figure; `low` and `high` are its 95 % interval, `counted` what it was reckoned on."""

CAUTION = (
    "Kappa and alpha on tokens count every token that nobody marked as agreement, so for spans they look "
    "better than F1 and change with the length of the text; read them beside span F1 and unitizing alpha."
)

_NOTHING = "nothing"


def to_json(found: Agreement) -> dict[str, Any]:
    """Every figure with its interval, null where it is not defined, and the settings behind it."""
    names = {who.id: who.name for who in found.annotators}
    return {
        "annotators": [{"name": who.name, "kind": who.kind.value} for who in found.annotators],
        "articles": found.articles,
        "finished_by_one_only": found.alone,
        "scheme": found.scheme,
        "tokenizers": found.tokenizers,
        "period": found.period.value,
        "told_by": found.told_by,
        "resamples": found.resamples,
        "seed": found.seed,
        "caution": CAUTION,
        "layers": [
            {
                "layer": one.layer,
                "group": _without(asdict(one.group), "layer"),
                "pairs": [_pair_json(pair, names) for pair in one.pairs],
            }
            for one in found.layers
        ],
    }


def write_csv(path: Path, found: Agreement, *, mark: bool = False) -> None:
    """Write every figure as a row, with a byte order mark for Excel if asked for. Raises FileError."""
    write_whole(path, table([COLUMNS, *_table_rows(found)], mark=mark))


def write_json(path: Path, found: Agreement) -> None:
    """Write what `to_json` tells. Raises FileError when it cannot be written."""
    write_whole(path, json.dumps(to_json(found), ensure_ascii=False, indent=1).encode("utf-8"))


def write_html(path: Path, found: Agreement, progress: OverTime | None = None) -> None:
    """Write the report as one page, with the project's progress if given.

    Raises FileError when it cannot be written.
    """
    write_whole(path, html_of(found, progress).encode("utf-8"))


def html_of(found: Agreement, progress: OverTime | None = None) -> str:
    """The page: what was compared, then for each layer the pairs, labels, confusions and time."""
    who = ", ".join(one.name for one in found.annotators)
    tokens = ", ".join(f"{name} in {count:,}" for name, count in found.tokenizers.items())
    told = (
        f"{counted(found.articles, 'article')} finished by two or more, {found.alone:,} by one only"
    )
    how = f"95 % intervals from {found.resamples:,} resamples of the articles, seed {found.seed}."
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Agreement</title><style>{_STYLE}</style></head><body>",
        f"<h1>Agreement</h1><p>{escape(who)} · {told} · label scheme {escape(found.scheme)}</p>",
        f'<p class="meta">{how} Tokens: {escape(tokens)}.</p>',
        *(_layer_html(found, layer) for layer in found.layers),
        *(html_parts(progress) if progress is not None else ()),
        f'<p class="meta">{CAUTION}</p></body></html>',
    ]
    return "\n".join(parts)


def figure_words(figure: Figure) -> str:
    """A figure with its interval as people read it."""
    if figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _layer_html(found: Agreement, layer: LayerFigures) -> str:
    group = layer.group
    names = [who.name for who in found.annotators]
    by_pair = {(pair.first, pair.second): pair for pair in layer.pairs}
    ids = [who.id for who in found.annotators]

    def value(m: int, n: int) -> float | None:
        pair = by_pair.get((ids[min(m, n)], ids[max(m, n)]))
        return pair.micro.exact.value if pair and m != n else None

    together = ""
    if len(names) > 2:
        together = (
            f"<p>All together: α {figure_words(group.alpha)} on {group.tokens:,} tokens; on the "
            f"{group.complete:,} articles that all finished Fleiss’s κ {figure_words(group.fleiss)}, "
            f"uα {figure_words(group.u_alpha)}.</p>"
        )
    heat = heat_map(f"Span F1 of pairs, {layer.layer}", Table(names, names, value), Look())
    return "\n".join(
        [
            f"<h2>{escape(layer.layer.capitalize())}</h2>{together}<h3>Span F1, exact</h3>{heat}",
            *(_pair_html(found, pair) for pair in layer.pairs),
        ]
    )


def _pair_html(found: Agreement, pair: PairFigures) -> str:
    first, second = (escape(found.annotator(n).name) for n in (pair.first, pair.second))
    rows = "".join(
        f"<tr><th>{escape(label or 'all')}</th><td>{escape(measure.replace('_', ' '))}</td>"
        f"<td>{figure_words(figure)}</td><td>{count:,}</td></tr>"
        for label, measure, figure, count in _rows(pair)
    )
    told = (
        f"{counted(pair.articles, 'article')}, {pair.micro.first:,} and {pair.micro.second:,} spans, "
        f"F1 {figure_words(pair.micro.exact)}"
    )
    caption = f"Labels of {first} in rows, of {second} in columns"
    parts = [
        f"<h3>{first} – {second}</h3><p>{told}</p>",
        f'<p class="meta">{caption}</p>{_confusion_svg(pair, found)}',
    ]
    if len(pair.over_time) > 1:
        parts.append(time_plot(pair, Look()))
    head = "<tr><th>label</th><th>measure</th><th>value</th><th>counted</th></tr>"
    parts.append(f"<details><summary>Every figure</summary><table>{head}{rows}</table></details>")
    return "\n".join(parts)


def _confusion_svg(pair: PairFigures, found: Agreement) -> str:
    labels = confusion_labels(pair)
    shown = [label or _NOTHING for label in labels]
    most = max(pair.confusion.values(), default=0)
    first, second = (found.annotator(n).name for n in (pair.first, pair.second))
    cells = Table(
        shown,
        shown,
        lambda m, n: pair.confusion.get((labels[m], labels[n])),
        "{:,.0f}".format,
        most,
    )
    return heat_map(f"Labels of {first} (rows) and {second} (columns)", cells, Look())


def time_plot(pair: PairFigures, look: Look, size: tuple[float, float] = (640.0, 220.0)) -> str:
    """Exact and overlap F1 of a pair over time, as SVG."""
    stretches = [one.when for one in pair.over_time]
    exact = [one.exact for one in pair.over_time]
    overlap = [one.overlap for one in pair.over_time]
    series = [
        Series(name, [f.value for f in many], [f.low for f in many], [f.high for f in many])
        for name, many in (("F1 exact", exact), ("F1 overlap", overlap))
    ]
    return line_plot("Agreement over time", stretches, series, look, size=size)


def confusion_labels(pair: PairFigures) -> list[str]:
    """The labels of the confusion matrix in order of name, then nothing."""
    return [*sorted({label for cell in pair.confusion for label in cell} - {""}), ""]


def _table_rows(found: Agreement) -> Iterator[tuple[str, ...]]:
    for layer in found.layers:
        for pair in layer.pairs:
            names = (found.annotator(n).name for n in (pair.first, pair.second))
            start = (layer.layer, *names)
            for label, measure, figure, count in _rows(pair):
                yield (*start, label, measure, *_cells(figure), str(count))
        group = layer.group
        for measure, figure in (
            ("alpha", group.alpha),
            ("fleiss_kappa", group.fleiss),
            ("u_alpha", group.u_alpha),
            ("alpha_u", Figure(group.alpha_u)),
        ):
            yield (layer.layer, "all", "all", "", measure, *_cells(figure), str(group.tokens))


def _rows(pair: PairFigures) -> list[tuple[str, str, Figure, int]]:
    spans = pair.micro.first + pair.micro.second
    rows = [
        *_span_rows("", pair.micro),
        ("", "f1_exact_macro", pair.macro, spans),
        ("", "f1_overlap_macro", pair.macro_overlap, spans),
        ("", "boundary", pair.boundary, spans),
        ("", "kappa", pair.kappa, pair.tokens),
        ("", "alpha", pair.alpha, pair.tokens),
        ("", "u_alpha", pair.u_alpha, spans),
        ("", "alpha_u", Figure(pair.alpha_u), spans),
    ]
    for one in pair.labels:
        count = one.spans.first + one.spans.second
        rows += _span_rows(one.label, one.spans)
        rows.append((one.label, "kappa", one.kappa, pair.tokens))
        rows.append((one.label, "u_alpha", one.u_alpha, count))
        rows.append((one.label, "alpha_u", Figure(one.alpha_u), count))
    if pair.quotes is not None:
        quotes = pair.quotes
        both = quotes.first + quotes.second
        rows += [
            ("quotes", "content_f1_exact", quotes.content_exact, both),
            ("quotes", "content_f1_overlap", quotes.content_overlap, both),
            ("quotes", "speaker_accuracy", quotes.speaker_same, both),
            ("quotes", "speaker_accuracy_overlap", quotes.speaker_met, both),
            ("quotes", "cue_accuracy", quotes.cue_same, both),
            ("quotes", "cue_accuracy_overlap", quotes.cue_met, both),
            ("quotes", "link_f1", quotes.links, both),
        ]
    return rows


def _span_rows(label: str, spans: SpanFigures) -> list[tuple[str, str, Figure, int]]:
    count = spans.first + spans.second
    return [
        (label, "f1_exact", spans.exact, count),
        (label, "f1_overlap", spans.overlap, count),
        (label, "f1_partial", spans.partial, count),
        (label, "precision", spans.precision, spans.second),
        (label, "recall", spans.recall, spans.first),
    ]


def _pair_json(pair: PairFigures, names: dict[int, str]) -> dict[str, Any]:
    told = asdict(pair)
    told["first"], told["second"] = names[pair.first], names[pair.second]
    told["confusion"] = [
        {"first": one or None, "second": other or None, "spans": count}
        for (one, other), count in sorted(pair.confusion.items())
    ]
    return _without(told, "layer")


def _without(told: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != name}


def _cells(figure: Figure) -> list[str]:
    values = (figure.value, figure.low, figure.high)
    return ["" if value is None else f"{value:.6f}" for value in values]


_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b2230; background: #fff; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; } .meta { color: #5a6475; font-size: .9rem; }
svg { display: block; max-width: 100%; height: auto; margin: .4rem 0; }
table { border-collapse: collapse; font-size: .9rem; margin: .5rem 0; }
th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #dfe3ea; }
td:nth-child(n+3) { font-variant-numeric: tabular-nums; } summary { cursor: pointer; }
@media print { body { margin: 0; max-width: none; } details { display: block; } }
"""
