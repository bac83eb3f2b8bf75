import pytest
from making import MODEL, TEXTS, checked, marks, span, suggest

from annotator.core.annotation import Status
from annotator.core.errors import RuleError, SchemeError, StoreError
from annotator.project.edits import (
    Accept,
    AddSpan,
    AddSpans,
    LabelOccurrences,
    MoveBoundary,
    Reject,
    Relabel,
    RelabelOccurrences,
    RemoveOccurrences,
    RemoveSpans,
)

JAN = AddSpan(1, "entities", "PERSON", 0, 12)
ONE = TEXTS[0]


def place(text, words):
    start = text.index(words)
    return start, start + len(words)


def add(project, words, label="PERSON", article_id=1, layer="entities"):
    return project.apply(
        AddSpan(article_id, layer, label, *place(project.article(article_id).text, words))
    )


def texts(project, article_id=1):
    return marks(project.annotation(article_id))


def test_a_marked_span_keeps_its_text_and_starts_the_article(project):
    change = project.apply(JAN)
    assert texts(project) == [("PERSON", "Jan Maartens")]
    assert project.annotation(1).status is Status.IN_PROGRESS
    assert change.name == "Label PERSON"
    assert change.article_ids == (1,)


def test_marking_the_same_again_changes_nothing_and_is_no_step(project):
    project.apply(JAN)
    assert project.apply(JAN).deltas == ()
    project.undo()
    assert texts(project) == []


def test_a_new_span_replaces_what_it_touches_in_one_step(project):
    add(project, "Jan")
    add(project, "Anna Kovács")
    add(project, "Jan Maartens met Anna", "ORG")
    assert texts(project) == [("ORG", "Jan Maartens met Anna")]
    project.undo()
    assert texts(project) == [("PERSON", "Jan"), ("PERSON", "Anna Kovács")]


def test_spans_may_nest_where_the_layer_allows_it(project):
    add(project, "Jan Maartens met", "QUOTE", layer="quotes")
    add(project, "Jan", "SPEAKER", layer="quotes")
    add(project, "Jan")
    assert len(texts(project)) == 3


def test_offsets_are_code_points_beside_emoji_and_right_to_left_text(project):
    add(project, "at Maartens", "ORG")
    add(project, "محمد علي", article_id=2)
    add(project, "👩‍👩‍👧", "ORG", article_id=3)
    assert texts(project) == [("ORG", "at Maartens")]
    assert texts(project, 2) == [("PERSON", "محمد علي")]
    assert texts(project, 3) == [("ORG", "👩‍👩‍👧")]
    assert checked(project).sound


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (AddSpan(1, "entities", "PERSON", 5, 5), RuleError),
        (AddSpan(1, "entities", "PERSON", -1, 5), RuleError),
        (AddSpan(1, "entities", "PERSON", 0, len(ONE) + 1), RuleError),
        (AddSpan(1, "entities", "PERSON", 12, 13), RuleError),
        (AddSpan(1, "entities", "ANIMAL", 0, 3), RuleError),
        (AddSpan(1, "events", "PERSON", 0, 3), SchemeError),
        (AddSpan(99, "entities", "PERSON", 0, 3), StoreError),
        (RemoveSpans(1, (9,)), RuleError),
        (Relabel(1, (9,), "ORG"), RuleError),
        (MoveBoundary(1, 9, 0, 3), RuleError),
        (RemoveOccurrences(((1, 1), (2, 9))), RuleError),
    ],
)
def test_what_is_not_allowed_is_refused_and_writes_nothing(project, edit, error):
    project.apply(JAN)
    with pytest.raises(error):
        project.apply(edit)
    assert texts(project) == [("PERSON", "Jan Maartens")]
    assert project.undo_name() == "Label PERSON"
    assert checked(project).sound


def test_several_spans_are_one_step(project):
    first, second = place(ONE, "Jan Maartens"), place(ONE, "Paris")
    wanted = (
        ("entities", "PERSON", *first, None),
        ("entities", "PLACE", *second, None),
    )
    project.apply(AddSpans(1, wanted, "Paste spans"))
    assert len(texts(project)) == 2
    assert project.undo().name == "Paste spans"
    assert texts(project) == []


def test_a_relabelled_span_keeps_its_id_and_place(project):
    project.apply(JAN)
    project.apply(Relabel(1, (1,), "ORG"))
    assert [(one.id, one.label) for one in project.annotation(1).spans] == [(1, "ORG")]
    with pytest.raises(RuleError, match="no label ANIMAL"):
        project.apply(Relabel(1, (1,), "ANIMAL"))


def test_a_moved_boundary_takes_the_text_along(project):
    project.apply(JAN)
    project.apply(MoveBoundary(1, 1, 4, 12))
    assert texts(project) == [("PERSON", "Maartens")]


def test_a_boundary_does_not_move_over_another_span_or_out_of_the_text(project):
    project.apply(JAN)
    add(project, "Anna Kovács")
    for start, end in ((0, 20), (5, 5), (0, 999)):
        with pytest.raises(RuleError):
            project.apply(MoveBoundary(1, 1, start, end))
    assert texts(project)[0] == ("PERSON", "Jan Maartens")


