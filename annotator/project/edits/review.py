"""Edits of review: decisions about differences, what follows for gold, signing off and re-opening."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.adjudication.comparing import Place
from annotator.adjudication.difference import Aspect, Difference, Version
from annotator.adjudication.golden import Golden
from annotator.adjudication.questioning import questions
from annotator.adjudication.versions import value_digest
from annotator.adjudication.voting import Policy, proposal
from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Kind
from annotator.core.change import Basis, Delta, Noun, StatusValue
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.core.errors import RuleError
from annotator.project.desk import Desk
from annotator.project.edits.edit import turned
from annotator.project.reviewed import Review, golden_of, review_of
from annotator.store import annotators, review
from annotator.store.values import now

_ONE_ONLY = "Only one of these can be gold here; take one, or label it yourself."
_VOTES = {
    Policy.UNANIMOUS: "Accept what all agree on",
    Policy.MAJORITY: "Accept the majority",
    Policy.PREFER: "Accept one annotator’s work",
}


@dataclass(frozen=True, slots=True)
class Decide:
    """Decide differences alike, by their keys. `taken` are the annotators whose versions become gold.

    `Choice.UNDECIDED` takes a decision back. `whom` are the annotators compared, see `review_of`.
    """

    article_id: int
    keys: tuple[str, ...]
    choice: Choice
    taken: tuple[int, ...] = ()
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        what = "a difference" if len(self.keys) == 1 else f"{len(self.keys)} differences"
        return f"Leave {what} undecided" if self.choice is Choice.UNDECIDED else f"Decide {what}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        found = [current.difference(key) for key in dict.fromkeys(self.keys)]
        made = [self._decision(desk, current, one) for one in found]
        return _decided(desk, current, found, made)

    def _decision(self, desk: Desk, current: Review, found: Difference) -> Decision | None:
        before = current.reason(found)
        if self.choice is not Choice.UNDECIDED:
            versions = _chosen(found, self.choice, self.taken)
            _refuse_together(desk, found, versions)
            return _decision(desk, found, self.choice, versions, before)
        reasoned = before is not None and (before.reason or before.error_type)
        if not reasoned or before is None:
            return None
        return replace(_decision(desk, found, Choice.UNDECIDED, [], before), gold="")


@dataclass(frozen=True, slots=True)
class GiveReason:
    """Say why differences were decided as they were, or will be; the error type is what went wrong."""

    article_id: int
    keys: tuple[str, ...]
    reason: str
    error_type: ErrorType | None = None
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Give a reason"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        removed: list[Noun] = []
        added: list[Noun] = []
        for key in dict.fromkeys(self.keys):
            found = current.difference(key)
            before = current.reason(found)
            after = replace(
                before or _decision(desk, found, Choice.UNDECIDED, [], None),
                reason=self.reason.strip(),
                error_type=self.error_type,
            )
            empty = not after.is_made and not after.reason and after.error_type is None
            if after != before:
                removed += [before] if before else []
                added += [] if empty else [after]
        return (
            (Delta(self.article_id, None, tuple(removed), tuple(added)),)
            if removed or added
            else ()
        )


@dataclass(frozen=True, slots=True)
class BeginGold:
    """Take into gold what all agree on, before anything is decided."""

    article_id: int
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Begin gold"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        return () if current.begun else _decided(desk, current, [], [])


@dataclass(frozen=True, slots=True)
class Vote:
    """Decide every open difference on which a vote has a result; the others stay open."""

    article_id: int
    policy: Policy
    prefer: int | None = None
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return _VOTES[self.policy]

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        votes = [(one, proposal(one, self.policy, self.prefer)) for one in current.open]
        won = [(one, version) for one, version in votes if version is not None]
        found = [one for one, _ in won]
        made = [
            _decision(desk, one, Choice.TAKE, [version], current.reason(one))
            for one, version in won
        ]
        if not found and current.begun:
            return ()
        return _decided(desk, current, found, made)


@dataclass(frozen=True, slots=True)
class EndOwn:
    """Decide as gold stands now, after it was labelled by hand; without a key only what was touched.

    Everything in which gold now differs from what annotators have is settled by it.
    """

    article_id: int
    key: str = ""
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Decide by labelling it oneself"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        gold = current.gold
        own = [found for found in current.differences if self._is_own(current, found)]
        made = {found.key: _own(desk, gold, found, current.reason(found)) for found in own}
        golden = _with(desk, current, made)
        for question in questions(golden, gold):
            found = question.difference
            made[found.key] = _own(desk, gold, found, None, Choice.KEEP)
        return _recorded(current, made)

    def _is_own(self, current: Review, found: Difference) -> bool:
        asked = current.difference(self.key) if self.key else None
        if asked is not None and (
            found.key == asked.key or (found.place and found.place == asked.place)
        ):
            return True
        decision = current.decision(found)
        if decision is None or decision.choice in (Choice.OWN, Choice.KEEP):
            return False
        places = current.places.get(found.key, ())
        return not all(current.golden.stands(current.gold, place) for place in places)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Sign an article's gold off. Raises RuleError while a difference is open."""

    article_id: int
    whom: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Sign off as gold"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        current = review_of(desk, self.article_id, self.whom)
        left = len(current.open)
        if left:
            many = "1 difference is" if left == 1 else f"{left} differences are"
            raise RuleError(f"{many} still to be decided before this can be signed off.")
        gold = _gold(desk, self.article_id)
        after = gold if current.begun else current.golden.begun(gold)
        (delta, *_) = turned(desk, gold, after) or (Delta(self.article_id, gold.annotator_id),)
        done = _with_status(delta, gold, StatusValue(Status.DONE, now()))
        before = review.bases(desk.database, self.article_id)
        wanted = tuple(Basis(made.annotator_id, made.revision) for made in current.annotations)
        taken = tuple(basis for basis in before if basis not in wanted)
        new = tuple(basis for basis in wanted if basis not in before)
        basis = (Delta(self.article_id, None, taken, new),) if taken or new else ()
        held = review.recheck(desk.database, self.article_id, gold.annotator_id)
        checked = (Delta(self.article_id, None, (held,)),) if held else ()
        return (done, *basis, *checked)


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take the sign-off of an article's gold back; what was decided stays."""

    article_id: int

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Re-open gold"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit. Raises RuleError when it is not signed off."""
        gold = _gold(desk, self.article_id)
        if gold.status is not Status.DONE:
            raise RuleError("This article is not signed off, so there is nothing to re-open.")
        delta = Delta(self.article_id, gold.annotator_id)
        return (_with_status(delta, gold, StatusValue(Status.IN_PROGRESS)),)


