from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.gui.article.layout import TextBlock, grapheme_edge, reads_from_right
from annotator.gui.article.measure import measure
from annotator.gui.fonts import load_fonts, load_fonts_for

FAMILY = "👩\u200d👩\u200d👧"
ARABIC = "قال محمد في Norrhavn اليوم"
MIXED = "He said سلام عليكم today"


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()
    load_fonts_for(ARABIC)


def block(text: str, width: float = 5_000.0, start: int = 0, end: int | None = None) -> TextBlock:
    last = len(text) if end is None else end
    style = measure(100).text
    return TextBlock(text, (start, last), style, width, from_right=reads_from_right(text, start))


texts = st.text(
    st.sampled_from(
        [*"abc dé.’", "е", "ш", "\u0301", "\u200d", "👩", "👧", "\u00a0", "\t", "س", "ל", "漢"]
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_lines_hold_every_code_point_once(text):
    lines = block(text, 90.0).lines()
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(lines))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_grapheme_holds_the_code_point_it_was_asked_for(text):
    laid_out = block(text)
    for offset in range(len(text)):
        start, end = laid_out.grapheme(offset)
        assert start <= offset < end


@pytest.mark.parametrize(
    "text", ["Norrhavn and Brevik", ARABIC, MIXED, "Мэр Анна Петрова", "שלום Oslo"]
)
def test_a_click_on_a_character_finds_that_character(text):
    laid_out = block(text)
    for offset, character in enumerate(text):
        if character.isspace():
            continue
        (stretch,) = laid_out.stretches(offset, offset + 1)
        if stretch.right - stretch.left < 1:
            continue  # the second half of a ligature has no width of its own
        middle = (stretch.left + stretch.right) / 2
        assert laid_out.character_at(middle, 10.0) == offset


def test_a_family_of_joined_emoji_is_one_character():
    text = f"a{FAMILY}b"
    laid_out = block(text)
    assert laid_out.grapheme(3) == (1, 1 + len(FAMILY))
    (stretch,) = laid_out.stretches(1, 1 + len(FAMILY))
    assert laid_out.character_at((stretch.left + stretch.right) / 2, 10.0) == 1


def test_a_letter_with_its_accent_is_one_character():
    assert block("e\u0301x").grapheme(0) == (0, 2)
    assert block("e\u0301x").grapheme(1) == (0, 2)


def test_after_emoji_offsets_are_still_code_points():
    text = f"{FAMILY} Ann 🎉 Hale"
    laid_out = block(text)
    start = text.index("Hale")
    (stretch,) = laid_out.stretches(start, start + 4)
    assert laid_out.character_at(stretch.left + 1, 10.0) == start
    assert laid_out.nearest_edge(stretch.right - 0.5, 10.0) == len(text)


def test_words_from_right_to_left_have_their_own_stretch():
    start = MIXED.index("سلام")
    (stretch,) = block(MIXED).stretches(start, start + 4)
    (before,) = block(MIXED).stretches(0, start)
    assert stretch.from_right
    assert stretch.left > before.right


def test_a_span_over_both_directions_has_a_stretch_for_each_piece():
    found = block(MIXED).stretches(5, MIXED.index("سلام") + 4)
    assert len(found) == 2
    assert [part.first for part in found] == [True, False]
    assert [part.last for part in found] == [False, True]


def test_a_paragraph_from_right_to_left_stands_at_the_right():
    (stretch,) = block(ARABIC, 600.0).stretches(0, 3)
    assert stretch.right > 590.0


def test_a_line_separator_does_not_end_the_line():
    text = "one\u2028two\u2029three\u0085four\x0bfive\x0csix"
    assert block(text).line_count == 1
    assert block(text).lines() == [(0, len(text))]


def test_a_no_break_space_keeps_its_words_together():
    text = "aaa bbb\u00a0ccc"
    laid_out = block(text, 70.0)
    assert laid_out.line_of(text.index("bbb")) == laid_out.line_of(text.index("ccc"))


def test_glyphs_of_another_font_do_not_move_a_line():
    plain, mixed = block("Norrhavn " * 30, 300.0), block("Norrhavn سلام " * 20, 300.0)
    assert plain.height == plain.line_count * measure(100).text.pitch
    assert mixed.height == mixed.line_count * measure(100).text.pitch


def test_a_block_in_the_middle_of_a_text_speaks_the_texts_offsets():
    text = "🎉 first\nsecond 🎉 place"
    start = text.index("second")
    laid_out = block(text, start=start)
    place = text.index("place")
    (stretch,) = laid_out.stretches(place, place + 5)
    assert laid_out.character_at(stretch.left + 1, 10.0) == place


def test_the_first_letter_tells_the_direction():
    assert reads_from_right(ARABIC, 0)
    assert not reads_from_right("“12 Norrhavn”", 0)
    assert reads_from_right("Norrhavn\n“سلام", 9)


def test_a_cut_never_parts_a_grapheme():
    text = "x" * 50 + FAMILY + "y" * 50
    for offset in range(51, 50 + len(FAMILY)):
        assert grapheme_edge(text, offset) == 50
    assert grapheme_edge(text, 40) == 40
