"""What is proposed as speaker and cue of a quote I marked: the model's own, then what stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.clusters import Roster
from annotator.core.quote_edits import held
from annotator.core.quotes import Quote, quotes
from annotator.core.span import ENTITIES, Span
from annotator.core.text import Bounds
from annotator.nlp.quotes.neighbours import candidates
from annotator.project.project import Project

_MOST = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text that may be the speaker or the cue; `name` is the speaker's on the roster."""

    start: int
    end: int
    text: str
    name: str = ""

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
    speakers = [(q.speaker.start, q.speaker.end) for q in theirs if q.speaker]
    cues = [(q.cue.start, q.cue.end) for q in theirs if q.cue]
    roster = project.roster(article_id)
    entities = [span for span in known if span.layer == ENTITIES]

    def candidate(place: Bounds, *, named: bool) -> Candidate:
        text = article.text[slice(*place)]
        return Candidate(*place, text, _name(roster, text, place, entities) if named else "")

    who = () if quote.speaker else dict.fromkeys((*speakers, *near.speakers))
    how = () if quote.cue else dict.fromkeys((*cues, *near.cues))
    return Proposal(
        tuple(candidate(place, named=True) for place in who)[:_MOST],
        tuple(candidate(place, named=False) for place in how)[:_MOST],
    )


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


def _name(roster: Roster, text: str, place: Bounds, entities: Iterable[Span]) -> str:
    """The name of the entity a mention ends in, else of whoever goes by these words."""
    inside = [span for span in entities if place[0] <= span.start and span.end == place[1]]
    named = next((found for span in inside if (found := roster.name_of(span))), roster.find(text))
    return named.name if named else ""
