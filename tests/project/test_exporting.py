import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.core.annotation import Status
from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.core.resources import resource, seeds
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.project.edits import AddSpan, SetArticleLabel, SetFlag, SetStatus
from annotator.project.export_options import ExportOptions
from annotator.project.export_report import ExportReport
from annotator.project.exporting import export
from annotator.project.importing import ImportOptions, import_paths
from annotator.project.project import Project, create
from annotator.project.project import open as open_project
from annotator.store import articles

TEXT = "Ann Hale met Sam in Norrhavn."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "news.db") as made:
        made.use_annotator("Maya")
        yield made


@pytest.fixture
def seeded(project: Project) -> Project:
    drained(import_paths(project, sorted(seeds().glob("*.jsonl"))))
    return project


def drained(job):
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


def run(project: Project, path: Path, **options: object) -> ExportReport:
    return drained(export(project, ExportOptions(path, **options)))


def bring(project: Project, tmp_path: Path, *records: object, **options: str) -> list[int]:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    drained(import_paths(project, [path], ImportOptions(**options)))
    return articles.ids(project.database)


def read(path: Path) -> list[Entry]:
    return list(AnnotatorJsonl().read(path))


def spans_in(path: Path) -> list[tuple[str, str]]:
    return [(s.label, s.text) for e in read(path) for _, a in e.annotations for s in a.spans]


def test_the_sample_articles_go_out_as_they_came_in(seeded, tmp_path) -> None:
    path = tmp_path / "out.jsonl"
    report = run(seeded, path)
    came = [read(seed)[0] for seed in sorted(seeds().glob("*.jsonl"))]
    went = read(path)
    assert [e.article for e in went] == [e.article for e in came]
    assert [e.annotations[0][1].spans for e in went] == [e.annotations[0][1].spans for e in came]
    assert (report.articles, report.left_out) == (len(came), {})
    assert report.annotators == {"gold": len(came)}


def test_every_exported_line_obeys_the_json_schema(seeded, tmp_path) -> None:
    schema = json.loads(resource("annotator.schema.json").read_text("utf-8"))
    run(seeded, tmp_path / "out.jsonl")
    for line in (tmp_path / "out.jsonl").read_text("utf-8").split("\n")[:-1]:
        Draft202012Validator(schema).validate(json.loads(line))


def test_an_export_imported_into_a_new_project_goes_out_the_same(seeded, tmp_path) -> None:
    run(seeded, tmp_path / "one.jsonl", whose="each")
    with create(tmp_path / "second.db") as second:
        drained(import_paths(second, [tmp_path / "one.jsonl"]))
        run(second, tmp_path / "two.jsonl", whose="each")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_only_done_articles_go_out_and_the_others_are_counted(project, tmp_path) -> None:
    first, second, _ = bring(project, tmp_path, {"text": TEXT}, {"text": "B"}, {"text": "C"})
    project.apply(AddSpan(first, "entities", "PERSON", 0, 8))
    project.apply(SetStatus(first, Status.DONE))
    project.apply(SetStatus(second, Status.SKIPPED))
    report = run(project, tmp_path / "out.jsonl")
    assert spans_in(tmp_path / "out.jsonl") == [("PERSON", "Ann Hale")]
    assert report.left_out == {"its annotation is skipped": 1, "nobody has labelled it": 1}


