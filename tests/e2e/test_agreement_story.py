"""Two people disagree, a label is merged, they agree: with the installed command alone."""

import json

from test_command import annotator
from test_review_story import label

TEXTS = (
    "Ilse Maartens left Varholm on Monday.",
    "Varholm Port Trust met in Varholm.",
)


def test_disagreement_is_counted_listed_and_a_label_merged(tmp_path):
    tmp_path.joinpath("one.txt").write_text(f"{TEXTS[1]} {TEXTS[0]}", "utf-8")
    annotator(tmp_path, "import", "desk.db", "one.txt")
    for name, wanted in (("maya", "PLACE"), ("jonas", "ORG")):
        label(tmp_path / "desk.db", name, "Varholm", wanted, TEXTS[1])
    told = annotator(tmp_path, "agreement", "desk.db", "--json", "--html", "a.html")
    assert told.returncode == 0, told.stderr
    ((pair,),) = [layer["pairs"] for layer in json.loads(told.stdout)["layers"]]
    assert pair["micro"]["exact"]["value"] == 0.0
    assert pair["boundary"]["value"] == 1.0
    assert pair["confusion"] == [{"first": "PLACE", "second": "ORG", "spans": 1}]
    assert "<svg" in tmp_path.joinpath("a.html").read_text("utf-8")

    rows = annotator(tmp_path, "check", "desk.db", "--consistency", "--json")
    assert "Varholm" in rows.stdout

    looked = annotator(
        tmp_path, "scheme", "merge", "desk.db", "ORG", "--into", "PLACE", "--dry-run"
    )
    assert "1 span would change; 1 finished annotation would be marked" in looked.stdout
    annotator(tmp_path, "scheme", "merge", "desk.db", "ORG", "--into", "PLACE")
    told = json.loads(annotator(tmp_path, "agreement", "desk.db", "--json").stdout)
    assert told["scheme"] == "news 2"
    assert told["layers"][0]["pairs"][0]["micro"]["exact"]["value"] == 1.0
    exported = json.loads(annotator(tmp_path, "export", "desk.db", "out.jsonl", "--json").stdout)
    assert exported["scheme"] == "news 2"
    assert annotator(tmp_path, "check", "desk.db").returncode == 0
