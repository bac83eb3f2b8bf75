import json
import re
from pathlib import Path

import pytest
from entry_strategies import names as names_drawn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcomes import is_sound
from quote_strategies import quote_entries

from annotator.core.annotation import Annotation
from annotator.core.annotator import Kind
from annotator.core.clusters import roster
from annotator.core.entry import Entry, Refusal
from annotator.core.quotes import NOT_A_QUOTE, QuoteKind, SpeakerStatus, quotes
from annotator.core.rules import inconsistencies
from annotator.core.scheme import Scheme
from annotator.formats import Reading, format_for
from annotator.formats.decoding import ByteLine
from annotator.formats.interpreting import Place
from annotator.formats.quotes_json import QuotesJson, difference, quotes_lines, quotes_of_line
from annotator.formats.speakers import speaker_names

TEXT = "“We sail,” Ann Hale said. “We do.” She told Sam that it rains."
SAIL, HALE, SAID, DO = (0, 10), (11, 19), (20, 24), (26, 34)
SCHEME = Scheme("test")


def read(tmp_path: Path, *records: object, **options: str) -> list[Entry | Refusal]:
    path = tmp_path / "quotes.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return list(format_for(path, Reading(**options)).read(path))


def stretch(place: tuple[int, int], text: str = TEXT) -> dict[str, object]:
    return {"start": place[0], "end": place[1], "text": text[slice(*place)]}


def told(made: Annotation, names: dict[int, str] | None = None) -> list[object]:
    """All that quotes JSON has to bring of the quotes of an annotation."""
    known = names if names is not None else speaker_names(made, SCHEME)

    def where(span: object) -> object:
        return (span.start, span.end) if span else None

    return [
        ([where(p) for p in q.parts], where(q.speaker), where(q.cue), where(q.addressee), q.kind,
         q.medium, q.speaker_status, q.negated, q.hypothetical, known[q.id].strip())
        for q in quotes(made)
    ]  # fmt: skip


def only(entry: Entry | Refusal) -> Annotation:
    assert isinstance(entry, Entry), entry
    ((_, made),) = entry.annotations
    return made


@settings(max_examples=150, deadline=None)
@given(quote_entries())
def test_quotes_written_and_read_are_the_same_quotes(entry: Entry) -> None:
    made = only(entry)
    names = speaker_names(made, SCHEME)
    (line,) = quotes_lines(entry, [names], not_quotes=True).split(b"\n")[:-1]
    back = quotes_of_line(ByteLine(1, 0, line), Place("line 1"))
    again = only(back)
    clusters = {cluster.id: cluster.name for cluster in again.clusters}
    known = {
        q.id: clusters.get(q.cluster_id) or (names_of_mention(q) if q.speaker else "")
        for q in quotes(again)
    }
    expected = {q.id: names[q.id] or names_of_mention(q) for q in quotes(made)}
    assert told(again, known) == told(made, expected)
    assert inconsistencies(again, entry.article.text) == []
    assert (back.article.text, back.article.key) == (entry.article.text, entry.article.key)
    others = [(s.start, s.end, s.attributes) for s in made.spans if s.label == NOT_A_QUOTE]
    assert [(s.start, s.end, s.attributes) for s in again.spans if s.label == NOT_A_QUOTE] == others


@settings(max_examples=150, deadline=None)
@given(quote_entries(), st.data())
def test_what_is_written_reads_back_without_a_difference_whatever_the_names(entry, data) -> None:
    names = {q.id: data.draw(st.just("") | names_drawn) for q in quotes(only(entry))}
    for known in (names, speaker_names(only(entry), SCHEME)):
        lines = quotes_lines(entry, [known], not_quotes=True)
        assert difference(lines, entry, [known], not_quotes=True) == ""


def test_lines_that_say_something_else_are_found_out(tmp_path) -> None:
    quote = {"content": [SAIL, DO], "source": HALE, "cue": SAID, "speaker": "Ann"}
    (entry,) = read(tmp_path, {"text": TEXT, "quotes": [quote]})
    names = [speaker_names(only(entry), SCHEME)]
    lines = quotes_lines(entry, names)
    for old, new in (
        (b'"end":24,"text":"said"', b'"end":23,"text":"sai"'),
        (b'"speaker":"Ann"', b'"speaker":"Sam"'),
        (b'"kind":"direct"', b'"kind":"mixed"'),
        (b'"status":"done"', b'"status":"skipped"'),
        (b'"start":0,"end":10', b'"start":0,"end":400'),
    ):
        assert old in lines
        assert difference(lines.replace(old, new), entry, names, not_quotes=False)


