"""Pipelines, loaded once: the default one, and a quick one that knows three names."""

import pytest

from annotator.nlp.pipeline import load


@pytest.fixture(scope="session")
def pipeline():
    """The default pipeline, as the worker loads it."""
    return load()


@pytest.fixture(scope="session")
def ruled_folder(tmp_path_factory):
    """A pipeline in a folder that finds “Ann Li”, “Oslo” and “Hest Bank”, and loads in a moment."""
    import spacy

    nlp = spacy.blank("en", meta={"name": "ruled", "version": "1.2.3"})
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Ann Li"},
            {"label": "GPE", "pattern": "Oslo"},
            {"label": "ORG", "pattern": "Hest Bank"},
        ]
    )
    folder = tmp_path_factory.mktemp("ruled") / "pipeline"
    nlp.to_disk(folder)
    return str(folder)
