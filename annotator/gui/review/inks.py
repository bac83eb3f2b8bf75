"""How each annotator is drawn in review: a colour, a line above or below the words, whole or dashed."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.gui.theme import Theme

# Red and teal are told apart by every kind of eye; the others follow in the same manner.
_NAMES = ("red", "teal", "purple", "orange", "blue", "olive", "pink", "brown")
GOLD_NAME = "grey"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of an annotator's lines and of the name, and the dashes of the line (empty: whole)."""

    line: QColor
    text: QColor
    dashes: tuple[float, ...] = ()


def annotator_ink(theme: Theme, place: int) -> Ink:
    """The ink of the annotator with that place among those compared; every second line is dashed."""
    colours = theme.label(_NAMES[place % len(_NAMES)])
    return Ink(colours.line, colours.ink, () if place % 2 == 0 else (3.0, 1.6))


def gold_ink(theme: Theme) -> Ink:
    """The ink of what gold has."""
    colours = theme.label(GOLD_NAME)
    return Ink(colours.line, colours.ink, (1.0, 1.0))
