"""Two people's work is reviewed by keys, difference by difference, into signed-off gold."""

import pytest
from reviews import COMMON, CONTENT, JONAS, LIND, MAYA, SAID, TEXT, at, work

from annotator.core.annotation import Status
from annotator.core.decision import Choice, ErrorType
from annotator.project.edits import AddSpan
from annotator.project.reviewed import State
from window.test_accessible import nameless


@pytest.fixture
def sam(make_review):
    return make_review()


def page(sam):
    return sam.window.studio.review.page


def review(sam):
    return page(sam).controller.review


def focused(sam):
    return page(sam).controller.focused.text


def said(sam):
    return sam.window.status.texts["message"]


def decided(sam):
    return [review(sam).decision(found) for found in review(sam).differences]


def test_the_page_opens_on_the_first_difference(sam):
    assert page(sam).view.hasFocus()
    assert focused(sam) == "Norrhavn Port Authority"
    assert sam.window.status.texts["place"] == "difference 1 of 3"
    assert sam.window.status.texts["counts"] == "Gold so far: 5 agreed · 0 of 3 differences decided"


def test_two_peoples_work_becomes_gold_by_keys_alone(sam):
    sam.press("1", "1", "2", "Ctrl+Return")
    gold = sam.project.review(1).gold
    assert gold.status is Status.DONE
    words = {(span.text, span.label) for span in gold.spans}
    assert ("Norrhavn Port Authority", "ORG") in words
    assert ("Maartens", "ORG") in words
    assert review(sam).article.id == 2, "the next article is open"
    assert "signed off as gold" in said(sam)
    assert list(page(sam).queue.model.ids) == [2]


def test_deciding_goes_on_to_the_next_open_difference(sam):
    sam.press("1")
    assert focused(sam) == "said"
    sam.press("0")
    assert focused(sam) == "Maartens"


def test_tab_steps_through_what_is_open_and_the_full_stop_through_all(sam):
    sam.press("1", "Tab", "Tab")
    assert focused(sam) == "said"
    sam.press(",")
    assert focused(sam) == "Norrhavn Port Authority"
    sam.press(".")
    assert focused(sam) == "said"
    sam.press("Shift+Tab")
    assert focused(sam) == "Maartens"


def test_undo_takes_a_decision_back_and_goes_to_it(sam):
    sam.press("1", "Ctrl+Z")
    assert decided(sam) == [None] * 3
    assert focused(sam) == "Norrhavn Port Authority"
    sam.press("Ctrl+Shift+Z")
    assert decided(sam)[0].choice is Choice.TAKE


def test_undo_opens_the_article_it_touched(sam):
    sam.press("1", "J", "Ctrl+Z")
    assert review(sam).article.id == 1


def test_signing_off_with_something_open_is_refused_and_goes_there(sam):
    sam.press("1", "Tab", "Ctrl+Return")
    assert "still to be decided" in said(sam)
    assert focused(sam) == "said"
    assert review(sam).state is State.IN_PROGRESS


def test_a_reason_is_given_by_keys(sam):
    sam.press("1", ",", "M", "1", "Tab")
    page(sam)._reasons.field.setFocus()
    sam.type("See rule 3")
    sam.press("Return")
    (made,) = [one for one in decided(sam) if one]
    assert (made.reason, made.error_type) == ("See rule 3", ErrorType.BOUNDARY_SLIP)
    assert page(sam).view.hasFocus()


def test_labelling_it_oneself_ends_with_enter(sam):
    sam.press("E")
    assert sam.desk.view.hasFocus()
    assert "Labelling gold" in sam.desk.labels._mode.text()
    start = TEXT.index("Port Authority")
    sam.desk.controller.select(start, start + len("Port Authority"))
    sam.press("3", "Return")
    assert page(sam).view.hasFocus()
    assert decided(sam)[0].choice is Choice.OWN
    assert ("Port Authority", "ORG") in {(s.text, s.label) for s in review(sam).gold.spans}
    assert sam.project.annotation(1).spans == ()


def test_labelling_it_oneself_is_left_with_escape(sam):
    sam.press("E")
    start = TEXT.index("Port Authority")
    sam.desk.controller.select(start, start + len("Port Authority"))
    sam.press("3", "Ctrl+Z", "Ctrl+Z", "Esc", "Esc", "Esc")
    assert page(sam).view.hasFocus()
    assert review(sam).state is State.TO_REVIEW
    assert review(sam).gold.spans == ()


def test_closing_the_window_in_the_middle_leaves_no_gold_half_labelled(sam):
    sam.press("E")
    start = TEXT.index("Port Authority")
    sam.desk.controller.select(start, start + len("Port Authority"))
    sam.press("3", "Ctrl+W")
    assert sam.window.studio.workbench.project is None
    sam.window.open(sam.path)
    assert sam.project.review(1).gold.spans == ()


def test_all_of_a_kind_are_decided_alike_in_one_step(make_review):
    places = [at(words, "PERSON") for words in ("Minister", "Authority", "partners")]
    sam = make_review(work("maya", *COMMON, *places), work("jonas", *COMMON), texts=(TEXT,))
    sam.press("1", "Shift+A")
    assert all(decided(sam))
    assert "2 differences were decided the same way" in said(sam)
    sam.press("Ctrl+Z")
    assert [bool(one) for one in decided(sam)] == [True, False, False]