def test_gold_goes_before_mine_and_mine_before_others(project, tmp_path) -> None:
    gold = [{"start": 0, "end": 8, "label": "PERSON"}]
    sams = [{"start": 13, "end": 16, "label": "PERSON"}]
    first, second, _ = bring(
        project,
        tmp_path,
        *({"text": f"{TEXT} {n}", "spans": sams} for n in range(3)),
        annotator="Sam",
    )
    bring(project, tmp_path, {"text": f"{TEXT} 0", "spans": gold})
    for article_id in (first, second):
        project.apply(AddSpan(article_id, "entities", "PLACE", 20, 28))
        project.apply(SetStatus(article_id, Status.DONE))
    report = run(project, tmp_path / "out.jsonl")
    assert spans_in(tmp_path / "out.jsonl") == [
        ("PERSON", "Ann Hale"),
        ("PLACE", "Norrhavn"),
        ("PERSON", "Sam"),
    ]
    assert report.annotators == {"gold": 1, "Maya": 1, "Sam": 1}
    run(project, tmp_path / "sam.jsonl", whose="Sam")
    assert spans_in(tmp_path / "sam.jsonl") == [("PERSON", "Sam")] * 3
    run(project, tmp_path / "each.jsonl", whose="each", articles=(first,))
    (entry,) = read(tmp_path / "each.jsonl")
    assert {who.name for who, _ in entry.annotations} == {"gold", "Maya", "Sam"}


def test_everything_can_go_out_untouched_articles_and_flags_too(project, tmp_path) -> None:
    first, _ = bring(project, tmp_path, {"text": TEXT, "meta": {"a": [1]}}, {"text": "B"})
    project.apply(SetFlag(first, "look again"))
    statuses = ("todo", "in progress", "done", "skipped")
    report = run(project, tmp_path / "out.jsonl", whose="each", statuses=statuses)
    first_entry, second_entry = read(tmp_path / "out.jsonl")
    assert (first_entry.article.flag, first_entry.article.metadata.meta) == (
        "look again",
        {"a": [1]},
    )
    assert (second_entry.annotations, report.left_out) == ((), {})


def test_labels_are_mapped_and_layers_chosen(seeded, tmp_path) -> None:
    run(seeded, tmp_path / "out.jsonl", mapping={"PLACE": "GPE"}, layers=("entities",))
    labels = {label for label, _ in spans_in(tmp_path / "out.jsonl")}
    assert labels == {"PERSON", "GPE", "ORG"}


def test_labels_that_become_one_leave_one_span_and_are_counted(project, tmp_path) -> None:
    by = {"annotator": {"name": "gold"}, "status": "done"}
    spans = [{"start": 0, "end": 8, "label": "PERSON"}]
    bring(project, tmp_path, {"text": TEXT, "annotations": [by | {"spans": spans}]})
    report = run(project, tmp_path / "out.jsonl", mapping={"PERSON": "NAME", "PLACE": "NAME"})
    assert spans_in(tmp_path / "out.jsonl") == [("NAME", "Ann Hale")]
    assert report.remarks == {}


def test_a_split_keeps_near_duplicates_and_equal_titles_on_one_side(project, tmp_path) -> None:
    records = []
    for n in range(30):
        body = " ".join(f"word{n * 7 + k * 13 % 50} the{k} harbour{n}" for k in range(60))
        records.append({"title": f"Title {n}", "text": f"Story {n}. {body}", "spans": []})
        records.append(
            {"title": f"Other {n}", "text": f"A copy of it. {body} Thank you.", "spans": []}
        )
        records.append(
            {"title": f"title  {n}", "text": f"Quite another text, number {n}.", "spans": []}
        )
    bring(project, tmp_path, *records)
    report = run(project, tmp_path / "out.jsonl", split=(0.6, 0.2, 0.2), seed=3)
    assert [file.name for file in report.files] == [
        "out.train.jsonl",
        "out.dev.jsonl",
        "out.test.jsonl",
    ]
    sides: dict[str, set[str]] = {}
    for side in ("train", "dev", "test"):
        for entry in read(tmp_path / f"out.{side}.jsonl"):
            number = "".join(filter(str.isdigit, entry.article.title))
            sides.setdefault(number, set()).add(side)
    assert all(len(side) == 1 for side in sides.values())
    assert [file.articles for file in report.files] == [54, 18, 18]


