"""Edits of the consistency inbox: places made alike in one step, and what differs on purpose."""

from collections import defaultdict
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.consistency import OnPurpose
from annotator.core.span import Span
from annotator.project.desk import Desk
from annotator.project.edits.edit import covered, swap
from annotator.project.edits.spans import removed
from annotator.store import consistency
from annotator.store.values import now


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of one place `[start, end)` (code points) of an article.

    `before` are the label and bounds of the span that stands there, None for none; `after` those it gets,
    None to take it away.
    """

    article_id: int
    before: tuple[str, int, int] | None
    after: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class MakeAlike:
    """Settle places of the same words in many articles. What is so already, or gone, stays as it is."""

    layer: str
    places: tuple[Settling, ...]
    name: str

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        by_article: dict[int, list[Settling]] = defaultdict(list)
        for place in self.places:
            by_article[place.article_id].append(place)
        found: list[Delta] = []
        for article_id, some in by_article.items():
            gone = _ids(desk.annotation(article_id), self.layer, [p for p in some if not p.after])
            found += removed(desk, article_id, gone) if gone else ()
            found += self._settled(desk, article_id, [p for p in some if p.after])
        return tuple(found)

    def _settled(self, desk: Desk, article_id: int, some: list[Settling]) -> tuple[Delta, ...]:
        mine, text = desk.annotation(article_id), desk.article(article_id).text
        gone: dict[int, Span] = {}
        new: list[Span] = []
        for place in some:
            assert place.after is not None
            label, start, end = place.after
            span = _standing(mine, self.layer, place.before)
            if span is None:
                span = Span(mine.next_span_id + len(new), self.layer, label, start, end, "")
            else:
                gone[span.id] = span
            new.append(replace(span, label=label, start=start, end=end, text=text[start:end]))
            gone |= {one.id: one for one in covered(desk, mine, self.layer, start, end)}
        same = {span for span in new if gone.get(span.id) == span}
        lost = [span for span in gone.values() if span not in same]
        new = [span for span in new if span not in same]
        return swap(desk, mine, lost, new) if new else ()


@dataclass(frozen=True, slots=True)
class DifferOnPurpose:
    """Remember that the words of a row differ on purpose in its variants; with `on` False forget it."""

    kind: str
    layer: str
    words: str
    variants: tuple[str, ...] = ()
    note: str = ""
    on: bool = True

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        differ = "differ on purpose" if self.on else "are to be looked at again"
        return f"“{self.words}” {differ}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        key = (self.kind, self.layer, self.words)
        before = tuple(one for one in consistency.on_purpose(desk.database) if one.key == key)
        known = {variant for one in before for variant in one.variants}
        variants = tuple(sorted({*known, *self.variants}))
        note = self.note.strip()
        after = (OnPurpose(*key, variants, note, desk.me.name, now()),) if self.on else ()
        if not (before or after):
            return ()
        return (Delta(None, None, before, after),)


def _ids(annotation: Annotation, layer: str, some: list[Settling]) -> tuple[int, ...]:
    found = (_standing(annotation, layer, place.before) for place in some)
    return tuple(span.id for span in found if span is not None)


def _standing(
    annotation: Annotation, layer: str, wanted: tuple[str, int, int] | None
) -> Span | None:
    if wanted is None:
        return None
    key = (layer, *wanted)
    near = annotation.overlapping(wanted[1], wanted[2])
    return next((span for span in near if span.key == key), None)
