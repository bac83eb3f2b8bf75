import json
from pathlib import Path

import pytest
from entry_strategies import entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from outcomes import is_sound

from annotator.core.annotation import Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.entry import Entry, Refusal
from annotator.core.resources import resource, seeds
from annotator.core.scheme import Scheme
from annotator.formats.annotator_jsonl import AnnotatorJsonl

NEWS = Scheme("news", 3)
SCHEMA = Draft202012Validator(json.loads(resource("annotator.schema.json").read_text("utf-8")))
FORMAT = AnnotatorJsonl()
in_a_temporary_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    return path


def read(path: Path) -> list[Entry | Refusal]:
    return list(FORMAT.read(path))


def read_one(tmp_path: Path, record: object) -> Entry | Refusal:
    (only,) = read(write_lines(tmp_path / "a.jsonl", record))
    return only


def reason(tmp_path: Path, record: object) -> str:
    refusal = read_one(tmp_path, record)
    assert isinstance(refusal, Refusal)
    assert refusal.place == "a.jsonl, line 1"
    return refusal.reason


def by_maya(**keys: object) -> dict[str, object]:
    return {"text": "Ann Hale met Ann.", "annotations": [{"annotator": {"name": "Maya"}, **keys}]}


@settings(in_a_temporary_folder, max_examples=150)
@given(written=st.lists(entries(), max_size=3))
def test_what_was_written_is_read_back_whole(tmp_path: Path, written: list[Entry]) -> None:
    path = tmp_path / "written.jsonl"
    if not FORMAT.write(path, written, NEWS):
        path.write_bytes(b"\n")
    back = [(entry.article, entry.annotations) for entry in read(path)]
    assert back == [(entry.article, entry.annotations) for entry in written]


@settings(in_a_temporary_folder, max_examples=80)
@given(entry=entries())
def test_every_line_written_obeys_the_json_schema(tmp_path: Path, entry: Entry) -> None:
    path = tmp_path / "written.jsonl"
    FORMAT.write(path, [entry], NEWS)
    SCHEMA.validate(json.loads(path.read_text("utf-8")))


@settings(in_a_temporary_folder, max_examples=300)
@given(data=st.data())
def test_a_damaged_file_gives_entries_and_refusals_or_one_error(tmp_path: Path, data) -> None:
    path = tmp_path / "damaged.jsonl"
    seed = data.draw(st.sampled_from(sorted(seeds().glob("*.jsonl"))[5:7]))
    raw = bytearray(seed.read_bytes() * 2)
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    assert is_sound(FORMAT, path)


def test_the_sample_articles_are_read_with_their_gold_spans() -> None:
    for path in seeds().glob("*.jsonl"):
        (entry,) = read(path)
        ((annotator, annotation),) = entry.annotations
        raw = json.loads(path.read_text("utf-8"))
        assert (annotator.kind, annotation.status) == (Kind.GOLD, Status.DONE)
        assert [(s.start, s.end, s.text) for s in annotation.spans] == [
            (s["start"], s["end"], s["text"]) for s in raw["annotations"][0]["spans"]
        ]
        SCHEMA.validate(raw)


def test_one_bad_line_is_refused_by_name_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One"}\n{"text": "Tw\n\n{"text": "Three"}')
    first, second, third = read(path)
    assert (first.article.text, third.article.text) == ("One", "Three")
    assert second.place == "a.jsonl, line 2"
    assert second.reason.startswith("it is not valid JSON (")


def test_reading_tells_how_far_it_came_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Ärger"}\r\n{"text": 1}\n'.encode())
    assert [item.read_to for item in read(path)] == [20, path.stat().st_size]


def test_line_separators_inside_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one\u2028two\u2029three\x85four"}\n', "utf-8")
    (entry,) = read(path)
    assert entry.article.text == "one\u2028two\u2029three\x85four"


