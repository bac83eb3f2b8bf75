"""Bundles are read whole and true, or refused in one sentence that names the file, the line, the reason."""

import json
import random
from dataclasses import replace

import pytest
from bundles import MAYA, SCHEME, bundled, read, resealed, whole, written
from entry_strategies import annotations, moments, names, texts, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import span

from annotator.core.annotation import Annotation, Status
from annotator.core.change import Note
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.core.errors import InputError
from annotator.core.lineage import Ancestor
from annotator.core.quotes import quote_problems
from annotator.core.span import Rejection
from annotator.formats import bundle_reading
from annotator.formats.bundle import Feedback, Told
from annotator.formats.bundle_records import seal_of
from annotator.formats.files import FileError, written_beside

TEXTS = ("Ann Hale met Sam in Norrhavn.", "Nobody saw Zoë 👩‍👩‍👧.", "It rained on Ann.")
DECISION = Decision(
    "k", ("label",), "entities", 0, 8, "Ann Hale", Choice.TAKE, said=(Said(0, "PLACE"),),
    gold="PERSON", reason="a name", error_type=ErrorType.WRONG_LABEL, author="sam",
    at="2026-03-04T05:06:07+00:00",
)  # fmt: skip


def made(text, start, end, label="PERSON"):
    one = span(text, start, end, label)
    seen = Rejection("entities", "PLACE", start, end, "model 1")
    return Annotation(
        0, 0, Status.DONE, (one,), rejections=frozenset([seen]), next_span_id=2, seconds=4.5
    )


ARTICLES = (
    bundled(TEXTS[0], made(TEXTS[0], 0, 8), key="a1", notes=(Note(0, "", "sure?", 1),)),
    bundled(TEXTS[1], made(TEXTS[1], 11, 14)),
    bundled(TEXTS[2], made(TEXTS[2], 13, 16)),
)
FEEDBACK = (Feedback(ARTICLES[0].sha256, (Told(DECISION, ("0" * 32,)),)),)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "maya.bundle"


@pytest.fixture
def lines():
    return written(*ARTICLES, feedback=FEEDBACK).splitlines(keepends=True)


