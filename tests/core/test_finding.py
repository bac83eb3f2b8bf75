import pytest

from annotator.core.finding import places


def found(text: str, wanted: str, **how: bool) -> list[str]:
    return [text[start:end] for start, end in places(text, wanted, **how)]


def test_whole_words_are_found_before_a_possessive_and_a_hyphen_but_not_inside_a_word():
    text = "Lind’s boat, the Lind-built quay, Lindholm and Lind."
    assert len(found(text, "Lind")) == 3
    assert len(found(text, "Lind", whole_words=False)) == 4


def test_case_counts_unless_told_otherwise():
    assert found("US told us", "US") == ["US"]
    assert found("US told us", "US", match_case=False) == ["US", "us"]


def test_letters_that_grow_when_lowered_keep_their_places():
    text = "İzmir and the STRASSE of Straße"
    assert found(text, "straße", match_case=False) == ["Straße"]
    assert found(text, "and", match_case=False) == ["and"]


def test_a_name_is_found_over_a_no_break_space_but_not_over_a_paragraph_end():
    assert found("Ann\u00a0Hale met Ann  Hale. Ann\nHale", "Ann Hale") == [
        "Ann\u00a0Hale",
        "Ann  Hale",
    ]


def test_signs_are_taken_as_they_are():
    assert found("AT&T (US) and C++.", "C++") == ["C++"]
    assert found("AT&T (US) and C++.", "(US)") == ["(US)"]


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_nothing_is_found_for_nothing(nothing: str):
    assert found("a b", nothing) == []
