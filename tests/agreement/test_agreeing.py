"""Figures over many articles: equal to other packages' and to plain counting, whatever the order."""

from collections import Counter
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.agreeing import Agreeing
from annotator.agreement.counting import ComparedArticle
from annotator.agreement.tokens import token_kappa
from annotator.core.annotation import Annotation, in_order
from annotator.core.span import Relation, Span
from annotator.core.text import words
from annotator.core.tokens import Tokens

TEXT = "one two three four five six seven eight nine ten eleven twelve"
TOKENS = Tokens("", tuple(words(TEXT)))
LABELS = ["PERSON", "ORG", "PLACE"]
SLOTS = [(0, 3), (3, 6), (6, 9), (9, 12)]


def span(first, last, label, number=1):
    """The tokens from `first` up to `last` (half-open)."""
    start, end = TOKENS.bounds[first][0], TOKENS.bounds[last - 1][1]
    return Span(number, "entities", label, start, end, TEXT[start:end])


@st.composite
def made(draw):
    """One span at most in each slot of three tokens, so that no span meets two of another annotator."""
    found = []
    for number, (low, high) in enumerate(SLOTS, 1):
        if draw(st.booleans()):
            first = draw(st.integers(low, high - 1))
            last = draw(st.integers(first + 1, high))
            found.append(span(first, last, draw(st.sampled_from(LABELS)), number))
    return in_order(found)


def articles(people):
    return st.lists(st.tuples(*[made()] * people), min_size=1, max_size=6)


def agreed(many, people, layers=("entities",), resamples=20):
    agreeing = Agreeing(range(1, people + 1), layers, resamples=resamples)
    for one in many:
        annotations = [
            Annotation(1, who, spans=spans) for who, spans in enumerate(one, 1) if spans is not None
        ]
        agreeing.add(ComparedArticle(annotations, TOKENS, len(TEXT)))
    return agreeing.layers()


def on_tokens(spans):
    found = ["O"] * len(TOKENS.bounds)
    for one in spans:
        for place, (start, end) in enumerate(TOKENS.bounds):
            if start < one.end and one.start < end:
                found[place] = one.label
    return found


@settings(max_examples=60)
@given(articles(2))
def test_span_figures_equal_nervaluate(many):
    pair = agreed(many, 2)[0].pairs[0]
    sides = [
        [[{"label": s.label, "start": s.start, "end": s.end - 1} for s in one[who]] for one in many]
        for who in (0, 1)
    ]
    if not any(sides[0]) and not any(sides[1]):
        assert pair.micro.exact.value is None
        return
    theirs = Evaluator(*sides, tags=LABELS, loader="dict").evaluate()["overall"]
    known = lambda figure: figure.value or 0.0  # noqa: E731
    assert known(pair.micro.exact) == pytest.approx(theirs["strict"].f1)
    assert known(pair.micro.precision) == pytest.approx(theirs["strict"].precision)
    assert known(pair.micro.recall) == pytest.approx(theirs["strict"].recall)
    assert known(pair.boundary) == pytest.approx(theirs["partial"].f1)
    assert known(pair.micro.overlap) == pytest.approx(theirs["ent_type"].f1)


@settings(max_examples=60)
@given(articles(2))
def test_token_figures_equal_scikit_learn_and_krippendorff(many):
    pair = agreed(many, 2)[0].pairs[0]
    one, other = ([c for article in many for c in on_tokens(article[who])] for who in (0, 1))
    if len({*one, *other}) < 2:
        assert pair.kappa.value is None
        return
    theirs = cohen_kappa_score(one, other)
    assert pair.kappa.value == pytest.approx(theirs, nan_ok=True)
    numbers = {name: float(n) for n, name in enumerate(sorted({*one, *other}))}
    table = [[numbers[c] for c in side] for side in (one, other)]
    assert pair.alpha.value == pytest.approx(
        krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    )


@given(made(), made())
def test_the_kappa_of_one_article_is_the_same_without_intervals(one, other):
    alone = token_kappa(one, other, TOKENS)
    summed = agreed([(one, other)], 2)[0].pairs[0].kappa.value
    assert alone == pytest.approx(summed) if summed is not None else alone is None


@settings(max_examples=40)
@given(st.lists(st.tuples(*[st.one_of(st.none(), made())] * 3), min_size=1, max_size=5))
def test_alpha_of_several_takes_articles_that_not_all_finished(many):
    shared = [one for one in many if sum(spans is not None for spans in one) > 1]
    group = agreed(shared, 3)[0].group
    none = [np.nan] * len(TOKENS.bounds)
    numbers = {"O": 0.0, **{label: n for n, label in enumerate(LABELS, 1)}}
    table = [
        [
            value
            for one in shared
            for value in (none if one[who] is None else [numbers[c] for c in on_tokens(one[who])])
        ]
        for who in range(3)
    ]
    if len({v for row in table for v in row if not np.isnan(v)}) < 2:
        assert group.alpha.value is None
        return
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert group.alpha.value == pytest.approx(theirs)
    assert group.complete == sum(None not in one for one in shared)


