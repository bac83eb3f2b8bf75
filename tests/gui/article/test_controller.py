from hands import SUGGESTED, TEXT, place

from annotator.core.span import ENTITIES
from annotator.project.edits import AddSpan
from annotator.project.project import open as open_project

FIRST = [(label, what) for what, _, label in SUGGESTED]


def test_an_article_opens_with_its_suggestions_and_nothing_focused(desk):
    assert desk.pending() == FIRST
    assert desk.focused() is None
    assert desk.view.accessibleName() == "Article: Harbour talks end without a deal"


def test_tab_goes_from_suggestion_to_suggestion_and_round(desk):
    for expected in (*FIRST, FIRST[0]):
        desk.controller.next_suggestion()
        assert desk.focused() == expected
    desk.controller.previous_suggestion()
    assert desk.focused() == FIRST[-1]


def test_accepting_keeps_the_origin_and_goes_to_the_next(desk):
    desk.controller.next_suggestion()
    desk.controller.accept()
    (span,) = desk.project.annotation(desk.article_id).spans
    assert (span.text, span.origin) == ("Ilse Maartens", "small 1.0 + rules 1")
    assert desk.focused() == FIRST[1]


def test_accepting_the_last_one_says_that_none_is_left(desk):
    desk.controller.next_suggestion()
    for _ in SUGGESTED:
        desk.controller.accept()
    assert desk.pending() == []
    assert desk.said[-1] == "No suggestions are left in this article."


def test_accepting_where_nothing_is_suggested_goes_to_the_next_suggestion(desk):
    desk.controller.accept()
    assert (desk.focused(), desk.mine()) == (FIRST[0], [])


def test_accepting_a_paragraph_is_one_step(desk):
    desk.controller.next_suggestion()
    desk.controller.accept_paragraph()
    assert desk.mine() == FIRST[:4]
    assert desk.focused() == FIRST[4]
    desk.project.undo()
    assert desk.mine() == []


def test_a_label_on_a_suggestion_accepts_it_under_that_label(desk):
    desk.controller.go_to(*place(TEXT, "Maartens", 1))
    desk.controller.label(ENTITIES, "PERSON")
    (span,) = desk.project.annotation(desk.article_id).spans
    assert (span.text, span.label, span.origin) == ("Maartens", "PERSON", "small 1.0 + rules 1")
    assert desk.focused() == ("PERSON", "Maartens")


def test_a_label_on_the_focused_span_relabels_it_in_one_step(desk):
    desk.controller.go_to(*place(TEXT, "Coast Courier"))
    desk.controller.label(ENTITIES, "PLACE")
    desk.controller.label(ENTITIES, "ORG")
    assert desk.mine() == [("ORG", "Coast Courier")]
    assert desk.focused() == ("ORG", "Coast Courier")
    desk.project.undo()
    assert desk.mine() == [("PLACE", "Coast Courier")]


def test_a_label_without_selection_takes_the_token_under_the_cursor(desk):
    desk.controller.move_cursor("right")
    desk.controller.label(ENTITIES, "ORG")
    assert desk.mine() == [("ORG", "talks")]


def test_a_selection_of_exactly_a_suggestion_accepts_it(desk):
    desk.controller.select(*place(TEXT, "Brevik"))
    desk.controller.label(ENTITIES, "ORG")
    (span,) = desk.project.annotation(desk.article_id).spans
    assert (span.label, span.origin) == ("ORG", "small 1.0 + rules 1")


def test_space_repeats_the_last_label(desk):
    desk.controller.repeat_label()
    assert desk.said == ["No label was used yet."]
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "ORG")
    desk.controller.select(*place(TEXT, "Coast Courier"))
    desk.controller.repeat_label()
    assert desk.mine() == [("ORG", "Coast Courier"), ("ORG", "Unions")]


def test_delete_on_a_suggestion_turns_it_down_and_goes_to_the_next(desk):
    desk.controller.next_suggestion()
    desk.controller.remove()
    assert desk.pending() == FIRST[1:]
    assert desk.focused() == FIRST[1]


def test_delete_on_a_span_removes_it(desk):
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "ORG")
    desk.controller.remove()
    assert (desk.mine(), desk.focused()) == ([], None)
    desk.controller.remove()
    assert desk.said == ["There is no span here to remove."]


def test_undo_elsewhere_shows_on_the_page(desk):
    desk.controller.next_suggestion()
    desk.controller.accept()
    desk.project.undo()
    assert desk.view.marks.spans.all == ()
    assert len(desk.view.marks.suggestions.all) == len(SUGGESTED)


def test_an_edit_made_elsewhere_shows_on_the_page(desk):
    desk.project.apply(AddSpan(desk.article_id, ENTITIES, "ORG", *place(TEXT, "Unions")))
    assert [span.text for span in desk.view.marks.spans.all] == ["Unions"]


def test_a_refused_edit_is_said_in_a_sentence_and_changes_nothing(desk):
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "NOT A LABEL")
    assert desk.said[0].startswith("The label scheme news has no label")
    assert desk.mine() == []


