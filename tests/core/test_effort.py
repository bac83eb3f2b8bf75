from collections import Counter

from annotator.core.effort import Proposed, entity_effort, quote_effort
from annotator.core.quotes import Quote
from annotator.core.span import Span
from annotator.core.text import words
from annotator.core.tokens import Tokens

TEXT = "Ann Hale met Bo. Bo left. Bo sang. “Yes,” Ann said."
TOKENS = Tokens("model", tuple(words(TEXT)))


def spans(*wanted, layer="entities"):
    found, place = [], {}
    for number, (text, label) in enumerate(wanted, 1):
        start = TEXT.index(text, place.get(text, 0))
        place[text] = start + 1
        found.append(Span(number, layer, label, start, start + len(text), text))
    return found


GOLD = spans(("Ann Hale", "PERSON"), ("Bo", "PERSON"), ("Bo", "PERSON"), ("Bo", "PERSON"))


def actions(gold, suggested, **more):
    return dict(entity_effort(gold, suggested, TOKENS, **more).actions)


def test_what_is_right_costs_done_alone():
    assert actions(GOLD, GOLD) == {"done": 1}


def test_another_label_costs_one_and_equal_words_go_together():
    wrong = spans(("Ann Hale", "PERSON"), ("Bo", "ORG"), ("Bo", "ORG"), ("Bo", "ORG"))
    assert actions(GOLD, wrong) == {"done": 1, "relabel": 3}
    one = spans(("Ann Hale", "ORG"), ("Bo", "PERSON"), ("Bo", "PERSON"), ("Bo", "PERSON"))
    assert actions(GOLD, one) == {"done": 1, "relabel": 1}


def test_an_edge_costs_one_for_each_token():
    short = spans(("Ann", "PERSON"), ("Bo", "PERSON"), ("Bo", "PERSON"), ("Bo", "PERSON"))
    assert actions(GOLD, short) == {"done": 1, "move edges": 1}


def test_a_new_span_costs_two_and_its_further_tokens():
    assert actions(GOLD[:1], ()) == {"done": 1, "mark": 3}
    assert actions(GOLD, ()) == {"done": 1, "mark": 3 + 4}
    assert actions(GOLD, (), all_occurrences=False) == {"done": 1, "mark": 3 + 6}


def test_what_is_too_much_is_taken_away():
    assert actions((), GOLD[:2]) == {"done": 1, "remove": 2}


YES, ANN, SAID = spans(("“Yes,”", "QUOTE"), ("Ann", "SPEAKER"), ("said", "CUE"), layer="quotes")
ANN = Span(2, "quotes", "SPEAKER", TEXT.index("Ann said"), TEXT.index("Ann said") + 3, "Ann")
QUOTE = Quote((YES,), ANN, SAID)
RIGHT = Proposed((ANN.start, ANN.end), (SAID.start, SAID.end))


def quoted(suggested, offer=RIGHT, gold=(QUOTE,)):
    return quote_effort(gold, suggested, [offer] * len(gold)).actions


def test_a_plain_quote_costs_two_keys_from_nothing_and_one_when_it_is_suggested():
    assert quoted(()) == Counter(done=1, mark=1) + Counter({"take proposal": 1})
    assert quoted((QUOTE,)) == Counter(done=1, accept=1)


def test_without_a_right_proposal_speaker_and_cue_cost_one_each():
    assert quoted((), Proposed()) == Counter(done=1, mark=1, speaker=1, cue=1)


def test_a_wrong_speaker_costs_one_more():
    assert quoted((Quote((YES,), None, SAID),)) == Counter(done=1, accept=1, speaker=1)


def test_a_suggested_quote_that_is_none_is_taken_away():
    assert quoted((QUOTE,), gold=()) == Counter(done=1, remove=1)
