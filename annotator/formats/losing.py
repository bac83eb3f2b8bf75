"""What the formats of quotes cannot hold of an entry, counted."""

from collections import Counter
from collections.abc import Mapping

from annotator.core.entry import Entry
from annotator.core.quotes import NOT_A_QUOTE, quotes
from annotator.core.span import QUOTES, Span


def lost_of_quotes(entry: Entry, *, not_quotes: bool) -> Mapping[str, int]:
    """How many of what is not written where only quotes are; `not_quotes` are those asked for."""
    lost: Counter[str] = Counter()
    for _, made in entry.annotations:
        kept = {span.id for quote in quotes(made) for span in quote.spans}
        for span in made.spans:
            if span.id not in kept and not (not_quotes and span.label == NOT_A_QUOTE):
                lost[f"{_what(span)} left out"] += 1
        lost["suggestions turned down left out"] += len(made.rejections)
        lost["labels of articles left out"] += len(made.labels)
    return +lost


def _what(span: Span) -> str:
    if span.layer != QUOTES:
        return f"spans of {span.layer}"
    if span.label == NOT_A_QUOTE:
        return "stretches that are no quotes"
    return f"{span.label} spans that belong to no quote"
