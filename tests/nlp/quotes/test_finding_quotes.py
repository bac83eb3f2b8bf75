import pytest

PLAIN = [
    # before, after, between, inverted
    ("Hale said: “The pier is safe.”", [("“The pier is safe.”", "Hale", "said")]),
    ("“The pier is safe,” Hale said.", [("“The pier is safe,”", "Hale", "said")]),
    ("“The pier is safe,” said Ann Hale.", [("“The pier is safe,”", "Ann Hale", "said")]),
    ("“Is the pier safe?” asked Ann Hale.", [("“Is the pier safe?”", "Ann Hale", "asked")]),
    ("Hale said, “The pier is safe.”", [("“The pier is safe.”", "Hale", "said")]),
    (
        "“We looked twice,” Hale said, “and it was dry.”",
        [("“We looked twice,” | “and it was dry.”", "Hale", "said")],
    ),
    (
        "“We looked twice,” Hale said. “It was dry.”",
        [("“We looked twice,” | “It was dry.”", "Hale", "said")],
    ),
    # who speaks
    (
        "“It is dry,” said Chief Supt. Ann Hale.",
        [("“It is dry,”", "Chief Supt. Ann Hale", "said")],
    ),
    (
        "“It is dry,” a spokesperson for Kystline said.",
        [("“It is dry,”", "a spokesperson for Kystline", "said")],
    ),
    ("“It is dry,” Hale, 58, told reporters.", [("“It is dry,”", "Hale", "told")]),
    (
        "Ann Hale, who followed Bo Tarn as warden, said: “It is dry.”",
        [("“It is dry.”", "Ann Hale", "said")],
    ),
    (
        "“It is dry,” says Tarn’s brother, Sam Tarn.",
        [("“It is dry,”", "Sam Tarn", "says")],
    ),
    # another verb, no lexicon needed
    ("“It is dry,” harrumphed Tarn.", [("“It is dry,”", "Tarn", "harrumphed")]),
    # labels
    (
        "They were asked why.\n\nTarn: “Because wood rots.”",
        [("“Because wood rots.”", "Tarn", ":")],
    ),
    ("As one sailor put it, “It was a mess.”", [("“It was a mess.”", "one sailor", "put it")]),
    # two speakers in a paragraph
    (
        "“It is dry,” Hale said. “It is wet,” said Tarn.",
        [("“It is dry,”", "Hale", "said"), ("“It is wet,”", "Tarn", "said")],
    ),
    # abbreviations end no sentence
    (
        "Mr. Tarn of St. Olav’s Dock Co. said “it was dry all along.”",
        [("“it was dry all along.”", "Mr. Tarn of St. Olav’s Dock Co.", "said")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=lambda value: str(value)[:40])
def test_marked_words_find_their_cue_and_speaker(quoted, text, expected):
    assert quoted(text) == expected


MARKS = [
    ('"It is dry," Hale said.', '"It is dry,"'),
    ("''It is dry,'' Hale said.", "''It is dry,''"),
    ("« It is dry », said Hale.", "« It is dry »"),
    ("“He told me ‘go home’ and I went,” Hale said.", "“He told me ‘go home’ and I went,”"),
    ("😀 “It is dry 🎉,” Hale said.", "“It is dry 🎉,”"),
]


@pytest.mark.parametrize(("text", "content"), MARKS)
def test_every_kind_of_mark_counts(quoted, text, content):
    assert [parts for parts, _, _ in quoted(text)] == [content]


def test_a_quotation_over_paragraphs_is_one_quote(quoted):
    text = (
        "Hale said: “We closed the pier on Monday.\n\n“By Friday we knew.\n\n“Now it may open.”\n\n"
        "The council meets on Tuesday."
    )
    ((parts, speaker, cue),) = quoted(text)
    assert parts == "“We closed the pier on Monday. | “By Friday we knew. | “Now it may open.”"
    assert (speaker, cue) == ("Hale", "said")


def test_a_lost_closing_mark_does_not_run_on(quoted):
    text = "“The pier is safe, Hale said.\n\nThe council meets on Tuesday."
    assert all("council" not in parts for parts, _, _ in quoted(text))


def test_a_colon_at_a_paragraph_end_introduces_the_next(quoted):
    text = "In her letter Ann Hale wrote:\n\n“The pier was never dry at all.”"
    assert quoted(text) == [("“The pier was never dry at all.”", "Ann Hale", "wrote")]


INDIRECT = [
    (
        "The warden said on Friday that the pier would open soon.",
        [("that the pier would open soon", "The warden", "said")],
    ),
    (
        "The warden said the pier would open soon.",
        [("the pier would open soon", "The warden", "said")],
    ),
    (
        "The pier would open soon, the warden said.",
        [("The pier would open soon", "the warden", "said")],
    ),
    (
        "The pier, the warden said, would open soon.",
        [("The pier | would open soon", "the warden", "said")],
    ),
    (
        "It will rain, said Mr. Tarn.",
        [("It will rain", "Mr. Tarn", "said")],
    ),
    (
        "The warden said the pier was safe and promised to walk it first.",
        [
            ("the pier was safe", "The warden", "said"),
            ("to walk it first", "The warden", "promised"),
        ],
    ),
    (
        "“It is safe,” she said, adding that tests would go on.",
        [("“It is safe,”", "she", "said"), ("that tests would go on", "she", "adding")],
    ),
    (
        "According to a council report, the repair was cheap.",
        [("the repair was cheap", "a council report", "According to")],
    ),
    (
        "The repair was cheap, according to the council.",
        [("The repair was cheap", "the council", "according to")],
    ),
    (
        "Hale said that the pier was “dry as a bone” in May.",
        [("that the pier was “dry as a bone” in May", "Hale", "said")],
    ),
    (
        "Hale called the delay “a disgrace”.",
        [("“a disgrace”", "Hale", "called")],
    ),
    (
        "Hale told reporters in Leeds that the pier would open.",
        [("that the pier would open", "Hale", "told")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT, ids=lambda value: str(value)[:40])
def test_reported_clauses_are_found(quoted, text, expected):
    assert quoted(text) == expected


NONE = [
    "Guests were placed according to their preference for sunny rooms.",
    "The so-called “super pier” opened in 1998 and is known as “the Knot”.",
    "Wardens never have reason to say “Mind the step, dear.”",
    "She wore a shirt with the slogan “Tide first”.",
    "His film “The Long Tide” opened the festival.",
    "They met on “Morning Quay” to talk.",
    "The meeting was on Tuesday at noon.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NONE)
def test_what_nobody_said_is_no_quote(quoted, text):
    assert quoted(text) == []


DENIED = [
    ("The so-called “super pier” opened.", [("“super pier”", "term")]),
    ("His film “The Long Tide” opened.", [("“The Long Tide”", "title")]),
    ("They carried a banner reading “Tide first”.", [("“Tide first”", "slogan")]),
    ("Jens “Sild” Holm won.", [("“Sild”", "nickname")]),
    ("It was a “minor” delay for everyone.", [("“minor”", "scare")]),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_a_marked_stretch_that_is_no_quote_gets_its_reason(denied, text, expected):
    assert denied(text) == expected


def test_a_post_has_a_dash_for_a_cue_and_its_author(quoted):
    text = "The quay is closed again! — Ann Hale (@annhale) March 3, 2026"
    assert quoted(text) == [("The quay is closed again!", "Ann Hale (@annhale)", "—")]


NAMES = [
    ("Ann Hale met Bo Tarn. “It is dry,” Hale said.", ["Ann Hale"]),
    ("Maria Hale met Len Tarn on Monday. “He was angry,” she said.", ["Maria Hale"]),
    ("Len Tarn met Maria Hale on Monday. “She was angry,” he said.", ["Len Tarn"]),
    (
        "Ann Hale, the harbour master of Norrhavn, came late.\n\n“It is dry,” the harbour master said.",
        ["Ann Hale"],
    ),
    ("“It is dry,” officials said.", [""]),
    ("“It is dry,” said Norrhavn Port Authority.", ["Norrhavn Port Authority"]),
    (
        "“It is dry,” Ann Hale said.\n\n“We looked at every plank of it.”",
        ["Ann Hale", "Ann Hale"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=lambda value: str(value)[:40])
def test_a_speaker_has_the_fullest_name_in_the_article(spoken_by, text, expected):
    assert spoken_by(text) == expected