def test_a_split_is_the_same_for_a_seed_and_another_for_another(seeded, tmp_path) -> None:
    first = run(seeded, tmp_path / "one.jsonl", split=(0.5, 0.5), seed=1)
    again = run(seeded, tmp_path / "two.jsonl", split=(0.5, 0.5), seed=1)
    other = run(seeded, tmp_path / "three.jsonl", split=(0.5, 0.5), seed=2)
    assert first.sha256 == again.sha256 != other.sha256


def test_a_small_project_has_articles_on_every_side(project, tmp_path) -> None:
    bring(project, tmp_path, *({"text": f"Number {n}", "spans": []} for n in range(3)))
    report = run(project, tmp_path / "out.jsonl", split=(0.8, 0.1, 0.1))
    assert [file.articles for file in report.files] == [1, 1, 1]


def test_an_export_is_recorded_with_its_options_and_revisions(seeded, tmp_path) -> None:
    report = run(seeded, tmp_path / "out.jsonl")
    row = seeded.database.row("SELECT * FROM exports WHERE id = ?", (report.number,))
    assert row["sha256"] == report.sha256
    assert json.loads(row["options"])["whose"] == "gold first"
    assert len(json.loads(row["revisions"])) == report.articles


def test_a_read_only_project_is_exported_all_the_same(seeded, tmp_path) -> None:
    with open_project(seeded.path, read_only=True) as locked:
        report = run(locked, tmp_path / "out.jsonl")
    assert (report.number, report.articles > 10) == (None, True)


def test_an_export_stopped_leaves_the_file_that_was_there(project, tmp_path) -> None:
    bring(project, tmp_path, *({"text": f"Number {n}", "spans": []} for n in range(300)))
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    job = export(project, ExportOptions(path))
    while "Writing" not in next(job).text:
        pass
    job.close()
    assert path.read_text() == "before"
    assert not list(tmp_path.glob(".*"))


def test_a_span_untrue_to_its_text_leaves_its_article_out_and_says_so(project, tmp_path) -> None:
    spans = [{"start": 0, "end": 8, "label": "PERSON"}]
    bring(project, tmp_path, {"text": TEXT, "spans": spans}, {"text": "B", "spans": []})
    with project.database.writing():
        project.database.execute("UPDATE spans SET text = 'Ann Hull'")
    report = run(project, tmp_path / "out.jsonl")
    assert report.articles == 1
    (reason,) = report.left_out
    assert "says “Ann Hull” but the text has “Ann Hale”" in reason


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"format": "brat"},
            "no export to brat; there are jsonl, spacy, quotes-csv and quotes-json",
        ),
        ({"format": "spacy", "whose": "each"}, "choose whose"),
        ({"whose": "Nobody"}, "There is no annotator Nobody; there are .*gold first"),
        ({"statuses": ("finished",)}, "There is no status finished"),
        ({"layers": ("scenes",)}, "There is no layer scenes; there are entities"),
        ({"mapping": {"SHIP": "X"}}, "There is no label SHIP"),
        ({"misfits": "bend"}, "Misfits go in, out or leave, not bend"),
        ({"split": (0.5, 0.2)}, "add up to 1, not to 0.7"),
        ({"split": (1.0,)}, "shares of train, dev and test"),
    ],
)
def test_what_cannot_be_exported_is_said_before_anything_is_written(
    project, tmp_path, options, told
) -> None:
    with pytest.raises(InputError, match=told):
        run(project, tmp_path / "out.jsonl", **options)
    assert not list(tmp_path.glob("*out*"))


