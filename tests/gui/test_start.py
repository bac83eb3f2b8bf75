"""The window starts without what it does not need yet."""

import subprocess
import sys

SCRIPT = """
import sys
from annotator.gui import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
QTimer.singleShot(400, application.quit)
app.run({path})
print(" ".join(sorted(name for name in {names} if name in sys.modules)))
"""


def imported(path: str, *names: str) -> list[str]:
    script = SCRIPT.format(path=path, names=names)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.split()


def test_the_welcome_page_needs_no_store():
    heavy = ("spacy", "numpy", "sqlite_utils", "msgspec")
    assert imported("None", *heavy) == []


def test_an_open_project_needs_no_spacy(harbour):
    harbour.project.close()
    path = f"__import__('pathlib').Path({str(harbour.project.path)!r})"
    assert imported(path, "spacy", "annotator.project.project") == ["annotator.project.project"]
