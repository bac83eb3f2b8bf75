"""Names merged, split and renamed: whatever one does, every mention has one name at most."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotation import Annotation
from annotator.core.cluster_edits import named, renamed, split_off
from annotator.core.clusters import roster
from annotator.core.errors import RuleError
from annotator.core.quote_edits import with_name
from annotator.core.scheme import Label, Layer, Scheme
from annotator.core.settling import settled
from annotator.core.span import Cluster, Span

SCHEME = Scheme(
    "test",
    layers=(
        Layer("entities", (Label("PERSON"), Label("ORG"))),
        Layer("quotes", (Label("QUOTE"), Label("SPEAKER")), allows_overlap=True),
    ),
)
WORDS = ("Ann Hale", "Hale", "Bob Hale", "Teodor Lind", "Lind", "Jan van der Berg", "Berg", "Mayor")
SPOKEN = ("she", "the mayor", "Chief Lind", "Mayor Ann Hale", "a spokesman for Lind", "Hale")


def span(number, kind, words):
    layer, label = ("entities", kind) if kind in ("PERSON", "ORG") else ("quotes", kind)
    start = number * 100
    return Span(number, layer, label, start, start + len(words), words)


@st.composite
def annotations(draw):
    entities = st.tuples(st.sampled_from(("PERSON", "ORG")), st.sampled_from(WORDS))
    said = st.tuples(st.sampled_from(("SPEAKER", "QUOTE")), st.sampled_from(SPOKEN))
    found = draw(st.lists(st.one_of(entities, entities, said), min_size=1, max_size=9))
    spans = [span(number, *one) for number, one in enumerate(found, 1)]
    made = Annotation(1, 1).with_(*spans)
    for number in draw(st.lists(st.integers(1, len(spans)), max_size=4)):
        name = draw(st.sampled_from((*WORDS, "Somebody Else")))
        made = with_name(made, (number,), name, "PERSON")
    return made


def read(made):
    return roster(made, (), SCHEME)


def groups(made):
    return {frozenset(m.span.id for m in name.mentions) for name in read(made).names}


@settings(max_examples=150, deadline=None)
@given(annotations())
def test_every_span_is_in_one_name_at_most_and_entities_are_in_one(made):
    names = read(made).names
    ids = [mention.span.id for name in names for mention in name.mentions]
    assert len(ids) == len(set(ids))
    named = [s for s in made.spans if s.layer == "entities" or s.cluster_id is not None]
    assert {s.id for s in named} <= set(ids)
    for name in names:
        assert {m.span.cluster_id for m in name.mentions} <= {None, *(r.id for r in made.clusters)}


@settings(max_examples=150, deadline=None)
@given(annotations(), st.data())
def test_merging_two_names_puts_all_of_both_in_one(made, data):
    names = read(made).names
    one = data.draw(st.sampled_from(names)) if names else None
    if one is None:
        return
    other = data.draw(st.sampled_from(names))
    after = named(made, read(made), [s.id for s in one.mine], other.name, other.label)
    found = {read(after).name_of(s).name for s in after.spans if s.id in ids_of(one, other)}
    assert len(found) == 1


def ids_of(*names):
    return {s.id for name in names for s in name.mine}


@settings(max_examples=150, deadline=None)
@given(annotations(), st.data())
def test_splitting_parts_a_mention_from_all_others_and_keeps_those_together(made, data):
    names = [name for name in read(made).names if len(name.mine) > 1]
    if not names:
        return
    name = data.draw(st.sampled_from(names))
    gone = data.draw(st.sampled_from(name.mine))
    try:
        after = settled(made, split_off(made, name, {gone.id}))
    except RuleError:
        return
    rest = {s.id for s in name.mine} - {gone.id}
    found = {read(after).name_of(s).name for s in after.spans if s.id in rest}
    assert found == {name.name}
    split = next(s for s in after.spans if s.id == gone.id)
    own = read(after).name_of(split)
    assert own is None or own.name != name.name or gone.text.startswith("Chief")


def test_what_was_merged_can_be_split_again():
    made = Annotation(1, 1).with_(
        *(span(n, "PERSON", w) for n, w in enumerate(("Ann Hale", "Teodor Lind", "Lind"), 1))
    )
    before = groups(made)
    lind = read(made).find("Teodor Lind")
    merged = named(made, read(made), [s.id for s in lind.mine], "Ann Hale", "PERSON")
    assert groups(merged) == {frozenset({1, 2, 3})}
    after = split_off(merged, read(merged).find("Ann Hale"), {2, 3})
    assert groups(after) == before
    assert [name.name for name in read(after).names] == ["Ann Hale", "Teodor Lind"]


def test_one_mention_is_split_off_and_its_like_stay():
    words = ("Teodor Lind", "Lind", "Lind", "Lind")
    made = Annotation(1, 1).with_(*(span(n, "PERSON", w) for n, w in enumerate(words, 1)))
    (lind,) = read(made).names
    after = split_off(made, lind, {3})
    assert groups(after) == {frozenset({1, 2, 4}), frozenset({3})}
    # A new mention goes where most of its like are.
    assert groups(after.with_(span(5, "PERSON", "Lind"))) == {
        frozenset({1, 2, 4, 5}),
        frozenset({3}),
    }


def test_a_pronoun_split_off_belongs_to_nobody():
    made = with_name(
        Annotation(1, 1).with_(span(1, "PERSON", "Ann Hale"), span(2, "SPEAKER", "she")),
        (2,),
        "Ann Hale",
    )
    after = split_off(made, read(made).names[0], {2})
    assert groups(after) == {frozenset({1})}


def test_the_only_mention_and_the_same_words_cannot_be_split_off():
    made = Annotation(1, 1).with_(span(1, "PERSON", "Ann Hale"))
    with pytest.raises(RuleError, match="Nothing would be left of Ann Hale"):
        split_off(made, read(made).names[0], {1})
    made = made.with_(span(2, "PERSON", "Ann Hale"))
    with pytest.raises(RuleError, match="Both would be called Ann Hale"):
        split_off(made, read(made).names[0], {2})


def test_a_name_renamed_keeps_all_its_mentions():
    words = ("Teodor Lind", "Lind")
    made = Annotation(1, 1).with_(*(span(n, "PERSON", w) for n, w in enumerate(words, 1)))
    after = renamed(made, read(made).names[0], "Theodor  van der Lind")
    again = renamed(after, read(after).names[0], "Somebody Else")
    for changed, called in ((after, "Theodor van der Lind"), (again, "Somebody Else")):
        (name,) = read(changed).names
        assert (name.name, len(name.mentions), name.label) == (called, 2, "PERSON")
    assert [row.name for row in again.clusters] == ["Somebody Else"]


def test_a_name_renamed_to_another_joins_it():
    made = Annotation(1, 1).with_(span(1, "ORG", "Kystline"), span(2, "SPEAKER", "the firm"))
    made = with_name(made, (2,), "Kystline Shipping", "ORG")
    (kystline, _) = read(made).names
    after = renamed(made, kystline, "kystline shipping")
    assert groups(after) == {frozenset({1, 2})}
    with pytest.raises(RuleError, match="A name cannot be empty"):
        renamed(made, kystline, "  ")


def test_a_row_of_an_imported_file_is_known_by_the_label_the_scheme_maps_it_from():
    mapped = Scheme("m", layers=(Layer("entities", (Label("PEOPLE", maps=("PERSON",)),)),))
    he = Span(2, "entities", "PEOPLE", 50, 54, "Hale")
    made = Annotation(1, 1, clusters=frozenset({Cluster(1, "Ann Hale", "PERSON")}))
    made = made.with_(Span(1, "entities", "PEOPLE", 0, 3, "Ann", 1), he)
    (name,) = roster(made, (), mapped).names
    assert (name.name, name.label, len(name.mentions)) == ("Ann Hale", "PEOPLE", 2)


def test_a_speaker_and_the_entity_in_it_are_one_mention():
    entity = Span(1, "entities", "PERSON", 106, 110, "Hale")
    speaker = Span(2, "quotes", "SPEAKER", 100, 110, "Chief Hale")
    others = (span(3, "PERSON", "Ann Hale"), span(4, "PERSON", "Bob Hale"))
    made = Annotation(1, 1).with_(entity, speaker, *others)
    for asked in (1, 2):
        after = named(made, read(made), (asked,), "Bob Hale", "PERSON")
        assert groups(after) == {frozenset({1, 2, 4}), frozenset({3})}
        bob = read(after).find("Bob Hale")
        assert [mention.span for mention in bob.places] == [after.spans[0], others[1]]
        parted = split_off(after, bob, {asked})
        assert groups(parted) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}
        assert {row.name for row in parted.clusters} == {"Bob Hale", "Hale"}


def test_an_entity_follows_the_speaker_that_was_named():
    entity = Span(1, "entities", "PERSON", 100, 104, "Hale")
    speaker = Span(2, "quotes", "SPEAKER", 100, 104, "Hale")
    others = (span(3, "PERSON", "Ann Hale"), span(4, "PERSON", "Bob Hale"))
    made = with_name(Annotation(1, 1).with_(entity, speaker, *others), (2,), "Bob Hale")
    assert groups(made) == {frozenset({1, 2, 4}), frozenset({3})}


def test_two_names_of_two_labels_may_be_called_the_same():
    made = Annotation(1, 1).with_(span(1, "PERSON", "Maartens"), span(2, "ORG", "Maartens"))
    made = made.with_(span(3, "SPEAKER", "they"))
    after = named(made, read(made), (3,), "Maartens", "ORG")
    assert groups(after) == {frozenset({1}), frozenset({2, 3})}
