"""What was done, by whom and when; undo and redo over restarts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.core.change import Change, ImportValue, Lineage, Noun, SchemeVersion
from annotator.core.errors import StaleError, UndoError
from annotator.core.rules import problems
from annotator.core.span import Span
from annotator.project.desk import Desk
from annotator.project.edits.scheme import unknown_labels
from annotator.store import annotators, articles, journal
from annotator.store.journal import Step
from annotator.store.lineage import Lineages


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
    """The last steps on an article, newest first; undoing and redoing show in the step they are about."""
    undone = journal.undone_steps(desk.database, article_id)
    names = {annotator.id: annotator.name for annotator in annotators.all_of(desk.database)}
    steps = journal.of_article(desk.database, article_id, limit)
    return tuple(_row(step, names, undone) for step in steps if step.kind == "do")


def record(desk: Desk, change: Change, kind: str = "do", undoes: str | None = None) -> Step:
    """Write a change and its step, inside `writing()`."""
    step = journal.new_step(change, desk.me.id, kind, undoes)
    journal.add(desk.database, step, desk.write(change.deltas))
    return step


def reverse(desk: Desk, step: Step, kind: str) -> Change:
    """Write the reverse of a step, inside `writing()`, as its undoing or redoing.

    Raises UndoError, with a sentence, when a later step builds on it.
    """
    verb = "undone" if kind == "undo" else "redone"
    if kind == "undo":
        _refuse_used_import(desk, step)
    change = step.change.reversed()
    _write_back(desk, change, kind, step.step, f"“{change.name}” cannot be {verb}")
    return change


def revert(desk: Desk, step: Step) -> Change:
    """Write the reverse of any earlier step of mine, inside `writing()`, as a new step.

    Raises UndoError, with a sentence, when it is another's or a later step builds on it.
    """
    if step.who != desk.me.id:
        raise UndoError(f"“{step.change.name}” is not your step, so only its author can revert it.")
    _refuse_used_import(desk, step)
    back = step.change.reversed()
    change = replace(back, name=f"Revert “{back.name}”")
    _write_back(desk, change, "do", None, f"“{back.name}” cannot be reverted")
    return change


def _write_back(desk: Desk, change: Change, kind: str, undoes: str | None, refused: str) -> None:
    try:
        _expect_as_merged(desk, change)
        record(desk, change, kind, undoes)
    except StaleError:
        raise UndoError(f"{refused}: a later step builds on it.") from None
    wrong = next(_forbidden(desk, change), None)
    if wrong is not None:
        raise UndoError(f"{refused}: {wrong}")


def _expect_as_merged(desk: Desk, change: Change) -> None:
    """What came from a bundle is taken back whole or not at all, or its lineage would tell a lie."""
    lineages: Lineages | None = None
    for delta in change.deltas:
        for noun in delta.removed:
            if isinstance(noun, Lineage) and delta.article_id is not None:
                lineages = lineages or Lineages(desk.database)
                held = desk.annotation(delta.article_id, delta.annotator_id)
                if not lineages.is_as_set(held, noun.uuids):
                    raise StaleError("the annotation was changed since it was merged")


def _forbidden(desk: Desk, change: Change) -> Iterator[str]:
    """What would be against the rules: others may have marked the place or renamed the label since."""
    for delta in change.deltas:
        spans = tuple(noun for noun in delta.added if isinstance(noun, Span))
        if spans and delta.article_id is not None:
            after = desk.annotation(delta.article_id, delta.annotator_id)
            text = articles.text(desk.database, delta.article_id)
            yield from problems(spans, after.without(*spans), desk.scheme, text)
        if any(isinstance(noun, SchemeVersion) for noun in delta.added):
            yield from unknown_labels(desk.database, desk.scheme)


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
