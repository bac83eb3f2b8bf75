"""The command line as people and scripts use it: arguments in, sentences and exit codes out."""

import json

import pytest
from commands import output

from annotator.cli.app import run
from annotator.core.annotation import Status
from annotator.core.resources import seeds
from annotator.project.edits import AddSpan, SetStatus
from annotator.project.project import open as open_project

TEXT = (
    "Ines Okafor leaves Varholm\nInes Okafor left Varholm on Monday, the Varholm Port Trust said.\n"
)


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "harbour.db"
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text(
        "Storm nears\nA storm nears Varholm 👩‍👩‍👧, said Okafor.\n", "utf-8"
    )
    assert run(["import", str(path), str(folder)]) == 0
    return path


def test_new_makes_a_project_and_refuses_to_overwrite_it(tmp_path, capsys):
    path = tmp_path / "harbour.db"
    assert output(capsys, "new", path)[0] == 0
    status, _, error = output(capsys, "new", path)
    assert status == 1
    assert "exists already" in error


def test_importing_twice_adds_nothing(project, capsys, tmp_path):
    status, out, _ = output(capsys, "import", project, tmp_path / "articles", "--json")
    report = json.loads(out)
    assert status == 0
    assert (report["added"], report["already_there"]) == (0, 2)


def test_a_refused_record_is_named_with_its_line_and_sets_the_exit_code(project, capsys, tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "fine"}\n{"text": \n', "utf-8")
    status, _, error = output(capsys, "import", project, broken)
    assert status == 1
    assert "broken.jsonl, line 2" in error


def test_stats_count_articles_and_labels(project, capsys):
    with open_project(project) as opened:
        opened.apply(AddSpan(1, "entities", "PERSON", 0, 11))
    _, out, _ = output(capsys, "stats", project, "--json")
    found = json.loads(out)
    assert found["articles"] == 2
    assert [line["labels"] for line in found["annotators"]] == [{"PERSON": 1}]
    assert "PERSON 1" in output(capsys, "stats", project)[1]


def test_a_scheme_shown_can_be_set_again_with_a_label_renamed(project, capsys, tmp_path):
    with open_project(project) as opened:
        opened.apply(AddSpan(1, "entities", "PLACE", 19, 26))
    toml = output(capsys, "scheme", "show", project)[1]
    changed = tmp_path / "labels.toml"
    changed.write_text(toml.replace('"PLACE"', '"LOCATION"'), "utf-8")
    status, _, error = output(capsys, "scheme", "set", project, changed)
    assert status == 1
    assert "PLACE marks 1 spans" in error
    assert output(capsys, "scheme", "set", project, changed, "--rename", "PLACE=LOCATION")[0] == 0
    with open_project(project) as opened:
        assert opened.annotation(1).spans[0].label == "LOCATION"


def test_check_finds_nothing_wrong_with_a_sound_project(project, capsys):
    status, out, _ = output(capsys, "check", project, "--json")
    assert status == 0
    assert json.loads(out)["sound"] is True


def test_check_names_a_span_that_is_not_true_to_its_text(project, capsys):
    with open_project(project) as opened:
        opened.apply(AddSpan(1, "entities", "PERSON", 0, 11))
        with opened.database.writing():
            opened.database.execute("UPDATE spans SET text = 'Otto Okafor'")
    status, _, error = output(capsys, "check", project)
    assert status == 1
    assert "Otto Okafor" in error


def test_prelabel_suggests_once_and_goes_on_where_it_stopped(project, capsys):
    first = json.loads(output(capsys, "prelabel", project, "--json")[1])
    second = json.loads(output(capsys, "prelabel", project, "--json")[1])
    assert first["articles"] == 2
    assert first["spans"] > 0
    assert (second["articles"], second["already_done"]) == (0, 2)
    with open_project(project) as opened:
        assert "Ines Okafor" in {span.text for span in opened.pending(1)}


def test_a_missing_model_is_named_with_the_command_that_installs_it(project, capsys):
    status, _, error = output(capsys, "prelabel", project, "--model", "en_core_web_trf")
    assert status == 1
    assert "python -m spacy download en_core_web_trf" in error


def test_evaluate_prints_the_figures_of_the_issue(capsys, tmp_path):
    gold = tmp_path / "gold.jsonl"
    spans = [{"start": 0, "end": 11, "label": "PERSON"}, {"start": 19, "end": 26, "label": "PLACE"}]
    lines = [{"id": "a", "text": "Ines Okafor visited Norway.", "spans": [spans[0]]}]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    found = json.loads(output(capsys, "evaluate", gold, "--layer", "entities", "--json")[1])
    assert found["articles"] == 1
    assert set(found["micro"]) == {"strict", "overlap"}
    assert found["labels"]["PERSON"]["strict"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


QUOTED = {
    "id": "a",
    "text": "“It is dry,” Ann Hale said. “We looked.”",
    "quotes": [
        {
            "content": [[0, 12], [28, 40]],
            "source": [13, 21],
            "cue": [22, 26],
            "type": "direct",
            "speaker": "Ann Hale",
        }
    ],
}


def test_evaluate_scores_quotes_in_both_views(capsys, tmp_path):
    gold = tmp_path / "quotes.jsonl"
    gold.write_text(json.dumps(QUOTED), encoding="utf-8")
    for view in ("all", "quoted"):
        given = ("evaluate", gold, "--layer", "quotes", "--view", view, "--json")
        found = json.loads(output(capsys, *given)[1])
        assert (found["view"], found["e2e"]["f1"], found["frag_exact"]["f1"]) == (view, 1.0, 1.0)
        assert found["speaker_name"] == {"n": 1, "right": 1.0}
    split = json.loads(output(capsys, *given, "--parts", "split")[1])
    assert (split["parts"], split["quote_exact"]["f1"]) == ("split", 0.0)
    told = output(capsys, "evaluate", gold, "--layer", "quotes")[1]
    assert "e2e          " in told
    assert "direct       1 in gold" in told


def test_evaluate_refuses_quotes_outside_the_text(capsys, tmp_path):
    gold = tmp_path / "quotes.jsonl"
    wrong = QUOTED | {"quotes": [{"content": [[0, 400]]}]}
    gold.write_text(json.dumps(wrong), encoding="utf-8")
    status, _, error = output(capsys, "evaluate", gold, "--layer", "quotes")
    assert status == 1
    assert "quotes.jsonl, line 1: 0–400 lies outside the text of 40 characters." in error


@pytest.mark.parametrize("layer", ["entities", "quotes"])
def test_effort_counts_actions_with_suggestions_and_from_nothing(capsys, layer):
    gold = seeds() / "01-minister-visits-port.jsonl"
    found = json.loads(output(capsys, "effort", gold, "--layer", layer, "--json")[1])
    counted = {name: start["actions"] for name, start in found["from"].items()}
    assert 0 < counted["suggestions"] < counted["nothing"]
    assert found["in_gold"] > 10


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            '{"id": "a", "text": "x", "spans": [{"start": 0, "end": 9, "label": "ORG"}]}',
            "outside the text",
        ),
        ('{"id": "a", "text": "x"}', "spans"),
        ("not json", "line 1"),
    ],
)
def test_evaluate_refuses_gold_that_is_not(capsys, tmp_path, line, reason):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n", "utf-8")
    status, _, error = output(capsys, "evaluate", gold)
    assert status == 1
    assert reason in error
    assert "line 1" in error


