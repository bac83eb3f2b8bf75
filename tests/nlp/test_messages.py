import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import ModelError, TextError
from annotator.core.span import Span
from annotator.nlp.messages import (
    Docbin,
    DocbinBatch,
    DocbinEnd,
    DocbinReport,
    DocbinWritten,
    DocEntry,
    Failed,
    FileCount,
    Load,
    Loaded,
    Misfit,
    Policy,
    Prelabel,
    Prelabelled,
    Quit,
    Taken,
    Tokenise,
    Tokenised,
    decode_answer,
    decode_request,
    encode,
)

SPAN = Span(3, "entities", "ORG", 0, 2, "Né", None, 0.5, "a model", (("rule", "vote"), ("n", 2)))
REPORT = DocbinReport(
    (FileCount("train", 2, 1, {"ORG": 1}),),
    (Misfit("train", "a", 0, 3, "Né ", "ORG", "snapped in", (0, 2)),),
)
REQUESTS = [
    Load("en_core_web_sm", True),
    Prelabel(7, "Two\nparagraphs 👩‍🚒", {"GPE": "PLACE"}),
    Tokenise(8, ""),
    Docbin("a folder", "en", Policy.LEAVE_OUT, ("ORG", "PLACE")),
    DocbinBatch("train", (DocEntry("a", "Né", (SPAN,)), DocEntry("b", "x"))),
    DocbinEnd(),
    Quit(),
]
ANSWERS = [
    Loaded("en_core_web_sm 3.8.0 + rules 2", "3.8.0", "en"),
    Prelabelled(7, (SPAN,), ((0, 2), (3, 4)), 1),
    Tokenised(8, ()),
    Taken(),
    DocbinWritten(REPORT),
    Failed("It failed.", 7),
    Failed("It failed."),
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda message: type(message).__name__)
def test_a_request_arrives_as_it_was_sent(request_):
    assert decode_request(encode(request_)) == request_


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda message: type(message).__name__)
def test_an_answer_arrives_as_it_was_sent(answer):
    assert decode_answer(encode(answer)) == answer


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_any_text_travels_unchanged_on_one_line(text, value):
    span = Span(1, "entities", "ORG", 0, len(text), text, attributes=(("rule", value),))
    line = encode(Prelabelled(1, (span,), ()))
    assert line.index(b"\n") == len(line) - 1
    assert decode_answer(line) == Prelabelled(1, (span,), ())
    assert decode_request(encode(Tokenise(1, text))) == Tokenise(1, text)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Loading...\n",
        b'{"type":"unheard of"}',
        b'{"type":"tokenise","article_id":"x"}',
        b"\xff",
    ],
)
def test_a_line_that_is_no_message_is_refused_in_one_sentence(line):
    for decode in (decode_request, decode_answer):
        with pytest.raises(ModelError, match=r"^The pre-labelling process .*\.$"):
            decode(line)


def test_bytes_that_are_no_utf_8_inside_a_message_are_refused():
    with pytest.raises(ModelError):
        decode_request(b'{"type":"tokenise","article_id":1,"text":"\xff"}')


def test_an_answer_is_no_request():
    with pytest.raises(ModelError):
        decode_request(encode(Taken()))


def test_a_lone_surrogate_is_refused_before_it_is_sent():
    with pytest.raises(TextError, match="lone surrogate"):
        encode(Tokenise(1, "a\ud800b"))


def test_whoever_asks_needs_neither_spacy_nor_qt():
    look = (
        "import sys, annotator.nlp.client, annotator.nlp.messages;"
        "print(sorted({'spacy', 'thinc', 'numpy', 'PySide6'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
