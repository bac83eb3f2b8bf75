"""Where words and labels stand in a project, each place with its context."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.article import Article
from annotator.core.span import Span
from annotator.core.text import surroundings
from annotator.project.desk import Desk
from annotator.store import occurrences


@dataclass(frozen=True, slots=True)
class ConcordanceQuery:
    """What a concordance lists: a text, a label, or both; in one article or the whole project.

    `labelled` True lists my spans only, False unmarked places only, None both.
    """

    text: str = ""
    label: str = ""
    article_id: int | None = None
    whole_words: bool = True
    labelled: bool | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place, `[start, end)` in code points; `span` is what I marked exactly there or over it."""

    article_id: int
    title: str
    span: Span | None
    start: int
    end: int
    before: str
    text: str
    after: str


def concordance(desk: Desk, query: ConcordanceQuery) -> Iterator[Occurrence]:
    """The places a query asks for, in queue order."""
    if query.labelled is True or not query.text:
        return _marked(desk, query)
    found = occurrences_of(desk, query.text, query.article_id, whole_words=query.whole_words)
    return (
        occurrence
        for occurrence in found
        if not (query.labelled is False and occurrence.span)
        and (
            not query.label
            or (occurrence.span is not None and occurrence.span.label == query.label)
        )
    )


def occurrences_of(
    desk: Desk, text: str, article_id: int | None = None, *, whole_words: bool = True
) -> Iterator[Occurrence]:
    """Every place where `text` stands letter for letter, marked or not."""
    if not text:
        return
    pattern = re.compile(_whole(text) if whole_words else re.escape(text))
    among = (
        occurrences.articles_with(desk.database, text, whole_words=whole_words)
        if article_id is None
        else (article_id,)
    )
    for found_in in among:
        article = desk.article(found_in)
        mine = desk.annotation(found_in)
        for match in pattern.finditer(article.text):
            over = mine.overlapping(*match.span())
            exact = [span for span in over if (span.start, span.end) == match.span()]
            span = next(iter((*exact, *over)), None)
            yield _occurrence(article, match.start(), match.end(), span)


def label_counts(desk: Desk, text: str) -> dict[str, int]:
    """How often I marked a text in the whole project, by label."""
    return occurrences.label_counts(desk.database, desk.me.id, text)


def label_uses(desk: Desk) -> dict[tuple[str, str], int]:
    """How many spans of people and gold use each (layer, label)."""
    return occurrences.label_uses(desk.database)


def _marked(desk: Desk, query: ConcordanceQuery) -> Iterator[Occurrence]:
    places = occurrences.span_places(desk.database, desk.me.id, query.label, query.text)
    for place in places:
        span = desk.annotation(place.article_id).span(place.span_id)
        if (
            span is not None
            and query.article_id in (None, place.article_id)
            and query.labelled is not False
        ):
            yield _occurrence(desk.article(place.article_id), span.start, span.end, span)


def _whole(text: str) -> str:
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    return before + re.escape(text) + after


def _occurrence(article: Article, start: int, end: int, span: Span | None) -> Occurrence:
    before, after = surroundings(article.text, start, end)
    return Occurrence(
        article_id=article.id,
        title=article.title,
        span=span,
        start=start,
        end=end,
        before=before,
        text=article.text[start:end],
        after=after,
    )
