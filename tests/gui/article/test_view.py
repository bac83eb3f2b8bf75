import pytest
from hands import SUGGESTED, TEXT, TITLE, place
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from annotator.core.span import ENTITIES
from annotator.gui.article.flow import LONGEST_PIECE
from annotator.gui.theme import DARK, LIGHT, load_theme

SENTENCE = "Ilse Maartens met Teodor Lind in Norrhavn to speak of the harbour. "


def picture(view) -> QImage:
    return view.viewport().grab().toImage()


def has(image: QImage, colour: QColor) -> bool:
    wanted = colour.rgb()
    return any(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def lines(view) -> list[list[tuple[int, int]]]:
    page = view.page
    return [page.block(index).lines() for index in range(len(page.flow.blocks))]


def heights(view) -> list[float]:
    return [view.page.flow.top(index) for index in range(len(view.page.flow.blocks) + 1)]


def test_labelling_never_changes_a_line_break(desk):
    before = lines(desk.view), heights(desk.view)
    for what, label in (("Unions in Brevik called", "ORG"), ("Lind said", "PERSON")):
        desk.controller.select(*place(TEXT, what))
        desk.controller.label(ENTITIES, label)
    desk.controller.next_suggestion()
    desk.controller.accept_paragraph()
    assert (lines(desk.view), heights(desk.view)) == before


def test_the_title_line_is_the_heading(desk):
    first, second = desk.view.page.block(0), desk.view.page.block(1)
    assert first.style.font.bold()
    assert first.style.pitch > second.style.pitch


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_marks_are_painted_in_the_colours_of_the_theme(desk, name):
    theme = load_theme(name)
    desk.view.set_theme(theme)
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "ORG")
    desk.controller.go_to(*place(TEXT, "Brevik"))
    image = picture(desk.view)
    assert has(image, theme.page.page)
    assert has(image, theme.label("orange").tint)
    assert not has(image, theme.label("green").tint)
    desk.controller.accept()
    assert has(picture(desk.view), theme.label("green").tint)


def test_a_span_off_the_tokens_has_a_wavy_end(desk):
    wavy = desk.view.theme.page.wavy
    start, end = place(TEXT, "Unions")
    desk.controller.select(start, end - 1)
    desk.controller.label(ENTITIES, "ORG")
    assert desk.view.page.misfits(desk.controller.focused) == (False, True)
    assert has(picture(desk.view), wavy)
    desk.controller.snap()
    assert not has(picture(desk.view), wavy)


def test_found_places_are_painted_and_go_away(desk):
    found = (place(TEXT, "Kystline"), place(TEXT, "Kystline", 1))
    desk.controller.show_found(found, 1)
    colours = desk.view.theme.page
    image = picture(desk.view)
    assert has(image, colours.found)
    assert has(image, colours.found_now)
    desk.controller.show_found(())
    assert not has(picture(desk.view), colours.found)


def test_only_the_paragraph_that_changed_is_painted_anew(desk, qtbot):
    page = desk.view.page
    bands = {index: page.bands(index) for index in range(len(page.flow.blocks))}
    desk.controller.go_to(*place(TEXT, "Brevik"))
    desk.controller.label(ENTITIES, "ORG")
    same = [index for index, before in bands.items() if page.bands(index) is before]
    assert same == [0, 1, 2]


def test_tags_in_a_picture_stay_below_their_words(desk):
    (band,) = [b for b in desk.view.page.bands(3) if b.mark.span.text == "Brevik"]
    assert band.tag is not None
    assert band.tag.text == "PLACE?"
    assert band.tag.x == pytest.approx(band.stretches[0].left)


def test_the_focus_is_kept_in_the_middle_third(open_text):
    text = "\n".join(f"{SENTENCE * 6}Stop {n}." for n in range(60))
    desk = open_text(text, [("Teodor Lind", n * 6, "PERSON") for n in range(60)])
    height = desk.view.viewport().height()
    for step in range(20):
        desk.controller.next_suggestion()
        rect = desk.view.rect_of(desk.controller.focused.start, desk.controller.focused.end)
        assert rect.top() < height * 2 / 3
        assert rect.top() >= height / 3 - 40 or desk.view.verticalScrollBar().value() == 0, step


