"""How much everybody is assigned, and how much of it is done."""

from dataclasses import dataclass

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.project.project import Project
from annotator.store import queue


@dataclass(frozen=True, slots=True)
class Load:
    """What one annotator is assigned."""

    name: str
    assigned: int
    done: int


def loads(project: Project) -> tuple[Load, ...]:
    """The load of everybody who is assigned anything, in the order they came."""
    found = []
    for who in project.annotators():
        mine = len(queue.assigned(project.database, who.id)) if who.kind is Kind.PERSON else 0
        if mine:
            counts = queue.status_counts(project.database, who.id, mine=True)
            found.append(Load(who.name, mine, counts[Status.DONE.value]))
    return tuple(found)
