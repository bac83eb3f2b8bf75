import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.consistency import Kind, Mark, OnPurpose, Work
from annotator.core.consistency.edges import edges
from annotator.core.consistency.finding import Finder, flat
from annotator.core.consistency.tally import Tally, in_article
from annotator.core.finding import places


def mark(text: str, words: str, label: str = "ORG", nth: int = 0, layer: str = "entities") -> Mark:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mark(layer, label, start, start + len(words), words)


def rows(*articles: tuple[str, list[Work]], kinds: tuple[Kind, ...] = tuple(Kind)) -> list:
    tally = Tally(kinds)
    for _, works in articles:
        for work in works:
            tally.count(work.annotator_id, [(m.layer, m.label, m.text) for m in work.marks])
    for text, works in articles:
        tally.read(text, works)
    return list(tally.rows())


def told(found: list) -> list[tuple]:
    return [
        (row.kind.value, row.words, {one.name: dict(one.counts) for one in row.variants})
        for row in found
    ]


def test_the_same_words_with_two_labels_are_a_row_with_the_most_frequent_first():
    text = "Sund met Sund. Sund left."
    first = Work(1, [mark(text, "Sund", "PLACE", n) for n in range(3)])
    second = Work(2, [mark(text, "Sund", "ORG", n) for n in range(3)][:2])
    (row,) = rows((text, [first, second]), kinds=(Kind.LABELS,))
    assert row.words == "Sund"
    assert row.total == 5
    assert [(v.name, v.total, v.counts) for v in row.variants] == [
        ("PLACE", 3, ((1, 3),)),
        ("ORG", 2, ((2, 2),)),
    ]


def test_white_space_within_words_does_not_tell_them_apart_but_case_and_layer_do():
    text = "Ann Hale, Ann\u00a0Hale, ANN HALE, Ann\nHale"
    marks = [
        mark(text, "Ann Hale", "PERSON"),
        mark(text, "Ann\u00a0Hale", "ORG"),
        mark(text, "ANN HALE", "PLACE"),
        mark(text, "Ann\nHale", "PLACE", layer="others"),
    ]
    (row,) = rows((text, [Work(1, marks)]), kinds=(Kind.LABELS,))
    assert (row.words, row.layer) == ("Ann Hale", "entities")
    assert row.texts == ("Ann Hale", "Ann\u00a0Hale")


def test_words_marked_here_and_unmarked_there_are_a_row():
    text = "Sund grew. In Sund’s port, the Sund-built quay; Sundby. SUND."
    (row,) = rows((text, [Work(1, [mark(text, "Sund", "PLACE")])]))
    assert told([row]) == [("unmarked", "Sund", {"": {1: 2}, "PLACE": {1: 1}})]
    assert [(one.variant, text[one.start : one.end], one.start) for one in in_article(
        row, text, [Work(1, [mark(text, "Sund", "PLACE")])]
    )] == [("PLACE", "Sund", 0), ("", "Sund", 14), ("", "Sund", 31)]  # fmt: skip


def test_a_place_that_touches_another_span_of_the_layer_is_marked():
    text = "Sund. Port of Sund. Sund"
    marks = [mark(text, "Sund", "PLACE"), mark(text, "Port of Sund")]
    quote = mark(text, "Sund", "QUOTE", 2, "other")
    found = rows((text, [Work(1, [*marks, quote])]), kinds=(Kind.UNMARKED,))
    assert told([row for row in found if row.layer == "entities"]) == [
        ("unmarked", "Sund", {"PLACE": {1: 1}, "": {1: 1}})
    ]


def test_a_place_turned_down_in_every_label_of_the_words_was_decided():
    text = "Sund, Sund, Sund"
    refused = {("entities", "PLACE", 6, 10), ("entities", "ORG", 12, 16)}
    (row,) = rows((text, [Work(1, [mark(text, "Sund", "PLACE")], refused)]))
    assert told([row]) == [("unmarked", "Sund", {"PLACE": {1: 1}, "": {1: 1}})]


def test_an_annotator_who_marked_nothing_counts_where_they_are_said_to_be_at_work():
    text = "Sund"
    works = [Work(1, [mark(text, "Sund")]), Work(2, [])]
    assert told(rows((text, works))) == [("unmarked", "Sund", {"": {2: 1}, "ORG": {1: 1}})]


def test_nothing_is_found_over_a_line_end():
    text = "Ann Hale.\n\nAnn\nHale"
    assert rows((text, [Work(1, [mark(text, "Ann Hale")])])) == []


def test_an_article_that_is_marked_here_and_left_out_there_is_a_row():
    text = "The Harbour Authority said. He left the Harbour Authority. Harbour Authority staff."
    marks = [
        mark(text, "The Harbour Authority"),
        mark(text, "Harbour Authority", nth=1),
        mark(text, "Harbour Authority", nth=2),
    ]
    (row,) = rows((text, [Work(1, marks)]), kinds=(Kind.BOUNDARIES,))
    assert told([row]) == [
        (
            "boundaries",
            "the Harbour Authority",
            {"Harbour Authority": {1: 1}, "the Harbour Authority": {1: 1}},
        )
    ]
    assert row.texts == ("Harbour Authority", "The Harbour Authority")
    assert [one.variant for one in in_article(row, text, [Work(1, marks)])] == [
        "the Harbour Authority",
        "Harbour Authority",
    ]


