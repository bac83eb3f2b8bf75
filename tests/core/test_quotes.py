from annotator.core.annotation import Annotation
from annotator.core.quotes import (
    CONTINUES,
    CUED_BY,
    SAID_BY,
    Medium,
    QuoteKind,
    SpeakerStatus,
    quote_of,
    quote_problems,
    quotes,
)
from annotator.core.span import Relation, Span

TEXT = (
    "“We went there thrice,” Maria Quist said, “and it stood.” The mayor agreed that it was safe."
)


def span(number, label, words, **more):
    start = TEXT.index(words)
    return Span(number, "quotes", label, start, start + len(words), words, **more)


def annotation(spans, *relations):
    made = Annotation(1, 1).with_(*spans)
    return Annotation(
        1,
        1,
        spans=made.spans,
        relations=frozenset(Relation(*r) for r in relations),
        next_span_id=99,
    )


FIRST = span(1, "QUOTE", "“We went there thrice,”")
SECOND = span(2, "QUOTE", "“and it stood.”")
OKAFOR = span(3, "SPEAKER", "Maria Quist")
SAID = span(4, "CUE", "said")
SAFE = span(5, "QUOTE", "that it was safe")
WHOLE = annotation(
    [FIRST, SECOND, OKAFOR, SAID, SAFE],
    (CONTINUES, 2, 1),
    (SAID_BY, 1, 3),
    (CUED_BY, 1, 4),
)


def test_parts_speaker_and_cue_make_one_quote():
    first, second = quotes(WHOLE)
    assert first.parts == (FIRST, SECOND)
    assert (first.speaker, first.cue, first.addressee) == (OKAFOR, SAID, None)
    assert (first.id, first.start, first.end) == (1, FIRST.start, SECOND.end)
    assert first.text == "“We went there thrice,” … “and it stood.”"
    assert first.spans == (FIRST, OKAFOR, SAID, SECOND)
    assert second.parts == (SAFE,)


def test_every_span_of_a_quote_leads_to_it():
    assert [quote_of(WHOLE, n).id for n in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 5]
    assert quote_of(WHOLE, 77) is None


def test_the_kind_follows_from_the_marks_unless_it_is_set():
    direct, indirect = quotes(WHOLE)
    assert (direct.kind, indirect.kind) == (QuoteKind.DIRECT, QuoteKind.INDIRECT)
    chosen = span(1, "QUOTE", "that it was safe", attributes=(("kind", "mixed"),))
    (quote,) = quotes(annotation([chosen]))
    assert quote.kind is QuoteKind.MIXED
    assert quote.kind_is_set


def test_content_with_some_marked_words_is_mixed():
    text = "that it was “quite safe” now"
    (quote,) = quotes(annotation([Span(1, "quotes", "QUOTE", 0, len(text), text)]))
    assert quote.kind is QuoteKind.MIXED


def test_what_is_not_set_has_its_usual_value():
    said, floating = quotes(WHOLE)
    assert (said.medium, said.speaker_status) == (Medium.SPEECH, SpeakerStatus.EXPLICIT)
    assert floating.speaker_status is SpeakerStatus.NONE
    assert (said.negated, said.hypothetical) == (False, False)
    set_ = span(
        1,
        "QUOTE",
        "that it was safe",
        attributes=(
            ("hypothetical", True),
            ("medium", "social post"),
            ("negated", True),
            ("speaker_status", "anonymous"),
        ),
    )
    (quote,) = quotes(annotation([set_]))
    assert (quote.medium, quote.speaker_status) == (Medium.SOCIAL_POST, SpeakerStatus.ANONYMOUS)
    assert (quote.negated, quote.hypothetical) == (True, True)


def test_a_quote_without_mention_belongs_to_the_name_on_its_first_part():
    (quote,) = quotes(annotation([span(1, "QUOTE", "that it was safe", cluster_id=7)]))
    assert quote.cluster_id == 7


def test_sound_quotes_have_no_problems():
    assert quote_problems(WHOLE) == []


def test_two_speakers_of_one_quote_are_a_problem():
    mayor = span(6, "SPEAKER", "The mayor")
    two = annotation([FIRST, OKAFOR, mayor], (SAID_BY, 1, 3), (SAID_BY, 1, 6))
    assert quote_problems(two) == ["A quote has one SAID_BY at most."]


def test_a_relation_to_the_wrong_label_is_a_problem():
    wrong = annotation([FIRST, SAID], (SAID_BY, 1, 4))
    assert quote_problems(wrong) == ["SAID_BY leads from a QUOTE to a SPEAKER, not otherwise."]


def test_a_part_that_continues_a_later_one_is_a_problem():
    wrong = annotation([FIRST, SECOND], (CONTINUES, 1, 2))
    assert quote_problems(wrong) == ["CONTINUES leads to a quote's first part."]


def test_a_speaker_of_a_later_part_is_a_problem():
    wrong = annotation([FIRST, SECOND, OKAFOR], (CONTINUES, 2, 1), (SAID_BY, 2, 3))
    assert quote_problems(wrong) == ["SAID_BY begins at a quote's first part."]


def test_parts_that_overlap_are_a_problem():
    over = span(2, "QUOTE", "thrice,” Maria")
    wrong = annotation([FIRST, over], (CONTINUES, 2, 1))
    assert quote_problems(wrong) == [
        "Two parts of a quote overlap: “We went there thrice,” and thrice,” Maria."
    ]
