"""The page of review among the others: panes, pages, panels, what is enabled, what others write meanwhile."""

import pytest
from PySide6.QtWidgets import QLabel
from reviews import COMMON, CONTENT, JONAS, LIND, MAYA, SAID, TEXT, at, work

from annotator.core.assigning import everyone
from annotator.core.change import Change
from annotator.core.decision import Choice
from annotator.project.edits import AddSpan, Assign, Decide
from annotator.project.project import open as open_project
from annotator.project.reviewed import State

THIRD = work("lea", *COMMON, at("Maartens", "ORG", nth=1), said=[(CONTENT, LIND, SAID)])


@pytest.fixture
def sam(make_review):
    return make_review()


def page(sam):
    return sam.window.studio.review.page


def review(sam):
    return page(sam).controller.review


def own(sam):
    return sam.window.studio.review.own


def on(sam, command):
    return sam.window.commands[command].isEnabled()


def label_port(sam):
    """Marks what neither has, as ORG."""
    start = TEXT.index("Port Authority")
    sam.desk.controller.select(start, start + len("Port Authority"))
    sam.press("3")


def gold_words(sam):
    return {(span.text, span.label) for span in sam.project.review(1).gold.spans}


# Among the other pages


def test_sizes_and_search_act_on_the_page_shown(sam):
    sam.press("Ctrl++")
    assert page(sam).view.zoom == sam.desk.view.zoom == 110
    sam.press("/")
    assert page(sam).queue.search.hasFocus()
    sam.press("Esc")
    assert page(sam).view.hasFocus()


def test_finding_in_the_project_leaves_review_whole(sam):
    sam.press("Ctrl+Shift+F")
    assert sam.desk.left.currentWidget() is sam.desk.queue
    assert not page(sam).pills.isVisible()
    sam.press("Esc", "Esc")
    assert sam.desk.view.hasFocus()
    sam.press("1")
    assert sam.project.annotation(1).spans, "labelling keys label again"
    sam.press("Ctrl+Z")
    assert not sam.project.annotation(1).spans


def test_what_acts_on_labelling_is_off_in_review_and_the_reverse(sam):
    assert on(sam, "review.both")
    assert not on(sam, "label.1")
    assert not on(sam, "article.skip")
    assert not on(sam, "view.filter")
    sam.press("Ctrl+Shift+R")
    assert not on(sam, "review.both")
    assert on(sam, "label.1")
    assert on(sam, "article.skip")
    assert on(sam, "view.filter")


def test_commands_name_the_annotators_and_only_those_that_are_there(sam):
    names = [sam.window.commands[f"review.take_{n}"].text() for n in (1, 2)]
    assert names == ["Take maya", "Take jonas"]
    assert on(sam, "review.take_2")
    assert not on(sam, "review.take_3")


def test_reviewing_counts_no_time_of_labelling(sam):
    watch = sam.window.studio.workbench.stopwatch
    clock = iter(range(1000, 9000, 10))
    watch._clock = lambda: float(next(clock))
    sam.press("1", "2", "Tab")
    assert watch._seconds == 0.0
    sam.press("Ctrl+Shift+R", "Down")
    assert watch._seconds > 0.0


def test_every_control_of_the_page_has_a_name(sam):
    from window.test_accessible import nameless

    for tab in ("Differences", "Gold", "Notes", "Drift"):
        page(sam).panel.tabs.open(tab)
        assert nameless(sam.window) == []
    sam.press("M")
    assert nameless(sam.window) == []


def test_f6_goes_round_the_panes_of_review(sam):
    places = set()
    for _ in range(4):
        sam.press("F6")
        places.add(sam.window.focusWidget())
    assert page(sam).view in places
    assert len(places) == 4


def test_nothing_is_clipped_at_the_smallest_size(sam):
    sam.window.resize(sam.window.minimumSize())
    sam.press("Tab")
    for label in sam.window.top.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.sizeHint().width(), label.text()
    bar = page(sam).bar
    shown = [pill for pill in bar._pills if pill.isVisible()]
    assert shown[-1].geometry().right() <= bar.width()
    assert [pill.words for pill in shown] == [
        "maya", "jonas", "both", "neither", "next", "sign off", "yourself", "reason", "undecided", "undo",
    ]  # fmt: skip


# What stands on it


def test_how_far_gold_is_stands_under_the_heading(sam):
    assert page(sam).view.line == "Gold so far: 5 agreed · 0 of 3 differences decided"
    sam.press("1")
    assert page(sam).view.line == "Gold so far: 5 agreed · 1 of 3 differences decided"
    sam.press("1", "1", "Ctrl+Return")
    sam.window.studio.review.open_article(1)
    assert page(sam).view.line.startswith("Signed off as gold by sam, ")


def listed(sam):
    page(sam).panel.refresh_lists()
    rows = page(sam).panel.differences.rows
    return [rows.row(rows.index(n, 0)).aside for n in range(rows.rowCount())]


