"""A project: open it, read it, change it, undo."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core import lint
from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article
from annotator.core.change import Change, Note
from annotator.core.clusters import Roster, roster
from annotator.core.errors import RuleError, StoreError, UndoError
from annotator.core.problem import Problem
from annotator.core.quotes import Quote, quotes
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.core.tokens import Tokens
from annotator.project import history, occurrences
from annotator.project.desk import Desk
from annotator.project.edits import Edit
from annotator.project.history import HistoryRow
from annotator.project.occurrences import ConcordanceQuery, Occurrence
from annotator.project.queue import Queue
from annotator.project.scheme_files import builtin_scheme
from annotator.project.settings import Settings
from annotator.store import (
    annotations,
    annotators,
    articles,
    database,
    journal,
    review,
    schemes,
    settings,
)
from annotator.store.annotations import Work
from annotator.store.database import Database

if TYPE_CHECKING:
    from annotator.project.reviewed import Review

Watcher = Callable[[Change], None]


def create(path: Path, scheme: Scheme | None = None) -> "Project":
    """Make a new, empty project with a label scheme (people, places, organisations by default).

    Raises StoreError when a file is there already or the folder cannot be written.
    """
    chosen = scheme or builtin_scheme("news")

    def fill(made: Database) -> None:
        version = schemes.add(made, chosen, f"{chosen.name} at the start")
        settings.put(made, "scheme_version", version)
        annotators.ensure(made, login(), Kind.PERSON)

    return _opened(database.create(Path(path), fill))


def open(path: Path, *, read_only: bool = False) -> "Project":  # noqa: A001 — the library's `annotator.open`
    """Open a project; one that may not be written is opened read-only.

    Raises StoreError in one sentence when it is missing, foreign, newer, damaged or locked.
    """
    return _opened(database.open_(Path(path), read_only=read_only))


def login() -> str:
    """The name of the user at this machine, for whoever was not asked yet."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return "annotator"


def _opened(found: Database) -> "Project":
    try:
        return Project(found)
    except BaseException:
        found.close()
        raise


