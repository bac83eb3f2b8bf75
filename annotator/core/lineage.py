"""Which of two copies of an annotation is newer: told by the steps that led to each, never by clocks.

A step of a person has a uuid, which only copies of the same history share. What an import brought, or a
change of the label scheme did, is a step in each copy by itself; its id is made of what the annotation was
after it, so that it is the same wherever the same came of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from hashlib import blake2b

from annotator.core.annotation import Annotation, Status
from annotator.core.change import AppliedLabel, Lineage, Noun, StatusValue

IMPORT, SCHEME = "import:", "scheme:"

_BYTES = 16
_ROUND = 1 << (8 * _BYTES)


class Standing(StrEnum):
    """How a copy that came stands to the one that is here."""

    NEW = "new"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    DIVERGED = "diverged"


@dataclass(frozen=True, slots=True)
class Ancestor:
    """One step that led to an annotation, and the digest of what the annotation was after it.

    `state` is empty where that is not known any more, as are the step's `name` and when it was made.
    """

    id: str
    state: str = ""
    name: str = ""
    at: str = ""


def standing(ours: Sequence[Ancestor], theirs: Sequence[Ancestor]) -> Standing:
    """How theirs stands to ours, both oldest first; ours is empty where there is no annotation yet."""
    if not ours:
        return Standing.NEW if theirs and theirs[-1].state != NOTHING else Standing.SAME
    if theirs and ours[-1].state == theirs[-1].state:
        return Standing.SAME
    if _is_contained(ours, theirs):
        return Standing.NEWER
    return Standing.OLDER if _is_contained(theirs, ours) else Standing.DIVERGED


def since_parting(ours: Sequence[Ancestor], theirs: Sequence[Ancestor]) -> Sequence[Ancestor]:
    """The steps of ours after the last one that is also in theirs."""
    known = {step.id for step in theirs}
    shared = [place for place, step in enumerate(ours, 1) if step.id in known]
    return ours[shared[-1] if shared else 0 :]


def lineage_of(steps: Iterable[Ancestor]) -> Lineage:
    """The steps as they stand in the journal where an annotation was taken from elsewhere."""
    return Lineage(tuple(step.id for step in steps))


def nouns_of(annotation: Annotation) -> Iterator[Noun]:
    """All that an annotation holds, as a change would bring it."""
    yield from annotation.spans
    yield from annotation.relations
    yield from annotation.clusters
    yield from annotation.rejections
    yield from map(AppliedLabel, annotation.labels)
    yield StatusValue(annotation.status, annotation.finished_at)


@dataclass(frozen=True, slots=True)
class State:
    """A digest of what an annotation holds, which follows a change without looking at all of it."""

    sum: int

    @property
    def digest(self) -> str:
        """As it is written."""
        return f"{self.sum:0{2 * _BYTES}x}"

    def before(self, removed: Iterable[Noun], added: Iterable[Noun]) -> "State":
        """The state that a change led to this one from."""
        return State((self.sum + _sum(removed) - _sum(added)) % _ROUND)


def digest_of(noun: Noun) -> str:
    """A digest of one noun."""
    return State(_number(noun)).digest


def state_of(annotation: Annotation) -> State:
    """The digest of what an annotation holds."""
    return State(_sum(nouns_of(annotation)))


def _is_contained(ours: Sequence[Ancestor], theirs: Sequence[Ancestor]) -> bool:
    """Whether theirs went through what ours is: our last step is one of theirs, or led to the same.

    Equal states alone are no proof, since one may come back to where one was on purpose; but what came with
    an import has no steps that could say so.
    """
    if not ours:
        return True
    last = ours[-1]
    if any(step.id == last.id for step in theirs):
        return True
    alone = len(ours) == 1 and last.id.startswith(IMPORT)
    return alone and any(step.state == last.state for step in theirs)


def _sum(nouns: Iterable[Noun]) -> int:
    return sum(map(_number, nouns)) % _ROUND


def _number(noun: Noun) -> int:
    """A noun as a number; what is left at its default says nothing, so that a new field changes nothing."""
    if isinstance(noun, Lineage):
        return 0
    kind = type(noun)
    known = _FIELDS.get(kind) or _FIELDS.setdefault(kind, _fields(kind))
    told = [(name, value) for name, usual in known if (value := getattr(noun, name)) != usual]
    words = f"{kind.__name__} {_plain(told)}"
    return int.from_bytes(blake2b(words.encode(), digest_size=_BYTES).digest(), "big")


def _plain(told: list[tuple[str, object]]) -> str:
    return repr([(name, str(value) if isinstance(value, str) else value) for name, value in told])


def _fields(kind: type[Noun]) -> tuple[tuple[str, object], ...]:
    return tuple((f.name, None if f.default is MISSING else f.default) for f in fields(kind))


_FIELDS: dict[type[Noun], tuple[tuple[str, object], ...]] = {}

NOTHING = State(_sum([StatusValue(Status.TODO)])).digest
"""The state of an annotation nobody has touched."""
