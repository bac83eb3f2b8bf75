"""Whether a window can be shown is found out before Qt is asked, because Qt would abort."""

import os
import subprocess
import sys

import pytest

from annotator.gui.display import DisplayError, check_display

WITHOUT_ONE = ("new", "import", "prelabel", "export", "check", "stats", "scheme", "evaluate")


def test_without_a_display_the_commands_that_work_are_named():
    with pytest.raises(DisplayError) as error:
        check_display({})
    assert all(name in str(error.value) for name in WITHOUT_ONE)
    assert str(error.value).count(".") == 1


def test_a_display_nobody_answers_on_is_none():
    with pytest.raises(DisplayError):
        check_display({"DISPLAY": ":4711"})
    with pytest.raises(DisplayError):
        check_display({"DISPLAY": "nonsense"})


def test_offscreen_needs_no_display():
    check_display({"QT_QPA_PLATFORM": "offscreen"})


def test_the_command_says_so_in_one_sentence_and_does_not_abort(tmp_path):
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "annotator"],
        check=False,
        env=kept,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode > 0
    assert "There is no display" in done.stderr
    assert "Traceback" not in done.stderr
