"""Kappa and alpha: published worked examples, and the figures of other packages on random data."""

from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.chance import cohen_kappa, fleiss_kappa, nominal_alpha

# Krippendorff, Computing Krippendorff's alpha-reliability, 2011: four observers, twelve units, some missing.
RELIABILITY_DATA = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Fleiss, Measuring nominal scale agreement among many raters, 1971: thirty patients, six raters.
DIAGNOSES = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""

items = st.lists(
    st.lists(st.sampled_from([None, "A", "B", "C"]), min_size=3, max_size=3), min_size=2
)


def coincidences(data):
    """How often two values met on an item, an item with m values counting each pair 1 / (m − 1) times.

    An item is what each annotator chose for it, None where they chose nothing (a missing value).
    """
    found = Counter()
    for values, times in Counter(tuple(item) for item in data).items():
        chosen = Counter(value for value in values if value is not None)
        size = chosen.total()
        if size < 2:
            continue
        for one, n in chosen.items():
            for other, k in chosen.items():
                met = n * (k - 1) if one == other else n * k
                if met:
                    found[one, other] += times * met / (size - 1)
    return found


def array(counts):
    return {key: np.array([float(count)]) for key, count in counts.items()}


def alpha(data):
    return nominal_alpha(array(coincidences(data)))[0] if data else np.nan


def kappa(one, other):
    return cohen_kappa(array(Counter(zip(one, other, strict=True))))[0]


def test_cohens_example_of_1960():
    table = {(1, 1): 88, (1, 2): 14, (1, 3): 18, (2, 1): 10, (2, 2): 40, (2, 3): 10}
    table |= {(3, 1): 2, (3, 2): 6, (3, 3): 12}
    assert cohen_kappa(array(table))[0] == pytest.approx(0.492, abs=0.0005)


def test_krippendorffs_reliability_data():
    rows = [[None if v == "." else v for v in row.split()] for row in RELIABILITY_DATA]
    assert alpha(list(zip(*rows, strict=True))) == pytest.approx(0.743, abs=0.0005)


def test_fleisss_diagnoses():
    chosen = Counter(value for item in DIAGNOSES.split() for value in item)
    agreeing = sum(n * (n - 1) for item in DIAGNOSES.split() for n in Counter(item).values())
    found = fleiss_kappa(np.array([float(agreeing)]), array(chosen), 6)[0]
    assert found == pytest.approx(0.430, abs=0.0005)


def test_bertha_and_bill():
    # Krippendorff, On the reliability of unitizing continuous data, 1995, read as single moments.
    bertha, bill = "001111111100001111110000", "000011110000000110000000"
    assert kappa(bertha, bill) == pytest.approx(0.385, abs=0.0005)
    assert alpha(list(zip(bertha, bill, strict=True))) == pytest.approx(0.329, abs=0.0005)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC")), min_size=2))
def test_kappa_equals_scikit_learn(pairs):
    one, other = zip(*pairs, strict=True)
    if len({*one, *other}) > 1:
        theirs = cohen_kappa_score(one, other)
        assert kappa(one, other) == pytest.approx(theirs, nan_ok=True)


@given(items)
def test_alpha_equals_the_krippendorff_package(data):
    counts = coincidences(data)
    if len({value for pair in counts for value in pair}) < 2:
        assert not counts or np.isnan(alpha(data))
        return
    numbers = {"A": 0.0, "B": 1.0, "C": 2.0, None: np.nan}
    table = [[numbers[item[who]] for item in data] for who in range(3)]
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert alpha(data) == pytest.approx(theirs)


def test_one_category_throughout_is_undefined():
    assert np.isnan(kappa("AAA", "AAA"))
    assert np.isnan(alpha([("A", "A"), ("A", "A")]))
