"""What the tables of the Agreement page show: figures as cells, each with the cell of evidence it opens."""

from collections.abc import Mapping, Sequence

from annotator.agreement.agreeing import LayerFigures
from annotator.agreement.figures import PairFigures, SpanFigures
from annotator.agreement.sums import Figure
from annotator.core.text import counted
from annotator.gui.agreement.table import Cell
from annotator.project.agreement import Agreement
from annotator.project.agreement_files import confusion_labels, figure_words
from annotator.project.evidence import Cell as Evidence
from annotator.project.evidence import Difficulty, Outcome

Rows = tuple[list[str], list[str], list[list[Cell]]]

_NOTHING = "nothing"
_PALEST = 0.4


def pair_rows(found: Agreement, layer: LayerFigures) -> Rows:
    """The matrix of pairs: exact F1; a cell stands for its pair."""
    names = [who.name for who in found.annotators]
    ids = [who.id for who in found.annotators]
    pairs = {(pair.first, pair.second): pair for pair in layer.pairs}

    def cell(m: int, n: int) -> Cell:
        pair = pairs.get((ids[min(m, n)], ids[max(m, n)]))
        if m == n or pair is None:
            return Cell("" if m == n else "–")
        told = f"F1 {figure_words(pair.micro.exact)} on {counted(pair.articles, 'article')}"
        return Cell(_short(pair.micro.exact), _shade(pair.micro.exact), told, pair)

    return names, names, [[cell(m, n) for n in range(len(ids))] for m in range(len(ids))]


def label_rows(pair: PairFigures) -> Rows:
    """A row for all spans, one for each label and, for quotes, one for each role's accuracy."""
    columns = ["F1", "overlap", "partial", "precision", "recall", "κ tokens", "uα", "αU", "spans"]
    everything = Evidence(pair.layer)
    rows, cells = ["all"], [_span_cells(pair.micro, everything)]
    cells[0] += [
        _figure(pair.kappa, everything),
        _figure(pair.u_alpha, everything),
        _figure(Figure(pair.alpha_u), everything),
        _count(pair.micro, everything),
    ]
    for one in pair.labels:
        opens = Evidence(pair.layer, label=one.label)
        rows.append(one.label)
        figures = [one.kappa, one.u_alpha, Figure(one.alpha_u)]
        row = _span_cells(one.spans, opens) + [_figure(f, opens) for f in figures]
        cells.append([*row, _count(one.spans, opens)])
    return rows, columns, cells


def quote_rows(pair: PairFigures) -> Rows | None:
    """What annotators agree on in quotes; None in other layers."""
    quotes = pair.quotes
    if quotes is None:
        return None
    content = Evidence(pair.layer, label="QUOTE")
    speaker, cue = Evidence(pair.layer, role="speaker"), Evidence(pair.layer, role="cue")
    rows = ["content", "speaker", "cue", "links"]
    cells = [
        [_figure(quotes.content_exact, content), _figure(quotes.content_overlap, content)],
        [_figure(quotes.speaker_same, speaker), _figure(quotes.speaker_met, speaker)],
        [_figure(quotes.cue_same, cue), _figure(quotes.cue_met, cue)],
        [_figure(quotes.links, speaker), Cell("")],
    ]
    return rows, ["same", "overlap"], cells


def confusion_rows(pair: PairFigures) -> Rows:
    """Labels of the first in rows, of the second in columns; a span the other lacks stands with nothing."""
    labels = confusion_labels(pair)
    shown = [label or _NOTHING for label in labels]
    most = max(pair.confusion.values(), default=1)

    def cell(one: str, other: str) -> Cell:
        count = pair.confusion.get((one, other), 0)
        outcomes = frozenset(Outcome)
        opens = Evidence(pair.layer, outcomes, first_label=one, second_label=other)
        return Cell(f"{count:,}" if count else "·", count / most if count else None, "", opens)

    return shown, shown, [[cell(one, other) for other in labels] for one in labels]


def time_rows(pair: PairFigures) -> Rows:
    """A row for each stretch of time."""
    rows = [one.when for one in pair.over_time]
    cells = []
    for one in pair.over_time:
        opens = Evidence(pair.layer, when=one.when)
        figures = [_figure(one.exact, opens), _figure(one.overlap, opens)]
        cells.append([*figures, Cell(f"{one.articles:,}", subject=opens)])
    return rows, ["F1", "overlap", "articles"], cells


def name_rows(pair: PairFigures, names: Sequence[Difficulty]) -> Rows:
    """The names a pair differs on most, and in which way."""
    ways = [outcome for outcome in Outcome if outcome is not Outcome.SAME]
    cells = []
    for one in names:
        opens = Evidence(pair.layer, words=one.words)
        row = [Cell(f"{one.wrong:,} of {one.times:,}", one.wrong / one.times, subject=opens)]
        row += [_way(one.apart, way, pair, one.words) for way in ways]
        cells.append(row)
    columns = ["differ", *(_heading(way) for way in ways)]
    return [one.words for one in names], columns, cells


def _way(apart: Mapping[Outcome, int], way: Outcome, pair: PairFigures, words: str) -> Cell:
    count = apart.get(way, 0)
    opens = Evidence(pair.layer, frozenset({way}), words=words)
    return Cell(f"{count:,}" if count else "·", subject=opens)


def _heading(way: Outcome) -> str:
    return {
        Outcome.BOTH: "both",
        Outcome.FIRST_ONLY: "1st only",
        Outcome.SECOND_ONLY: "2nd only",
    }.get(way, way.value)


def _span_cells(spans: SpanFigures, opens: Evidence) -> list[Cell]:
    figures = (spans.exact, spans.overlap, spans.partial, spans.precision, spans.recall)
    return [_figure(figure, opens) for figure in figures]


def _figure(figure: Figure, opens: Evidence) -> Cell:
    return Cell(_short(figure), _shade(figure), figure_words(figure), opens)


def _count(spans: SpanFigures, opens: Evidence) -> Cell:
    return Cell(f"{spans.first:,} / {spans.second:,}", subject=opens)


def _short(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.2f}"


def _shade(figure: Figure) -> float | None:
    """From none at 0.4 to dark at 1: below nobody agrees, and between 0.7 and 1 lies what people look for."""
    return (
        None if figure.value is None else max(0.0, (figure.value - _PALEST) / (1 - _PALEST)) * 0.8
    )
