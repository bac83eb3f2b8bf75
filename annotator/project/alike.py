"""What making occurrences of a row alike changes, and what has to be left and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.core.consistency import Kind, Row
from annotator.core.consistency.edges import bounds_with
from annotator.project.consistency import Occurrence
from annotator.project.edits import MakeAlike, Settling
from annotator.project.project import Project

OTHERS = "are others’ work"
GOLD = "are gold, which review changes,"
OVERLAPS = "would overlap another mark"
NOT_THERE = "do not have these words"


@dataclass(frozen=True, slots=True)
class Plan:
    """The one edit, None when nothing has to change, and how many places are left for which reason."""

    edit: MakeAlike | None
    changed: int
    left: Mapping[str, int]

    def sentence(self, done: str) -> str:
        """What to tell: how many were `done` and what was left."""
        parts = [f"{self.changed:,} {done}"] if self.changed else ["Nothing was changed"]
        parts += [f"{count:,} {reason} and were left" for reason, count in self.left.items()]
        return f"{'; '.join(parts)}."


def plan(project: Project, row: Row, places: Iterable[Occurrence], wanted: str | None) -> Plan:
    """Give places a label, or the bounds of a variant of a row about boundaries; None takes marks away."""
    found: list[Settling] = []
    left: Counter[str] = Counter()
    gold = project.desk.gold()
    for place in places:
        if place.annotator_id != project.desk.whose.id:
            left[GOLD if gold is not None and gold.id == place.annotator_id else OTHERS] += 1
            continue
        settling, reason = _settling(project, row, place, wanted)
        left[reason] += 1 if reason else 0
        if settling is not None and settling.before != settling.after:
            found.append(settling)
    name = f"Make “{row.words}” alike" if wanted is not None else f"Take “{row.words}” away"
    edit = MakeAlike(row.layer, tuple(found), name) if found else None
    return Plan(edit, len(found), {reason: many for reason, many in left.items() if reason})


def _settling(
    project: Project, row: Row, place: Occurrence, wanted: str | None
) -> tuple[Settling | None, str]:
    start, end = place.start, place.end
    before = (place.label, start, end) if place.label else None
    if wanted is None:
        return Settling(place.article_id, before, None), ""
    if row.kind is not Kind.BOUNDARIES:
        return Settling(place.article_id, before, (wanted, start, end)), ""
    text = project.article(place.article_id).text
    bounds = bounds_with(text, start, end, row.words, wanted)
    if bounds is None:
        return None, NOT_THERE
    if _overlaps(project, row, place, bounds):
        return None, OVERLAPS
    return Settling(place.article_id, before, (place.label, *bounds)), ""


def _overlaps(project: Project, row: Row, place: Occurrence, bounds: tuple[int, int]) -> bool:
    if project.scheme.layer(row.layer).allows_overlap:
        return False
    near = project.annotation(place.article_id, project.desk.whose).overlapping(*bounds)
    same = (row.layer, place.label, place.start, place.end)
    return any(span.layer == row.layer and span.key != same for span in near)
