"""The type and the distances of the page, all in proportion to the size of its text."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui.fonts import small_font, text_font

TEXT_PIXELS = 17.0
_MIN_MARGIN = 28.0
_BESIDE_CHIPS = 14.0
_CHIP_LEAST = 96.0
_CHIP_SHARE = 0.18
_ROOMY = 1.3
_CHARACTERS = 75
_PROSE = (
    "The council met on Tuesday and said that the harbour would stay open until the end of March. "
)


@dataclass(frozen=True)
class LineStyle:
    """How lines of one kind are set: distances in pixels from the line's top."""

    font: QFont
    pitch: float
    band_top: float
    baseline: float
    underline: float
    tag_top: float


@dataclass(frozen=True)
class Measure:
    """Fonts and distances at one zoom, in pixels."""

    text: LineStyle
    heading: LineStyle
    tag_font: QFont
    byline_font: QFont
    tag_height: float
    stroke: float
    lane: float
    paragraph_gap: float
    empty_height: float
    top_margin: float
    byline_height: float
    column: float
    character: float
    heading_character: float
    chip_margin: float

    def column_in(self, width: float, *, with_chips: bool = False) -> tuple[float, float]:
        """The left edge and the width of the text column on a page of some width.

        The left margin is kept free for what stands beside the text, as long as there is room; with chips
        there is always room for a short name. Both come from the width alone, never from what is marked.
        """
        spare = width - self.column
        beside = least = _MIN_MARGIN
        most = self.chip_margin
        if with_chips:
            beside, most = _BESIDE_CHIPS, most * _ROOMY
            least = min(max(_CHIP_LEAST, width * _CHIP_SHARE), self.chip_margin)
        left = float(round(max(min(max(spare - _MIN_MARGIN, least), most), spare / 2)))
        return left, max(min(self.column, width - left - beside), self.character * 8)


@lru_cache(maxsize=16)
def measure(zoom: int) -> Measure:
    """The measure at a zoom in per cent; 100 sets text in 17 pixels."""
    pixels = float(max(6, round(TEXT_PIXELS * zoom / 100)))
    text = _line_style(text_font(pixels), pixels, descent=0.30, leading=2.0)
    heading_pixels = round(pixels * 1.5)
    heading = _line_style(
        text_font(heading_pixels, bold=True), heading_pixels, descent=0.26, leading=1.6
    )
    character = _prose_width(text.font)
    return Measure(
        text=text,
        heading=heading,
        tag_font=_tag_font(pixels),
        byline_font=small_font(pixels * 0.76),
        tag_height=pixels * 0.46,
        stroke=max(1.5, pixels * 0.11),
        lane=pixels * 0.18,
        paragraph_gap=pixels * 0.6,
        empty_height=pixels * 0.3,
        top_margin=pixels * 1.1,
        byline_height=pixels * 2.5,
        column=character * _CHARACTERS,
        character=character,
        heading_character=_prose_width(heading.font),
        chip_margin=pixels * 8.0,
    )


def _line_style(font: QFont, pixels: float, *, descent: float, leading: float) -> LineStyle:
    metrics = QFontMetricsF(font)
    baseline = metrics.ascent() + pixels * 0.04
    underline = baseline + pixels * descent
    return LineStyle(
        font=font,
        pitch=round(pixels * leading),
        band_top=baseline - pixels * 0.88,
        baseline=baseline,
        underline=underline,
        tag_top=underline + max(4.5, pixels * 0.29),
    )


def _tag_font(pixels: float) -> QFont:
    font = small_font(max(7.0, pixels * 0.53), bold=True)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, pixels * 0.02)
    return font


def _prose_width(font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_PROSE) / len(_PROSE)
