"""What was done, by whom and when; undo and redo over restarts."""

from dataclasses import dataclass

from annotator.core.change import Change, ImportValue, Noun
from annotator.core.errors import StaleError, UndoError
from annotator.project.desk import Desk
from annotator.store import annotators, journal
from annotator.store.journal import Step


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step on an article: its uuid, when, who, what it is called and what it changed there."""

    step: str
    at: str
    who: str
    name: str
    undone: bool
    removed: tuple[Noun, ...]
    added: tuple[Noun, ...]


def rows(desk: Desk, article_id: int, limit: int) -> tuple[HistoryRow, ...]:
    """The last steps on an article, newest first; undoing is shown by the step it undid."""
    undone = journal.undone_steps(desk.database, article_id)
    names = {annotator.id: annotator.name for annotator in annotators.all_of(desk.database)}
    steps = journal.of_article(desk.database, article_id, limit)
    return tuple(_row(step, names, undone) for step in steps if step.kind != "undo")


def record(desk: Desk, change: Change, kind: str = "do", undoes: str | None = None) -> Step:
    """Write a change and its step, inside `writing()`."""
    step = journal.new_step(change, desk.me.id, kind, undoes)
    journal.add(desk.database, step, desk.write(change.deltas))
    return step


def reverse(desk: Desk, step: Step, kind: str) -> Change:
    """Write the reverse of a step, inside `writing()`, as its undoing or redoing.

    Raises UndoError, with a sentence, when a later step builds on it.
    """
    if kind == "undo":
        _refuse_used_import(desk, step)
    change = step.change.reversed()
    try:
        record(desk, change, kind, step.step)
    except StaleError:
        verb = "undone" if kind == "undo" else "redone"
        raise UndoError(f"“{change.name}” cannot be {verb}: a later step builds on it.") from None
    return change


def _refuse_used_import(desk: Desk, step: Step) -> None:
    nouns = [noun for delta in step.change.deltas for noun in delta.added]
    for noun in nouns:
        if isinstance(noun, ImportValue):
            others = journal.later_on_import(desk.database, noun.id, desk.me.id)
            if others:
                raise UndoError(
                    f"“{step.change.name}” cannot be undone: others made {others} steps on its articles."
                )


def _row(step: Step, names: dict[int, str], undone: set[str]) -> HistoryRow:
    return HistoryRow(
        step=step.step,
        at=step.at,
        who=names.get(step.who, "") if step.who is not None else "",
        name=step.change.name,
        undone=step.step in undone,
        removed=tuple(noun for delta in step.change.deltas for noun in delta.removed),
        added=tuple(noun for delta in step.change.deltas for noun in delta.added),
    )
