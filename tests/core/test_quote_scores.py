import pytest

from annotator.core.quote_scores import ScoredQuote, quote_scores

TEXT = "“One two three four,” Ann said. She added that five six seven eight. “Nine,” he sang."


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def quote(*parts, speaker=None, cue=None, **more):
    return ScoredQuote(
        tuple(at(part) for part in parts),
        at(speaker) if speaker else None,
        at(cue) if cue else None,
        **more,
    )


GOLD = [
    quote("“One two three four,”", speaker="Ann", cue="said", kind="direct", name="Ann Hale"),
    quote(
        "that five six seven eight", speaker="She", cue="added", kind="indirect", name="Ann Hale"
    ),
]


def scored(found, gold=GOLD, view="all", types=()):
    return quote_scores([(TEXT, gold, found)], view, types)


def f1(scores, name):
    return round(scores.measures[name].f1, 3)


def test_gold_itself_is_perfect():
    scores = scored(GOLD)
    assert {name: score.f1 for name, score in scores.measures.items()} == dict.fromkeys(
        scores.measures, 1.0
    )
    assert (scores.named.matched, scores.named.gold) == (2, 2)


def test_nothing_found_is_nothing_right():
    scores = scored([])
    assert {score.f1 for score in scores.measures.values()} == {0.0}


def test_marks_and_punctuation_at_the_edges_do_not_count():
    scores = scored([quote("One two three four", speaker="Ann")])
    assert scores.measures["frag_exact"].matched == 1


def test_overlap_is_intersection_over_union_of_words():
    # Three of five words: 0.6.
    scores = scored([quote("five six seven")])
    counts = {t: scores.measures[f"overlap@{t}"].matched for t in (0.3, 0.5, 0.8)}
    assert counts == {0.3: 1, 0.5: 1, 0.8: 0}
    assert scores.measures["token"].matched == 3


def test_the_right_speaker_is_the_same_mention_or_the_same_last_name():
    mention = quote("“One two three four,”", speaker="Ann")
    name = quote("“One two three four,”", name="Dr Hale")
    wrong = quote("“One two three four,”", speaker="She", name="Bo")
    assert [scored([q]).measures["e2e"].matched for q in (mention, name, wrong)] == [1, 1, 0]


def test_nobody_on_both_sides_is_right():
    gold = [quote("“Nine,”")]
    assert scored([quote("“Nine,”")], gold).measures["e2e"].matched == 1
    assert scored([quote("“Nine,”", speaker="he")], gold).measures["e2e"].matched == 0


def test_the_quoted_view_keeps_what_stands_in_marks():
    scores = scored(GOLD[:1], view="quoted")
    assert f1(scores, "quote_exact") == 1.0
    assert scores.measures["quote_exact"].gold == 1


@pytest.mark.parametrize("found", [[GOLD[1]], list(GOLD)])
def test_other_types_are_neither_right_nor_wrong(found):
    scores = scored(found, types=["indirect"])
    assert f1(scores, "overlap@0.5") == 1.0
    assert scores.kinds["indirect"].r == 1.0


def test_a_quote_is_paired_once():
    twice = [quote("“One two three four,”"), quote("One two three four")]
    score = scored(twice).measures["overlap@0.5"]
    assert (score.matched, score.predicted, score.gold) == (1, 2, 2)
