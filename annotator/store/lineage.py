"""The lineage of annotations: the steps of the journal that led to each, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.annotation import Annotation
from annotator.core.change import Lineage
from annotator.core.lineage import IMPORT, NOTHING, SCHEME, Ancestor, State, state_of
from annotator.store import annotations
from annotator.store.database import Database, Row
from annotator.store.values import nouns_from_json

_ROWS = (
    "SELECT uuid, step, import_id, at, name, removed, added, "
    'instr(added, \'"noun":"lineage"\') > 0 AS resets FROM journal '
    "WHERE article_id = ? AND annotation_id = ? ORDER BY id"
)
# A step that changed the scheme says so in its row about the project itself.
_SCHEME_STEPS = (
    "SELECT DISTINCT step FROM journal WHERE article_id IS NULL "
    'AND instr(added, \'"noun":"scheme"\') > 0'
)


@dataclass(frozen=True, slots=True)
class _Past:
    """The rows of an annotation since its lineage was last set, and what it was set to if it was.

    `states` are those before and after each of the rows.
    """

    rows: Sequence[Row]
    states: Sequence[State]
    set_to: tuple[str, ...] | None


class Lineages:
    """Tells lineages as the journal stands; make a new one when it may have grown."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._scheme_steps = {row[0] for row in database.rows(_SCHEME_STEPS)}

    def of(self, annotation: Annotation) -> tuple[Ancestor, ...]:
        """The steps that led to an annotation, oldest first; none where nothing was ever done."""
        past = self._past(annotation)
        begun = _begun(past)
        steps = zip(past.rows, past.states[1:], strict=True)
        return (*begun, *(self._ancestor(row, state) for row, state in steps))

    def is_as_set(self, annotation: Annotation, uuids: tuple[str, ...]) -> bool:
        """Whether an annotation is still, or again, what it was when its lineage was set to `uuids`."""
        past = self._past(annotation)
        return past.set_to == uuids and past.states[0] == past.states[-1]

    def _past(self, annotation: Annotation) -> _Past:
        rows = self._rows(annotation)
        last = max((place for place, row in enumerate(rows) if row["resets"]), default=None)
        since = rows if last is None else rows[last + 1 :]
        states = [state_of(annotation)]
        for row in reversed(since):
            removed, added = nouns_from_json(row["removed"]), nouns_from_json(row["added"])
            states.append(states[-1].before(removed, added))
        set_to = None if last is None else _set_to(rows[last])
        return _Past(since, states[::-1], set_to)

    def _rows(self, annotation: Annotation) -> list[Row]:
        row_id = annotations.row_id(self._database, annotation.article_id, annotation.annotator_id)
        return self._database.rows(_ROWS, (annotation.article_id, row_id)) if row_id else []

    def _ancestor(self, row: Row, state: State) -> Ancestor:
        if row["import_id"] is not None:
            name = f"{IMPORT}{state.digest}"
        elif row["step"] in self._scheme_steps:
            name = f"{SCHEME}{state.digest}"
        else:
            name = row["uuid"]
        return Ancestor(name, state.digest, row["name"], row["at"])


def _begun(past: _Past) -> tuple[Ancestor, ...]:
    """What was before the rows: the lineage that was set, or what an import brought."""
    state = past.states[0].digest
    if past.set_to is None:
        return () if state == NOTHING else (Ancestor(f"{IMPORT}{state}", state, "Import"),)
    *earlier, last = past.set_to or ("",)
    return (*map(Ancestor, earlier), Ancestor(last, state)) if last else ()


def _set_to(row: Row) -> tuple[str, ...]:
    nouns = nouns_from_json(row["added"])
    return next(noun.uuids for noun in nouns if isinstance(noun, Lineage))
