from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.formats import FORMATS, Reading, format_for


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.txt", "text"), ("A.TXT", "text"), ("README", "text"), ("a.md", "text"), ("a.csv", "csv"),
     ("a.tsv", "csv"), ("a.jsonl", "json"), ("a.json", "json")],
)  # fmt: skip
def test_the_ending_of_a_name_tells_the_format(name: str, format_: str) -> None:
    assert format_for(Path(name)).name == format_


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.pdf", "a.spacy", "a.conll", "a.xlsx"])
def test_a_format_that_is_not_read_is_refused_naming_those_that_are(name: str) -> None:
    suffix = Path(name).suffix
    with pytest.raises(
        InputError, match=f"{suffix} files cannot be read; Annotator reads plain text"
    ):
        format_for(Path(name))


def test_a_chosen_format_wins_over_the_ending() -> None:
    assert format_for(Path("a.docx"), Reading(format="text")).name == "text"
    assert format_for(Path("a.jsonl"), Reading(format="annotator")).name == "annotator"


def test_an_unknown_format_is_refused_naming_all() -> None:
    with pytest.raises(
        InputError, match="no format called brat; there are text, csv, json, annotator"
    ):
        format_for(Path("a.txt"), Reading(format="brat"))


def test_formats_have_different_names() -> None:
    assert len({known.name for known in FORMATS}) == len(FORMATS)