def test_the_list_says_in_which_way_they_differ_and_what_was_decided(sam):
    assert listed(sam) == ["boundary, label", "cue", "label"]
    sam.press("1", "0", "1")
    assert listed(sam) == ["boundary, label  ✓ maya", "cue  ✓ neither", "label  ✓ maya"]


def test_a_mark_only_one_has_says_whose_it_is(make_review):
    sam = make_review(work("maya", *COMMON, at("Minister", "PERSON")), work("jonas", *COMMON))
    assert listed(sam) == ["maya only"]
    assert page(sam).panel.card.accessibleName() == "Difference 1 of 1 · maya only"


def test_figures_stand_for_each_pair_with_what_differs_most(make_review):
    sam = make_review(MAYA, JONAS, THIRD, texts=(TEXT,))
    page(sam).panel.refresh_lists()
    lines = page(sam).panel.figures.text().split("\n")
    assert [line.partition("  ")[0] for line in lines] == [
        "maya – jonas", "maya – lea", "jonas – lea",
    ]  # fmt: skip
    assert lines[0].startswith("maya – jonas  F1 0.67 exact, 0.67 overlap")


# Whose work is compared


def test_another_pair_is_drawn_and_fewer_are_compared(make_review):
    sam = make_review(MAYA, JONAS, THIRD, texts=(TEXT,))
    controller = page(sam).controller
    ids = {who.name: who.id for who in review(sam).annotators}
    controller.draw(ids["maya"], ids["lea"])
    assert page(sam).pills.second.accessibleName().startswith("lea")
    controller.compare([ids["maya"], ids["lea"]])
    assert [who.name for who in review(sam).annotators] == ["maya", "lea"]
    assert not on(sam, "review.take_3")


# Labelling gold oneself


def test_enter_ends_it_and_the_next_difference_is_focused(sam):
    sam.press("E")
    label_port(sam)
    sam.press("Return")
    assert page(sam).controller.focused.text == "said"
    assert not own(sam).active


def test_the_mode_stays_named_whatever_else_is_named(sam):
    sam.press("E", "Alt+1")
    assert "Labelling gold" in sam.desk.labels._mode.text()
    sam.press("Esc")
    assert sam.desk.labels._mode.text().startswith("Labelling gold: difference 1 of 3")
    assert own(sam).active
    sam.press("Esc")
    assert not own(sam).active
    assert sam.desk.labels._mode.text() == ""


def test_it_begins_with_the_words_in_question(sam):
    sam.press("E")
    bounds = sam.desk.controller.state.bounds
    assert TEXT[slice(*bounds)] == "Norrhavn Port Authority"
    sam.press("3", "Return")
    assert ("Norrhavn Port Authority", "ORG") in gold_words(sam)


@pytest.mark.parametrize(
    "leave",
    [
        lambda sam: sam.press("Ctrl+Shift+R"),
        lambda sam: sam.window.studio.review.step(1),
        lambda sam: sam.window.studio.places.open_concordance("port"),
        lambda sam: sam.window.studio.take_files([]),
        lambda sam: sam.window.top.page_chosen.emit("Label"),
        lambda sam: page(sam).queue.opened.emit(2),
        lambda sam: sam.window.studio.projects.use("maya"),
        lambda sam: sam.window.studio.workbench.open_article(2),
        lambda sam: sam.press("Ctrl+W"),
    ],
    ids=["label", "next", "find", "drop", "page", "queue", "annotator", "article", "close"],
)
def test_whatever_leaves_the_page_ends_the_mode_as_escape_does(sam, leave):
    sam.press("E")
    label_port(sam)
    assert ("Port Authority", "ORG") in gold_words(sam)
    leave(sam)
    assert not own(sam).active
    if sam.project is None:
        sam.window.open(sam.path)
    assert sam.project.review(1).gold.spans == ()
    assert sam.project.desk.whose == sam.project.desk.me


def test_undo_in_the_mode_stops_where_it_began(sam):
    sam.press("E", "Ctrl+Z")
    assert "Nothing was done in this mode yet" in sam.said
    label_port(sam)
    sam.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert "Nothing was done in this mode yet" in sam.said
    assert len(gold_words(sam)) == 5, "what all agree on is there still"
    sam.press("Ctrl+Shift+Z")
    assert ("Port Authority", "ORG") in gold_words(sam)
    sam.press("Esc", "Esc", "Esc")
    assert review(sam).state is State.TO_REVIEW


def test_suggestions_stored_meanwhile_are_no_steps_of_the_mode(sam):
    sam.press("1", "E")
    sam.project.tell(Change("Pre-label", ()))
    sam.press("Esc", "Esc", "Esc")
    assert not own(sam).active
    assert len([one for one in review(sam).differences if review(sam).decision(one)]) == 1


