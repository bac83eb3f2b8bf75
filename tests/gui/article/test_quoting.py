"""Quotes by keys on the real page."""

from itertools import pairwise

import pytest
from hands import MODEL

from annotator.core.quotes import quotes
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import words
from annotator.gui.article import accessible
from annotator.gui.article.chips import place
from annotator.gui.theme import load_theme
from annotator.nlp.messages import Prelabelled
from annotator.project.prelabelling import store_suggestions

TEXT = """Ilse Maartens met Teodor Lind. “We tried,” Lind said. “It failed.”
The so-called “super quay” is closed. She added that talks would go on.
“Nobody came.”"""


@pytest.fixture
def quiet(open_text):
    return open_text(TEXT, [("Ilse Maartens", 0, "PERSON"), ("Teodor Lind", 0, "PERSON")])


def bounds(what):
    start = TEXT.index(what)
    return start, start + len(what)


def suggested_quote():
    def span(number, label, what, **more):
        start, end = bounds(what)
        return Span(number, "quotes", label, start, end, what, **more)

    spans = (
        span(1, "QUOTE", "“We tried,”", confidence=0.9),
        span(2, "QUOTE", "“It failed.”"),
        Span(
            3, "quotes", "SPEAKER", TEXT.index("Lind said"), TEXT.index("Lind said") + 4, "Lind", 1
        ),
        span(4, "CUE", "said"),
    )
    relations = (
        Relation("CONTINUES", 2, 1),
        Relation("SAID_BY", 1, 3),
        Relation("CUED_BY", 1, 4),
    )
    return tuple(sorted(spans, key=lambda s: s.order)), relations


@pytest.fixture
def offered(open_text, project):
    desk = open_text(TEXT)
    spans, relations = suggested_quote()
    row = (Cluster(1, "Teodor Lind", "PERSON"),)
    answer = Prelabelled(desk.article_id, spans, tuple(words(TEXT)), 0, relations, row)
    store_suggestions(project, MODEL, [answer])
    desk.controller.reload()
    return desk


def told(desk):
    return [
        (" | ".join(p.text for p in q.parts), q.speaker and q.speaker.text, q.cue and q.cue.text)
        for q in quotes(desk.project.annotation(desk.article_id))
    ]


def pending(desk):
    return desk.project.pending_count(desk.article_id)


def test_two_keys_mark_a_plain_quote_with_speaker_and_cue(quiet):
    quiet.controller.select(*bounds("“We tried,”"))
    quiet.controller.mark_quote()
    assert told(quiet) == [("“We tried,”", None, None)]
    assert [ghost.role for ghost in quiet.view.marks.ghosts] == ["SPEAKER", "CUE"]
    quiet.controller.accept()
    assert told(quiet) == [("“We tried,”", "Lind", "said")]
    assert quiet.view.marks.ghosts == ()


def test_the_cursor_in_a_marked_stretch_is_enough(quiet):
    quiet.controller.select(*bounds("tried"))
    quiet.controller.escape()
    quiet.controller.mark_quote()
    assert told(quiet)[0][0] == "“We tried,”"


def test_a_selection_inside_marks_takes_the_marks_along(quiet):
    quiet.controller.select(*bounds("We tried"))
    quiet.controller.mark_quote()
    assert told(quiet)[0][0] == "“We tried,”"


def test_escape_drops_what_is_proposed_and_leaves_the_quote(quiet):
    quiet.controller.select(*bounds("“We tried,”"))
    quiet.controller.mark_quote()
    assert quiet.controller.escape()
    assert quiet.view.marks.ghosts == ()
    assert told(quiet) == [("“We tried,”", None, None)]


def test_up_and_down_go_through_the_speakers(quiet):
    quiet.controller.select(*bounds("“We tried,”"))
    quiet.controller.mark_quote()
    first = quiet.controller.state.proposed.speaker
    quiet.controller.move_cursor("down")
    assert quiet.controller.state.proposed.speaker != first
    quiet.controller.move_cursor("up")
    assert quiet.controller.state.proposed.speaker == first


