"""Quotes in and out by the command line."""

import csv
import json

import pytest
from commands import output

TEXT = "“We sail,” Ann Hale said. “We do.”"
RECORD = {
    "id": "7",
    "text": TEXT,
    "quotes": [{"content": [[0, 10], [26, 34]], "source": [11, 19], "cue": [20, 24],
                "speaker": "Ann Hale"}],
}  # fmt: skip


@pytest.fixture
def project(tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(RECORD) + "\n", "utf-8")
    path = tmp_path / "harbour.db"
    assert output(capsys, "import", path, gold, "--format", "quotes")[0] == 0
    return path


@pytest.mark.parametrize("chosen", [(), ("--format", "quotes-csv")])
def test_a_path_that_ends_in_csv_gets_a_table_of_quotes(project, capsys, tmp_path, chosen) -> None:
    status, out, _ = output(capsys, "export", project, tmp_path / "q.csv", "--bom", *chosen)
    assert (status, "with 4 spans and 1 quote;" in out) == (0, True)
    with (tmp_path / "q.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["speaker"], row["content"]) == ("Ann Hale", "“We sail,” … “We do.”")


def test_quotes_json_goes_out_and_comes_in_again(project, capsys, tmp_path) -> None:
    target = tmp_path / "q.jsonl"
    status, out, _ = output(capsys, "export", project, target, "--format", "quotes-json", "--json")
    assert (status, json.loads(out)["files"][0]["quotes"]) == (0, 1)
    status, out, _ = output(capsys, "import", tmp_path / "second.db", target)
    assert (status, "1 annotation" in out) == (0, True)


def test_a_refused_quote_is_named_by_its_line(project, capsys, tmp_path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    far = RECORD | {"quotes": [{"content": [[0, 400]]}]}
    wrong.write_text(json.dumps(RECORD) + "\n" + json.dumps(far) + "\n", "utf-8")
    status, _, error = output(capsys, "import", project, wrong)
    assert status == 1
    assert "wrong.jsonl, line 2: the span QUOTE 0–400 lies outside the text" in error


def test_an_unknown_format_is_refused_with_those_there_are(project, capsys, tmp_path) -> None:
    status, _, error = output(capsys, "export", project, tmp_path / "q", "--format", "brat")
    assert status == 2
    assert "quotes-csv" in error
