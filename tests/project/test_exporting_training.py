"""The whole way once: sample articles, exported, trained on by the command the export's README gives."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from annotator.core.resources import seeds
from annotator.project.export_options import ExportOptions
from annotator.project.exporting import export
from annotator.project.importing import import_paths
from annotator.project.project import create

FEW_STEPS = ["--training.max_steps", "4", "--training.eval_frequency", "2"]


def test_spacy_trains_entities_and_quotes_with_the_command_the_readme_gives(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with create(tmp_path / "news.db") as project:
        list(import_paths(project, sorted(seeds().glob("*.jsonl"))))
        list(export(project, ExportOptions(out, "spacy")))
    told = re.search(
        r"^ +python (-m spacy train .+)$", (out / "README.txt").read_text(), re.MULTILINE
    )
    command = [sys.executable, *shlex.split(told[1]), *FEW_STEPS]
    done = subprocess.run(
        command, cwd=out, capture_output=True, text=True, check=False, timeout=110
    )
    assert done.returncode == 0, done.stderr
    for learnt in ("ner", "span_finder", "spancat"):
        assert (out / "model/model-best" / learnt).is_dir()
    assert "SPANS_QUOT" in done.stdout
