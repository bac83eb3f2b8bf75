"""From text to suggestions with the real pipeline: paragraphs, offsets, odd texts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.nlp import entities
from annotator.nlp.article import Found, decide
from annotator.nlp.entities import DEFAULT_MAPPING, paragraphs, suggest, tokenise
from annotator.nlp.lexicon import lexicon

TEXT = (
    "Harbour pact signed\n\nPrime Minister Ann Vogtsen’s office in Norway said so.\r\n"
    "👩‍👩‍👧 Vogtsen met the Ministry of Trade in Oslo on Monday.\n"
)


def one(text, pipeline, mapping=DEFAULT_MAPPING):
    (suggestions,) = suggest([text], pipeline, mapping)
    return suggestions


def assert_sound(text, suggestions):
    edges = {edge for token in suggestions.tokens for edge in token}
    assert list(suggestions.tokens) == sorted(set(suggestions.tokens))
    assert all(text[start:end].strip() for start, end in suggestions.tokens)
    last = 0
    for number, span in enumerate(suggestions.spans, 1):
        assert span.id == number
        assert last <= span.start < span.end
        assert span.text == text[span.start : span.end]
        assert {span.start, span.end} <= edges
        assert (span.layer, span.confidence, span.origin) == ("entities", None, None)
        last = span.end


def test_names_are_found_with_offsets_over_the_whole_article(pipeline):
    suggestions = one(TEXT, pipeline)
    assert_sound(TEXT, suggestions)
    assert [(span.label, span.text) for span in suggestions.spans] == [
        ("PERSON", "Ann Vogtsen"),
        ("PLACE", "Norway"),
        ("PERSON", "Vogtsen"),
        ("ORG", "Ministry of Trade"),
        ("PLACE", "Oslo"),
    ]


def test_tokens_are_the_pipelines_and_leave_white_space_out(pipeline):
    suggestions = one("Ann’s  boat.\r\n\tSank\n", pipeline)
    words = [token.text for token in pipeline.nlp("Ann’s  boat.") if not token.is_space]
    text = "Ann’s  boat.\r\n\tSank\n"
    assert [text[start:end] for start, end in suggestions.tokens] == [*words, "Sank"]
    assert tokenise(text, pipeline) == suggestions.tokens


def test_texts_are_answered_in_order_whatever_their_length(pipeline):
    texts = ["", TEXT, "\n\n", "Oslo.", TEXT * 3, "…"]
    answers = list(suggest(texts, pipeline))
    assert [len(answer.spans) for answer in answers] == [0, 5, 0, 1, 15, 0]
    assert answers[1] == one(TEXT, pipeline)


def test_the_same_text_gets_the_same_suggestions(pipeline):
    assert one(TEXT, pipeline) == one(TEXT, pipeline)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "...!?",
        "’s",
        "😀👨‍👩‍👧‍👦",
        "مرحبا يا محمد",
        "é" * 50,
        "A" * 3000,
        "“‘[(",
        "U.S.",
        "\u2028x",
    ],
    ids=repr,
)
def test_odd_texts_are_read_without_complaint(text, pipeline):
    assert_sound(text, one(text, pipeline))


def test_a_long_paragraph_is_read_in_pieces_that_end_with_a_sentence(pipeline, monkeypatch):
    monkeypatch.setattr(entities, "LONGEST_PARAGRAPH", 60)
    text = "Ann Vogtsen left Oslo for good. It was a long and cold crossing to Norway. " * 3
    pieces = [text[start:end] for start, end in paragraphs(text)]
    assert "".join(pieces) == text
    assert all(piece.endswith(". ") for piece in pieces)
    assert_sound(text, one(text, pipeline))


def test_a_long_paragraph_without_sentences_is_cut_at_a_space_or_anywhere(monkeypatch):
    monkeypatch.setattr(entities, "LONGEST_PARAGRAPH", 20)
    assert [end - start for start, end in paragraphs("x" * 50)] == [20, 20, 10]
    text = "word " * 10
    assert all(text[end - 1] == " " for _, end in paragraphs(text))


def test_a_paragraph_ends_at_a_line_feed_and_nowhere_else():
    text = "a\u2028b\x0bc\n \n\nd"
    assert [text[start:end] for start, end in paragraphs(text)] == ["a\u2028b\x0bc", "d"]


WORDS = (
    "Ann Hale the of and Bank Ministry Norway ’s 's - ( ) “ ” , . Mr Dr. U.S. NATO said in 😀 é Ё محمد "
    "O’Neill van der anti- -based & Sunday HARBOUR King I / $5 St x — : \u0301"
)
FRAGMENTS = st.sampled_from([*WORDS.split(" "), "\n", "\r\n", " ", "  ", "\u00a0"])


@st.composite
def read_texts(draw):
    """A text and mentions anywhere in it, in order and apart, as a model gives them."""
    text = "".join(
        fragment + draw(st.sampled_from(["", " "]))
        for fragment in draw(st.lists(FRAGMENTS, max_size=40))
    )
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    labels = st.sampled_from(["PERSON", "GPE", "LOC", "ORG", "NORP", "DATE"])
    pairs = [pair for pair in zip(edges[::2], edges[1::2], strict=False) if pair[0] < pair[1]]
    return text, [
        Found(start, end, draw(labels)) for start, end in pairs if text[start:end].strip()
    ]


@given(read_texts(), st.sampled_from(["en", "xx"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_model_finds_the_spans_are_true_to_the_text_and_apart(read, language):
    text, found = read
    tokens = [(index, index + 1) for index, letter in enumerate(text) if not letter.isspace()]
    last = 0
    for span in decide(text, found, tokens, DEFAULT_MAPPING, lexicon(language)).spans:
        assert last <= span.start < span.end
        assert span.text == text[span.start : span.end]
        assert span.label in {"PERSON", "PLACE", "ORG"}
        last = span.end
