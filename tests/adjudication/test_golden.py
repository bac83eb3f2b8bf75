"""Gold is what was decided: whoever is preferred everywhere, gold is what they marked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from making import SCHEME

from annotator.adjudication.comparing import compare
from annotator.adjudication.golden import Golden
from annotator.adjudication.questioning import questions
from annotator.adjudication.versions import value_digest
from annotator.core.annotation import Annotation, in_order
from annotator.core.decision import Choice, Decision
from annotator.core.quotes import CONTINUES, CUED_BY, SAID_BY, quote_problems, quotes
from annotator.core.settling import settled
from annotator.core.span import Cluster, Relation, Span

SLOT = 24
SLOTS = 4
TEXT = "abcdefgh ijklmno pqrstuv " * 8


@st.composite
def marked(draw):
    """One annotator's entities and quotes: in each slot of the text the same ones, varied a little."""
    spans, relations, clusters = [], set(), {}

    def put(layer, label, start, end, **more):
        made = Span(len(spans) + 1, layer, label, start, end, TEXT[start:end], **more)
        spans.append(made)
        return made.id

    for slot in range(SLOTS):
        base = slot * SLOT
        if draw(st.booleans()):
            label = draw(st.sampled_from(["PERSON", "ORG"]))
            put("entities", label, base + draw(st.integers(0, 1)), base + draw(st.integers(4, 6)))
        if draw(st.booleans()):
            kind = draw(st.sampled_from([None, "direct", "indirect"]))
            more = {"attributes": (("kind", kind),)} if kind else {}
            first = put("quotes", "QUOTE", base + 7, base + draw(st.integers(10, 12)), **more)
            if draw(st.booleans()):
                part = put("quotes", "QUOTE", base + 13, base + draw(st.integers(15, 16)))
                relations.add(Relation(CONTINUES, part, first))
            if draw(st.booleans()):
                row = draw(st.sampled_from([None, 1, 2]))
                start = base + draw(st.integers(17, 18))
                speaker = put("quotes", "SPEAKER", start, base + 20, cluster_id=row)
                relations.add(Relation(SAID_BY, first, speaker))
                clusters |= {row: Cluster(row, f"Name {row}", "PERSON")} if row else {}
            if draw(st.booleans()):
                cue = put("quotes", "CUE", base + 21, base + draw(st.integers(22, 23)))
                relations.add(Relation(CUED_BY, first, cue))
    labels = draw(st.sets(st.sampled_from(["sports", "not news"])))
    return Annotation(
        1,
        0,
        spans=in_order(spans),
        relations=frozenset(relations),
        clusters=frozenset(clusters.values()),
        labels=frozenset(labels),
        next_span_id=len(spans) + 1,
    )


def everybody(many):
    return [replace(one, annotator_id=n) for n, one in enumerate(many, 1)]


def told(annotation):
    """What an annotation says, without ids and without the roster nobody decided on."""
    names = {cluster.id: cluster.name for cluster in annotation.clusters}
    said = {
        (
            tuple((part.start, part.end) for part in quote.parts),
            *((role.start, role.end) if role else () for role in (quote.speaker, quote.cue)),
            names.get(quote.cluster_id),
            quote.kind,
        )
        for quote in quotes(annotation)
    }
    return {span.key for span in annotation.spans}, said, annotation.labels


def preferring(comparison, annotator_id):
    decisions = {}
    for found in comparison.differences:
        version = found.version(annotator_id)
        decisions[found.key] = Decision(
            found.key, found.types, found.layer, found.start, found.end, found.text, Choice.TAKE,
            (annotator_id,), (value_digest(version),),
        )  # fmt: skip
    return decisions


def gold_of(comparison, decisions):
    gold = Annotation(1, 99)
    exclusive = [layer.name for layer in SCHEME.layers if not layer.allows_overlap]
    golden = Golden(comparison, decisions, TEXT, exclusive)
    return golden, settled(gold, golden.begun(gold))


@given(st.lists(marked(), min_size=2, max_size=3), st.data())
def test_gold_is_what_the_one_preferred_everywhere_marked(many, data):
    annotations = everybody(many)
    comparison = compare(annotations, SCHEME)
    chosen = data.draw(st.sampled_from(annotations))
    _, gold = gold_of(comparison, preferring(comparison, chosen.annotator_id))
    assert told(gold) == told(chosen)


@given(st.lists(marked(), min_size=2, max_size=3), st.data())
def test_whatever_is_decided_gold_is_sound_and_raises_no_question(many, data):
    annotations = everybody(many)
    comparison = compare(annotations, SCHEME)
    decisions = {}
    for found in comparison.differences:
        who = data.draw(st.sampled_from([one.annotator_id for one in annotations]))
        choice = data.draw(st.sampled_from([Choice.TAKE, Choice.NEITHER, None]))
        if choice is not None:
            decisions[found.key] = replace(preferring(comparison, who)[found.key], choice=choice)
    golden, gold = gold_of(comparison, decisions)
    assert quote_problems(gold) == []
    assert [one.difference.name for one in questions(golden, gold)] == []


@given(st.lists(marked(), min_size=2, max_size=2))
def test_deciding_one_by_one_leads_to_the_same_gold_as_deciding_at_once(many):
    comparison = compare(everybody(many), SCHEME)
    decisions = preferring(comparison, 2)
    exclusive = [layer.name for layer in SCHEME.layers if not layer.allows_overlap]
    _, gold = gold_of(comparison, {})
    made = {}
    for found in comparison.differences:
        made[found.key] = decisions[found.key]
        golden = Golden(comparison, dict(made), TEXT, exclusive)
        places = comparison.places_of.get(found.key, ())
        gold = settled(gold, golden.patched(gold, places))
    assert told(gold) == told(gold_of(comparison, decisions)[1])
