"""Annotations with quotes as Hypothesis draws them: sound ones, in any text news may bring."""

from entry_strategies import bounds, names, texts
from hypothesis import strategies as st

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.quotes import (
    ADDRESSEE,
    CONTINUES,
    CUE,
    CUED_BY,
    NOT_A_QUOTE,
    QUOTE,
    REASONS,
    SAID_BY,
    SPEAKER,
    TO,
    Medium,
    QuoteKind,
    SpeakerStatus,
)
from annotator.core.span import QUOTES, Cluster, Relation, Span

ATTRIBUTES = {
    "kind": st.sampled_from([str(kind) for kind in QuoteKind]),
    "medium": st.sampled_from([str(medium) for medium in Medium]),
    "speaker_status": st.sampled_from([str(status) for status in SpeakerStatus]),
    "negated": st.booleans(),
    "hypothetical": st.booleans(),
}
ROLES = ((SPEAKER, SAID_BY), (CUE, CUED_BY), (ADDRESSEE, TO))


class Drawn:
    """Spans, each place and label once, and the relations among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[tuple[str, int, int], Span] = {}
        self.relations: set[Relation] = set()

    def span(self, label: str, start: int, end: int, **more: object) -> Span:
        made = Span(len(self.spans) + 1, QUOTES, label, start, end, self.text[start:end], **more)
        return self.spans.setdefault((label, start, end), made)


@st.composite
def parts(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    """The stretches of one quote, side by side."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    return list(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def quote_annotations(draw: st.DrawFn, text: str) -> Annotation:
    clusters = {n: Cluster(n, draw(names), "PERSON") for n in range(1, draw(st.integers(1, 4)))}
    whose = st.sampled_from([None, *clusters])
    drawn = Drawn(text)
    for _ in range(draw(st.integers(0, 4))):
        _draw_quote(draw, drawn, whose)
    if draw(st.booleans()):
        reason = (("reason", draw(st.sampled_from(REASONS))),)
        drawn.span(NOT_A_QUOTE, *draw(bounds(text)), attributes=reason)
    return Annotation(
        0, 0, Status.DONE, in_order(drawn.spans.values()), frozenset(drawn.relations),
        frozenset(clusters.values()), next_span_id=len(drawn.spans) + 1,
    )  # fmt: skip


def _draw_quote(draw: st.DrawFn, drawn: Drawn, whose: st.SearchStrategy[int | None]) -> None:
    wanted = [place for place in draw(parts(drawn.text)) if (QUOTE, *place) not in drawn.spans]
    if not wanted:
        return
    told = {name: draw(values) for name, values in ATTRIBUTES.items() if draw(st.booleans())}
    first = drawn.span(
        QUOTE, *wanted[0], cluster_id=draw(whose), attributes=tuple(sorted(told.items()))
    )
    for place in wanted[1:]:
        drawn.relations.add(Relation(CONTINUES, drawn.span(QUOTE, *place).id, first.id))
    for label, relation in ROLES:
        if draw(st.booleans()):
            mention = drawn.span(label, *draw(bounds(drawn.text)), cluster_id=draw(whose))
            drawn.relations.add(Relation(relation, first.id, mention.id))


@st.composite
def quote_entries(draw: st.DrawFn) -> Entry:
    """An article with the quotes of one annotator."""
    text = draw(texts)
    article = Article(0, draw(names), text, Metadata(title=draw(names)))
    return Entry(article, ((Annotator(0, "", "gold", Kind.GOLD), draw(quote_annotations(text))),))
