"""One annotator's work is handed on as a file, and taken in whole, once, or not at all."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import SCHEME, TEXTS, annotated, checked, entry, new_project, report_of, span, take_in
from reviews import JONAS, MAYA, reviewed_project
from schemes import renamed, strict, without

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.decision import Choice, ErrorType
from annotator.core.errors import AnnotatorError, InputError, RuleError, StoreError, UndoError
from annotator.core.lineage import state_of
from annotator.project import project as projects
from annotator.project.bundling import BundleOptions, make_bundle
from annotator.project.edits import (
    AddNote,
    AddSpan,
    ChangeScheme,
    Decide,
    GiveReason,
    MarkQuote,
    NameSpans,
    Reject,
    Relabel,
    RemoveArticles,
    RemoveSpans,
    Reopen,
    ResolveNote,
    SetArticleLabel,
    SetStatus,
    SignOff,
)
from annotator.project.importing import ImportOptions, import_paths
from annotator.project.merging import merge
from annotator.store.database import copy_to


def label(project, article_id=1, start=0, end=12, name="PERSON"):
    project.apply(AddSpan(article_id, "entities", name, start, end))


def hand_on(project, path, whose="Ada", **options):
    report_of(make_bundle(project, path, BundleOptions(whose, **options)))
    return path


def take(project, *paths, **options):
    return report_of(merge(project, paths, **options))


def told(report):
    """What became of annotations: added, replaced, same, older, diverged, left out."""
    r = report
    return (r.added, r.replaced, r.same, r.older, r.diverged, r.left_out)


WHO = {"annotator": {"name": "Ada"}}
ANN = {"start": 0, "end": 12, "label": "PERSON"}

ADDED, REPLACED, SAME, OLDER, DIVERGED = (
    tuple(2 if place == there else 0 for there in range(6)) for place in range(5)
)


def person(project, name="Ada"):
    return next(who for who in project.annotators() if who.name == name)


def work(project, article_id=1, name="Ada"):
    return project.annotation(article_id, person(project, name))


def spans(project, article_id=1):
    return [one.key for one in work(project, article_id).spans]


def everything(project):
    """Every row of the project's tables."""
    names = ("annotations", "spans", "relations", "clusters", "rejections", "journal", "notes")
    tables = (*names, "annotators", "decisions", "schemes", "settings")
    return {t: [tuple(r) for r in project.database.rows(f"SELECT * FROM {t}")] for t in tables}


@pytest.fixture
def home(tmp_path):
    """Ada's project, in which she labelled two of three articles."""
    with new_project(tmp_path / "home.db") as project:
        label(project)
        label(project, 2, 3, 8, "PLACE")
        project.apply(SetStatus(1, Status.DONE))
        yield project


@pytest.fixture
def desk(tmp_path):
    """Sam's project with the same articles, imported by himself."""
    with new_project(tmp_path / "desk.db") as project:
        project.use_annotator("sam")
        yield project
        assert checked(project).problems == []


@pytest.fixture
def first(home, tmp_path):
    return hand_on(home, tmp_path / "ada.bundle")


# What comes along


def test_a_bundle_brings_all_of_an_annotation(home, desk, tmp_path):
    home.apply(MarkQuote(3, ((0, 11), (31, 56))))
    home.apply(SetArticleLabel(3, "politics"))
    home.apply(Reject(3, (span(TEXTS[2], 13, 24),)))
    home.apply(NameSpans(1, (1,), "Jan Maartens", "PERSON"))
    home.add_seconds(3, 12.5)
    report = take(desk, hand_on(home, tmp_path / "ada.bundle"))
    assert report.sentence() == "Merged ada.bundle: 3 annotations added."
    for article_id in (1, 2, 3):
        came, was = work(desk, article_id), work(home, article_id)
        assert state_of(came) == state_of(was)
        assert came.seconds == was.seconds
    assert [who.name for who in desk.annotators()].count("Ada") == 1