def names_of_mention(quote: object) -> str:
    return quote.speaker.text if quote.speaker else ""


def test_a_file_is_written_and_read(tmp_path) -> None:
    (entry,) = read(tmp_path, {"text": TEXT, "quotes": [{"content": [SAIL, DO], "source": HALE}]})
    path = tmp_path / "out.jsonl"
    assert QuotesJson().write(path, [entry], SCHEME) == 1
    (back,) = QuotesJson().read(path)
    assert told(only(back)) == told(only(entry))


def test_citrons_files_become_quotes_with_their_speakers_on_the_roster(tmp_path) -> None:
    citron = {
        "text": TEXT,
        "quotes": [
            {"id": 0, "confidence": 0.7, "cue": stretch(SAID), "sources": [stretch(HALE)],
             "contents": [stretch(SAIL), stretch(DO)], "coreferences": []},
            {"id": 1, "cue": stretch((39, 43)), "sources": [stretch((35, 38))],
             "contents": [stretch((48, 61))], "coreferences": [stretch(HALE)]},
        ],
    }  # fmt: skip
    path = tmp_path / "one.json"
    path.write_text(json.dumps(citron, indent=4), "utf-8")
    (entry,) = format_for(path).read(path)
    made = only(entry)
    first, second = quotes(made)
    assert ([p.text for p in first.parts], first.cue.text) == (["“We sail,”", "“We do.”"], "said")
    assert (first.confidence, first.kind) == (0.7, QuoteKind.DIRECT)
    assert (second.text, second.speaker.text) == ("that it rains", "She")
    assert roster(made, (), SCHEME).speaker_name(second) == "Ann Hale"
    assert entry.remarks == ()


def test_coreference_groups_name_the_speakers_in_them(tmp_path) -> None:
    record = {
        "text": TEXT,
        "quotes": [{"contents": [stretch((48, 61))], "sources": [stretch((35, 38))]}],
        "coreference_groups": [[stretch(HALE), stretch((35, 38))]],
    }
    (entry,) = read(tmp_path, record)
    (quote,) = quotes(only(entry))
    assert roster(only(entry), (), SCHEME).speaker_name(quote) == "Ann Hale"
    assert entry.remarks == ("Coreference groups were read only for the names of speakers.",)


def test_the_plain_shape_becomes_quotes_with_a_cluster_for_each_name(tmp_path) -> None:
    plain = {
        "id": 7,
        "text": TEXT,
        "quotes": [
            {"content": [DO, SAIL], "source": HALE, "cue": SAID, "type": "direct",
             "speaker": "Ann Hale"},
            {"content": [[48, 61]], "source": None, "cue": None, "type": "mixed",
             "speaker": "Ann Hale"},
        ],
    }  # fmt: skip
    (entry,) = read(tmp_path, plain)
    made = only(entry)
    first, second = quotes(made)
    assert entry.article.key == "7"
    assert [part.start for part in first.parts] == [0, 26]
    assert first.first.attributes == ()
    assert (second.kind, second.kind_is_set, second.speaker) == (QuoteKind.MIXED, True, None)
    assert second.speaker_status is SpeakerStatus.NONE
    assert [cluster.name for cluster in made.clusters] == ["Ann Hale"]
    assert first.cluster_id == second.cluster_id is not None


def test_an_empty_list_of_quotes_is_an_annotation_without_quotes(tmp_path) -> None:
    (entry,) = read(tmp_path, {"text": TEXT, "quotes": []})
    assert only(entry).spans == ()


def test_annotators_are_named_or_gold_or_whoever_was_chosen(tmp_path) -> None:
    record = {"text": TEXT, "quotes": []}
    named = record | {"annotator": {"name": "Citron", "kind": "model"}}
    first, second, third = read(tmp_path, record, named, record | {"annotator": "Sam"})
    found = [(who.name, who.kind) for e in (first, second, third) for who, _ in e.annotations]
    assert found == [("gold", Kind.GOLD), ("Citron", Kind.MODEL), ("Sam", Kind.PERSON)]


