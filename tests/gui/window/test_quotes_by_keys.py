"""Quotes in the whole window, by keys alone."""

from annotator.core.quotes import quotes


def select(maya, words):
    start = maya.project.article(maya.article_id).text.index(words)
    maya.desk.controller.select(start, start + len(words))


def told(maya):
    return [
        (q.text, q.speaker and q.speaker.text, q.cue and q.cue.text)
        for q in quotes(maya.project.annotation(maya.article_id))
    ]


def test_a_quote_is_marked_attributed_and_taken_back_by_keys(maya):
    select(maya, "Norrhavn and Sund were not invited")
    maya.press("Q")
    assert "Enter takes both" in maya.desk.labels._mode.text()
    maya.press("Return")
    assert told(maya) == [("Norrhavn and Sund were not invited", "AT&T", "said")]
    assert maya.saved == "✓ Saved"
    maya.press("Ctrl+Z")
    assert told(maya) == [("Norrhavn and Sund were not invited", None, None)]
    maya.press("Ctrl+Shift+Z", "Shift+Del")
    assert told(maya) == []


def test_speaker_and_cue_are_set_by_keys(maya):
    select(maya, "Norrhavn and Sund were not invited")
    maya.press("Q", "Esc")
    select(maya, "Lind")
    maya.press("S")
    select(maya, "thanked")
    maya.press("C")
    assert told(maya)[0][1:] == ("Lind", "thanked")


def test_who_he_is_is_typed(maya):
    select(maya, "Norrhavn and Sund were not invited")
    maya.press("Q", "Return", "E")
    maya.type("Teodor Lind of Norrhavn")
    maya.press("Return")
    (quote,) = maya.project.quotes(maya.article_id)
    assert maya.project.roster(maya.article_id).speaker_name(quote) == "Teodor Lind of Norrhavn"
    assert maya.desk.view.hasFocus()


def test_a_repair_answers_to_its_key(maya):
    select(maya, "Norrhavn and Sund were not invited")
    maya.press("Q", "Esc", "G", "R")
    assert maya.desk.controller.state.proposed is not None


def test_done_counts_a_quote_once_and_the_status_bar_says_how_many_there_are(maya):
    select(maya, "Norrhavn and Sund were not invited")
    maya.press("Q", "Return")
    assert "1 quote" in maya.window.status.texts["counts"]
