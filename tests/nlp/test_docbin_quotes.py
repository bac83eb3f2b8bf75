import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.annotation import Annotation, in_order
from annotator.core.errors import AnnotatorError
from annotator.core.quotes import Quote, quotes_of
from annotator.core.span import Relation, Span
from annotator.nlp.docbin import write_docbins
from annotator.nlp.messages import DocbinReport, DocEntry, Policy, QuotesAsked
from annotator.nlp.spoken import read_quotes

TEXT = "“We sail,” Ann Hale said. “We do.” She told Sam that it rains; a “super” quay."


def at(number: int, label: str, text: str, **more: object) -> Span:
    start = TEXT.index(text)
    return Span(number, "quotes", label, start, start + len(text), text, **more)


SPANS = (
    at(1, "QUOTE", "“We sail,”", attributes=(("negated", True),), confidence=0.5),
    at(2, "SPEAKER", "Ann Hale"),
    at(3, "CUE", "said"),
    at(4, "QUOTE", "“We do.”"),
    at(5, "QUOTE", "that it rains"),
    at(6, "SPEAKER", "She"),
    at(7, "ADDRESSEE", "Sam"),
    at(8, "NOT_A_QUOTE", "“super”", attributes=(("reason", "scare"),)),
)
RELATIONS = (
    Relation("SAID_BY", 1, 2),
    Relation("CUED_BY", 1, 3),
    Relation("CONTINUES", 4, 1),
    Relation("SAID_BY", 5, 6),
    Relation("TO", 5, 7),
)
NAMES = {1: "Ann Hale", 5: "Ann Hale"}
PERSON = Span(9, "entities", "PERSON", 11, 19, "Ann Hale")
ENTRY = DocEntry("a", TEXT, (*SPANS, PERSON), RELATIONS, NAMES)


def write(
    folder: Path,
    *entries: DocEntry,
    policy: Policy = Policy.OUT,
    asked: QuotesAsked = QuotesAsked.ONLY,
) -> DocbinReport:
    files: Iterable[tuple[str, tuple[DocEntry, ...]]] = [("train", entries)]
    return write_docbins(folder, files, "en", policy, ["PERSON"], asked)


def read(folder: Path) -> list:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return list(DocBin(store_user_data=True).from_disk(folder / "train.spacy").get_docs(Vocab()))


def told(quote: Quote) -> object:
    roles = [(s.start, s.end) if s else None for s in (quote.speaker, quote.cue, quote.addressee)]
    parts = [(part.start, part.end, part.text) for part in quote.parts]
    said = (quote.kind, quote.medium, quote.speaker_status, quote.negated, quote.hypothetical)
    return parts, roles, said, quote.confidence


def test_quotes_stand_in_groups_with_links_beside_the_entities(tmp_path) -> None:
    report = write(tmp_path, ENTRY)
    (doc,) = read(tmp_path)
    groups = {name: [span.text for span in group] for name, group in doc.spans.items()}
    assert groups == {
        "quotes": ["“We sail,”", "“We do.”", "that it rains"],
        "speakers": ["Ann Hale", "She"],
        "cues": ["said"],
        "addressees": ["Sam"],
    }
    assert {span.label_ for span in doc.spans["quotes"]} == {"QUOTE"}
    first, second = json.loads(json.dumps(doc.user_data["quotes"]))
    assert (first["parts"], first["speaker"], first["cue"], first["name"]) == (
        [0, 1], 0, 0, "Ann Hale",
    )  # fmt: skip
    assert (first["kind"], first["medium"], first["speaker_status"]) == (
        "direct", "speech", "explicit",
    )  # fmt: skip
    assert (first["negated"], second["negated"], second["addressee"]) == (True, False, 0)
    assert [entity.text for entity in doc.ents] == ["Ann Hale"]
    (file,) = report.files
    assert (file.quotes, file.labels["QUOTE"], file.labels["PERSON"], file.spans) == (2, 3, 1, 8)
    assert report.misfits == ()


def test_they_are_read_back_as_quotes(tmp_path) -> None:
    write(tmp_path, ENTRY)
    (doc,) = read(tmp_path)
    found = read_quotes(doc)
    meant = quotes_of(SPANS, RELATIONS)
    assert [told(quote) for quote, _ in found] == [told(quote) for quote in meant]
    assert [name for _, name in found] == ["Ann Hale", "Ann Hale"]
    ids = {span.id: span.key for quote, _ in found for span in quote.spans}
    assert len(ids) == len(set(ids.values()))


def test_stretches_that_are_no_quotes_are_written_when_asked_for(tmp_path) -> None:
    write(tmp_path, ENTRY, asked=QuotesAsked.AND_OTHERS)
    (doc,) = read(tmp_path)
    assert [span.text for span in doc.spans["not_quotes"]] == ["“super”"]
    assert list(doc.user_data["not_quotes"]) == ["scare"]


def test_without_quotes_asked_for_there_are_none_and_their_spans_are_no_entities(tmp_path) -> None:
    report = write(tmp_path, replace_spans(ENTRY, (PERSON,)), asked=QuotesAsked.NONE)
    (doc,) = read(tmp_path)
    assert (dict(doc.spans), "quotes" in doc.user_data) == ({}, False)
    assert report.files[0].quotes == 0


def replace_spans(entry: DocEntry, spans: tuple[Span, ...]) -> DocEntry:
    return DocEntry(entry.key, entry.text, spans, entry.relations, entry.names)