def test_an_id_is_never_used_twice(project):
    project.apply(JAN)
    project.apply(RemoveSpans(1, (1,)))
    add(project, "Paris", "PLACE")
    assert [one.id for one in project.annotation(1).spans] == [2]


@pytest.fixture
def suggested(project):
    people = [span(ONE, *place(ONE, words)) for words in ("Jan Maartens", "Anna Kovács")]
    suggest(project, 1, *people, span(ONE, *place(ONE, "Paris"), "PLACE"))
    return project


def pending(project, article_id=1):
    return [one.text for one in project.pending(article_id)]


def test_an_accepted_suggestion_is_mine_and_keeps_its_origin(suggested):
    first = suggested.pending(1)[0]
    suggested.apply(Accept(1, (first,)))
    (mine,) = suggested.annotation(1).spans
    assert (mine.text, mine.label, mine.origin) == ("Jan Maartens", "PERSON", MODEL)
    assert pending(suggested) == ["Anna Kovács", "Paris"]


def test_a_suggestion_can_be_accepted_under_another_label(suggested):
    suggested.apply(Accept(1, suggested.pending(1)[:1], "ORG"))
    assert texts(suggested) == [("ORG", "Jan Maartens")]
    assert pending(suggested) == ["Anna Kovács", "Paris"]


def test_a_suggestion_turned_down_does_not_come_back_with_a_new_version(suggested):
    suggested.apply(Reject(1, suggested.pending(1)[:1]))
    suggest(suggested, 1, span(ONE, *place(ONE, "Jan Maartens")), model="model 2")
    assert pending(suggested) == []
    suggested.undo()
    assert pending(suggested) == ["Jan Maartens"]


def test_removing_what_came_from_a_suggestion_turns_it_down_in_the_same_step(suggested):
    suggested.apply(Accept(1, suggested.pending(1)[:1], "ORG"))
    suggested.apply(RemoveSpans(1, (1,)))
    assert pending(suggested) == ["Anna Kovács", "Paris"]
    suggested.undo()
    assert texts(suggested) == [("ORG", "Jan Maartens")]
    assert suggested.annotation(1).rejections == frozenset()


def test_removing_a_span_of_my_own_lets_the_suggestion_show_again(suggested):
    suggested.apply(JAN)
    assert pending(suggested) == ["Anna Kovács", "Paris"]
    suggested.apply(RemoveSpans(1, (1,)))
    assert pending(suggested) == ["Jan Maartens", "Anna Kovács", "Paris"]


def test_nothing_is_suggested_in_blind_mode(suggested):
    suggested.settings.set("blind", True)
    assert pending(suggested) == []


def test_a_new_run_of_the_same_model_replaces_its_suggestions(suggested):
    before = suggested.suggested(1).revision
    suggest(suggested, 1, span(ONE, 0, 3))
    suggest(suggested, 1, span(ONE, *place(ONE, "Paris"), "PLACE"))
    assert pending(suggested) == ["Paris"]
    assert suggested.suggested(1).revision == before + 2


def occurrences(words):
    return tuple((n, *place(text, words)) for n, text in enumerate(TEXTS, 1) if words in text)


def test_all_occurrences_are_labelled_in_one_step_over_many_articles(project):
    project.apply(LabelOccurrences(occurrences("Paris"), "entities", "PLACE"))
    assert [texts(project, n) for n in (1, 2, 3)] == [[("PLACE", "Paris")]] * 3
    assert project.undo_name() == "Label 3 occurrences PLACE"
    project.undo()
    assert [texts(project, n) for n in (1, 2, 3)] == [[], [], []]
    project.redo()
    assert [texts(project, n) for n in (1, 2, 3)] == [[("PLACE", "Paris")]] * 3


def test_a_place_named_twice_is_labelled_once(project):
    project.apply(LabelOccurrences(occurrences("Paris")[:1] * 2, "entities", "PLACE"))
    assert texts(project) == [("PLACE", "Paris")]


def test_unticked_occurrences_are_turned_down(project):
    ticked, *unticked = occurrences("Paris")
    project.apply(LabelOccurrences((ticked,), "entities", "PLACE", tuple(unticked)))
    assert [len(project.annotation(n).rejections) for n in (1, 2, 3)] == [0, 1, 1]


def test_occurrences_are_relabelled_and_removed_in_one_step_each(project):
    project.apply(LabelOccurrences(occurrences("Paris"), "entities", "PLACE"))
    places = tuple((n, 1) for n in (1, 2, 3))
    project.apply(RelabelOccurrences(places, "ORG"))
    assert texts(project, 2) == [("ORG", "Paris")]
    project.apply(RemoveOccurrences(places))
    assert texts(project, 2) == []
    for _ in range(3):
        project.undo()
    assert project.annotation(2).spans == ()
    assert project.undo_name() == "Import articles.txt"


def test_one_bad_place_refuses_the_whole_step(project):
    with pytest.raises(RuleError):
        project.apply(LabelOccurrences((*occurrences("Paris"), (2, 0, 9999)), "entities", "PLACE"))
    assert [texts(project, n) for n in (1, 2, 3)] == [[], [], []]
