import re

import pytest

from annotator.core.text import words
from annotator.project.scheme_files import builtin_scheme, builtin_schemes

ONTONOTES = {
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
    "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
}  # fmt: skip


def test_the_labels_of_ontonotes_are_all_there_under_their_own_names():
    labels = builtin_scheme("ontonotes").layer("entities").labels
    assert {label.name for label in labels} == ONTONOTES
    assert all(label.name in label.maps for label in labels)


def test_the_nine_keys_go_to_the_first_nine_labels():
    labels = builtin_scheme("ontonotes").layer("entities").labels
    assert [label.key for label in labels[:9]] == list("123456789")
    assert not any(label.key for label in labels[9:])


@pytest.mark.parametrize("name", builtin_schemes())
def test_every_label_is_explained_with_marked_examples(name):
    for _, label in builtin_scheme(name).labels:
        assert label.description.endswith(".")
        assert label.examples
        for example in (*label.examples, *label.counter_examples):
            assert re.search(r"\[[^\[\]]+\]", example), example


@pytest.mark.parametrize("name", builtin_schemes())
def test_examples_are_marked_on_word_edges(name):
    for _, label in builtin_scheme(name).labels:
        for example in label.examples:
            plain = example.replace("[", "").replace("]", "")
            edges = {edge for bounds in words(plain) for edge in bounds}
            edges |= {n for n, letter in enumerate(plain) if letter in "’-"}
            start = example.index("[")
            end = example.index("]") - 1
            assert {start, end} <= edges, example
