"""Bars side by side or stacked: how much of what."""

from collections.abc import Mapping, Sequence

from annotator.plots.look import Look, box, cut, document, text

_ROW = 24.0
_LETTERS = 24
_LETTER = 7.4


def stacked_bars(
    title: str,
    rows: Sequence[tuple[str, Mapping[str, float]]],
    kinds: Sequence[str],
    look: Look,
    *,
    paints: Mapping[str, str] | None = None,
    width: float = 640.0,
) -> str:
    """The SVG of one bar for each row, parted by kind; `paints` are the kinds' own where they have some."""
    paint = _paints(kinds, look) | dict(paints or {})
    left = 12 + _LETTER * max((min(len(name), _LETTERS) for name, _ in rows), default=0)
    most = max((sum(parts.values()) for _, parts in rows), default=0.0)
    room = width - left - 64
    drawn = []
    for number, (name, parts) in enumerate(rows):
        y, x = number * _ROW, left
        drawn.append(text(left - 8, y + 16, cut(name, _LETTERS), look.ink, "end"))
        for kind in kinds:
            size = room * parts.get(kind, 0.0) / most if most else 0.0
            if size:
                told = f"{name}, {kind}: {parts[kind]:,.0f}"
                drawn.append(box(x, y + 4, max(size - 1, 0.5), _ROW - 8, paint[kind], told))
                x += size
        drawn.append(text(x + 6, y + 16, f"{sum(parts.values()):,.0f}", look.muted))
    height = len(rows) * _ROW + 6
    if len(kinds) > 1:
        lines = _legend(kinds, paint, look, width)
        drawn += [part.replace("{y}", f"{height:.0f}") for part in lines[0]]
        height += lines[1]
    return document(width, height, title, "".join(drawn), look)


def _paints(kinds: Sequence[str], look: Look) -> dict[str, str]:
    return {kind: look.series[n % len(look.series)] for n, kind in enumerate(kinds)}


def _legend(
    kinds: Sequence[str], paint: Mapping[str, str], look: Look, width: float
) -> tuple[list[str], float]:
    """The kinds with their paints, on as many lines as they need, and how high that is."""
    parts, x, y = [], 8.0, 18.0
    for kind in kinds:
        size = 30 + 8.0 * min(len(kind), 28)
        if x + size > width:
            x, y = 8.0, y + 20
        moved = f'<g transform="translate({x:.1f} {{y}})">'
        dot = f'<circle cx="4" cy="{y - 4:.1f}" r="4" fill="{paint[kind]}"/>'
        parts.append(f"{moved}{dot}{text(13, y, cut(kind, 28), look.ink)}</g>")
        x += size
    return parts, y + 8
