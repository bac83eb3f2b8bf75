import pytest
import sqlite_utils
from making import new_project
from sqlite_utils import Migrations

from annotator.core.errors import StoreError
from annotator.project import project as projects
from annotator.project.edits import AddSpan
from annotator.store import database, migrations
from annotator.store.version import LATEST

NEXT = LATEST + 1


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "news.db"
    with new_project(path) as project:
        project.apply(AddSpan(1, "entities", "PERSON", 0, 12))
    return path


@pytest.fixture
def newer(monkeypatch):
    """A program one version on; the list that is returned runs inside its migration."""
    steps = Migrations("annotator")
    inside = []

    @steps(name="m001_initial")
    def first(db):
        raise AssertionError("this ran long ago")

    @steps()
    def m002_moods(db):
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")
        for step in inside:
            step(db)

    monkeypatch.setattr(migrations, "migrations", steps)
    monkeypatch.setattr(database, "LATEST", NEXT)
    return inside


def has_mood(project):
    return "mood" in {row["name"] for row in project.database.rows("PRAGMA table_info(articles)")}


def backups(path):
    return sorted(one.name for one in path.parent.glob("*before*"))


def fail(db):
    raise RuntimeError("power cut")


def break_references(db):
    db.execute("UPDATE articles SET import_id = 99")


def test_an_older_file_is_copied_whole_and_then_migrated(old, newer):
    with projects.open(old) as project:
        assert has_mood(project)
        assert project.database.value("PRAGMA user_version") == NEXT
        assert project.database.value("PRAGMA foreign_keys") == 1
        assert [one.text for one in project.annotation(1).spans] == ["Jan Maartens"]
    assert backups(old) == [f"news.before-v{NEXT}.db"]


def test_the_copy_is_the_project_as_it_was(old, newer, monkeypatch):
    projects.open(old).close()
    monkeypatch.undo()
    with projects.open(old.with_name(f"news.before-v{NEXT}.db")) as project:
        assert not has_mood(project)
        assert project.undo_name() == "Label PERSON"


def test_a_migration_happens_once(old, newer):
    projects.open(old).close()
    newer.append(fail)
    projects.open(old).close()
    assert len(backups(old)) == 1


def test_a_migration_that_fails_leaves_the_file_as_it_was_and_can_be_tried_again(old, newer):
    newer.append(fail)
    with pytest.raises(RuntimeError):
        projects.open(old)
    newer.clear()
    with projects.open(old) as project:
        assert has_mood(project)
    assert backups(old) == [f"news.before-v{NEXT}-2.db", f"news.before-v{NEXT}.db"]


def test_a_migration_that_breaks_references_is_taken_back(old, newer):
    newer.append(break_references)
    with pytest.raises(StoreError, match="has broken references and was left as it was"):
        projects.open(old)
    newer.clear()
    with projects.open(old) as project:
        assert project.article(1).import_id == 1


def test_an_older_file_opened_read_only_is_migrated_in_a_copy(old, newer):
    before = old.read_bytes()
    with projects.open(old, read_only=True) as project:
        assert has_mood(project)
        assert project.read_only
        assert project.name == "news.db"
    assert old.read_bytes() == before
    assert [one.name for one in old.parent.iterdir()] == ["news.db"]


def test_the_version_is_the_number_of_migrations():
    with sqlite_utils.Database(memory=True) as empty:
        assert len(migrations.migrations.pending(empty)) == LATEST
