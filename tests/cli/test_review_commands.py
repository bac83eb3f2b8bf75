"""Reviewing, handing on and assigning without a window."""

import json

import pytest
from commands import output
from reviews import reviewed_project

from annotator.core.annotation import Status
from annotator.project.project import open as open_project


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "harbour.db"
    reviewed_project(path).close()
    return path


def test_review_lists_articles_and_their_differences(project, capsys):
    _, out, _ = output(capsys, "review", project)
    assert "maya, jonas: F1 0.67, 3 differences, 3 open, to review" in out
    found = json.loads(output(capsys, "review", project, "--article", 1, "--json")[1])
    assert [one["types"] for one in found["found"]] == ["boundary, label", "cue", "label"]
    assert found["found"][2]["versions"] == {"maya": "PERSON", "jonas": "ORG"}


def test_a_vote_and_a_sign_off_make_gold(project, capsys):
    _, out, error = output(capsys, "review", project, "--accept", "maya", "--sign-off")
    assert "3 differences were decided, 0 are left" in error
    assert "signed off" in out
    with open_project(project) as opened:
        assert opened.review(1).gold.status is Status.DONE
        assert len(opened.review(1).gold.spans) == 8


def test_a_majority_of_two_decides_nothing(project, capsys):
    assert (
        "0 differences were decided, 3 are left"
        in output(capsys, "review", project, "--accept", "majority")[2]
    )


def test_somebody_unknown_cannot_be_compared(project, capsys):
    status, _, error = output(capsys, "review", project, "--compare", "maya,bob")
    assert (status, "no annotator bob" in error) == (2, True)


def test_work_is_handed_on_and_merged(project, tmp_path, capsys):
    bundle = tmp_path / "maya.bundle"
    _, out, _ = output(capsys, "bundle", project, bundle, "--whose", "maya")
    assert out == "maya’s work on 1 article (8 spans) is in maya.bundle.\n"
    report = json.loads(output(capsys, "bundle", project, bundle, "--whose", "maya", "--json")[1])
    assert (report["articles"], report["statuses"]) == (1, {"done": 1})
    status, out, _ = output(capsys, "merge", project, bundle)
    assert (status, out) == (0, "Merged maya.bundle: 1 already there.\n")
    report = json.loads(output(capsys, "merge", project, bundle, "--json")[1])
    assert (report["same"], report["added"], report["rows"]) == (1, 0, [])


def test_a_bundle_that_is_damaged_is_refused_with_its_line(project, tmp_path, capsys):
    bundle = tmp_path / "maya.bundle"
    output(capsys, "bundle", project, bundle, "--whose", "maya")
    bundle.write_bytes(bundle.read_bytes()[:-40])
    status, _, error = output(capsys, "merge", project, bundle)
    assert status == 1
    assert error == (
        "annotator: maya.bundle: line 3 was changed or cut after the bundle was made.\n"
    )


def test_a_bundle_that_does_not_fit_is_explained_and_taken_partly(project, tmp_path, capsys):
    bundle, other = tmp_path / "maya.bundle", tmp_path / "other.db"
    output(capsys, "bundle", project, bundle, "--whose", "maya")
    reviewed_project(other, texts=("Minister visits port\n\nTwice.",)).close()
    status, out, error = output(capsys, "merge", other, bundle)
    assert (status, out) == (1, "")
    assert "maya.bundle was not merged: its label scheme is another" not in error
    assert "1 of its 1 articles has another text here" in error
    assert "maya.bundle, Minister visits port: left out: the article of that title" in error
    status, out, _ = output(capsys, "merge", other, bundle, "--partly", "--annotator", "sam")
    assert (status, out) == (1, "Merged maya.bundle: 1 left out.\n")


def test_feedback_is_printed_and_written(project, tmp_path, capsys):
    output(capsys, "review", project, "--accept", "maya", "--sign-off")
    _, out, _ = output(capsys, "feedback", project, "--whose", "jonas")
    assert "3 of them otherwise than jonas had it" in out
    output(capsys, "feedback", project, tmp_path / "sheets", "--whose", "everyone")
    names = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert names == ["feedback-jonas.html", "feedback-maya.html"]
    output(capsys, "feedback", project, tmp_path / "jonas.csv", "--whose", "jonas", "--bom")
    assert (tmp_path / "jonas.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,")


def test_articles_are_assigned_by_plan_and_by_hand(project, capsys):
    _, out, _ = output(capsys, "assign", project, "--to", "maya", "--to", "jonas", "--random", 1)
    assert out.count("1 assigned") == 1
    _, out, _ = output(capsys, "assign", project, 1, "--to", "lea", "--json")
    assert json.loads(out)["lea"] == {"assigned": 1, "done": 0}
    assert output(capsys, "assign", project, "--to", "maya")[0] == 2
    assert output(capsys, "assign", project, "--to", "maya", "--random", 3)[0] == 2


def test_control_articles_show_how_steady_everybody_is(project, capsys):
    assert "Nobody has finished a control article" in output(capsys, "controls", project)[1]
    output(capsys, "review", project, "--accept", "maya", "--sign-off")
    output(capsys, "assign", project, "--to", "maya", "--everyone")
    output(capsys, "assign", project, "--control", 1)
    _, out, _ = output(capsys, "controls", project)
    assert "maya: 1.00; 1.00 over the last five" in out
    figures = json.loads(output(capsys, "controls", project, "--json")[1])
    assert figures["jonas"][0]["strict"] < 1