class Project:
    """An open project. Each edit is one transaction and one undoable step."""

    def __init__(self, opened: Database) -> None:
        self.database = opened
        self.path = opened.path
        self.name = opened.path.name
        self.settings = Settings(opened)
        self.desk = Desk(opened, self._last_annotator())
        self.queue = Queue(self.desk)
        self._watchers: list[Watcher] = []
        self._seen_version = opened.data_version()

    # Who and what

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.database.read_only

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written; empty when all is well."""
        return self.database.reason

    @property
    def scheme(self) -> Scheme:
        """The label scheme in use."""
        return self.desk.scheme

    @property
    def annotator(self) -> Annotator:
        """The person at work."""
        return self.desk.me

    def annotators(self) -> tuple[Annotator, ...]:
        """Every person, model and gold of the project."""
        return annotators.all_of(self.database)

    def labellers(self) -> tuple[Annotator, ...]:
        """The people who label here: whoever has begun an article or is assigned one."""
        known = annotators.at_work(self.database)
        people = (who for who in self.annotators() if who.kind is Kind.PERSON)
        return tuple(who for who in people if who.id in known)

    def use_annotator(self, name: str) -> Annotator:
        """Work as the person of that name, who is added when new. Raises RuleError for an empty name."""
        if not name.strip():
            raise RuleError("An annotator needs a name.")
        found = annotators.named(self.database, name.strip())
        if not self.read_only:
            with self.database.writing():
                found = annotators.ensure(self.database, name.strip(), Kind.PERSON)
                settings.put(self.database, "last_annotator", found.name)
        self.desk.me = self.desk.whose = found or Annotator(0, "", name.strip(), Kind.PERSON)
        self.desk.remembering.forget()
        return self.desk.me

    # Reading

    def article(self, article_id: int) -> Article:
        """An article. Raises StoreError when it is not in the project any more."""
        return self.desk.article(article_id)

    def annotation(self, article_id: int, annotator: Annotator | None = None) -> Annotation:
        """An annotation, mine by default; an empty one where there is none."""
        return self.desk.annotation(article_id, annotator.id if annotator else None)

    def suggested(self, article_id: int) -> Annotation | None:
        """The active model's annotation of an article, None while no model is active."""
        return self.desk.suggested(article_id)

    def pending(self, article_id: int) -> tuple[Span, ...]:
        """The suggestions I have still to decide on, in reading order; none in blind mode.

        Those of the project's memory have negative ids and the origin `memory`; their attribute `from`
        is the title of an article where the name was confirmed.
        """
        found = self.desk.pending(article_id).spans
        return tuple(self._with_title(span) if span.id < 0 else span for span in found)

    def pending_quotes(self, article_id: int) -> tuple[Quote, ...]:
        """The suggested quotes I have still to decide on; what I turned down of them is missing."""
        return self.desk.pending(article_id).quotes

    def pending_count(self, article_id: int) -> int:
        """How many suggestions are left; a quote is one."""
        return self.desk.pending(article_id).count

    def quotes(self, article_id: int) -> tuple[Quote, ...]:
        """The quotes of my annotation, in order of their first part."""
        return quotes(self.annotation(article_id))

    def roster(self, article_id: int) -> Roster:
        """Who is who in an article: what I marked and what is still suggested."""
        suggested = self.suggested(article_id)
        rows = suggested.clusters if suggested else ()
        return roster(self.annotation(article_id), self.pending(article_id), self.scheme, rows)

    def tokens(self, article_id: int) -> Tokens:
        """The tokens of an article: a model's, else plain words."""
        return self.desk.tokens(article_id)

    def problems(self, article_id: int) -> tuple[Problem, ...]:
        """What is worth a look in my annotation of an article, the self-check of its texts included."""
        text = self.article(article_id).text
        tokens, pending = self.tokens(article_id), self.pending(article_id)
        return lint.problems(self.annotation(article_id), text, tokens, self.scheme, pending)

    def notes(self, article_id: int) -> tuple[Note, ...]:
        """The notes on an article, oldest first; in blind mode mine only, see `may_review`."""
        found = self.desk.notes(article_id)
        if not self.may_review(article_id):
            return found
        return tuple(note for note in found if note.author == self.annotator.name)

    def history(self, article_id: int, limit: int = 200) -> tuple[HistoryRow, ...]:
        """The last steps on an article, newest first; in blind mode mine only, see `may_review`."""
        found = history.rows(self.desk, article_id, limit)
        if not self.may_review(article_id):
            return found
        return tuple(row for row in found if row.who in ("", self.annotator.name))

    def concordance(self, query: ConcordanceQuery) -> Iterator[Occurrence]:
        """The places of a text or label, each with its context."""
        return occurrences.concordance(self.desk, query)

    def label_counts(self, text: str) -> dict[str, int]:
        """How often I marked a text in the whole project, by label."""
        return occurrences.label_counts(self.desk, text)

    def label_uses(self) -> dict[tuple[str, str], int]:
        """How many spans of people and gold use each (layer, label)."""
        return occurrences.label_uses(self.desk)

    def review(self, article_id: int, whom: Sequence[int] = ()) -> "Review":
        """An article under review: all who finished it compared, or `whom` (ids of annotators).

        Raises RuleError when nobody, or none of those, has an annotation of it.
        """
        from annotator.project.reviewed import review_of

        return review_of(self.desk, article_id, whom)

    def work_on(self, article_id: int) -> list[tuple[Annotator, Work]]:
        """Who has marked something in an article or begun to, people before models; gold is not one."""
        known = {who.id: who for who in self.annotators() if who.kind is not Kind.GOLD}
        work = annotations.work_on(self.database, article_id)
        found = [(known[w.annotator_id], w) for w in work if w.annotator_id in known]
        begun = [(who, w) for who, w in found if w.spans or w.status is not Status.TODO]
        return sorted(begun, key=lambda pair: (pair[0].kind is Kind.MODEL, pair[0].id))

    def reasons(self) -> list[str]:
        """Every reason given for a decision so far, the last one first."""
        return review.reasons(self.database)

    def may_review(self, article_id: int) -> str:
        """Why I may not see others' work on an article, in a sentence; empty when I may.

        In blind mode whoever has still to label an article sees nobody else's work on it: all who are
        assigned to it, or everybody while nobody is assigned anything.
        """
        if not self.settings.blind:
            return ""
        mine = self.desk.annotation(article_id, self.annotator.id)
        asked = self.annotator.id in {
            one.annotator_id for one in review.assignments(self.database, article_id)
        } or not review.any_assigned(self.database)
        to_do = mine.status is Status.IN_PROGRESS or (asked and mine.status is Status.TODO)
        if not to_do:
            return ""
        return (
            "You have still to label this article yourself: in blind mode nobody else’s work on it is "
            "shown before that."
        )

    # Changing

    def label_gold(self) -> None:
        """From now on edits are made in gold, until `label_mine`. Raises RuleError before gold was begun."""
        gold = self.desk.gold()
        if gold is None:
            raise RuleError("There is no gold yet; decide something first.")
        self.desk.whose = gold

    def label_mine(self) -> None:
        """From now on edits are made in my own annotations."""
        self.desk.whose = self.desk.me

    def apply(self, edit: Edit) -> Change:
        """Make an edit: one transaction, one undoable step; returns after the commit.

        Raises RuleError for what is not allowed, StaleError when another window was first, StoreError
        when the file cannot be written; nothing is written then.
        """
        change = Change(edit.name, ())
        with self._writing():
            change = Change(edit.name, edit.deltas(self.desk))
            if change.deltas:
                history.record(self.desk, change)
        return self._told(change)

    def undo(self) -> Change:
        """Take back my last step in this project, whenever it was. Raises UndoError when there is none."""
        step = journal.to_undo(self.database, self.annotator.id)
        if step is None:
            raise UndoError("There is nothing to undo.")
        return self._reverse(step, "undo")

    def redo(self) -> Change:
        """Repeat the step I undid last. Raises UndoError when there is none."""
        step = journal.to_redo(self.database, self.annotator.id)
        if step is None:
            raise UndoError("There is nothing to redo.")
        return self._reverse(step, "redo")

    @property
    def moment(self) -> int:
        """How far the history has come, for `steps_since`."""
        return journal.newest(self.database)

    def steps_since(self, moment: int) -> list[str]:
        """My steps (uuids) since then that are not undone, the last one first."""
        return journal.since(self.database, self.annotator.id, moment)

    def undo_name(self) -> str | None:
        """What undo would take back."""
        step = journal.to_undo(self.database, self.annotator.id)
        return journal.name(self.database, step) if step else None

    def redo_name(self) -> str | None:
        """What redo would repeat."""
        step = journal.to_redo(self.database, self.annotator.id)
        return journal.name(self.database, step) if step else None

    def revert(self, step: str) -> Change:
        """Take back one earlier step as a new step. Raises UndoError when a later one builds on it."""
        with self._writing():
            change = history.revert(self.desk, journal.get(self.database, step))
        return self._told(change)

    def add_seconds(self, article_id: int, seconds: float) -> None:
        """Count time of active work on an article; no undoable step."""
        if not self.read_only and seconds > 0:
            with self.database.writing():
                self.desk.count_seconds(self.annotation(article_id), seconds)

    # Watching and closing

    def watch(self, callback: Watcher) -> Callable[[], None]:
        """Call back with each change after its commit; returns what ends the watching."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since the last call; what was read is then dropped."""
        version = self.database.data_version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        self.refresh()
        return True

    def refresh(self) -> None:
        """Drop everything read so far."""
        self.desk.forget()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reverse(self, step: str, kind: str) -> Change:
        with self._writing():
            change = history.reverse(self.desk, journal.get(self.database, step), kind)
        return self._told(change)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self.database.writing():
                yield
        except BaseException:
            # What was read inside the transaction may never have been committed.
            with suppress(StoreError):
                self.refresh()
            raise

    def tell(self, change: Change) -> None:
        """Call every watcher with a change that was committed."""
        for watcher in tuple(self._watchers):
            watcher(change)

    def _told(self, change: Change) -> Change:
        self.desk.remembering.follow(change, self.annotator.id)
        self.tell(change)
        return change

    def _with_title(self, span: Span) -> Span:
        (_, place), *_ = span.attributes
        article = articles.get(self.database, place) if isinstance(place, int) else None
        return replace(span, attributes=(("from", article.title if article else ""),))

    def _last_annotator(self) -> Annotator:
        name = str(self.settings.get("last_annotator")) or login()
        people = [a for a in annotators.all_of(self.database) if a.kind is Kind.PERSON]
        mine = [person for person in people if person.name == name]
        return next(iter((*mine, *people)), Annotator(0, "", name, Kind.PERSON))
