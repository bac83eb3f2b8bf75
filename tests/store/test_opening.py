import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from making import SCHEME, TEXTS, new_project

from annotator.core.annotation import Status
from annotator.core.errors import StoreError
from annotator.project import project as projects
from annotator.project.edits import AddSpan, SetStatus
from annotator.project.queue import QueueQuery
from annotator.store import database
from annotator.store.network import on_network
from annotator.store.version import APPLICATION_ID, LATEST

KEPT = Path(__file__).parent.parent / "data"
MARK = AddSpan(1, "entities", "PERSON", 0, 12)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.db"


@pytest.fixture
def closed(path):
    with new_project(path) as project:
        project.apply(MARK)
    return path


def refusal(path, **options):
    with pytest.raises(StoreError) as caught:
        projects.open(path, **options)
    return str(caught.value)


def raw(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return [connection.execute(sql).fetchall() for sql in statements]
    finally:
        connection.close()


def test_a_closed_project_is_one_file(closed):
    assert [path.name for path in closed.parent.iterdir()] == ["news.db"]


def test_a_project_file_is_plain_sqlite_with_our_mark(closed):
    found = raw(closed, "PRAGMA application_id", "PRAGMA user_version", "PRAGMA journal_mode")
    assert found == [[(APPLICATION_ID,)], [(LATEST,)], [("wal",)]]
    assert raw(closed, "SELECT text, label FROM mentions") == [[("Jan Maartens", "PERSON")]]


def test_a_name_with_odd_characters_is_only_a_name(tmp_path):
    path = tmp_path / "100% müde? #1.db"
    new_project(path).close()
    with projects.open(path) as project:
        assert project.queue.counts()["all"] == len(TEXTS)


def test_creating_over_a_file_is_refused(closed):
    with pytest.raises(StoreError, match="exists already"):
        projects.create(closed, SCHEME)


def test_creating_in_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened; check that its folder exists"):
        projects.create(tmp_path / "nowhere" / "news.db", SCHEME)


def test_a_creation_that_fails_leaves_nothing(tmp_path):
    def fail(made):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        database.create(tmp_path / "news.db", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_said_by_its_path(path):
    assert refusal(path) == f"There is no project file {path}."


def test_a_folder_is_no_project(tmp_path):
    assert "cannot be opened" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 50])
def test_a_file_that_is_not_sqlite_is_not_ours(path, content):
    path.write_bytes(content)
    assert refusal(path) == "news.db is not an Annotator project."
    assert path.read_bytes() == content


def test_a_foreign_database_is_not_ours_and_not_touched(path):
    raw(path, "CREATE TABLE songs (name)")
    before = path.read_bytes()
    assert "a database of another program" in refusal(path)
    assert path.read_bytes() == before


def test_a_file_from_a_newer_program_is_refused(closed):
    raw(closed, f"PRAGMA user_version = {LATEST + 1}")
    assert "made by a newer Annotator" in refusal(closed)
    assert "made by a newer Annotator" in refusal(closed, read_only=True)


def test_a_damaged_file_is_said_with_a_way_out(closed):
    content = bytearray(closed.read_bytes())
    content[8192 : 8192 + 4096 * 6] = os.urandom(4096 * 6)
    closed.write_bytes(content)
    assert "--recover NEW.db" in refusal(closed)


@pytest.mark.parametrize("kept", [100, 4096, 20000])
def test_a_truncated_file_is_refused(closed, kept):
    closed.write_bytes(closed.read_bytes()[:kept])
    assert refusal(closed).startswith("news.db is ")


def test_a_file_that_lost_its_scheme_is_damaged(closed):
    raw(closed, "DELETE FROM schemes")
    assert "is damaged" in refusal(closed)


