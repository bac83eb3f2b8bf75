"""Suggested quotes by keys: accepted as a whole or in parts, corrected, turned down, counted."""

from annotator.gui.queue.model import second_line

WHOLE = ("“We tried everything,” … “It failed.”", "Lind", "said")
INDIRECT = ("that talks with Kystline would go on", "Maartens", "added")


def to_quote(quay):
    """Focuses the first suggested quote."""
    quay.press("Tab", "Tab")
    assert quay.focused() == ("QUOTE", "“We tried everything,”")


def test_a_right_suggestion_costs_one_key_and_the_next_is_in_focus(quay):
    to_quote(quay)
    quay.press("Return")
    assert quay.told() == [WHOLE]
    assert quay.names() == ["Teodor Lind"]
    assert quay.focused() == ("QUOTE", "that talks with Kystline would go on")
    quay.press("Return")
    assert quay.told() == [WHOLE, INDIRECT]


def test_accepting_a_quote_is_one_step(quay):
    to_quote(quay)
    quay.press("Return", "Ctrl+Z")
    assert (quay.told(), quay.left()) == ([], 5)
    quay.press("Ctrl+Shift+Z")
    assert (quay.told(), quay.left()) == ([WHOLE], 4)


def test_tab_stops_once_at_a_quote_and_the_bar_counts_so(quay):
    stops = []
    for _ in range(5):
        quay.press("Tab")
        stops.append((*quay.focused(), quay.driver.window.status.texts["place"]))
    assert stops == [
        ("PERSON", "Teodor Lind", "suggestion 1 of 5"),
        ("QUOTE", "“We tried everything,”", "suggestion 2 of 5"),
        ("QUOTE", "that talks with Kystline would go on", "suggestion 3 of 5"),
        ("ORG", "Kystline", "suggestion 4 of 5"),
        ("NOT_A_QUOTE", "“My Old Quay”", "suggestion 5 of 5"),
    ]
    quay.press("Tab", "Shift+Tab")
    assert quay.focused() == ("NOT_A_QUOTE", "“My Old Quay”")


def test_the_point_steps_over_every_span_and_the_place_stays_the_quotes(quay):
    to_quote(quay)
    stepped = []
    for _ in range(3):
        quay.press(".")
        stepped.append((*quay.focused(), quay.driver.window.status.texts["place"]))
    assert stepped == [
        ("SPEAKER", "Lind", "suggestion 2 of 5"),
        ("CUE", "said", "suggestion 2 of 5"),
        ("QUOTE", "“It failed.”", "suggestion 2 of 5"),
    ]
    quay.press(",")
    assert quay.focused() == ("CUE", "said")


def test_enter_on_any_span_of_it_accepts_the_whole_quote(quay):
    to_quote(quay)
    quay.press(".", ".", "Return")
    assert quay.told() == [WHOLE]


def test_q_takes_the_content_alone_and_proposes_the_rest(quay):
    to_quote(quay)
    quay.press("Q")
    assert quay.told() == [(WHOLE[0], None, None)]
    assert quay.mode.startswith("speaker: Teodor Lind? cue: said? Enter takes both")
    quay.press("Return")
    assert quay.told() == [WHOLE]
    assert quay.names() == ["Teodor Lind"]


def test_the_models_own_speaker_is_proposed_first_for_a_quote_marked_by_hand(quay):
    quay.select("“We tried everything,”")
    quay.press("Q", "Return")
    assert quay.told() == [("“We tried everything,”", "Lind", "said")]
    assert quay.names() == ["Teodor Lind"]


def test_a_speaker_or_cue_alone_is_turned_down_and_stays_so(quay):
    to_quote(quay)
    quay.press(".", "Del")
    assert quay.left() == 5
    assert quay.focused() == ("QUOTE", "“We tried everything,”")
    quay.press("Return")
    assert quay.told() == [(WHOLE[0], None, "said")]


def test_a_later_part_alone_is_turned_down(quay):
    quay.controller.go_to(*bounds(quay, "“It failed.”"))
    quay.press("Del", "Return")
    assert quay.told() == [("“We tried everything,”", "Lind", "said")]


def test_del_on_the_first_part_turns_the_whole_quote_down_for_good(quay):
    to_quote(quay)
    quay.press("Del")
    assert (quay.told(), quay.left()) == ([], 4)
    assert quay.focused() == ("QUOTE", "that talks with Kystline would go on")
    quay.press("Ctrl+Z")
    assert quay.left() == 5


def test_shift_del_turns_it_down_from_any_of_its_spans(quay):
    to_quote(quay)
    quay.press(".", "Shift+Del")
    assert (quay.told(), quay.left()) == ([], 4)


def test_another_speaker_takes_the_quote_with_it_in_one_step(quay):
    to_quote(quay)
    quay.select("Ilse Maartens")
    quay.press("S")
    assert quay.told() == [(WHOLE[0], "Ilse Maartens", "said")]
    assert quay.names() == ["Ilse Maartens"]
    assert [label for label, text in quay.spans() if text == "Lind"] == []
    quay.press("Ctrl+Z")
    assert (quay.told(), quay.left()) == ([], 5)


def test_another_cue_takes_the_quote_with_it(quay):
    to_quote(quay)
    quay.select("met")
    quay.press("C")
    assert quay.told() == [(WHOLE[0], "Lind", "met")]


def test_another_part_takes_the_quote_with_it(quay):
    to_quote(quay)
    quay.press("Tab")
    quay.select("“super quay”")
    quay.press("Shift+Q")
    assert quay.told() == [(f"{INDIRECT[0]} … “super quay”", "Maartens", "added")]


