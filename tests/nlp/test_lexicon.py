"""The word lists: well-formed, and looked up as their readers expect."""

import pytest

from annotator.core.resources import resource
from annotator.nlp.cues import cues
from annotator.nlp.lexicon import Lexicon, lexicon

FILES = sorted(resource("lexicons", "en").glob("*.txt"))
CASED = {
    "places",
    "organisations",
    "given_names",
    "demonyms",
    "calendar",
    "ordinary",
    "openers",
    "function_words",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_says_what_it_is_and_names_nothing_twice(file):
    lines = file.read_text(encoding="utf-8").split("\n")
    words = [line for line in lines if line and not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert len(words) == len(set(words))
    assert all(word == " ".join(word.split()) and "’" not in word for word in words)
    assert file.stem in CASED or all(word == word.lower() for word in words)


def test_each_list_is_read():
    assert {file.stem for file in FILES} < {*Lexicon.__dataclass_fields__}
    assert all(getattr(lexicon("en"), file.stem) for file in FILES)


def test_a_language_without_lists_has_an_empty_lexicon_and_no_cues():
    assert lexicon("xx") == Lexicon(cues("xx"))
    assert not cues("xx").person_before.search("said ")
