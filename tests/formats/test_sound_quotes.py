import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from quote_strategies import quote_entries

from annotator.core.entry import Entry, Refusal
from annotator.core.resources import resource
from annotator.core.scheme import Scheme
from annotator.formats.annotator_jsonl import AnnotatorJsonl, entry_of_line, line_of
from annotator.formats.decoding import ByteLine
from annotator.formats.interpreting import Place

TEXT = "“We sail,” Ann Hale said. “We do.”"
SPANS = [
    {"id": 1, "layer": "quotes", "label": "QUOTE", "start": 0, "end": 10},
    {"id": 2, "layer": "quotes", "label": "SPEAKER", "start": 11, "end": 19},
    {"id": 3, "layer": "quotes", "label": "CUE", "start": 20, "end": 24},
    {"id": 4, "layer": "quotes", "label": "QUOTE", "start": 26, "end": 34},
]
SCHEMA = json.loads(resource("annotator.schema.json").read_text("utf-8"))


def record(relations: list[tuple[str, int, int]], **first: object) -> dict[str, object]:
    spans = [SPANS[0] | first, *SPANS[1:]]
    arrows = [{"label": r, "head": head, "child": child} for r, head, child in relations]
    made = {"annotator": {"name": "gold"}, "spans": spans, "relations": arrows}
    return {"text": TEXT, "annotations": [made]}


def read(tmp_path: Path, one: dict[str, object]) -> Entry | Refusal:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": "B"}) + "\n" + json.dumps(one) + "\n", "utf-8")
    return list(AnnotatorJsonl().read(path))[1]


def test_a_sound_quote_is_read(tmp_path) -> None:
    relations = [("SAID_BY", 1, 2), ("CUED_BY", 1, 3), ("CONTINUES", 4, 1)]
    one = record(relations, attributes={"kind": "direct", "negated": False, "mood": "sad"})
    Draft202012Validator(SCHEMA).validate(one)
    assert isinstance(read(tmp_path, one), Entry)


@pytest.mark.parametrize(
    ("relations", "reason"),
    [
        ([("SAID_BY", 1, 3)], "SAID_BY leads from a QUOTE to a SPEAKER, not otherwise"),
        ([("SAID_BY", 2, 1)], "SAID_BY leads from a QUOTE to a SPEAKER, not otherwise"),
        ([("SAID_BY", 1, 9)], "relation SAID_BY 1 → 9: there is no span 9"),
        ([("CONTINUES", 1, 4)], "CONTINUES leads to a quote's first part"),
        ([("CONTINUES", 4, 1), ("CUED_BY", 4, 3)], "CUED_BY begins at a quote's first part"),
    ],
)
def test_relations_that_make_no_quotes_refuse_their_line(tmp_path, relations, reason) -> None:
    refused = read(tmp_path, record(relations))
    assert (refused.place, refused.reason) == ("in.jsonl, line 2", reason)


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        (
            {"kind": "loud"},
            "the kind of ““We sail,”” is “loud” and none of direct, mixed, indirect",
        ),
        ({"medium": "song"}, "the medium of .* is “song” and none of speech, writing, social post"),
        ({"speaker_status": ""}, "the speaker_status of .* none of explicit, pronoun"),
        ({"negated": "yes"}, "the negated of .* is “yes” and none of true, false"),
        ({"hypothetical": 1}, "the hypothetical of .* is “1” and none of true, false"),
    ],
)
def test_values_no_quote_has_refuse_their_line_and_break_the_schema(
    tmp_path, attributes, reason
) -> None:
    one = record([], attributes=attributes)
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(read(tmp_path, one).reason)
    assert not Draft202012Validator(SCHEMA).is_valid(one)


def test_a_reason_is_one_of_five(tmp_path) -> None:
    one = record([], label="NOT_A_QUOTE", attributes={"reason": "whim"})
    assert read(tmp_path, one).reason.startswith("the reason of ““We sail,”” is “whim” and none of")
    assert not Draft202012Validator(SCHEMA).is_valid(one)


def test_attributes_of_other_layers_are_free(tmp_path) -> None:
    one = record([], layer="entities", attributes={"kind": "loud"})
    Draft202012Validator(SCHEMA).validate(one)
    assert isinstance(read(tmp_path, one), Entry)


@settings(max_examples=100, deadline=None)
@given(quote_entries())
def test_quotes_come_back_from_our_own_format_and_obey_the_schema(entry: Entry) -> None:
    line = line_of(entry, Scheme("test"))
    back = entry_of_line(ByteLine(1, 0, line), Place("line 1"))
    assert isinstance(back, Entry), back
    assert (back.article, back.annotations) == (entry.article, entry.annotations)
    Draft202012Validator(SCHEMA).validate(json.loads(line))