def test_a_moved_end_takes_the_whole_quote_with_it_in_one_step(quay):
    quay.press("Tab", "Tab", "Tab", "Alt+Left")
    assert quay.told() == [("that talks with Kystline would go", "Maartens", "added")]
    assert quay.focused() == ("QUOTE", "that talks with Kystline would go")
    quay.press("Ctrl+Z")
    assert (quay.told(), quay.left()) == ([], 5)


def test_a_moved_speaker_takes_the_whole_quote_with_it(quay):
    to_quote(quay)
    quay.press(".", "Alt+Right")
    assert quay.told() == [(WHOLE[0], "Lind said", "said")]


def test_another_kind_takes_the_quote_with_it(quay):
    to_quote(quay)
    quay.press("Tab", "I", "I")
    (quote,) = quay.project.quotes(quay.article_id)
    assert (quote.text, quote.kind, quote.speaker.text) == (INDIRECT[0], "mixed", "Maartens")


def test_d_says_of_a_suggested_quote_that_it_is_none(quay):
    to_quote(quay)
    quay.press("D")
    assert quay.spans() == [("NOT_A_QUOTE", "“We tried everything,”")]
    assert quay.left() == 4


def test_d_turns_a_suggestion_without_marks_down(quay):
    to_quote(quay)
    quay.press("Tab", "D")
    assert (quay.spans(), quay.left()) == ([], 4)


def test_what_is_suggested_to_be_none_is_accepted_with_its_reason(quay):
    quay.press("Shift+Tab")
    assert quay.focused() == ("NOT_A_QUOTE", "“My Old Quay”")
    quay.press("D")
    assert quay.controller.focused.attribute("reason") == "title"
    assert quay.left() == 4


def test_a_digit_in_a_suggested_quote_labels_the_word_and_leaves_it_suggested(quay):
    to_quote(quay)
    quay.press("Tab", "Right", "Right", "1")
    assert quay.spans() == [("PERSON", "with")]
    assert quay.left() == 5


def test_a_digit_on_an_entity_within_a_quote_accepts_it(quay):
    quay.select("Kystline")
    quay.press("3")
    assert quay.spans() == [("ORG", "Kystline")]


def test_o_goes_round_the_spans_at_the_cursor_and_comes_back(quay):
    quay.click("Kystline")
    seen = [quay.focused()]
    for _ in range(2):
        quay.press("O")
        seen.append(quay.focused())
    assert seen == [
        ("ORG", "Kystline"),
        ("QUOTE", "that talks with Kystline would go on"),
        ("ORG", "Kystline"),
    ]


def test_o_on_a_quote_goes_to_what_stands_within(quay):
    quay.press("Tab", "Tab", "Tab", "O")
    assert quay.focused() == ("ORG", "Kystline")


def test_all_of_a_paragraph_counts_a_quote_once(quay):
    to_quote(quay)
    quay.press("Shift+Return")
    assert quay.said == "Accepted 2 suggestions."
    assert quay.told() == [WHOLE]


def test_done_accepts_and_counts_a_quote_once(quay):
    quay.press("Ctrl+Return")
    texts = quay.driver.window.status.texts
    assert texts["message"] in {
        "Done accepts 5 suggestions.",
        "Every article of this list is done.",
    }
    assert quay.told() == [WHOLE, INDIRECT]
    assert quay.left() == 0
    quay.press("Ctrl+Z")
    assert (quay.told(), quay.left()) == ([], 5)


def test_done_that_asks_counts_a_quote_once(quay):
    quay.project.settings.set("done_policy", "ask")
    quay.press("Ctrl+Return")
    assert quay.driver.window.notice.sentence == "5 suggestions are left in this article."


def test_the_bar_and_the_queue_count_quotes(quay):
    to_quote(quay)
    quay.press("Return", "Tab", "Return")
    assert quay.driver.window.status.texts["counts"] == "1 entity · 1 quote"
    quay.press("Ctrl+Return")
    assert quay.driver.window.status.texts["counts"] == "2 entities · 2 quotes"
    quay.driver.count()
    row = quay.driver.desk.queue.model.row(0)
    assert (row.spans, row.quotes, row.quote_spans) == (10, 2, 8)
    assert second_line(row).endswith("2 entities, 2 quotes")


def test_who_it_is_asks_after_the_speaker_of_the_quote_in_focus(quay):
    to_quote(quay)
    quay.press("E")
    assert quay.said == "Accept or mark it first; then E says who it is."
    quay.press("Return", "Shift+Tab")
    quay.controller.go_to(*bounds(quay, "“We tried everything,”"))
    asked = []
    quay.controller.who_requested.connect(asked.append)
    quay.press("E")
    (quote,) = quay.project.quotes(quay.article_id)
    assert asked == [(quote.speaker.id,)]


def test_what_was_decided_is_there_the_next_day(quay, make_window):
    to_quote(quay)
    quay.press("Return", "Del")
    path = quay.driver.path
    quay.driver.window.close()
    next_day = make_window(path)
    assert next_day.project.pending_count(quay.article_id) == 3
    (quote,) = next_day.project.quotes(quay.article_id)
    assert (quote.text, quote.speaker.text, quote.cue.text) == WHOLE
    next_day.press("Ctrl+Z", "Ctrl+Z")
    assert next_day.project.pending_count(quay.article_id) == 5


def bounds(quay, what):
    start = quay.project.article(quay.article_id).text.index(what)
    return start, start + len(what)
