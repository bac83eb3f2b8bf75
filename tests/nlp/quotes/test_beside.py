"""Quotes in a language nobody listed cue words of: marks and the names beside them."""

import pytest

from annotator.core.span import Span
from annotator.nlp.quotes.article import find_quotes
from annotator.nlp.quotes.beside import neighbours


def names(text, *wanted):
    return [
        Span(n, "entities", "PERSON", text.index(name), text.index(name) + len(name), name)
        for n, name in enumerate(wanted, 1)
    ]


def read(text, language, *wanted):
    found = neighbours(text, names(text, *wanted), language)
    return [
        (
            " | ".join(text[slice(*part)] for part in quote.content),
            text[slice(*quote.speaker)] if quote.speaker else None,
            quote.name,
        )
        for quote in found.quotes
    ]


@pytest.mark.parametrize(
    ("language", "text", "content", "name"),
    [
        ("fi", "”Silta on kiinni tänään”, Aino Niemi sanoi.", "”Silta on kiinni tänään”", "Aino Niemi"),
        ("de", "„Die Brücke ist heute zu“, sagte Anna Hall.", "„Die Brücke ist heute zu“", "Anna Hall"),
        ("fr", "« Le pont est fermé », a dit Anne Hall.", "« Le pont est fermé »", "Anne Hall"),
        ("sv", "Anna Hall: ”Bron är stängd i dag.”", "”Bron är stängd i dag.”", "Anna Hall"),
        ("xx", "Ann Hale says “the bridge is shut today”.", "“the bridge is shut today”", "Ann Hale"),
    ],
)  # fmt: skip
def test_the_nearest_name_speaks(language, text, content, name):
    assert read(text, language, name) == [(content, name, name)]


def test_a_comma_before_the_closing_mark_sends_the_speaker_behind():
    text = "Bo Tarn lähti. ”Silta on kiinni nyt”, Aino Niemi sanoi."
    assert read(text, "fi", "Bo Tarn", "Aino Niemi")[0][1] == "Aino Niemi"


def test_a_name_within_marks_does_not_speak():
    text = "”Bo Tarn lähti jo eilen kotiin.”"
    assert read(text, "fi", "Bo Tarn") == [(text, None, "")]


def test_what_goes_on_in_the_paragraph_is_the_same_quote():
    text = "”Silta on kiinni nyt”, Aino Niemi sanoi. ”Avaamme sen pian.”"
    parts = "”Silta on kiinni nyt” | ”Avaamme sen pian.”"
    assert read(text, "fi", "Aino Niemi") == [(parts, "Aino Niemi", "Aino Niemi")]


def test_a_paragraph_of_nothing_else_has_the_last_speaker():
    text = "”Silta on kiinni nyt”, Aino Niemi sanoi.\n\n”Avaamme sen pian.”"
    assert read(text, "fi", "Aino Niemi")[1] == ("”Avaamme sen pian.”", None, "Aino Niemi")


def test_a_word_in_marks_is_no_quote():
    found = neighbours("Tämä ”silta” on vanha.", [], "fi")
    assert (found.quotes, [one.reason for one in found.denied]) == ((), ["scare"])


def test_an_unknown_language_is_read_so_whatever_was_parsed(pipeline):
    text = "”Silta on kiinni tänään”, Aino Niemi sanoi."
    (quote,) = find_quotes(text, [(0, pipeline.nlp(text))], names(text, "Aino Niemi"), "fi").quotes
    assert quote.name == "Aino Niemi"


@pytest.mark.parametrize("text", ["", "\n\n", "”", "””””", "« »", "😀 ”😀😀”", "”a" * 400])
def test_odd_marks_do_no_harm(text):
    for quote in neighbours(text, [], "fi").quotes:
        assert all(0 <= start < end <= len(text) for start, end in quote.content)
