"""The fonts that come with the program, so that the page looks the same everywhere."""

import re
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from annotator.core.resources import resource

SERIF = "Noto Serif"
SANS = "Noto Sans"
ARABIC = "Noto Naskh Arabic"

_UI_POINTS = 10.0
_LATIN = (
    "NotoSerif-Regular",
    "NotoSerif-Bold",
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSans-Italic",
)
_ARABIC_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


@cache
def load_fonts() -> None:
    """Makes the shipped serif and sans known to Qt; later calls do nothing."""
    for name in _LATIN:
        _load(name)


def load_fonts_for(text: str) -> None:
    """Makes known what a text needs besides: the Arabic font, once a text has Arabic letters."""
    if not text.isascii() and _ARABIC_LETTER.search(text):
        _load("NotoNaskhArabic-Regular")


def interface_font() -> QFont:
    """What the window is set in."""
    font = QFont(SANS)
    font.setPointSizeF(_UI_POINTS)
    return font


def text_font(pixels: float, *, bold: bool = False) -> QFont:
    """What articles are set in, at a size in pixels."""
    font = QFont([SERIF, ARABIC])
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def small_font(pixels: float, *, bold: bool = False) -> QFont:
    """What tags and bylines on the page are set in, at a size in pixels."""
    font = QFont([SANS, ARABIC])
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    return font


@cache
def _load(name: str) -> int:
    return QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))
