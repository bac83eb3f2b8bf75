import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from annotator.core.annotation import Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.entry import Refusal
from annotator.core.errors import InputError, StoreError, UndoError
from annotator.core.progress import Progress
from annotator.core.resources import seeds
from annotator.project.import_report import ImportReport, NearDuplicate
from annotator.project.importing import ImportOptions, import_paths, import_text
from annotator.project.project import Project, create
from annotator.project.project import open as open_project
from annotator.project.scheme_files import builtin_scheme
from annotator.store import articles

TEXT = "Ann Hale met Sam in Norrhavn on Tuesday."
SPANS = [{"start": 0, "end": 8, "label": "PERSON", "text": "Ann Hale"}]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "news.db") as made:
        made.use_annotator("Maya")
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def run(project: Project, *paths: Path, **options: str) -> ImportReport:
    job = import_paths(project, paths, ImportOptions(**options))
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


def ids(project: Project) -> list[int]:
    return articles.ids(project.database)


def titles(project: Project) -> list[str]:
    return [project.article(article_id).title for article_id in ids(project)]


def annotator(project: Project, name: str) -> Annotator:
    return next(who for who in project.annotators() if who.name == name)


def test_a_folder_is_read_in_order_of_name_and_hidden_files_are_counted(project, folder) -> None:
    (folder / "b").mkdir()
    (folder / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden.txt", ".git/e.txt"):
        (folder / name).write_text(f"About {name}")
    report = run(project, folder)
    assert titles(project) == ["About a.txt", "About c.txt", "About b/d.txt"]
    assert (report.added, report.files, report.hidden) == (3, 3, 2)


def test_the_sample_articles_come_in_with_their_gold(project) -> None:
    paths = sorted(seeds().glob("*.jsonl"))
    report = run(project, *paths)
    assert (report.added, report.annotations, report.refused) == (len(paths), len(paths), [])
    gold = annotator(project, "gold")
    first = project.annotation(ids(project)[0], gold)
    assert (gold.kind, first.status) == (Kind.GOLD, Status.DONE)
    assert [span.text for span in first.spans][:2] == ["Maya Okafor", "NORRHAVN"]
    assert project.annotation(ids(project)[0]).spans == ()


def test_annotations_keep_the_uuid_of_their_annotator(project, folder) -> None:
    uuid = "8c5f2f1e-6f1a-4c39-9d2a-0c1b2a3d4e5f"
    by = {"name": "Sam", "kind": "person", "uuid": uuid}
    made = {"annotator": by, "status": "done", "labels": ["politics"], "spans": SPANS}
    run(project, write(folder / "a.jsonl", {"text": TEXT, "annotations": [made]}))
    sam = annotator(project, "Sam")
    annotation = project.annotation(ids(project)[0], sam)
    assert (sam.uuid, sam.kind) == (uuid, Kind.PERSON)
    assert (annotation.status, annotation.labels) == (Status.DONE, {"politics"})
    assert annotation.spans[0].text == "Ann Hale"


def test_a_file_of_the_short_shape_comes_in_under_the_annotator_chosen(project, folder) -> None:
    path = write(folder / "a.jsonl", {"text": TEXT, "spans": SPANS})
    run(project, path, annotator="Sam")
    assert annotator(project, "Sam").kind is Kind.PERSON
    assert len(project.annotation(ids(project)[0], annotator(project, "Sam")).spans) == 1


def test_the_same_text_is_skipped_with_a_count_and_its_annotation_attached(project, folder) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode() + b"\r\n")
    run(project, folder / "a.txt")
    path = write(folder / "b.jsonl", {"text": TEXT + "\n", "spans": SPANS})
    report = run(project, path)
    assert (report.added, report.already_there, report.annotations) == (0, 1, 1)
    gold = project.annotation(ids(project)[0], annotator(project, "gold"))
    assert (gold.spans[0].text, gold.status) == ("Ann Hale", Status.DONE)


def test_an_annotation_that_is_there_is_never_replaced(project, folder) -> None:
    path = write(folder / "a.jsonl", {"text": TEXT, "spans": SPANS})
    run(project, path)
    other = [{"start": 13, "end": 16, "label": "PERSON"}]
    report = run(project, write(folder / "b.jsonl", {"text": TEXT, "spans": other}))
    assert (report.already_there, report.annotations, report.kept_back) == (1, 0, 1)
    gold = project.annotation(ids(project)[0], annotator(project, "gold"))
    assert [span.text for span in gold.spans] == ["Ann Hale"]


