"""One annotator's work is handed on as a file, and taken in whole, once, or not at all."""

import json
import random

import pytest
from making import SCHEME, checked, new_project

from annotator.core.annotation import Status
from annotator.core.decision import Choice
from annotator.core.errors import AnnotatorError, InputError, RuleError
from annotator.core.scheme import Label, Layer, Scheme
from annotator.formats.bundle_records import check_of
from annotator.project import project as projects
from annotator.project.bundling import bundle
from annotator.project.edits import AddNote, AddSpan, ChangeScheme, Decide, RemoveSpans, SetStatus
from annotator.project.merging import Outcome, merge
from annotator.store.database import copy_to


def outcomes(report):
    return [one.outcome for one in report.articles]


def label(project, article_id=1, start=0, end=12, name="PERSON"):
    project.apply(AddSpan(article_id, "entities", name, start, end))


@pytest.fixture
def home(tmp_path):
    """Ada's project, in which she labelled two of three articles."""
    with new_project(tmp_path / "home.db") as project:
        label(project)
        label(project, 2, 3, 8, "PLACE")
        project.apply(SetStatus(1, Status.DONE))
        project.apply(AddNote(1, "Who is she?"))
        yield project


@pytest.fixture
def desk(tmp_path):
    """The reviewer's project with the same articles, imported by itself."""
    with new_project(tmp_path / "desk.db") as project:
        project.use_annotator("sam")
        yield project
        assert checked(project).problems == []


@pytest.fixture
def handed(home, tmp_path):
    path = tmp_path / "ada.bundle"
    bundle(home, path)
    return path


def person(project, name="Ada"):
    return next(who for who in project.annotators() if who.name == name)


def spans(project, article_id=1):
    return [one.key for one in project.annotation(article_id, person(project)).spans]


def test_a_bundle_brings_spans_status_and_notes(home, desk, handed):
    report = merge(desk, handed)
    assert outcomes(report) == [Outcome.ADDED, Outcome.ADDED]
    assert spans(desk) == spans(home)
    assert desk.annotation(1, person(desk)).status is Status.DONE
    assert [note.text for note in desk.notes(1)] == ["Who is she?"]
    assert "2 added, 1 notes" in report.sentence()


def test_merging_twice_changes_nothing(desk, handed):
    merge(desk, handed)
    before = desk.database.value("SELECT count(*) FROM journal")
    assert outcomes(merge(desk, handed)) == [Outcome.SAME, Outcome.SAME]
    assert desk.database.value("SELECT count(*) FROM journal") == before


def test_newer_work_replaces_older_and_older_does_not(home, desk, handed, tmp_path):
    merge(desk, handed)
    home.apply(RemoveSpans(1, (1,)))
    label(home, 1, 17, 28)
    newer = tmp_path / "newer.bundle"
    bundle(home, newer)
    assert outcomes(merge(desk, newer)) == [Outcome.REPLACED, Outcome.SAME]
    assert spans(desk) == spans(home)
    assert outcomes(merge(desk, handed)) == [Outcome.OLDER, Outcome.SAME]
    assert spans(desk) == spans(home)


def test_what_both_sides_changed_is_explained_and_kept(home, desk, handed, tmp_path):
    merge(desk, handed)
    desk.use_annotator("Ada")
    label(desk, 1, 33, 38, "PLACE")
    label(home, 1, 17, 28)
    bundle(home, tmp_path / "newer.bundle")
    report = merge(desk, tmp_path / "newer.bundle")
    assert report.articles[0].outcome is Outcome.DIVERGED
    assert "not known to the other side" in report.articles[0].why
    assert ("entities", "PLACE", 33, 38) in spans(desk)


def test_a_merge_is_one_step_and_can_be_done_again_after_its_undoing(home, desk, handed):
    merge(desk, handed)
    desk.undo()
    assert spans(desk) == []
    assert desk.notes(1) == ()
    assert outcomes(merge(desk, handed)) == [Outcome.ADDED, Outcome.ADDED]
    desk.undo()
    desk.redo() if desk.redo_name() else merge(desk, handed)
    assert spans(desk) == spans(home)


def test_copies_of_one_project_merge_by_their_common_history(home, tmp_path, handed):
    copy_to(home.database, tmp_path / "copy.db")
    label(home, 1, 17, 28)
    bundle(home, tmp_path / "newer.bundle")
    with projects.open(tmp_path / "copy.db") as copy:
        assert outcomes(merge(copy, handed)) == [Outcome.SAME, Outcome.SAME]
        assert outcomes(merge(copy, tmp_path / "newer.bundle")) == [Outcome.REPLACED, Outcome.SAME]
        assert spans(copy) == spans(home)
        assert checked(copy).problems == []


def test_a_bundle_handed_on_by_the_reviewer_still_knows_its_history(home, desk, handed, tmp_path):
    merge(desk, handed)
    bundle(desk, tmp_path / "back.bundle", "Ada")
    assert outcomes(merge(home, tmp_path / "back.bundle")) == [Outcome.SAME, Outcome.SAME]
    label(home, 1, 17, 28)
    assert outcomes(merge(home, tmp_path / "back.bundle")) == [Outcome.OLDER, Outcome.SAME]