def test_the_edges_of_a_span_move_by_tokens(desk):
    desk.controller.go_to(*place(TEXT, "Teodor Lind"))
    desk.controller.accept()
    desk.controller.go_to(*place(TEXT, "Teodor Lind"))
    for step, moved in ((1, "Teodor Lind in"), (-1, "Teodor Lind"), (-1, "Teodor")):
        desk.controller.move_end(step)
        assert desk.focused() == ("PERSON", moved)
    for step, moved in ((-1, "met Teodor"), (1, "Teodor")):
        desk.controller.move_start(step)
        assert desk.focused() == ("PERSON", moved)


def test_moving_an_edge_of_a_suggestion_makes_it_mine_with_its_origin(desk):
    desk.controller.go_to(*place(TEXT, "Maartens", 1))
    desk.controller.move_end(1)
    (span,) = desk.project.annotation(desk.article_id).spans
    assert (span.text, span.label) == ("Maartens said", "ORG")
    assert ("ORG", "Maartens") not in desk.pending()


def test_an_edge_never_passes_the_other(desk):
    desk.controller.go_to(*place(TEXT, "Brevik"))
    desk.controller.move_end(-1)
    assert desk.said == ["A span needs at least one character."]
    assert desk.mine() == []


def test_the_edges_of_a_selection_move_too(desk):
    desk.controller.select(*place(TEXT, "Coast Courier"))
    desk.controller.move_start(-1)
    assert desk.selected() == "the Coast Courier"


def test_in_character_steps_edges_move_by_characters_and_snap_brings_them_back(desk):
    desk.controller.go_to(*place(TEXT, "Brevik"))
    desk.controller.accept()
    desk.controller.go_to(*place(TEXT, "Brevik"))
    desk.controller.toggle_characters()
    desk.controller.move_end(-1)
    assert desk.focused() == ("PLACE", "Brevi")
    desk.controller.snap()
    assert desk.focused() == ("PLACE", "Brevik")


def test_a_problem_is_focused_and_said(desk):
    start, end = place(TEXT, "Kystline", 1)
    desk.project.apply(AddSpan(desk.article_id, ENTITIES, "ORG", start, end - 1))
    desk.controller.next_problem()
    assert desk.focused() == ("ORG", "Kystlin")
    assert desk.said == ["“Kystlin” does not begin and end where tokens do; T snaps it."]


def test_without_problems_it_says_so(desk):
    desk.controller.next_problem()
    assert desk.said == ["This article has no problems."]


def test_escape_disarms_then_drops_selection_or_focus(desk):
    desk.controller.arm(ENTITIES, "ORG")
    desk.controller.select(*place(TEXT, "Unions"))
    assert desk.controller.escape()
    assert desk.controller.mode.armed is None
    assert desk.controller.escape()
    assert desk.controller.selection is None
    assert not desk.controller.escape()


def test_arming_the_armed_label_disarms_it(desk):
    desk.controller.arm(ENTITIES, "ORG")
    desk.controller.arm(ENTITIES, "ORG")
    assert desk.controller.mode.armed is None


def test_the_text_to_look_for_elsewhere_is_what_is_focused(desk):
    desk.controller.go_to(*place(TEXT, "Kystline"))
    query = desk.controller.occurrence_query()
    assert (query.text, query.start) == ("Kystline", place(TEXT, "Kystline")[0])


def test_copy_takes_the_text_as_it_is_stored(open_text, qapp):
    desk = open_text("Ann\u00a0Hale said\u2028so.")
    desk.controller.select(0, 16)
    desk.controller.copy()
    assert qapp.clipboard().text() == "Ann\u00a0Hale said\u2028so"


def test_a_name_relabelled_for_several_chosen_spans_is_one_step(desk):
    for what in ("Unions", "Coast Courier"):
        desk.controller.select(*place(TEXT, what))
        desk.controller.label(ENTITIES, "ORG")
    desk.click("Unions")
    desk.click("Coast Courier", control=True)
    desk.controller.label(ENTITIES, "PERSON")
    assert desk.mine() == [("PERSON", "Coast Courier"), ("PERSON", "Unions")]
    desk.project.undo()
    assert desk.mine() == [("ORG", "Coast Courier"), ("ORG", "Unions")]


def test_chosen_suggestions_and_spans_take_a_label_together(desk):
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "PERSON")
    desk.click("Unions")
    desk.click("Brevik", control=True)
    desk.controller.label(ENTITIES, "ORG")
    assert desk.mine() == [("ORG", "Unions"), ("ORG", "Brevik")]
    desk.project.undo()
    assert desk.mine() == [("PERSON", "Unions")]


def test_closing_empties_the_page(desk):
    desk.controller.next_suggestion()
    desk.controller.close()
    assert desk.controller.article_id is None
    assert desk.view.article.text == ""
    assert desk.focused() is None


def test_a_cursor_left_in_an_article_is_found_again(desk):
    offset = place(TEXT, "Unions")[0]
    desk.controller.open(desk.project, desk.article_id, offset)
    assert desk.under_cursor() == "Unions"


def test_a_project_that_may_not_be_written_says_so_and_stays_as_it_is(desk):
    path = desk.project.path
    with open_project(path, read_only=True) as project:
        desk.controller.open(project, desk.article_id)
        desk.controller.next_suggestion()
        desk.controller.accept()
        assert len(desk.said) == 1
        assert desk.mine() == []
        assert desk.focused() == FIRST[0]
        desk.controller.close()