def test_export_writes_done_articles_as_jsonl(project, capsys, tmp_path):
    with open_project(project) as opened:
        opened.apply(AddSpan(1, "entities", "PERSON", 0, 11))
        opened.apply(SetStatus(1, Status.DONE))
    target = tmp_path / "out.jsonl"
    status, out, error = output(capsys, "export", project, target)
    assert status == 0
    assert "Exported 1 article" in out
    assert "1 ×" in error
    (line,) = target.read_text("utf-8").splitlines()
    assert json.loads(line)["annotations"][0]["spans"][0]["text"] == "Ines Okafor"


@pytest.mark.parametrize(
    "arguments", [["nonsense", "arguments"], ["new"], ["export", "x.db", "y", "--misfits", "up"]]
)
def test_a_command_line_that_is_not_understood_exits_with_2(capsys, arguments):
    assert run(arguments) == 2


def test_every_command_has_help_with_an_example(capsys):
    for name in ("new", "import", "prelabel", "export", "check", "stats", "evaluate"):
        assert run([name, "--help"]) == 0
        assert f"annotator {name}" in capsys.readouterr().out.split("Example", 1)[1]


def test_a_foreign_file_is_refused_in_one_sentence(tmp_path, capsys):
    path = tmp_path / "notes.db"
    path.write_text("not a database at all, just text", "utf-8")
    for command in ("stats", "check", "prelabel"):
        status, _, error = output(capsys, command, path)
        assert status == 1
        assert error.count("\n") == 1
        assert "not an Annotator project" in error
