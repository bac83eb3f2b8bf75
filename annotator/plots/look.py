"""How plots look: the paints of a page, light or dark, and the ramp of a heat map."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Look:
    """Paints as CSS colours; `ink` of text, `muted` of axes, `low` and `high` the ends of the ramp.

    `series` are the paints of lines and bars, told apart by people who do not see all colours.
    """

    ink: str = "#1b2230"
    muted: str = "#5a6475"
    line: str = "#dfe3ea"
    page: str = "#ffffff"
    low: tuple[int, int, int] = (244, 247, 253)
    high: tuple[int, int, int] = (40, 103, 228)
    series: tuple[str, ...] = ("#2867e4", "#c2410c", "#0f766e", "#7c3aed", "#a16207", "#be185d")
    font: str = "system-ui, sans-serif"

    def shade(self, share: float) -> tuple[str, str]:
        """The paint of a share between 0 and 1, and the ink that can be read on it."""
        part = min(max(share, 0.0), 1.0)
        mixed = [round(a + (b - a) * part) for a, b in zip(self.low, self.high, strict=True)]
        # Rec. 709 luma: what is darker than mid grey wants light ink.
        luma = 0.2126 * mixed[0] + 0.7152 * mixed[1] + 0.0722 * mixed[2]
        return (
            f"#{mixed[0]:02x}{mixed[1]:02x}{mixed[2]:02x}",
            "#ffffff" if luma < 140 else "#1b2230",
        )


DARK = Look(
    ink="#e6eaf0",
    muted="#9aa5b5",
    line="#323a47",
    page="#171b22",
    low=(30, 36, 46),
    high=(106, 160, 255),
    series=("#6aa0ff", "#fb923c", "#2dd4bf", "#c4b5fd", "#facc15", "#f9a8d4"),
)


def document(width: float, height: float, title: str, body: str, look: Look) -> str:
    """A whole SVG image with a title for who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{look.font}" font-size="12">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def text(x: float, y: float, words: str, fill: str, anchor: str = "start", more: str = "") -> str:
    """A text at its base line; `anchor` is start, middle or end."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}"{more}>'
        f"{escape(words)}</text>"
    )


def box(x: float, y: float, width: float, height: float, fill: str, told: str = "") -> str:
    """A filled box; `told` is shown to who points at it."""
    title = f"<title>{escape(told)}</title>" if told else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}" rx="2">{title}</rect>'
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str) -> str:
    """A thin straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"/>'


def cut(words: str, most: int) -> str:
    """Words that fit where there is room for so many characters."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
