"""Decisions go back to each annotator: what they had, what gold says, and why."""

import csv
from html.parser import HTMLParser

import pytest
from reviews import TEXT, reviewed_project

from annotator.core.decision import Choice, ErrorType
from annotator.project.edits import Decide, GiveReason, SignOff
from annotator.project.feedback import annotator_named, feedback
from annotator.project.feedback_files import file_name, html_of, write_csv, write_html


@pytest.fixture
def project(tmp_path):
    """Sam took Maya's version of all but the last difference."""
    with reviewed_project(tmp_path / "news.db") as project:
        found = project.review(1).differences
        people = {who.name: who.id for who in project.annotators()}
        for one, name in zip(found, ("maya", "maya", "jonas"), strict=True):
            project.apply(Decide(1, (one.key,), Choice.TAKE, (people[name],)))
        why = "=SUM(A1) <script>alert(1)</script> see rule 3"
        project.apply(GiveReason(1, (found[0].key,), why, ErrorType.BOUNDARY_SLIP))
        project.apply(SignOff(1))
        yield project


def sheet(project, name, **options):
    return feedback(project, annotator_named(project, name), **options)


def test_a_sheet_lists_what_gold_has_otherwise(project):
    found = sheet(project, "jonas")
    assert [(row.text, row.mine, row.gold) for row in found.rows] == [
        ("Norrhavn Port Authority", "PLACE “Norrhavn”", "ORG “Norrhavn Port Authority”"),
        ("said", "nothing", "“said”"),
    ]
    row = found.rows[0]
    assert (row.error_type, row.reviewer) == ("boundary slip", "sam")
    assert f"{row.before}{row.text}{row.after}" in TEXT
    assert "3 differences were decided, 2 of them otherwise than jonas had it (33% right)" in (
        found.sentence()
    )


def test_where_one_was_borne_out_is_listed_on_request(project):
    assert len(sheet(project, "maya").rows) == 1
    assert len(sheet(project, "maya", everything=True).rows) == 3
    assert sheet(project, "maya").confusions == {"PERSON → ORG": 1}


def test_only_signed_off_articles_count_unless_others_are_asked_for(project):
    project.undo()
    assert sheet(project, "jonas").rows == ()
    assert len(sheet(project, "jonas", unsigned=True).rows) == 2


def test_somebody_new_reads_that_nothing_was_decided(project):
    project.use_annotator("lea")
    assert feedback(project, project.annotator).sentence() == (
        "Nothing was decided about lea’s work yet."
    )


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "action")]


def test_the_page_needs_no_network_and_runs_nothing(project, tmp_path):
    write_html(tmp_path / "jonas.html", sheet(project, "jonas"))
    page = (tmp_path / "jonas.html").read_text("utf-8")
    reader = Reader()
    reader.feed(page)
    assert reader.links == []
    assert "script" not in reader.tags
    assert reader.tags.count("article") == 2
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace('content="width', "")
    assert html_of(sheet(project, "jonas")) == page


def test_the_table_holds_no_formula(project, tmp_path):
    write_csv(tmp_path / "jonas.csv", sheet(project, "jonas"), mark=True)
    content = (tmp_path / "jonas.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert rows[0]["reason"].startswith("'=SUM")
    assert rows[0]["mine"] == "PLACE “Norrhavn”"


def test_a_name_never_leads_out_of_its_folder():
    assert file_name("../../etc/passwd", ".html") == "feedback-______etc_passwd.html"
    assert file_name("", ".html") == "feedback-annotator.html"
