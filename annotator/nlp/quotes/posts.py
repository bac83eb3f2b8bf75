"""Posts pasted into news: the words, a dash, who posted them with a handle, and mostly a date."""

import re

from annotator.core.quotes import Medium, SpeakerStatus
from annotator.core.text import Bounds
from annotator.nlp.quotes.found import FoundQuote

_SIGNED = re.compile(
    r"\s*(?P<dash>—|–|--|-)\s*(?P<who>[^\s@()—–][^@()—–\n]{0,60}?\s*\(@\w{1,30}\))"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+|t\.co/\S+))+$")
_TAG = re.compile(r"<[^<>\n]*>")


def post(text: str, start: int, end: int) -> FoundQuote | None:
    """The post that a paragraph `[start, end)` of a text is, with its author; None for any other."""
    signed = max(_SIGNED.finditer(text, start, end), key=re.Match.start, default=None)
    if signed is None:
        return None
    content = _content(text, start, signed.start())
    if content is None:
        return None
    return FoundQuote(
        (content,),
        signed.span("who"),
        signed.span("dash"),
        status=SpeakerStatus.EXPLICIT,
        medium=Medium.SOCIAL_POST,
        confidence=0.8,
    )


def _content(text: str, start: int, end: int) -> Bounds | None:
    tags = [tag.end() for tag in _TAG.finditer(text, start, end)]
    first = max(tags, default=start)
    body = text[first:end]
    kept = _LINKS.sub("", body).rstrip()
    first += len(kept) - len(kept.lstrip())
    last = first + len(kept.strip())
    return (first, last) if last > first else None
