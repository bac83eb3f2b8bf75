"""Merging and splitting labels without a window."""

import json

import pytest
from commands import output
from reviews import reviewed_project

from annotator.project.project import open as open_project
from annotator.project.scheme_files import builtin_scheme


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "harbour.db"
    reviewed_project(path, scheme=builtin_scheme("news")).close()
    return path


def labels(path):
    with open_project(path) as opened:
        return {one.label for made in opened.review(1).annotations for one in made.spans}


def test_a_dry_run_tells_what_would_change_and_changes_nothing(project, capsys):
    status, out, _ = output(
        capsys, "scheme", "merge", project, "ORG", "--into", "PERSON", "--dry-run"
    )
    assert status == 0
    assert "ORG become PERSON" in out
    assert "Nothing was changed." in out
    assert "ORG" in labels(project)


def test_a_merge_is_applied_and_told(project, capsys):
    told = json.loads(
        output(capsys, "scheme", "merge", project, "ORG", "--into", "PERSON", "--json")[1]
    )
    assert (told["applied"], told["version"], told["rechecks"]) == (True, 2, 2)
    assert "ORG" not in labels(project)


def test_a_split_goes_by_words(project, capsys):
    words = "AGENCY=Norrhavn Port Authority"
    arguments = ("--into", "COMPANY", "--into", "AGENCY", "--words", words)
    status, out, _ = output(capsys, "scheme", "split", project, "ORG", *arguments)
    assert (status, "AGENCY" in labels(project), "ORG" in labels(project)) == (0, True, False)
    assert "[Norrhavn Port Authority]" in out


def test_words_of_a_label_that_is_no_part_are_refused(project, capsys):
    arguments = ("--into", "A", "--into", "B", "--words", "C=x")
    assert output(capsys, "scheme", "split", project, "ORG", *arguments)[0] == 2
