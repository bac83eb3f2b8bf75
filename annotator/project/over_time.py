"""How a project goes on: articles finished and minutes an article over time, labels by source and month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from pathlib import Path

from annotator.core.annotator import Kind
from annotator.formats.files import write_whole
from annotator.plots.bars import stacked_bars
from annotator.plots.lines import Series, line_plot
from annotator.plots.look import Look
from annotator.project.periods import Period, fitting_period, stretch
from annotator.project.project import Project
from annotator.store import statistics

_MOST_ROWS = 16
_NO_SOURCE, _NO_DATE, _OTHERS = "no source", "no date", "others"
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Finishing:
    """How many articles one annotator finished in each stretch, and the mean minutes for one (None: none)."""

    name: str
    articles: tuple[int, ...]
    minutes: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """Everybody's progress by stretch of time, and how many spans have which label by source and month.

    Labels are those of gold where there is any, else of everybody who labels.
    """

    period: Period
    stretches: tuple[str, ...]
    everyone: tuple[Finishing, ...]
    labels: tuple[str, ...]
    by_source: tuple[tuple[str, Mapping[str, int]], ...]
    by_month: tuple[tuple[str, Mapping[str, int]], ...]
    whose: str

    @property
    def is_timed(self) -> bool:
        """Whether anybody's time was counted."""
        return any(value for one in self.everyone for value in one.minutes)


def over_time(project: Project) -> OverTime:
    """Count what was finished when, and which labels there are."""
    days = statistics.finished_by_day(project.database)
    period = fitting_period(day for _, day, _, _ in days)
    stretches = tuple(sorted({stretch(day, period) for _, day, _, _ in days}))
    names = {who.id: who.name for who in project.annotators()}
    everyone = tuple(
        _finishing(names[one], [day[1:] for day in days if day[0] == one], stretches, period)
        for one in dict.fromkeys(day[0] for day in days)
    )
    whose, ids = _whose_labels(project)
    by_source = statistics.labels_by_source(project.database, ids)
    by_month = statistics.labels_by_month(project.database, ids)
    labels = [label.name for _, label in project.scheme.labels]
    found = {label for _, label, _ in by_source}
    labels = [label for label in labels if label in found] + sorted(found - set(labels))
    return OverTime(
        period,
        stretches,
        everyone,
        tuple(labels),
        _rows(by_source, _NO_SOURCE, largest=True),
        _rows(by_month, _NO_DATE, largest=False),
        whose,
    )


def _finishing(
    name: str, days: Iterable[tuple[str, int, float]], stretches: Sequence[str], period: Period
) -> Finishing:
    articles: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for day, count, spent in days:
        articles[stretch(day, period)] += count
        seconds[stretch(day, period)] += spent
    return Finishing(
        name,
        tuple(articles[one] for one in stretches),
        tuple(
            seconds[one] / _SECONDS / articles[one] if seconds[one] and articles[one] else None
            for one in stretches
        ),
    )


def _whose_labels(project: Project) -> tuple[str, list[int]]:
    gold = project.desk.gold()
    if gold is not None and any(
        who == gold.id for who, _, _ in statistics.labels(project.database)
    ):
        return "gold", [gold.id]
    people = [who.id for who in project.annotators() if who.kind is Kind.PERSON]
    return "all annotators", people


def _rows(
    counted: Iterable[tuple[str, str, int]], unknown: str, *, largest: bool
) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """The largest rows, or the latest, and one for the rest."""
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for name, label, count in counted:
        held[name or unknown][label] = count
    order = sorted(held, key=lambda name: -sum(held[name].values())) if largest else sorted(held)
    shown = order[:_MOST_ROWS] if largest else order[-_MOST_ROWS:]
    rest: dict[str, int] = defaultdict(int)
    for name in set(order) - set(shown):
        for label, count in held[name].items():
            rest[label] += count
    rows = [(name, held[name]) for name in shown]
    return (*rows, (_OTHERS, dict(rest))) if rest else tuple(rows)


def progress_plot(found: OverTime, look: Look, size: tuple[float, float] = (640.0, 220.0)) -> str:
    """Articles finished in all, by annotator, as SVG."""
    series = [Series(one.name, list(accumulate(one.articles))) for one in found.everyone]
    most = max((value or 0 for one in series for value in one.values), default=1)
    return line_plot("Articles finished", found.stretches, series, look, most=most, size=size)


def pace_plot(found: OverTime, look: Look, size: tuple[float, float] = (640.0, 220.0)) -> str:
    """Minutes an article, by annotator, as SVG."""
    series = [Series(one.name, one.minutes) for one in found.everyone]
    most = max((value or 0.0 for one in series for value in one.values), default=1.0)
    return line_plot("Minutes an article", found.stretches, series, look, most=most, size=size)


def label_plot(
    found: OverTime, *, by_source: bool, look: Look, paints: Mapping[str, str], width: float = 640.0
) -> str:
    """Spans by label, a bar for each source or month, as SVG."""
    rows = found.by_source if by_source else found.by_month
    title = f"Labels by {'source' if by_source else 'month'}"
    return stacked_bars(title, rows, found.labels, look, paints=paints, width=width)


def html_parts(found: OverTime) -> list[str]:
    """The plots with their headings, as parts of a page."""
    look, paints = Look(), dict[str, str]()
    if found.stretches:
        parts = [f"<h2>Articles finished, by {found.period}</h2>", progress_plot(found, look)]
        if found.is_timed:
            parts += ["<h2>Minutes an article</h2>", pace_plot(found, look)]
    else:
        parts = ["<h2>Articles finished</h2><p>No article was finished here yet.</p>"]
    for by_source, name in ((True, "source"), (False, "month")):
        plot = label_plot(found, by_source=by_source, look=look, paints=paints)
        parts += [f"<h2>Labels by {name}, {escape(found.whose)}</h2>", plot]
    return parts


def write_html(path: Path, found: OverTime) -> None:
    """Write the plots as one page that opens without network. Raises FileError when it cannot be written."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Progress</title>',
        "<style>body{font:16px/1.5 system-ui,sans-serif;color:#1b2230;background:#fff;",
        "max-width:60rem;margin:2rem auto;padding:0 1rem}svg{display:block;max-width:100%;height:auto}",
        "h2{font-size:1.1rem;margin:1.8rem 0 .4rem}</style></head><body><h1>Progress</h1>",
        *html_parts(found),
        "</body></html>",
    ]
    write_whole(path, "\n".join(parts).encode("utf-8"))