def test_another_part_joins_the_quote_marked_last(quiet):
    quiet.controller.select(*bounds("“We tried,”"))
    quiet.controller.mark_quote()
    quiet.controller.escape()
    quiet.controller.select(*bounds("“It failed.”"))
    quiet.controller.add_part()
    assert told(quiet) == [("“We tried,” | “It failed.”", None, None)]


def test_speaker_and_cue_are_set_on_a_selection(quiet):
    quiet.controller.select(*bounds("that talks would go on"))
    quiet.controller.mark_quote()
    quiet.controller.escape()
    quiet.controller.select(*bounds("She"))
    quiet.controller.set_speaker()
    quiet.controller.select(*bounds("added"))
    quiet.controller.set_cue()
    assert told(quiet) == [("that talks would go on", "She", "added")]
    quiet.project.undo()
    quiet.project.undo()
    assert told(quiet) == [("that talks would go on", None, None)]


def test_an_entity_in_focus_becomes_the_speaker(quiet):
    quiet.controller.select(*bounds("“Nobody came.”"))
    quiet.controller.mark_quote()
    quiet.controller.escape()
    quiet.controller.go_to(*bounds("Ilse Maartens"))
    quiet.controller.set_speaker()
    assert told(quiet) == [("“Nobody came.”", "Ilse Maartens", None)]


def test_a_marked_stretch_is_said_to_be_no_quote_and_the_reason_changes(quiet):
    quiet.controller.select(*bounds("super"))
    quiet.controller.escape()
    quiet.controller.deny()
    (denied,) = quiet.project.annotation(quiet.article_id).spans
    assert (denied.text, denied.attribute("reason")) == ("“super quay”", "scare")
    quiet.controller.deny()
    (denied,) = quiet.project.annotation(quiet.article_id).spans
    assert denied.attribute("reason") == "title"


def test_one_key_accepts_a_suggested_quote_as_a_whole(offered):
    assert pending(offered) == 1
    offered.controller.next_suggestion()
    offered.controller.accept()
    assert told(offered) == [("“We tried,” | “It failed.”", "Lind", "said")]
    assert pending(offered) == 0
    names = offered.project.roster(offered.article_id)
    (mark,) = offered.view.marks.quotes
    assert (mark.name, mark.pending) == ("Teodor Lind", False)
    assert [name.name for name in names.names] == ["Teodor Lind"]
    offered.project.undo()
    assert (told(offered), pending(offered)) == ([], 1)


def test_a_suggested_speaker_is_turned_down_alone(offered):
    offered.controller.next_suggestion()
    offered.controller.go_to(TEXT.index("Lind said"), TEXT.index("Lind said") + 4)
    offered.controller.remove()
    assert pending(offered) == 1
    offered.controller.next_suggestion()
    offered.controller.accept()
    assert told(offered) == [("“We tried,” | “It failed.”", None, "said")]


def test_the_first_part_turned_down_is_the_whole_quote(offered):
    offered.controller.next_suggestion()
    offered.controller.remove()
    assert (told(offered), pending(offered)) == ([], 0)


def test_tab_stops_once_at_a_suggested_quote(offered):
    assert len(offered.controller.suggestion_stops) == 1


def test_content_accepted_alone_gets_the_rest_proposed(offered):
    offered.controller.next_suggestion()
    offered.controller.mark_quote()
    assert told(offered) == [("“We tried,” | “It failed.”", None, None)]
    assert [ghost.role for ghost in offered.view.marks.ghosts] == ["SPEAKER", "CUE"]


def test_removing_a_quote_takes_its_speaker_and_cue_along(offered):
    offered.controller.next_suggestion()
    offered.controller.accept()
    offered.controller.go_to(*bounds("“We tried,”"))
    offered.controller.remove_quote()
    assert offered.project.annotation(offered.article_id).spans == ()
    assert pending(offered) == 0


