"""Where a text says something: the places find and label-all-occurrences offer."""

import re
from collections.abc import Iterator

from annotator.core.text import Bounds


def places(
    text: str, wanted: str, *, match_case: bool = True, whole_words: bool = True
) -> Iterator[Bounds]:
    """The places of `wanted` in reading order, none overlapping another; none for an empty wish.

    Whole words are not part of a longer word, but may stand before a possessive ending or a hyphen.
    White space matches any white space within a paragraph, so a name is found over a no-break space.
    """
    if wanted.strip():
        pattern = _pattern(wanted, whole_words=whole_words)
        flags = re.NOFLAG if match_case else re.IGNORECASE
        yield from (match.span() for match in re.finditer(pattern, text, flags))


def _pattern(wanted: str, *, whole_words: bool) -> str:
    words = r"[^\S\n]+".join(re.escape(word) for word in wanted.split())
    if not whole_words:
        return words
    before = r"(?<!\w)" if re.match(r"\s*\w", wanted) else ""
    after = r"(?!\w)" if re.search(r"\w\s*$", wanted) else ""
    return f"{before}{words}{after}"
