"""What differs between annotators, typed, one difference for each real disagreement."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import SCHEME

from annotator.adjudication.comparing import compare, differences
from annotator.adjudication.difference import Aspect, Type
from annotator.adjudication.voting import Policy, proposal
from annotator.core.annotation import Annotation
from annotator.core.quotes import CONTINUES, CUED_BY, SAID_BY
from annotator.core.span import Cluster, Relation, Span

TEXT = "abcdefghij" * 6


def spans(*many, layer="entities"):
    return tuple(
        Span(n, layer, label, start, end, TEXT[start:end])
        for n, (start, end, label) in enumerate(many, 1)
    )


def annotation(who, *many, **values):
    return Annotation(1, who, spans=spans(*many), **values)


def quoted(who, *many, clusters=(), **attributes):
    """An annotation of quotes: each a tuple of parts, speaker and cue (bounds or None)."""
    found, relations = [], set()

    def put(bounds, label, **more):
        found.append(Span(len(found) + 1, "quotes", label, *bounds, TEXT[slice(*bounds)], **more))
        return found[-1].id

    for parts, speaker, cue in many:
        first, *rest = (put(part, "QUOTE") for part in parts)
        relations |= {Relation(CONTINUES, one, first) for one in rest}
        for label, role, bounds in (("SPEAKER", SAID_BY, speaker), ("CUE", CUED_BY, cue)):
            if bounds:
                relations.add(Relation(role, first, put(bounds, label)))
    ordered = tuple(sorted(found, key=lambda span: span.order))
    return Annotation(1, who, spans=ordered, relations=frozenset(relations))


def types(*annotations):
    return [found.types for found in differences(annotations, SCHEME)]


def test_what_all_marked_alike_is_no_difference():
    both = compare([annotation(1, (0, 5, "PERSON")), annotation(2, (0, 5, "PERSON"))], SCHEME)
    assert both.differences == ()
    assert [span.key for span in both.agreed] == [("entities", "PERSON", 0, 5)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, 5, "PERSON")], [(0, 5, "ORG")], [(Type.LABEL,)]),
        ([(0, 5, "PERSON")], [(0, 8, "PERSON")], [(Type.BOUNDARY,)]),
        ([(0, 5, "PERSON")], [(0, 8, "ORG")], [(Type.BOUNDARY, Type.LABEL)]),
        ([(0, 5, "PERSON")], [], [(Type.MISSING,)]),
        ([(0, 5, "PERSON")], [(5, 8, "PERSON")], [(Type.MISSING,), (Type.MISSING,)]),
        ([(0, 9, "ORG")], [(0, 4, "ORG"), (5, 9, "PLACE")], [(Type.BOUNDARY,), (Type.MISSING,)]),
        # As many as possible are paired: the first of one with the first of the other, though the
        # second shares more text with it.
        (
            [(0, 6, "ORG"), (7, 9, "ORG")],
            [(0, 2, "ORG"), (3, 9, "ORG")],
            [(Type.BOUNDARY,), (Type.BOUNDARY,)],
        ),
    ],
)
def test_each_disagreement_is_one_difference_with_its_types(first, second, expected):
    assert types(annotation(1, *first), annotation(2, *second)) == expected


def test_three_annotators_make_one_difference_of_one_place():
    found = differences(
        [annotation(1, (0, 5, "PERSON")), annotation(2, (0, 8, "ORG")), annotation(3)], SCHEME
    )
    assert [one.types for one in found] == [(Type.BOUNDARY, Type.LABEL, Type.MISSING)]
    assert [version.words for version in found[0].versions] == [
        "PERSON “abcde”",
        "ORG “abcdefgh”",
        "nothing",
    ]


def test_a_difference_keeps_its_key_when_more_annotators_agree_with_one_of_them():
    one, other = annotation(1, (0, 5, "PERSON")), annotation(2, (0, 5, "ORG"))
    two = differences([one, other], SCHEME)
    three = differences([one, other, annotation(3, (0, 5, "ORG"))], SCHEME)
    assert [found.key for found in two] == [found.key for found in three]


def test_of_one_annotator_everything_is_to_be_looked_at():
    found = differences([annotation(1, (0, 5, "PERSON"), (6, 9, "ORG"))], SCHEME)
    assert [one.types for one in found] == [(Type.SINGLE,), (Type.SINGLE,)]


def test_names_given_to_the_same_mentions_differ_once():
    def named(who, name):
        marked = tuple(
            Span(n, "entities", "PERSON", start, start + 4, "Lind", cluster_id=1)
            for n, start in enumerate((0, 10, 20), 1)
        )
        return Annotation(1, who, spans=marked, clusters=frozenset({Cluster(1, name, "PERSON")}))

    (found,) = differences([named(1, "Teodor Lind"), named(2, "Anna Lind")], SCHEME)
    assert found.types == (Type.WHO,)
    assert [version.words for version in found.versions] == ["Teodor Lind", "Anna Lind"]
    assert len(found.versions[0].spans) == 3


def test_article_labels_of_one_group_are_one_difference():
    one = Annotation(1, 1, labels=frozenset({"sports"}))
    other = Annotation(1, 2, labels=frozenset({"politics", "not news"}))
    found = differences([one, other], SCHEME)
    assert [(one.aspect, one.types) for one in found] == [
        (Aspect.ARTICLE_LABEL, (Type.ARTICLE_LABEL,))
    ] * 2


QUOTE = ([(0, 10)], (11, 15), (16, 20))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([QUOTE], [QUOTE], []),
        ([QUOTE], [], [(Type.MISSING,)]),
        ([QUOTE], [([(0, 9)], (11, 15), (16, 20))], [(Type.BOUNDARY,)]),
        ([QUOTE], [([(0, 10)], (30, 34), (16, 20))], [(Type.SPEAKER,)]),
        ([QUOTE], [([(0, 10)], None, (16, 20))], [(Type.SPEAKER,)]),
        ([QUOTE], [([(0, 10)], (11, 15), None)], [(Type.CUE,)]),
        ([QUOTE], [([(0, 10)], None, None)], [(Type.SPEAKER,), (Type.CUE,)]),
        ([QUOTE], [([(0, 10), (22, 30)], (11, 15), (16, 20))], [(Type.FRAGMENT,)]),
        # One quote in two parts to one, two quotes to the other: one disagreement.
        (
            [([(0, 10), (22, 30)], (11, 15), (16, 20))],
            [QUOTE, ([(22, 30)], None, None)],
            [(Type.FRAGMENT,)],
        ),
        ([QUOTE], [([(0, 9)], (30, 34), None)], [(Type.BOUNDARY,), (Type.CUE,), (Type.SPEAKER,)]),
    ],
)
def test_quotes_differ_in_one_thing_at_a_time(first, second, expected):
    found = types(quoted(1, *first), quoted(2, *second))
    assert sorted(found) == sorted(expected)


def test_saying_that_it_is_no_quote_is_another_label_not_two_misses():
    denial = Annotation(1, 2, spans=spans((0, 10, "NOT_A_QUOTE"), layer="quotes"))
    assert types(quoted(1, ([(0, 10)], None, None)), denial) == [(Type.LABEL,)]


def marked(draw_from):
    return st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 8), st.sampled_from(draw_from)), max_size=6
    ).map(_side_by_side)


def _side_by_side(many):
    """Spans that do not overlap, as a layer of entities has them."""
    found, last = [], 0
    for start, length, label in sorted(many):
        if start >= last:
            found.append((start, start + length, label))
            last = start + length
    return found


MARKED = marked(["PERSON", "ORG"])


def counted(first, second):
    """Naively: what is the same is off, then the most pairs that overlap; what is left counts singly."""
    ours, theirs = set(first) - set(second), set(second) - set(first)
    edges = [(a, b) for a in ours for b in theirs if a[0] < b[1] and b[0] < a[1]]
    for size in range(min(len(ours), len(theirs)), 0, -1):
        for chosen in combinations(edges, size):
            if len({a for a, _ in chosen}) == size == len({b for _, b in chosen}):
                return len(ours) + len(theirs) - size
    return len(ours) + len(theirs)


@given(MARKED, MARKED)
def test_as_many_differences_are_found_as_naive_counting_finds(first, second):
    found = differences([annotation(1, *first), annotation(2, *second)], SCHEME)
    assert len(found) == counted(first, second)


@given(st.lists(MARKED, min_size=2, max_size=4))
def test_the_order_of_the_annotators_does_not_matter(many):
    made = [annotation(n, *one) for n, one in enumerate(many, 1)]
    expected = {found.key for found in differences(made, SCHEME)}
    for other in list(permutations(made))[:6]:
        assert {found.key for found in differences(other, SCHEME)} == expected


@given(st.lists(MARKED, min_size=2, max_size=5))
def test_every_span_is_agreed_on_or_in_exactly_one_difference(many):
    made = [annotation(n, *one) for n, one in enumerate(many, 1)]
    both = compare(made, SCHEME)
    agreed = {span.key for span in both.agreed}
    shown = [
        (version.annotator_id, span.key)
        for found in both.differences
        for version in found.versions
        for span in version.spans
    ]
    assert len(shown) == len(set(shown))
    everything = [(one.annotator_id, span.key) for one in made for span in one.spans]
    assert sorted(shown) == sorted(pair for pair in everything if pair[1] not in agreed)


def test_votes_propose_what_most_have_and_nothing_where_none_does():
    made = [annotation(n, (0, 5, label)) for n, label in enumerate(("ORG", "PERSON", "ORG"), 1)]
    (found,) = differences(made, SCHEME)
    assert proposal(found, Policy.UNANIMOUS) is None
    assert proposal(found, Policy.MAJORITY).words == "ORG"
    assert proposal(found, Policy.PREFER, 2).words == "PERSON"
    (tied,) = differences(made[:2], SCHEME)
    assert proposal(tied, Policy.MAJORITY) is None
