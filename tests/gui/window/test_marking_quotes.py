"""Quotes marked by keys in a report without suggestions."""

import pytest

from window.quay import TEXT, place

TWO_KEYS = [
    ("“We tried everything,”", 0, ("“We tried everything,”", "Lind", "said")),
    ("“The harbour is old,”", 0, ("“The harbour is old,”", "Oda Brekke", "wrote")),
    ("“Nobody came,”", 0, ("“Nobody came,”", "Rolf Sund", "told")),
]


@pytest.mark.parametrize(("words", "nth", "quote"), TWO_KEYS)
def test_a_plain_quote_costs_two_keys_from_no_suggestion_at_all(bare, words, nth, quote):
    bare.select(words, nth)
    bare.press("Q", "Return")
    assert bare.told() == [quote]


def test_taking_speaker_and_cue_is_one_step(bare):
    bare.select("“We tried everything,”")
    bare.press("Q", "Return", "Ctrl+Z")
    assert bare.told() == [("“We tried everything,”", None, None)]
    bare.press("Ctrl+Z")
    assert bare.told() == []
    bare.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert bare.told() == [("“We tried everything,”", "Lind", "said")]


def test_the_words_between_the_marks_mean_the_marks_too(bare):
    bare.select(" We tried everything, ".strip())
    bare.press("Q", "Esc")
    assert bare.told()[0][0] == "“We tried everything,”"


def test_a_quotation_over_paragraphs_is_one_quote_in_parts(bare):
    bare.stand("leaks")
    bare.press("Q", "Return")
    (text, speaker, cue) = bare.told()[0]
    assert text == "“It leaks, and nobody paints it. … “It will sink one day,”"
    assert (speaker, cue) == ("she", "warned")


def test_a_selection_over_paragraphs_is_cut_at_their_ends(bare):
    start, end = place(TEXT, "It leaks"), place(TEXT, "one day")
    bare.controller.select(start[0], end[1])
    bare.press("Q")
    assert bare.told()[0][0] == "“It leaks, and nobody paints it. … “It will sink one day,”"
    bare.press("Return", "Ctrl+Z", "Ctrl+Z")
    assert bare.spans() == []


def test_outside_quotation_marks_q_says_what_to_do(bare):
    bare.stand("met")
    bare.press("Q")
    assert bare.said == "Select what was said, or put the cursor between quotation marks."
    assert bare.told() == []


def test_q_again_proposes_what_the_quote_lacks_and_marks_nothing_twice(bare):
    bare.select("“We tried everything,”")
    bare.press("Q", "Esc", "Q")
    assert "cue: said?" in bare.mode
    bare.press("Return", "Q")
    assert bare.said == "This is a quote already."
    bare.select("“We tried everything,”")
    bare.press("Q")
    assert len(bare.told()) == 1


def test_the_bar_names_what_is_proposed_and_the_keys_for_it(bare):
    bare.select("“Nobody came,”")
    bare.press("Q")
    assert bare.mode.startswith("speaker: Rolf Sund? cue: told? Enter takes both")
    assert bare.mode.endswith("Esc drops")
    bare.press("Esc")
    assert bare.mode == ""
    assert bare.view.marks.ghosts == ()


def test_arrows_go_through_the_speakers_and_with_shift_through_the_cues(bare):
    bare.select("Oda Brekke")
    bare.press("1")
    bare.select("“Nobody came,”")
    bare.press("Q")
    shown = bare.controller.state.proposed
    cues = [cue.text for cue in shown.proposal.cues]
    speakers = [speaker.text for speaker in shown.proposal.speakers]
    assert len(speakers) > 1
    bare.press("Down")
    assert f"speaker: {speakers[1]}?" in bare.mode
    bare.press("Up", "Up")
    assert f"speaker: {speakers[-1]}?" in bare.mode
    bare.press("Shift+Down")
    assert f"cue: {cues[1 % len(cues)]}?" in bare.mode
    bare.press("Return")
    assert bare.told() == [("“Nobody came,”", speakers[-1], cues[1 % len(cues)])]


