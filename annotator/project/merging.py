"""Merging a bundle: newer work replaces older, told by the journal; what has diverged is left as it is.

All of a bundle is taken in one step, or nothing where it does not fit this project: another label scheme,
articles that are not here, texts that are others here.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.change import Delta, Note, StatusValue
from annotator.core.errors import RuleError
from annotator.core.lineage import Ancestor, Standing, lineage_of, since_parting, standing
from annotator.core.progress import Progress
from annotator.core.rules import inconsistencies, problems
from annotator.core.scheme_content import scheme_differences
from annotator.core.settling import difference
from annotator.formats.bundle import Bundle, BundledArticle, Feedback
from annotator.formats.bundle_reading import read_bundle
from annotator.project.desk import Desk
from annotator.project.merge_feedback import Compared, compared
from annotator.project.merge_placing import placed
from annotator.project.merge_report import MergeReport, MergeRow, What
from annotator.project.project import Project
from annotator.store import annotators, notes
from annotator.store.lineage import Lineages

_TAKEN = (Standing.NEW, Standing.NEWER)
_WHAT = {
    Standing.NEW: What.ADDED,
    Standing.NEWER: What.REPLACED,
    Standing.SAME: What.SAME,
    Standing.OLDER: What.OLDER,
    Standing.DIVERGED: What.DIVERGED,
}


class MergeError(RuleError):
    """A bundle that does not fit the project; `report` says why, article by article."""

    def __init__(self, report: MergeReport) -> None:
        super().__init__(report.sentence())
        self.report = report


def merge(
    project: Project, paths: Iterable[Path], *, partly: bool = False
) -> Generator[Progress, None, MergeReport]:
    """Merge bundles, each in one step; all are read before the first is taken.

    `partly` takes what fits of a bundle that does not fit whole. Raises FileError when a file is not a
    sound bundle; nothing is written then.
    """
    bundles: list[Bundle] = []
    for path in paths:
        bundle = yield from read_bundle(path)
        bundles.append(bundle)
    report = MergeReport()
    for done, bundle in enumerate(bundles):
        yield Progress(done, len(bundles), f"Merging {bundle.name}")
        edit = MergeBundle(bundle, partly=partly)
        try:
            project.apply(edit)
        except MergeError as error:
            report.take(error.report)
        else:
            report.take(edit.report)
    return report


@dataclass(slots=True)
class MergeBundle:
    """Take in a bundle; `report` tells what became of it. Raises MergeError when it does not fit whole."""

    bundle: Bundle
    partly: bool = False
    report: MergeReport = field(default_factory=MergeReport)

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Merge {self.bundle.name}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        merging = _Merging(desk, self.bundle)
        clauses = merging.decide()
        self.report = merging.report
        if clauses and not self.partly:
            self.report = _refused(self.bundle.name, clauses, merging.report)
            raise MergeError(self.report)
        self.report.merged.append(self.bundle.name)
        return tuple(merging.deltas())


@dataclass(frozen=True, slots=True)
class _Placed:
    """An annotation of the bundle, the article it is of, and how it stands to the one that is here."""

    article_id: int
    bundled: BundledArticle
    standing: Standing
    ours: tuple[Ancestor, ...]


class _Merging:
    """One bundle on its way in: `decide` reads, `deltas` tells what changes."""

    def __init__(self, desk: Desk, bundle: Bundle) -> None:
        self._desk, self._bundle = desk, bundle
        self._lineages = Lineages(desk.database)
        who = bundle.head.annotator
        self._whose = annotators.known(desk.database, who.name, who.kind, who.uuid)
        self._taken: list[_Placed] = []
        self._known: list[_Placed] = []
        self.report = MergeReport()

    def decide(self) -> list[str]:
        """Decide article by article; why the bundle does not fit is told in clauses, empty when it does."""
        clauses = self._about_scheme()
        found = placed(self._desk.database, self._bundle)
        for row in found.rows:
            self.report.count(row)
        unfit = [one for one in found.here if not self._decide(*one)]
        if unfit and not clauses:
            verb = "breaks" if len(unfit) == 1 else "break"
            clauses.append(f"{len(unfit):,} of its annotations {verb} the rules here")
        return [*clauses, *found.clauses]

    def deltas(self) -> Iterator[Delta]:
        """What changes, inside `writing()`."""
        for one in self._taken:
            yield self._delta(one)
        note_id = notes.next_id(self._desk.database)
        feedback = {given.sha256: given for given in self._bundle.feedback}
        for one in self._known:
            written = self._notes(one, note_id)
            note_id += len(written)
            decided = self._decisions(one, feedback.get(one.bundled.sha256))
            if written or decided.come:
                yield Delta(one.article_id, None, decided.gone, (*written, *decided.come))

    def _about_scheme(self) -> list[str]:
        here, there = self._desk.scheme, self._bundle.head.scheme
        told = scheme_differences(here, there)
        if told:
            return [f"its label scheme is another than the one here: {', '.join(told)}"]
        if here.version != there.version:
            self.report.remarks.append(
                f"{self._bundle.name} was made with version {there.version} of the label scheme, whose "
                f"labels are those of version {here.version} here."
            )
        return []

    def _decide(self, bundled: BundledArticle, article_id: int) -> bool:
        """Whether an annotation fits; what becomes of it is counted."""
        who = self._whose
        ours = self._lineages.of(self._desk.annotation(article_id, who.id)) if who else ()
        one = _Placed(article_id, bundled, standing(ours, bundled.steps), ours)
        wrong = self._unfit(one) if one.standing in _TAKEN else None
        if wrong:
            self._count(one, What.LEFT_OUT, wrong)
            return False
        if one.standing in _TAKEN:
            self._taken.append(one)
        self._known.append(one)
        self._count(one, _WHAT[one.standing], _why(one))
        return True

    def _count(self, one: _Placed, what: What, why: str) -> None:
        title = one.bundled.title or self._desk.article(one.article_id).title
        self.report.count(MergeRow(self._bundle.name, title, what, why))

    def _unfit(self, one: _Placed) -> str | None:
        theirs, text = one.bundled.annotation, self._desk.article(one.article_id).text
        nothing = Annotation(one.article_id, 0)
        wrong = problems(theirs.spans, nothing, self._desk.scheme, text)
        return next(iter([*wrong, *inconsistencies(theirs, text)]), None)

    def _delta(self, one: _Placed) -> Delta:
        before = self._desk.annotation(one.article_id, self._ensured().id)
        theirs = one.bundled.annotation
        self._desk.count_seconds(before, max(0.0, theirs.seconds - before.seconds))
        after = replace(theirs, article_id=before.article_id, annotator_id=before.annotator_id)
        delta = difference(before, after)
        gone, come = lineage_of(one.ours), lineage_of(one.bundled.steps)
        was, becomes = (StatusValue(a.status, a.finished_at) for a in (before, after))
        if was == becomes:
            return replace(delta, removed=(*delta.removed, gone), added=(*delta.added, come))
        removed, added = (*delta.removed, was, gone), (*delta.added, becomes, come)
        return replace(delta, removed=removed, added=added)

    def _ensured(self) -> Annotator:
        """Whose annotations come, added when they are not known here."""
        if self._whose is None:
            who = self._bundle.head.annotator
            self._whose = annotators.ensure(self._desk.database, who.name, who.kind, who.uuid)
        return self._whose

    def _notes(self, one: _Placed, first_id: int) -> list[Note]:
        """Those that are not here yet; their spans are here where the annotation is the bundle's."""
        whose = self._whose
        if whose is None or one.standing in (Standing.OLDER, Standing.DIVERGED):
            return []
        known = {(n.author, n.text, n.written_at) for n in self._desk.notes(one.article_id)}
        named = (replace(note, author=whose.name) for note in one.bundled.notes)
        new = [note for note in named if (note.author, note.text, note.written_at) not in known]
        self.report.notes += len(new)
        return [replace(note, id=number) for number, note in enumerate(new, first_id)]

    def _decisions(self, one: _Placed, feedback: Feedback | None) -> Compared:
        whose = self._whose
        if feedback is None or whose is None:
            return Compared()
        found = compared(self._desk, one.article_id, whose.id, feedback.told)
        for decision in found.others:
            self._count(one, What.DECIDED_OTHERWISE, f"about “{decision.text}”")
        self.report.decisions += len(found.come)
        return found


def _refused(name: str, clauses: list[str], found: MergeReport) -> MergeReport:
    rows = [row for row in found.rows if row.what is What.LEFT_OUT]
    return MergeReport(refused={name: "; ".join(clauses)}, rows=rows)


def _why(one: _Placed) -> str:
    here = _told(since_parting(one.ours, one.bundled.steps))
    there = _told(since_parting(one.bundled.steps, one.ours))
    match one.standing:
        case Standing.NEWER:
            return f"{there} newer"
        case Standing.OLDER:
            return f"{here} were made here since"
        case Standing.DIVERGED:
            return f"since they parted {here} here, {there} in the bundle"
    return ""


def _told(steps: Sequence[Ancestor]) -> str:
    count = f"{len(steps):,} step{'' if len(steps) == 1 else 's'}"
    last = steps[-1].name if steps else ""
    return f"{count} (the last “{last}”)" if last else count
