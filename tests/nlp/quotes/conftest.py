"""Quotes as short descriptions: their parts, speaker, cue and name."""

import pytest

from annotator.nlp.entities import DEFAULT_MAPPING, suggest
from annotator.nlp.quotes.article import find_quotes


@pytest.fixture(scope="session")
def quoted(pipeline):
    """What is found in a text: (parts, speaker, cue) of each quote."""

    def find(text):
        return [
            (
                " | ".join(text[start:end] for start, end in quote.content),
                text[slice(*quote.speaker)] if quote.speaker else None,
                text[slice(*quote.cue)] if quote.cue else None,
            )
            for quote in found(pipeline, text).quotes
        ]

    return find


@pytest.fixture(scope="session")
def found_in(pipeline):
    """All that is found in a text."""
    return lambda text: found(pipeline, text)


@pytest.fixture(scope="session")
def spoken_by(pipeline):
    """The speakers' names in a text, in order."""
    return lambda text: [quote.name for quote in found(pipeline, text).quotes]


@pytest.fixture(scope="session")
def denied(pipeline):
    """The stretches of a text that are no quotes, with their reasons."""
    return lambda text: [
        (text[one.start : one.end], one.reason) for one in found(pipeline, text).denied
    ]


def found(pipeline, text):
    (suggestions,) = suggest([text], pipeline, DEFAULT_MAPPING)
    docs = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            docs.append((start, pipeline.nlp(line)))
        start += len(line) + 1
    return find_quotes(text, docs, suggestions.spans, pipeline.language)
