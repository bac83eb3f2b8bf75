from time import perf_counter

import pytest

from annotator.core import quote_edits
from annotator.core.annotation import Annotation, Status
from annotator.core.problem import Repair
from annotator.core.quote_lint import quote_lint
from annotator.core.quotes import CUED_BY, SAID_BY
from annotator.core.settling import settled
from annotator.core.span import Span

TEXT = "“It is wet,” Ann said.\n“It was dry, said Bo.\nThe “quay” shut."
NONE = Annotation(1, 1)


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def with_quote(words, speaker=None, cue=None, annotation=NONE):
    after, number = quote_edits.with_quote(annotation, TEXT, [at(words)])
    for role, place in ((SAID_BY, speaker), (CUED_BY, cue)):
        if place:
            after = quote_edits.with_role(after, TEXT, number, role, at(place))
    return settled(annotation, after)


def found(annotation, pending=()):
    return [(p.span.text, p.repair) for p in quote_lint(annotation, TEXT, pending)]


def test_nothing_is_said_before_a_quote_is_marked():
    assert found(NONE) == []


def test_a_sound_quote_leaves_only_what_nobody_decided_on():
    mine = with_quote("“It is wet,”", "Ann", "said")
    assert found(mine) == [
        ("“", None),
        ("“It was dry, said Bo.", Repair.DENY),
        ("“quay”", Repair.DENY),
    ]


def test_what_is_suggested_is_no_problem_yet():
    mine = with_quote("“It is wet,”", "Ann")
    pending = (Span(1, "quotes", "NOT_A_QUOTE", *at("“quay”"), "“quay”"),)
    assert "“quay”" not in [text for text, _ in found(mine, pending)]


@pytest.mark.parametrize(
    ("status", "is_problem"),
    [
        (None, True),
        ("explicit", True),
        ("pronoun", True),
        ("nominal", True),
        ("none", False),
        ("floating", False),
        ("anonymous", False),
    ],
)
def test_a_quote_without_speaker_is_a_problem_unless_its_status_says_why(status, is_problem):
    mine = quote_edits.described(with_quote("“It is wet,”"), 1, "speaker_status", status)
    assert (("“It is wet,”", Repair.PROPOSE) in found(mine)) is is_problem


def test_a_quote_whose_speaker_is_named_in_the_roster_only_is_no_problem():
    mine = quote_edits.with_name(with_quote("“It is wet,”"), (1,), "Ann Hale")
    assert ("“It is wet,”", Repair.PROPOSE) not in found(settled(NONE, mine))


def test_a_doubled_mark_without_partner_is_shown_whole():
    text = "``It is wet, Ann said.\n"
    loose = NONE.with_(Span(1, "quotes", "CUE", 18, 22, "said"))
    marks = [p.span.text for p in quote_lint(loose, text) if p.repair is None]
    assert marks == ["``"]


def test_a_stretch_under_a_long_quote_that_begins_far_before_is_decided():
    text = "He said “a” and went “b” and “c” and stayed. “d”"
    spans = [Span(1, "quotes", "QUOTE", 0, 43, text[:43]), Span(2, "quotes", "QUOTE", 8, 11, "“a”")]
    open_ones = [p.span.text for p in quote_lint(NONE.with_(*spans), text) if p.repair]
    assert open_ones == [text[:43], "“a”", "“d”"]


def test_a_megabyte_of_odd_marks_is_judged_within_seconds():
    text = 'He said “wet and "went on.\n' * 40_000
    mine = NONE.with_(Span(1, "quotes", "QUOTE", 8, 12, text[8:12]))
    began = perf_counter()
    assert len(list(quote_lint(mine, text))) >= 40_000
    assert perf_counter() - began < 8


def test_a_cue_without_content_is_a_problem():
    loose = NONE.with_(Span(1, "quotes", "CUE", *at("said"), "said"))
    assert ("said", Repair.REMOVE) in found(loose)


def test_a_part_over_two_paragraphs_is_cut_into_parts():
    words = "wet,” Ann said.\n“It was dry"
    mine = with_quote(words)
    assert (words, Repair.CUT) in found(mine)
    after = settled(mine, quote_edits.cut(mine, TEXT, 1))
    assert [span.text for span in after.spans] == ["wet,” Ann said.", "“It was dry"]
    assert len(after.relations) == 1


@pytest.mark.parametrize("status", [Status.TODO, Status.IN_PROGRESS])
def test_an_article_without_quotes_of_mine_is_left_alone(status):
    assert found(Annotation(1, 1, status)) == []
