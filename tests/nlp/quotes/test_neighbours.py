"""Speakers and cues from the words beside content, without a parse."""

import pytest

from annotator.nlp.quotes.neighbours import candidates


def first(text, content, names=(), language="en"):
    start = text.index(content)
    places = [(text.index(name), text.index(name) + len(name)) for name in names]
    found = candidates(text, [(start, start + len(content))], places, language)
    return [text[slice(*bounds)] for bounds in found.speakers[:1] + found.cues[:1]]


PLAIN = [
    ("“It is dry,” Hale said.", "“It is dry,”", ["Hale", "said"]),
    ("“It is dry,” said Ann Hale on Tuesday.", "“It is dry,”", ["Ann Hale", "said"]),
    ("“It is dry,” Hale said on Tuesday.", "“It is dry,”", ["Hale", "said"]),
    ("Hale said: “It is dry.”", "“It is dry.”", ["Hale", "said"]),
    ("Hale told reporters “it is dry”.", "“it is dry”", ["Hale", "told"]),
    ("“It is dry,” she added.", "“It is dry,”", ["she", "added"]),
    ("“It is dry,” the mayor said.", "“It is dry,”", ["the mayor", "said"]),
    (
        "The repair was cheap, according to the council.",
        "The repair was cheap",
        ["the council", "according to"],
    ),
    (
        "The pier would open soon, the warden said.",
        "The pier would open soon",
        ["the warden", "said"],
    ),
    (
        "The warden said the pier would open soon.",
        "the pier would open soon",
        ["The warden", "said"],
    ),
    ("Hale: “It is dry.”", "“It is dry.”", ["Hale", ":"]),
    ("“It is dry,” Hale said. “It is wet,” said Tarn.", "“It is wet,”", ["Tarn", "said"]),
]


@pytest.mark.parametrize(("text", "content", "expected"), PLAIN, ids=lambda value: str(value)[:40])
def test_the_first_candidates_are_the_speaker_and_the_cue(text, content, expected):
    assert first(text, content) == expected


def test_names_of_the_article_come_after_what_stands_beside_the_cue():
    text = "Bo Tarn came. “It is dry,” Hale said."
    start = text.index("“")
    found = candidates(text, [(start, start + 12)], [(0, 7), (27, 31)], "en")
    assert next(text[slice(*bounds)] for bounds in found.speakers) == "Hale"
    assert "Bo Tarn" in [text[slice(*bounds)] for bounds in found.speakers]


def test_a_language_without_cues_offers_the_nearest_name():
    text = "Mitä tapahtui? ”Se on kuiva”, Virtanen sanoi. Niemi lähti."
    names = ("Virtanen", "Niemi")
    assert first(text, "”Se on kuiva”", names, "fi")[0] == "Virtanen"


def test_content_outside_every_paragraph_offers_nothing():
    assert candidates("", [(0, 1)], [], "en").speakers == ()


def test_names_within_the_content_do_not_speak():
    text = "“Bo Tarn was here,” Hale said."
    found = candidates(text, [(0, 19)], [(1, 8)], "en")
    assert "Bo Tarn" not in [text[slice(*bounds)] for bounds in found.speakers]