def test_the_majority_is_proposed_and_enter_takes_it(make_review):
    third = work("lea", *COMMON, at("Maartens", "ORG", nth=1), said=[(CONTENT, LIND, SAID)])
    sam = make_review(MAYA, JONAS, third, texts=(TEXT,))
    sam.press("Tab")
    assert focused(sam) == "said"
    sam.press("Return")
    assert [one.choice for one in decided(sam) if one] == [Choice.TAKE]
    sam.press("Shift+M")
    assert [bool(one) for one in decided(sam)] == [False, True, True]
    sam.press("3")
    assert len(review(sam).open) == 0


def test_one_annotators_work_is_accepted_at_once(make_review):
    sam = make_review(MAYA, texts=(TEXT,))
    assert review(sam) is None
    page(sam).queue._single.click()
    sam.window.studio.review.open_article(1)
    sam.press("Shift+U")
    assert len(review(sam).open) == 0
    sam.press("0")
    assert decided(sam)[-1] or decided(sam)[0]


def test_signed_off_articles_are_listed_as_reviewed_and_can_be_reopened(sam):
    sam.press("1", "1", "1", "Ctrl+Return")
    page(sam).queue._chips["reviewed"].click()
    assert list(page(sam).queue.model.ids) == [1]
    sam.window.studio.review.open_article(1)
    assert sam.window.status.texts["counts"].startswith("Signed off as gold")
    sam.press("Shift+O")
    assert review(sam).state is State.IN_PROGRESS


def test_a_click_on_the_text_and_on_the_list_focuses_a_difference(sam):
    panel = page(sam).panel
    panel.differences.chosen.emit(review(sam).differences[2].key)
    assert focused(sam) == "Maartens"
    page(sam).view.difference_clicked.emit(review(sam).differences[1].key)
    assert focused(sam) == "said"


def test_leaving_review_gives_back_the_labelling_page(sam):
    sam.press("Ctrl+Shift+R")
    assert sam.desk.view.hasFocus()
    sam.press("1")
    assert sam.project.annotation(1).spans, "labelling keys label again"


def test_in_blind_mode_who_has_still_to_label_sees_nobody_elses_work(make_review):
    sam = make_review(opened=False)
    sam.project.settings.set("blind", True)
    sam.press("1", "Ctrl+R")
    assert review(sam) is None
    assert "blind mode" in page(sam).controller.refusal


def test_notes_are_written_on_the_article(sam):
    sam.press("N")
    sam.type("Ask the desk")
    sam.press("Return")
    assert [note.text for note in sam.project.notes(1)] == ["Ask the desk"]
    assert page(sam).view.hasFocus()


def test_every_control_of_review_has_a_name(sam):
    sam.press("1", "M")
    assert nameless(sam.window) == []


def test_while_gold_is_labelled_nothing_leads_away(sam):
    sam.press("E")
    commands = sam.window.commands
    for name in (
        "project.annotator",
        "article.next",
        "article.done",
        "review.open",
        "project.merge",
    ):
        assert not commands[name].isEnabled(), name
    for name in ("label.1", "quote.mark", "edit.undo", "view.page"):
        assert commands[name].isEnabled(), name
    sam.press("Esc", "Esc")
    assert commands["project.annotator"].isEnabled()
    assert commands["review.next"].isEnabled()


def test_others_are_compared_and_drawn_on_request(make_review):
    third = work("lea", *COMMON, at("Maartens", "ORG", nth=1))
    sam = make_review(MAYA, JONAS, third, texts=(TEXT,))
    people = {who.name: who.id for who in sam.project.annotators()}
    controller = page(sam).controller
    controller.draw(people["maya"], people["lea"])
    assert page(sam).pills.second.words.strip() == "lea"
    controller.compare([people["jonas"], people["lea"]])
    assert [who.name for who in review(sam).annotators] == ["jonas", "lea"]
    assert controller.drawn == (people["jonas"], people["lea"])
    names = [annotator.name for annotator, _ in sam.project.work_on(1)]
    assert names == ["maya", "jonas", "lea"]


def test_stale_gold_comes_back_with_what_is_new(sam):
    sam.press("1", "1", "1", "Ctrl+Return")
    sam.project.use_annotator("jonas")
    start = TEXT.index("Minister")
    sam.project.apply(AddSpan(1, "entities", "PERSON", start, start + 8))
    sam.project.use_annotator("sam")
    page(sam).list_articles()
    assert 1 in page(sam).queue.model.ids
    sam.window.studio.review.open_article(1)
    assert sam.window.status.texts["counts"] == "Stale: 1 new difference since it was signed off"
    assert focused(sam) == "Minister"
    sam.press("0", "Ctrl+Return")
    assert sam.project.review(1).state is State.SIGNED_OFF


def test_the_picture_of_a_review_shows_agreed_open_and_decided_apart(sam):
    sam.press("1")
    view = page(sam).view
    picture = view.grab().toImage()
    ratio = picture.devicePixelRatio()

    def ground(words):
        """What is behind the space in these words, where no letter is in the way."""
        start = TEXT.index(words) + words.index(" ")
        place = view.rect_of(start, start + 1).center()
        return picture.pixelColor(int(place.x() * ratio), int(place.y() * ratio))

    colours = view.theme.page
    assert ground("Ilse Maartens") == colours.agreed
    assert ground("Port Authority") == colours.decided
    assert ground("chair Teodor") == colours.page
