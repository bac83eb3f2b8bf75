"""Taking in a colleague's bundle: all is looked at first, then written in one step, or nothing is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Kind
from annotator.core.change import Delta, Lineage, Note, Noun, StatusValue
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.core.errors import InputError, RuleError
from annotator.core.rules import inconsistencies, problems
from annotator.core.settling import difference
from annotator.formats.bundle import Bundle, annotation_of, read_bundle
from annotator.formats.bundle_records import ArticleLine, FeedbackLine, SchemeLine
from annotator.project.bundling import scheme_line
from annotator.project.desk import Desk
from annotator.project.project import Project
from annotator.store import annotations, annotators, articles, lineage, notes, review
from annotator.store.lineage import Ancestry


class Outcome(StrEnum):
    """What becomes of one article of a bundle."""

    ADDED = "added"
    REPLACED = "replaced by the newer"
    SAME = "the same already"
    OLDER = "older than here"
    DIVERGED = "changed on both sides"
    UNKNOWN = "not in this project"
    OTHER_TEXT = "has another text here"
    UNFIT = "does not fit"


_BLOCKING = (Outcome.UNKNOWN, Outcome.OTHER_TEXT, Outcome.UNFIT)
_WRITTEN = (Outcome.ADDED, Outcome.REPLACED)


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """One article of a bundle: its title, what became of it, and why where that needs saying."""

    title: str
    outcome: Outcome
    why: str = ""


@dataclass(slots=True)
class MergeReport:
    """What a bundle brought: a row for each article, and counts."""

    bundle: str
    annotator: str
    articles: list[MergedArticle] = field(default_factory=list)
    notes: int = 0
    decisions: int = 0
    remarks: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Outcome]:
        """How many articles there are of each outcome."""
        return Counter(one.outcome for one in self.articles)

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        counts = {one.value: count for one, count in self.counts.items()}
        return asdict(self) | {"counts": counts}

    def sentence(self) -> str:
        """The report in a sentence."""
        counts = self.counts
        parts = [f"{counts[one]:,} {one.value}" for one in Outcome if counts[one]]
        parts += [f"{self.notes:,} notes"] if self.notes else []
        parts += [f"{self.decisions:,} decisions"] if self.decisions else []
        return f"{self.annotator}’s work from {self.bundle}: {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class _Found:
    """An article line and what is known about it here."""

    line: ArticleLine
    outcome: Outcome
    why: str = ""
    article_id: int = 0
    theirs: Annotation | None = None


def merge(project: Project, path: Path, *, partly: bool = False) -> MergeReport:
    """Take in a bundle, as one undoable step.

    What is newer replaces what is older, told by the journals and never by clocks; what was changed on
    both sides stays as it is. With another label scheme, unknown articles or texts nothing is taken in,
    unless `partly` asks for what can be. Raises InputError or RuleError, each in a sentence.
    """
    read = read_bundle(Path(path))
    remarks = list(_compare_schemes(read.header.scheme, scheme_line(project.scheme), read.name))
    found = _looked_up(project, read)
    blocked = [one for one in found if one.outcome in _BLOCKING]
    if blocked and not partly:
        raise RuleError(_explained(read.name, blocked, len(found)))
    report = MergeReport(read.name, read.header.annotator.name, remarks=remarks)
    report.articles = [MergedArticle(one.line.title, one.outcome, one.why) for one in found]
    edit = _Merge(read, tuple(found))
    change = project.apply(edit)
    nouns = [noun for delta in change.deltas for noun in delta.added]
    report.notes = sum(isinstance(noun, Note) for noun in nouns)
    report.decisions = sum(isinstance(noun, Decision) for noun in nouns)
    _count_seconds(project, found, edit.annotator_id(project.desk))
    return report


@dataclass(frozen=True, slots=True)
class _Merge:
    """Write what a bundle brings. It is an Edit."""

    bundle: Bundle
    found: tuple[_Found, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Merge {self.bundle.name}"

    def annotator_id(self, desk: Desk) -> int:
        """Whose work it is, here; 0 while they are unknown."""
        who = self.bundle.header.annotator
        known = annotators.known(desk.database, who.name, Kind.PERSON, who.uuid or "")
        return known.id if known else 0

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        who = self.bundle.header.annotator
        known = [one for one in self.found if one.article_id]
        annotator = annotators.ensure(desk.database, who.name, Kind.PERSON, who.uuid or "")
        return (
            *(_replacing(desk, one, annotator.id) for one in known if one.outcome in _WRITTEN),
            *_notes(desk, who.name, known),
            *_decisions(desk, self.bundle, known, annotator.id),
        )


def _looked_up(project: Project, read: Bundle) -> list[_Found]:
    """What becomes of each article, nothing being written yet."""
    who = read.header.annotator
    known = annotators.known(project.database, who.name, Kind.PERSON, who.uuid or "")
    digests = articles.digests(project.database)
    return [
        _find(project, read, number, line, digests.get(line.sha256), known.id if known else None)
        for number, line in read.articles
    ]


def _find(
    project: Project,
    read: Bundle,
    number: int,
    line: ArticleLine,
    article_id: int | None,
    who: int | None,
) -> _Found:
    if article_id is None:
        other = articles.like(project.database, line.key, line.title)
        if other is None:
            return _Found(line, Outcome.UNKNOWN)
        why = f"{line.length:,} characters there, {len(project.article(other).text):,} here"
        return _Found(line, Outcome.OTHER_TEXT, why)
    text = project.article(article_id).text
    try:
        theirs = annotation_of(read, number, line, text)
    except InputError as error:
        return _Found(line, Outcome.UNFIT, str(error))
    wrong = [
        *problems(theirs.spans, Annotation(0, 0), project.scheme, text),
        *inconsistencies(theirs, text),
    ]
    if wrong:
        return _Found(line, Outcome.UNFIT, wrong[0])
    outcome, why = _newer(project, line, theirs, article_id, who)
    return _Found(line, outcome, why, article_id, theirs)


def _newer(
    project: Project, line: ArticleLine, theirs: Annotation, article_id: int, who: int | None
) -> tuple[Outcome, str]:
    """Whether what came is newer than what is here, and why it is left where it is."""
    ours = project.desk.annotation(article_id, who) if who is not None else None
    if ours is None or not lineage.content(ours) - {StatusValue(Status.TODO)}:
        return Outcome.ADDED, ""
    if lineage.content(ours) == lineage.content(theirs):
        return Outcome.SAME, ""
    here = lineage.ancestry(project.database, ours)
    there = Ancestry(tuple(line.lineage), line.base)
    if here.leads_to(there):
        return Outcome.REPLACED, ""
    if there.leads_to(here):
        return Outcome.OLDER, f"{len(here.uuids) - len(there.uuids)} later steps are here"
    common = sum(1 for a, b in zip(here.uuids, there.uuids, strict=False) if a == b)
    return Outcome.DIVERGED, (
        f"{len(there.uuids) - common} steps there and {len(here.uuids) - common} here are not known to "
        "the other side; what is here was kept"
    )


def _replacing(desk: Desk, one: _Found, annotator_id: int) -> Delta:
    assert one.theirs is not None
    before = desk.annotation(one.article_id, annotator_id)
    after = replace(one.theirs, article_id=one.article_id, annotator_id=annotator_id)
    delta = difference(before, after)
    here = lineage.ancestry(desk.database, before)
    statuses: tuple[tuple[Noun, ...], tuple[Noun, ...]] = ((), ())
    if (before.status, before.finished_at) != (after.status, after.finished_at):
        statuses = (
            (StatusValue(before.status, before.finished_at),),
            (StatusValue(after.status, after.finished_at),),
        )
    was = Lineage(here.uuids, here.base)
    came = Lineage(tuple(one.line.lineage), one.line.base)
    return replace(
        delta, removed=(*delta.removed, *statuses[0], was), added=(*delta.added, *statuses[1], came)
    )


def _notes(desk: Desk, author: str, found: Sequence[_Found]) -> Iterator[Delta]:
    number = notes.next_id(desk.database)
    for one in found:
        held = notes.of_article(desk.database, one.article_id)
        there = {(note.author, note.written_at, note.text) for note in held}
        new = [n for n in one.line.notes if (author, n.written_at, n.text) not in there]
        made = tuple(
            Note(number + n, author, note.text, note.span_id, note.resolved, note.written_at)
            for n, note in enumerate(new)
        )
        number += len(made)
        if made:
            yield Delta(one.article_id, None, (), made)


def _decisions(
    desk: Desk, read: Bundle, found: Sequence[_Found], annotator_id: int
) -> Iterator[Delta]:
    """What reviewers decided about this work; where something is known about a difference it stays."""
    by_digest = {one.line.sha256: one.article_id for one in found}
    for number, line in read.feedback:
        article_id = by_digest.get(line.about)
        if article_id is None:
            continue
        decision = _decision(read.name, number, line, annotator_id)
        if not review.holds(desk.database, article_id, decision):
            yield Delta(article_id, None, (), (decision,))


def _decision(name: str, number: int, line: FeedbackLine, annotator_id: int) -> Decision:
    try:
        choice = Choice(line.choice)
        error_type = ErrorType(line.error_type) if line.error_type else None
    except ValueError as error:
        raise InputError(f"{name}, line {number}: {error}.") from error
    if not 0 <= line.start <= line.end:
        raise InputError(f"{name}, line {number}: {line.start}–{line.end} is no place in a text.")
    return Decision(
        line.key,
        tuple(line.types),
        line.layer,
        line.start,
        line.end,
        line.text,
        choice,
        said=(Said(annotator_id, line.said, line.right),),
        gold=line.gold,
        reason=line.reason,
        error_type=error_type,
        author=line.author,
        at=line.at,
    )


def _compare_schemes(theirs: SchemeLine, ours: SchemeLine, name: str) -> Iterator[str]:
    """A remark when only the version is another. Raises RuleError when the labels are."""
    there = {(layer, label) for layer, labels in theirs.labels.items() for label in labels}
    here = {(layer, label) for layer, labels in ours.labels.items() for label in labels}
    there |= {("articles", label) for label in theirs.article_labels}
    here |= {("articles", label) for label in ours.article_labels}
    if there != here:
        only_there = ", ".join(sorted(label for _, label in there - here))
        only_here = ", ".join(sorted(label for _, label in here - there))
        told = [f"only there: {only_there}"] if only_there else []
        told += [f"only here: {only_here}"] if only_here else []
        raise RuleError(
            f"{name} was made with version {theirs.version} of the label scheme {theirs.name}, this "
            f"project has version {ours.version} of {ours.name}, and their labels differ "
            f"({'; '.join(told)}). Nothing was merged; give both the same scheme first."
        )
    if (theirs.name, theirs.version) != (ours.name, ours.version):
        yield (
            f"The bundle was made with version {theirs.version} of {theirs.name}; its labels are those "
            f"of version {ours.version} here."
        )


def _explained(name: str, blocked: Sequence[_Found], total: int) -> str:
    parts = []
    for outcome in _BLOCKING:
        some = [one for one in blocked if one.outcome is outcome]
        if some:
            titles = ", ".join(f"“{one.line.title or one.line.key}”" for one in some[:3])
            more = f" and {len(some) - 3} more" if len(some) > 3 else ""
            why = f" ({some[0].why})" if some[0].why else ""
            parts.append(f"{len(some)} of {total} {outcome.value}: {titles}{more}{why}")
    return f"Nothing of {name} was merged. Articles: {'; '.join(parts)}."


def _count_seconds(project: Project, found: Sequence[_Found], annotator_id: int) -> None:
    """Time of active work comes along; it is no step, so undoing leaves it."""
    with project.database.writing():
        for one in found:
            if one.outcome in _WRITTEN and one.theirs is not None:
                held = annotations.load(project.database, one.article_id, annotator_id)
                more = one.theirs.seconds - (held.seconds if held else 0.0)
                if held is not None and more > 0:
                    annotations.add_seconds(project.database, held, more)
    project.refresh()
