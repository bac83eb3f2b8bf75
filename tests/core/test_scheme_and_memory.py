import pytest
from making import SCHEME, span

from annotator.core.errors import SchemeError
from annotator.core.memory import ORIGIN, Memory
from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme


def scheme_of(*labels, **values):
    return Scheme("s", layers=(Layer("entities", labels),), **values)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: scheme_of(Label("A"), Label("A")), "uses the label A twice"),
        (lambda: scheme_of(Label("A", key="1"), Label("B", key="1")), "uses the key 1 twice"),
        (lambda: scheme_of(Label("A", key="x")), "key x is not a digit"),
        (lambda: scheme_of(Label("A", colour="mauve")), "colour mauve is none of"),
        (lambda: scheme_of(Label(" A")), "without spaces at its ends"),
        (lambda: scheme_of(Label("")), "needs a name"),
        (lambda: Scheme("s", layers=(Layer("a"), Layer("a"))), "uses the layer a twice"),
        (
            lambda: scheme_of(article_labels=(ArticleLabel("x"), ArticleLabel("x", "g"))),
            "uses the article label x twice",
        ),
    ],
)
def test_a_scheme_that_contradicts_itself_is_refused(make, reason):
    with pytest.raises(SchemeError, match=reason):
        make()


def test_labels_are_found_by_layer_and_name():
    assert SCHEME.label("entities", "ORG").name == "ORG"
    assert SCHEME.has("quotes", "QUOTE")
    with pytest.raises(SchemeError, match="no label QUOTE in entities"):
        SCHEME.label("entities", "QUOTE")
    with pytest.raises(SchemeError, match="no layer events"):
        SCHEME.layer("events")


def test_labels_of_models_map_to_those_of_the_scheme():
    scheme = scheme_of(Label("PLACE", maps=("GPE", "LOC")), Label("ORG"))
    assert scheme.mapping("entities") == {
        "GPE": "PLACE",
        "LOC": "PLACE",
        "PLACE": "PLACE",
        "ORG": "ORG",
    }


def remembering(*confirmed):
    memory = Memory()
    for text, label, article in confirmed:
        memory.add(span(text, 0, len(text), label), article)
    return memory


def suggested(memory, text, article=9, layers=("entities",)):
    return [(one.text, one.label) for one in memory.suggest(article, text, layers)]


TWICE = (("Jan Maartens", "PERSON", 1), ("Jan Maartens", "PERSON", 2))


def test_a_name_confirmed_twice_is_suggested_wherever_it_stands():
    memory = remembering(*TWICE)
    text = "Then Jan Maartens spoke; Jan Maartens’s wife too."
    found = memory.suggest(9, text, ["entities"])
    assert [(one.start, one.id) for one in found] == [(5, -1), (25, -2)]
    assert {(one.origin, one.attribute("from")) for one in found} == {(ORIGIN, 1)}


def test_once_is_not_enough():
    assert suggested(remembering(TWICE[0]), "Jan Maartens") == []


def test_a_name_taken_back_is_forgotten():
    memory = remembering(*TWICE)
    memory.add(span("Jan Maartens", 0, 12), 2, -1)
    assert suggested(memory, "Jan Maartens") == []


def test_a_name_is_not_suggested_within_a_longer_word_or_another_layer():
    memory = remembering(*TWICE)
    assert suggested(memory, "Jan Maartensen, DJan Maartens") == []
    assert suggested(memory, "Jan Maartens", layers=("quotes",)) == []


def test_the_longest_name_wins():
    memory = remembering(*TWICE, ("Jan", "PERSON", 1), ("Jan", "PERSON", 2), ("Jan", "PERSON", 3))
    assert suggested(memory, "Jan Maartens and Jan") == [
        ("Jan Maartens", "PERSON"),
        ("Jan", "PERSON"),
    ]


def test_a_name_with_as_many_other_labels_is_not_settled():
    other = [("Jan Maartens", "ORG", 3), ("Jan Maartens", "ORG", 4)]
    assert suggested(remembering(*TWICE, *other), "Jan Maartens") == []
    assert suggested(remembering(*TWICE, ("Jan Maartens", "PERSON", 5), *other), "Jan Maartens")


def test_a_name_known_from_the_article_itself_only_is_not_suggested_there():
    memory = remembering(("Rome", "PLACE", 9), ("Rome", "PLACE", 9))
    assert suggested(memory, "Rome") == []
    assert suggested(memory, "Rome", article=8) == [("Rome", "PLACE")]


def test_names_that_begin_with_punctuation_do_not_overlap_what_stands_before():
    memory = remembering(
        ("Co.", "ORG", 1), ("Co.", "ORG", 2), (".net", "ORG", 1), (".net", "ORG", 2)
    )
    assert suggested(memory, "Co.net") == [("Co.", "ORG")]
    assert suggested(memory, "Co. and .net") == [("Co.", "ORG"), (".net", "ORG")]
