"""A suggested quote taken and changed in one step, and what a change of speaker leaves behind."""

import pytest
from making import SCHEME, new_project

from annotator.core.errors import RuleError
from annotator.core.quotes import CONTINUES, CUED_BY, SAID_BY
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import words
from annotator.nlp.messages import Prelabelled
from annotator.project.edits import (
    AcceptQuote,
    AddParts,
    DescribeQuote,
    MarkQuote,
    SetCue,
    SetSpeaker,
)
from annotator.project.edits.taking import resized
from annotator.project.prelabelling import store_suggestions

TEXT = "“It rained,” she said. “Hard.” Anna Kovács agreed, a neighbour wrote."


def at(what):
    start = TEXT.index(what)
    return start, start + len(what)


def span(number, label, what, **more):
    return Span(number, "quotes", label, *at(what), what, **more)


@pytest.fixture
def project(tmp_path):
    with new_project(tmp_path / "taken.db", texts=(TEXT,), scheme=SCHEME) as made:
        spans = (
            span(1, "QUOTE", "“It rained,”", attributes=(("speaker_status", "pronoun"),)),
            span(2, "SPEAKER", "she", cluster_id=5),
            span(3, "CUE", "said"),
            span(4, "QUOTE", "“Hard.”"),
        )
        relations = (Relation(CONTINUES, 4, 1), Relation(SAID_BY, 1, 2), Relation(CUED_BY, 1, 3))
        row = (Cluster(5, "Anna Kovács", "PERSON"),)
        answer = Prelabelled(1, spans, tuple(words(TEXT)), 0, relations, row)
        store_suggestions(made, "small 1.0 + rules 1", [answer])
        yield made


def offered(project):
    (quote,) = project.pending_quotes(1)
    return quote


def told(project):
    return [(q.text, q.speaker and q.speaker.text, q.cue and q.cue.text) for q in project.quotes(1)]


def test_it_is_taken_as_it_is(project):
    change = project.apply(AcceptQuote(1, offered(project)))
    assert change.name == "Accept quote"
    assert told(project) == [("“It rained,” … “Hard.”", "she", "said")]
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Anna Kovács"


def test_it_is_taken_and_changed_in_one_step(project):
    change = project.apply(AcceptQuote(1, offered(project), lambda n: SetCue(1, n, at("agreed"))))
    assert change.name == "Accept quote, set cue"
    assert told(project) == [("“It rained,” … “Hard.”", "she", "agreed")]
    project.undo()
    assert (told(project), project.pending_count(1)) == ([], 1)
    project.redo()
    assert told(project) == [("“It rained,” … “Hard.”", "she", "agreed")]


def test_it_is_taken_with_other_bounds_and_the_rest_of_it(project):
    quote = offered(project)
    start, end = at("rained")
    project.apply(AcceptQuote(1, resized(quote, quote.parts[0], (start, end), TEXT)))
    assert told(project) == [("rained … “Hard.”", "she", "said")]
    assert project.pending_count(1) == 0


def test_parts_that_meet_are_refused_and_nothing_is_written(project):
    quote = offered(project)
    wrong = resized(quote, quote.parts[0], (0, at("“Hard.”")[1]), TEXT)
    with pytest.raises(RuleError, match="overlap"):
        project.apply(AcceptQuote(1, wrong))
    assert (told(project), project.pending_count(1)) == ([], 1)


def test_parts_before_the_first_one_take_over_what_it_bore(project):
    project.apply(MarkQuote(1, (at("“Hard.”"),)))
    (quote,) = project.quotes(1)
    project.apply(DescribeQuote(1, quote.id, "kind", "mixed"))
    project.apply(SetCue(1, quote.id, at("wrote")))
    project.apply(AddParts(1, quote.id, (at("rained"), at("It"))))
    (quote,) = project.quotes(1)
    assert (quote.text, quote.cue.text, quote.kind) == ("It … rained … “Hard.”", "wrote", "mixed")


def test_another_speaker_has_another_name_and_status(project):
    project.apply(AcceptQuote(1, offered(project)))
    (quote,) = project.quotes(1)
    assert quote.speaker_status == "pronoun"
    project.apply(SetSpeaker(1, quote.id, at("a neighbour")))
    (quote,) = project.quotes(1)
    assert quote.speaker_status == "explicit"
    assert project.roster(1).speaker_name(quote) == "a neighbour"


def test_a_mention_replaces_the_name_a_quote_without_one_had(project):
    project.apply(MarkQuote(1, (at("“Hard.”"),)))
    (quote,) = project.quotes(1)
    project.apply(SetSpeaker(1, quote.id, None, "Rolf Sund"))
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Rolf Sund"
    project.apply(SetSpeaker(1, quote.id, at("Anna Kovács")))
    assert project.roster(1).speaker_name(project.quotes(1)[0]) == "Anna Kovács"
    assert not project.annotation(1).clusters


def test_anonymous_stays_anonymous_whoever_is_marked(project):
    project.apply(MarkQuote(1, (at("“Hard.”"),)))
    (quote,) = project.quotes(1)
    project.apply(DescribeQuote(1, quote.id, "speaker_status", "anonymous"))
    project.apply(SetSpeaker(1, quote.id, at("a neighbour")))
    assert project.quotes(1)[0].speaker_status == "anonymous"
