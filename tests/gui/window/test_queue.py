"""The queue on the left: found, filtered, sorted, stepped through, changed in bulk."""

from annotator.gui.queue.menus import filter_menu, sort_menu
from annotator.project.queue import QueueQuery


def test_j_and_k_step_through_the_list_and_stop_at_its_ends(seven):
    seven.press("J", "J")
    assert seven.article_id == 3
    seven.press("K", "K", "K")
    assert seven.article_id == 1
    assert seven.said == "This is the first article of the list."


def test_slash_searches_the_text_of_articles(seven):
    seven.press("/")
    seven.type("Cedar")
    seven.press("Return")
    assert seven.listed() == ["Cedar Street floods"]


def test_a_search_field_eats_letters_that_are_commands_elsewhere(seven):
    seven.press("/")
    seven.type("jxf1")
    assert seven.desk.queue.search.text() == "jxf1"
    assert seven.article_id == 1
    assert seven.status(1) == "todo"


def test_escape_goes_back_from_the_search_field_to_the_page(seven):
    seven.press("/", "Esc")
    assert seven.desk.view.hasFocus()


def test_the_chips_count_and_filter(seven):
    seven.press("Ctrl+Return", "Ctrl+Return")
    seven.count()
    chips = {name: chip.words for name, chip in seven.desk.queue._chips.items()}
    assert chips == {"All": "All 7", "To do": "To do 5", "Done": "Done 2", "Flagged": "Flagged 0"}
    seven.desk.queue._chips["Done"].click()
    assert seven.listed() == ["Alder Street floods", "Birch Street floods"]


def test_done_opens_the_next_that_is_left_and_goes_round_at_the_end(seven):
    seven.window.studio.workbench.open_article(7)
    seven.press("Ctrl+Return")
    assert seven.article_id == 1


def test_progress_is_shown_above(seven):
    seven.press("Ctrl+Return")
    seven.count()
    assert seven.window.top._done.text() == "1 of 7 done"


def test_every_filter_of_the_menu_asks_for_what_it_says(seven):
    asked = []
    menu = filter_menu(seven.window, seven.project, QueueQuery(), asked.append, lambda: None)
    submenus = {action.text(): action.menu() for action in menu.actions() if action.menu()}
    source = next(a for a in submenus["Source"].actions() if a.text() == "Valley Post")
    source.trigger()
    flagged = next(a for a in submenus["Flag"].actions() if a.text() == "Flagged")
    flagged.trigger()
    assert asked == [QueueQuery(source="Valley Post"), QueueQuery(flagged=True)]


def test_sorting_by_length_lists_the_shortest_first(seven):
    menu = sort_menu(seven.window, QueueQuery(), seven.desk.queue.ask)
    next(a for a in menu.actions() if a.text() == "Length").trigger()
    assert seven.listed()[0] == "Alder Street floods"
    assert seven.window.studio.workbench.query.order == "length"


def test_dates_limit_the_list_and_nonsense_is_refused_in_place(seven):
    seven.window.studio.views._ask_dates()
    form = seven.form()
    form.since.setText("yesterday")
    form.accept()
    assert "no date" in form.problem
    form.since.setText("2026-03-06")
    form.accept()
    assert seven.listed() == ["Fir Street floods", "Gorse Street floods"]


def test_several_chosen_articles_are_marked_in_one_step(seven):
    seven.desk.queue.list.choose([2, 3, 4])
    seven.window.commands.run("article.skip")
    assert [seven.status(n) for n in (1, 2, 3, 4)] == ["skipped"] * 4
    seven.press("Ctrl+Z")
    assert [seven.status(n) for n in (1, 2, 3, 4)] == ["todo"] * 4


def test_removed_articles_leave_the_list_and_undo_brings_them_back(seven):
    seven.desk.queue.list.choose([2])
    seven.window.commands.run("article.remove")
    assert len(seven.listed()) == 5
    assert seven.article_id == 3
    seven.press("Ctrl+Z")
    assert len(seven.listed()) == 7


def test_details_are_edited_and_undone(seven):
    seven.press("F2")
    form = seven.form()
    form.title.setText("Floods in Alder Street")
    form.accept()
    assert seven.listed()[0] == "Floods in Alder Street"
    seven.window.commands.run("edit.undo")
    assert seven.listed()[0] == "Alder Street floods"


def test_my_pace_is_one_key_away(seven):
    seven.window.studio.workbench.stopwatch._last -= 30
    seven.press("Ctrl+Return", "P")
    pace = seven.window.studio.views.pace
    assert pace.isVisible()
    assert pace.figures["done today"] == "1"
    assert pace.figures["left to do"] == "6"
    seven.press("Esc")
    assert not pace.isVisible()


def test_a_click_on_a_row_opens_the_article_and_gives_the_page_the_keyboard(seven):
    model = seven.desk.queue.model
    seven.desk.queue.list.clicked.emit(model.index(4, 0))
    seven.desk.queue.list.selectRow(4)
    seven.desk.queue.list.clicked.emit(model.index(4, 0))
    assert seven.article_id == 5
    assert seven.desk.view.hasFocus()


def test_a_search_that_finds_nothing_says_what_to_do(seven):
    seven.press("/")
    seven.type("zebra")
    seven.press("Return")
    assert seven.listed() == []
    assert "All" in seven.desk.queue.list._empty
