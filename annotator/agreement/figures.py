"""The figures of agreement as values, made of summed counts: see `counting` for what is counted."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.chance import Pair, cohen_kappa, fleiss_kappa, nominal_alpha
from annotator.agreement.counting import ALL
from annotator.agreement.quotes import CUE, SPEAKER
from annotator.agreement.sums import Figure, Numbers, Sums, divided
from annotator.agreement.unitizing import unitizing_alpha

_MICRO = ("first", "second", "exact", "overlap")


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """How spans match: how many each has, F1 by kind of match, and exact precision and recall.

    Precision and recall take the first annotator for right. `partial` is MUC's score: a span of the same
    label with other bounds counts half.
    """

    first: int
    second: int
    exact: Figure
    overlap: Figure
    partial: Figure
    precision: Figure
    recall: Figure


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """Agreement on one label against everything else: on spans, on tokens, on units."""

    label: str
    spans: SpanFigures
    kappa: Figure
    u_alpha: Figure
    alpha_u: float | None


@dataclass(frozen=True, slots=True)
class QuoteFigures:
    """Agreement on quotes: content F1 exact and by half, then of those that match by half: speaker and cue.

    A role counts as the same where both have the same mention or none; as met where the mentions share text.
    """

    first: int
    second: int
    content_exact: Figure
    content_overlap: Figure
    speaker_same: Figure
    speaker_met: Figure
    cue_same: Figure
    cue_met: Figure
    links: Figure


@dataclass(frozen=True, slots=True)
class TimeFigures:
    """Agreement on what was finished in one stretch of time."""

    when: str
    articles: int
    exact: Figure
    overlap: Figure


@dataclass(frozen=True, slots=True)
class PairFigures:
    """How far two annotators (ids) agree on a layer.

    `macro` and `macro_overlap` are the means of the labels' F1; `boundary` the F1 of bounds, whatever the
    label, other bounds counting half. `confusion` counts the spans that were paired by their bounds, by the
    label each gave, "" for a span the other does not have.
    """

    layer: str
    first: int
    second: int
    articles: int
    tokens: int
    micro: SpanFigures
    macro: Figure
    macro_overlap: Figure
    boundary: Figure
    kappa: Figure
    alpha: Figure
    u_alpha: Figure
    alpha_u: float | None
    labels: tuple[LabelFigures, ...]
    confusion: dict[tuple[str, str], int]
    quotes: QuoteFigures | None
    over_time: tuple[TimeFigures, ...]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How far all annotators agree on a layer.

    `alpha` is reckoned on every article that two or more finished; Fleiss's kappa and the unitizing alphas on
    the `complete` ones, which all did.
    """

    layer: str
    annotators: int
    articles: int
    complete: int
    tokens: int
    alpha: Figure
    fleiss: Figure
    u_alpha: Figure
    alpha_u: float | None


AlphaU = dict[tuple[Hashable, ...], float | None]
"""αU by layer, pair (or ALL) and label; without a label of all labels together."""


def pair_figures(
    sums: Sums, layer: str, first: int, second: int, alpha_u: AlphaU, *, of_quotes: bool
) -> PairFigures:
    """The figures of a pair in a layer."""
    start = (layer, first, second)
    labels = sorted({str(key[0]) for key, _ in sums.under(*start, "span")})
    token = _pairs(sums, *start, "token")
    micro = [_total(sums, labels, *start, name=name) for name in _MICRO]
    by_label = [_label_counts(sums, label, *start) for label in labels]
    return PairFigures(
        layer,
        first,
        second,
        articles=_count(sums.of(*start, "articles")),
        tokens=_count(sum(token.values(), _zero(sums))),
        micro=_span_figures(sums, micro),
        macro=sums.figure(_mean(_f1(m[2], m[0], m[1]) for m in by_label)),
        macro_overlap=sums.figure(_mean(_f1(m[3], m[0], m[1]) for m in by_label)),
        boundary=_boundary(sums, start, micro),
        kappa=sums.figure(cohen_kappa(token)),
        alpha=sums.figure(nominal_alpha(_both_ways(token))),
        u_alpha=_u_alpha(sums, start),
        alpha_u=alpha_u.get(start),
        labels=tuple(_label(sums, label, start, token, alpha_u) for label in labels),
        confusion={
            (str(one), str(other)): _count(count)
            for (one, other), count in sums.under(*start, "confusion")
        },
        quotes=_quotes(sums, start) if of_quotes else None,
        over_time=tuple(_over_time(sums, start)),
    )


def group_figures(sums: Sums, layer: str, annotators: int, alpha_u: AlphaU) -> GroupFigures:
    """The figures of all annotators together in a layer."""
    start = (layer, ALL)
    chosen = {key[0]: count for key, count in sums.under(*start, "chosen")}
    agreeing = sums.of(*start, "agreeing")
    return GroupFigures(
        layer,
        annotators,
        articles=_count(sums.of(*start, "articles")),
        complete=_count(sums.of(*start, "complete")),
        tokens=_count(sums.of(*start, "tokens")),
        alpha=sums.figure(nominal_alpha(_both_ways(_pairs(sums, *start, "token")))),
        fleiss=sums.figure(fleiss_kappa(agreeing, chosen, annotators)) if chosen else Figure(None),
        u_alpha=_u_alpha(sums, start),
        alpha_u=alpha_u.get(start),
    )


