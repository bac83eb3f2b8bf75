"""Two colleagues label apart, one reviews, both learn from it: with the installed command alone."""

import json

from test_command import TEXT, annotator

from annotator.project.edits import AddSpan, SetStatus
from annotator.project.project import open as open_project


def label(path, name, words, label_name, text=TEXT):
    from annotator.core.annotation import Status

    with open_project(path) as project:
        project.use_annotator(name)
        start = text.index(words)
        project.apply(AddSpan(1, "entities", label_name, start, start + len(words)))
        project.apply(SetStatus(1, Status.DONE))


def test_work_is_assigned_handed_on_reviewed_signed_off_exported_and_told(tmp_path):
    tmp_path.joinpath("one.txt").write_text(TEXT, "utf-8")
    for file in ("desk.db", "maya.db", "jonas.db"):
        annotator(tmp_path, "import", file, "one.txt")
    plan = annotator(tmp_path, "assign", "desk.db", "--to", "maya", "--to", "jonas", "--everyone")
    assert "maya: 1 assigned, 0 done" in plan.stdout
    label(tmp_path / "maya.db", "maya", "Varholm Port Trust", "ORG")
    label(tmp_path / "jonas.db", "jonas", "Varholm Port Trust", "PLACE")
    for name in ("maya", "jonas"):
        made = annotator(tmp_path, "bundle", f"{name}.db", f"{name}.bundle", "--whose", name)
        assert made.returncode == 0, made.stderr
    merged = annotator(tmp_path, "merge", "desk.db", "maya.bundle", "jonas.bundle")
    assert "2 annotations added" in merged.stdout
    listed = json.loads(annotator(tmp_path, "review", "desk.db", "--json").stdout)
    assert [(one["annotators"], one["differences"]) for one in listed] == [(["jonas", "maya"], 1)]
    signed = annotator(tmp_path, "review", "desk.db", "--accept", "maya", "--sign-off")
    assert "1 articles were signed off as gold" in signed.stderr
    annotator(tmp_path, "export", "desk.db", "gold.jsonl")
    gold = json.loads(tmp_path.joinpath("gold.jsonl").read_text("utf-8"))
    ((only,),) = [one["spans"] for one in gold["annotations"] if one["annotator"]["kind"] == "gold"]
    assert (only["text"], only["label"]) == ("Varholm Port Trust", "ORG")
    annotator(tmp_path, "bundle", "desk.db", "back.bundle", "--whose", "jonas")
    back = annotator(tmp_path, "merge", "jonas.db", "back.bundle")
    assert "1 decision" in back.stdout
    sheet = annotator(tmp_path, "feedback", "jonas.db", "jonas.html", "--whose", "jonas")
    assert "1 of them otherwise than jonas had it" in sheet.stdout
    assert "gold: ORG" in tmp_path.joinpath("jonas.html").read_text("utf-8")
    for file in ("desk.db", "maya.db", "jonas.db"):
        assert annotator(tmp_path, "check", file).returncode == 0
