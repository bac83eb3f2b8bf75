"""The feedback sheet as a page that opens without network, and as a table."""

from html import escape
from pathlib import Path

from annotator.formats.cells import table
from annotator.formats.files import write_whole
from annotator.project.feedback import Feedback, FeedbackRow

COLUMNS = (
    "article", "title", "start", "end", "text", "types", "mine", "gold", "right", "error_type", "reason",
    "reviewer", "at", "sentence",
)  # fmt: skip
"""Offsets are code points, half-open."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1b2230; --muted: #5a6475; --line: #dfe3ea; --page: #fff;
  --mine: #fde2de; --mine-ink: #ab2c1b; --gold: #d7f2e5; --gold-ink: #066b49; --bar: #2867e4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --muted: #9aa5b5; --line: #323a47;
  --page: #171b22; --mine: #4a2420; --mine-ink: #ffb1a6; --gold: #163a2b; --gold-ink: #7fe0b4;
  --bar: #6aa0ff; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
  max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; }
p.sum, .why, .meta { color: var(--muted); } .meta { font-size: .85rem; }
article { border-top: 1px solid var(--line); padding: .9rem 0; break-inside: avoid; }
blockquote { font: 1.1rem/1.7 Georgia, serif; margin: .3rem 0 .5rem; overflow-wrap: anywhere; }
mark { background: #fdefbf; color: #1b2230; border-radius: 3px; padding: 0 .15em; }
.mine, .gold { border-radius: 4px; padding: .1em .45em; }
.mine { background: var(--mine); color: var(--mine-ink); }
.gold { background: var(--gold); color: var(--gold-ink); }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg rect { fill: var(--bar); }
@media print { body { margin: 0; max-width: none; } }
"""


def write_html(path: Path, sheet: Feedback) -> None:
    """Write the sheet as one page. Raises FileError when it cannot be written."""
    write_whole(path, html_of(sheet).encode("utf-8"))


def write_csv(path: Path, sheet: Feedback, *, mark: bool = False) -> None:
    """Write the sheet as a table, with a byte order mark for Excel if asked for. Raises FileError."""
    write_whole(path, table([COLUMNS, *map(_cells, sheet.rows)], mark=mark))


def html_of(sheet: Feedback) -> str:
    """The page: a summary with bars, then every decision with its sentence."""
    title = f"Feedback for {escape(sheet.annotator)}"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{title}</h1><p class="sum">{escape(sheet.sentence())}</p>',
        _bars("What went wrong", sheet.error_types.most_common()),
        _bars("Where it differed", sheet.types.most_common()),
        _bars("Taken for another", sheet.confusions.most_common(8)),
    ]
    before = None
    for row in sheet.rows:
        if row.article_id != before:
            parts.append(f"<h2>{escape(row.title or 'Untitled')}</h2>")
            before = row.article_id
        parts.append(_article(row))
    return "\n".join((*parts, "</body></html>", ""))


def file_name(annotator: str, ending: str) -> str:
    """A name for an annotator's sheet that stays in its folder."""
    kept = (
        "".join(c if c.isalnum() or c in "-_ " else "_" for c in annotator).strip() or "annotator"
    )
    return f"feedback-{kept[:60]}{ending}"


def _article(row: FeedbackRow) -> str:
    why = " · ".join(part for part in (row.error_type, row.reason) if part)
    told = f'<p class="why">{escape(why)}</p>' if why else ""
    mine = f'<span class="mine">you: {escape(row.mine)}</span>'
    gold = f'<span class="gold">gold: {escape(row.gold)}</span>'
    by = (
        f"{escape(', '.join(row.types))} · decided by {escape(row.reviewer)}, {escape(row.at[:10])}"
    )
    return (
        f'<article><blockquote dir="auto">{escape(row.before)}<mark>{escape(row.text)}</mark>'
        f"{escape(row.after)}</blockquote><p>{mine if not row.right else ''} {gold}</p>{told}"
        f'<p class="meta">{by}</p></article>'
    )


def _bars(title: str, counts: list[tuple[str, int]]) -> str:
    """Counts as horizontal bars, drawn into the page."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    bars = []
    for n, (name, count) in enumerate(counts):
        y, width = n * 24, round(300 * count / most)
        bars.append(
            f'<text x="0" y="{y + 16}">{escape(name)}</text>'
            f'<rect x="220" y="{y + 4}" width="{width}" height="14" rx="3"/>'
            f'<text x="{228 + width}" y="{y + 16}">{count}</text>'
        )
    high = len(counts) * 24
    label = ", ".join(f"{name} {count}" for name, count in counts)
    return (
        f'<h2>{title}</h2><svg role="img" aria-label="{escape(label)}" width="580" height="{high}" '
        f'viewBox="0 0 580 {high}">{"".join(bars)}</svg>'
    )


def _cells(row: FeedbackRow) -> tuple[object, ...]:
    sentence = " ".join(f"{row.before}[{row.text}]{row.after}".split())
    return (
        row.article_id, row.title, row.start, row.end, row.text, ", ".join(row.types), row.mine, row.gold,
        "yes" if row.right else "no", row.error_type, row.reason, row.reviewer, row.at, sentence,
    )  # fmt: skip
