import pytest
from making import SCHEME, annotated, checked, entry, report_of, span, suggest, take_in
from schemes import renamed

from annotator.core.annotation import Status
from annotator.core.annotator import Kind as Annotators
from annotator.core.consistency import Kind
from annotator.core.errors import RuleError
from annotator.core.relabelling import merge
from annotator.project import checking
from annotator.project import project as projects
from annotator.project.alike import GOLD, OTHERS, OVERLAPS, plan
from annotator.project.consistency import (
    Whose,
    compared,
    inbox,
    occurrences,
    recounted,
    remembered,
)
from annotator.project.edits import AddSpan, ChangeScheme, DifferOnPurpose
from annotator.store import annotators

TEXTS = (
    "Sund grew. The Harbour Authority of Sund.",
    "In Sund, the Harbour Authority met Lind.",
    "Sund is not begun here.",
)


def work(text, *marks, name="Ada", **values):
    spans = [
        span(text, text.index(words), text.index(words) + len(words), label)
        for words, label in marks
    ]
    return annotated(text, *spans, name=name, **values)


@pytest.fixture
def project(tmp_path):
    """Ada marked two articles, Ben one; nobody began the third."""
    with projects.create(tmp_path / "news.db", SCHEME) as made:
        made.use_annotator("Ada")
        take_in(
            made,
            entry(
                TEXTS[0],
                work(TEXTS[0], ("Sund", "PLACE"), ("Harbour Authority", "ORG")),
                work(TEXTS[0], ("Sund", "ORG"), name="Ben"),
                title="First",
            ),
            entry(
                TEXTS[1],
                work(TEXTS[1], ("the Harbour Authority", "ORG")),
                work(TEXTS[1], name="Ben", status=Status.DONE),
                title="Second",
            ),
            entry(TEXTS[2], title="Third"),
        )
        yield made


def rows(project, whose=Whose.EVERYONE, **how):
    whom = [who.id for who in compared(project, whose)]
    return report_of(inbox(project, whom, **how))


def told(project, found):
    names = {who.id: who.name for who in project.annotators()}
    return {
        (row.kind.value, row.words): {
            one.name: {names[who]: n for who, n in one.counts} for one in row.variants
        }
        for row in found
    }


def row_of(project, kind, words, whose=Whose.EVERYONE):
    return next(r for r in rows(project, whose).rows if (r.kind, r.words) == (kind, words))


def everyone(project):
    return [who.id for who in compared(project, Whose.EVERYONE)]


def test_rows_are_counted_across_articles_and_annotators_but_not_where_nobody_began(project):
    assert told(project, rows(project).open) == {
        ("labels", "Sund"): {"PLACE": {"Ada": 1}, "ORG": {"Ben": 1}},
        ("unmarked", "Sund"): {
            "": {"Ada": 2, "Ben": 2},
            "PLACE": {"Ada": 1},
            "ORG": {"Ben": 1},
        },
        ("unmarked", "Harbour Authority"): {"": {"Ben": 2}, "ORG": {"Ada": 1}},
        ("unmarked", "the Harbour Authority"): {"": {"Ben": 1}, "ORG": {"Ada": 1}},
        ("boundaries", "the Harbour Authority"): {
            "Harbour Authority": {"Ada": 1},
            "the Harbour Authority": {"Ada": 1},
        },
    }


def test_whose_annotations_are_compared_is_a_choice(project):
    assert told(project, rows(project, Whose.MINE).open)["unmarked", "Sund"] == {
        "": {"Ada": 2},
        "PLACE": {"Ada": 1},
    }
    assert rows(project, Whose.GOLD).rows == ()
    suggest(project, 3, span(TEXTS[2], 0, 4, "PERSON"))
    project.settings.set("active_model", "model 1")
    found = told(project, rows(project, Whose.WITH_MODEL, kinds=(Kind.LABELS,)).open)
    assert found["labels", "Sund"]["PERSON"] == {"model 1": 1}


def test_an_unknown_layer_is_refused(project):
    with pytest.raises(RuleError, match="no layer quotes"):
        rows(project, only_layers=("quotes",))


def test_the_occurrences_of_a_row_stand_in_context_and_say_whose_they_are(project):
    row = row_of(project, Kind.UNMARKED, "Sund")
    found = list(occurrences(project, row, everyone(project)))
    assert len(found) == row.total
    first = found[0]
    assert (first.title, first.text, first.after[:6], first.label) == (
        "First",
        "Sund",
        " grew.",
        "PLACE",
    )
    assert [one.mine for one in found].count(True) == 3


def test_blind_mode_hides_others_work_on_what_i_have_still_to_label(project):
    project.settings.set("blind", True)
    assert all("Ben" not in who for row in told(project, rows(project).rows).values()
               for who in row.values())  # fmt: skip


def test_places_are_made_alike_in_mine_only_in_one_step(project):
    row = row_of(project, Kind.UNMARKED, "Sund")
    places = list(occurrences(project, row, everyone(project)))
    made = plan(project, row, places, "PLACE")
    assert (made.changed, made.left) == (2, {OTHERS: 3})
    assert made.sentence("are PLACE now") == ("2 are PLACE now; 3 are others’ work and were left.")
    before = [project.annotation(n) for n in (1, 2)]
    project.apply(made.edit)
    assert [span.text for span in project.annotation(2).spans] == ["Sund", "the Harbour Authority"]
    after = recounted(project, row, everyone(project))
    assert {v.name: dict(v.counts) for v in after.variants}[""] == {places[1].annotator_id: 2}
    project.undo()
    assert [project.annotation(n).spans for n in (1, 2)] == [one.spans for one in before]
    assert checked(project).sound


