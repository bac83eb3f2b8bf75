"""What a merge, a split or a new name of labels would change where, before anything is changed."""

from collections import Counter, defaultdict
from collections.abc import Generator
from dataclasses import asdict, dataclass
from typing import Any

from annotator.core.annotator import Annotator, Kind
from annotator.core.progress import Progress
from annotator.core.relabelling import Relabelling
from annotator.core.text import counted, shortened
from annotator.project.edits.relabelling import Follower, Rechecking, followers
from annotator.project.project import Project
from annotator.store import articles

_EXAMPLES = 3
_CONTEXT = 40
_LONGEST = 60
_STEP = 20


@dataclass(frozen=True, slots=True)
class Moving:
    """The spans of one annotator that would go from one label to another, with some of them in context."""

    annotator: str
    kind: str
    old: str
    new: str
    spans: int
    articles: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemePreview:
    """What would change.

    `joined` counts spans that would become one with a span just like them, `rejections` and `article_labels`
    what follows besides, `rechecks` the finished annotations that would have to be looked at again, those of
    gold among them.
    """

    moving: tuple[Moving, ...]
    joined: int
    rejections: int
    article_labels: int
    rechecks: int
    gold_rechecks: int

    @property
    def spans(self) -> int:
        """How many spans would change."""
        return sum(one.spans for one in self.moving)

    def sentence(self) -> str:
        """The preview in a sentence."""
        parts = [
            f"{counted(self.spans, 'span')} would change",
            f"{self.joined:,} would join one just like them" if self.joined else "",
            f"{self.article_labels:,} article labels would follow" if self.article_labels else "",
            f"{counted(self.rechecks, 'finished annotation')} would be marked to be checked again"
            + (f" ({self.gold_rechecks:,} of gold)" if self.gold_rechecks else "")
            if self.rechecks
            else "",
        ]
        return "; ".join(part for part in parts if part) + "."

    def to_json(self) -> dict[str, Any]:
        """The preview for scripts."""
        return asdict(self) | {"spans": self.spans}


def preview(project: Project, relabelling: Relabelling) -> Generator[Progress, None, SchemePreview]:
    """Count what a relabelling would change, one annotation in memory at a time."""
    counted = _Counted(project, relabelling)
    for done, found in enumerate(followers(project.desk, relabelling)):
        if done % _STEP == 0:
            yield Progress(done, None, "Counting spans")
        counted.add(found)
    return counted.result()


class _Counted:
    """A preview under way."""

    def __init__(self, project: Project, relabelling: Relabelling) -> None:
        self._project, self._relabelling = project, relabelling
        self._rechecking = Rechecking(project.desk, relabelling)
        self._people = {who.id: who for who in project.annotators()}
        self._spans: Counter[tuple[int, str, str]] = Counter()
        self._articles: dict[tuple[int, str, str], set[int]] = defaultdict(set)
        self._examples: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        self._counts: Counter[str] = Counter()

    def add(self, found: Follower) -> None:
        """One more annotation."""
        who = found.before.annotator_id
        for old, new in found.moves:
            key = (who, old.label, new.label)
            self._spans[key] += 1
            self._articles[key].add(found.before.article_id)
            if len(self._examples[key]) < _EXAMPLES:
                self._examples[key].append(
                    self._in_context(found.before.article_id, old.start, old.end)
                )
        for gone in found.joined:
            self._spans[who, gone.label, self._relabelling.label(gone.label, gone.text)] += 1
        self._counts["joined"] += len(found.joined)
        before = found.before
        self._counts["rejections"] += sum(
            one.label in found.old_labels for one in before.rejections
        )
        self._counts["labels"] += sum(name in found.old_labels for name in before.labels)
        is_marked = self._rechecking.mark(found) is not None
        self._counts["rechecks"] += is_marked
        self._counts["gold"] += is_marked and self._people[who].kind is Kind.GOLD

    def result(self) -> SchemePreview:
        """The sums, people first."""
        order = [Kind.PERSON, Kind.GOLD, Kind.MODEL]

        def place(key: tuple[int, str, str]) -> tuple[int, str, str, str]:
            who: Annotator = self._people[key[0]]
            return order.index(who.kind), who.name, key[1], key[2]

        moving = tuple(self._moving(key) for key in sorted(self._spans, key=place))
        counts = self._counts
        return SchemePreview(
            moving,
            counts["joined"],
            counts["rejections"],
            counts["labels"],
            counts["rechecks"],
            counts["gold"],
        )

    def _moving(self, key: tuple[int, str, str]) -> Moving:
        who, old, new = self._people[key[0]], key[1], key[2]
        articles = len(self._articles[key])
        examples = tuple(self._examples[key])
        return Moving(who.name, who.kind.value, old, new, self._spans[key], articles, examples)

    def _in_context(self, article_id: int, start: int, end: int) -> str:
        text = articles.text(self._project.database, article_id)
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        opening = "…" if start > _CONTEXT else ""
        closing = "…" if end + _CONTEXT < len(text) else ""
        words = shortened(text[start:end], _LONGEST)
        return " ".join(f"{opening}{before}[{words}]{after}{closing}".split())