def test_enter_takes_what_is_proposed_for_a_quote_before_it_ends_the_mode(sam):
    sam.press("E")
    start = TEXT.index("“We value")
    gold = sam.project.review(1).gold
    assert any(span.label == "QUOTE" for span in gold.spans)
    sam.desk.controller.select(start, start + 3)
    sam.press("Esc")
    sam.desk.controller.select(TEXT.index("Maartens nodded"), TEXT.index(" nodded"))
    sam.press("Q")
    if sam.desk.controller.state.proposed is not None:
        sam.press("Return")
        assert own(sam).active
    sam.press("Esc", "Esc", "Esc", "Esc")
    assert not own(sam).active


# Others at work


def other_window(sam):
    return open_project(sam.path)


def test_what_another_window_decides_is_followed(sam):
    with other_window(sam) as other:
        other.use_annotator("sam")
        key = other.review(1).differences[0].key
        other.apply(Decide(1, (key,), Choice.NEITHER))
    sam.window.studio.workbench.look()
    assert len(review(sam).open) == 2


def test_work_done_after_the_sign_off_is_all_that_is_asked_again(sam):
    sam.press("1", "1", "1", "Ctrl+Return")
    with other_window(sam) as other:
        other.use_annotator("maya")
        start = TEXT.index("Minister")
        other.apply(AddSpan(1, "entities", "PERSON", start, start + 8))
    sam.window.studio.workbench.look()
    sam.window.studio.review.open_article(1)
    assert review(sam).state is State.STALE
    assert [found.text for found in review(sam).open] == ["Minister"]
    assert page(sam).controller.focused.text == "Minister"
    assert page(sam).view.line == "Stale: 1 new difference since it was signed off"
    sam.press("0", "Ctrl+Return")
    assert sam.project.review(1).state is State.SIGNED_OFF


def test_who_must_not_see_others_work_is_told_so_in_place_of_the_text(make_review):
    sam = make_review(opened=False)
    sam.project.settings.set("blind", True)
    sam.project.apply(Assign(everyone((1, 2), ("maya", "jonas"))))
    sam.press("1", "Ctrl+R")
    view = page(sam).view
    assert "blind mode" in view.sentence
    assert view.article.text == ""
    sam.press("J")
    assert review(sam).article.id == 2
    sam.press("K")
    assert "blind mode" in view.sentence
    sam.window.studio.projects.use("lea")
    assert review(sam).article.id == 1
    assert view.sentence == ""
    assert view.article.text


def test_with_nothing_to_review_it_is_said_what_to_do(make_review):
    sam = make_review(MAYA, texts=(TEXT,))
    assert "two people" in page(sam).view.sentence
    page(sam).queue._single.click()
    assert review(sam).article.id == 1
    assert page(sam).view.sentence == ""


def test_after_the_last_article_it_is_said_that_all_is_done(make_review):
    sam = make_review(texts=(TEXT,))
    sam.press("1", "1", "1", "Ctrl+Return")
    assert "signed off as gold" in sam.said
    assert "Nothing is left to review" in sam.said


# The queue


def test_chips_and_orders_list_other_articles(sam):
    queue = page(sam).queue
    assert [queue._chips[name].accessibleName() for name in queue._chips]
    sam.press("1", "1", "1", "Ctrl+Return")
    queue._chips["all"].click()
    assert list(queue.model.ids) == [1, 2]
    page(sam)._count()
    queue.search.setText("nothing like it")
    queue._wait.stop()
    queue._wait.timeout.emit()
    assert list(queue.model.ids) == []
    queue.search.clear()
    queue._wait.timeout.emit()
    queue._chips["to review"].click()
    assert list(queue.model.ids) == [2]


def test_rows_say_who_and_how_far(sam):
    queue = page(sam).queue
    sam.press("1")
    page(sam)._count()
    from annotator.gui.review.queue import second_line

    assert second_line(queue.model.row(0)) == "maya, jonas · 1 of 3 decided"
    assert second_line(queue.model.row(1)) == "maya, jonas · 3 differences"


# Deciding many


def test_without_a_decision_all_of_a_kind_follow_the_proposal(make_review):
    words = ("Minister", "Authority", "partners")
    mine = work("maya", *COMMON, *(at(word, "PERSON") for word in words))
    third = work("lea", *COMMON, *(at(word, "PERSON") for word in words))
    sam = make_review(mine, work("jonas", *COMMON), third, texts=(TEXT,))
    sam.press("Shift+A")
    assert review(sam).open == ()
    assert {word for word, _ in gold_words(sam)} >= set(words)
    sam.press("Ctrl+Z")
    assert len(review(sam).open) == 3


def test_a_reason_given_before_is_offered_again(sam):
    sam.press("M", "1", "Tab")
    sam.type("See rule 3")
    sam.press("Return", "Tab", "M")
    sheet = page(sam)._reasons
    assert [sheet.before.itemText(n) for n in range(sheet.before.count())][1:] == ["See rule 3"]
    sam.press("Right", "Right", "Right", "Return")
    kept = review(sam).reason(review(sam).differences[1])
    assert kept.error_type == "missed"
