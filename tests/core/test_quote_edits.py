from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import quote_edits
from annotator.core.annotation import Annotation
from annotator.core.change import changed
from annotator.core.errors import RuleError
from annotator.core.quotes import CUED_BY, SAID_BY, quote_problems, quotes
from annotator.core.settling import difference, settled

TEXT = "“One,” Ann said, “two.” Bo added that three was four, and he knew. “Five,” said Cy."
NONE = Annotation(1, 1)


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def marked(*parts, speaker=None, cue=None, annotation=NONE):
    after, quote_id = quote_edits.with_quote(annotation, TEXT, [at(part) for part in parts])
    for role, words in ((SAID_BY, speaker), (CUED_BY, cue)):
        if words:
            after = quote_edits.with_role(after, TEXT, quote_id, role, at(words))
    return settled(annotation, after)


def texts(annotation):
    return [
        ([p.text for p in q.parts], q.speaker and q.speaker.text, q.cue and q.cue.text)
        for q in quotes(annotation)
    ]


SPLIT = marked("“One,”", "“two.”", speaker="Ann", cue="said")


def test_a_quote_is_marked_with_parts_speaker_and_cue():
    assert texts(SPLIT) == [(["“One,”", "“two.”"], "Ann", "said")]


def test_removing_the_first_part_moves_everything_to_the_next():
    described = quote_edits.described(SPLIT, 1, "negated", True)
    first = quotes(described)[0].first
    after = settled(described, described.without(first))
    assert texts(after) == [(["“two.”"], "Ann", "said")]
    assert quotes(after)[0].negated


def test_removing_the_last_part_takes_speaker_and_cue_along():
    after = settled(SPLIT, quote_edits.without_quotes(SPLIT, [1]))
    assert (after.spans, after.relations) == ((), frozenset())


def test_a_speaker_of_two_quotes_stays_with_the_second():
    both = marked("that three was four", speaker="Ann", annotation=SPLIT)
    after = settled(both, quote_edits.without_quotes(both, [1]))
    assert texts(after) == [(["that three was four"], "Ann", None)]


def test_a_part_that_now_begins_first_bears_attributes_and_relations():
    late = marked("“two.”", speaker="Ann")
    described = quote_edits.described(late, 1, "medium", "writing")
    described = quote_edits.described(described, 1, "kind", "direct")
    after = settled(described, quote_edits.with_part(described, TEXT, 1, at("“One,”")))
    (quote,) = quotes(after)
    assert quote.first.text == "“One,”"
    assert (quote.medium.value, quote.kind.value, quote.speaker.text) == (
        "writing",
        "direct",
        "Ann",
    )
    assert quote.parts[1].attributes == ()


def test_another_speaker_takes_the_place_of_the_first():
    after = settled(SPLIT, quote_edits.with_role(SPLIT, TEXT, 1, SAID_BY, at("Bo")))
    assert texts(after) == [(["“One,”", "“two.”"], "Bo", "said")]
    assert "Ann" not in [span.text for span in after.spans]


def test_no_speaker_leaves_none():
    after = settled(SPLIT, quote_edits.with_role(SPLIT, TEXT, 1, SAID_BY, None))
    assert texts(after) == [(["“One,”", "“two.”"], None, "said")]


def test_joined_quotes_keep_the_first_speaker_there_is():
    one = marked("“One,”")
    two = marked("“two.”", speaker="Ann", cue="said", annotation=one)
    after = settled(two, quote_edits.joined(two, [q.id for q in quotes(two)]))
    assert texts(after) == [(["“One,”", "“two.”"], "Ann", "said")]


def test_split_gives_both_the_same_speaker_and_joining_takes_it_back():
    after = settled(SPLIT, quote_edits.split(SPLIT, quotes(SPLIT)[0].parts[1].id))
    assert texts(after) == [(["“One,”"], "Ann", "said"), (["“two.”"], "Ann", "said")]
    again = settled(after, quote_edits.joined(after, [q.id for q in quotes(after)]))
    assert texts(again) == texts(SPLIT)


def test_splitting_the_first_part_off_leaves_two_quotes():
    after = settled(SPLIT, quote_edits.split(SPLIT, 1))
    assert texts(after) == [(["“One,”"], "Ann", "said"), (["“two.”"], "Ann", "said")]


def test_a_single_part_cannot_be_split():
    with pytest.raises(RuleError, match="several parts"):
        quote_edits.split(marked("“One,”"), 1)