def _gold(desk: Desk, article_id: int) -> Annotation:
    """The gold annotation of an article; the project's gold is begun with the first one."""
    whose = desk.gold() or annotators.ensure(desk.database, Kind.GOLD.value, Kind.GOLD)
    return desk.annotation(article_id, whose.id)


def _decided(
    desk: Desk, current: Review, found: Sequence[Difference], made: Sequence[Decision | None]
) -> tuple[Delta, ...]:
    """The deltas of decisions, and of the gold they make."""
    gold = _gold(desk, current.article.id)
    by_key = {one.key: decision for one, decision in zip(found, made, strict=True)}
    golden = _with(desk, current, by_key)
    if current.begun:
        places: dict[int, Place] = {
            id(place): place for one in found for place in current.places.get(one.key, ())
        }
        after = golden.patched(gold, places.values())
    else:
        after = golden.begun(gold)
    changed = turned(desk, gold, after) or (Delta(gold.article_id, gold.annotator_id),)
    begun = _with_status(changed[0], gold, StatusValue(Status.IN_PROGRESS))
    touched = (begun,) if begun.removed or begun.added else ()
    return (*touched, *_recorded(current, by_key))


def _with(desk: Desk, current: Review, made: Mapping[str, Decision | None]) -> Golden:
    kept = {key: one for key, one in current.decisions.items() if key not in made}
    kept |= {key: one for key, one in made.items() if one is not None}
    return golden_of(desk, current.golden.comparison, kept, current.article)


