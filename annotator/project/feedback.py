"""What reviewers decided about one annotator's work, to learn from: the rows of the feedback sheet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from annotator.core.annotation import Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article
from annotator.core.decision import Decision
from annotator.core.errors import RuleError
from annotator.core.text import paragraphs, sentences
from annotator.project.project import Project
from annotator.store import articles, review

_AROUND = 160


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One decision about my work, with the sentence around it; `start` and `end` are code points.

    `mine` and `gold` say in words what I had and what gold has; `right` whether that is the same.
    """

    article_id: int
    title: str
    start: int
    end: int
    before: str
    text: str
    after: str
    types: tuple[str, ...]
    mine: str
    gold: str
    right: bool
    error_type: str
    reason: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """All rows about one annotator's work, and how many decisions there were."""

    annotator: str
    rows: tuple[FeedbackRow, ...]
    decided: int

    @property
    def wrong(self) -> int:
        """How many decisions went against what the annotator had."""
        return sum(not row.right for row in self.rows)

    @property
    def error_types(self) -> Counter[str]:
        """How many there are of each error type given."""
        return Counter(row.error_type for row in self.rows if row.error_type and not row.right)

    @property
    def types(self) -> Counter[str]:
        """How many differences there are of each type."""
        return Counter(kind for row in self.rows if not row.right for kind in row.types)

    @property
    def confusions(self) -> Counter[str]:
        """What was taken for what, where both are one label."""
        return Counter(
            f"{row.mine} → {row.gold}"
            for row in self.rows
            if not row.right and " " not in row.mine + row.gold
        )

    def sentence(self) -> str:
        """The summary in a sentence."""
        if not self.decided:
            return f"Nothing was decided about {self.annotator}’s work yet."
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.error_types.most_common(3))
        most = f"; mostly {kinds}" if kinds else ""
        share = 1 - self.wrong / self.decided
        return (
            f"{self.decided:,} differences were decided, {self.wrong:,} of them otherwise than "
            f"{self.annotator} had it ({share:.0%} right){most}."
        )

    def to_json(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return asdict(self) | {"wrong": self.wrong, "error_types": dict(self.error_types)}


def feedback(
    project: Project, annotator: Annotator, *, unsigned: bool = False, everything: bool = False
) -> Feedback:
    """What was decided about an annotator's work, in queue order.

    Of signed-off articles only, unless `unsigned` asks for those in progress; `everything` also lists
    decisions that bore the annotator out.
    """
    rows = list(_rows(project, annotator, unsigned=unsigned))
    shown = tuple(row for row in rows if everything or not row.right)
    return Feedback(annotator.name, shown, len(rows))


def annotator_named(project: Project, name: str = "") -> Annotator:
    """The person of that name, who works now by default. Raises RuleError when there is none."""
    if not name:
        return project.annotator
    people = [who for who in project.annotators() if who.kind is Kind.PERSON]
    found = next((who for who in people if who.name == name), None)
    if found is None:
        names = ", ".join(who.name for who in people)
        raise RuleError(f"There is no annotator {name} in this project, only {names}.")
    return found


def _rows(project: Project, annotator: Annotator, *, unsigned: bool) -> Iterator[FeedbackRow]:
    gold = project.desk.gold()
    for article_id in review.decided_articles(project.database):
        article = articles.get(project.database, article_id)
        if article is None:
            continue
        # Where gold is not kept here, what was decided came with a bundle and is final for us.
        known = project.desk.annotation(article_id, gold.id) if gold else None
        open_still = known is not None and known.status is Status.IN_PROGRESS
        if unsigned or not open_still:
            for decision in review.decisions(project.database, article_id):
                yield from _row(article, decision, annotator)


def _row(article: Article, decision: Decision, annotator: Annotator) -> Iterator[FeedbackRow]:
    said = next((one for one in decision.said if one.annotator_id == annotator.id), None)
    if said is None or not decision.is_made:
        return
    start, end = min(decision.start, len(article.text)), min(decision.end, len(article.text))
    before, after = _around(article.text, start, end)
    yield FeedbackRow(
        article.id,
        article.title,
        start,
        end,
        before,
        article.text[start:end],
        after,
        decision.types,
        said.words,
        decision.gold,
        said.taken,
        decision.error_type.value if decision.error_type else "",
        decision.reason,
        decision.author,
        decision.at,
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What of its sentences stands before and after a place, not too much of it."""
    first, last = next((p for p in paragraphs(text) if p[0] <= start <= p[1]), (0, len(text)))
    bounds = [(first + a, first + b) for a, b in sentences(text[first:last])]
    begin = max((a for a, b in bounds if a <= start), default=first)
    close = min((b for a, b in bounds if b >= end), default=max(last, end))
    begin, close = max(begin, start - _AROUND), min(close, end + _AROUND)
    return text[begin:start], text[end:close]
