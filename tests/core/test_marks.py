"""Quotation marks: which stretches they enclose, in every style, and which have no partner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.marks import quoted_share, stretches, unbalanced

STYLES = [
    ("She said “yes” and “no”.", ["“yes”", "“no”"]),
    ('She said "yes" and "no".', ['"yes"', '"no"']),
    ("''Yes,'' she said. ''No.''", ["''Yes,''", "''No.''"]),
    ("``Yes,'' she said.", ["``Yes,''"]),
    ("‘‘Yes,’’ she said.", ["‘‘Yes,’’"]),
    ("„Ja“, sagte sie.", ["„Ja“"]),
    ("»Ja«, sagte sie.", ["»Ja«"]),
    ("« Oui », dit-elle.", ["« Oui »"]),
    ("”Ja”, sade hon.", ["”Ja”"]),
    ("“He called it “a joke” twice,” she said.", ["“He called it “a joke” twice,”"]),
    ("“We dedicate it to you,’’ she said.", ["“We dedicate it to you,’’"]),
    ('The 6\'2" sailor said "yes".', ['"yes"']),
    ('<post author="hale">Hello</post> said “yes”.', ["“yes”"]),
    ("“Yes 🎉,” she said.", ["“Yes 🎉,”"]),
    (
        "‘It is dry,’ she said. ‘The residents’ boats are safe.’",
        ["‘It is dry,’", "‘The residents’ boats are safe.’"],
    ),
    ("‘It is dry’, said Hale.", ["‘It is dry’"]),
    ("'It is dry,' Hale said. 'We don't know.'", ["'It is dry,'", "'We don't know.'"]),
    ("The residents’ boats of the ’90s and rock ’n’ roll.", []),
    ("The workers' boats of '98, and 'n' roll.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), STYLES, ids=lambda value: str(value)[:30])
def test_stretches_are_found_in_every_style(text, expected):
    assert [text[found.start : found.end] for found in stretches(text)] == expected


def test_single_marks_within_double_ones_are_no_stretches_of_their_own():
    text = "“He told me ‘go home’,” she said. She meant ‘home’."
    assert [text[found.start : found.end] for found in stretches(text)] == [
        "“He told me ‘go home’,”"
    ]


def test_a_stretch_ends_with_its_paragraph_and_the_next_continues_it():
    text = "“One.\n\n“Two.”\n“Three.”"
    first, second, third = stretches(text)
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)
    assert (third.closed, third.continues) == (True, False)


def test_a_lost_closing_mark_does_not_reach_the_next_paragraph():
    text = "“One, she said.\nTwo.\n“Three.”"
    assert [text[found.start : found.end] for found in stretches(text)] == [
        "“One, she said.",
        "“Three.”",
    ]
    assert not any(found.continues for found in stretches(text))


def test_marks_without_a_partner_are_told():
    assert unbalanced("“One, she said.\nTwo.") == (0,)
    assert unbalanced("One”, she said.") == (3,)


def test_a_quotation_over_paragraphs_has_its_partners():
    assert unbalanced("“One.\n\n“Two.”") == ()


def test_a_measure_in_inches_is_no_mark_without_a_partner():
    assert unbalanced('a 5" pipe') == ()


SHARES = [("“All of it”", 1.0), ("none of it", 0.0), ("half “of it all”", 0.75), ("", 0.0)]


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_the_share_of_quoted_words(text, share):
    assert quoted_share(text) == share


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="“”„«»\"'‘’` a.,<>\nÄ🎉", max_size=60))
def test_stretches_never_overlap_nor_cross_a_paragraph(text):
    end = 0
    for found in stretches(text):
        assert end <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        end = found.end
    assert all(0 <= offset < len(text) for offset in unbalanced(text))
    assert 0.0 <= quoted_share(text) <= 1.0


@pytest.mark.parametrize("piece", ["“a ", '" a', "<a b='c'>“x” ", "''a'' ", "‘a b ", '“„»" '])
def test_a_long_paragraph_of_marks_takes_no_time(piece):
    text = piece * 20_000
    assert len(stretches(text)) <= len(text)