def test_a_file_locked_by_another_is_refused_and_then_free_again(closed, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(closed, isolation_level=None)
    with projects.open(closed) as project:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is being written by another program"):
            project.apply(SetStatus(1, Status.DONE))
        assert project.annotation(1).status is Status.IN_PROGRESS
        holder.execute("ROLLBACK")
        project.apply(SetStatus(1, Status.DONE))
    holder.close()


def test_a_short_wait_for_another_writer_is_no_error(closed):
    holder = sqlite3.connect(closed, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.1, holder.execute, ("ROLLBACK",))
    release.start()
    with projects.open(closed) as project:
        project.apply(SetStatus(1, Status.DONE))
        assert project.annotation(1).status is Status.DONE
    release.join()
    holder.close()


def test_a_file_locked_whole_is_refused_in_a_sentence(closed, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(closed, isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    assert "is being written by another program" in refusal(closed)
    holder.close()


def test_read_only_shows_everything_and_writes_nothing(closed):
    before = closed.read_bytes()
    with projects.open(closed, read_only=True) as project:
        assert project.read_only
        assert project.annotation(1).spans[0].text == "Jan Maartens"
        assert project.queue.ids(QueueQuery(text="kovács paris")) == [1, 3]
        with pytest.raises(StoreError, match=r"news\.db is open read-only"):
            project.apply(SetStatus(1, Status.DONE))
        with pytest.raises(StoreError, match="read-only"):
            project.undo()
        project.add_seconds(1, 5.0)
        assert project.use_annotator("Someone new").name == "Someone new"
    assert closed.read_bytes() == before
    assert [path.name for path in closed.parent.iterdir()] == ["news.db"]


def test_read_only_beside_a_writer_sees_what_is_not_yet_in_the_file_itself(closed):
    with projects.open(closed) as writer:
        writer.apply(SetStatus(1, Status.DONE))
        with projects.open(closed, read_only=True) as reader:
            assert reader.annotation(1).status is Status.DONE
            writer.apply(SetStatus(1, Status.SKIPPED))
            assert reader.changed_elsewhere()
            assert reader.annotation(1).status is Status.SKIPPED


def test_read_only_reads_the_log_a_crash_left(closed, tmp_path):
    left = tmp_path / "left"
    left.mkdir()
    with projects.open(closed) as writer:
        writer.apply(SetStatus(1, Status.DONE))
        for suffix in ("", "-wal"):
            (left / f"news.db{suffix}").write_bytes(Path(f"{closed}{suffix}").read_bytes())
    before = sorted((path.name, path.stat().st_size) for path in left.iterdir())
    with projects.open(left / "news.db", read_only=True) as reader:
        assert reader.annotation(1).status is Status.DONE
    assert sorted((path.name, path.stat().st_size) for path in left.iterdir()) == before


@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_may_not_be_written_opens_read_only_with_the_reason(closed, monkeypatch, which):
    locked = closed if which == "file" else closed.parent
    monkeypatch.setattr(database, "access", lambda path, _mode: path != locked)
    with projects.open(closed) as project:
        assert project.read_only
        assert which in project.read_only_reason


def test_a_file_deleted_under_us_is_noticed_before_anything_is_called_saved(closed):
    with projects.open(closed) as project:
        closed.unlink()
        with pytest.raises(StoreError, match="was deleted or moved; nothing can be saved"):
            project.apply(SetStatus(1, Status.DONE))


def test_a_file_replaced_under_us_is_noticed_too(closed, tmp_path):
    other = tmp_path / "other.db"
    new_project(other).close()
    with projects.open(closed) as project:
        other.replace(closed)
        with pytest.raises(StoreError, match="was deleted or moved"):
            project.apply(SetStatus(1, Status.DONE))


def test_a_full_disk_saves_nothing_and_says_so(closed):
    too_much = AddSpan(1, "entities", "ORG", 13, 16, "x" * 80000)
    with projects.open(closed) as project:
        pages = project.database.value("PRAGMA page_count")
        project.database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="The disk is full, so nothing was saved"):
            project.apply(too_much)
        assert len(project.annotation(1).spans) == 1
        project.database.execute(f"PRAGMA max_page_count = {pages + 1000}")
        project.apply(too_much)
        assert len(project.annotation(1).spans) == 2
        assert project.database.quick_check() == []


WRITES_TOO_MUCH = """
import resource, signal, sys
from pathlib import Path
from annotator.core.errors import StoreError
from annotator.project.edits import AddSpan
from annotator.project.project import open
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
project = open(Path(sys.argv[1]))
size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    for n in range(13, 30):
        project.apply(AddSpan(1, "entities", "ORG", n, n + 1, "x" * 60000))
except StoreError as error:
    print(error)
print(len(project.annotation(1).spans))
"""


def test_a_disk_that_fails_to_write_says_so_and_keeps_what_was_saved(closed):
    child = [sys.executable, "-c", WRITES_TOO_MUCH, str(closed)]
    done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=60)
    sentence, spans = done.stdout.strip().split("\n")
    assert "nothing was saved" in sentence
    with projects.open(closed) as project:
        assert len(project.annotation(1).spans) == int(spans)
        assert project.database.quick_check() == []


def test_what_is_not_valid_text_is_refused_and_not_stored(closed):
    with projects.open(closed) as project:
        with pytest.raises(StoreError, match="is not valid text"):
            project.use_annotator("\ud800")
        assert project.annotator.name == "Ada"


MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/the\\040nas nfs4 rw 0 0\n"
    "//win/y /mnt/shadowed cifs rw 0 0\n/dev/sdb1 /mnt/shadowed ext4 rw 0 0\n"
)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("/home/news.db", False),
        ("/mnt/the nas/news.db", True),
        ("/mnt/the nasty/news.db", False),
        ("/mnt/shadowed/news.db", False),
    ],
)
def test_a_network_path_is_known_by_the_table_of_mounts(tmp_path, where, expected):
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    assert on_network(Path(where), table) is expected


def test_on_a_network_path_there_is_no_write_ahead_log(closed, monkeypatch):
    monkeypatch.setattr(database, "on_network", lambda _path: True)
    with projects.open(closed) as project:
        assert project.database.value("PRAGMA journal_mode") == "delete"
        project.apply(SetStatus(1, Status.DONE))
        assert not Path(f"{closed}-wal").exists()


@pytest.mark.parametrize("kept", sorted(KEPT.glob("project-v*.db")), ids=lambda path: path.name)
def test_a_project_of_every_version_opens(kept, path):
    path.write_bytes(kept.read_bytes())
    with projects.open(path) as project:
        assert [one.text for one in project.annotation(1).spans] == ["Jan Maartens", "Paris"]
        assert project.undo_name() == "Label PLACE"
        project.undo()
        assert [one.text for one in project.annotation(1).spans] == ["Jan Maartens"]


def test_a_project_of_every_version_is_kept():
    versions = {path.name for path in KEPT.glob("project-v*.db")}
    assert versions == {f"project-v{number}.db" for number in range(1, LATEST + 1)}
