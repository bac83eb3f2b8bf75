import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcomes import is_sound

from annotator.core.errors import InputError
from annotator.formats.json_lines import JsonLines


def read(tmp_path: Path, data: object, name: str = "a.jsonl", **chosen: str):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return list(JsonLines(**chosen).read(path))


def test_the_text_key_is_found_and_the_rest_is_kept(tmp_path: Path) -> None:
    record = {
        "uid": 7,
        "headline": "Storm",
        "body": "It blew.",
        "tags": ["a"],
        "n": None,
        "meta": {"x": 1},
    }
    (entry,) = read(tmp_path, record)
    assert (entry.article.key, entry.article.title) == ("7", "Storm")
    assert entry.article.text == "It blew."
    assert entry.article.metadata.meta == {"tags": ["a"], "x": 1}


def test_a_chosen_key_is_the_text(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, {"text": "short", "long": "the whole"}, text_key="long")
    assert entry.article.text == "the whole"
    assert entry.article.metadata.meta == {"text": "short"}


def test_a_record_without_a_text_names_its_keys(tmp_path: Path) -> None:
    (refusal,) = read(tmp_path, {"a": 1, "b": 2})
    assert refusal.reason == "it has no key text, body, content or article; its keys are a, b"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_list_of_records_is_read(tmp_path: Path, name: str) -> None:
    first, second, third = read(tmp_path, [{"text": "One"}, {"text": 2}, {"text": "Three"}], name)
    assert (first.article.text, third.article.text) == ("One", "Three")
    assert (second.place, second.reason) == (
        f"{name}, record 2",
        "its text is missing or not a text",
    )


def test_one_indented_object_is_read(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, json.dumps({"text": "One"}, indent=2).encode(), "a.json")
    assert entry.article.text == "One"


def test_json_lines_under_the_name_json_are_read(tmp_path: Path) -> None:
    first, second = read(tmp_path, b'{"text": "One"}\n{"text": "Two"}\n', "a.json")
    assert (first.article.text, second.article.text) == ("One", "Two")


def test_a_json_file_that_is_broken_as_a_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a.json: it is not valid JSON"):
        read(tmp_path, b'[{"text": "One"}, {"text": ', "a.json")


def test_records_in_our_own_shape_bring_their_annotations(tmp_path: Path) -> None:
    lines = [
        {"text": "x", "author": "Ann"},
        {"text": "Ann", "spans": [{"start": 0, "end": 3, "label": "P"}]},
    ]
    plain, annotated = read(tmp_path, "\n".join(map(json.dumps, lines)).encode())
    assert plain.article.metadata.meta == {"author": "Ann"}
    assert annotated.annotations[0][1].spans[0].text == "Ann"


def test_a_record_with_broken_annotations_is_refused_not_stripped_of_them(tmp_path: Path) -> None:
    (refusal,) = read(tmp_path, {"text": "Ann", "spans": [{"start": 0, "end": 9, "label": "P"}]})
    assert "outside the text" in refusal.reason


@pytest.mark.parametrize(
    ("record", "tool"),
    [
        ({"text": "Ann", "_input_hash": 1, "spans": []}, "Prodigy"),
        ({"id": 1, "data": {"text": "Ann"}, "annotations": [{"result": []}]}, "Label Studio"),
        ({"text": "Ann", "label": [[0, 3, "PERSON"]]}, "doccano"),
        ({"text": "Ann", "entities": [{"id": 1, "start_offset": 0, "end_offset": 3}]}, "doccano"),
        ({"tokens": ["Ann"], "ner_tags": [1], "text": "Ann"}, "tokens with tags"),
    ],
)
def test_annotations_of_other_tools_are_refused_saying_what_is_read(
    tmp_path: Path, record, tool
) -> None:
    with pytest.raises(InputError, match=f"{tool}.*Annotator reads plain text, CSV and TSV"):
        read(tmp_path, record)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_damaged_file_gives_entries_and_refusals_or_one_error(tmp_path: Path, data) -> None:
    line = (
        '{"id": 1, "text": "É👨‍👩‍👧", "meta": {"a": [1, 2.5e3]}, "x": "\\ud83d\\ude00"}\n'.encode()
    )
    raw = bytearray(data.draw(st.sampled_from([line * 3, b"[" + line + b"," + line + b"]"])))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / data.draw(st.sampled_from(["a.json", "a.jsonl"]))
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    assert is_sound(JsonLines(), path)
