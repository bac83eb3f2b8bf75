"""Who may have said something, and by which cue, from the words around it alone: no parse, no model.

For what an annotator marks by hand, at once, and in any language; where no cue is known names are offered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotator.core.marks import Stretch, stretches
from annotator.core.text import Bounds, paragraphs
from annotator.nlp.quotes.attachment import label, ranked
from annotator.nlp.quotes.cues import Cue, cues
from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph, plain
from annotator.nlp.quotes.phrases import phrase_left
from annotator.nlp.quotes.words import words

_MOST = 6


@dataclass(frozen=True, slots=True)
class Candidates:
    """Speakers and cues, the likeliest first, as bounds in code points."""

    speakers: tuple[Bounds, ...] = ()
    cues: tuple[Bounds, ...] = ()


def candidates(
    text: str, content: Sequence[Bounds], names: Iterable[Bounds], language: str
) -> Candidates:
    """The speakers and cues beside content; `names` are those of the article, marked or suggested."""
    lexicon = words(language)
    speakers: list[Bounds] = []
    found: list[Bounds] = []
    for around in _paragraphs(text, content):
        here = [part for part in content if around[0] <= part[0] < around[1]]
        paragraph = plain(text, around, _stretches(text, around, here), lexicon)
        who, how = _by_cues(paragraph, here, cues(paragraph, lexicon))
        speakers += who
        found += how
    near = sorted(names, key=lambda name: _distance(name, found[:1] or content))
    outside = [name for name in near if not any(_meets(name, part) for part in content)]
    return Candidates(_once([*speakers, *outside]), _once(found))


def _paragraphs(text: str, content: Sequence[Bounds]) -> Iterator[Bounds]:
    """The paragraphs in which content begins."""
    last = max(start for start, _ in content)
    for start, end in takewhile(lambda paragraph: paragraph[0] <= last, paragraphs(text)):
        if any(start <= part[0] < max(end, start + 1) for part in content):
            yield start, end


def _by_cues(
    paragraph: Paragraph, content: Sequence[Bounds], known: list[Cue]
) -> tuple[list[Bounds], list[Bounds]]:
    speakers: list[Bounds] = []
    found: list[Bounds] = []
    for number, quoted in enumerate(paragraph.quoted):
        if (quoted.stretch.start, quoted.stretch.end) not in content:
            continue
        colon = quoted.first - 1
        for one in ranked(paragraph, number, known):
            found.append(paragraph.bounds(one.cue.first, one.cue.last))
            if one.cue.speaker is not None:
                speakers.append(paragraph.bounds(*one.cue.speaker))
        if colon > 0 and paragraph.forms[colon] == ":" and paragraph.inside[colon] == OUTSIDE:
            labelled = label(colon, phrase_left(paragraph, colon) or (colon - 1, colon))
            found.append(paragraph.bounds(colon, colon + 1))
            if labelled.speaker is not None:
                speakers.append(paragraph.bounds(*labelled.speaker))
    return speakers, found


def _stretches(text: str, around: Bounds, content: Sequence[Bounds]) -> list[Stretch]:
    """The content, and the marked stretches beside it."""
    others = [
        Stretch(around[0] + one.start, around[0] + one.end, one.closed)
        for one in stretches(text[around[0] : around[1]])
    ]
    mine = [Stretch(start, min(end, around[1])) for start, end in content]
    apart = [o for o in others if not any(_meets((o.start, o.end), part) for part in content)]
    return sorted((*mine, *apart), key=lambda stretch: stretch.start)


def _distance(name: Bounds, places: Sequence[Bounds]) -> int:
    return min((max(start - name[1], name[0] - end, 0) for start, end in places), default=0)


def _meets(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _once(many: Iterable[Bounds]) -> tuple[Bounds, ...]:
    return tuple(dict.fromkeys(many))[:_MOST]