def test_what_is_in_sight_stays_in_place_when_heights_above_become_known(open_text):
    desk = open_text("\n".join(SENTENCE * (1 + n % 7) for n in range(300)))
    bar, page = desk.view.verticalScrollBar(), desk.view.page
    bar.setValue(bar.maximum() // 2)
    for _ in range(30):
        offset = desk.view.top_offset()
        before = desk.view.rect_of(offset, offset + 1).top()
        bar.setValue(bar.value() - 60)
        assert desk.view.rect_of(offset, offset + 1).top() == pytest.approx(before + 60, abs=2)
    assert page.is_laid_out(page.flow.index_of(desk.view.top_offset()))


def test_another_size_keeps_what_stood_at_the_top(open_text):
    desk = open_text("\n".join(SENTENCE * (1 + n % 7) for n in range(300)))
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    before = desk.view.page.line_bounds(desk.view.top_offset())
    desk.view.set_zoom(150)
    assert desk.view.page.measure.text.font.pixelSize() == 26
    start, end = desk.view.page.line_bounds(desk.view.top_offset())
    assert start <= before[1]
    assert before[0] <= end


def test_the_column_shrinks_on_a_narrow_page_and_leaves_a_margin_on_a_wide_one(desk):
    desk.view.resize(1200, 700)
    wide = desk.view.page.width
    assert desk.view._left >= 120
    desk.view.resize(430, 700)
    assert desk.view.page.width < 380 < wide
    assert desk.view._left >= 20


def test_a_very_long_paragraph_is_laid_out_in_pieces(open_text):
    desk = open_text(SENTENCE * 800)
    page = desk.view.page
    assert len(page.flow.blocks) > 20
    assert all(block.end - block.start <= LONGEST_PIECE for block in page.flow.blocks)
    laid_out = [i for i in range(len(page.flow.blocks)) if page.is_laid_out(i)]
    assert len(laid_out) < 8


def test_a_span_over_two_pieces_is_drawn_in_both_with_one_tag(open_text):
    desk = open_text(SENTENCE * 80)
    edge = desk.view.page.flow.blocks[0].end
    desk.controller.select(edge - 20, edge + 12)
    desk.controller.label(ENTITIES, "ORG")
    (first,) = desk.view.page.bands(0)
    (second,) = desk.view.page.bands(1)
    assert first.tag is not None
    assert second.tag is None


def test_up_and_down_go_by_lines_and_keep_their_column(desk):
    desk.controller.select(*place(TEXT, "met"))
    x = desk.view.page.x_of(desk.controller.cursor_offset)
    top = desk.view.page.line_span(desk.controller.cursor_offset)[0]
    desk.controller.move_cursor("down")
    assert desk.view.page.line_span(desk.controller.cursor_offset)[0] > top
    assert abs(desk.view.page.x_of(desk.controller.cursor_offset) - x) < 90
    desk.controller.move_cursor("up")
    assert desk.under_cursor() == "met"


def test_home_and_end_go_to_the_edges_of_the_line(desk):
    desk.controller.go_to(*place(TEXT, "Teodor Lind"))
    desk.controller.move_cursor("end")
    line = desk.view.page.line_bounds(place(TEXT, "Teodor")[0])
    assert desk.text[desk.controller.cursor_offset : line[1]].strip() == desk.under_cursor()
    desk.controller.move_cursor("home")
    assert desk.under_cursor() == "Ilse"


def test_shift_and_the_arrows_select_tokens(desk):
    desk.controller.go_to(*place(TEXT, "Brevik"))
    desk.controller.move_cursor("right", extend=True)
    assert desk.selected() == "Brevik called"
    assert desk.focused() is None
    desk.controller.move_cursor("right", extend=True, unit="sentence")
    desk.controller.move_cursor("left")
    assert desk.controller.selection is None


def test_the_cursor_focuses_the_span_it_comes_to(desk):
    desk.controller.go_to(*place(TEXT, "Unions"))
    desk.controller.escape()
    desk.controller.move_cursor("right")
    assert desk.focused() is None
    desk.controller.move_cursor("right")
    assert desk.focused() == ("PLACE", "Brevik")


def test_left_goes_on_in_a_paragraph_from_right_to_left(open_text):
    desk = open_text("قال محمد إن الاتفاق قريب")
    desk.controller.move_cursor("left")
    assert desk.under_cursor() == "محمد"
    desk.controller.move_cursor("right")
    assert desk.under_cursor() == "قال"


def test_in_character_steps_a_family_of_emoji_is_one_step(open_text):
    family = "👩\u200d👩\u200d👧"
    desk = open_text(f"a {family} b")
    desk.controller.toggle_characters()
    desk.controller.move_cursor("right")
    desk.controller.move_cursor("right")
    assert desk.under_cursor() == family
    desk.controller.label(ENTITIES, "ORG")
    (span,) = desk.project.annotation(desk.article_id).spans
    assert (span.start, span.end, span.text) == (2, 7, family)


def test_ticks_stand_for_what_is_left(desk):
    strip = desk.view._strip
    assert len(list(strip.ticks())) >= 3
    for _ in SUGGESTED:
        desk.controller.next_suggestion()
        desk.controller.accept()
    assert list(strip.ticks()) == []


def test_an_empty_article_and_no_article_are_drawn_without_complaint(open_text, qtbot):
    desk = open_text(f"{TITLE}")
    desk.controller.close()
    desk.view.grab()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    desk.controller.move_cursor("down")
    assert desk.controller.article_id is None


def test_resting_the_mouse_tells_what_a_mark_is(desk, monkeypatch):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QApplication, QToolTip

    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: shown.append(text))
    point = desk.point("Brevik")
    event = QHelpEvent(QEvent.Type.ToolTip, point, desk.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(desk.view.viewport(), event)
    assert shown == ["Brevik: PLACE, suggested"]