def refusal(path, content):
    with pytest.raises(FileError) as caught:
        read(path, content)
    sentence = str(caught.value)
    assert sentence.startswith("maya.bundle: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_what_was_written_is_read(path, lines):
    bundle = read(path, b"".join(lines))
    assert (bundle.name, bundle.head.annotator, bundle.head.scheme) == (path.name, MAYA, SCHEME)
    assert [replace(one, line=0) for one in bundle.articles] == list(ARTICLES)
    assert [one.line for one in bundle.articles] == [2, 3, 4]
    assert bundle.feedback == FEEDBACK


def test_no_text_of_an_article_is_in_it(lines):
    assert "met Sam in" not in b"".join(lines).decode()


def test_lines_may_come_in_any_order_and_with_other_line_ends(path, lines):
    expected = {one.sha256 for one in ARTICLES}
    for seed in range(20):
        shuffled = random.Random(seed).sample(lines, len(lines))
        bundle = read(path, b"\r\n".join(line.strip() for line in shuffled) + b"\n\n")
        assert {one.sha256 for one in bundle.articles} == expected


def test_a_bundle_cut_after_any_line_is_refused(path, lines):
    for count in range(1, len(lines)):
        told = refusal(path, b"".join(lines[:count]))
        assert told == f"maya.bundle: it was cut: after line {count} its end is missing."


def test_a_bundle_cut_at_any_byte_is_refused(path, lines):
    content = b"".join(lines)
    for count in range(0, len(content) - 1, 3):
        refusal(path, content[:count])
    read(path, content[:-1])


def test_a_line_that_is_missing_is_counted(path, lines):
    for missing in range(1, len(lines) - 1):
        told = refusal(path, b"".join([*lines[:missing], *lines[missing + 1 :]]))
        assert told == "maya.bundle: 1 of its 6 lines is missing."
    assert "2 of its 6 lines are" in refusal(path, b"".join([*lines[:1], *lines[3:]]))
    assert "the first line of the bundle is missing" in refusal(path, b"".join(lines[1:]))


def test_a_doubled_line_is_named_with_the_first(path, lines):
    for number in range(len(lines)):
        told = refusal(path, b"".join([*lines[: number + 1], *lines[number:]]))
        assert told == f"maya.bundle: line {number + 2} is line {number + 1} a second time."


def test_any_change_of_a_line_is_noticed(path, lines):
    for number, line in enumerate(lines):
        place = line.index(b'"bundle":1,') + 20
        other = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        told = refusal(path, b"".join([*lines[:number], other, *lines[number + 1 :]]))
        assert f"line {number + 1} was changed or cut after the bundle was made" in told


def test_two_bundles_in_one_file_are_refused(path, lines):
    other = written(bundled("Other.", made("Other.", 0, 5)), scheme=replace(SCHEME, name="other"))
    assert "two bundles are in one file" in refusal(path, b"".join(lines) + other)


def test_a_line_of_an_older_bundle_of_the_same_work_does_not_fit_in(path, lines):
    older = written(bundled(TEXTS[1], made(TEXTS[1], 0, 6))).splitlines(keepends=True)
    told = refusal(path, b"".join([*lines[:2], older[1], *lines[3:]]))
    assert told == "maya.bundle: its lines are not those it was made of."
    told = refusal(path, b"".join([*lines[:3], older[1], *lines[3:]]))
    assert "line 4 cannot be used: its article has another line already" in told


def test_a_newer_format_is_told_from_damage(path, lines):
    newer = lines[0].replace(b'"bundle":1,', b'"bundle":2,')
    told = refusal(path, newer + b"anything")
    assert "line 1 was written by a newer Annotator (bundle format 2, this program knows 1)" in told


@pytest.mark.parametrize("content", [b"Hello\n", b'{"text": "Hello"}\n', b"[1]\n", b"\xff\xfe\0\0"])
def test_what_is_no_bundle_is_said_to_be_none(path, content):
    assert "no bundle of Annotator" in refusal(path, content)


def test_a_file_that_is_empty_missing_or_too_large_is_refused(path, monkeypatch, lines):
    assert "the file is empty" in refusal(path, b"")
    path.unlink()
    with pytest.raises(FileError, match="there is no such file"):
        read(path)
    monkeypatch.setattr(bundle_reading, "BUNDLE_LIMIT", 100)
    assert "too much for a bundle (100 bytes at most)" in refusal(path, b"".join(lines))


def test_a_line_longer_than_an_article_may_be_is_refused(path, lines, monkeypatch):
    monkeypatch.setattr("annotator.formats.decoding.ARTICLE_LIMIT", 700)
    assert "line 2 is longer than" in refusal(path, b"".join(lines))


def _of(*path_to, value):
    def change(values):
        for step in path_to[:-1]:
            values = values[step]
        values[path_to[-1]] = value

    return change


SPAN = ("annotation", "spans", 0)
FORGED = [
    (0, _of("annotator", "kind", value="model"), "maya is no person"),
    (0, _of("annotator", "name", value=" "), "an annotator has no name"),
    (0, _of("annotator", "uuid", value="x"), "is no uuid"),
    (0, _of("scheme", "article_labels", value=["a", "a"]), "uses the article label a twice"),
    (0, _of("made_at", value="yesterday"), "is no date and time"),
    (0, _of("articles", value=9), "it has 3 articles, its first line tells of 9"),
    (0, _of("extra", value=9), "there is an unknown key “extra”"),
    (1, _of("sha256", value="x"), "is no SHA-256"),
    (1, _of("length", value=4), "PERSON 0–8 is not in the text"),
    (1, _of(*SPAN, "start", value=-1), "PERSON -1–8 is not in the text"),
    (1, _of(*SPAN, "end", value=7), "PERSON 0–7 is not in the text"),
    (1, _of(*SPAN, "text", value=None), "PERSON 0–8 lacks its text"),
    (1, _of(*SPAN, "label", value="PLACE"), "its journal does not lead to what is marked"),
    (1, _of(*SPAN, "label", value=""), "has a label without a name"),
    (1, _of(*SPAN, "id", value=0), "have to count up from 1"),
    (1, _of(*SPAN, "cluster_id", value=3), "is in cluster 3, which is missing"),
    (1, _of("annotation", "status", value="ready"), "status “ready” is none of"),
    (1, _of("annotation", "seconds", value=-1), "less than nothing"),
    (1, _of("annotation", "annotator", "name", value="jonas"), "line 2 is not of maya"),
    (1, _of("annotation", "rejections", 0, "end", value=99), "PLACE 0–99 is not in the text"),
    (1, _of("journal", value=[]), "its journal does not lead to what is marked"),
    (1, _of("journal", 0, "id", value="x"), "“x” is no step of a journal"),
    (1, _of("journal", 0, "state", value="x"), "is no step of a journal"),
    (1, _of("notes", 0, "span", value=7), "a note is about the span 7, which is missing"),
    (1, _of("notes", 0, "text", value=" "), "a note has no text"),
    (1, _of("notes", 0, "text", value="a\0b"), "it holds a NUL character"),
    (1, _of("title", value=3), "title: expected “str”"),
    (1, _of("part", value="other"), "part"),
    (4, _of("sha256", value="0" * 64), "decisions about an article that is not in it"),
    (4, _of("decisions", 0, "choice", value="x"), "“x” is none of take"),
    (4, _of("decisions", 0, "error_type", value="x"), "“x” is none of boundary slip"),
    (4, _of("decisions", 0, "start", value=9), "is about no place in the text"),
    (4, _of("decisions", 0, "end", value=2**60), "is about no place in the text"),
    (4, _of("decisions", 0, "earlier", value=["x"]), "has a past that cannot be read"),
    (4, lambda values: values["decisions"].append(values["decisions"][0]), "stands there twice"),
]


@pytest.mark.parametrize(("number", "change", "reason"), FORGED)
def test_values_that_cannot_be_are_refused_even_where_all_seals_were_made_anew(
    path, lines, number, change, reason
):
    lines[number] = resealed(lines[number], change)
    assert reason in refusal(path, whole(lines))


def test_resealing_without_a_change_is_no_change(path, lines):
    assert whole([resealed(line, lambda _values: None) for line in lines]) == b"".join(lines)
    assert len(read(path, whole(lines)).articles) == 3


def test_a_seal_is_that_of_the_line_without_it(lines):
    for line in lines:
        assert seal_of(line.strip()) == json.loads(line)["digest"]
        assert seal_of(line.strip()[:-1]) is None
        assert seal_of(line.strip().replace(b'"bundle"', b'"bundel"')) is None


def test_damaged_bundles_are_read_as_they_were_or_refused(path, lines):
    content, draw = b"".join(lines), random.Random(4)
    expected = read(path, content)
    found = [_read_or_refused(path, _damaged(draw, content)) for _ in range(1000)]
    read_all_the_same = [one for one in found if not isinstance(one, str)]
    assert all(one == expected for one in read_all_the_same)
    assert len(read_all_the_same) < 40
    assert all(one.startswith("maya.bundle: ") for one in found if isinstance(one, str))


def _read_or_refused(path, content):
    try:
        return read(path, content)
    except InputError as error:
        return str(error)


def _damaged(draw, content):
    found = bytearray(content)
    for _ in range(draw.randrange(1, 4)):
        place, length = draw.randrange(len(found)), draw.randrange(1, 60)
        match draw.randrange(4):
            case 0:
                found[place] = draw.randrange(256)
            case 1:
                del found[place : place + length]
            case 2:
                found[place:place] = found[place : place + length]
            case _:
                found[place : place + length] = draw.randbytes(length)
    return bytes(found)


sound = st.composite(
    lambda draw, text: draw(annotations(text).filter(lambda a: not quote_problems(a)))
)


@st.composite
def _articles(draw):
    text = draw(texts)
    annotation = replace(draw(sound(text)), scheme_version=1)
    ids = [one.id for one in annotation.spans]
    note = Note(
        0, "", draw(names), draw(st.sampled_from([None, *ids])), draw(st.booleans()), draw(moments)
    )
    past = [Ancestor(f"import:{'0' * 32}", "", draw(words)), *bundled(text, annotation).steps]
    return bundled(
        text, annotation, key=draw(words), title=draw(words), steps=tuple(past), notes=(note,)
    )


@given(st.lists(_articles(), max_size=3, unique_by=lambda one: one.sha256))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_work_is_read_as_it_was_written(tmp_path, articles):
    bundle = read(tmp_path / "any.bundle", written(*articles))
    assert [replace(one, line=0) for one in bundle.articles] == articles


def test_a_file_written_beside_leaves_nothing_behind_when_it_fails(tmp_path):
    path = tmp_path / "a.bundle"
    path.write_bytes(b"before")

    def fail():
        with written_beside(path) as file:
            file.write(b"after")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert [one.name for one in tmp_path.iterdir()] == ["a.bundle"]
    assert path.read_bytes() == b"before"
    with pytest.raises(FileError, match="it cannot be written"), written_beside(path / "b"):
        pass
