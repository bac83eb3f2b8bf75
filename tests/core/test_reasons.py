"""Why words in quotation marks may be no quote, guessed by how they look."""

import pytest

from annotator.core.quotes import REASONS
from annotator.core.reasons import guessed_reason

CASES = [
    ("The so-called “super quay” is shut.", "scare"),
    ("He watched “The Old Man of the Quay” twice.", "title"),
    ("George “Jay” Keyes came.", "nickname"),
    ("They use the term “berth creep” a lot.", "term"),
    ("What is known as “slack water” came.", "term"),
    ("A banner reading “no more mud” hung there.", "slogan"),
    ("It was “Normal” at last.", "scare"),
    ("“…” he wrote.", "scare"),
    ("Anna\n“Jay” Keyes came.", "scare"),
]


@pytest.mark.parametrize(("text", "reason"), CASES)
def test_a_reason_is_guessed(text, reason):
    bounds = text.index("“"), text.index("”") + 1
    assert guessed_reason(text, bounds) == reason
    assert reason in REASONS
