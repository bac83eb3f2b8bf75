import random

from annotator.project.likeness import Likeness, are_alike, runs


def story(seed: int, words: int = 400) -> list[str]:
    draw = random.Random(seed)
    return [f"word{draw.randrange(3000)}" for _ in range(words)]


def found(*texts: list[str]) -> list[int | None]:
    joined = [" ".join(text) for text in texts]
    likeness = Likeness(joined.__getitem__)
    return [likeness.add(number, text) for number, text in enumerate(joined)]


def test_different_stories_are_not_alike() -> None:
    assert found(*(story(seed) for seed in range(50))) == [None] * 50


def test_a_story_with_a_changed_word_in_thirty_is_found() -> None:
    copy = story(1)
    copy[::30] = ["changed"] * len(copy[::30])
    assert found(story(0), story(1), story(2), copy) == [None, None, None, 1]


def test_a_story_cut_to_its_first_half_is_found() -> None:
    assert found(story(1), story(1)[:200]) == [None, 0]
    assert found(story(1)[:200], story(1)) == [None, 0]


def test_a_story_in_other_case_and_with_a_line_of_its_own_is_found() -> None:
    assert found(story(1), [word.upper() for word in story(1)] + ["our", "own", "line"]) == [
        None,
        0,
    ]


def test_short_notices_are_compared_too() -> None:
    assert found(story(1, 30), [*story(1, 30), "and", "more"], story(2, 30)) == [None, 0, None]


def test_a_shared_footer_makes_no_near_duplicate() -> None:
    footer = [f"footer{n}" for n in range(14)]
    assert found(*(story(seed) + footer for seed in range(20))) == [None] * 20


def test_likeness_is_the_same_both_ways() -> None:
    first, second = runs(" ".join(story(1))), runs(" ".join(story(1)[:250]))
    assert are_alike(first, second)
    assert are_alike(second, first)
    assert not are_alike(first, runs(" ".join(story(2))))


def test_texts_of_fewer_words_than_a_run_are_compared_as_a_whole() -> None:
    assert found(["one", "two"], ["one", "two"], ["one"]) == [None, 0, None]
