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


def test_a_quote_without_speaker_is_a_problem_unless_its_status_says_why():
    mine = with_quote("“It is wet,”")
    assert ("“It is wet,”", Repair.PROPOSE) in found(mine)
    floating = quote_edits.described(mine, 1, "speaker_status", "floating")
    assert ("“It is wet,”", Repair.PROPOSE) not in found(floating)


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
