"""Newer, older, the same or diverged: told by steps alone."""

from dataclasses import replace

import pytest
from making import span
from reviews import MAYA

from annotator.core.annotation import Annotation, Status
from annotator.core.change import Lineage, StatusValue, changed
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.core.lineage import (
    NOTHING,
    Ancestor,
    Standing,
    digest_of,
    nouns_of,
    since_parting,
    standing,
    state_of,
)
from annotator.core.settling import difference


def steps(names):
    """Steps of these names, each of which led to a state of the same name."""
    return tuple(Ancestor(name, f"{name} state") for name in names.split())


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("", "a", Standing.NEW),
        ("a", "a", Standing.SAME),
        ("a b", "a b c", Standing.NEWER),
        ("a b c", "a b", Standing.OLDER),
        ("a b", "a c", Standing.DIVERGED),
        ("a", "b", Standing.DIVERGED),
        ("import:x", "import:x b", Standing.NEWER),
        ("import:x", "import:y b", Standing.DIVERGED),
        ("import:x b", "import:x", Standing.OLDER),
        ("a scheme:x", "a scheme:x b", Standing.NEWER),
    ],
)
def test_whoever_went_through_the_last_step_of_the_other_is_newer(ours, theirs, told):
    assert standing(steps(ours), steps(theirs)) is told


def test_work_that_was_all_taken_back_brings_nothing_and_takes_away_what_was():
    taken_back = (Ancestor("a", "x"), Ancestor("undo a", NOTHING))
    assert standing((), taken_back) is Standing.SAME
    assert standing((), ()) is Standing.SAME
    assert standing(taken_back[:1], taken_back) is Standing.NEWER


def test_equal_states_are_the_same_whatever_led_there():
    assert standing((Ancestor("a", "x"),), (Ancestor("b", "x"),)) is Standing.SAME


def test_what_an_import_brought_is_found_among_the_states_of_the_other_side():
    exported = (Ancestor("import:x", "x"),)
    theirs = (Ancestor("a", "w"), Ancestor("b", "x"), Ancestor("c", "y"))
    assert standing(exported, theirs) is Standing.NEWER
    assert standing(theirs, exported) is Standing.OLDER


def test_coming_back_to_an_earlier_state_on_purpose_is_a_step_of_ones_own():
    ours = (Ancestor("a", "x"), Ancestor("b", "y"), Ancestor("undo b", "x"))
    theirs = (Ancestor("a", "x"), Ancestor("c", "z"))
    assert standing(ours, theirs) is Standing.DIVERGED


def test_states_that_are_not_known_any_more_are_equal_to_none():
    ours = (Ancestor("import:x", "x"),)
    assert standing(ours, (Ancestor("a"), Ancestor("b", "y"))) is Standing.DIVERGED


def test_the_steps_since_two_sides_parted_are_those_after_the_last_they_share():
    assert since_parting(steps("a b c d"), steps("a b x")) == steps("c d")
    assert since_parting(steps("a"), steps("b")) == steps("a")
    assert since_parting(steps("a"), steps("a b")) == ()


def test_a_state_follows_a_change_back():
    before = Annotation(1, 2)
    after = replace(MAYA[1], article_id=1, annotator_id=2)
    delta = difference(before, after)
    delta = replace(
        delta,
        removed=(*delta.removed, StatusValue(Status.TODO), Lineage()),
        added=(*delta.added, StatusValue(Status.DONE), Lineage(("a",))),
    )
    assert changed(before, delta).spans == after.spans
    assert state_of(after).before(delta.removed, delta.added) == state_of(before)
    assert state_of(before).digest == NOTHING


def test_a_state_does_not_depend_on_the_order_of_what_is_held():
    made = MAYA[1]
    backwards = replace(made, spans=made.spans[::-1])
    assert state_of(made) == state_of(backwards)
    assert state_of(made) != state_of(replace(made, spans=made.spans[1:]))
    assert len(list(nouns_of(made))) == len(made.spans) + len(made.relations) + 1


def test_digests_stay_what_they_are_since_bundles_hold_them():
    text = "Ann Hale met Sam."
    one = span(text, 0, 8, confidence=0.5, attributes=(("kind", "direct"), ("sure", True)))
    held = Annotation(1, 2, Status.DONE, (one,), finished_at="2026-03-04T05:06:07+00:00")
    assert state_of(held).digest == "439a35dd135e373523784b4bb66fecf4"
    decision = Decision(
        "k", ("label",), "entities", 0, 8, "Ann Hale", Choice.TAKE,
        said=(Said(0, "PERSON", taken=True),), error_type=ErrorType.OTHER,
    )  # fmt: skip
    assert digest_of(decision) == "b816964c09a4abdf031853bec0228a4f"


def test_a_state_is_of_what_is_marked_not_of_where_and_how_long_it_took():
    assert state_of(Annotation(1, 2)) == state_of(Annotation(3, 4, seconds=9.0, revision=5))