@pytest.mark.parametrize(("unit", "wide"), [("UTF-16 units", 2), ("UTF-8 bytes", 4)])
def test_offsets_in_other_units_are_recognised_by_the_text_they_tell(tmp_path, unit, wide) -> None:
    text = "😀 He said that it rains."
    content = {"start": 9 + wide, "end": 23 + wide, "text": "that it rains."}
    (entry,) = read(tmp_path, {"text": text, "quotes": [{"contents": [content]}]})
    (quote,) = quotes(only(entry))
    assert quote.text == "that it rains."
    assert entry.remarks == (f"Offsets counted {unit} and were converted to code points.",)


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ({"content": [[0, 99]]}, "QUOTE 0–99 lies outside the text of 62 characters"),
        ({"content": [[5, 5]]}, "QUOTE 5–5 is empty"),
        ({"content": [[-2, 5]]}, "QUOTE -2–5 is empty or starts before the text"),
        ({"contents": [{"start": 0, "end": 9, "text": "Nope"}]}, "says “Nope” but the text has"),
        ({"content": [SAIL], "source": [60, 70]}, "SPEAKER 60–70 lies outside the text"),
        ({"content": []}, "a quote has no content"),
        ({"content": [[0]]}, "content is no stretch with a start and an end"),
        ({"content": [[0.5, 3]]}, "content is no stretch with a start and an end"),
        ({"content": "We sail"}, "content is not a list"),
        ({"content": [SAIL, [5, 30]]}, "two parts of a quote overlap"),
        ({"content": [SAIL], "kind": "loud"}, "the kind of ““We sail,”” is “loud” and none of"),
        ({"content": [SAIL], "negated": 1}, "the negated of .* is “1” and none of true, false"),
        ({"content": [SAIL], "speaker": 3}, "speaker is not a text"),
    ],
)
def test_a_quote_that_cannot_be_refuses_its_line_with_the_reason(tmp_path, quote, reason) -> None:
    good = {"text": TEXT, "quotes": [{"content": [SAIL]}]}
    first, wrong, last = read(tmp_path, good, {"text": TEXT, "quotes": [quote]}, good)
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert isinstance(wrong, Refusal)
    assert wrong.place == "quotes.jsonl, line 2"
    assert re.search(reason, wrong.reason), wrong.reason


def test_what_has_no_place_here_is_said(tmp_path) -> None:
    record = {
        "text": TEXT,
        "quotes": [
            {"content": [SAIL], "sources": [HALE, (35, 38)], "cls": "speech", "type": "assertion"},
            {"content": [SAIL, DO]},
        ],
    }
    (entry,) = read(tmp_path, record)
    assert set(entry.remarks) == {
        "A quote names several speakers; the first was kept.",
        "The key cls of quotes was left out.",
        "The type assertion is none of a quote; the kind was found by the marks.",
        "A part of a quote stands in two quotes; it was kept in the first.",
    }
    assert [quote.text for quote in quotes(only(entry))] == ["“We sail,”", "“We do.”"]


def test_one_mention_under_two_names_leaves_the_names_with_the_quotes(tmp_path) -> None:
    record = {
        "text": TEXT,
        "quotes": [
            {"content": [SAIL], "source": HALE, "speaker": "Ann Hale"},
            {"content": [DO], "source": HALE, "speaker": "Ann’s double"},
        ],
    }
    made = only(read(tmp_path, record)[0])
    names = {cluster.id: cluster.name for cluster in made.clusters}
    assert [names[q.cluster_id] for q in quotes(made)] == ["Ann Hale", "Ann’s double"]


def test_a_record_without_text_is_refused_by_the_format_of_quotes(tmp_path) -> None:
    (refusal,) = read(tmp_path, {"quotes": [{"content": [SAIL]}]}, format="quotes")
    assert "no key text that holds the text of its quotes" in refusal.reason


def test_losses_count_what_is_no_quote(tmp_path) -> None:
    spans = [
        {"start": 11, "end": 19, "label": "PERSON"},
        {"start": 0, "end": 10, "label": "NOT_A_QUOTE", "layer": "quotes"},
        {"start": 26, "end": 34, "label": "QUOTE", "layer": "quotes"},
        {"start": 20, "end": 24, "label": "CUE", "layer": "quotes"},
    ]
    (entry,) = read(tmp_path, {"text": TEXT, "spans": spans})
    assert QuotesJson().losses(entry) == {
        "spans of entities left out": 1,
        "stretches that are no quotes left out": 1,
        "CUE spans that belong to no quote left out": 1,
    }


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entry=quote_entries())
def test_a_file_cut_short_gives_entries_and_refusals(tmp_path: Path, entry: Entry) -> None:
    line = quotes_lines(entry, [speaker_names(only(entry), SCHEME)])
    path = tmp_path / "cut.jsonl"
    path.write_bytes(line[: len(line) * 2 // 3])
    assert is_sound(QuotesJson(), path)
