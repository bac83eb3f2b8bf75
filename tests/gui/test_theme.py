import pytest
from PySide6.QtGui import QColor, QPalette

from annotator.core.scheme import COLOURS
from annotator.gui import fonts
from annotator.gui.theme import DARK, LIGHT, Theme, apply, load_theme


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(ink: QColor, ground: QColor) -> bool:
    """Whether text of one colour can be read on another: a contrast of 4.5 to 1 at least."""
    return contrast(ink, ground) >= 4.5


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@pytest.fixture(params=[LIGHT, DARK])
def theme(request, qapp) -> Theme:
    return load_theme(request.param)


def test_every_colour_of_a_scheme_has_paint(theme):
    assert set(theme.labels) == set(COLOURS)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_tag_is_readable_on_page_and_tint_and_words_on_the_tint(theme, colour):
    label = theme.label(colour)
    assert readable(label.ink, theme.page.page)
    assert readable(label.ink, label.tint)
    assert readable(theme.page.ink, label.tint)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_line_stands_out_from_page_and_tint(theme, colour):
    label = theme.label(colour)
    assert contrast(label.line, theme.page.page) >= 3
    assert contrast(label.line, label.tint) >= 3


def test_no_two_labels_share_a_line_pattern(theme):
    assert len({label.pattern for label in theme.labels.values()}) == len(COLOURS)


def test_words_are_readable_on_everything_the_page_puts_behind_them(theme):
    page = theme.page
    for ground in (
        page.page,
        page.selection,
        page.found,
        page.found_now,
        page.agreed,
        page.open,
        page.decided,
    ):
        assert readable(page.ink, ground)
    assert readable(page.muted, page.page)


def test_the_windows_texts_are_readable(theme):
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
    ]
    for ink, ground in pairs:
        assert readable(theme.palette.color(ink), theme.palette.color(ground)), (ink, ground)


def test_applying_a_theme_sets_style_palette_and_font(theme, qapp):
    apply(qapp, theme)
    assert qapp.style().name() == "fusion"
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.page.page
    assert qapp.font().family() == fonts.SANS


def test_a_colour_a_theme_does_not_know_is_painted_grey(theme):
    assert theme.label("ultraviolet") == theme.label("grey")
