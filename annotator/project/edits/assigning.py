"""Edits of who is to label what, and by which articles annotators are measured."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.core.annotation import Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.assigning import Plan, slipped_in
from annotator.core.change import Assignment, Control, Delta
from annotator.core.errors import RuleError
from annotator.project.desk import Desk
from annotator.store import annotations, annotators, articles, queue, review


@dataclass(frozen=True, slots=True)
class Assign:
    """Assign articles as a plan says; with `replaces` every assignment that is not in it goes.

    Names nobody has yet become annotators.
    """

    plan: Plan
    replaces: bool = False

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        many = len({article_id for article_id, _ in self.plan})
        return "Assign an article" if many == 1 else f"Assign {many} articles"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        if not self.plan:
            raise RuleError("There is nothing to assign.")
        people = {
            name: _person(desk, name) for name in dict.fromkeys(name for _, name in self.plan)
        }
        wanted: dict[int, list[int]] = defaultdict(list)
        for article_id, name in self.plan:
            wanted[article_id].append(people[name].id)
        every = articles.ids(desk.database) if self.replaces else list(wanted)
        return tuple(self._changed(desk, every, wanted))

    def _changed(
        self, desk: Desk, every: Sequence[int], wanted: dict[int, list[int]]
    ) -> Iterator[Delta]:
        held = review.all_assignments(desk.database)
        for article_id in every:
            before = held.get(article_id, ())
            known = {one.annotator_id for one in before}
            asked = dict.fromkeys(wanted.get(article_id, ()))
            gone = tuple(one for one in before if self.replaces and one.annotator_id not in asked)
            new = tuple(Assignment(who) for who in asked if who not in known)
            if gone or new:
                yield Delta(article_id, None, gone, new)


@dataclass(frozen=True, slots=True)
class Unassign:
    """Take articles off an annotator's queue."""

    article_ids: tuple[int, ...]
    annotator: str

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Take {len(self.article_ids)} articles off {self.annotator}’s queue"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        who = annotators.named(desk.database, self.annotator)
        held = review.all_assignments(desk.database)
        return tuple(
            Delta(article_id, None, (one,))
            for article_id in self.article_ids
            for one in held.get(article_id, ())
            if who is not None and one.annotator_id == who.id
        )


@dataclass(frozen=True, slots=True)
class SetControls:
    """Measure annotators by articles whose gold is signed off, or no longer."""

    article_ids: tuple[int, ...]
    on: bool = True

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Make control articles" if self.on else "No control articles any more"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit. Raises RuleError for an article without signed-off gold."""
        gold = desk.gold()
        found = []
        for article_id in self.article_ids:
            known = gold is not None and desk.annotation(article_id, gold.id).status is Status.DONE
            if self.on and not known:
                title = desk.article(article_id).title
                raise RuleError(f"“{title}” has no signed-off gold to measure anybody by.")
            if review.is_control(desk.database, article_id) != self.on:
                gone, new = ((), (Control(),)) if self.on else ((Control(),), ())
                found.append(Delta(article_id, None, gone, new))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class SlipInControls:
    """Put control articles into the queues of all who have one, after about every `every` articles."""

    every: int
    seed: int = 0

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Slip in control articles"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit. Raises RuleError when there are no control articles, or nobody has a queue."""
        controls = review.control_ids(desk.database)
        if not controls:
            raise RuleError("There are no control articles yet; make some of signed-off articles.")
        if self.every < 1:
            raise RuleError("A control article can come after every article at the most.")
        held = review.all_assignments(desk.database)
        people = {one.annotator_id for many in held.values() for one in many}
        if not people:
            raise RuleError("Assign articles first: control articles are slipped in between them.")
        return tuple(self._slipped(desk, controls, sorted(people)))

    def _slipped(self, desk: Desk, controls: list[int], people: list[int]) -> Iterator[Delta]:
        positions = articles.positions(desk.database)
        for who in people:
            assigned = queue.assigned(desk.database, who)
            taken = set(assigned) | {
                one for one in controls if annotations.row_id(desk.database, one, who) is not None
            }
            free = [one for one in controls if one not in taken]
            places = slipped_in(
                [n for n in assigned if n not in controls], free, self.every, self.seed + who
            )
            for control, behind in sorted(places.items()):
                place = positions[behind]
                yield Delta(control, None, (), (Assignment(who, place),))


def _person(desk: Desk, name: str) -> Annotator:
    if not name.strip():
        raise RuleError("An annotator needs a name.")
    return annotators.ensure(desk.database, name.strip(), Kind.PERSON)