def test_another_scheme_is_explained_and_nothing_is_merged(desk, handed):
    layers = (
        Layer("entities", (Label("PERSON"), Label("PLACE"), Label("TEAM"))),
        *SCHEME.layers[1:],
    )
    desk.apply(ChangeScheme(Scheme("small", layers=layers, article_labels=SCHEME.article_labels)))
    with pytest.raises(RuleError, match="only there: ORG; only here: TEAM"):
        merge(desk, handed)
    assert [who.name for who in desk.annotators() if who.name == "Ada"] in ([], ["Ada"])
    assert desk.database.value("SELECT count(*) FROM spans") == 0


def test_unknown_and_changed_articles_stop_the_merge_unless_a_part_is_asked_for(tmp_path, handed):
    texts = ("In Paris, Jan Maartens spoke.\nمحمد علي was there; so was Zoë.",)
    with new_project(tmp_path / "few.db", texts) as few:
        few.use_annotator("sam")
        with pytest.raises(RuleError, match="1 of 2 not in this project: “Jan Maartens”"):
            merge(few, handed)
        assert few.database.value("SELECT count(*) FROM spans") == 0
        assert outcomes(merge(few, handed, partly=True)) == [Outcome.UNKNOWN, Outcome.ADDED]
    with new_project(tmp_path / "edited.db", ("Jan Maartens met Anna in Rome.", *texts)) as edited:
        edited.use_annotator("sam")
        with pytest.raises(RuleError, match="has another text here: “Jan Maartens”"):
            merge(edited, handed)


def test_decisions_come_back_with_a_bundle(home, desk, handed, tmp_path):
    merge(desk, handed)
    found = desk.review(1).differences[0]
    desk.apply(Decide(1, (found.key,), Choice.NEITHER))
    bundle(desk, tmp_path / "back.bundle", "Ada")
    report = merge(home, tmp_path / "back.bundle")
    assert report.decisions == 1
    assert merge(home, tmp_path / "back.bundle").decisions == 0
    assert checked(home).problems == []


def test_nothing_marked_is_nothing_to_hand_on(desk, tmp_path):
    with pytest.raises(RuleError, match="nothing to hand on"):
        bundle(desk, tmp_path / "sam.bundle")
    with pytest.raises(RuleError, match="no annotator Bob"):
        bundle(desk, tmp_path / "bob.bundle", "Bob")


def lines(path):
    return path.read_bytes().splitlines(keepends=True)


def test_the_order_of_articles_does_not_matter(home, desk, handed):
    header, *others, end = lines(handed)
    handed.write_bytes(b"".join((header, *reversed(others), end)))
    merge(desk, handed)
    assert spans(desk) == spans(home)


def refused(desk, path, content, sentence):
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        merge(desk, path)
    assert desk.database.value("SELECT count(*) FROM spans") == 0


def test_a_bundle_cut_at_any_line_is_refused(desk, handed):
    whole = lines(handed)
    for count in range(1, len(whole)):
        refused(desk, handed, b"".join(whole[:count]), "cut off|is not as it was written")
    refused(desk, handed, handed.read_bytes()[:-5], "cut off|changed")


def test_a_line_that_was_doubled_left_out_or_edited_is_refused_by_its_number(desk, handed):
    whole = lines(handed)
    refused(
        desk, handed, b"".join((*whole[:2], *whole[1:])), "line 3: it repeats the article of line 2"
    )
    refused(desk, handed, b"".join((whole[0], *whole[2:])), "holds 1 of 2 articles")
    edited = whole[1].replace(b'"start":0', b'"start":1')
    assert edited != whole[1]
    refused(desk, handed, b"".join((whole[0], edited, *whole[2:])), "line 2: it was changed since")


def test_a_line_edited_with_its_check_made_anew_is_still_no_part_of_the_bundle(desk, handed):
    whole = lines(handed)
    record = json.loads(whole[1])
    del record["check"]
    record["annotation"]["spans"][0]["label"] = "ORG"
    bare = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    forged = bare[:-1] + b',"check":"%s"}\n' % check_of(bare).encode()
    refused(desk, handed, b"".join((whole[0], forged, *whole[2:])), "is not as it was written")


def test_what_is_no_bundle_is_said_to_be_none(desk, tmp_path):
    path = tmp_path / "x.bundle"
    refused(desk, path, b"Hello\n", "line 1: it is no bundle of Annotator")
    refused(desk, path, b"", "is no bundle")
    with pytest.raises(InputError, match="cannot be read"):
        merge(desk, tmp_path / "missing.bundle")


def test_damaged_bundles_are_taken_in_whole_or_refused_in_a_sentence(home, desk, handed):
    whole = handed.read_bytes()
    made = random.Random(4)
    expected = spans(home)
    for _ in range(600):
        content = bytearray(whole)
        for _ in range(made.randrange(1, 4)):
            place = made.randrange(len(content))
            if made.random() < 0.5:
                content[place] = made.randrange(256)
            else:
                del content[place : place + made.randrange(1, 40)]
        handed.write_bytes(bytes(content))
        sentence = merged_or_refused(desk, handed)
        if sentence:
            assert "\n" not in sentence
            assert desk.database.value("SELECT count(*) FROM spans") == 0
        else:
            assert spans(desk) == expected
            desk.undo()


def merged_or_refused(project, path):
    try:
        merge(project, path)
    except AnnotatorError as error:
        return str(error)
    return ""
