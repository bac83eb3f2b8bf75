import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import canonical, digest, paragraphs, sentences, word_count, words


def test_carriage_returns_become_line_feeds():
    assert canonical("a\r\nb\rc\n").text == "a\nb\nc\n"


def test_the_line_ends_it_came_with_are_kept_in_mind():
    found = [canonical(raw).newline for raw in ("a\r\nb", "a\rb", "a\nb", "ab")]
    assert found == ["CRLF", "CR", "LF", "LF"]


def test_one_leading_byte_order_mark_goes_and_no_other():
    assert canonical("\ufeff\ufeffa\ufeff").text == "\ufeffa\ufeff"


def test_nothing_else_is_changed():
    raw = " e\u0301\u00a0\u2028\x0b\x1c\x85 \t"
    assert canonical(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "line"), [("a\nb\0", 2), ("a\r\nb\r\n\0", 3), ("a\rb\rc\0", 3), ("\0", 1)]
)
def test_nul_is_refused_by_its_line_whatever_the_line_ends(raw, line):
    with pytest.raises(TextError, match=f"line {line} holds a NUL character"):
        canonical(raw)


def test_a_lone_surrogate_is_refused_by_its_line():
    with pytest.raises(TextError, match="line 2 holds a lone surrogate"):
        canonical("ok 😀\n\ud800")


@given(st.text(alphabet="a\r\n\ufeff😀", max_size=30))
def test_every_kept_character_stands_where_the_cleaning_says(raw):
    found = canonical(raw)
    for place, character in enumerate(raw):
        if place not in found.cleaning.dropped:
            expected = "\n" if character == "\r" else character
            assert found.text[found.cleaning(place)] == expected
    assert found.cleaning(len(raw)) == len(found.text)


def test_the_digest_is_that_of_the_text_as_utf8():
    expected = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert digest("hello") == expected
    assert digest("é") != digest("e\u0301")


def test_a_paragraph_ends_at_a_line_feed_and_nowhere_else():
    text = "one\u2028still\x0bone\n\ntwo\x85"
    assert [text[a:b] for a, b in paragraphs(text)] == ["one\u2028still\x0bone", "", "two\x85"]


@given(st.text(alphabet="ab .!?\n\u2028\x85“”", max_size=60))
def test_paragraphs_joined_are_the_text_and_hold_the_sentences(text):
    bounds = list(paragraphs(text))
    assert "\n".join(text[a:b] for a, b in bounds) == text
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert any(a <= start and end <= b for a, b in bounds)
        last = end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Dr. Jones.", ["Mr. Smith met Dr. Jones."]),
        ("“Go!” He went.", ["“Go!”", "He went."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("It rose 3.5 per cent. 2024 was better.", ["It rose 3.5 per cent.", "2024 was better."]),
        ("One\nTwo", ["One", "Two"]),
    ],
)
def test_sentences_end_at_punctuation_but_not_after_abbreviations(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_words_hold_their_hyphens_and_apostrophes_and_leave_punctuation_alone():
    text = "Anna’s e-mail, Жанна!"
    assert [text[a:b] for a, b in words(text)] == ["Anna’s", "e-mail", ",", "Жанна", "!"]


def test_words_are_counted_by_white_space():
    assert word_count("one two\n\nthree—four") == 3
