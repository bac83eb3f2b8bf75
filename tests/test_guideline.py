"""The quote guideline: plain enough to be shown in the window, and silent on nothing the scheme asks."""

import re

import pytest

from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    REASONS,
    ROLE,
    SPEAKER,
    Medium,
    QuoteKind,
    SpeakerStatus,
)
from annotator.core.resources import resource

TERMS = [SPEAKER, CUE, ADDRESSEE, ROLE, NOT_A_QUOTE, "negated", "hypothetical"]


def text() -> str:
    return resource("guideline.md").read_text(encoding="utf-8")


def test_it_has_headings_paragraphs_and_lists_only() -> None:
    lines = text().split("\n")
    assert lines[0].startswith("# ")
    for line in lines[1:]:
        assert re.fullmatch(r"|## [A-Z][^#*_`]+|- [^#*_`]+|[A-Z][^#*`]+", line), line


def test_every_heading_is_followed_by_text() -> None:
    sections = text().split("\n## ")[1:]
    assert len(sections) > 8
    assert all(section.split("\n", 1)[1].strip() for section in sections)


@pytest.mark.parametrize("word", [*Medium, *SpeakerStatus, *QuoteKind, *REASONS, *TERMS])
def test_it_explains_each_value_and_label(word: str) -> None:
    assert re.search(rf"\b{word}\b", text(), re.IGNORECASE)


def test_its_brackets_are_in_pairs() -> None:
    assert all(line.count("[") == line.count("]") for line in text().split("\n"))