def test_split_and_join(offered):
    offered.controller.next_suggestion()
    offered.controller.accept()
    offered.controller.go_to(*bounds("“It failed.”"))
    offered.controller.split_quote()
    assert [parts for parts, _, _ in told(offered)] == ["“We tried,”", "“It failed.”"]
    offered.controller.join_quotes()
    assert [parts for parts, _, _ in told(offered)] == ["“We tried,” | “It failed.”"]


def test_the_kind_goes_round(quiet):
    quiet.controller.select(*bounds("“We tried,”"))
    quiet.controller.mark_quote()
    kinds = []
    for _ in range(4):
        quiet.controller.change_kind()
        (quote,) = quotes(quiet.project.annotation(quiet.article_id))
        kinds.append(quote.first.attribute("kind"))
    assert kinds == ["direct", "mixed", "indirect", None]


def test_a_label_key_within_a_quote_labels_the_word(quiet):
    quiet.controller.select(*bounds("“We tried,” Lind"))
    quiet.controller.mark_quote()
    quiet.controller.escape()
    quiet.controller.go_to(*bounds("“We tried,” Lind"))
    quiet.controller.label("entities", "PERSON")
    assert quiet.said[-1] == "Put the cursor on a word of the quote to label it."
    quiet.controller.move_cursor("right")
    quiet.controller.label("entities", "PERSON")
    spans = quiet.project.annotation(quiet.article_id).spans
    assert [(s.layer, s.label, s.text) for s in spans] == [
        ("quotes", "QUOTE", "“We tried,” Lind"),
        ("entities", "PERSON", "We"),
    ]


def test_a_chip_stands_in_the_margin_and_a_click_on_it_focuses_the_quote(offered):
    chips = offered.view._margin.chips(*offered.view._in_sight)
    assert [(chip.name, chip.facts) for chip in chips] == [
        ("Teodor Lind?", "said · direct · 2 parts")
    ]
    x, y = chips[0].rect.center().toTuple()
    from PySide6.QtCore import QPointF

    hit = offered.view.hit(QPointF(x + offered.view._left, y))
    assert [mark.span.text for mark in hit.marks] == ["“We tried,”"]


def test_a_screen_reader_hears_who_said_what(offered):
    offered.controller.next_suggestion()
    assert accessible.told(offered.view) == (
        "Quote, direct, said by Teodor Lind, cue said, 2 parts, suggested: “We tried,” … “It failed.”"
    )
    offered.controller.go_to(*bounds("said"))
    assert accessible.told(offered.view).startswith(
        "said: cue of a quote, direct, said by Teodor Lind"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_quotes_are_painted_in_the_colours_of_their_label(offered, theme):
    offered.controller.next_suggestion()
    offered.controller.accept()
    offered.view.set_theme(load_theme(theme))
    image = offered.view.grab().toImage()
    line = load_theme(theme).label("purple").line
    left = round(offered.view._left)
    seen = {
        image.pixelColor(x, y).name()
        for x in range(max(left - 14, 0), left)
        for y in range(0, image.height(), 2)
    }
    assert line.name() in seen


def test_chips_never_meet_and_stay_beside_their_lines():
    crowded = [[(n * 5.0, n * 5.0 + 30)] for n in range(12)]
    placed = place(crowded, 28.0, 3.0)
    tops = [one.chip for one in placed]
    assert all(second - first >= 31.0 for first, second in pairwise(tops))
    assert all(
        bar[0][0] == want[0][0] for bar, want in zip((p.bars for p in placed), crowded, strict=True)
    )
    apart = place([[(0.0, 20.0)], [(200.0, 220.0)]], 28.0, 3.0)
    assert [(one.chip, one.lane) for one in apart] == [(0.0, 0), (200.0, 0)]
