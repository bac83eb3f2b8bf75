"""What is proposed as speaker and cue of a quote I marked: the model's own, then what stands beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.core.annotation import in_order
from annotator.core.clusters import roster
from annotator.core.quote_edits import held
from annotator.core.quotes import SPEAKER, Quote, quotes
from annotator.core.span import ENTITIES, QUOTES, Span
from annotator.core.text import Bounds
from annotator.nlp.quotes.neighbours import candidates
from annotator.project.project import Project

_MOST = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text that may be the speaker or the cue; `name` is the speaker's on the roster.

    `decided` tells that the model named it so and the words alone would not (he, the mayor).
    """

    start: int
    end: int
    text: str
    name: str = ""
    decided: bool = False

    @property
    def bounds(self) -> Bounds:
        """Where it stands (code points)."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Proposal:
    """Candidates for speaker and cue, the likeliest first."""

    speakers: tuple[Candidate, ...] = ()
    cues: tuple[Candidate, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.speakers or self.cues)


def propose(project: Project, article_id: int, quote_id: int) -> Proposal:
    """Candidates for what a quote of mine lacks: speaker, cue. Raises RuleError when it is gone."""
    mine = project.annotation(article_id)
    quote = held(mine, quote_id)
    article = project.article(article_id)
    known = [*mine.spans, *project.pending(article_id)]
    names = [(s.start, s.end) for s in known if s.layer == ENTITIES]
    parts = [(part.start, part.end) for part in quote.parts]
    near = candidates(article.text, parts, names, article.metadata.language)
    theirs = _suggested(project, article_id, quote)
    speakers = {(s.start, s.end): s.cluster_id for q in theirs if (s := q.speaker) is not None}
    cues = [(q.cue.start, q.cue.end) for q in theirs if q.cue]
    who = {} if quote.speaker else speakers | {p: None for p in near.speakers if p not in speakers}
    how = {} if quote.cue else dict.fromkeys((*cues, *near.cues))
    mentions = [
        Span(-n, QUOTES, SPEAKER, *place, article.text[slice(*place)], cluster_id=row)
        for n, (place, row) in enumerate([*who.items()][:_MOST], 1)
    ]
    found = [Candidate(start, end, article.text[start:end]) for start, end in [*how][:_MOST]]
    return Proposal(tuple(_named(project, article_id, mentions)), tuple(found))


def _named(project: Project, article_id: int, mentions: Sequence[Span]) -> Iterator[Candidate]:
    """Speakers under the names they would have on the roster."""
    suggested = project.suggested(article_id)
    pending = in_order((*project.pending(article_id), *mentions))
    rows = suggested.clusters if suggested else ()
    known = roster(project.annotation(article_id), pending, project.scheme, rows)
    for mention in mentions:
        name = known.name_of(mention)
        decided = name is not None and mention.cluster_id is not None
        told = name.name if name else ""
        yield Candidate(mention.start, mention.end, mention.text, told, decided)


def _suggested(project: Project, article_id: int, quote: Quote) -> list[Quote]:
    """What the model suggests about the same words, whatever became of it."""
    suggested = project.suggested(article_id)
    if suggested is None or project.settings.blind:
        return []
    return [
        other
        for other in quotes(suggested)
        if any(part.overlaps(mine.start, mine.end) for part in other.parts for mine in quote.parts)
    ]
