import json

import pytest
from making import SCHEME, annotated, entry, span, take_in

from annotator.cli.app import run
from annotator.project.edits import DifferOnPurpose
from annotator.project.project import create
from annotator.project.project import open as open_project

TEXT = "Sund grew. Sund."


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "harbour.db"
    with create(found, SCHEME) as project:
        project.use_annotator("Ada")
        ada = annotated(TEXT, span(TEXT, 0, 4, "PLACE"), name="Ada")
        ben = annotated(TEXT, span(TEXT, 0, 4, "ORG"), span(TEXT, 11, 15, "ORG"), name="Ben")
        take_in(project, entry(TEXT, ada, ben))
    return found


def asked(capsys, path, *more):
    status = run(["check", str(path), "--consistency", *more])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_rows_are_listed_with_counts_by_variant_and_annotator(path, capsys):
    status, out, _ = asked(capsys, path)
    assert status == 1
    assert out.split("\n")[:3] == [
        "unmarked  “Sund”  ORG 2 (Ben 2); not marked 1 (Ada 1); PLACE 1 (Ada 1)",
        "labels  “Sund”  ORG 2 (Ben 2); PLACE 1 (Ada 1)",
        "2 rows.",
    ]


def test_rows_are_json_for_scripts(path, capsys):
    _, out, _ = asked(capsys, path, "--kind", "labels", "--json")
    (row,) = json.loads(out)
    assert (row["kind"], row["layer"], row["words"], row["total"]) == (
        "labels",
        "entities",
        "Sund",
        3,
    )
    assert row["variants"][0] == {"variant": "ORG", "total": 2, "by": {"Ben": 2}}


def test_one_annotator_can_be_asked_about(path, capsys):
    assert asked(capsys, path, "--annotator", "Ben")[:2] == (0, "0 rows.\n")
    status, _, error = asked(capsys, path, "--annotator", "Zed")
    assert status != 0
    assert "nobody is called Zed" in error


def test_what_differs_on_purpose_is_listed_when_asked_for(path, capsys):
    with open_project(path) as project:
        project.apply(DifferOnPurpose("labels", "entities", "Sund", ("ORG", "PLACE"), "two things"))
    assert asked(capsys, path, "--kind", "labels")[:2] == (0, "0 rows; 1 differ on purpose.\n")
    assert "on purpose" in asked(capsys, path, "--kind", "labels", "--all")[1]


def test_counts_are_a_table_for_spreadsheets(path, capsys, tmp_path):
    asked(capsys, path, "--kind", "labels", "--csv", str(tmp_path / "rows.csv"))
    assert (tmp_path / "rows.csv").read_text("utf-8").split("\n")[:3] == [
        "kind,layer,words,variant,annotator,count",
        "labels,entities,Sund,ORG,Ben,2",
        "labels,entities,Sund,PLACE,Ada,1",
    ]