def test_the_report_of_a_bundle_says_what_is_in_it(home, tmp_path):
    home.apply(AddNote(1, "Who is she?"))
    report = report_of(make_bundle(home, tmp_path / "ada.bundle"))
    assert report.sentence() == "Ada’s work on 2 articles (2 spans, 1 note) is in ada.bundle."
    assert report.statuses == {"done": 1, "in progress": 1}


def test_articles_are_chosen_by_status_or_one_by_one(home, desk, tmp_path):
    done = take(desk, hand_on(home, tmp_path / "done.bundle", statuses=("done",)))
    assert (done.added, work(desk, 2).spans) == (1, ())
    assert take(desk, hand_on(home, tmp_path / "two.bundle", articles=(2, 3))).added == 1
    with pytest.raises(InputError, match="no status ready; there are todo"):
        hand_on(home, tmp_path / "x.bundle", statuses=("ready",))


def test_nothing_marked_is_nothing_to_hand_on(desk, home, tmp_path):
    with pytest.raises(RuleError, match="sam has done nothing in this project"):
        hand_on(desk, tmp_path / "sam.bundle", "")
    with pytest.raises(RuleError, match="Ada has done nothing in those articles"):
        hand_on(home, tmp_path / "sam.bundle", articles=(3,))
    with pytest.raises(RuleError, match="no annotator Bob in this project, only"):
        hand_on(desk, tmp_path / "bob.bundle", "Bob")
    assert not list(tmp_path.glob("*.bundle"))