def test_one_undo_takes_an_import_back_and_redo_brings_it_again(project, folder) -> None:
    (folder / "a.txt").write_text(TEXT)
    run(project, folder / "a.txt")
    both = write(
        folder / "b.jsonl", {"text": TEXT, "spans": SPANS}, {"text": "Another", "spans": []}
    )
    run(project, both)
    assert project.undo_name() == "Import b.jsonl"
    project.undo()
    assert titles(project) == [TEXT]
    assert project.annotation(ids(project)[0], annotator(project, "gold")).spans == ()
    project.redo()
    assert titles(project) == [TEXT, "Another"]
    gold = project.annotation(ids(project)[0], annotator(project, "gold"))
    assert (len(gold.spans), gold.status) == (1, Status.DONE)


def test_an_import_whose_articles_others_worked_on_is_not_taken_back(project, folder) -> None:
    from annotator.project.edits import SetFlag

    (folder / "a.txt").write_text(TEXT)
    run(project, folder)
    project.use_annotator("Sam")
    project.apply(SetFlag(ids(project)[0], "look"))
    project.use_annotator("Maya")
    with pytest.raises(UndoError):
        project.undo()


def test_one_bad_record_is_refused_by_file_and_line_and_the_rest_comes_in(project, folder) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/a.jsonl").write_text('{"text": "One"}\n{"text": \n{"text": "Two"}\n')
    report = run(project, folder)
    assert titles(project) == ["One", "Two"]
    (refusal,) = report.refused
    assert refusal.place == "sub/a.jsonl, line 2"
    assert "not valid JSON" in refusal.reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n ", "its text is empty"),
        ("photo.jpg", b"\xff\xd8", ".jpg files cannot be read; Annotator reads plain text"),
        ("noise.txt", bytes(range(256)) * 9, "it is not a text file"),
        ("nul.txt", b"words\n" * 20 + b"\0", "line 21 holds a NUL character"),
        ("half.txt", "é".encode() * 50 + b"\n\xe9", "byte 0xE9 in line 2 is not UTF-8"),
        ("none.csv", b"a,b\n1,2\n", "no column is called text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_refusal(project, folder, name, data, reason) -> None:
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text("Good")
    report = run(project, folder)
    (refusal,) = report.refused
    assert refusal.place == name
    assert reason in refusal.reason
    assert titles(project) == ["Good"]


def test_a_file_of_two_hundred_megabytes_is_one_refusal(project, folder) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (refusal,) = run(project, folder).refused
    assert "at 200 MB it is too large" in refusal.reason


def test_a_missing_file_and_a_pipe_are_refused(project, folder) -> None:
    os.mkfifo(folder / "pipe.txt")
    report = run(project, folder / "pipe.txt", folder / "none.txt")
    assert [refusal.reason for refusal in report.refused] == [
        "this is not a file but a pipe or a device",
        "there is no such file",
    ]


def test_a_text_of_five_megabytes_in_one_line_comes_in(project, folder) -> None:
    (folder / "long.txt").write_text("Ann met Sam. " * 400_000)
    assert run(project, folder).added == 1
    assert len(project.article(ids(project)[0]).text) == 5_200_000


def test_spans_outside_the_text_refuse_their_record_only(project, folder) -> None:
    bad = {"text": "Short", "spans": [{"start": 0, "end": 99, "label": "PERSON"}]}
    report = run(project, write(folder / "a.jsonl", bad, {"text": TEXT, "spans": SPANS}))
    assert (report.added, report.annotations) == (1, 1)
    assert "outside the text" in report.refused[0].reason


def test_an_annotation_the_scheme_does_not_allow_is_refused_and_its_article_taken(
    project, folder
) -> None:
    spans = [{"start": 0, "end": 8, "label": "SHIP"}]
    report = run(project, write(folder / "a.jsonl", {"text": TEXT, "spans": spans}))
    assert (report.added, report.annotations) == (1, 0)
    assert report.refused[0].place == "a.jsonl, line 1"
    assert "no label SHIP" in report.refused[0].reason


def test_labels_of_models_are_read_as_the_schemes_own_and_said(tmp_path, folder) -> None:
    spans = [{"start": 0, "end": 8, "label": "PER"}, {"start": 20, "end": 28, "label": "GPE"}]
    path = write(folder / "a.jsonl", {"text": TEXT, "spans": spans})
    with create(tmp_path / "mapped.db", builtin_scheme("news")) as project:
        report = run(project, path)
        gold = project.annotation(ids(project)[0], annotator(project, "gold"))
        assert [span.label for span in gold.spans] == ["PERSON", "PLACE"]
        assert report.remarks["The label GPE was read as PLACE."] == 1


def test_what_decoding_did_is_in_the_report_and_on_the_article(project, folder) -> None:
    (folder / "a.txt").write_bytes("“Café,” she said.\r\n".encode("cp1252"))
    report = run(project, folder)
    article = project.article(ids(project)[0])
    assert (article.encoding, article.newline) == ("cp1252", "CRLF")
    assert report.encodings == {"cp1252": 1}
    assert any("Windows-1252" in remark for remark in report.remarks)


def wire_copy(n: int) -> str:
    return "\n".join(
        f"Paragraph {n} {k}: the minister of number {n * 31 + k} spoke at length about harbour {k * n}."
        for k in range(20)
    )


def test_near_duplicates_are_imported_and_reported(project, folder) -> None:
    for n in (1, 2, 3):
        (folder / f"{n}.txt").write_text(f"Story {n}\n{wire_copy(n)}")
    run(project, folder)
    (folder / "4.txt").write_text(f"Our own headline\n{wire_copy(2)}\nOur own last line here.")
    report = run(project, folder)
    assert report.near_duplicates == [NearDuplicate("Our own headline", "Story 2")]
    assert (report.added, report.already_there) == (1, 3)


def test_the_report_is_plain_data_and_kept_with_the_import(project, folder) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("")
    report = run(project, folder)
    told = json.loads(json.dumps(asdict(report)))
    assert [(r["place"], r["reason"]) for r in told["refused"]] == [("b.txt", "the file is empty")]
    stored = project.database.row("SELECT * FROM imports WHERE id = ?", (report.import_id,))
    assert json.loads(stored["report"])["added"] == stored["articles"] == 1


def test_the_report_says_all_in_one_sentence() -> None:
    report = ImportReport(added=1200, already_there=2, annotations=1, refusals=3, hidden=1)
    assert report.sentence() == (
        "Added 1,200 articles; 1 annotation; 2 already there; 3 records refused; "
        "1 hidden file passed over."
    )
    assert ImportReport().sentence() == "Added no article."


def test_progress_counts_the_bytes_of_all_files(project, folder) -> None:
    for n in range(3):
        write(folder / f"{n}.jsonl", *[{"text": f"{n} {k}"} for k in range(400)])
    size = sum(path.stat().st_size for path in folder.iterdir())
    steps = list(import_paths(project, [folder]))
    assert all(isinstance(step, Progress) and step.total == size for step in steps)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == size


def test_cancelling_keeps_whole_batches_and_says_how_many(project, folder) -> None:
    write(folder / "a.jsonl", *[{"text": f"Article {n}"} for n in range(1200)])
    job = import_paths(project, [folder])
    progress = next(step for step in job if step.text == "500 articles imported")
    job.close()
    assert progress.done > 0
    assert len(ids(project)) == 500
    report = json.loads(project.database.value("SELECT report FROM imports"))
    assert (report["stopped"], report["added"]) == (True, 500)
    project.undo()
    assert ids(project) == []


def test_a_full_disk_keeps_what_was_imported_before_and_says_so(project, folder) -> None:
    write(folder / "a.jsonl", *[{"text": f"Article {n} " + "x" * 2000} for n in range(1000)])
    job = import_paths(project, [folder])
    next(step for step in job if step.text == "500 articles imported")
    pages = project.database.value("PRAGMA page_count")
    project.database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(
        StoreError, match=r"disk is full.* The 500 articles imported before are kept\."
    ):
        list(job)
    assert len(ids(project)) == 500
    assert project.database.quick_check() == []


def test_a_read_only_project_takes_nothing(project, folder) -> None:
    (folder / "a.txt").write_text(TEXT)
    with (
        open_project(project.path, read_only=True) as locked,
        pytest.raises(StoreError, match="read-only"),
    ):
        run(locked, folder)


def test_pasted_text_becomes_an_article(project) -> None:
    report = import_text(project, "Storm hits\r\nIt blew.")
    assert (report.added, titles(project)) == (1, ["Storm hits"])
    assert project.article(ids(project)[0]).text == "Storm hits\nIt blew."
    assert import_text(project, "Storm hits\nIt blew.").already_there == 1
    import_text(project, "No title here", title="My title")
    assert titles(project)[-1] == "My title"


def test_pasted_nothing_is_refused_in_a_sentence(project) -> None:
    with pytest.raises(
        InputError, match=r"The pasted text cannot be imported: its text is empty\."
    ):
        import_text(project, " \n")


def test_watchers_hear_of_an_import(project, folder) -> None:
    heard = []
    project.watch(heard.append)
    (folder / "a.txt").write_text(TEXT)
    run(project, folder / "a.txt")
    assert [change.name for change in heard] == ["Import a.txt"]


def test_an_unknown_format_is_an_error_not_a_refusal(project, folder) -> None:
    (folder / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="no format called brat"):
        run(project, folder, format="brat")


def test_refusals_beyond_a_thousand_are_counted_not_listed(project, folder) -> None:
    (folder / "a.jsonl").write_text("{\n" * 1500)
    report = run(project, folder)
    assert (report.refusals, len(report.refused)) == (1500, 1000)
    assert isinstance(report.refused[0], Refusal)
