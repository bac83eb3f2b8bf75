import pytest

from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.gui.article.cursor import Cursor, Steps

TEXT = "Ann met Mr. Hale. He left.\n\nThen rain fell. It stayed."


@pytest.fixture
def steps() -> Steps:
    return Steps(TEXT, Tokens("m", tuple(words(TEXT))), lambda at: (at, at + 1))


def at(steps: Steps, word: str) -> Cursor:
    return Cursor(steps.unit(TEXT.index(word), by_characters=False))


def shown(cursor: Cursor) -> str:
    start, end = cursor.selection or cursor.at
    return TEXT[start:end]


def test_it_steps_from_token_to_token_and_stays_at_the_ends(steps):
    cursor = at(steps, "Ann")
    assert shown(steps.stepped(cursor, -1, extend=False)) == "Ann"
    cursor = steps.stepped(cursor, 1, extend=False)
    assert shown(cursor) == "met"
    last = Cursor(steps.unit(len(TEXT) - 1, by_characters=False))
    assert steps.stepped(last, 1, extend=False).at == last.at


def test_it_steps_over_an_empty_paragraph(steps):
    assert shown(steps.stepped(at(steps, "left"), 1, extend=False)) == "."
    end = Cursor(steps.unit(TEXT.index("left") + 4, by_characters=False))
    assert shown(steps.stepped(end, 1, extend=False)) == "Then"


def test_extending_keeps_the_unit_it_began_with(steps):
    cursor = steps.stepped(at(steps, "met"), 1, extend=True)
    assert shown(cursor) == "met Mr"
    for _ in range(2):
        cursor = steps.stepped(cursor, -1, extend=True)
    assert shown(cursor) == "Ann met"
    assert steps.stepped(cursor, 1, extend=False).selection is None


def test_it_goes_by_sentence_over_paragraphs(steps):
    found = [steps.sentence_start(TEXT.index("met"), 1)]
    for _ in range(3):
        found.append(steps.sentence_start(found[-1], 1))
    assert found == [TEXT.index("He "), TEXT.index("Then"), TEXT.index("It "), len(TEXT)]
    back = [steps.sentence_start(len(TEXT), -1)]
    for _ in range(4):
        back.append(steps.sentence_start(back[-1], -1))
    assert back == [TEXT.index("It "), TEXT.index("Then"), TEXT.index("He "), 0, 0]


def test_in_character_steps_it_goes_by_graphemes(steps):
    cursor = steps.toggled(at(steps, "met"))
    assert shown(cursor) == "m"
    assert shown(steps.stepped(cursor, 1, extend=True)) == "me"
    assert shown(steps.toggled(cursor)) == "met"


def test_the_edges_of_a_span_move_to_token_edges(steps):
    start, end = TEXT.index("Hale"), TEXT.index("Hale") + 4
    assert TEXT[start : steps.end_moved(end, 1, by_characters=False)] == "Hale."
    assert steps.end_moved(end, -1, by_characters=False) == TEXT.index(".") + 1
    assert TEXT[steps.start_moved(start, -1, by_characters=False) : end] == ". Hale"
    assert steps.start_moved(start, 1, by_characters=False) == end


def test_an_edge_within_a_token_moves_to_the_next_token_edge(steps):
    inside = TEXT.index("Hale") + 2
    assert steps.end_moved(inside, 1, by_characters=False) == inside + 2
    assert steps.start_moved(inside, -1, by_characters=False) == inside - 2


def test_edges_stay_within_the_text(steps):
    assert steps.end_moved(len(TEXT), 1, by_characters=False) == len(TEXT)
    assert steps.start_moved(0, -1, by_characters=False) == 0
    assert steps.end_moved(len(TEXT), 1, by_characters=True) == len(TEXT)
    assert steps.start_moved(0, -1, by_characters=True) == 0


def test_without_tokens_there_is_nothing_to_stand_on():
    steps = Steps("", Tokens("", ()), lambda at: (at, at + 1))
    assert steps.unit(0, by_characters=False) == (0, 0)
    assert steps.unit(0, by_characters=True) == (0, 0)
    assert steps.stepped(Cursor((0, 0)), 1, extend=False).at == (0, 0)
