"""Quotes in a project: suggested, accepted, proposed, shown as rows, kept over restarts."""

import pytest
from making import SCHEME, new_project

from annotator.core.annotation import Status
from annotator.core.errors import RuleError
from annotator.core.quotes import quotes
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import words
from annotator.nlp.messages import Prelabelled
from annotator.project import project as projects
from annotator.project.edits import (
    AcceptParts,
    AddSpan,
    Attribute,
    CutPart,
    MarkNotAQuote,
    MarkQuote,
    NameSpans,
    RejectQuotes,
    RemoveSpans,
    RenameMentions,
    SetSpeaker,
    SetStatus,
)
from annotator.project.prelabelling import store_suggestions
from annotator.project.proposing import propose

TEXT = "“It rained,” Anna Kovács said. “Hard.” He agreed that it did.\n“Yes,” she said."


def at(what, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(what, start + 1)
    return start, start + len(what)


def span(number, label, what, nth=0, layer="quotes", **more):
    return Span(number, layer, label, *at(what, nth), what, **more)


@pytest.fixture
def project(tmp_path):
    with new_project(tmp_path / "quotes.db", texts=(TEXT,), scheme=SCHEME) as made:
        spans = (
            span(
                1,
                "QUOTE",
                "“It rained,”",
                attributes=(("rule", "x"), ("speaker_status", "explicit")),
            ),
            span(2, "PERSON", "Anna Kovács", layer="entities"),
            span(3, "SPEAKER", "Anna Kovács", cluster_id=5),
            span(4, "CUE", "said"),
            span(5, "QUOTE", "“Hard.”"),
        )
        relations = (
            Relation("CONTINUES", 5, 1),
            Relation("SAID_BY", 1, 3),
            Relation("CUED_BY", 1, 4),
        )
        rows = (Cluster(5, "Anna Kovács", "PERSON"),)
        answer = Prelabelled(1, spans, tuple(words(TEXT)), 0, relations, rows)
        store_suggestions(made, "model 1", [answer])
        yield made


def told(project):
    return [
        ([p.text for p in q.parts], q.speaker and q.speaker.text, q.cue and q.cue.text)
        for q in project.quotes(1)
    ]


WHOLE = [(["“It rained,”", "“Hard.”"], "Anna Kovács", "said")]


def test_done_takes_suggested_quotes_along_and_counts_each_once(project):
    assert project.pending_count(1) == project.queue.rows([1])[0].pending == 2
    project.apply(SetStatus(1, Status.DONE, accept=True))
    assert told(project) == WHOLE
    (quote,) = project.quotes(1)
    assert project.roster(1).speaker_name(quote) == "Anna Kovács"
    assert {s.origin for s in quote.spans} == {"model 1"}
    # What the model notes about itself stays behind; what it says of the quote comes along.
    assert quote.first.attributes == (("speaker_status", "explicit"),)
    assert project.pending_count(1) == 0
    project.undo()
    assert (told(project), project.pending_count(1)) == ([], 2)


def test_a_part_of_a_suggested_quote_is_accepted_alone(project):
    (quote,) = project.pending_quotes(1)
    project.apply(AcceptParts(1, (quote.parts[1],)))
    assert told(project) == [(["“Hard.”"], None, None)]
    project.undo()
    with pytest.raises(RuleError, match="content"):
        project.apply(AcceptParts(1, (quote.speaker,)))


def test_a_suggested_quote_turned_down_never_comes_back(project):
    project.apply(RejectQuotes(1, project.pending_quotes(1)))
    assert project.pending_quotes(1) == ()
    assert project.queue.rows([1])[0].pending == project.pending_count(1) == 1


def test_an_accepted_quote_that_is_removed_is_turned_down(project):
    project.apply(SetStatus(1, Status.DONE, accept=True))
    (quote,) = project.quotes(1)
    project.apply(RemoveSpans(1, tuple(part.id for part in quote.parts)))
    mine = project.annotation(1)
    assert [s.label for s in mine.spans] == ["PERSON"]
    assert (mine.clusters, project.pending_quotes(1)) == (frozenset(), ())


def test_what_i_say_is_no_quote_settles_the_suggestion(project):
    project.apply(MarkNotAQuote(1, *at("“Hard.”"), "scare"))
    assert project.pending_quotes(1) == ()


def test_the_models_own_speaker_and_cue_are_proposed_first(project):
    project.apply(MarkQuote(1, (at("“It rained,”"),)))
    (quote,) = project.quotes(1)
    proposal = propose(project, 1, quote.id)
    assert (proposal.speakers[0].text, proposal.speakers[0].name) == ("Anna Kovács",) * 2
    assert proposal.cues[0].text == "said"


def test_without_a_model_what_stands_beside_is_proposed(project):
    project.apply(MarkQuote(1, (at("“Yes,”"),)))
    quote = project.quotes(1)[-1]
    proposal = propose(project, 1, quote.id)
    assert (proposal.speakers[0].text, proposal.cues[0].text) == ("she", "said")


def test_a_speaker_is_named_renamed_and_merged(project):
    project.apply(MarkQuote(1, (at("that it did"),)))
    (quote,) = project.quotes(1)
    project.apply(Attribute(1, quote.id, at("He"), at("agreed"), "Bo Tarn"))
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Bo Tarn"
    (quote,) = project.quotes(1)
    project.apply(RenameMentions(1, (quote.speaker.id,), "Bo Erik Tarn"))
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Bo Erik Tarn"
    project.apply(AddSpan(1, "entities", "PERSON", *at("Anna Kovács")))
    ids = [s.id for s in project.annotation(1).spans if s.text in ("He", "Anna Kovács")]
    project.apply(NameSpans(1, tuple(ids), "Anna Kovács"))
    assert [row.name for row in project.annotation(1).clusters] == ["Anna Kovács"]
    project.undo()
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Bo Erik Tarn"


def test_a_quote_without_a_mention_may_have_a_speaker(project):
    project.apply(MarkQuote(1, (at("“Hard.”"),)))
    (quote,) = project.quotes(1)
    project.apply(SetSpeaker(1, quote.id, None, "Anna Kovács"))
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Anna Kovács"


def test_a_part_that_crosses_a_paragraph_is_cut(project):
    words = "it did.\n“Yes,”"
    project.apply(MarkQuote(1, (at(words),)))
    project.apply(CutPart(1, project.quotes(1)[0].id))
    assert [p.text for p in project.quotes(1)[0].parts] == ["it did.", "“Yes,”"]


def test_quotes_are_there_after_a_restart_and_as_rows_for_people(project):
    project.apply(SetStatus(1, Status.DONE, accept=True))
    project.close()
    with projects.open(project.path) as again:
        assert [[p.text for p in q.parts] for q in quotes(again.annotation(1))] == [
            ["“It rained,”", "“Hard.”"]
        ]
        wanted = "SELECT speaker, cue, kind, medium, content FROM quotes WHERE annotator = 'Ada'"
        ((speaker, cue, kind, medium, content),) = again.database.rows(wanted)
    assert (speaker, cue, kind, medium) == ("Anna Kovács", "said", "direct", "speech")
    assert content == "“It rained,” … “Hard.”"
