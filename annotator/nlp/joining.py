"""Which stretches of capitalised words are one name: “Ministry of Health”, “Food and Drug Agency”."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.nlp.lexicon import Lexicon
from annotator.nlp.names import Segment

OTHER = "OTHER"
_LONGEST_GAP = 9
_MOST_PARTS = 6
_OF = re.compile(r"^ {1,2}(?:of|for|on)(?: the| a| an)? {1,2}$", re.IGNORECASE)
_AND = re.compile(r"^ (?:and|&|y)(?: the)? $")
_ARTICLE = re.compile(r"\b[Tt]he $")
_QUOTED = re.compile(r"^ [“\"‘'(](?:The )?$")
_UNQUOTED = re.compile(r"^[”\"’')] $")


@dataclass(frozen=True, slots=True)
class Mention:
    """What the model found: code points, half-open; `kind` is what the rules take its label for."""

    start: int
    end: int
    kind: str
    label: str = ""


class Joins:
    """Whether the next segment continues a name."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._ends = [mention.end for mention in mentions]
        self._mentions = mentions

    def holds(self, parts: Sequence[Segment], following: Segment) -> bool:
        """Whether `parts`, which are one name already, go on with `following`."""
        gap = self._text[parts[-1].end : following.start]
        if len(parts) == _MOST_PARTS or following.titled or len(gap) > _LONGEST_GAP:
            return False
        if "\n" in gap or parts[-1].words[-1].possessive:
            return False
        if _OF.match(gap):
            return self._of(parts, following)
        if _AND.match(gap):
            return self._and(parts, following)
        return self._nickname(parts, gap, following)

    def _nickname(self, parts: Sequence[Segment], gap: str, following: Segment) -> bool:
        """Edmund “Teddy” Marchbanks: a given name, a quoted one, a surname."""
        if parts[0].words[0].text not in self._lexicon.given_names:
            return False
        if _QUOTED.match(gap):
            return _UNQUOTED.match(self._text[following.end : following.end + 2]) is not None
        opened = len(parts) > 1 and _QUOTED.match(self._text[parts[-2].end : parts[-1].start])
        return bool(opened) and _UNQUOTED.match(gap) is not None

    def _of(self, parts: Sequence[Segment], following: Segment) -> bool:
        """Bank of Ghana, Institute for Marine Studies, Republic of Chile; not President of Ghana."""
        last = parts[-1].words[-1].lower
        if last in self._lexicon.organisation_starts or last in self._lexicon.place_starts:
            return True
        if len(parts) > 1 and parts[0].words[-1].lower in self._lexicon.themes:
            return not self._is_name(following)
        return self._model_joins(parts, following)

    def _model_joins(self, parts: Sequence[Segment], following: Segment) -> bool:
        index = bisect_left(self._ends, following.start + 1)
        if index == len(self._mentions):
            return False
        mention = self._mentions[index]
        return (
            mention.kind not in (OTHER, "PERSON")
            and mention.start <= parts[-1].start
            and following.start < mention.end
        )

    def _and(self, parts: Sequence[Segment], following: Segment) -> bool:
        """Ministry of Trade and Industry, Food and Drug Administration; not Kenya and Ghana."""
        if len(parts) > 1:
            theme = parts[0].words[-1].lower in self._lexicon.themes
            subject = following.words[-1].lower in self._lexicon.subjects
            return (
                theme
                and (subject or not self._complete(following))
                and not self._is_name(following)
            )
        left = parts[0]
        if left.titled or self._is_name(left) or (len(left.words) > 1 and self._complete(left)):
            return False
        if following.words[-1].lower not in self._lexicon.organisation_ends:
            return False
        article = _ARTICLE.search(self._text[max(0, left.start - 5) : left.start])
        together = bool(article) and len(left.words) == 1
        return len(following.words) > 1 and (together or self._model_joins(parts, following))

    def _complete(self, part: Segment) -> bool:
        return self._lexicon.heads(part.words[-1].lower)

    def _is_name(self, part: Segment) -> bool:
        name = " ".join(word.text for word in part.words)
        return self._lexicon.knows(name) or part.words[0].text in self._lexicon.given_names