def test_a_stretch_said_to_be_no_quote_is_content_no_longer():
    after = settled(SPLIT, quote_edits.denied(SPLIT, TEXT, at("“two.”"), "scare"))
    assert texts(after) == [(["“One,”"], "Ann", "said")]
    assert [(s.text, s.attribute("reason")) for s in after.spans if s.label == "NOT_A_QUOTE"] == [
        ("“two.”", "scare")
    ]
    again = marked("“two.”", annotation=after)
    assert not [s for s in again.spans if s.label == "NOT_A_QUOTE"]


def test_a_name_is_one_row_of_the_roster():
    speaker = quotes(SPLIT)[0].speaker
    named = quote_edits.with_name(SPLIT, [speaker.id], "Ann Hale")
    (row,) = named.clusters
    assert (row.id, row.name, row.label) == (1, "Ann Hale", "PERSON")
    again, number = quote_edits.with_cluster(named, "ann hale")
    assert (again.clusters, number) == (named.clusters, 1)
    _, by_mention = quote_edits.with_cluster(named, "Ann")
    assert by_mention == 1


def test_a_row_goes_with_its_last_mention():
    named = quote_edits.with_name(SPLIT, [quotes(SPLIT)[0].speaker.id], "Ann Hale")
    after = settled(named, quote_edits.without_quotes(named, [1]))
    assert after.clusters == frozenset()


@pytest.mark.parametrize(
    ("attribute", "value", "sentence"),
    [
        ("colour", "red", "A quote has no attribute colour."),
        ("kind", "loud", "A quote's kind cannot be loud."),
    ],
)
def test_what_a_quote_cannot_be_is_refused(attribute, value, sentence):
    with pytest.raises(RuleError, match=sentence):
        quote_edits.described(SPLIT, 1, attribute, value)


def test_an_attribute_taken_back_leaves_no_trace():
    after = quote_edits.described(SPLIT, 1, "negated", True)
    assert quote_edits.described(after, 1, "negated", False) == SPLIT
    assert quote_edits.described(after, 1, "negated", None) == SPLIT


def test_a_copied_quote_brings_its_name_and_origin():
    named = quote_edits.with_name(SPLIT, [quotes(SPLIT)[0].speaker.id], "Ann Hale")
    (quote,), (row,) = quotes(named), named.clusters
    after = settled(NONE, quote_edits.copied(NONE, quote, "model 1", row))
    assert texts(after) == texts(SPLIT)
    assert {span.origin for span in after.spans} == {"model 1"}
    assert [cluster.name for cluster in after.clusters] == ["Ann Hale"]
    assert quotes(after)[0].cluster_id == next(iter(after.clusters)).id


EDITS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 99), st.integers(0, 80), st.integers(1, 12)),
    max_size=14,
)


def edited(annotation, kind, choice, start, length):
    found = quotes(annotation)
    bounds = (start, min(start + length, len(TEXT)))
    if kind == 0 or not found:
        return quote_edits.with_quote(annotation, TEXT, [bounds])[0]
    quote = found[choice % len(found)]
    span = annotation.spans[choice % len(annotation.spans)]
    return [
        lambda: quote_edits.with_part(annotation, TEXT, quote.id, bounds),
        lambda: quote_edits.with_role(annotation, TEXT, quote.id, SAID_BY, bounds),
        lambda: quote_edits.with_role(annotation, TEXT, quote.id, CUED_BY, bounds),
        lambda: quote_edits.joined(annotation, [quote.id, found[start % len(found)].id]),
        lambda: quote_edits.split(annotation, span.id),
        lambda: quote_edits.denied(annotation, TEXT, bounds, "term"),
        lambda: annotation.without(span),
        lambda: quote_edits.described(annotation, quote.id, "negated", True),
    ][kind - 1]()


@settings(max_examples=150)
@given(EDITS)
def test_whatever_is_done_quotes_stay_sound_and_a_delta_takes_it_back(steps):
    annotation = NONE
    for step in steps:
        try:
            after = settled(annotation, edited(annotation, *step))
        except RuleError:
            continue
        keys = [span.key for span in after.spans]
        overlapping = any("overlap" in problem for problem in quote_problems(after))
        if len(keys) > len(set(keys)) or overlapping:
            continue  # the edit is refused by the rules, which are tested elsewhere
        assert quote_problems(after) == []
        delta = difference(annotation, after)
        forward = changed(annotation, delta)
        assert same(forward, after)
        assert same(changed(after, delta.reversed()), annotation)
        annotation = after


def same(one, other):
    return replace(one, next_span_id=0) == replace(other, next_span_id=0)
