import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import SCHEME, span

from annotator.core.annotation import Annotation
from annotator.core.lint import problems as lint
from annotator.core.problem import ProblemKind
from annotator.core.rules import inconsistencies, problems, text_problem
from annotator.core.span import Cluster, Rejection, Relation, Span
from annotator.core.suggestions import Pending, pending
from annotator.core.tokens import Tokens

TEXT = "Jan met Ana in Rome, and Jan left."
NOBODY = Annotation(1, 1)
JAN = span(TEXT, 0, 3)


def against(*added, held=NOBODY):
    return problems(added, held, SCHEME, TEXT)


def test_a_true_span_of_the_scheme_is_allowed():
    assert against(JAN) == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (Span(1, "entities", "PERSON", 30, 99, "x"), "lies outside the text of 34 characters"),
        (Span(1, "entities", "PERSON", 0, 3, "Ana"), "says “Ana” but the text has “Jan”"),
        (span(TEXT, 3, 4), "at least one character that is not a space"),
        (span(TEXT, 0, 3, "ANIMAL"), "has no label ANIMAL in entities"),
        (span(TEXT, 0, 3, layer="quotes"), "has no label PERSON in quotes"),
    ],
)
def test_what_a_span_may_not_be_is_said_in_a_sentence(wrong, reason):
    (sentence,) = against(wrong)
    assert reason in sentence
    assert sentence.endswith(".")


def test_overlap_is_refused_where_the_layer_forbids_it():
    held = NOBODY.with_(JAN)
    assert "would overlap “Jan” (PERSON)" in against(span(TEXT, 0, 7, number=2), held=held)[0]
    assert against(span(TEXT, 3, 7, number=2), held=held) == []


def test_overlap_is_allowed_where_the_layer_allows_it_but_the_same_twice_is_not():
    outer, inner = (
        span(TEXT, 0, 20, "QUOTE", "quotes", 1),
        span(TEXT, 4, 9, "QUOTE", "quotes", 2),
    )
    assert against(outer, inner) == []
    again = span(TEXT, 0, 20, "QUOTE", "quotes", 3)
    assert "already marked as QUOTE" in against(again, held=NOBODY.with_(outer))[0]


bounds = st.tuples(st.integers(0, 30), st.integers(1, 4))


@given(st.lists(bounds, max_size=6), st.lists(bounds, min_size=1, max_size=4))
def test_overlaps_are_found_exactly_when_a_new_span_touches_any_other(held, new):
    text = "x" * 40
    old: list[Span] = []
    for n, (start, size) in enumerate(held, 1):
        if not any(one.overlaps(start, start + size) for one in old):
            old.append(span(text, start, start + size, number=n))
    added = [span(text, a, a + b, number=n) for n, (a, b) in enumerate(new, 50)]
    expected = any(
        one.overlaps(other.start, other.end)
        for place, one in enumerate(added)
        for other in (*old, *added[:place])
    )
    assert bool(problems(added, NOBODY.with_(*old), SCHEME, text)) is expected


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        (Annotation(1, 1, spans=(JAN, span(TEXT, 8, 11))), "the same id"),
        (Annotation(1, 1, relations=frozenset({Relation("SAID_BY", 1, 2)})), "a relation names"),
        (Annotation(1, 1, spans=(span(TEXT, 0, 3, cluster_id=4),)), "not on the roster"),
        (
            Annotation(1, 1, clusters=frozenset({Cluster(1, "a", "X"), Cluster(1, "b", "X")})),
            "two names of the roster",
        ),
        (
            Annotation(1, 1, rejections=frozenset({Rejection("entities", "ORG", 30, 99)})),
            "outside the text",
        ),
    ],
)
def test_what_an_annotation_does_not_bear_out_is_said(annotation, reason):
    assert reason in inconsistencies(annotation, TEXT)[0]


def test_the_self_check_passes_a_true_span():
    assert text_problem(JAN, TEXT) is None


def test_lint_finds_spans_off_the_tokens_and_labels_that_contradict():
    tokens = Tokens("model", ((0, 3), (4, 7), (8, 11), (12, 14), (15, 19), (25, 28)))
    half, ana = span(TEXT, 4, 6, "ORG", number=1), span(TEXT, 8, 11, number=2)
    jan, other = span(TEXT, 0, 3, number=3), span(TEXT, 25, 28, "ORG", number=4)
    found = lint(NOBODY.with_(half, ana, jan, other), TEXT, tokens, SCHEME)
    assert [(p.kind, p.span.id) for p in found] == [
        (ProblemKind.TOKENS, 1),
        (ProblemKind.INCONSISTENT, 4),
    ]