@given(articles(2))
def test_labels_and_confusions_add_up_to_all_spans(many):
    pair = agreed(many, 2)[0].pairs[0]
    for who, count in ((0, pair.micro.first), (1, pair.micro.second)):
        assert sum(len(one[who]) for one in many) == count
        assert sum(n for cell, n in pair.confusion.items() if cell[who]) == count
    assert sum(one.spans.first for one in pair.labels) == pair.micro.first


@given(articles(2))
def test_the_order_of_articles_changes_no_figure(many):
    forward, backward = agreed(many, 2)[0].pairs[0], agreed(many[::-1], 2)[0].pairs[0]
    assert forward.confusion == backward.confusion
    for name in ("macro", "boundary", "kappa", "alpha", "u_alpha"):
        one, other = getattr(forward, name).value, getattr(backward, name).value
        assert one == pytest.approx(other)
    assert forward.alpha_u == pytest.approx(backward.alpha_u)


def test_an_interval_holds_the_figure_and_the_same_seed_gives_the_same():
    one = (span(0, 2, "PERSON"), span(4, 5, "ORG", 2))
    other = (span(0, 2, "PERSON"), span(4, 6, "ORG", 2))
    many = [(one, one), (one, other), (other, other), (one, ())] * 5
    first, again = (agreed(many, 2, resamples=500)[0].pairs[0].micro.exact for _ in range(2))
    assert first == again
    assert first.low < first.value < first.high


def test_one_article_has_no_interval():
    spans = (span(0, 2, "PERSON"),)
    figure = agreed([(spans, spans)], 2)[0].pairs[0].micro.exact
    assert (figure.value, figure.low, figure.high) == (1.0, None, None)


def test_partial_counts_other_bounds_half_as_muc_does():
    # MUC-5: (correct + 0.5 × partial) / possible and / actual.
    one = (span(0, 2, "PERSON"), span(4, 6, "ORG", 2), span(8, 9, "PLACE", 3))
    other = (span(0, 2, "PERSON"), span(4, 5, "ORG", 2))
    micro = agreed([(one, other)], 2)[0].pairs[0].micro
    recall, precision = 1.5 / 3, 1.5 / 2
    assert micro.partial.value == pytest.approx(2 * precision * recall / (precision + recall))


def test_macro_is_the_mean_of_the_labels():
    one = (span(0, 2, "PERSON"), span(4, 6, "ORG", 2))
    other = (span(0, 2, "PERSON"), span(4, 6, "PLACE", 2))
    pair = agreed([(one, other)], 2)[0].pairs[0]
    assert pair.macro.value == pytest.approx(1 / 3)
    assert pair.confusion == {("PERSON", "PERSON"): 1, ("ORG", "PLACE"): 1}


def test_quotes_are_told_by_content_speaker_cue_and_links():
    def quote(start, speaker, cue, number):
        spans = [
            Span(number, "quotes", "QUOTE", start, start + 8, TEXT[start : start + 8]),
            Span(number + 1, "quotes", "SPEAKER", *speaker, TEXT[slice(*speaker)]),
            Span(number + 2, "quotes", "CUE", *cue, TEXT[slice(*cue)]),
        ]
        links = [
            Relation("SAID_BY", number, number + 1),
            Relation("CUED_BY", number, number + 2),
        ]
        return spans, links

    def annotation(who, *many):
        spans = in_order(s for one, _ in many for s in one)
        return Annotation(
            1, who, spans=spans, relations=frozenset(r for _, links in many for r in links)
        )

    first = annotation(1, quote(0, (10, 13), (14, 18), 1), quote(30, (40, 44), (45, 48), 11))
    second = annotation(2, quote(0, (10, 13), (14, 18), 1), quote(31, (39, 44), (45, 48), 11))
    agreeing = Agreeing([1, 2], ["quotes"], resamples=10)
    agreeing.add(ComparedArticle([first, second], TOKENS, len(TEXT)))
    quotes = agreeing.layers()[0].pairs[0].quotes
    assert (quotes.first, quotes.second) == (2, 2)
    assert quotes.content_exact.value == pytest.approx(0.5)
    assert quotes.content_overlap.value == 1.0
    assert quotes.speaker_same.value == pytest.approx(0.5)
    assert quotes.speaker_met.value == 1.0
    assert quotes.cue_same.value == 1.0
    assert quotes.links.value == pytest.approx(0.5)


@settings(max_examples=30)
@given(articles(3))
def test_three_annotators_make_three_pairs_each_as_if_alone(many):
    layer = agreed(many, 3)[0]
    assert [(p.first, p.second) for p in layer.pairs] == list(combinations((1, 2, 3), 2))
    alone = agreed([(one[0], one[2]) for one in many], 2)[0].pairs[0]
    found = next(p for p in layer.pairs if (p.first, p.second) == (1, 3))
    assert Counter(found.confusion) == Counter(alone.confusion)
    assert found.u_alpha.value == pytest.approx(alone.u_alpha.value)
    assert found.alpha_u == pytest.approx(alone.alpha_u)
