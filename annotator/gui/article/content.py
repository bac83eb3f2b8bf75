"""What Q means: the words between quotation marks around the cursor, a selection with its marks."""

from annotator.core.marks import Stretch, stretches
from annotator.core.text import Bounds, paragraphs

_SHORT = 200_000


def content_at(text: str, offset: int) -> tuple[Bounds, ...]:
    """The marked stretch that holds a code point, with the paragraphs it goes on in; else nothing."""
    found = _near(text, offset)
    index = next((n for n, s in enumerate(found) if s.start <= offset < s.end), None)
    if index is None:
        return ()
    first = index
    while first > 0 and found[first].continues:
        first -= 1
    last = index + 1
    while last < len(found) and found[last].continues:
        last += 1
    return tuple((stretch.start, stretch.end) for stretch in found[first:last])


def grown(text: str, selection: Bounds) -> tuple[Bounds, ...]:
    """A selection without white space at its ends, and with the marks it fills exactly.

    What goes over paragraphs is cut at their ends.
    """
    start, end = selection
    found: list[Bounds] = []
    while start < end:
        line_end = text.find("\n", start, end)
        last = end if line_end < 0 else line_end
        piece = _trimmed(text, start, last)
        found += [_marked(text, *piece)] if piece[0] < piece[1] else []
        start = last + 1
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Bounds:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _marked(text: str, start: int, end: int) -> Bounds:
    """With the quotation marks around, when nothing else stands between them."""
    head = text.rfind("\n", 0, start) + 1
    tail = text.find("\n", end)
    for stretch in stretches(text[head : tail if tail >= 0 else len(text)]):
        first, last = head + stretch.start, head + stretch.end
        if first <= start and end <= last and not _has_words(text[first:start] + text[end:last]):
            return first, last
    return start, end


def _near(text: str, offset: int) -> tuple[Stretch, ...]:
    """The stretches of the article; of a very long one only those of the paragraph."""
    if len(text) <= _SHORT:
        return stretches(text)
    start, end = next(p for p in paragraphs(text) if p[0] <= offset <= p[1])
    return tuple(
        Stretch(start + one.start, start + one.end, one.closed)
        for one in stretches(text[start:end])
    )


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
