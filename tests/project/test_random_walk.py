"""Any edits in any order, undone, redone, over restarts and two windows: what always has to hold."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from making import TEXTS, annotated, checked, entry, new_project, span, suggest, take_in
from schemes import renamed

from annotator.core.annotation import Status
from annotator.core.article import Metadata
from annotator.core.errors import AnnotatorError
from annotator.project import project as projects
from annotator.project.edits import (
    Accept,
    AddNote,
    AddParts,
    AddSpan,
    AddSpans,
    Attribute,
    ChangeScheme,
    DescribeQuote,
    EditMetadata,
    JoinQuotes,
    LabelOccurrences,
    MarkNotAQuote,
    MarkQuote,
    MoveBoundary,
    NameSpans,
    Reject,
    Relabel,
    RemoveArticles,
    RemoveOccurrences,
    RemoveQuotes,
    RemoveSpans,
    ResolveNote,
    SetArticleLabel,
    SetFlag,
    SetSpeaker,
    SetStatus,
    SplitQuote,
)
from annotator.project.occurrences import occurrences_of

ARTICLES = st.integers(1, len(TEXTS))
OFFSETS = st.integers(0, 50)
SIZES = st.integers(1, 14)
ENTITY = st.sampled_from(["PERSON", "HUMAN", "PLACE", "ORG"])
PICK = st.integers(0, 20)
WORDS = st.sampled_from(["Paris", "Anna Kovács", "Jan Maartens", "rained"])


class RandomWalk(RuleBasedStateMachine):
    """One annotator in two windows on one file; the windows take turns, each looking first or not."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "walk.db"
        self.imports = 0

    @initialize()
    def begin(self):
        with new_project(self.path) as project:
            for n, text in enumerate(TEXTS, 1):
                names = ("Anna Kovács", "Paris")
                found = [(text.index(name), name) for name in names if name in text]
                suggest(project, n, *(span(text, at, at + len(name)) for at, name in found))
            project.use_annotator("Ben")
        self.windows = [projects.open(self.path), projects.open(self.path)]
        self.start = self.state(self.windows[0])

    @property
    def project(self):
        return self.windows[0]

    @staticmethod
    def state(project):
        project.refresh()
        ids = project.queue.ids()
        held = [project.annotation(n) for n in ids]
        marked = [
            (a.spans, a.relations, a.clusters, a.rejections, a.labels, a.status) for a in held
        ]
        suggested = [project.suggested(n).spans for n in ids]
        articles = [(project.article(n), project.notes(n)) for n in ids]
        return project.scheme, marked, suggested, articles

    def count(self):
        return self.project.database.value("SELECT count(DISTINCT step) FROM journal")

    def attempt(self, act, *arguments):
        """What is refused may be refused; it then has to have written nothing."""
        before = self.count()
        try:
            change = act(*arguments)
        except AnnotatorError:
            assert self.count() == before
        else:
            assert self.count() == before + bool(change.deltas)

    def apply(self, edit):
        self.attempt(self.project.apply, edit)

    def pick(self, article_id, number):
        spans = self.project.annotation(article_id).spans
        return spans[number % len(spans)].id if spans else 1

    @rule(article=ARTICLES, label=ENTITY, start=OFFSETS, size=SIZES)
    def mark(self, article, label, start, size):
        self.apply(AddSpan(article, "entities", label, start, start + size))

    @rule(article=ARTICLES, label=st.sampled_from(["QUOTE", "SPEAKER"]), start=OFFSETS, size=SIZES)
    def mark_quote(self, article, label, start, size):
        self.apply(AddSpan(article, "quotes", label, start, start + size))

    def quote(self, article_id, number):
        found = self.project.quotes(article_id)
        return found[number % len(found)].id if found else 1

    @rule(article=ARTICLES, starts=st.lists(OFFSETS, min_size=1, max_size=3), size=SIZES)
    def mark_content(self, article, starts, size):
        self.apply(MarkQuote(article, tuple((start, start + size) for start in starts)))

    @rule(
        article=ARTICLES, number=PICK, start=OFFSETS, size=SIZES, who=st.sampled_from(["", "Ann"])
    )
    def attribute(self, article, number, start, size, who):
        quote = self.quote(article, number)
        self.apply(Attribute(article, quote, (start, start + size), (start + 2, start + 5), who))

    @rule(
        article=ARTICLES, number=PICK, starts=st.sets(OFFSETS, min_size=1, max_size=2), size=SIZES
    )
    def add_parts(self, article, number, starts, size):
        parts = tuple((start, start + size) for start in starts)
        self.apply(AddParts(article, self.quote(article, number), parts))

    @rule(article=ARTICLES, number=PICK, start=OFFSETS, which=st.integers(0, 6))
    def change_quote(self, article, number, start, which):
        quote, span_id = self.quote(article, number), self.pick(article, number)
        edits = (
            SetSpeaker(article, quote, None),
            DescribeQuote(article, quote, "negated", True),
            JoinQuotes(article, (quote, self.quote(article, number + 1))),
            SplitQuote(article, span_id),
            RemoveQuotes(article, (quote,)),
            MarkNotAQuote(article, start, start + 4, "title"),
            NameSpans(article, (span_id,), "Ann" if start % 2 else ""),
        )
        self.apply(edits[which])

    @rule(article=ARTICLES, starts=st.lists(OFFSETS, max_size=3), label=ENTITY, size=SIZES)
    def mark_several(self, article, starts, label, size):
        wanted = tuple(("entities", label, start, start + size, None) for start in starts)
        self.apply(AddSpans(article, wanted, "Paste"))

    @rule(article=ARTICLES, number=PICK)
    def remove(self, article, number):
        self.apply(RemoveSpans(article, (self.pick(article, number),)))

    @rule(article=ARTICLES, number=PICK, label=ENTITY)
    def relabel(self, article, number, label):
        self.apply(Relabel(article, (self.pick(article, number),), label))

    @rule(article=ARTICLES, number=PICK, start=OFFSETS, size=SIZES)
    def move(self, article, number, start, size):
        self.apply(MoveBoundary(article, self.pick(article, number), start, start + size))

    @rule(article=ARTICLES, number=PICK, label=st.none() | ENTITY)
    def accept(self, article, number, label):
        self.attempt(self.accept_one_of, article, number, label)

    def accept_one_of(self, article, number, label):
        pending = self.project.pending(article)
        one = pending[number % len(pending)] if pending else None
        return self.project.apply(Accept(article, (one,) if one else (), label))

    @rule(article=ARTICLES)
    def reject_all(self, article):
        self.attempt(lambda: self.project.apply(Reject(article, self.project.pending(article))))

    @rule(words=WORDS, label=ENTITY, keep=st.integers(0, 3))
    def label_all(self, words, label, keep):
        found = [(o.article_id, o.start, o.end) for o in occurrences_of(self.project.desk, words)]
        edit = LabelOccurrences(tuple(found[keep:]), "entities", label, tuple(found[:keep]))
        self.apply(edit)

    @rule(number=PICK)
    def remove_occurrences(self, number):
        places = tuple((n, self.pick(n, number)) for n in (1, 2))
        self.apply(RemoveOccurrences(places))

    @rule(article=ARTICLES, status=st.sampled_from(Status), accept=st.booleans())
    def set_status(self, article, status, accept):
        self.apply(SetStatus(article, status, accept))

    @rule(article=ARTICLES, note=st.none() | st.sampled_from(["a", "b"]))
    def flag(self, article, note):
        self.apply(SetFlag(article, note))

    @rule(article=ARTICLES, label=st.sampled_from(["sports", "politics"]), on=st.booleans())
    def label_article(self, article, label, on):
        self.apply(SetArticleLabel(article, label, on))

    @rule(article=ARTICLES, title=st.sampled_from(["New", "Newer"]))
    def edit_details(self, article, title):
        self.apply(EditMetadata(article, Metadata(title, meta={"n": [1, {"é": None}]})))

    @rule(article=ARTICLES, resolve=st.booleans())
    def note(self, article, resolve):
        notes = self.project.notes(article)
        done = resolve and notes
        self.apply(ResolveNote(article, notes[-1].id) if done else AddNote(article, "hm"))

    @rule(article=ARTICLES)
    def remove_article(self, article):
        self.apply(RemoveArticles((article,)))

    @rule()
    def rename_label(self):
        scheme = self.project.scheme
        names = ("PERSON", "HUMAN")
        old, new = names if scheme.has("entities", "PERSON") else names[::-1]
        self.apply(ChangeScheme(renamed(scheme, old, new), {old: new}))

    @rule(known=ARTICLES)
    def take_in_more(self, known):
        self.imports += 1
        text = TEXTS[known - 1]
        theirs = annotated(text, span(text, 0, 3, "ORG"), name="Cleo")
        take_in(self.project, entry(text, theirs), entry(f"Text {self.imports}."))

    @rule()
    def undo(self):
        self.attempt(self.project.undo)

    @rule()
    def redo(self):
        self.attempt(self.project.redo)

    @rule(article=ARTICLES, number=PICK)
    def revert(self, article, number):
        rows = self.project.history(article)
        if rows:
            self.attempt(self.project.revert, rows[number % len(rows)].step)

    @rule()
    def go_to_the_other_window(self):
        self.windows.reverse()

    @rule()
    def look_around(self):
        self.project.changed_elsewhere()

    @rule()
    def reopen(self):
        self.windows[0].close()
        self.windows[0] = projects.open(self.path)

    @invariant()
    @precondition(lambda self: hasattr(self, "windows"))
    def everything_is_as_it_should_be(self):
        assert checked(self.project).problems == []
        for text, article_id in zip(TEXTS, (1, 2, 3), strict=True):
            sql = "SELECT text FROM articles WHERE id = ?"
            assert self.project.database.value(sql, (article_id,)) == text

    @invariant()
    @precondition(lambda self: hasattr(self, "windows"))
    def after_a_look_the_cache_is_what_a_fresh_start_reads(self):
        self.windows[1].changed_elsewhere()
        with projects.open(self.path, read_only=True) as fresh:
            for article_id in fresh.queue.ids():
                assert self.windows[1].annotation(article_id) == fresh.annotation(article_id)
                assert self.windows[1].pending(article_id) == fresh.pending(article_id)

    def teardown(self):
        try:
            if hasattr(self, "windows"):
                self.undo_everything()
        finally:
            for window in getattr(self, "windows", ()):
                window.close()
            self.folder.cleanup()

    def undo_everything(self):
        self.project.refresh()
        while self.project.undo_name():
            self.project.undo()
        assert self.state(self.project) == self.start


TestRandomWalk = RandomWalk.TestCase
TestRandomWalk.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
