from annotator.core.mentions import Name, people_labels, roster
from annotator.core.scheme import Label, Layer, Scheme
from annotator.core.span import Span

SCHEME = Scheme(
    "test",
    layers=(
        Layer(
            "entities",
            (Label("PEOPLE", maps=("PERSON",)), Label("PLACE", maps=("GPE",)), Label("ORG")),
        ),
    ),
)


def spans(text: str, *marked: tuple[str, str]) -> list[Span]:
    """Each marked text is looked for after the one before it."""
    found: list[Span] = []
    place = 0
    for number, (words, label) in enumerate(marked, 1):
        start = text.index(words, place)
        place = start + len(words)
        found.append(Span(number, "entities", label, start, place, words))
    return found


def shown(names: tuple[Name, ...]) -> list[tuple[str, str, int]]:
    return [(name.name, name.label, len(name.mentions)) for name in names]


def test_a_surname_joins_the_full_name_that_ends_with_it():
    text = "Ilse Maartens met Teodor Lind. Maartens left. Lind stayed."
    mine = spans(
        text, ("Ilse Maartens", "PEOPLE"), ("Teodor Lind", "PEOPLE"), ("Maartens", "PEOPLE")
    )
    names = roster(mine, [], SCHEME)
    assert shown(names) == [("Ilse Maartens", "PEOPLE", 2), ("Teodor Lind", "PEOPLE", 1)]
    assert names[0].short_forms == ("Maartens",)


def test_a_surname_that_two_people_share_stays_by_itself():
    text = "Ann Hale and Bob Hale spoke. Hale left."
    mine = spans(text, ("Ann Hale", "PEOPLE"), ("Bob Hale", "PEOPLE"), ("Hale", "PEOPLE"))
    assert [name for name, _, _ in shown(roster(mine, [], SCHEME))] == [
        "Ann Hale",
        "Bob Hale",
        "Hale",
    ]


def test_a_surname_of_several_words_and_its_shorter_form_find_the_same_person():
    text = "Jan van der Berg came. Van der Berg spoke. Berg left."
    mine = spans(
        text, ("Jan van der Berg", "PEOPLE"), ("Van der Berg", "PEOPLE"), ("Berg", "PEOPLE")
    )
    assert shown(roster(mine, [], SCHEME)) == [("Jan van der Berg", "PEOPLE", 3)]


def test_a_surname_is_found_before_junior():
    mine = spans("Ibrahim Sesay Jr. won. Sesay left.", ("Ibrahim Sesay Jr.", "PEOPLE"))
    mine += [Span(2, "entities", "PEOPLE", 23, 28, "Sesay")]
    assert shown(roster(mine, [], SCHEME)) == [("Ibrahim Sesay Jr.", "PEOPLE", 2)]


def test_the_last_word_of_a_place_is_not_that_place():
    mine = spans("Port Sund lies near Sund.", ("Port Sund", "PLACE"), ("Sund", "PLACE"))
    assert len(roster(mine, [], SCHEME)) == 2


def test_the_same_words_with_two_labels_are_two_names():
    mine = spans("Maartens met Maartens.", ("Maartens", "PEOPLE"), ("Maartens", "ORG"))
    assert shown(roster(mine, [], SCHEME)) == [("Maartens", "PEOPLE", 1), ("Maartens", "ORG", 1)]


def test_capitals_of_a_headline_and_line_breaks_do_not_make_another_name():
    text = "ANN HALE WINS\nAnn Hale spoke. Ann\u00a0Hale left."
    marked = [("ANN HALE", "PEOPLE"), ("Ann Hale", "PEOPLE"), ("Ann\u00a0Hale", "PEOPLE")]
    names = roster(spans(text, *marked), [], SCHEME)
    assert shown(names) == [("Ann Hale", "PEOPLE", 3)]
    assert names[0].short_forms == ()


def test_suggestions_join_what_is_marked_and_say_that_they_are_only_suggested():
    text = "Kystline grew. Ann Hale spoke. Hale left."
    everything = spans(text, ("Kystline", "ORG"), ("Ann Hale", "PEOPLE"), ("Hale", "PEOPLE"))
    names = roster(everything[1:2], [everything[0], everything[2]], SCHEME)
    assert [(name.name, name.suggested) for name in names] == [
        ("Kystline", True),
        ("Ann Hale", False),
    ]
    assert [mention.suggested for mention in names[1].mentions] == [False, True]


def test_names_stand_in_order_of_their_first_mention():
    text = "Lind came. Teodor Lind and Ann Hale spoke."
    mine = spans(text, ("Lind", "PEOPLE"), ("Teodor Lind", "PEOPLE"), ("Ann Hale", "PEOPLE"))
    assert [name.name for name in roster(list(reversed(mine)), [], SCHEME)] == [
        "Teodor Lind",
        "Ann Hale",
    ]


def test_people_are_known_by_the_label_they_are_mapped_from():
    assert people_labels(SCHEME) == {("entities", "PEOPLE")}