def of_two(sums: Sums, pair: PairFigures) -> GroupFigures:
    """The figures of a group that is one pair."""
    token = _pairs(sums, pair.layer, pair.first, pair.second, "token")
    agreeing, chosen = _zero(sums), dict[Hashable, Numbers]()
    for (one, other), count in token.items():
        agreeing = agreeing + 2 * count if one == other else agreeing
        for category in (one, other):
            chosen[category] = chosen.get(category, _zero(sums)) + count
    return GroupFigures(
        pair.layer,
        2,
        articles=pair.articles,
        complete=pair.articles,
        tokens=pair.tokens,
        alpha=pair.alpha,
        fleiss=sums.figure(fleiss_kappa(agreeing, chosen, 2)),
        u_alpha=pair.u_alpha,
        alpha_u=pair.alpha_u,
    )


def _label(
    sums: Sums,
    label: str,
    start: tuple[Hashable, ...],
    token: dict[Pair, Numbers],
    alpha_u: AlphaU,
) -> LabelFigures:
    return LabelFigures(
        label,
        _span_figures(sums, _label_counts(sums, label, *start)),
        kappa=sums.figure(cohen_kappa(_one_against_rest(token, label))),
        u_alpha=_label_u_alpha(sums, label, start),
        alpha_u=alpha_u.get((*start, label)),
    )


def _label_counts(sums: Sums, label: str, *start: Hashable) -> list[Numbers]:
    return [sums.of(*start, "span", label, name) for name in _MICRO]


def _total(sums: Sums, labels: Sequence[str], *start: Hashable, name: str) -> Numbers:
    return sum((sums.of(*start, "span", label, name) for label in labels), _zero(sums))


def _span_figures(sums: Sums, counts: Sequence[Numbers]) -> SpanFigures:
    first, second, exact, overlap = counts
    return SpanFigures(
        _count(first),
        _count(second),
        exact=sums.figure(_f1(exact, first, second)),
        overlap=sums.figure(_f1(overlap, first, second)),
        partial=sums.figure(_f1((exact + overlap) / 2, first, second)),
        precision=sums.figure(divided(exact, second)),
        recall=sums.figure(divided(exact, first)),
    )


def _boundary(sums: Sums, start: tuple[Hashable, ...], micro: Sequence[Numbers]) -> Figure:
    matched = sums.of(*start, "boundary", "same") + sums.of(*start, "boundary", "apart") / 2
    return sums.figure(_f1(matched, micro[0], micro[1]))


def _u_alpha(sums: Sums, start: tuple[Hashable, ...]) -> Figure:
    met = _both_ways(_pairs(sums, *start, "met"))
    alone = {key[0]: count for key, count in sums.under(*start, "alone")}
    return sums.figure(unitizing_alpha(met, alone)) if met else Figure(None)


def _label_u_alpha(sums: Sums, label: str, start: tuple[Hashable, ...]) -> Figure:
    met = _both_ways(_one_against_rest(_pairs(sums, *start, "met"), label))
    gaps = sum((length for (one, _), length in met.items() if not one), _zero(sums))
    squares = sums.of(*start, "squares", label)
    return sums.figure(unitizing_alpha(met, {True: squares, False: gaps}))


def _quotes(sums: Sums, start: tuple[Hashable, ...]) -> QuoteFigures:
    first, second, exact, overlap = (sums.of(*start, "content", name) for name in _MICRO)
    links = [sums.of(*start, "link", name) for name in ("both", "first", "second")]
    return QuoteFigures(
        _count(first),
        _count(second),
        sums.figure(_f1(exact, first, second)),
        sums.figure(_f1(overlap, first, second)),
        speaker_same=_accuracy(sums, start, SPEAKER, "same"),
        speaker_met=_accuracy(sums, start, SPEAKER, "meet"),
        cue_same=_accuracy(sums, start, CUE, "same"),
        cue_met=_accuracy(sums, start, CUE, "meet"),
        links=sums.figure(_f1(*links)),
    )


def _accuracy(sums: Sums, start: tuple[Hashable, ...], role: str, how: str) -> Figure:
    return sums.figure(divided(sums.of(*start, role, how), sums.of(*start, role, "of")))


def _over_time(sums: Sums, start: tuple[Hashable, ...]) -> Iterator[TimeFigures]:
    for when in sorted({str(key[0]) for key, _ in sums.under(*start, "time")}):
        first, second, exact, overlap = (sums.of(*start, "time", when, name) for name in _MICRO)
        yield TimeFigures(
            when,
            _count(sums.of(*start, "time", when, "articles")),
            sums.figure(_f1(exact, first, second)),
            sums.figure(_f1(overlap, first, second)),
        )


def _f1(both: Numbers, first: Numbers, second: Numbers) -> Numbers:
    return divided(2 * both, first + second)


def _mean(many: Iterator[Numbers] | Sequence[Numbers]) -> Numbers:
    """The mean of what is defined: a label that a resample lost does not count in it."""
    rows = list(many)
    if not rows:
        return np.full(1, np.nan)
    table = np.vstack(rows)
    return divided(np.nansum(table, axis=0), np.isfinite(table).sum(axis=0).astype(np.float64))


def _one_against_rest(token: dict[Pair, Numbers], label: str) -> dict[Pair, Numbers]:
    found: dict[Pair, Numbers] = {}
    for (one, other), count in token.items():
        key = (label in str(one).split("+"), label in str(other).split("+"))
        found[key] = found[key] + count if key in found else count
    return found


def _both_ways(token: dict[Pair, Numbers]) -> dict[Pair, Numbers]:
    found: dict[Pair, Numbers] = {}
    for (one, other), count in token.items():
        for key in ((one, other), (other, one)):
            found[key] = found[key] + count if key in found else count
    return found


def _pairs(sums: Sums, *start: Hashable) -> dict[Pair, Numbers]:
    return {(key[0], key[1]): count for key, count in sums.under(*start)}


def _zero(sums: Sums) -> Numbers:
    return np.zeros(1 + sums.resamples)


def _count(numbers: Numbers) -> int:
    return round(float(numbers[0]))