def test_a_bundle_never_takes_the_place_of_a_folder_or_the_project(home, tmp_path):
    with pytest.raises(InputError, match="is the project itself"):
        hand_on(home, home.path)
    with pytest.raises(InputError, match="is a folder"):
        hand_on(home, tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        hand_on(home, tmp_path / "nowhere" / "a.bundle")


def test_a_bundle_that_is_not_finished_leaves_nothing_behind(home, tmp_path):
    job = make_bundle(home, tmp_path / "ada.bundle")
    next(job)
    job.close()
    assert not [one.name for one in tmp_path.iterdir() if "bundle" in one.name]


def test_notes_come_along_once(home, desk, tmp_path):
    home.apply(AddNote(1, "Who is she?", 1))
    home.apply(AddNote(1, "On the article."))
    home.use_annotator("Bo")
    home.apply(AddNote(1, "Not hers."))
    bundle = hand_on(home, tmp_path / "ada.bundle")
    assert "2 notes" in take(desk, bundle).sentence()
    assert [(n.author, n.text, n.span_id) for n in desk.notes(1)] == [
        ("Ada", "Who is she?", 1),
        ("Ada", "On the article.", None),
    ]
    desk.apply(ResolveNote(1, desk.notes(1)[0].id))
    assert take(desk, bundle).notes == 0
    home.use_annotator("Ada")
    home.apply(AddNote(1, "One more."))
    again = take(desk, hand_on(home, tmp_path / "ada.bundle"))
    assert (again.same, again.notes, desk.notes(1)[0].resolved) == (2, 1, True)
    desk.undo()
    assert len(desk.notes(1)) == 2


def test_a_note_about_a_span_that_is_gone_is_about_the_article(home, desk, tmp_path):
    home.apply(AddNote(1, "Who is she?", 1))
    home.apply(RemoveSpans(1, (1,)))
    take(desk, hand_on(home, tmp_path / "ada.bundle"))
    assert [note.span_id for note in desk.notes(1)] == [None]


def test_work_that_came_with_an_import_is_handed_on_too(home, tmp_path):
    with new_project(tmp_path / "other.db", ()) as other:
        text = TEXTS[0]
        take_in(other, entry(text, annotated(text, span(text, 0, 12), status=Status.DONE)))
        bundle = hand_on(other, tmp_path / "imported.bundle")
    with new_project(tmp_path / "third.db") as third:
        assert take(third, bundle).added == 1
    assert take(home, bundle).diverged == 1


# Newer, older, diverged


def test_merging_twice_changes_nothing(desk, first):
    assert told(take(desk, first)) == ADDED
    before = everything(desk)
    assert told(take(desk, first)) == SAME
    assert everything(desk) == before


def test_newer_work_replaces_older_and_older_does_not(home, desk, first, tmp_path):
    take(desk, first)
    home.apply(RemoveSpans(1, (1,)))
    label(home, 1, 17, 28)
    label(home, 2, 10, 22)
    home.add_seconds(1, 30)
    newer = hand_on(home, tmp_path / "newer.bundle")
    assert told(take(desk, newer)) == REPLACED
    assert spans(desk) == spans(home) == [("entities", "PERSON", 17, 28)]
    assert work(desk).seconds == 30
    report = take(desk, first)
    assert told(report) == OLDER
    assert report.rows[0].why == "2 steps were made here since"
    assert spans(desk) == spans(home)
    assert told(take(desk, newer)) == SAME


def test_undoing_and_redoing_are_steps_too(home, desk, first, tmp_path):
    take(desk, first)
    home.undo()
    assert take(desk, hand_on(home, tmp_path / "undone.bundle")).replaced == 1
    assert work(desk).status is Status.IN_PROGRESS
    home.redo()
    assert take(desk, hand_on(home, tmp_path / "redone.bundle")).replaced == 1
    assert work(desk).status is Status.DONE


def test_work_that_was_taken_back_is_taken_back_elsewhere(home, desk, first, tmp_path):
    take(desk, first)
    for _ in range(2):
        home.undo()
    assert (work(home, 2).status, spans(home, 2)) == (Status.TODO, [])
    report = take(desk, hand_on(home, tmp_path / "back.bundle"))
    assert (report.replaced, spans(desk, 2)) == (2, [])
    with new_project(tmp_path / "third.db") as third:
        report = take(third, tmp_path / "back.bundle")
        assert (report.added, report.same) == (1, 1)


def test_clocks_decide_nothing(home, desk, first, tmp_path):
    take(desk, first)
    label(home, 1, 17, 28)
    with home.database.writing():
        home.database.execute("UPDATE journal SET at = '1999-01-01T00:00:00+00:00'")
    assert take(desk, hand_on(home, tmp_path / "newer.bundle")).replaced == 1


def test_what_both_sides_changed_is_explained_and_left(home, desk, first, tmp_path):
    take(desk, first)
    desk.use_annotator("Ada")
    label(desk, 1, 33, 38, "PLACE")
    label(home, 1, 17, 28)
    label(home, 2, 10, 22)
    before = spans(desk)
    report = take(desk, hand_on(home, tmp_path / "newer.bundle"))
    assert (report.diverged, report.replaced) == (1, 1)
    assert "1 changed on both sides and left" in report.sentence()
    (row,) = [row for row in report.rows if row.what == "changed on both sides"]
    assert row.why == (
        "since they parted 1 step (the last “Label PLACE”) here, "
        "1 step (the last “Label PERSON”) in the bundle"
    )
    assert spans(desk) == before
    assert not report.is_smooth


def test_taking_back_on_purpose_is_not_overwritten(home, desk, first, tmp_path):
    take(desk, first)
    desk.use_annotator("Ada")
    label(desk, 1, 17, 28)
    desk.undo()
    label(home, 1, 33, 38, "PLACE")
    assert take(desk, hand_on(home, tmp_path / "newer.bundle")).diverged == 1


def test_copies_of_one_project_merge_by_their_common_history(home, tmp_path, first):
    copy_to(home.database, tmp_path / "copy.db")
    label(home, 1, 17, 28)
    newer = hand_on(home, tmp_path / "newer.bundle")
    with projects.open(tmp_path / "copy.db") as copy:
        assert told(take(copy, first)) == SAME
        report = take(copy, newer)
        assert (report.replaced, report.same) == (1, 1)
        assert spans(copy) == spans(home)
        assert checked(copy).problems == []


def test_work_goes_back_and_forth_between_two(home, desk, first, tmp_path):
    take(desk, first)
    desk.use_annotator("Ada")
    for turn, (there, here) in enumerate([(desk, home), (home, desk), (desk, home)]):
        label(there, 1, 17 + turn, 28, "PLACE")
        report = take(here, hand_on(there, tmp_path / "turn.bundle"))
        assert (report.replaced, report.same) == (1, 1)
        assert spans(here) == spans(there)
        assert checked(here).problems == []


def test_a_bundle_handed_on_by_the_reviewer_still_knows_its_history(home, desk, first, tmp_path):
    take(desk, first)
    back = hand_on(desk, tmp_path / "back.bundle", "Ada")
    assert told(take(home, back)) == SAME
    label(home, 1, 17, 28)
    label(home, 2, 10, 22)
    assert told(take(home, back)) == OLDER
    third = tmp_path / "third.db"
    with new_project(third) as other:
        assert told(take(other, back)) == ADDED
        assert told(take(other, hand_on(home, tmp_path / "newer.bundle"))) == REPLACED


def test_the_same_import_on_both_sides_is_one_beginning(tmp_path):
    text, wanted = TEXTS[0], tmp_path / "in.jsonl"
    wanted.write_text(
        json.dumps({"text": text, "annotations": [{**WHO, "status": "done", "spans": [ANN]}]}),
        "utf-8",
    )
    with (
        new_project(tmp_path / "a.db", ()) as mine,
        new_project(tmp_path / "b.db", (text,)) as other,
    ):
        for project in (mine, other):
            report_of(import_paths(project, [wanted], ImportOptions()))
        label(mine, 1, 17, 28)
        assert take(other, hand_on(mine, tmp_path / "ada.bundle")).replaced == 1
        assert spans(other) == spans(mine)
        assert checked(other).problems == []


def test_work_that_went_out_as_an_export_is_known_again_in_a_bundle(home, tmp_path):
    from annotator.project.export_options import ExportOptions
    from annotator.project.exporting import export

    path = tmp_path / "out.jsonl"
    statuses = ("todo", "in progress", "done")
    report_of(
        export(home, ExportOptions(path=path, format="jsonl", whose="Ada", statuses=statuses))
    )
    with new_project(tmp_path / "b.db", ()) as other:
        report_of(import_paths(other, [path], ImportOptions()))
        assert told(take(other, hand_on(home, tmp_path / "now.bundle"))) == SAME
        early = hand_on(other, tmp_path / "early.bundle", "Ada")
        label(home, 1, 17, 28)
        assert take(other, hand_on(home, tmp_path / "later.bundle")).replaced == 1
        assert take(home, early).older == 1


def test_a_label_renamed_on_both_sides_does_not_part_them(home, desk, first, tmp_path):
    take(desk, first)
    for project in (home, desk):
        project.apply(ChangeScheme(renamed(SCHEME, "PERSON", "HUMAN"), {"PERSON": "HUMAN"}))
    label(home, 1, 17, 28, "HUMAN")
    report = take(desk, hand_on(home, tmp_path / "newer.bundle"))
    assert (report.replaced, report.same) == (1, 1)
    assert spans(desk) == spans(home)


def test_a_project_recovered_without_its_history_is_known_by_what_it_holds(home, tmp_path):
    copy_to(home.database, tmp_path / "copy.db")
    label(home, 1, 17, 28)
    with projects.open(tmp_path / "copy.db") as copy:
        with copy.database.writing():
            # What recovery does with a history that has gaps.
            copy.database.execute("DELETE FROM journal")
        report = take(copy, hand_on(home, tmp_path / "newer.bundle"))
        assert (report.replaced, report.same) == (1, 1)


def test_people_are_known_by_uuid_then_by_name(home, desk, first, tmp_path):
    take(desk, first)
    known = (person(home).uuid,)
    with desk.database.writing():
        sql = "UPDATE annotators SET name = 'Ada B.', uuid = ? WHERE name = 'Ada'"
        desk.database.execute(sql, known)
    desk.refresh()
    home.apply(AddNote(1, "Mine."))
    label(home, 1, 17, 28)
    assert take(desk, hand_on(home, tmp_path / "newer.bundle")).replaced == 1
    assert [who.name for who in desk.annotators() if who.kind is Kind.PERSON].count("Ada") == 0
    assert desk.notes(1)[0].author == "Ada B."


# Undo


def test_a_merge_is_one_step_and_can_be_done_again_after_its_undoing(home, desk, first):
    take(desk, first)
    assert desk.undo_name() == "Merge ada.bundle"
    desk.undo()
    assert (spans(desk), work(desk).status) == ([], Status.TODO)
    assert checked(desk).problems == []
    desk.redo()
    assert spans(desk) == spans(home)
    desk.undo()
    assert told(take(desk, first)) == ADDED
    assert spans(desk) == spans(home)


def test_undoing_the_merge_of_a_newer_copy_brings_the_older_one_back(home, desk, first, tmp_path):
    take(desk, first)
    label(home, 1, 17, 28)
    newer = hand_on(home, tmp_path / "newer.bundle")
    take(desk, newer)
    desk.undo()
    assert spans(desk) == [("entities", "PERSON", 0, 12)]
    assert take(desk, first).same == 2
    assert take(desk, newer).replaced == 1
    assert spans(desk) == spans(home)


def test_a_merge_is_not_taken_back_from_under_later_work(home, desk, first):
    take(desk, first)
    merged = desk.history(1)[0].step
    desk.use_annotator("Ada")
    label(desk, 1, 33, 38, "PLACE")
    desk.use_annotator("sam")
    with pytest.raises(UndoError, match="a later step builds on it"):
        desk.undo()
    desk.use_annotator("Ada")
    desk.undo()
    desk.use_annotator("sam")
    desk.revert(merged)
    assert spans(desk) == []
    assert told(take(desk, first)) == ADDED


def test_ones_own_work_from_another_desk_is_undone_step_by_step(home, desk, first):
    desk.use_annotator("Ada")
    take(desk, first)
    label(desk, 1, 17, 28)
    desk.undo()
    desk.undo()
    assert spans(desk) == []
    desk.redo()
    assert spans(desk) == spans(home)


# What does not fit


def test_another_scheme_is_explained_by_its_labels_and_nothing_is_merged(desk, first):
    desk.apply(ChangeScheme(renamed(SCHEME, "ORG", "TEAM"), {"ORG": "TEAM"}))
    before = everything(desk)
    report = take(desk, first)
    assert report.sentence() == (
        "ada.bundle was not merged: its label scheme is another than the one here: it has the label ORG "
        "in entities, it lacks the label TEAM in entities."
    )
    assert everything(desk) == before
    partly = take(desk, first, partly=True)
    assert told(partly) == ADDED


@pytest.mark.parametrize(
    ("scheme", "told_so"),
    [
        (without(SCHEME, "entities", "ORG"), "it has the label ORG in entities"),
        (strict(SCHEME, "quotes"), "spans may overlap in its quotes"),
    ],
)
def test_whatever_a_scheme_says_otherwise_is_named(home, tmp_path, first, scheme, told_so):
    with new_project(tmp_path / "other.db", scheme=scheme) as other:
        assert told_so in take(other, first).refused["ada.bundle"]


def test_only_what_the_scheme_here_allows_is_taken_partly(desk, home, first, tmp_path):
    label(home, 3, 1, 3, "ORG")
    desk.apply(ChangeScheme(without(SCHEME, "entities", "ORG")))
    report = take(desk, hand_on(home, tmp_path / "ada.bundle"), partly=True)
    assert (report.added, report.left_out) == (2, 1)
    assert "has no label ORG" in report.rows[-1].why


def test_another_version_with_the_same_labels_is_merged_with_a_remark(desk, first):
    desk.apply(ChangeScheme(renamed(SCHEME, "ORG", "TEAM"), {"ORG": "TEAM"}))
    desk.apply(ChangeScheme(SCHEME, {"TEAM": "ORG"}))
    report = take(desk, first)
    assert told(report) == ADDED
    assert "made with version 1 of the label scheme" in report.sentence()


def test_unknown_changed_and_removed_articles_stop_the_merge_unless_a_part_is_wanted(
    home, tmp_path
):
    label(home, 3, 13, 24)
    bundle = hand_on(home, tmp_path / "ada.bundle")
    texts = (TEXTS[0][:12] + " left.", TEXTS[1], "Another.")
    with new_project(tmp_path / "other.db", texts) as other:
        other.use_annotator("sam")
        other.apply(RemoveArticles((2,)))
        before = everything(other)
        report = take(other, bundle)
        assert report.refused["ada.bundle"] == (
            "1 of its 3 articles is not in this project; 1 of its 3 articles has another text here; "
            "1 of its 3 articles was removed here"
        )
        assert [row.why for row in report.rows] == [
            "the article of that title has another text here (18 characters, 73 in the bundle)",
            "the article was removed from this project",
            "the article is not in this project",
        ]
        assert (everything(other), report.changed) == (before, False)
        other.undo()
        partly = take(other, bundle, partly=True)
        assert (partly.added, partly.left_out) == (1, 2)
        assert spans(other, 2) == spans(home, 2)


def test_all_bundles_are_read_before_the_first_is_merged(desk, home, first, tmp_path):
    label(home, 1, 17, 28)
    newer = hand_on(home, tmp_path / "newer.bundle")
    report = take(desk, first, newer)
    assert (report.merged, report.added, report.replaced) == (["ada.bundle", "newer.bundle"], 2, 1)
    desk.undo()
    desk.undo()
    newer.write_bytes(newer.read_bytes()[:-9])
    before = everything(desk)
    with pytest.raises(InputError, match=r"newer.bundle: line 4"):
        take(desk, first, newer)
    assert everything(desk) == before


def test_a_read_only_project_takes_nothing_and_hands_on(home, first, tmp_path):
    home.close()
    with projects.open(home.path, read_only=True) as project:
        with pytest.raises(StoreError, match="read-only"):
            take(project, first)
        assert hand_on(project, tmp_path / "again.bundle").exists()


def test_damaged_bundles_leave_the_project_as_it_was(desk, first):
    whole, draw = first.read_bytes(), random.Random(7)
    before = everything(desk)
    for _ in range(200):
        content = bytearray(whole)
        place = draw.randrange(len(content))
        content[place] = (content[place] + draw.randrange(1, 256)) % 256
        first.write_bytes(bytes(content))
        assert "ada.bundle: " in refused(desk, first)
        assert everything(desk) == before


def refused(project, path):
    try:
        take(project, path)
    except AnnotatorError as error:
        return str(error)
    return ""


# Decisions


@pytest.fixture
def sam(tmp_path):
    """Sam's project: Maya and Jonas labelled one article, nothing is decided yet."""
    with reviewed_project(tmp_path / "sam.db") as project:
        yield project


@pytest.fixture
def maya(tmp_path, sam):
    """Maya's own project, with her work in it."""
    with reviewed_project(tmp_path / "maya.db", MAYA) as project:
        project.use_annotator("maya")
        yield project
        assert checked(project).problems == []


def decide(project, choice=Choice.TAKE, reason="see rule 3"):
    maya = person(project, "maya")
    keys = tuple(found.key for found in project.review(1).differences)
    project.apply(Decide(1, keys, choice, (maya.id,) if choice is Choice.TAKE else ()))
    project.apply(GiveReason(1, keys[:1], reason, ErrorType.OTHER))
    project.apply(SignOff(1))
    return keys


def decisions(project):
    from annotator.store import review

    return {made.key: made for made in review.decisions(project.database, 1)}


def test_decisions_come_back_once_with_ones_own_part_alone(sam, maya, tmp_path):
    keys = decide(sam)
    back = hand_on(sam, tmp_path / "maya.bundle", "maya")
    report = take(maya, back)
    assert (report.same, report.decisions) == (1, len(keys))
    came = decisions(maya)[keys[0]]
    assert (came.reason, came.author) == ("see rule 3", "sam")
    assert [one.annotator_id for one in came.said] == [person(maya, "maya").id]
    assert JONAS[0].name not in [who.name for who in maya.annotators()]
    before = everything(maya)
    assert take(maya, back).decisions == 0
    assert everything(maya) == before
    maya.undo()
    assert decisions(maya) == {}


def test_nothing_is_told_before_gold_is_signed_off_or_when_it_is_not_wanted(sam, maya, tmp_path):
    key = sam.review(1).differences[0].key
    sam.apply(Decide(1, (key,), Choice.NEITHER))
    assert take(maya, hand_on(sam, tmp_path / "a.bundle", "maya")).decisions == 0
    decide(sam)
    assert take(maya, hand_on(sam, tmp_path / "b.bundle", "maya", feedback=False)).decisions == 0


def test_a_decision_that_was_changed_replaces_the_one_told_before(sam, maya, tmp_path):
    (key, *_) = decide(sam)
    old = hand_on(sam, tmp_path / "old.bundle", "maya")
    take(maya, old)
    sam.apply(Reopen(1))
    decide(sam, Choice.NEITHER, "rule 4")
    new = hand_on(sam, tmp_path / "new.bundle", "maya")
    assert take(maya, new).decisions > 0
    assert decisions(maya)[key].reason == "rule 4"
    again = take(maya, old)
    assert (again.decisions, again.other_decisions) == (0, 0)
    assert decisions(maya)[key].reason == "rule 4"


def test_what_was_decided_here_is_never_replaced(sam, tmp_path):
    with reviewed_project(tmp_path / "lou.db") as lou:
        keys = decide(sam)
        decide(lou, Choice.NEITHER, "otherwise")
        before = decisions(lou)
        report = take(lou, hand_on(sam, tmp_path / "maya.bundle", "maya"))
        assert (report.decisions, report.other_decisions) == (0, len(keys))
        assert "decided otherwise here" in report.sentence()
        assert decisions(lou) == before


# Anything at all

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["label", "remove", "relabel", "status", "quote", "undo", "redo", "note"]),
        st.integers(1, 3),
        st.integers(0, 50),
        st.integers(1, 12),
    ),
    max_size=8,
)


