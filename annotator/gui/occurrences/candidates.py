"""Which places of the same words are worth labelling alike: what stands there now, and whether to tick it."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.annotation import Annotation
from annotator.core.errors import SchemeError
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.project.occurrences import ConcordanceQuery, Occurrence
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be labelled: these words, as this label of this layer."""

    text: str
    layer: str
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place to label; `state` says what stands there now, `label` is its label, empty for none.

    `already` places have the wished label and need nothing.
    """

    occurrence: Occurrence
    state: str
    label: str = ""
    ticked: bool = True
    already: bool = False

    @property
    def place(self) -> tuple[int, int, int]:
        """Article id, start, end (code points)."""
        found = self.occurrence
        return (found.article_id, found.start, found.end)


def usual_label(project: Project, text: str) -> tuple[str, str]:
    """The (layer, label) that I gave these words most often, else the first of the scheme."""
    counts = project.label_counts(text)
    labels = [(layer.name, label.name) for layer, label in project.scheme.labels]
    if not labels:
        raise SchemeError("The label scheme has no labels yet; add one first.")
    return max(labels, key=lambda label: counts.get(label[1], 0))


def candidates(project: Project, wish: Wish, here: int, *, everywhere: bool) -> Iterator[Candidate]:
    """The places of the wished words in the article `here`, or in the whole project."""
    query = ConcordanceQuery(text=wish.text, article_id=None if everywhere else here)
    article_id, pending = -1, tuple[Span, ...]()
    for occurrence in project.concordance(query):
        if occurrence.article_id != article_id:
            article_id = occurrence.article_id
            pending = project.pending(article_id)
        mine = project.annotation(article_id)
        yield judged(occurrence, wish, mine, pending, project.scheme, here)


def judged(
    occurrence: Occurrence,
    wish: Wish,
    mine: Annotation,
    pending: tuple[Span, ...],
    scheme: Scheme,
    here: int,
) -> Candidate:
    """A place with what stands there and whether labelling it is likely to be right.

    Not ticked are places inside a longer name, those turned down before, and what I labelled otherwise
    in other articles, which may have been on purpose.
    """
    start, end = occurrence.start, occurrence.end
    if (wish.layer, wish.label, start, end) in {span.key for span in mine.spans}:
        return Candidate(occurrence, wish.label, wish.label, ticked=False, already=True)
    exclusive = _is_exclusive(scheme, wish.layer)
    over = [s for s in mine.overlapping(start, end) if s.layer == wish.layer and exclusive]
    if over:
        return _marked(occurrence, over, here)
    if (wish.layer, wish.label, start, end) in {one.key for one in mine.rejections}:
        return Candidate(occurrence, "not this one, as before", ticked=False)
    hints = [s for s in pending if s.layer == wish.layer and s.overlaps(start, end) and exclusive]
    return _suggested(occurrence, hints)


def _marked(occurrence: Occurrence, over: list[Span], here: int) -> Candidate:
    longer = _longer(occurrence, over)
    if longer is not None:
        state = f"in “{_flat(longer.text)}” {longer.label}"
        return Candidate(occurrence, state, longer.label, ticked=False)
    return Candidate(occurrence, over[0].label, over[0].label, ticked=occurrence.article_id == here)


def _suggested(occurrence: Occurrence, hints: list[Span]) -> Candidate:
    longer = _longer(occurrence, hints)
    if longer is not None:
        state = f"in “{_flat(longer.text)}” {longer.label}?"
        return Candidate(occurrence, state, longer.label, ticked=False)
    if hints:
        return Candidate(occurrence, f"{hints[0].label}?", hints[0].label)
    return Candidate(occurrence, "not marked")


def _longer(occurrence: Occurrence, spans: list[Span]) -> Span | None:
    """The span that says more than the words themselves."""
    for span in spans:
        if span.start < occurrence.start or span.end > occurrence.end:
            return span
    return None


def _is_exclusive(scheme: Scheme, layer: str) -> bool:
    try:
        return not scheme.layer(layer).allows_overlap
    except SchemeError:
        return True


def _flat(text: str) -> str:
    return " ".join(text.split())