def cut(number: int, by: int) -> tuple[Span, ...]:
    """The spans, one of them ending earlier, inside a token."""
    return tuple(
        replace(s, end=s.end - by, text=s.text[:-by]) if s.id == number else s for s in SPANS
    )


@pytest.mark.parametrize(
    ("policy", "texts"),
    [
        (Policy.OUT, [["“We sail,”", "“We do.”"], ["that it rains"]]),
        (Policy.IN, [["“We sail,”", "“We do.”"], ["that it"]]),
        (Policy.LEAVE_OUT, [["“We sail,”", "“We do.”"]]),
    ],
)
def test_a_part_off_the_tokens_goes_by_the_policy_and_is_listed(tmp_path, policy, texts) -> None:
    report = write(tmp_path, replace_spans(ENTRY, cut(5, 2)), policy=policy)
    (doc,) = read(tmp_path)
    assert [[part.text for part in quote.parts] for quote, _ in read_quotes(doc)] == texts
    (misfit,) = report.misfits
    assert (misfit.label, misfit.text) == ("QUOTE", "that it rai")
    assert "that it rai" in (tmp_path / "README.txt").read_text("utf-8")


def test_a_quote_that_loses_its_first_part_begins_with_the_next(tmp_path) -> None:
    write(tmp_path, replace_spans(ENTRY, cut(1, 3)), policy=Policy.LEAVE_OUT)
    (doc,) = read(tmp_path)
    quote, name = read_quotes(doc)[0]
    assert ([part.text for part in quote.parts], quote.speaker.text, name) == (
        ["“We do.”"], "Ann Hale", "Ann Hale",
    )  # fmt: skip
    assert quote.negated


def test_a_part_that_grows_into_another_of_its_quote_is_left_out_and_listed(tmp_path) -> None:
    text = "He said unbelievable things."
    spans = (
        Span(1, "quotes", "QUOTE", 8, 12, "unbe"),
        Span(2, "quotes", "QUOTE", 13, 27, "ievable things"),
    )
    report = write(tmp_path, DocEntry("a", text, spans, (Relation("CONTINUES", 2, 1),)))
    (doc,) = read(tmp_path)
    ((quote, _),) = read_quotes(doc)
    assert [part.text for part in quote.parts] == ["unbelievable"]
    assert [misfit.done for misfit in report.misfits] == [
        "snapped out to whole tokens", "left out: it overlaps another part of its quote",
    ]  # fmt: skip


def test_what_a_trained_model_marks_reads_as_quotes_of_one_part(tmp_path) -> None:
    import spacy

    doc = spacy.blank("en")(TEXT)
    doc.spans["quotes"] = [doc.char_span(48, 61, "QUOTE"), doc.char_span(0, 10, "QUOTE")]
    assert [(quote.text, name) for quote, name in read_quotes(doc)] == [
        ("“We sail,”", ""), ("that it rains", ""),
    ]  # fmt: skip
    assert read_quotes(spacy.blank("en")(TEXT)) == []


def test_the_examples_of_the_readme_print_who_said_what(tmp_path) -> None:
    write(tmp_path, ENTRY)
    readme = (tmp_path / "README.txt").read_text("utf-8")
    blocks = re.findall(r"(?:^    (?!python ).*\n|^\n(?=    ))+", readme, re.MULTILINE)
    examples = ["\n".join(line[4:] for line in b.split("\n")) for b in blocks if "import" in b]
    alone, ours = examples
    assert "annotator" not in alone
    for code in (alone, ours):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.stdout.splitlines() == [
            "Ann Hale direct “We sail,” … “We do.”",
            "Ann Hale indirect that it rains",
        ], done.stderr


def test_a_file_whose_links_read_back_differently_never_gets_its_name(
    tmp_path, monkeypatch
) -> None:
    from annotator.nlp import docbin

    real = docbin.said_in
    monkeypatch.setattr(docbin, "said_in", lambda doc: replace(real(doc), links=()))
    with pytest.raises(AnnotatorError, match=r"train\.spacy does not read back.*article a"):
        write(tmp_path, ENTRY)
    assert not list(tmp_path.glob("*.spacy"))


@st.composite
def entries(draw: st.DrawFn) -> DocEntry:
    """An article whose quotes begin and end anywhere, inside of tokens too."""
    text = draw(st.sampled_from([TEXT, "👩‍🚒 “Ja,” sa’ han.\n\n  “Né.”", "a b c d e f g h"]))
    spans: dict[object, Span] = {}
    relations = []
    for _ in range(draw(st.integers(1, 3))):
        edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
        first = None
        for start, end in zip(edges[::2], edges[1::2], strict=False):
            span = Span(len(spans) + 1, "quotes", "QUOTE", start, end, text[start:end])
            if span.key in spans:
                continue
            spans[span.key] = span
            if first is not None:
                relations.append(Relation("CONTINUES", span.id, first))
            first = first or span.id
    return DocEntry("a", text, in_order(spans.values()), tuple(relations))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entry=entries(), policy=st.sampled_from(Policy))
def test_every_part_is_in_the_file_or_in_the_list(tmp_path, entry, policy) -> None:
    report = write(tmp_path, entry, policy=policy)
    (doc,) = read(tmp_path)
    written = {(part.start, part.end) for quote, _ in read_quotes(doc) for part in quote.parts}
    listed = {(misfit.start, misfit.end) for misfit in report.misfits}
    for span in entry.spans:
        assert (span.start, span.end) in written | listed
    meant = quotes_of(Annotation(0, 0, spans=entry.spans).spans, entry.relations)
    assert len(read_quotes(doc)) <= len(meant)
