"""Killed at any moment: what was acknowledged is there, the file is sound, the next start works."""

import os
import random
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from making import SCHEME, checked, new_project

from annotator.project import project as projects
from annotator.project.edits import AddSpan

HERE = Path(__file__).parent
# A longer run is asked for with ANNOTATOR_KILLS=200.
KILLS = int(os.environ.get("ANNOTATOR_KILLS", "20"))


@pytest.fixture(scope="module")
def project_of(tmp_path_factory):
    """A project is killed twenty times over; what one kill left is what the next begins with."""

    @cache
    def make(number):
        path = tmp_path_factory.mktemp("killed") / "news.db"
        new_project(path).close()
        return path

    return lambda seed: make(seed // 20)


def start(*arguments):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path])}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, env=environment
    )


def killed_at_random(path, seed):
    """Let a child work on the project, kill it, and return the steps it had acknowledged."""
    with start(HERE / "kill_child.py", path, seed) as child:
        first = child.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.25))
        child.send_signal(signal.SIGKILL)
        lines = (first + child.stdout.read()).split(b"\n")[:-1]
    assert child.returncode == -signal.SIGKILL
    return [line.decode() for line in lines]


@pytest.mark.xdist_group("kill")
@pytest.mark.parametrize("seed", range(KILLS))
def test_whatever_was_acknowledged_survives_a_kill(project_of, seed):
    path = project_of(seed)
    acknowledged = killed_at_random(path, seed)
    with projects.open(path) as project:
        stored = {row[0] for row in project.database.rows("SELECT step FROM journal")}
        assert acknowledged
        assert set(acknowledged) <= stored
        assert project.database.quick_check() == []
        assert checked(project).problems == []
        project.apply(AddSpan(1, "entities", "PERSON", seed % 20, seed % 20 + 3))
        project.undo()
    assert [one.name for one in path.parent.iterdir()] == ["news.db"]


CREATING = """
import os, signal, sys
from pathlib import Path
from annotator.project import project
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
project.annotators.ensure = die
project.create(Path(sys.argv[1]))
"""


def test_a_creation_that_is_killed_leaves_no_half_project(tmp_path):
    path = tmp_path / "new.db"
    with start("-c", CREATING, path) as child:
        child.wait()
    assert child.returncode == -signal.SIGKILL
    assert not path.exists()
    with projects.create(path, SCHEME) as project:
        assert checked(project).sound
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


MIGRATING = """
import os, signal, sys
from pathlib import Path
import sqlite3
from sqlite_utils import Database, Migrations
from annotator.store import database, migrations
steps = Migrations("annotator")
for done in migrations.migrations.applied(Database(sqlite3.connect(sys.argv[1]))):
    steps(name=done.name)(lambda db: None)
@steps()
def m999_moods(db):
    db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")
    db.execute("UPDATE articles SET mood = hex(zeroblob(200000))")
    os.kill(os.getpid(), signal.SIGKILL)
migrations.migrations, database.LATEST = steps, database.LATEST + 1
database.open_(Path(sys.argv[1]))
"""


def test_a_migration_that_is_killed_leaves_the_project_as_it_was(tmp_path):
    path = tmp_path / "old.db"
    with new_project(path) as project:
        project.apply(AddSpan(1, "entities", "PERSON", 0, 12))
    with start("-c", MIGRATING, path) as child:
        child.wait()
    assert child.returncode == -signal.SIGKILL
    with projects.open(path) as project:
        columns = {row["name"] for row in project.database.rows("PRAGMA table_info(articles)")}
        assert "mood" not in columns
        assert project.undo_name() == "Label PERSON"
        assert checked(project).sound
