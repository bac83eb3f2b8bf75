"""Quotes out of a project in each format, and into another project again."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_exporting import bring, drained, run

from annotator.core.errors import InputError
from annotator.core.quotes import quotes
from annotator.core.resources import seeds
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.formats.quotes_json import QuotesJson
from annotator.project.export_options import QUOTES_CSV, QUOTES_JSON
from annotator.project.importing import ImportOptions, import_paths
from annotator.project.project import Project, create

TEXT = "“We sail,” Ann Hale said. “We do.” Hale told Sam that it rains; a “super” quay.\n-1 °C."
BY = {"annotator": {"name": "gold"}, "status": "done"}
SPANS = [
    {"id": 1, "layer": "quotes", "label": "QUOTE", "start": 0, "end": 10},
    {"id": 2, "layer": "quotes", "label": "SPEAKER", "start": 11, "end": 19},
    {"id": 3, "layer": "quotes", "label": "CUE", "start": 20, "end": 24},
    {"id": 4, "layer": "quotes", "label": "QUOTE", "start": 26, "end": 34},
    {"id": 5, "layer": "quotes", "label": "QUOTE", "start": 49, "end": 62},
    {"id": 6, "layer": "quotes", "label": "SPEAKER", "start": 35, "end": 39},
    {"id": 7, "layer": "quotes", "label": "NOT_A_QUOTE", "start": 66, "end": 73,
     "attributes": {"reason": "scare"}},
    {"id": 8, "label": "PERSON", "start": 11, "end": 19, "cluster_id": 1},
    {"id": 9, "layer": "quotes", "label": "ROLE", "start": 45, "end": 48},
]  # fmt: skip
RELATIONS = [
    {"label": "SAID_BY", "head": 1, "child": 2},
    {"label": "CUED_BY", "head": 1, "child": 3},
    {"label": "CONTINUES", "head": 4, "child": 1},
    {"label": "SAID_BY", "head": 5, "child": 6},
]
CLUSTERS = [{"id": 1, "name": "Ann Hale", "label": "PERSON"}]
MADE = BY | {"spans": SPANS, "relations": RELATIONS, "clusters": CLUSTERS}
RECORD = {"id": "7", "title": "-5 °C", "text": TEXT, "annotations": [MADE]}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "news.db") as made:
        made.use_annotator("Maya")
        yield made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(path: Path, reader: object = QuotesJson()) -> list[object]:
    """The quotes of a file by article, with the names on the roster."""
    found = []
    for entry in reader.read(path):
        for _, made in entry.annotations:
            names = {cluster.id: cluster.name for cluster in made.clusters}
            found += [
                (entry.article.text, [(p.start, p.end) for p in q.parts], q.speaker and q.speaker.text,
                 q.cue and q.cue.text, q.kind, q.medium, q.speaker_status, names.get(q.cluster_id))
                for q in quotes(made)
            ]  # fmt: skip
    return found


def test_a_table_has_a_row_for_each_quote_with_the_speakers_full_name(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    report = run(project, tmp_path / "q.csv", format=QUOTES_CSV)
    first, second = rows(tmp_path / "q.csv")
    assert first == {
        "article": "7", "title": "'-5 °C", "speaker": "Ann Hale", "speaker_text": "Ann Hale",
        "cue": "said", "addressee": "", "kind": "direct", "medium": "speech", "status": "explicit",
        "negated": "no", "hypothetical": "no", "content": "“We sail,” … “We do.”",
        "parts": "0-10;26-34", "speaker_offsets": "11-19", "cue_offsets": "20-24",
        "addressee_offsets": "", "annotator": "gold",
    }  # fmt: skip
    assert (second["speaker"], second["speaker_text"]) == ("Ann Hale", "Hale")
    assert (report.articles, report.quotes, report.spans) == (1, 2, 6)
    assert report.remarks == {
        "spans of entities left out": 1,
        "stretches that are no quotes left out": 1,
        "ROLE spans that belong to no quote left out": 1,
    }
    assert "with 6 spans and 2 quotes" in report.sentence()
    assert "1 spans of entities left out" in report.sentence()


def test_a_table_begins_with_a_byte_order_mark_when_asked(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    run(project, tmp_path / "q.csv", format=QUOTES_CSV, mark=True)
    run(project, tmp_path / "plain.csv", format=QUOTES_CSV)
    marked = (tmp_path / "q.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()
    assert len(rows(tmp_path / "q.csv")) == 2


def test_quotes_json_imported_into_a_new_project_goes_out_the_same(tmp_path, project) -> None:
    drained(import_paths(project, sorted(seeds().glob("*.jsonl"))))
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    report = run(project, one, format=QUOTES_JSON, not_quotes=True)
    with create(tmp_path / "second.db") as second:
        taken = drained(import_paths(second, [one], ImportOptions(format="quotes")))
        assert (taken.refused, taken.annotations) == ([], report.articles)
        run(second, two, format=QUOTES_JSON, not_quotes=True)
    assert said(two) == said(one) != []
    assert len(said(one)) == report.quotes


def test_quotes_json_says_who_speaks_and_who_else_is_meant(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    run(project, tmp_path / "q.jsonl", format=QUOTES_JSON, not_quotes=True)
    (line,) = (tmp_path / "q.jsonl").read_text("utf-8").splitlines()
    record = json.loads(line)
    first, second = record["quotes"]
    assert first["contents"][1] == {"start": 26, "end": 34, "text": "“We do.”"}
    assert first["cue"] == {"start": 20, "end": 24, "text": "said"}
    assert first["sources"] == [{"start": 11, "end": 19, "text": "Ann Hale"}]
    assert second["speaker"] == "Ann Hale"
    assert second["coreferences"] == [{"start": 11, "end": 19, "text": "Ann Hale"}]
    assert "coreferences" not in first
    assert record["not_quotes"] == [{"start": 66, "end": 73, "text": "“super”", "reason": "scare"}]


def test_everyones_quotes_go_out_line_by_line(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    sams = MADE | {"annotator": {"name": "Sam"}}
    bring(project, tmp_path, RECORD | {"annotations": [sams]})
    run(project, tmp_path / "q.jsonl", format=QUOTES_JSON, whose="each")
    lines = (tmp_path / "q.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["annotator"]["name"] for line in lines] == ["gold", "Sam"]
    run(project, tmp_path / "q.csv", format=QUOTES_CSV, whose="each")
    assert [row["annotator"] for row in rows(tmp_path / "q.csv")] == ["gold", "gold", "Sam", "Sam"]


def test_a_table_is_split_like_any_export(project, tmp_path) -> None:
    bring(project, tmp_path, *(RECORD | {"text": f"{TEXT} {n}"} for n in range(4)))
    report = run(project, tmp_path / "q.csv", format=QUOTES_CSV, split=(0.5, 0.5))
    assert [file.name for file in report.files] == ["q.train.csv", "q.dev.csv"]
    assert sum(len(rows(tmp_path / file.name)) for file in report.files) == 8


def test_articles_nobody_labelled_are_no_part_of_an_export_of_quotes(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD, {"text": "B"})
    statuses = ("todo", "done")
    report = run(project, tmp_path / "q.csv", format=QUOTES_CSV, statuses=statuses)
    assert (report.articles, report.left_out) == (1, {"nobody has labelled it": 1})


def test_layers_left_out_take_their_relations_and_names_along(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    run(project, tmp_path / "e.jsonl", layers=("entities",))
    run(project, tmp_path / "q.jsonl", layers=("quotes",))
    ((_, entities),) = next(iter(AnnotatorJsonl().read(tmp_path / "e.jsonl"))).annotations
    ((_, spoken),) = next(iter(AnnotatorJsonl().read(tmp_path / "q.jsonl"))).annotations
    assert (entities.relations, len(entities.clusters), len(entities.spans)) == (frozenset(), 1, 1)
    assert (len(spoken.relations), spoken.clusters, len(quotes(spoken))) == (4, frozenset(), 2)


def test_spans_that_become_one_leave_their_relations_to_the_one_that_stays(
    project, tmp_path
) -> None:
    spans = [*SPANS, {"id": 10, "layer": "quotes", "label": "ROLE", "start": 11, "end": 19}]
    made = MADE | {"spans": spans}
    bring(project, tmp_path, RECORD | {"annotations": [made]})
    report = run(project, tmp_path / "o.jsonl", mapping={"ROLE": "SPEAKER"})
    ((_, back),) = next(iter(AnnotatorJsonl().read(tmp_path / "o.jsonl"))).annotations
    assert report.remarks == {"spans became one with another": 1}
    assert quotes(back)[0].speaker.text == "Ann Hale"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"format": QUOTES_CSV, "layers": ("entities",)}, "quotes-csv needs the layer quotes"),
        ({"mapping": {"QUOTE": "CONTENT"}}, "QUOTE cannot be renamed"),
        ({"format": "spacy", "mapping": {"SPEAKER": "WHO"}}, "SPEAKER cannot be renamed"),
    ],
)
def test_what_would_break_quotes_is_refused(project, tmp_path, options, told) -> None:
    bring(project, tmp_path, RECORD)
    with pytest.raises(InputError, match=told):
        run(project, tmp_path / "out", **options)


def test_labels_of_quotes_may_be_renamed_where_only_entities_go(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    report = run(project, tmp_path / "o.jsonl", layers=("entities",), mapping={"CUE": "VERB"})
    assert report.spans == 1


def test_a_quote_that_contradicts_itself_leaves_its_article_out(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD, {"text": "B", "annotations": [BY]})
    with project.database.writing():
        project.database.execute("UPDATE relations SET label = 'CUED_BY' WHERE label = 'SAID_BY'")
    report = run(project, tmp_path / "o.jsonl")
    assert report.articles == 1
    assert [reason.split(" ")[:2] for reason in report.left_out] == [["damaged:", "CUED_BY"]]


def test_spacy_takes_the_layers_that_have_spans_and_says_which(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD, {"text": "B", "annotations": [BY]})
    report = run(project, tmp_path / "both", format="spacy", split=())
    assert report.layers == ("entities", "quotes")
    assert report.remarks == {"stretches that are no quotes left out": 1}
    assert "9 spans" not in report.sentence()
    assert "8 spans of entities and quotes and 2 quotes" in report.sentence()
    only = run(project, tmp_path / "quotes", format="spacy", split=(), layers=("quotes",))
    assert (only.layers, "PERSON" in only.files[0].labels, only.quotes) == ((), False, 2)
    entities = run(project, tmp_path / "names", format="spacy", split=(), layers=("entities",))
    assert (entities.quotes, entities.spans) == (0, 1)


def test_spacy_alone_reads_who_said_what(project, tmp_path) -> None:
    bring(project, tmp_path, RECORD)
    run(project, tmp_path / "out", format="spacy", split=())
    code = (
        "import spacy\n"
        "from spacy.tokens import DocBin\n"
        "doc, = DocBin(store_user_data=True).from_disk('train.spacy').get_docs(spacy.blank('en').vocab)\n"
        "for link in doc.user_data['quotes']:\n"
        "    print(link['name'], [doc.spans['quotes'][n].text for n in link['parts']],\n"
        "          doc.spans['speakers'][link['speaker']].text, link['cue'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "out",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "Ann Hale ['“We sail,”', '“We do.”'] Ann Hale 0",
        "Ann Hale ['that it rains'] Hale None",
    ]


def test_a_project_of_entities_goes_to_spacy_as_before(project, tmp_path) -> None:
    spans = [{"start": 11, "end": 19, "label": "PERSON"}]
    bring(project, tmp_path, {"text": TEXT, "spans": spans})
    report = run(project, tmp_path / "out", format="spacy", split=())
    assert report.layers == ("entities",)
    config = (tmp_path / "out/config.cfg").read_text("utf-8")
    assert "spancat" not in config
    assert 'pipeline = ["tok2vec", "ner"]' in config
