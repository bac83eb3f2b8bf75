"""Entries as Hypothesis draws them: any text news may bring, any annotation our format has to hold."""

from uuid import UUID

from hypothesis import strategies as st

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.scheme import COLOURS
from annotator.core.span import Cluster, Rejection, Relation, Span

ODD = [
    "👨‍👩‍👧",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e\u0301",
    "محمد",
    "שלום",
    "\u2028",
    "\u2029",
    "\x85",
    "\u200f",
    "\ufeff",
    "\n",
    "“",
    "Ann",
    " ",
    "𝒜",
]
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
words = st.text(characters, max_size=12)
names = st.text(characters, min_size=1, max_size=12).filter(lambda name: name.strip() == name)
texts = (
    st.lists(st.one_of(st.sampled_from(ODD), words), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text.strip() and not text.startswith("\ufeff"))
)
finite = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.one_of(words, st.integers(-(2**53), 2**53), finite, st.booleans(), st.none())
json_values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)
moments = st.datetimes().map(lambda moment: moment.isoformat())


@st.composite
def annotators(draw: st.DrawFn) -> Annotator:
    uuid = draw(
        st.one_of(
            st.just(""), st.binary(min_size=16, max_size=16).map(lambda b: str(UUID(bytes=b)))
        )
    )
    return Annotator(
        0, uuid, draw(names), draw(st.sampled_from(Kind)), draw(st.sampled_from(COLOURS))
    )


@st.composite
def bounds(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def annotations(draw: st.DrawFn, text: str) -> Annotation:
    clusters = {
        number: Cluster(number, draw(words), draw(words), draw(st.none() | words))
        for number in draw(st.sets(st.integers(1, 9), max_size=2))
    }
    spans: dict[object, Span] = {}
    for number in draw(st.sets(st.integers(1, 40), max_size=5)):
        span = draw(_spans(number, text, [None, *clusters]))
        spans.setdefault(span.key, span)
    ids = [span.id for span in spans.values()]
    rejections = {r.key: r for r in draw(st.lists(_rejections(text), max_size=2))}
    return Annotation(
        article_id=0,
        annotator_id=0,
        status=draw(st.sampled_from(Status)),
        spans=in_order(spans.values()),
        relations=draw(_relations(ids)),
        clusters=frozenset(clusters.values()),
        rejections=frozenset(rejections.values()),
        labels=frozenset(draw(st.sets(names, max_size=2))),
        next_span_id=max(ids, default=0) + 1,
        scheme_version=draw(st.integers(1, 9)),
        seconds=draw(st.floats(0, 1e6)),
        finished_at=draw(st.none() | moments),
    )


@st.composite
def _spans(draw: st.DrawFn, number: int, text: str, clusters: list[int | None]) -> Span:
    start, end = draw(bounds(text))
    attributes = draw(st.dictionaries(words, scalars, max_size=2))
    return Span(
        number, draw(names), draw(names), start, end, text[start:end],
        draw(st.sampled_from(clusters)), draw(st.none() | finite), draw(st.none() | names),
        tuple(sorted(attributes.items())),
    )  # fmt: skip


@st.composite
def _rejections(draw: st.DrawFn, text: str) -> Rejection:
    return Rejection(draw(names), draw(names), *draw(bounds(text)), draw(st.none() | names))


@st.composite
def _relations(draw: st.DrawFn, ids: list[int]) -> frozenset[Relation]:
    if not ids:
        return frozenset()
    end = st.sampled_from(ids)
    return draw(st.frozensets(st.builds(Relation, names, end, end), max_size=3))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    text = draw(texts)
    known = Metadata(
        draw(words), draw(words), draw(words), draw(words), draw(words),
        draw(st.dictionaries(words, json_values, max_size=2)),
    )  # fmt: skip
    newline = draw(st.sampled_from(["LF", "CRLF", "CR"]))
    encoding = draw(st.sampled_from(["utf-8", "cp1252"]))
    article = Article(0, draw(words), text, known, newline, encoding, flag=draw(st.none() | words))
    who = draw(st.lists(annotators(), max_size=2, unique_by=lambda a: (a.kind, a.name)))
    return Entry(article, tuple((annotator, draw(annotations(text))) for annotator in who))