def play(project, edits):
    """Make edits, those that are possible."""
    for what, article_id, start, size in edits:
        end, mine = start + size, project.annotation(article_id).spans
        ids = tuple(one.id for one in mine[:1])
        edit = {
            "label": lambda n=article_id, a=start, b=end: AddSpan(n, "entities", "PERSON", a, b),
            "remove": lambda n=article_id, i=ids: RemoveSpans(n, i),
            "relabel": lambda n=article_id, i=ids: Relabel(n, i, "PLACE"),
            "status": lambda n=article_id: SetStatus(n, Status.DONE),
            "quote": lambda n=article_id, a=start, b=end: MarkQuote(n, ((a, b),)),
            "note": lambda n=article_id: AddNote(n, "hm"),
        }.get(what)
        try:
            if edit:
                project.apply(edit())
            else:
                getattr(project, what)()
        except AnnotatorError:
            continue


def states(project):
    return [state_of(work(project, n, "Bo")) for n in (1, 2, 3)]


@given(EDITS, EDITS, EDITS)
@settings(max_examples=25, deadline=None)
def test_work_of_any_kind_arrives_as_it_was_and_is_never_lost(begun, here, there):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bo.bundle"
        with (
            new_project(path.with_name("a.db")) as home,
            new_project(path.with_name("b.db")) as desk,
        ):
            for project in (home, desk):
                project.use_annotator("Bo")
            label(home)
            play(home, begun)
            take(desk, hand_on(home, path, "Bo"))
            assert states(desk) == states(home)
            play(desk, here)
            before = states(desk)
            play(home, there)
            report = take(desk, hand_on(home, path, "Bo"))
            after = states(desk)
            assert report.left_out == 0
            assert checked(desk).problems == []
            back_in_time = {"undo", "redo"} & {edit[0] for edit in here}
            touched = {1, 2, 3} if back_in_time else {edit[1] for edit in here}
            for n, (was, now, theirs) in enumerate(
                zip(before, after, states(home), strict=True), 1
            ):
                assert now == theirs or (n in touched and now == was)
            if report.changed:
                desk.undo()
                assert states(desk) == before
                assert checked(desk).problems == []
                desk.redo()
                assert states(desk) == after
            assert not take(desk, path).changed
