"""What is proposed for a quote marked by hand, when a model ran before."""

import pytest

from annotator.core.quotes import CUED_BY, SAID_BY
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import words
from annotator.nlp.messages import Prelabelled
from annotator.project.edits import Attribute, MarkQuote
from annotator.project.importing import import_text
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import create
from annotator.project.proposing import propose

TEXT = """Oda Brekke came late. “It leaks,” she wrote. Brekke left. “It sinks,” Brekke said.
“It is old.
“It will go,” she warned."""


def place(what, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(what, start + 1)
    return start, start + len(what)


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "old.db") as made:
        made.use_annotator("maya")
        import_text(made, TEXT, "")
        wanted = (
            ("entities", "PERSON", "Oda Brekke", None),
            ("quotes", "QUOTE", "“It leaks,”", None),
            ("quotes", "SPEAKER", "she", 1),
            ("quotes", "CUE", "wrote", None),
        )
        spans = tuple(
            Span(n, layer, label, *place(what), what, cluster_id=row)
            for n, (layer, label, what, row) in enumerate(wanted, 1)
        )
        links = (Relation(SAID_BY, 2, 3), Relation(CUED_BY, 2, 4))
        row = (Cluster(1, "Oda Brekke", "PERSON"),)
        answer = Prelabelled(1, spans, tuple(words(TEXT)), 0, links, row)
        store_suggestions(made, "small 1.0 + rules 1", [answer])
        yield made


def marked(project, *parts):
    project.apply(MarkQuote(1, parts))
    return project.quotes(1)[-1]


def test_a_pronoun_is_proposed_under_the_name_the_model_gave_it(project):
    quote = marked(project, place("“It leaks,”"))
    speaker, cue = propose(project, 1, quote.id).speakers[0], propose(project, 1, quote.id).cues[0]
    assert (speaker.text, speaker.name, speaker.decided) == ("she", "Oda Brekke", True)
    project.apply(Attribute(1, quote.id, speaker.bounds, cue.bounds, speaker.name))
    (quote,) = project.quotes(1)
    assert project.roster(1).speaker_name(quote) == "Oda Brekke"


def test_a_surname_is_proposed_under_the_full_name_without_deciding_it(project):
    quote = marked(project, place("“It sinks,”"))
    speaker = propose(project, 1, quote.id).speakers[0]
    assert (speaker.text, speaker.name, speaker.decided) == ("Brekke", "Oda Brekke", False)


def test_a_quotation_over_paragraphs_is_attributed_in_any_of_them(project):
    quote = marked(project, place("“It is old."), place("“It will go,”"))
    proposal = propose(project, 1, quote.id)
    assert [cue.text for cue in proposal.cues] == ["warned"]
    assert proposal.speakers[0].text == "she"
