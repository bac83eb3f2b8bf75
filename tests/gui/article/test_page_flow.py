from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.flow import LONGEST_PIECE, Block, Flow, Kind, blocks


def cut(text: str, title: str = "") -> list[Block]:
    return blocks(text, title, lambda offset: offset)


@given(st.text(st.sampled_from("ab .\n\u2028"), max_size=200))
def test_blocks_hold_every_character_but_the_line_feeds(text):
    assert "\n".join(text[block.start : block.end] for block in cut(text)) == text


@given(st.lists(st.text("ab .", min_size=1, max_size=900), min_size=8, max_size=12))
def test_pieces_of_a_long_paragraph_join_without_a_gap(parts):
    text = " ".join(parts)
    found = cut(text)
    assert "".join(text[block.start : block.end] for block in found) == text
    assert all(block.end - block.start <= LONGEST_PIECE for block in found)
    assert [block.opens for block in found] == [True] + [False] * (len(found) - 1)
    assert [block.closes for block in found] == [False] * (len(found) - 1) + [True]


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "One two three. " * 400
    assert all(text[: block.end].endswith(". ") for block in cut(text)[:-1])


def test_a_word_without_end_is_cut_all_the_same():
    assert len(cut("x" * 5_000)) == 3


def test_the_first_paragraph_is_the_heading_when_it_is_the_title():
    assert cut("A title\nText.", "A title")[0].kind is Kind.HEADING
    assert cut("A title!\nText.", "A title")[0].kind is Kind.TEXT
    assert cut("\nText.", "")[0].kind is Kind.TEXT


def flow() -> Flow:
    return Flow(cut("ab\n\ncdef"), [10.0, 5.0, 20.0])


def test_a_height_that_becomes_known_moves_what_is_below():
    moved = flow()
    assert (moved.top(2), moved.total) == (15.0, 35.0)
    moved.set_height(1, 8.0)
    assert (moved.top(2), moved.total) == (18.0, 38.0)


def test_a_place_is_found_by_height_and_by_offset():
    assert [flow().index_at(y) for y in (-5.0, 0.0, 9.9, 10.0, 15.0, 99.0)] == [0, 0, 0, 1, 2, 2]
    assert [flow().index_of(offset) for offset in (0, 2, 3, 4, 8)] == [0, 0, 1, 2, 2]


@given(st.floats(0, 34.9))
def test_about_where_an_offset_stands_and_back_are_close(y):
    offset = flow().offset_at(y)
    assert abs(flow().y_of(offset) - y) <= 10.0


def test_a_paragraph_is_found_from_any_of_its_pieces():
    text = "One two three. " * 400
    found = cut(f"a\n{text}\nb")
    whole = Flow(found, [1.0] * len(found)).paragraph(2)
    assert whole == (2, 2 + len(text))
