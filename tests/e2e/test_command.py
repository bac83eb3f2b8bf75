"""The installed command, run as a user runs it: another process, another folder, no display."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("annotator")
TEXT = "Ines Okafor leaves Varholm\nMs Okafor, who ran the Varholm Port Trust, left for Norway on Monday.\n"


def annotator(folder, *arguments, **environment):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def test_a_project_goes_from_a_text_file_to_suggestions_and_figures(tmp_path):
    tmp_path.joinpath("one.txt").write_text(TEXT, "utf-8")
    assert annotator(tmp_path, "import", "harbour.db", "one.txt").stdout.startswith(
        "Added 1 article"
    )
    report = json.loads(annotator(tmp_path, "prelabel", "harbour.db", "--json").stdout)
    assert report["articles"] == 1
    stats = json.loads(annotator(tmp_path, "stats", "harbour.db", "--json").stdout)
    model = next(line for line in stats["annotators"] if line["kind"] == "model")
    assert model["labels"]["PERSON"] == 2
    assert annotator(tmp_path, "check", "harbour.db").returncode == 0
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"one.txt", "harbour.db"}


def test_without_a_display_the_window_says_so_and_names_what_works(tmp_path):
    annotator(tmp_path, "new", "harbour.db")
    told = annotator(tmp_path, "harbour.db", QT_QPA_PLATFORM="")
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert "display" in told.stderr
    for command in ("import", "prelabel", "export"):
        assert command in told.stderr


def test_what_is_imported_is_not_printed_twice_in_a_pipe(tmp_path):
    tmp_path.joinpath("one.txt").write_text(TEXT, "utf-8")
    told = annotator(tmp_path, "import", "harbour.db", "one.txt")
    assert told.stderr == ""
    assert told.stdout.count("\n") == 1


def test_help_is_quick_and_imports_neither_qt_nor_spacy(tmp_path):
    code = (
        "import sys; from annotator.cli.app import run; run(['--help']);"
        "bad = [m for m in ('PySide6', 'spacy', 'sqlite_utils', 'numpy') if m in sys.modules];"
        "sys.exit(str(bad) if bad else 0)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
