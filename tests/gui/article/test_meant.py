"""Which quote a key means: pure choices."""

from annotator.core.quotes import Quote
from annotator.core.span import Span
from annotator.gui.article.meant import meant
from annotator.gui.article.quote_marks import QuoteMark

FIRST, SECOND = (0, 100), (101, 200)


def mark(start, *, speaker=None, pending=False):
    part = Span(start + 1, "quotes", "QUOTE", start, start + 10, "x" * 10)
    who = None
    if speaker is not None:
        who = Span(start + 2, "quotes", "SPEAKER", speaker, speaker + 3, "who")
    return QuoteMark(Quote((part,), who), "", pending)


def lacks(quote):
    return quote.speaker is None


def test_the_last_one_is_meant_while_it_lacks_what_is_given():
    last, near = mark(0), mark(120)
    assert meant((last, near), last, 130, SECOND, lacks) == last


def test_the_last_one_is_meant_in_its_own_paragraph_though_it_has_one():
    last, near = mark(20, speaker=40), mark(60)
    assert meant((last, near), last, 70, FIRST, lacks) == last


def test_elsewhere_the_nearest_that_lacks_one_is_meant():
    last, done, bare = mark(0, speaker=12), mark(120, speaker=131), mark(160)
    assert meant((last, done, bare), last, 134, SECOND, lacks) == bare


def test_a_suggested_quote_of_the_paragraph_is_meant_too():
    suggested = mark(120, pending=True)
    assert meant((suggested,), None, 134, SECOND, lacks) == suggested


def test_in_a_paragraph_without_quotes_the_last_one_is_meant():
    last, other = mark(0, speaker=12), mark(60)
    assert meant((last, other), last, 150, SECOND, lacks) == last


def test_without_a_last_one_the_nearest_of_mine_is_meant():
    far, near, suggested = mark(0), mark(60), mark(80, pending=True)
    assert meant((far, near, suggested), None, 150, SECOND, lacks) == near
    assert meant((suggested,), None, 150, SECOND, lacks) is None