def test_lint_says_nothing_about_tokens_before_a_model_gave_some():
    assert lint(NOBODY.with_(span(TEXT, 1, 2)), TEXT, Tokens("", ()), SCHEME) == ()


def test_lint_tells_a_span_that_is_not_true_to_the_text():
    untrue = Span(1, "entities", "PERSON", 0, 3, "Ana")
    (found,) = lint(NOBODY.with_(untrue), TEXT, Tokens("", ()), SCHEME)
    assert found.kind is ProblemKind.TEXT


def test_a_span_snaps_to_the_whole_tokens_it_meets():
    tokens = Tokens("model", ((0, 3), (4, 7), (8, 11)))
    assert tokens.snapped(5, 9) == (4, 11)
    assert tokens.snapped(3, 4) == (3, 4)
    assert tokens.snapped(0, 3) == (0, 3)
    assert tokens.fits(4, 11)
    assert not tokens.fits(5, 11)
    assert [tokens.index_at(offset) for offset in (0, 3, 7, 99)] == [0, 1, 2, 2]


SUGGESTED = Annotation(1, 2).with_(
    span(TEXT, 0, 3, number=1), span(TEXT, 8, 11, number=2), span(TEXT, 15, 19, "PLACE", number=3)
)


def texts_pending(mine):
    return [one.text for one in pending(SUGGESTED, mine, SCHEME).spans]


def test_everything_is_pending_before_the_first_decision():
    assert texts_pending(NOBODY) == ["Jan", "Ana", "Rome"]


def test_what_i_marked_touched_or_turned_down_is_not_pending():
    mine = Annotation(1, 1, rejections=frozenset({Rejection("entities", "PERSON", 8, 11, "old")}))
    assert texts_pending(mine.with_(span(TEXT, 0, 7, "ORG"))) == ["Rome"]


def test_a_rejection_of_another_label_leaves_a_suggestion_pending():
    mine = Annotation(1, 1, rejections=frozenset({Rejection("entities", "ORG", 8, 11)}))
    assert "Ana" in texts_pending(mine)


def test_a_label_the_scheme_does_not_have_is_not_suggested():
    odd = Annotation(1, 2).with_(span(TEXT, 0, 3, "ANIMAL"))
    assert pending(odd, NOBODY, SCHEME).spans == ()


def test_in_a_layer_with_overlap_only_an_equal_span_settles_a_suggestion():
    speaker = span(TEXT, 0, 20, "SPEAKER", "quotes")
    suggested = Annotation(1, 2).with_(speaker)
    inside = NOBODY.with_(span(TEXT, 4, 9, "SPEAKER", "quotes"))
    assert pending(suggested, inside, SCHEME).spans == (speaker,)
    assert pending(suggested, NOBODY.with_(speaker), SCHEME).spans == ()


QUOTED = Annotation(
    1,
    2,
    spans=(
        span(TEXT, 0, 3, "QUOTE", "quotes", 1),
        span(TEXT, 4, 7, "SPEAKER", "quotes", 2),
        span(TEXT, 8, 11, "QUOTE", "quotes", 3),
    ),
    relations=frozenset({Relation("SAID_BY", 1, 2), Relation("CONTINUES", 3, 1)}),
)


def refused(*spans):
    return Annotation(
        1, 1, rejections=frozenset(Rejection(s.layer, s.label, s.start, s.end) for s in spans)
    )


def test_a_suggested_quote_is_one_decision():
    found = pending(QUOTED, NOBODY, SCHEME)
    assert (found.count, len(found.spans), len(found.quotes)) == (1, 3, 1)


@pytest.mark.parametrize("bounds", [(2, 5), (9, 20)])
def test_content_of_mine_settles_a_suggested_quote_it_meets(bounds):
    mine = NOBODY.with_(span(TEXT, *bounds, "QUOTE", "quotes"))
    assert pending(QUOTED, mine, SCHEME) == Pending()


def test_a_speaker_of_mine_leaves_a_suggested_quote_pending():
    mine = NOBODY.with_(span(TEXT, 4, 7, "SPEAKER", "quotes"))
    assert pending(QUOTED, mine, SCHEME).count == 1


def test_a_part_turned_down_is_missing_and_the_rest_stays_pending():
    first, speaker, second = QUOTED.spans
    (quote,) = pending(QUOTED, refused(speaker), SCHEME).quotes
    assert (quote.speaker, quote.parts) == (None, (first, second))
    (quote,) = pending(QUOTED, refused(first), SCHEME).quotes
    assert (quote.speaker, quote.parts) == (speaker, (second,))
    assert pending(QUOTED, refused(first, second), SCHEME) == Pending()
