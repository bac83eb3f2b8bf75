"""The name behind a surname, a pronoun, a role, and behind nobody."""

import pytest

NAMED = [
    ("Wei Qishan came. “It is dry,” Wei said.", "Wei Qishan"),
    ("Martin Hale Jr. came. “It is dry,” Hale said.", "Martin Hale Jr."),
    ("Ann Hale met Robert Hale. “It is dry,” Robert said.", "Robert Hale"),
    ("Ann Hale met Robert Hale. “It is dry,” Mr. Hale said.", "Robert Hale"),
    ("Robert Hale met Ann Hale. “It is dry,” Ms. Hale said.", "Ann Hale"),
    ("Mayor Ann Hale came late. “It is dry,” the mayor said.", "Ann Hale"),
    ("“Mayor Hale is late,” Bo Tarn said.\n\n“It is dry,” the mayor said of Bo Tarn.", "Hale"),
    ("Ann Hale came. “It is dry,” her brother, Robert Tarn, said.", "Robert Tarn"),
    ("“It is dry,” said a man who knew Ann Hale.", ""),
    ("“It is dry,” a spokesman for Ann Hale said.", ""),
    ("“It is dry,” people close to Ann Hale said.", ""),
    ("“It is dry,” they said.", ""),
    ("Ann Hale came. “It is dry,” the inspector said.", ""),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=lambda value: str(value)[-40:])
def test_the_last_speaker_has_the_name_the_article_gives(spoken_by, text, name):
    assert spoken_by(text)[-1] == name


def test_a_name_in_what_was_said_is_no_speaker_of_the_next_quote(spoken_by):
    text = "Ann Hale came. “Maria Tarn was there,” Ann Hale said.\n\n“It is dry,” she added."
    assert spoken_by(text) == ["Ann Hale", "Ann Hale"]


def test_the_words_marked_stay_those_of_the_text(quoted):
    text = "Maria Hale came late. “It is dry,” she said."
    assert [speaker for _, speaker, _ in quoted(text)] == ["she"]