def test_relabelling_keeps_the_span_and_taking_away_takes_it(project):
    row = row_of(project, Kind.LABELS, "Sund")
    places = list(occurrences(project, row, everyone(project)))
    project.apply(plan(project, row, places, "ORG").edit)
    assert (project.annotation(1).spans[0].id, project.annotation(1).spans[0].label) == (1, "ORG")
    assert recounted(project, row, everyone(project)) is None
    places = list(occurrences(project, row, everyone(project)))
    project.apply(plan(project, row, places, None).edit)
    assert [span.text for span in project.annotation(1).spans] == ["Harbour Authority"]


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("the Harbour Authority", ["The Harbour Authority", "the Harbour Authority"]),
        ("Harbour Authority", ["Harbour Authority", "Harbour Authority"]),
    ],
)
def test_bounds_are_made_alike_in_one_step(project, variant, expected):
    row = row_of(project, Kind.BOUNDARIES, "the Harbour Authority")
    places = list(occurrences(project, row, everyone(project)))
    made = plan(project, row, places, variant)
    project.apply(made.edit)
    assert made.changed == 1
    assert [project.annotation(n).spans[-1].text for n in (1, 2)] == expected
    assert recounted(project, row, everyone(project)) is None
    project.undo()
    assert project.annotation(1).spans[-1].text == "Harbour Authority"


def test_bounds_that_would_overlap_another_mark_are_left(project):
    start = TEXTS[0].index("The")
    project.apply(AddSpan(1, "entities", "PERSON", start, start + 3))
    row = row_of(project, Kind.BOUNDARIES, "the Harbour Authority")
    places = list(occurrences(project, row, everyone(project)))
    made = plan(project, row, places, "the Harbour Authority")
    assert (made.edit, made.left) == (None, {OVERLAPS: 1})


def test_what_differs_on_purpose_is_remembered_checked_and_undone(project):
    row = row_of(project, Kind.LABELS, "Sund")
    variants = tuple(one.name for one in row.variants)
    project.apply(DifferOnPurpose(*row.key, variants, "the town and the company"))
    assert row.key not in [one.key for one in rows(project).open]
    (kept,) = rows(project).on_purpose.values()
    assert (kept.note, kept.author) == ("the town and the company", "Ada")
    assert checked(project).sound
    project.apply(AddSpan(2, "entities", "PLACE", 3, 7))
    assert row.key not in [one.key for one in rows(project).open]
    project.apply(AddSpan(2, "entities", "PERSON", 3, 7))
    assert row.key in [one.key for one in rows(project).open]
    for _ in range(3):
        project.undo()
    assert not rows(project).on_purpose
    project.redo()
    assert rows(project).on_purpose
    assert checked(project).sound


def test_a_purpose_that_the_history_does_not_know_is_a_problem(project):
    with project.database.writing():
        project.database.execute(
            "INSERT INTO on_purpose (kind, layer, words, author, at) VALUES ('labels', 'x', 'y', '', '')"
        )
    assert "differ on purpose" in checked(project).problems[0]


def test_a_purpose_can_be_forgotten(project):
    row = row_of(project, Kind.LABELS, "Sund")
    project.apply(DifferOnPurpose(*row.key, ("ORG", "PLACE")))
    project.apply(DifferOnPurpose(*row.key, on=False))
    assert not rows(project).on_purpose
    assert checked(project).sound


def test_gold_is_changed_only_while_one_labels_gold(project):
    gold = annotators.ensure(project.database, "gold", Annotators.GOLD)
    project.label_gold()
    project.apply(AddSpan(1, "entities", "ORG", 0, 4))
    project.label_mine()
    row = row_of(project, Kind.UNMARKED, "Sund", Whose.GOLD)
    made = plan(project, row, list(occurrences(project, row, [gold.id])), "ORG")
    assert (made.edit, made.left) == (None, {GOLD: 2})
    project.label_gold()
    made = plan(project, row, list(occurrences(project, row, [gold.id])), "ORG")
    project.apply(made.edit)
    assert len(project.annotation(1, gold).spans) == 2
    assert checked(project).sound


def test_what_differs_on_purpose_is_recovered_from_a_damaged_project(project, tmp_path):
    project.apply(
        DifferOnPurpose("labels", "entities", "Sund", ("ORG", "PLACE"), "town and company")
    )
    project.close()
    checking.recover(project.path, tmp_path / "rescued.db")
    with projects.open(tmp_path / "rescued.db") as rescued:
        assert [one.note for one in remembered(rescued).values()] == ["town and company"]
        assert checked(rescued).sound


def test_what_differs_on_purpose_follows_another_name_and_ends_with_a_merge(project):
    project.apply(DifferOnPurpose(Kind.LABELS, "entities", "Sund", ("ORG", "PLACE"), "two things"))
    project.apply(ChangeScheme(renamed(SCHEME, "ORG", "FIRM"), {"ORG": "FIRM"}))
    assert [one.variants for one in remembered(project).values()] == [("FIRM", "PLACE")]
    assert "Sund" not in [one.words for one in rows(project).open if one.kind is Kind.LABELS]
    assert checked(project).sound
    scheme = merge(project.scheme, "entities", ["FIRM", "PLACE"], "PLACE")
    project.apply(ChangeScheme(scheme, {"FIRM": "PLACE"}))
    assert not remembered(project)
    project.undo()
    project.undo()
    assert [one.variants for one in remembered(project).values()] == [("ORG", "PLACE")]
    assert checked(project).sound