def _recorded(current: Review, made: Mapping[str, Decision | None]) -> tuple[Delta, ...]:
    removed = [
        before
        for key, after in made.items()
        if (before := current.decisions.get(key)) and before != after
    ]
    added = [
        after
        for key, after in made.items()
        if after is not None and current.decisions.get(key) != after
    ]
    if not (removed or added):
        return ()
    return (Delta(current.article.id, None, tuple(removed), tuple(added)),)


def _with_status(delta: Delta, gold: Annotation, wanted: StatusValue) -> Delta:
    """The delta with this status after it, whatever it made of the status by itself."""
    before = StatusValue(gold.status, gold.finished_at)
    removed = tuple(noun for noun in delta.removed if not isinstance(noun, StatusValue))
    added = tuple(noun for noun in delta.added if not isinstance(noun, StatusValue))
    if before.status is wanted.status:
        return replace(delta, removed=removed, added=added)
    return replace(delta, removed=(*removed, before), added=(*added, wanted))


def _chosen(found: Difference, choice: Choice, taken: Sequence[int]) -> list[Version]:
    """The versions that are taken, each value once. Raises RuleError for nobody's."""
    if choice is not Choice.TAKE:
        return []
    versions = {
        version.value: version
        for version in reversed(found.versions)
        if version.annotator_id in taken and not version.of_gold
    }
    if not versions:
        raise RuleError("Nobody of these was compared here.")
    something = [version for version in versions.values() if version.value]
    return sorted(something or versions.values(), key=lambda v: taken.index(v.annotator_id))


def _refuse_together(desk: Desk, found: Difference, versions: Sequence[Version]) -> None:
    if len(versions) < 2:
        return
    if found.aspect not in (Aspect.SPAN, Aspect.QUOTE, Aspect.PART):
        raise RuleError(_ONE_ONLY)
    spans = sorted((s.start, s.end) for v in versions for s in v.spans[:1])
    apart = all(end <= start for (_, end), (start, _) in pairwise(spans))
    exclusive = found.aspect is Aspect.PART or not desk.scheme.layer(found.layer).allows_overlap
    if exclusive and not apart:
        raise RuleError(_ONE_ONLY)


def _decision(
    desk: Desk,
    found: Difference,
    choice: Choice,
    versions: Sequence[Version],
    before: Decision | None,
) -> Decision:
    values = {version.value for version in versions} if choice is Choice.TAKE else {()}
    gold = " and ".join(dict.fromkeys(version.words for version in versions)) or "nothing"
    if choice is Choice.KEEP:
        held = next((version for version in found.versions if version.of_gold), None)
        values, gold = ({held.value}, held.words) if held else (values, gold)
    made = choice is not Choice.UNDECIDED
    return Decision(
        key=found.key,
        types=tuple(kind.value for kind in found.types),
        layer=found.layer,
        start=found.start,
        end=found.end,
        text=found.text,
        choice=choice,
        taken=tuple(
            v.annotator_id for v in found.versions if made and v.value in values and versions
        ),
        values=tuple(value_digest(version) for version in versions),
        said=tuple(_said(found, values if made else set())),
        gold=gold if made else "",
        reason=before.reason if before else "",
        error_type=before.error_type if before else None,
        author=desk.me.name,
        at=now(),
    )


def _said(found: Difference, values: Iterable[tuple[object, ...]]) -> Iterator[Said]:
    """What each annotator had, and whether gold is just that."""
    chosen = set(values)
    for version in found.versions:
        if not version.of_gold:
            yield Said(version.annotator_id, version.words, version.value in chosen)


def _own(
    desk: Desk,
    gold: Annotation,
    found: Difference,
    before: Decision | None,
    choice: Choice = Choice.OWN,
) -> Decision:
    """The decision that gold is right as it stands there."""
    spans = [s for s in gold.overlapping(found.start, found.end) if s.layer == found.layer]
    keys = {span.key for span in spans}
    words = ", ".join(dict.fromkeys(f"{span.label} “{span.text}”" for span in spans)) or "nothing"

    def right(version: Version) -> bool:
        mine = {span.key for span in version.spans}
        return mine <= keys and (bool(mine) or not keys)

    said = tuple(
        Said(version.annotator_id, version.words, right(version))
        for version in found.versions
        if not version.of_gold
    )
    made = _decision(desk, found, choice, [], before)
    return replace(made, taken=(), said=said, gold=words)
