"""The library as others import it, and the size of what they would have to read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from making import new_project

import annotator

PACKAGE = Path(annotator.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

OPEN = """
import sys
import annotator
with annotator.open(sys.argv[1]) as project:
    project.pending(1), project.queue.ids(), project.undo_name()
heavy = ("PySide6", "spacy", "numpy", "thinc", "click")
print([name for name in sys.modules if name.partition(".")[0] in heavy])
"""


def test_opening_a_project_imports_neither_qt_nor_spacy(tmp_path):
    new_project(tmp_path / "news.db").close()
    child = [sys.executable, "-c", OPEN, str(tmp_path / "news.db")]
    done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_the_library_offers_what_it_names_and_nothing_else():
    for name in annotator.__all__:
        assert getattr(annotator, name)
    with pytest.raises(AttributeError, match="no attribute 'Manager'"):
        annotator.Manager  # noqa: B018 — looking it up is the test


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_no_file_has_more_than_400_lines():
    lengths = {str(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def length(function):
    """The lines of a function without its docstring, which for a command is its help."""
    first, *rest = function.body
    told = first if ast.get_docstring(function) else None
    lines = function.end_lineno - function.lineno + 1
    return lines - (told.end_lineno - told.lineno + 1 if told and rest else 0)


def test_no_function_has_more_than_40_lines():
    lengths = {
        f"{path.name} {function.name}": length(function)
        for path in FILES
        for function in functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}
