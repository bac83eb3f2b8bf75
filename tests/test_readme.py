"""The README's references are made from the program; here they are compared with it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT.joinpath("README.md").read_text("utf-8")


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_references_are_in_step_with_the_program():
    told = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_ci_runs_exactly_the_readmes_test_command():
    marked = re.search(r"<!-- test command -->\n```sh\n(.+)\n```\n<!-- end -->", README)
    assert marked
    assert "<!-- test command -->" in ROOT.joinpath(".ci/run").read_text("utf-8")


def test_every_picture_and_file_the_readme_shows_is_there():
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert ROOT.joinpath(target).exists(), target


def test_the_top_level_holds_the_agreed_names_only():
    tracked = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = {name for name in tracked.stdout.split("\n") if name and not name.startswith(".")}
    agreed = {
        "annotator",
        "resources",
        "tests",
        "seeds",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
    }
    assert names <= agreed
