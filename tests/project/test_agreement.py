"""Agreement over a project: who is compared, what lies behind a figure, names, periods, reports."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import annotated, entry, new_project, report_of, span, take_in
from reviews import reviewed_project

from annotator.core.annotation import Status
from annotator.core.errors import RuleError
from annotator.project.agreement import Selection, agreement_of
from annotator.project.agreement_files import html_of, to_json, write_csv
from annotator.project.edits import SetStatus
from annotator.project.evidence import Cell, Outcome, behind, difficulties
from annotator.project.over_time import over_time, write_html
from annotator.project.periods import Period, fitting_period, stretch


@pytest.fixture
def project(tmp_path):
    with reviewed_project(tmp_path / "harbour.db") as made:
        yield made


def agreed(project, **selection):
    return report_of(agreement_of(project, Selection(resamples=50, **selection)))


def places(project, cell):
    selection = Selection()
    found = report_of(agreement_of(project, selection))
    pair = found.layers[0].pairs[0]
    there = behind(project, selection, pair.first, pair.second, cell)
    return [one for one in there if one is not None]


def test_people_are_compared_unless_others_are_named(project):
    found = agreed(project)
    assert [who.name for who in found.annotators] == ["maya", "jonas"]
    assert [one.layer for one in found.layers] == ["entities", "quotes"]
    assert [who.name for who in agreed(project, annotators=("jonas", "maya")).annotators] == [
        "jonas",
        "maya",
    ]


def test_unknown_and_too_few_annotators_are_refused(project):
    with pytest.raises(RuleError, match="no annotator bob"):
        agreed(project, annotators=("maya", "bob"))
    with pytest.raises(RuleError, match="two annotators"):
        agreed(project, annotators=("maya",))


def test_work_in_progress_counts_only_when_asked_for(project):
    project.use_annotator("maya")
    project.apply(SetStatus(1, Status.IN_PROGRESS))
    assert agreed(project, annotators=("maya", "jonas")).articles == 0
    assert agreed(project, annotators=("maya", "jonas"), unfinished=True).articles == 1


def test_every_cell_of_the_confusion_matrix_opens_as_many_places_as_it_says(project):
    pair = agreed(project).layers[0].pairs[0]
    assert pair.confusion
    for (first, second), count in pair.confusion.items():
        cell = Cell("entities", frozenset(Outcome), first_label=first, second_label=second)
        found = places(project, cell)
        assert len(found) == count
        for one in found:
            assert (one.first.label if one.first else "") == first
            assert (one.second.label if one.second else "") == second
            span = one.first or one.second
            assert project.article(one.article_id).text[span.start : span.end] == span.text


def test_a_role_opens_the_quotes_whose_speakers_or_cues_differ(project):
    quotes = agreed(project).layers[1].pairs[0].quotes
    assert quotes.cue_same.value == 0.0
    found = places(project, Cell("quotes", role="cue"))
    assert [one.outcome for one in found] != []
    assert all(span.label == "CUE" for one in found for span in (one.first, one.second) if span)


def test_names_are_counted_by_the_way_they_differ(project):
    pair = agreed(project).layers[0].pairs[0]
    selection = Selection()
    names = report_of(difficulties(project, selection, pair.first, pair.second, "entities"))
    assert [one.wrong for one in names] == sorted((one.wrong for one in names), reverse=True)
    for one in names:
        found = places(project, Cell("entities", words=one.words))
        assert len(found) == one.wrong
        assert one.wrong <= one.times


def test_figures_are_the_same_in_json_table_and_page(project, tmp_path):
    found = agreed(project)
    told = to_json(found)
    write_csv(tmp_path / "a.csv", found)
    table = (tmp_path / "a.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table)))
    for layer in told["layers"]:
        exact = layer["pairs"][0]["micro"]["exact"]["value"]
        row = next(
            r
            for r in rows
            if (r["layer"], r["label"], r["measure"]) == (layer["layer"], "", "f1_exact")
        )
        assert float(row["value"]) == pytest.approx(exact, abs=1e-6)
        assert f"{exact:.3f}" in html_of(found)
    json.dumps(told, allow_nan=False)


def test_the_page_needs_no_network_and_its_plots_are_sound(project):
    page = html_of(agreed(project))
    assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    plots = [f"<svg{part.split('</svg>')[0]}</svg>" for part in page.split("<svg")[1:]]
    assert plots
    for plot in plots:
        ElementTree.fromstring(plot)


def test_progress_and_labels_over_time_are_counted(project, tmp_path):
    found = over_time(project)
    assert {name for name, _ in found.by_source}
    assert sum(sum(row.values()) for _, row in found.by_source) == sum(
        sum(row.values()) for _, row in found.by_month
    )
    write_html(tmp_path / "progress.html", found)
    assert "<svg" in (tmp_path / "progress.html").read_text(encoding="utf-8")


def test_stretches_are_named_in_order_of_time():
    assert stretch("2026-01-01T10:00:00+00:00", Period.WEEK) == "2026-W01"
    assert stretch("2027-01-01", Period.WEEK) == "2026-W53"
    assert stretch("2026-11-24", Period.MONTH) == "2026-11"
    assert stretch("not a day", Period.DAY) == ""


@given(st.lists(st.dates().map(str), max_size=60))
def test_the_period_that_fits_makes_few_stretches(days):
    period = fitting_period(days)
    assert period is Period.YEAR or len({stretch(day, period) for day in days}) <= 16


def test_an_article_in_which_an_annotator_marked_nothing_counts_as_theirs(tmp_path):
    text = "Ilse Maartens left Varholm."
    marked = span(text, 0, 13, "PERSON")
    with new_project(tmp_path / "import.db", texts=()) as project:
        take_in(
            project,
            entry(text, annotated(text, marked), annotated(text, marked, name="Bo")),
            entry(f"{text} Again.", annotated(text, marked), annotated(text, name="Bo")),
            entry(f"{text} Nobody.", annotated(text, name="Cy"), annotated(text, name="Di")),
        )
        found = agreed(project)
        assert [who.name for who in found.annotators] == ["Ada", "Bo"]
        assert found.articles == 2
        micro = found.layers[0].pairs[0].micro
        assert (micro.first, micro.second) == (2, 1)
        assert micro.exact.value == pytest.approx(2 / 3)
        assert len(project.review(2).annotators) == 2


def test_the_report_holds_progress_and_labels_too(project):
    page = html_of(agreed(project), over_time(project))
    assert "Labels by source" in page
    assert "Labels by month" in page


def test_blind_mode_hides_the_spans_of_articles_that_one_has_still_to_label(project):
    assert places(project, Cell("entities"))
    project.use_annotator("sam")
    project.settings.set("blind", True)
    assert places(project, Cell("entities")) == []
    project.use_annotator("maya")
    assert places(project, Cell("entities"))
