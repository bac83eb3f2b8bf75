from hands import TEXT, place
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.core.span import ENTITIES


def test_a_click_focuses_a_span_and_moves_the_cursor_there(desk):
    desk.click("Maartens", 1)
    assert desk.focused() == ("ORG", "Maartens")
    assert desk.under_cursor() == "Maartens"


def test_a_click_beside_every_span_drops_the_focus(desk):
    desk.click("Brevik")
    desk.click("outcome")
    assert desk.focused() is None
    assert desk.under_cursor() == "outcome"


def test_a_click_on_a_tag_focuses_its_span(desk):
    point = desk.point("Brevik", at=0.1) + QPoint(0, 19)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.focused() == ("PLACE", "Brevik")


def test_a_drag_snaps_to_tokens(desk):
    desk.drag(desk.point("Coast", at=0.5), desk.point("Coast", at=0.95))
    assert desk.selected() == "Coast"
    desk.drag(desk.point("called", at=0.6), desk.point("outcome", at=0.2))
    assert desk.selected() == "called the outcome"


def test_a_drag_backwards_selects_the_same(desk):
    desk.drag(desk.point("outcome", at=0.2), desk.point("called", at=0.6))
    assert desk.selected() == "called the outcome"


def test_a_drag_with_control_selects_characters(desk):
    start, end = desk.point("called", at=0.02), desk.point("called", at=0.52)
    desk.drag(start, end, control=True)
    assert desk.selected() == "cal"


def test_a_drag_over_lines_selects_from_one_to_the_other(desk):
    desk.drag(desk.point("Ilse Maartens", at=0.4), desk.point("failed"))
    assert desk.selected().startswith("Maartens met") or desk.selected().startswith("Ilse")
    assert desk.selected().endswith("failed")


def test_a_drag_with_a_label_armed_labels_at_once(desk):
    desk.controller.arm(ENTITIES, "ORG")
    desk.drag(desk.point("Unions", at=0.2), desk.point("Unions", at=0.8))
    assert desk.mine() == [("ORG", "Unions")]
    assert desk.focused() == ("ORG", "Unions")
    assert desk.selected() == ""


def test_a_double_click_takes_the_word(desk):
    point, left = desk.point("outcome"), Qt.MouseButton.LeftButton
    QTest.mouseDClick(desk.view.viewport(), left, pos=point)
    assert desk.selected() == "outcome"


def test_a_third_click_takes_the_sentence(desk):
    point, left = desk.point("answer"), Qt.MouseButton.LeftButton
    QTest.mouseDClick(desk.view.viewport(), left, pos=point)
    QTest.mousePress(desk.view.viewport(), left, pos=point)
    QTest.mouseRelease(desk.view.viewport(), left, pos=point)
    assert desk.selected() == "Kystline did not answer questions from the Coast Courier."


def test_the_edge_of_a_span_can_be_dragged(desk):
    desk.controller.select(*place(TEXT, "Unions"))
    desk.controller.label(ENTITIES, "ORG")
    desk.drag(desk.point("Unions", at=0.99), desk.point("in Brevik", at=0.15))
    assert desk.mine() == [("ORG", "Unions in")]
    desk.drag(desk.point("Unions in", at=0.99), desk.point("Unions in", at=0.2))
    assert desk.mine() == [("ORG", "Unions")]


def test_the_edge_of_the_focused_suggestion_can_be_dragged(desk):
    desk.click("Brevik")
    desk.drag(desk.point("Brevik", at=0.01), desk.point("in Brevik", at=0.1))
    assert desk.mine() == [("PLACE", "in Brevik")]


def test_a_click_on_nested_spans_goes_round(open_text):
    text = "The Bank of Norrhavn said so."
    desk = open_text(text, [("Bank of Norrhavn", 0, "ORG"), ("Norrhavn", 0, "PLACE")])
    desk.click("Norrhavn")
    assert desk.focused() == ("PLACE", "Norrhavn")
    desk.click("Norrhavn")
    assert desk.focused() == ("ORG", "Bank of Norrhavn")
    desk.controller.cycle_overlaps()
    assert desk.focused() == ("PLACE", "Norrhavn")


def test_the_right_button_asks_for_a_menu_on_what_is_there(desk, qtbot):
    with qtbot.waitSignal(desk.controller.menu_requested):
        point = desk.point("Brevik")
        from PySide6.QtGui import QContextMenuEvent
        from PySide6.QtWidgets import QApplication

        page = desk.view.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, page.mapToGlobal(point))
        QApplication.sendEvent(page, event)
    assert desk.focused() == ("PLACE", "Brevik")


def test_control_and_the_wheel_ask_for_another_size(desk, qtbot):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    page = desk.view.viewport()
    event = QWheelEvent(
        QPointF(100, 100),
        QPointF(100, 100),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(desk.view.zoom_requested) as asked:
        QApplication.sendEvent(page, event)
    assert asked.args == [1]


def test_a_click_on_the_strip_goes_there(open_text):
    desk = open_text("\n".join(f"Paragraph {n} is not long." for n in range(400)))
    strip = desk.view.findChild(type(desk.view._strip))
    middle = QPoint(4, strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle)
    number = int(desk.text[desk.view.top_offset() :].split()[1])
    assert 180 < number < 220