def test_a_missing_folder_and_a_folder_for_a_file_are_said(project, tmp_path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        run(project, tmp_path / "none" / "out.jsonl")
    with pytest.raises(InputError, match="is a folder; JSONL needs the name of a file"):
        run(project, tmp_path)


def test_nothing_to_export_is_said_with_the_reasons(project, tmp_path) -> None:
    bring(project, tmp_path, {"text": TEXT})
    path = tmp_path / "out.jsonl"
    for options in ({}, {"split": (0.8, 0.1, 0.1)}, {"format": "spacy"}):
        with pytest.raises(
            InputError, match=r"There is nothing to export: nobody has labelled it \(1\)\."
        ):
            run(project, path, **options)
    assert not list(tmp_path.glob("*out*"))


def test_a_disk_that_fails_is_one_sentence_and_leaves_what_was_there(seeded, tmp_path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from annotator.project.project import open as open_project\n"
        "from annotator.project.exporting import export\n"
        "from annotator.project.export_options import ExportOptions\n"
        "from annotator.core.errors import AnnotatorError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "project = open_project(Path(sys.argv[1]), read_only=True)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: list(export(project, ExportOptions(Path(sys.argv[2]))))\n"
        "except AnnotatorError as error: print(error)"
    )
    seeded.close()
    command = [sys.executable, "-c", code, str(seeded.path), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{path} cannot be written: File too large.\n"
    assert path.read_text() == "before"
    assert not list(tmp_path.glob(".*"))


def test_a_spacy_folder_holds_what_training_needs(seeded, tmp_path) -> None:
    chosen = {"format": "spacy", "layers": ("entities",), "mapping": {"PLACE": "GPE"}}
    report = run(seeded, tmp_path / "out", **chosen)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "README.txt", "config.cfg", "dev.spacy", "misfits.csv", "report.json", "test.spacy", "train.spacy",
    ]  # fmt: skip
    assert [file.name for file in report.files] == ["train", "dev", "test"]
    assert report.articles == len(list(seeds().glob("*.jsonl")))
    assert set(report.files[0].labels) == {"PERSON", "GPE", "ORG"}
    told = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    assert told["files"][0]["articles"] == report.files[0].articles
    assert not list(tmp_path.glob(".*"))


def test_misfits_are_listed_in_a_table_no_spreadsheet_takes_for_formulas(project, tmp_path) -> None:
    text = "The =Hale met the Halesworth team."
    spans = [{"start": 4, "end": 9, "label": "PERSON"}, {"start": 18, "end": 22, "label": "PERSON"}]
    bring(project, tmp_path, {"id": "7", "text": text, "spans": spans}, {"text": "B", "spans": []})
    report = run(project, tmp_path / "out", format="spacy", misfits="leave")
    with (tmp_path / "out/misfits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert report.misfit_count == len(rows) >= 1
    assert rows[-1]["article"] == "7"
    assert rows[-1]["text"] == "Hale"
    assert rows[-1]["done"].startswith("left out")


def test_a_folder_with_other_things_in_it_is_not_replaced(seeded, tmp_path) -> None:
    run(seeded, tmp_path / "out", format="spacy")
    first = (tmp_path / "out/report.json").read_bytes()
    run(seeded, tmp_path / "out", format="spacy", seed=5)
    assert (tmp_path / "out/report.json").read_bytes() != first
    (tmp_path / "out/model").mkdir()
    with pytest.raises(InputError, match="out holds model, which is no part of an export"):
        run(seeded, tmp_path / "out", format="spacy")


def test_a_spacy_export_stopped_leaves_nothing(seeded, tmp_path) -> None:
    job = export(seeded, ExportOptions(tmp_path / "out", "spacy"))
    while "Writing" not in next(job).text:
        pass
    job.close()
    assert not list(tmp_path.glob("*out*"))


def test_exporting_to_spacy_loads_no_spacy_here() -> None:
    code = "import sys, annotator.project.exporting; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_article_labelled_not_news_stays_out_of_training_data_only(
    project: Project, tmp_path: Path
) -> None:
    ids = bring(project, tmp_path, {"text": TEXT}, {"text": f"{TEXT} Win a car!"})
    for article_id in ids:
        project.apply(SetStatus(article_id, Status.DONE))
    project.apply(SetArticleLabel(ids[1], "not news"))
    trained = run(project, tmp_path / "training", format="spacy")
    assert trained.articles == 1
    assert trained.left_out == {"it is labelled not news": 1}
    assert run(project, tmp_path / "all.jsonl").articles == 2
