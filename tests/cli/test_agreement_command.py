"""Agreement without a window."""

import json

import pytest
from commands import output
from reviews import reviewed_project


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "harbour.db"
    reviewed_project(path).close()
    return path


def test_figures_are_printed_with_the_caution_on_kappa(project, capsys):
    status, out, _ = output(capsys, "agreement", project, "--names")
    assert status == 0
    assert "maya – jonas: 1 article" in out
    assert "Kappa and alpha on tokens count every token" in out
    assert "names they differ on most" in out


def test_json_table_and_page_are_written(project, tmp_path, capsys):
    page, table = tmp_path / "a.html", tmp_path / "a.csv"
    status, out, _ = output(
        capsys, "agreement", project, "--json", "--html", page, "--csv", table, "--layer", "quotes"
    )
    told = json.loads(out)
    assert (status, [one["layer"] for one in told["layers"]]) == (0, ["quotes"])
    assert told["layers"][0]["pairs"][0]["quotes"]["content_overlap"]["value"] == 1.0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert table.read_text(encoding="utf-8").startswith("layer,first,second,label,measure")


def test_an_unknown_annotator_is_refused_in_a_sentence(project, capsys):
    status, _, error = output(capsys, "agreement", project, "--annotator", "bob")
    assert (status, "There is no annotator bob" in error) == (1, True)


def test_gamma_without_its_library_says_what_is_missing(project, capsys, monkeypatch):
    monkeypatch.setattr("annotator.project.gamma.is_installed", lambda: False)
    status, _, error = output(capsys, "agreement", project, "--gamma")
    assert (status, "pygamma-agreement" in error) == (1, True)


def test_progress_is_written_as_a_page(project, tmp_path, capsys):
    page = tmp_path / "progress.html"
    assert output(capsys, "stats", project, "--html", page)[0] == 0
    assert "Labels by source" in page.read_text(encoding="utf-8")
