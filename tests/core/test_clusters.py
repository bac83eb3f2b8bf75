from annotator.core.annotation import Annotation
from annotator.core.clusters import Name, people_labels
from annotator.core.clusters import roster as read_roster
from annotator.core.quotes import Quote
from annotator.core.scheme import Label, Layer, Scheme
from annotator.core.span import Cluster, Span

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


def roster(mine, suggested, scheme):
    made = Annotation(1, 1).with_(*mine) if mine else Annotation(1, 1)
    return read_roster(made, suggested, scheme).names


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


QUOTED = Scheme(
    "quoted",
    layers=(
        SCHEME.layers[0],
        Layer("quotes", (Label("QUOTE"), Label("SPEAKER")), allows_overlap=True),
    ),
)
TEXT = "Teodor Lind spoke. Chief Lind said “no”. He left. The mayor agreed."


def marked(*wanted, clusters=(), pending=()):
    found = []
    for number, (words, label, row) in enumerate(wanted, 1):
        start = TEXT.index(words)
        layer = "entities" if label == "PEOPLE" else "quotes"
        found.append(Span(number, layer, label, start, start + len(words), words, row))
    made = Annotation(1, 1, clusters=frozenset(clusters)).with_(*found)
    return made, read_roster(made, pending, QUOTED)


def test_a_speaker_with_a_title_belongs_to_the_name_it_ends_in():
    made, roster_ = marked(("Teodor Lind", "PEOPLE", None), ("Chief Lind", "SPEAKER", None))
    (name,) = roster_.names
    assert (name.name, len(name.mentions)) == ("Teodor Lind", 2)
    assert roster_.name_of(made.spans[1]).name == "Teodor Lind"


def test_a_pronoun_belongs_to_a_name_by_decision_only():
    loose = marked(("Teodor Lind", "PEOPLE", None), ("He", "SPEAKER", None))[1]
    assert [len(name.mentions) for name in loose.names] == [1]
    row = Cluster(4, "Teodor Lind", "PEOPLE")
    decided = marked(("Teodor Lind", "PEOPLE", None), ("He", "SPEAKER", 4), clusters=[row])[1]
    assert shown(decided.names) == [("Teodor Lind", "PEOPLE", 2)]
    assert decided.names[0].cluster == row


def test_a_row_keeps_its_name_whatever_its_mentions_say():
    row = Cluster(1, "Theodor van der Lind", "PEOPLE")
    _, found = marked(("The mayor", "SPEAKER", 1), clusters=[row])
    assert shown(found.names) == [("Theodor van der Lind", "PEOPLE", 1)]


def test_the_speaker_of_a_quote_has_a_name_in_this_order():
    row = Cluster(1, "Ann Hale", "PEOPLE")
    quote = Span(9, "quotes", "QUOTE", 34, 38, "“no”")
    chief = Span(2, "quotes", "SPEAKER", 19, 29, "Chief Lind")
    he = Span(3, "quotes", "SPEAKER", 46, 48, "He")
    lind = marked(("Teodor Lind", "PEOPLE", None), ("Chief Lind", "SPEAKER", None))[1]
    nobody = marked()[1]
    assert lind.speaker_name(Quote((quote,), chief)) == "Teodor Lind"
    assert nobody.speaker_name(Quote((quote,), chief)) == "Chief Lind"
    assert nobody.speaker_name(Quote((quote,), he)) == ""
    assert nobody.speaker_name(Quote((quote,))) == ""
    floating = Span(9, "quotes", "QUOTE", 34, 38, "“no”", 1)
    made = Annotation(1, 1, clusters=frozenset({row})).with_(floating)
    assert read_roster(made, (), QUOTED).speaker_name(Quote((floating,))) == "Ann Hale"


def test_a_suggested_row_joins_mine_by_its_name():
    mine = marked(("Teodor Lind", "PEOPLE", None))[0]
    he = Span(7, "quotes", "SPEAKER", 46, 48, "He", 30)
    theirs = [Cluster(30, "Teodor Lind", "PEOPLE")]
    found = read_roster(mine, [he], QUOTED, theirs)
    assert shown(found.names) == [("Teodor Lind", "PEOPLE", 2)]
    assert found.find("teodor  lind").mentions[1].suggested


def said(words, *entities):
    """Who a speaker of these words is, when the entities stand before it and inside it."""
    found, place = [], 1000
    for number, (name, label) in enumerate(entities, 1):
        found.append(Span(number, "entities", label, number * 50, number * 50 + len(name), name))
        inside = words.find(name)
        if inside >= 0:
            start = place + inside
            found.append(Span(number + 20, "entities", label, start, start + len(name), name))
    speaker = Span(90, "quotes", "SPEAKER", place, place + len(words), words)
    name = read_roster(Annotation(1, 1).with_(*found, speaker), (), QUOTED).name_of(speaker)
    return name.name if name else None


def test_a_speaker_is_the_name_it_ends_in_or_tells_more_of():
    ann = ("Ann Hale", "PEOPLE")
    assert said("Chief Supt. Ann Hale", ann) == "Ann Hale"
    assert said("Chief of Police Ann Hale", ann) == "Ann Hale"
    assert said("Mrs. Hale", ann) == "Ann Hale"
    assert said("Ann Hale of Leeds", ann) == "Ann Hale"
    assert said("Ann Hale (@annhale)", ann) == "Ann Hale"
    assert said("the Kystline", ("Kystline", "ORG")) == "Kystline"


