"""Which quote a key means when several could be meant. Pure choices, no Qt."""

from collections.abc import Callable, Sequence

from annotator.core.quotes import Quote
from annotator.core.text import Bounds
from annotator.gui.article.quote_marks import QuoteMark


def meant(
    marks: Sequence[QuoteMark],
    last: QuoteMark | None,
    at: int,
    paragraph: Bounds,
    lacks: Callable[[Quote], bool],
) -> QuoteMark | None:
    """The quote a speaker, a cue or a part at a code point is for, when none is in focus.

    It is the one in focus last, unless that has what is given already and stands in another paragraph;
    else the nearest of the paragraph, first those that lack it; else the last one; else the nearest of mine.
    """
    if last is not None and (lacks(last.quote) or _touches(last.quote, paragraph)):
        return last
    here = [mark for mark in marks if _touches(mark.quote, paragraph)]
    if here:
        return min(here, key=lambda mark: (not lacks(mark.quote), _distance(mark.quote, at)))
    mine = [mark for mark in marks if not mark.pending]
    return last or min(mine, key=lambda mark: _distance(mark.quote, at), default=None)


def _touches(quote: Quote, paragraph: Bounds) -> bool:
    return any(part.overlaps(*paragraph) for part in quote.parts)


def _distance(quote: Quote, at: int) -> int:
    return min(max(part.start - at, at - part.end + 1, 0) for part in quote.parts)
