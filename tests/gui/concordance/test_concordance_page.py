import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from annotator.gui.concordance import ConcordancePage


@pytest.fixture
def concordance(qtbot, theme, keymap, harbour):
    shown = ConcordancePage(theme, keymap)
    qtbot.addWidget(shown)
    shown.resize(900, 500)
    shown.set_project(harbour.project)
    shown.show()
    yield shown
    shown.set_project(None)


def ask(qtbot, concordance, text="", label=""):
    concordance.show_for(text, label)
    ended(qtbot, concordance)


def ended(qtbot, concordance):
    qtbot.waitUntil(lambda: not concordance._feeder.running)


def listed(concordance):
    places = concordance.table.places
    rows = [places.place(row) for row in range(places.rowCount())]
    return [(place.text, place.state, place.title) for place in rows]


def choose(concordance, *rows):
    model = concordance.table.selectionModel()
    model.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        model.select(concordance.table.places.index(row, 0), flags.Select | flags.Rows)


def test_it_lists_every_place_of_a_text_with_its_context(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    ask(qtbot, concordance, "Sund")
    assert listed(concordance) == [
        ("Sund", "PLACE", "Minister visits port"),
        ("Sund", "not marked", "School opens"),
    ]
    place = concordance.table.places.place(1)
    assert place.before.endswith("built it in ")
    assert place.after.startswith(". Ilse")
    assert "2 places in 2 articles" in concordance.count.text()


def test_without_words_it_lists_the_spans_of_a_label(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    harbour.mark(harbour.school, "Ilse Maartens", "PERSON")
    ask(qtbot, concordance, label="PERSON")
    assert [text for text, _, _ in listed(concordance)] == ["Ilse Maartens"]


def test_a_digit_labels_the_chosen_places_in_one_step(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "ORG")
    ask(qtbot, concordance, "Sund")
    choose(concordance, 0, 1)
    qtbot.keyClick(concordance.table, Qt.Key.Key_2)
    assert [state for _, state, _ in listed(concordance)] == ["PLACE", "PLACE"]
    harbour.project.undo()
    assert [state for _, state, _ in listed(concordance)] == ["ORG", "not marked"]


def test_relabelling_keeps_whose_suggestion_a_span_was(qtbot, concordance, harbour, page):
    page.focus(harbour.span(harbour.port, "Kystline"))
    page.accept()
    ask(qtbot, concordance, label="ORG")
    choose(concordance, 0)
    qtbot.keyClick(concordance.table, Qt.Key.Key_1)
    (span,) = harbour.project.annotation(harbour.port).spans
    assert span.label == "PERSON"
    assert span.origin is not None


def test_delete_removes_the_marks_of_the_chosen_places(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    harbour.mark(harbour.school, "Sund", "PLACE")
    ask(qtbot, concordance, "Sund")
    qtbot.keyClick(concordance.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(concordance.table, Qt.Key.Key_Delete)
    assert harbour.marks(harbour.port) == harbour.marks(harbour.school) == []
    harbour.project.undo()
    assert harbour.marks(harbour.school) == [("Sund", "PLACE")]


def test_longer_names_over_a_place_are_left_alone_and_it_says_so(qtbot, concordance, harbour):
    harbour.mark(harbour.school, "Maartens & Sons", "ORG")
    ask(qtbot, concordance, "Maartens")
    qtbot.keyClick(concordance.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(concordance.message) as said:
        qtbot.keyClick(concordance.table, Qt.Key.Key_1)
    assert ("Maartens & Sons", "ORG") in harbour.marks(harbour.school)
    assert said.args == ["5 places are PERSON now; 1 inside longer names were left as they are."]


def test_enter_opens_the_article_at_the_place(qtbot, concordance, harbour):
    ask(qtbot, concordance, "Sund")
    concordance.table.selectRow(1)
    with qtbot.waitSignal(concordance.article_requested) as asked:
        qtbot.keyClick(concordance.table, Qt.Key.Key_Return)
    assert asked.args == [harbour.school, *harbour.bounds(harbour.school, "Sund")]


def test_typing_searches_and_filters_narrow_it(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    ask(qtbot, concordance)
    qtbot.keyClicks(concordance.filters.text, "Sund")
    qtbot.keyClick(concordance.filters.text, Qt.Key.Key_Return)
    ended(qtbot, concordance)
    assert len(listed(concordance)) == 2
    concordance.filters.marked.setCurrentIndex(2)
    ended(qtbot, concordance)
    assert [title for _, _, title in listed(concordance)] == ["School opens"]
    qtbot.keyClick(concordance.filters.text, Qt.Key.Key_Backspace)
    qtbot.keyClick(concordance.filters.text, Qt.Key.Key_Return)
    ended(qtbot, concordance)
    assert listed(concordance) == []
    qtbot.mouseClick(concordance.filters.whole_words, Qt.MouseButton.LeftButton)
    concordance.filters.whole_words.setChecked(False)
    ended(qtbot, concordance)
    assert len(listed(concordance)) == 1


def test_digits_are_letters_in_the_search_field(qtbot, concordance, harbour):
    harbour.mark(harbour.port, "Sund", "PLACE")
    ask(qtbot, concordance)
    concordance.filters.text.setFocus()
    qtbot.keyClicks(concordance.filters.text, "1")
    assert concordance.filters.text.text() == "1"
    assert harbour.marks(harbour.port) == [("Sund", "PLACE")]


def test_an_empty_answer_says_what_to_try(qtbot, concordance):
    ask(qtbot, concordance, "Nowhere")
    assert concordance.count.text().startswith("No such place")
    ask(qtbot, concordance)
    assert concordance.count.text().startswith("Nothing is marked")


def test_escape_goes_back_to_the_page(qtbot, concordance):
    ask(qtbot, concordance, "Sund")
    with qtbot.waitSignal(concordance.closed):
        qtbot.keyClick(concordance.table, Qt.Key.Key_Escape)


def test_a_row_reads_as_a_sentence(qtbot, concordance):
    ask(qtbot, concordance, "Sund")
    index = concordance.table.places.index(1, 1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Sund, not marked, in School opens: ")