def test_a_speaker_is_not_the_name_it_only_mentions():
    ann, lind = ("Ann Hale", "PEOPLE"), ("Teodor Lind", "PEOPLE")
    assert said("a spokesman for Ann Hale", ann) is None
    assert said("a spokesman for Mrs. Hale", ann) is None
    assert said("the brother of Ann Hale", ann) is None
    assert said("Ann Hale’s brother", ann) is None
    assert said("the Ann Hale campaign", ann) is None
    assert said("a spokeswoman for Kystline", ("Kystline", "ORG")) is None
    assert said("Ann Hale and Teodor Lind", ann, lind) is None


def test_a_quote_without_speaker_is_a_mention_of_who_said_it():
    row = Cluster(1, "Ann Hale", "PEOPLE")
    part = Span(9, "quotes", "QUOTE", 34, 38, "“no”", 1)
    made = Annotation(1, 1, clusters=frozenset({row})).with_(part)
    (name,) = read_roster(made, (), QUOTED).names
    assert (name.name, name.cluster, name.mine) == ("Ann Hale", row, (part,))
    assert name.short_forms == ()
    assert not name.mentions[0].in_words


def test_my_spelling_of_a_name_stands_before_the_suggested_one():
    row = Cluster(4, "Théodor Lind", "PEOPLE")
    mine = marked(("Teodor Lind", "PEOPLE", 4), clusters=[row])[0]
    he = Span(7, "quotes", "SPEAKER", 46, 48, "He", 30)
    found = read_roster(mine, [he], QUOTED, [Cluster(30, "THÉODOR LIND", "PEOPLE")])
    assert [(name.name, len(name.mentions)) for name in found.names] == [("Théodor Lind", 2)]


def test_a_suggested_surname_joins_the_full_name_i_marked():
    mine = marked(("Teodor Lind", "PEOPLE", None))[0]
    he = Span(7, "quotes", "SPEAKER", 46, 48, "He", 30)
    found = read_roster(mine, [he], QUOTED, [Cluster(30, "Lind", "PEOPLE")])
    assert shown(found.names) == [("Teodor Lind", "PEOPLE", 2)]


def test_words_go_where_i_put_them():
    text = "Norrhavn Port Authority came. NPA spoke. NPA left."
    authority, *others = spans(text, ("Norrhavn Port Authority", "ORG"), ("NPA", "ORG"))
    put = Span(2, "entities", "ORG", others[0].start, others[0].end, "NPA", 1)
    later = Span(3, "entities", "ORG", text.rindex("NPA"), text.rindex("NPA") + 3, "NPA")
    made = Annotation(1, 1, clusters=frozenset({Cluster(1, "Norrhavn Port Authority", "ORG")}))
    found = read_roster(made.with_(authority, put), [later], SCHEME)
    assert shown(found.names) == [("Norrhavn Port Authority", "ORG", 3)]


def test_the_likeliest_name_of_a_pronoun_is_who_spoke_last_before_it():
    made, found = marked(
        ("Teodor Lind", "PEOPLE", None),
        ("Chief Lind", "SPEAKER", None),
        ("He", "SPEAKER", None),
        ("The mayor", "SPEAKER", 1),
        clusters=[Cluster(1, "Ann Hale", "PEOPLE")],
    )
    he, mayor = (next(s for s in made.spans if s.text == text) for text in ("He", "The mayor"))
    assert [name.name for name in found.likely(he)] == ["Teodor Lind", "Ann Hale"]
    assert [name.name for name in found.likely(mayor)] == ["Teodor Lind", "Ann Hale"]


def test_the_likeliest_name_of_a_surname_two_share_has_that_surname():
    text = "Ann Hale and Bob Hale met Teodor Lind. Hale left."
    marks = [(words, "PEOPLE") for words in ("Ann Hale", "Bob Hale", "Teodor Lind", "Hale")]
    made = Annotation(1, 1).with_(*spans(text, *marks))
    found = read_roster(made, (), SCHEME).likely(made.spans[-1])
    assert [name.name for name in found] == ["Bob Hale", "Ann Hale", "Teodor Lind", "Hale"]


def test_short_forms_stand_once_in_order_of_appearance():
    row = Cluster(1, "Ann Hale", "PEOPLE")
    texts = ("Hale", "the mayor", "HALE", "she", "the mayor", "Ann Hale")
    found = [
        Span(n, "quotes", "SPEAKER", n * 20, n * 20 + len(text), text, 1)
        for n, text in enumerate(texts, 1)
    ]
    made = Annotation(1, 1, clusters=frozenset({row})).with_(*found)
    (name,) = read_roster(made, (), QUOTED).names
    assert name.short_forms == ("Hale", "the mayor", "she")


def test_a_surname_many_share_is_not_put_anywhere_by_one_speaker():
    text = "Ann Hale met Bob Hale. Hale spoke. Hale left."
    marks = [(words, "PEOPLE") for words in ("Ann Hale", "Bob Hale", "Hale", "Hale")]
    *full, first, second = spans(text, *marks)
    speaker = Span(9, "quotes", "SPEAKER", first.start, first.end, "Hale", 1)
    made = Annotation(1, 1, clusters=frozenset({Cluster(1, "Bob Hale", "PEOPLE")}))
    found = read_roster(made.with_(*full, first, second, speaker), (), QUOTED)
    assert found.name_of(first).name == "Bob Hale"
    assert found.name_of(second).name == "Hale"
