import os
import sqlite3
import struct

import pytest
from making import SCHEME, TEXTS, checked, entry, new_project, take_in

from annotator.core.annotation import Status
from annotator.core.errors import StoreError
from annotator.project import project as projects
from annotator.project.edits import AddNote, AddSpan, SetFlag, SetStatus
from annotator.store.recovery import recover

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a project with 120 articles, each with a span and a status."""
    path = tmp_path_factory.mktemp("whole") / "news.db"
    with new_project(path) as project:
        for n in range(40):
            take_in(project, *(entry(f"{text} {n}", title=f"{n}") for text in TEXTS))
        for article_id in project.queue.ids():
            start = project.article(article_id).text.index("Paris")
            project.apply(AddSpan(article_id, "entities", "PLACE", start, start + 5))
        project.apply(SetStatus(2, Status.DONE))
        project.apply(SetFlag(3, "odd"))
        project.apply(AddNote(3, "look again"))
    return path.read_bytes()


@pytest.fixture
def rescue(tmp_path):
    def _rescue(content):
        damaged, into = tmp_path / "damaged.db", tmp_path / "rescued.db"
        damaged.write_bytes(content)
        report = recover(damaged, into)
        assert damaged.read_bytes() == content
        return report, projects.open(into)

    return _rescue


def content_of(project):
    return [
        (project.article(n).text, project.annotation(n).spans, project.annotation(n).status)
        for n in project.queue.ids()
    ]


def test_a_sound_file_is_recovered_whole_with_its_history(whole, rescue, tmp_path):
    report, rescued = rescue(whole)
    (tmp_path / "same.db").write_bytes(whole)
    with rescued, projects.open(tmp_path / "same.db") as same:
        assert content_of(rescued) == content_of(same)
        assert rescued.undo_name() == same.undo_name() == "Add note"
        assert checked(rescued).sound
    assert report.complete
    assert report.sentence().startswith("Everything could be read: 123 articles")


@pytest.mark.parametrize("part", range(8))
def test_a_page_of_garbage_costs_what_stood_on_it_and_no_more(whole, rescue, part):
    count = len(whole) // PAGE
    page = 2 + part * (count - 3) // 7
    content = bytearray(whole)
    content[(page - 1) * PAGE : page * PAGE] = os.urandom(PAGE)
    report, rescued = rescue(bytes(content))
    with rescued:
        assert checked(rescued).problems == []
        texts = {project_text for project_text, _, _ in content_of(rescued)}
        assert all(text.startswith(TEXTS) for text in texts)
        rescued.apply(SetStatus(rescued.queue.ids()[0], Status.SKIPPED))
        rescued.undo()
    assert report.sentence().startswith(("Recovered", "Everything"))


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_lost_table_of_contents_is_made_up_for(whole, rescue, tmp_path, page):
    first = schema_pages(whole)[page - 1]
    content = bytearray(whole)
    content[(first - 1) * PAGE : first * PAGE] = os.urandom(PAGE)
    report, rescued = rescue(bytes(content))
    with rescued:
        assert report.read["articles"] == rescued.queue.counts()["all"] == 123
        assert checked(rescued).sound


def schema_pages(content):
    """Page 1 and those it points to, which tell SQLite where the tables are."""
    count = struct.unpack_from(">H", content, 103)[0]
    cells = struct.unpack_from(f">{count}H", content, 112)
    return [1, *(struct.unpack_from(">I", content, cell)[0] for cell in cells)]


@pytest.mark.parametrize("share", [0.65, 0.75, 0.9])
def test_what_is_left_of_a_truncated_file_is_read(whole, rescue, share):
    report, rescued = rescue(whole[: int(len(whole) * share)])
    with rescued:
        assert checked(rescued).problems == []
        assert rescued.queue.counts()["all"] == report.read["articles"]
    assert not report.complete
    assert report.read["articles"] > 0


def test_a_lost_scheme_is_put_together_from_the_labels_in_use(whole, rescue, tmp_path):
    path = tmp_path / "probe.db"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM schemes")
    connection.execute("DELETE FROM annotators")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    report, rescued = rescue(path.read_bytes())
    with rescued:
        assert rescued.scheme.has("entities", "PLACE")
        assert [one.name for one in rescued.annotators()] == ["Recovered annotator 2"]
        assert len(rescued.annotation(1).spans) == 1
        assert checked(rescued).sound
    assert any("scheme was put together" in sentence for sentence in report.mended)


def test_a_history_with_gaps_is_left_out_and_said(whole, rescue, tmp_path):
    path = tmp_path / "probe.db"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM journal WHERE id % 3 = 0")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    report, rescued = rescue(path.read_bytes())
    with rescued:
        assert rescued.undo_name() is None
        assert len(rescued.annotation(1).spans) == 1
        assert checked(rescued).sound
    assert "The history has gaps and was left out" in report.sentence()


def test_what_hangs_in_the_air_is_left_out_and_counted(whole, rescue, tmp_path):
    path = tmp_path / "probe.db"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM articles WHERE id > 100")
    connection.execute("UPDATE spans SET text = 'Rome' WHERE annotation_id = 5")
    connection.execute("UPDATE annotations SET labels = 'x' WHERE id = 6")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    report, rescued = rescue(path.read_bytes())
    with rescued:
        assert rescued.queue.counts()["all"] == 100
        assert checked(rescued).sound
    assert "23 of annotations were left out, because what they belong to is lost." in report.mended
    assert "1 spans were left out, because they do not fit their text." in report.mended


def test_spans_whose_label_cannot_be_read_are_left_out_and_counted(whole, rescue, tmp_path):
    path = tmp_path / "probe.db"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE spans SET layer = 'entit#es' WHERE annotation_id = 5")
    connection.execute("UPDATE spans SET label = '' WHERE annotation_id = 6")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    report, rescued = rescue(path.read_bytes())
    with rescued:
        assert rescued.scheme == SCHEME
        assert checked(rescued).sound
    assert "2 spans were left out, because their label cannot be read." in report.mended


def test_an_existing_file_is_not_recovered_into(whole, tmp_path):
    (tmp_path / "damaged.db").write_bytes(whole)
    (tmp_path / "there.db").write_bytes(b"precious")
    with pytest.raises(StoreError, match="exists already"):
        recover(tmp_path / "damaged.db", tmp_path / "there.db")
    assert (tmp_path / "there.db").read_bytes() == b"precious"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 400, os.urandom(20000)])
def test_where_nothing_can_be_read_nothing_is_made(tmp_path, content):
    (tmp_path / "damaged.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"Nothing in damaged\.db can be read"):
        recover(tmp_path / "damaged.db", tmp_path / "rescued.db")
    assert [path.name for path in tmp_path.iterdir()] == ["damaged.db"]


def test_a_missing_file_cannot_be_recovered(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        recover(tmp_path / "none.db", tmp_path / "rescued.db")


def test_a_scheme_of_the_small_project_is_not_changed_by_recovery(whole, rescue):
    _, rescued = rescue(whole)
    with rescued:
        assert rescued.scheme == SCHEME
