"""The traps of news, one made-up sentence for each: what is a quote, of whom, by which cue."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TRAPS = [
    (
        "“It is dry,” Hale said, “and it stayed dry.”",
        [("“It is dry,” | “and it stayed dry.”", "Hale", "said")],
    ),
    (
        "“It is dry,” Hale said. “It was wet,” Tarn said.",
        [("“It is dry,”", "Hale", "said"), ("“It was wet,”", "Tarn", "said")],
    ),
    ("Hale said “dry” and “safe”.", [("“dry” and “safe”", "Hale", "said")]),
    (
        "Hale said it was “dry”, adding “safe too”.",
        [("it was “dry”", "Hale", "said"), ("“safe too”", "Hale", "adding")],
    ),
    ("“Is it dry?” asked Hale.", [("“Is it dry?”", "Hale", "asked")]),
    ("“It is dry!” shouted the warden.", [("“It is dry!”", "the warden", "shouted")]),
    (
        "“It is dry,” said Mayor Ann Hale, who has led the town since 2004.",
        [("“It is dry,”", "Mayor Ann Hale", "said")],
    ),
    (
        "Ann Hale, who replaced Len Tarn as mayor, said: “It is dry.”",
        [("“It is dry.”", "Ann Hale", "said")],
    ),
    ("Ann Hale, 58, told the council: “It is dry.”", [("“It is dry.”", "Ann Hale", "told")]),
    (
        "Okafor’s brother, Sam Okafor, said the pier was dry.",
        [("the pier was dry", "Sam Okafor", "said")],
    ),
    ("“It is dry,” said Okafor’s brother, Sam Okafor.", [("“It is dry,”", "Sam Okafor", "said")]),
    (
        "A spokesman for Norrhavn Port said the pier was dry.",
        [("the pier was dry", "A spokesman for Norrhavn Port", "said")],
    ),
    ("Tarn was told that the pier was dry.", []),
    (
        "Tarn was quoted as saying that the pier was dry.",
        [("that the pier was dry", "Tarn", "saying")],
    ),
    ("Hale called the delay “a disgrace”.", [("“a disgrace”", "Hale", "called")]),
    ("Hale has “serious concerns” about the pier.", [("“serious concerns”", "Hale", "has")]),
    ("Hale spoke of what she calls the “harbour cartel”.", [("“harbour cartel”", "she", "calls")]),
    ("The album “Low Tide” sold well.", []),
    (
        "Hale told CNN’s “Morning Quay” that the pier was dry.",
        [("that the pier was dry", "Hale", "told")],
    ),
    ("Hale described herself as a self-described “tide nerd”.", []),
    ("Protesters chanted “Open the pier”.", []),
    ("A man held a placard reading “Open the pier now”.", []),
    ("Hale carried a T-shirt reading “Tide first, always and forever, my friends”.", []),
    ("The phrase “low tide” appears twice.", []),
    ("Jens “Sild” Holm said the pier was dry.", [("the pier was dry", "Jens “Sild” Holm", "said")]),
    ("One might say “it is dry”.", []),
    ("Hale never said that the pier was dry.", [("that the pier was dry", "Hale", "said")]),
    ("Hale did not say that the pier was safe.", [("that the pier was safe", "Hale", "say")]),
    ("Hale declined to say whether the pier was dry.", []),
    ("The report found that the pier was dry.", [("that the pier was dry", "The report", "found")]),
    ("The film goes to show that nobody cares.", []),
    (
        "In Hale’s words, the pier is “a joke”.",
        [("the pier is “a joke”", "Hale", "In Hale’s words")],
    ),
    ("“It is dry.” — Ann Hale", [("“It is dry.”", "Ann Hale", "—")]),
    ("The pier was dry — and then it left.", []),
    ("The pier was dry, according to Hale.", [("The pier was dry", "Hale", "according to")]),
    ("According to their schedule, the pier opens at noon.", []),
    ("Boats were sorted according to size.", []),
    (
        "The bridge, the mayor said, would open soon.",
        [("The bridge | would open soon", "the mayor", "said")],
    ),
    (
        "Hale said X Bridge was safe and promised to walk it.",
        [("X Bridge was safe", "Hale", "said"), ("to walk it", "Hale", "promised")],
    ),
    (
        "Hale said the town needs to pay and that she would not wait.",
        [("the town needs to pay and that she would not wait", "Hale", "said")],
    ),
    (
        "Hale told reporters in Leeds on Friday that the pier was dry.",
        [("that the pier was dry", "Hale", "told")],
    ),
    ("Hale said on Friday the pier was dry.", [("the pier was dry", "Hale", "said")]),
    (
        "Hale said the pier would reopen in May, which will be costly.",
        [("the pier would reopen in May", "Hale", "said")],
    ),
    ("Hale urged residents to stay home.", [("to stay home", "Hale", "urged")]),
    ("Hale asked whether the pier was dry.", [("whether the pier was dry", "Hale", "asked")]),
    ("Hale vowed to open the pier.", [("to open the pier", "Hale", "vowed")]),
    (
        "“It is dry,” he said with a smile. “We checked.”",
        [("“It is dry,” | “We checked.”", "he", "said")],
    ),
    (
        "“It is dry,” the U.S. envoy said. “We checked.”",
        [("“It is dry,” | “We checked.”", "the U.S. envoy", "said")],
    ),
    (
        "“It is dry,” said Sen. Ann Hale of the D.C. council. “We checked.”",
        [("“It is dry,” | “We checked.”", "Sen. Ann Hale", "said")],
    ),
    ("Sen. Ann Hale (D-Maine) said: “It is dry.”", [("“It is dry.”", "Sen. Ann Hale", "said")]),
    ("Hale went on to say that the pier was dry.", [("that the pier was dry", "Hale", "say")]),
    ("As The Echo reported, the pier was dry.", [("the pier was dry", "The Echo", "reported")]),
    ("Officials said the pier was dry.", [("the pier was dry", "Officials", "said")]),
    (
        "A person familiar with the talks said the pier was dry.",
        [("the pier was dry", "A person familiar with the talks", "said")],
    ),
    ("“It is dry,” she wrote on Twitter.", [("“It is dry,”", "she", "wrote")]),
    ("“It is dry,” Hale continued.", [("“It is dry,”", "Hale", "continued")]),
    ("“It is dry,” Hale shot back.", [("“It is dry,”", "Hale", "shot back")]),
    ("Hale pointed out that the pier was dry.", [("that the pier was dry", "Hale", "pointed out")]),
    ("»Die Mole ist trocken«, sagte Hale.", [("»Die Mole ist trocken«", "Hale", "sagte")]),
    ("”Bryggan är torr”, sade Hale.", [("”Bryggan är torr”", "Hale", "sade")]),
    (
        "‘It is dry,’ Hale said. ‘The residents’ boats are safe.’",
        [("‘It is dry,’ | ‘The residents’ boats are safe.’", "Hale", "said")],
    ),
    ("‘‘It is dry,’’ Hale said.", [("‘‘It is dry,’’", "Hale", "said")]),
    ("``It is dry,'' Hale said.", [("``It is dry,''", "Hale", "said")]),
    (
        "“He told me “go home” and left,” Hale said.",
        [("“He told me “go home” and left,”", "Hale", "said")],
    ),
    (
        "“It is dry, Hale said.\n\nThe council meets on Tuesday.\n\n“It was wet,” Tarn said.",
        [("“It is dry, Hale said.", None, None), ("“It was wet,”", "Tarn", "said")],
    ),
    (
        '<tweet author="hale">It is dry</tweet> Hale said the pier was dry.',
        [("the pier was dry", "Hale", "said")],
    ),
    ("Hale wrote:\n\n“It is dry.”", [("“It is dry.”", "Hale", "wrote")]),
    ("“It is dry,” Hale said, smiling.", [("“It is dry,”", "Hale", "said")]),
    (
        "Hale said, “It is dry. It is safe.” Tarn left.",
        [("“It is dry. It is safe.”", "Hale", "said")],
    ),
    (
        "Hale said she was “very sorry” and left the room.",
        [("she was “very sorry”", "Hale", "said")],
    ),
    ("“It is dry,” Hale told Tarn.", [("“It is dry,”", "Hale", "told")]),
    (
        "The mayor and the warden said the pier was dry.",
        [("the pier was dry", "The mayor and the warden", "said")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRAPS, ids=lambda value: str(value)[:40])
def test_each_trap_is_read_as_people_read_it(quoted, text, expected):
    assert quoted(text) == expected


def test_an_interview_in_capitals_is_read_by_turns(quoted):
    text = "HALE: It is dry now.\nTARN: It is not.\nHALE: We looked at it twice."
    assert [(speaker, cue) for _, speaker, cue in quoted(text)] == [
        ("HALE", ":"),
        ("TARN", ":"),
        ("HALE", ":"),
    ]


def test_headings_in_capitals_say_nothing(quoted):
    assert quoted("ENERGY: Oil fell by a cent.\nBONDS: Prices rose a little.") == []


def test_a_report_in_a_relative_clause_ends_with_it(quoted):
    ((parts, _, _),) = quoted("Ann Hale, who said the pier was dry, left the room.")
    assert parts == "the pier was dry"


def test_the_name_counts_and_not_the_description_before_it(quoted):
    ((_, speaker, _),) = quoted("One harbour pilot, Ann Hale, said the pier was dry.")
    assert speaker == "Ann Hale"


def test_who_issued_a_statement_speaks(quoted):
    ((_, speaker, _),) = quoted("Ann Hale issued a statement saying the pier was dry.")
    assert speaker == "Ann Hale"


def test_a_sentence_that_only_announces_goes_with_the_next(quoted):
    ((parts, speaker, cue),) = quoted("Ann Hale agreed. “The pier is as dry as a bone.”")
    assert (parts, speaker, cue) == ("“The pier is as dry as a bone.”", "Ann Hale", "agreed")


ALPHABET = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        "«",
        "»",
        "\n",
        " ",
        " said ",
        "Hale",
        " told ",
        "according to ",
        ",",
        ".",
        ": ",
        " — ",
        "(@x)",
        "🎉",
        "that ",
        "the pier ",
        "was dry",
        '<a href="x">',
        "and ",
        "who ",
        "\u00a0",
        "1",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ALPHABET, max_size=30).map("".join))
def test_whatever_the_text_bounds_lie_within_it(found_in, text):
    for quote in found_in(text).quotes:
        bounds = [*quote.content, *filter(None, (quote.speaker, quote.cue))]
        assert all(0 <= start < end <= len(text) for start, end in bounds)
        ordered = sorted(quote.content)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))
        assert all("\n" not in text[start:end] for start, end in quote.content)
