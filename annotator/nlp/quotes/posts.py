"""Posts pasted into news, and pull quotes: the words, a dash, and who they are from."""

import re

from annotator.core.quotes import Medium, SpeakerStatus
from annotator.core.text import Bounds
from annotator.nlp.quotes.found import FoundQuote

_SIGNED = re.compile(
    r"\s*(?P<dash>—|–|--|-)\s*(?P<who>[^\s@()—–][^@()—–\n]{0,60}?\s*\(@\w{1,30}\))"
)
_PULLED = re.compile(
    r"\s*(?P<what>[“\"‘«„][^\n]*[”\"’»“])\s*(?P<dash>—|–|--|-)\s*"
    r"(?P<who>(?:[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|al|bin)){0,4})(?:,[^\n]{0,60})?\s*"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+|t\.co/\S+))+$")
_TAG = re.compile(r"<[^<>\n]*>")


def post(text: str, start: int, end: int) -> FoundQuote | None:
    """The post or pull quote that a paragraph `[start, end)` of a text is; None for any other."""
    pulled = _PULLED.fullmatch(text, start, end)
    if pulled is not None:
        return FoundQuote(
            (pulled.span("what"),),
            pulled.span("who"),
            pulled.span("dash"),
            status=SpeakerStatus.EXPLICIT,
            confidence=0.7,
        )
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
