"""The line under the heading, and what a mark says of itself."""

from datetime import date

from annotator.core.article import Article
from annotator.core.text import word_count
from annotator.gui.article.bands import Mark
from annotator.gui.article.page import MEMORY
from annotator.gui.article.quote_marks import Quotes

_COUNTED_EXACTLY = 200_000


def byline(article: Article) -> str:
    """Where an article comes from: source, date, words."""
    told = (article.metadata.source, _day(article.metadata.published), _words(article.text))
    return " · ".join(part for part in told if part)


def described(mark: Mark, quotes: Quotes) -> str:
    """A mark in a sentence: text, label, state; of a quote who said what."""
    span = mark.span
    within = quotes.of(span)
    if within is not None:
        return within.sentence_of(span)
    if not mark.pending:
        return f"{span.text}: {span.label}"
    if span.origin == MEMORY:
        where = span.attribute("from")
        place = f" in “{where}”" if where else ""
        return f"{span.text}: {span.label}, suggested because it was confirmed{place}"
    return f"{span.text}: {span.label}, suggested"


def _day(published: str) -> str:
    """4 March 2024 for 2024-03-04; what is no date is shown as it stands."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"


def _words(text: str) -> str:
    if len(text) > _COUNTED_EXACTLY:
        spaces = text.count(" ", 0, _COUNTED_EXACTLY) * len(text) / _COUNTED_EXACTLY
        return f"about {round(spaces, -3):,.0f} words"
    count = word_count(text)
    return f"{count:,} word{'' if count == 1 else 's'}"