def test_tab_drops_what_is_proposed(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Tab")
    assert (bare.mode, bare.view.marks.ghosts) == ("", ())
    assert bare.told() == [("“Nobody came,”", None, None)]


def test_enter_takes_the_cue_alone_when_there_is_a_speaker(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Esc")
    bare.select("Rolf Sund")
    bare.press("S", "W")
    assert bare.mode.startswith("cue: told? Enter takes it")
    bare.press("Return")
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]


def test_what_is_proposed_goes_with_the_quote_that_is_undone(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Ctrl+Z")
    assert (bare.told(), bare.mode, bare.view.marks.ghosts) == ([], "", ())


def test_parts_are_added_to_the_quote_in_focus_last(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.stand("Not one")
    bare.press("Shift+Q")
    assert bare.told() == [("“Nobody came,” … “Not one.”", "Rolf Sund", "told")]
    assert bare.said == "Added to “Nobody came,”"
    bare.press("Ctrl+Z")
    assert bare.told()[0][0] == "“Nobody came,”"


def test_all_paragraphs_of_a_quotation_are_added_in_one_step(bare):
    bare.select("“The harbour is old,”")
    bare.press("Q", "Return")
    bare.stand("leaks")
    bare.press("Shift+Q")
    assert bare.told()[0][0].endswith("it. … “It will sink one day,”")
    bare.press("Ctrl+Z")
    assert bare.told()[0][0] == "“The harbour is old,”"


def test_a_part_before_the_first_takes_the_speaker_over(bare):
    bare.select("“Not one.”")
    bare.press("Q", "Esc")
    bare.select("Rolf Sund")
    bare.press("S")
    bare.select("“Nobody came,”")
    bare.press("Shift+Q")
    assert bare.told() == [("“Nobody came,” … “Not one.”", "Rolf Sund", None)]


def test_speaker_and_cue_are_set_on_a_selection_or_the_word_under_the_cursor(bare):
    bare.select("talks with Kystline would go on")
    bare.press("Q", "Esc")
    bare.stand("Maartens added")
    bare.press("S")
    assert bare.said == "Now the speaker of talks with Kystline would go on"
    bare.select("added")
    bare.press("C")
    assert bare.told() == [("talks with Kystline would go on", "Maartens", "added")]


def test_s_on_an_entity_makes_it_the_speaker_with_its_bounds(bare):
    bare.select("Oda Brekke")
    bare.press("1")
    bare.select("“The harbour is old,”")
    bare.press("Q", "Esc")
    bare.click("Oda Brekke")
    bare.press("S")
    assert bare.told() == [("“The harbour is old,”", "Oda Brekke", None)]
    assert ("PERSON", "Oda Brekke") in bare.spans()
    assert bare.names() == ["Oda Brekke"]


def test_a_speaker_goes_to_the_quote_of_its_paragraph_that_lacks_one(bare):
    for words in ("“The harbour is old,”", "“Nobody came,”"):
        bare.select(words)
        bare.press("Q", "Return")
    bare.select("“We tried everything,”")
    bare.press("Q", "Esc")
    bare.stand("“Nobody came,”")
    bare.select("Lind", 1)
    bare.press("S")
    assert bare.told()[0] == ("“We tried everything,”", "Lind", None)
    assert bare.told()[2] == ("“Nobody came,”", "Rolf Sund", "told")


def test_without_a_quote_s_says_so(bare):
    bare.select("Lind")
    bare.press("S")
    assert bare.said == "There is no quote here: mark one with Q first."


def test_in_another_article_no_quote_is_the_last_one(seven):
    bounds = (0, 12)
    seven.desk.controller.select(*bounds)
    seven.press("Q", "J", "Shift+Q")
    seven.desk.controller.select(*bounds)
    seven.press("S")
    assert seven.said == "There is no quote here: mark one with Q first."


def test_d_says_why_marked_words_are_no_quote_and_again_another_reason(bare):
    bare.stand("super")
    bare.press("D")
    (denied,) = bare.project.annotation(bare.article_id).spans
    assert (denied.text, denied.attribute("reason")) == ("“super quay”", "scare")
    bare.press("D")
    assert bare.controller.focused.attribute("reason") == "title"
    bare.press("Ctrl+Z", "Ctrl+Z")
    assert bare.spans() == []


def test_the_reason_is_guessed_from_how_the_words_look(bare):
    bare.stand("My Old")
    bare.press("D")
    assert bare.controller.focused.attribute("reason") == "title"


def test_d_on_a_quote_of_mine_makes_it_none(bare):
    bare.stand("super")
    bare.press("Q", "Esc", "D")
    assert bare.spans() == [("NOT_A_QUOTE", "“super quay”")]


def test_q_on_what_was_no_quote_makes_it_one(bare):
    bare.stand("super")
    bare.press("D")
    bare.select("“super quay”")
    bare.press("Q")
    assert bare.spans() == [("QUOTE", "“super quay”")]


def test_d_on_words_without_marks_unmarks_them(bare):
    bare.select("talks with Kystline would go on")
    bare.press("Q", "Esc", "D")
    assert bare.spans() == []


def test_del_takes_a_part_and_with_the_last_one_the_quote_with_its_speaker_and_cue(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.stand("Not one")
    bare.press("Shift+Q", "Del")
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]
    bare.click("Nobody came")
    bare.press("Del")
    assert bare.spans() == []
    bare.press("Ctrl+Z", "Ctrl+Z")
    assert bare.told() == [("“Nobody came,” … “Not one.”", "Rolf Sund", "told")]


def test_del_takes_the_speaker_or_the_cue_alone(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.click("Rolf Sund")
    bare.press("Del")
    assert bare.told() == [("“Nobody came,”", None, "told")]
    bare.click("told")
    bare.press("Del")
    assert bare.told() == [("“Nobody came,”", None, None)]


def test_shift_del_takes_the_whole_quote_from_any_of_its_spans(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.click("told")
    bare.press("Shift+Del")
    assert bare.spans() == []
    bare.press("Ctrl+Z")
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]


def test_quotes_are_joined_with_the_one_before_and_split_again(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.select("“Not one.”")
    bare.press("Q", "Esc", "Ctrl+J")
    assert bare.told() == [("“Nobody came,” … “Not one.”", "Rolf Sund", "told")]
    bare.click("Not one")
    bare.press("Shift+X")
    assert bare.told() == [
        ("“Nobody came,”", "Rolf Sund", "told"),
        ("“Not one.”", "Rolf Sund", "told"),
    ]
    bare.press("Ctrl+Z", "Ctrl+Z")
    assert [text for text, _, _ in bare.told()] == ["“Nobody came,”", "“Not one.”"]


def test_a_quote_alone_is_neither_joined_nor_split(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Esc", "Ctrl+J")
    assert bare.said == "Joining needs two quotes."
    bare.press("Shift+X")
    assert bare.said == "Only a quote with several parts can be split."


def test_the_ends_of_a_part_move(bare):
    bare.select("“We tried")
    bare.press("Q", "Return", "Alt+Right")
    assert bare.told()[0][0] == "“We tried everything"
    bare.press("Alt+Left", "Alt+Left")
    assert bare.told()[0][0] == "“We"
    bare.press("Alt+Shift+Right")
    assert bare.told()[0][0] == "We"


def test_kind_and_medium_go_round(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Esc", "I")
    (quote,) = bare.project.quotes(bare.article_id)
    assert (quote.kind, quote.kind_is_set) == ("direct", True)
    bare.press("I", "I", "I", "M")
    (quote,) = bare.project.quotes(bare.article_id)
    assert (quote.kind_is_set, quote.medium) == (False, "writing")


def test_a_digit_labels_the_word_of_a_quote_and_the_quote_stays(bare):
    bare.select("“We tried everything,” Lind said")
    bare.press("Q", "1")
    assert bare.said == "Put the cursor on a word of the quote to label it."
    bare.stand("Lind said")
    bare.press("1")
    assert bare.spans() == [("QUOTE", "“We tried everything,” Lind said"), ("PERSON", "Lind")]


def test_a_digit_on_a_speaker_labels_its_words(bare):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.click("Rolf Sund")
    bare.press("1")
    assert ("PERSON", "Rolf Sund") in bare.spans()
    assert bare.told() == [("“Nobody came,”", "Rolf Sund", "told")]


def test_all_of_it_is_there_the_next_day(bare, make_window):
    bare.select("“Nobody came,”")
    bare.press("Q", "Return")
    bare.stand("super")
    bare.press("D")
    told, spans, path = bare.told(), bare.spans(), bare.driver.path
    bare.driver.window.close()
    next_day = make_window(path)
    assert [span.text for span in next_day.project.annotation(bare.article_id).spans] == [
        text for _, text in spans
    ]
    (quote,) = next_day.project.quotes(bare.article_id)
    assert (quote.text, quote.speaker.text, quote.cue.text) == told[0]
    next_day.press("Ctrl+Z", "Ctrl+Z")
    (quote,) = next_day.project.quotes(bare.article_id)
    assert (quote.speaker, quote.cue) == (None, None)