def test_a_name_without_its_title_before_it_is_no_variant():
    text = "Mr. Lind spoke. Lind left. Dr. Lind came."
    marks = [mark(text, "Mr. Lind"), mark(text, "Lind", nth=1), mark(text, "Lind", nth=2)]
    assert rows((text, [Work(1, marks)]), kinds=(Kind.BOUNDARIES,)) == []


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("the Mr. Lind", "Lind", [("the Mr. Lind", "Lind")]),
        ("the Mr. Lind", "Mr. Lind", [("the Mr. Lind", "Mr. Lind")]),
        ("“The Hague", "Hague", [("the Hague", "Hague")]),
        ("Lind’s", "Lind", [("Lind’s", "Lind")]),
        ("Lind's", "Lind's", [("Lind’s", "Lind’s")]),
        ("Mr. Lind’s", "Mr. Lind", [("Mr. Lind", "Mr. Lind"), ("Lind’s", "Lind")]),
        ("the President of Sund", "President of Sund", [("the President of Sund", "President of Sund")]),
        ("President Lind", "Lind", [("President Lind", "Lind")]),
        ("A. Lind", "Lind", []),
        ("the\nLind", "Lind", []),
        ("bathe Lind", "Lind", []),
        ("The", "The", []),
    ],
)  # fmt: skip
def test_edges_are_leads_and_possessives_at_the_place(text, marked, expected):
    start = text.rindex(marked)
    found = edges(text, start, start + len(marked))
    assert [(edge.words, edge.marked) for edge in found] == expected


def test_what_differs_on_purpose_comes_back_with_a_new_variant_only():
    text = "Sund, Sund, Sund"
    labels = ["PLACE", "ORG"]
    (row,) = rows((text, [Work(1, [mark(text, "Sund", one, n) for n, one in enumerate(labels)])]),
                  kinds=(Kind.LABELS,))  # fmt: skip
    kept = OnPurpose("labels", "entities", "Sund", ("ORG", "PLACE"))
    assert kept.covers(row)
    assert not OnPurpose("labels", "entities", "Sund", ("ORG", "PERSON")).covers(row)
    assert not OnPurpose("unmarked", "entities", "Sund", ("ORG", "PLACE")).covers(row)


WORDS = st.text("ab. \u00a0\n’s", min_size=1, max_size=6).map(flat).filter(bool)


@given(st.text("abAB.  \u00a0\n’s-_", max_size=60), st.sets(WORDS, max_size=6))
def test_many_words_are_found_where_each_is_found_alone(text, wanted):
    alone = {(one, *place) for one in wanted for place in places(text, one)}
    assert set(Finder(wanted).places(text)) == alone


@st.composite
def marked_articles(draw):
    """Articles of few words, marked by two annotators without overlap."""
    articles = []
    for _ in range(draw(st.integers(1, 3))):
        text = "".join(
            draw(st.lists(st.sampled_from(["the ", "Mr. ", "Lind", "’s", " ", "Port of ", "\n", "Oslo "]),
                          min_size=1, max_size=10))
        )  # fmt: skip
        works = []
        for who in range(draw(st.integers(0, 2))):
            cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
            marks = [
                Mark("entities", draw(st.sampled_from(["A", "B"])), start, end, text[start:end])
                for start, end in zip(cuts[::2], cuts[1::2], strict=False)
                if text[start:end].strip()
            ]
            works.append(Work(who, marks))
        articles.append((text, works))
    return articles


def naive(articles):
    """Counts by definition: every words sought in every text, every span looked at by itself."""
    labels, unmarked = Counter(), Counter()
    for _, works in articles:
        for work in works:
            labels.update((flat(m.text), m.label, work.annotator_id) for m in work.marks)
    for words in {words for words, _, _ in labels}:
        pattern = r"[^\S\n]+".join(map(re.escape, words.split()))
        pattern = (r"(?<!\w)" if re.match(r"\w", words) else "") + pattern
        pattern += r"(?!\w)" if re.search(r"\w$", words) else ""
        for text, works in articles:
            for work in works:
                for found in re.finditer(pattern, text):
                    start, end = found.span()
                    if not any(m.start < end and start < m.end for m in work.marks):
                        unmarked[words, "", work.annotator_id] += 1
    return labels, unmarked


@given(marked_articles())
def test_rows_are_what_counting_by_definition_gives(articles):
    labels, unmarked = naive(articles)
    expected = {}
    for words in {words for words, _, _ in labels}:
        own = {key[1:]: n for key, n in labels.items() if key[0] == words}
        free = {key[1:]: n for key, n in unmarked.items() if key[0] == words}
        if len({label for label, _ in own}) > 1:
            expected["labels", words] = own
        if free:
            expected["unmarked", words] = own | free
    found = {
        (row.kind.value, row.words): {
            (variant.name, who): n for variant in row.variants for who, n in variant.counts
        }
        for row in rows(*articles)
        if row.kind is not Kind.BOUNDARIES
    }
    assert found == expected


@given(marked_articles())
def test_what_a_row_counts_is_found_again_article_by_article(articles):
    for row in rows(*articles):
        found = [one for text, works in articles for one in in_article(row, text, works)]
        counted = Counter((one.variant, one.annotator_id) for one in found)
        assert counted == {(v.name, who): n for v in row.variants for who, n in v.counts}
