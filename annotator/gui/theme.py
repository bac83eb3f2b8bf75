"""Themes: the colours of the window, the page and the labels, light and dark, read from TOML.

Colours of the window's parts follow the palette. Colours of labels are data: a scheme names one of ten,
and each theme turns the name into a tint, a line and an ink of sufficient contrast.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.core.resources import resource
from annotator.gui.fonts import interface_font, load_fonts

LIGHT = "light"
DARK = "dark"


class LinePattern(StrEnum):
    """How the line under a label's words is drawn, so that colour is never the only sign."""

    SOLID = "solid"
    DOUBLE = "double"
    TICKED = "ticked"
    RAILED = "railed"
    THICK = "thick"
    BEADED = "beaded"
    DOTTED = "dotted"
    LONG = "long"
    MIXED = "mixed"
    THIN = "thin"


PATTERNS = {
    "blue": LinePattern.SOLID,
    "green": LinePattern.DOUBLE,
    "orange": LinePattern.TICKED,
    "purple": LinePattern.RAILED,
    "red": LinePattern.THICK,
    "teal": LinePattern.BEADED,
    "pink": LinePattern.DOTTED,
    "olive": LinePattern.LONG,
    "brown": LinePattern.MIXED,
    "grey": LinePattern.THIN,
}


@dataclass(frozen=True)
class LabelColours:
    """How a label is painted: `tint` behind the words, `line` under them, `ink` for its name."""

    tint: QColor
    line: QColor
    ink: QColor
    pattern: LinePattern


@dataclass(frozen=True)
class PageColours:
    """The colours of the page besides those of labels."""

    page: QColor
    ink: QColor
    muted: QColor
    ring: QColor
    wavy: QColor
    selection: QColor
    cursor: QColor
    found: QColor
    found_now: QColor
    agreed: QColor
    open: QColor
    decided: QColor


@dataclass(frozen=True)
class Theme:
    """One complete set of colours.

    `base` has the ten named ones, for what the palette has no role for: page, ground, raised, line,
    muted, ink, accent, wash, good, bad.
    """

    name: str
    base: Mapping[str, QColor]
    palette: QPalette
    page: PageColours
    labels: Mapping[str, LabelColours]

    def label(self, colour: str) -> LabelColours:
        """The colours of a label by the colour's name in the scheme, grey for one not known."""
        return self.labels.get(colour, self.labels["grey"])


def theme_name(wish: str) -> str:
    """`light` or `dark` for the wish `light`, `dark` or `system`."""
    if wish in {LIGHT, DARK}:
        return wish
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name, `light` or `dark`."""
    tables = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    base = {key: QColor(value) for key, value in tables["base"].items()}
    labels = {
        key: LabelColours(
            tint=_colour(base, table["tint"]),
            line=_colour(base, table["line"]),
            ink=_colour(base, table["ink"]),
            pattern=PATTERNS[key],
        )
        for key, table in tables["label"].items()
    }
    page = PageColours(**{key: _colour(base, value) for key, value in tables["page"].items()})
    return Theme(name, base, _palette(base, tables), page, labels)


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the whole application the look of a theme: style, palette and font."""
    load_fonts()
    # Fusion's style hints would follow the desktop's scheme; the palette below is ours alone.
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(theme.palette)
    app.setFont(interface_font())


def _colour(base: Mapping[str, QColor], value: str) -> QColor:
    return base[value] if value in base else QColor(value)


def _palette(base: Mapping[str, QColor], tables: Mapping[str, Mapping[str, str]]) -> QPalette:
    palette = QPalette()
    for key, value in tables["palette"].items():
        palette.setColor(_role(key), _colour(base, value))
    for key, value in tables["disabled"].items():
        palette.setColor(QPalette.ColorGroup.Disabled, _role(key), _colour(base, value))
    return palette


def _role(name: str) -> QPalette.ColorRole:
    role: QPalette.ColorRole = getattr(QPalette.ColorRole, name)
    return role