def test_the_short_shape_is_gold_and_done(tmp_path: Path) -> None:
    record = {"id": "7", "text": "Ann met", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}
    entry = read_one(tmp_path, record)
    ((annotator, annotation),) = entry.annotations
    assert (annotator.name, annotator.kind) == ("gold", Kind.GOLD)
    assert (annotation.status, annotation.next_span_id) == (Status.DONE, 2)
    (span,) = annotation.spans
    assert (span.id, span.layer, span.text) == (1, "entities", "Ann")


def test_the_short_shape_is_of_the_annotator_chosen(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": "Ann", "spans": []})
    (entry,) = AnnotatorJsonl(annotator=Annotator(0, "", "Sam", Kind.PERSON)).read(path)
    ((annotator, annotation),) = entry.annotations
    assert (annotator.name, annotator.kind, annotation.spans) == ("Sam", Kind.PERSON, ())


def test_offsets_move_with_the_carriage_returns_that_go(tmp_path: Path) -> None:
    text = "One\r\nAnn\rmet\r\nAnn"
    spans = [{"start": s, "end": s + 3, "label": "PERSON", "text": "Ann"} for s in (5, 14)]
    entry = read_one(tmp_path, {"text": text, "spans": spans})
    found = entry.annotations[0][1].spans
    assert entry.article.text == "One\nAnn\nmet\nAnn"
    assert entry.article.newline == "CRLF"
    assert [(s.start, s.end, s.text) for s in found] == [(4, 7, "Ann"), (12, 15, "Ann")]


def test_offsets_that_already_counted_line_feeds_only_are_kept_and_said(tmp_path: Path) -> None:
    spans = [{"start": 4, "end": 7, "label": "PERSON", "text": "Ann"}]
    entry = read_one(tmp_path, {"text": "One\r\nAnn", "spans": spans})
    assert entry.annotations[0][1].spans[0].text == "Ann"
    assert any("line end" in remark for remark in entry.remarks)


def test_offsets_move_with_the_byte_order_mark_that_goes(tmp_path: Path) -> None:
    spans = [{"start": 1, "end": 4, "label": "PERSON", "text": "Ann"}]
    entry = read_one(tmp_path, {"text": "\ufeffAnn", "spans": spans})
    assert entry.article.text == "Ann"
    assert entry.annotations[0][1].spans[0].start == 0


@pytest.mark.parametrize(
    ("unit", "codec", "width"), [("UTF-16", "utf-16-le", 2), ("bytes", "utf-8", 1)]
)
def test_offsets_in_other_units_are_recognised_said_and_converted(
    tmp_path: Path, unit: str, codec: str, width: int
) -> None:
    text = "👨‍👩‍👧 é Ann 𝒜nn"
    spans = []
    for name in ("Ann", "𝒜nn"):
        start = len(text[: text.index(name)].encode(codec)) // width
        end = start + len(name.encode(codec)) // width
        spans.append({"start": start, "end": end, "label": "PERSON", "text": name})
    entry = read_one(tmp_path, {"text": text, "spans": spans})
    assert [span.text for span in entry.annotations[0][1].spans] == ["Ann", "𝒜nn"]
    assert any(unit in remark for remark in entry.remarks)


def test_offsets_that_fit_in_no_unit_are_refused_naming_the_span(tmp_path: Path) -> None:
    spans = [{"start": 1, "end": 4, "label": "PERSON", "text": "Ann"}]
    told = reason(tmp_path, {"text": "Ann met", "spans": spans})
    assert "PERSON 1–4 says “Ann” but the text has “nn ”" in told


def test_offsets_outside_the_text_are_refused(tmp_path: Path) -> None:
    spans = [{"start": 1, "end": 400, "label": "PERSON"}]
    assert "outside the text of 3 characters" in reason(tmp_path, {"text": "Ann", "spans": spans})
    assert "outside the text" in reason(
        tmp_path, {"text": "Ann", "spans": [{"start": 10**30, "end": 10**30 + 1, "label": "X"}]}
    )
    assert "is empty" in reason(
        tmp_path, {"text": "Ann", "spans": [{"start": 2, "end": 2, "label": "X"}]}
    )


SPAN = {"start": 0, "end": 3, "label": "PERSON"}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"status": "finished"}, "status “finished” is none of todo, in progress, done, skipped"),
        ({"annotator": {"name": " "}}, "an annotator has no name"),
        ({"annotator": {"name": "A", "kind": "robot"}}, "kind “robot” is none of person"),
        ({"annotator": {"name": "A", "uuid": "x"}}, "“x” is no uuid"),
        ({"annotator": {"name": "A", "colour": "x"}}, "colour x is none of blue"),
        ({"seconds": -1}, "less than nothing"),
        ({"finished_at": "yesterday"}, "“yesterday” is no date and time"),
        ({"labels": [""]}, "a label without a name"),
        ({"spans": [SPAN, SPAN]}, "the span PERSON 0–3 stands there twice"),
        ({"spans": [SPAN | {"id": 1}, SPAN | {"id": 1, "label": "X"}]}, "two spans have the id 1"),
        ({"spans": [SPAN | {"id": 0}]}, "have to count up from 1"),
        ({"spans": [SPAN | {"label": ""}]}, "a label without a name"),
        ({"spans": [SPAN | {"cluster_id": 4}]}, "in cluster 4, which is missing"),
        ({"spans": [SPAN | {"colour": "red"}]}, "spans[0]: there is an unknown key “colour”"),
        ({"spans": [SPAN | {"start": "0"}]}, "spans[0].start: expected “int”, got “str”"),
        ({"spans": [SPAN], "relations": [{"label": "SAID_BY", "head": 1, "child": 2}]}, "no span 2"),
        ({"rejections": [SPAN, SPAN]}, "the rejection PERSON 0–3 stands there twice"),
        ({"rejections": [SPAN | {"end": 99}]}, "outside the text"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused_with_the_reason(tmp_path: Path, keys, told) -> None:
    assert told in reason(tmp_path, by_maya(**keys))


def test_two_annotations_by_one_annotator_are_refused(tmp_path: Path) -> None:
    twice = [{"annotator": {"name": "Maya"}}, {"annotator": {"name": "Maya"}}]
    told = reason(tmp_path, {"text": "Ann", "annotations": twice})
    assert told == "it has two annotations by person Maya"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"title": "x"}', "it lacks the key “text”"),
        (b'{"text": " \\n "}', "its text is empty"),
        (b'{"text": "a\\u0000b"}', "it holds a NUL character"),
        (b'{"text": "a", "title": "\\u0000"}', "it holds a NUL character"),
        (b'{"text": "a\\ud800"}', "it is not valid JSON"),
        (b'{"text": "a\xe9b", "title": "\xc3\xa9\xc3\xa9"}', "the byte 0xE9, which is not UTF-8"),
        (b'{"text": "a", "author": "x"}', "there is an unknown key “author”"),
        (b'{"text": "a", "meta": {"a": ' + b"[" * 100_000 + b"}}", "nested too deeply"),
        (b'{"text": "a", "meta": {"a": ' + b"[" * 99 + b"]" * 99 + b"}}", "nested too deeply"),
        (b'{"text": "a"} {}', "it is not valid JSON (trailing characters"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(tmp_path: Path, line: bytes, told: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n")
    (refusal,) = read(path)
    assert told in refusal.reason


def test_a_line_longer_than_an_article_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"x" * 51_000_000 + b'"}\n{"text": "short"}\n')
    long, short = read(path)
    assert "longer than 50 MB" in long.reason
    assert short.place == "a.jsonl, line 2"
    assert short.article.text == "short"


def test_a_text_of_five_megabytes_in_one_line_is_read(tmp_path: Path) -> None:
    text = "Ann met Sam. " * 400_000
    entry = read_one(tmp_path, {"text": text})
    assert entry.article.text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_read(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.jsonl"
    line = '{"text": "Ärger 👨‍👩‍👧\u2028x"}\n'
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    path.write_bytes(mark + (line * 2).encode(codec))
    first, second = read(path)
    assert first.article.text == second.article.text == "Ärger 👨‍👩‍👧\u2028x"
