"""Lines over time, each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from annotator.plots.look import Look, cut, document, line, text

_LEFT, _RIGHT, _TOP, _BELOW = 44.0, 12.0, 12.0, 26.0
_LEGEND = 18.0
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value for each stretch of time, None where there is none, and its interval where known."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


def line_plot(
    title: str,
    stretches: Sequence[str],
    series: Sequence[Series],
    look: Look,
    *,
    most: float = 1.0,
    size: tuple[float, float] = (640.0, 220.0),
) -> str:
    """The SVG of lines from 0 to `most` or a little more; points tell their values to who points at them."""
    width, height = size
    frame = _Frame(width, height - _LEGEND, len(stretches), _rounded_up(most))
    parts = [_axes(frame, stretches, look)]
    for number, one in enumerate(series):
        paint = look.series[number % len(look.series)]
        parts.append(_band(frame, one, paint))
        parts.append(_line(frame, one, paint, stretches))
    parts.append(_legend(series, look, height - 6))
    return document(width, height, title, "".join(parts), look)


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    height: float
    stretches: int
    most: float

    def x(self, place: int) -> float:
        room = self.width - _LEFT - _RIGHT
        return _LEFT + room * (place + 0.5) / max(self.stretches, 1)

    def y(self, value: float) -> float:
        room = self.height - _TOP - _BELOW
        return _TOP + room * (1 - min(max(value / self.most if self.most else 0.0, 0.0), 1.0))


def _rounded_up(most: float) -> float:
    """A greatest value that four steps lead up to in round numbers; shares keep theirs."""
    if most <= 1.0:
        return 1.0
    power = 10.0 ** floor(log10(most / _STEPS))
    return next(_STEPS * n * power for n in (1, 2, 2.5, 5, 10) if _STEPS * n * power >= most)


def _axes(frame: _Frame, stretches: Sequence[str], look: Look) -> str:
    parts = []
    for step in range(_STEPS + 1):
        value = frame.most * step / _STEPS
        y = frame.y(value)
        parts.append(line(_LEFT, y, frame.width - _RIGHT, y, look.line))
        parts.append(text(_LEFT - 6, y + 4, _number(value), look.muted, "end"))
    every = max(1, -(-len(stretches) * 72 // max(round(frame.width - _LEFT), 1)))
    for place in range(0, len(stretches), every):
        words = cut(stretches[place], 10)
        parts.append(text(frame.x(place), frame.height - 8, words, look.muted, "middle"))
    return "".join(parts)


def _band(frame: _Frame, one: Series, paint: str) -> str:
    known = [
        (n, low, high)
        for n, (low, high) in enumerate(zip(one.low, one.high, strict=True))
        if low is not None and high is not None
    ]
    return "".join(
        f'<line x1="{frame.x(n):.1f}" x2="{frame.x(n):.1f}" y1="{frame.y(low):.1f}" '
        f'y2="{frame.y(high):.1f}" stroke="{paint}" stroke-opacity="0.35" stroke-width="5"/>'
        for n, low, high in known
    )


def _line(frame: _Frame, one: Series, paint: str, stretches: Sequence[str]) -> str:
    known = [(n, value) for n, value in enumerate(one.values) if value is not None]
    points = " ".join(f"{frame.x(n):.1f},{frame.y(value):.1f}" for n, value in known)
    dots = "".join(
        f'<circle cx="{frame.x(n):.1f}" cy="{frame.y(value):.1f}" r="3.5" fill="{paint}">'
        f"<title>{stretches[n]}: {_number(value)}</title></circle>"
        for n, value in known
    )
    return f'<polyline points="{points}" fill="none" stroke="{paint}" stroke-width="2"/>{dots}'


def _legend(series: Sequence[Series], look: Look, y: float) -> str:
    parts, x = [], _LEFT
    for number, one in enumerate(series):
        paint = look.series[number % len(look.series)]
        parts.append(f'<circle cx="{x + 4:.1f}" cy="{y - 4:.1f}" r="4" fill="{paint}"/>')
        parts.append(text(x + 13, y, cut(one.name, 28), look.ink))
        x += 30 + 8.0 * min(len(one.name), 28)
    return "".join(parts)


def _number(value: float) -> str:
    return f"{value:.2f}" if value != int(value) or value <= 1 else f"{value:,.0f}"
