"""What becomes of labels: renamed, merged, split; what a scheme becomes with them."""

import pytest
from making import SCHEME

from annotator.core.errors import SchemeError
from annotator.core.relabelling import Parts, Relabelling, merge, split


def names(scheme):
    return [label.name for label in scheme.layer("entities").labels]


def test_a_split_goes_by_words_without_regard_to_case_or_blanks():
    parts = Parts("COMPANY", {"port authority": "AGENCY"})
    assert parts.label("Port\u00a0 Authority") == "AGENCY"
    assert parts.label("Kystline") == "COMPANY"
    assert parts.labels == ("COMPANY", "AGENCY")


def test_a_merge_is_two_old_names_with_one_new_name():
    kept = ["PERSON", "PLACE", "ORG"]
    assert Relabelling({"ORG": "PLACE"}).merged(kept) == {"ORG"}
    assert Relabelling({"ORG": "GROUP"}).merged(kept) == frozenset()
    assert Relabelling({"ORG": "GROUP", "PLACE": "GROUP"}).merged(kept) == {"ORG", "PLACE"}
    assert Relabelling({"ORG": "PLACE", "PLACE": "ORG"}).merged(kept) == frozenset()


def test_a_merged_label_takes_the_labels_of_models_along():
    merged = merge(SCHEME, "entities", ["ORG", "PLACE"], "PLACE")
    assert "ORG" not in names(merged)
    assert merged.mapping("entities")["ORG"] == "PLACE"


def test_a_merge_into_a_new_label_stands_in_the_place_of_the_first():
    before = names(SCHEME)
    merged = merge(SCHEME, "entities", [before[0], before[-1]], "NAME")
    assert names(merged) == ["NAME", *before[1:-1]]


def test_a_split_label_keeps_its_key_for_the_usual_part():
    parts = split(SCHEME, "entities", "ORG", Parts("COMPANY", others=("AGENCY",)))
    assert parts.label("entities", "COMPANY").key == SCHEME.label("entities", "ORG").key
    assert parts.label("entities", "AGENCY").key not in {
        one.key for _, one in SCHEME.labels if one.key
    }
    assert not parts.has("entities", "ORG")


@pytest.mark.parametrize("sources", [["ORG"], []])
def test_a_merge_of_one_label_is_refused(sources):
    with pytest.raises(SchemeError, match="two labels"):
        merge(SCHEME, "entities", sources, "ORG")


def test_a_split_into_one_is_refused():
    with pytest.raises(SchemeError, match="two labels"):
        split(SCHEME, "entities", "ORG", Parts("ORG"))


def test_patterns_decide_where_words_say_nothing():
    parts = Parts(
        "ORG", {"ministry of rain": "ORG"}, patterns=(("STATE", "Ministry"), ("FIRM", r"Ltd$"))
    )
    texts = ("Ministry of Ports", "Acme Ltd", "Ministry of Rain", "Rovers")
    assert [parts.label(text) for text in texts] == ["STATE", "FIRM", "ORG", "ORG"]
    assert parts.labels == ("ORG", "STATE", "FIRM")


def test_a_pattern_that_is_none_is_refused():
    with pytest.raises(SchemeError, match="is not a pattern"):
        Parts("A", patterns=(("B", "("),))
