"""What an edit reads, and how its deltas are written: the project's tables with a cache over them."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from annotator.core.annotation import Annotation, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.change import (
    Assignment,
    Basis,
    Control,
    Delta,
    Flag,
    ImportValue,
    Note,
    Noun,
    Recheck,
    Removal,
    SchemeVersion,
    changed,
)
from annotator.core.consistency.row import OnPurpose
from annotator.core.decision import Decision
from annotator.core.errors import StaleError, StoreError
from annotator.core.scheme import Scheme
from annotator.core.suggestions import Pending, pending
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.project.kept import Kept
from annotator.project.remembering import Remembering
from annotator.store import (
    annotations,
    annotators,
    articles,
    consistency,
    notes,
    review,
    schemes,
    search,
    settings,
    tokens,
)
from annotator.store.database import Database

if TYPE_CHECKING:
    from annotator.adjudication.comparing import Comparison
    from annotator.agreement.f1 import PairScores

_K = TypeVar("_K")
_V = TypeVar("_V")

_ARTICLES_KEPT = 64
_ANNOTATIONS_KEPT = 256
_TOKENS_KEPT = 16
_REVIEW = (Assignment, Basis, Control, Decision, Recheck)


@dataclass(frozen=True, slots=True)
class Compared:
    """Annotations of one article compared, with F1 and kappa of each pair in the order of the annotations."""

    comparison: "Comparison"
    scores: tuple["PairScores", ...]
    kappas: tuple[float | None, ...]


class Desk:
    """A project as edits see it: me, the scheme, articles and annotations by id.

    `me` is who makes the edits, `whose` in whose annotations they are made: mine but while I label gold.
    """

    def __init__(self, database: Database, me: Annotator) -> None:
        self.database = database
        self.me = self.whose = me
        self.scheme = schemes.get(database, settings.get(database, "scheme_version"))
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._annotations: OrderedDict[tuple[int, int], Annotation] = OrderedDict()
        self._tokens: OrderedDict[int, Tokens] = OrderedDict()
        self.remembering = Remembering(database)
        self.kept = Kept()
        self._decisions: tuple[int, Mapping[str, Decision]] | None = None

    def article(self, article_id: int) -> Article:
        """An article of the project. Raises StoreError when it is unknown or was removed."""
        found = self._articles.get(article_id) or articles.get(self.database, article_id)
        if found is None:
            raise StoreError(f"Article {article_id} is not in this project any more.")
        _keep(self._articles, article_id, found, _ARTICLES_KEPT)
        return found

    def annotation(self, article_id: int, annotator_id: int | None = None) -> Annotation:
        """An annotation, of `whose` by default; an empty one when there is none yet."""
        who = self.whose.id if annotator_id is None else annotator_id
        found = self._annotations.get((article_id, who))
        if found is None:
            found = annotations.load(self.database, article_id, who)
        if found is None:
            found = Annotation(article_id, who, scheme_version=self.scheme.version)
        _keep(self._annotations, (article_id, who), found, _ANNOTATIONS_KEPT)
        return found

    def active_model(self) -> Annotator | None:
        """The model whose suggestions are shown."""
        name = settings.get(self.database, "active_model")
        return annotators.named(self.database, name, Kind.MODEL) if name else None

    def suggested(self, article_id: int) -> Annotation | None:
        """The active model's annotation of an article."""
        model = self.active_model()
        return self.annotation(article_id, model.id) if model else None

    def pending(self, article_id: int) -> Pending:
        """What the active model, then my memory suggest and I have still to decide on.

        There is nothing when blind, and nothing for gold, which is made of people's work.

        Those of the memory have negative ids and name in the attribute `from` the article (its id) where
        the name was confirmed.
        """
        if settings.get(self.database, "blind") or self.whose is not self.me:
            return Pending()
        mine, suggested = self.annotation(article_id), self.suggested(article_id)
        # One key press asks this several times; all it follows from are values that are replaced whole.
        basis = (mine, suggested, self.scheme, self.remembering.state)

        def make() -> Pending:
            model = pending(suggested, mine, self.scheme) if suggested else Pending()
            text = self.article(article_id).text
            known = self.remembering.pending(mine, model.spans, text, self.scheme)
            return replace(model, spans=in_order((*model.spans, *known)))

        return self.kept.value("pending", basis, make)

    def compared(self, annotations: tuple[Annotation, ...]) -> Compared:
        """Annotations of one article compared; kept while these and the scheme are the same values."""
        # Only review needs these, and a start without it should not wait for them.
        from annotator.adjudication.comparing import compare
        from annotator.agreement.f1 import span_f1
        from annotator.agreement.tokens import token_kappa

        def make() -> Compared:
            tokens = self.tokens(annotations[0].article_id)
            pairs = list(combinations(annotations, 2))
            scores = tuple(span_f1(*pair) for pair in pairs)
            kappas = tuple(token_kappa(one.spans, other.spans, tokens) for one, other in pairs)
            return Compared(compare(annotations, self.scheme), scores, kappas)

        return self.kept.value("compared", (*annotations, self.scheme), make)

    def decisions(self, article_id: int) -> Mapping[str, Decision]:
        """What was decided about an article, by key; the same value while nothing was."""
        if self._decisions is None or self._decisions[0] != article_id:
            found = {one.key: one for one in review.decisions(self.database, article_id)}
            self._decisions = (article_id, found)
        return self._decisions[1]

    def gold(self) -> Annotator | None:
        """Whose annotations are gold; None while the project has none."""
        everyone = annotators.all_of(self.database)
        return next((who for who in everyone if who.kind is Kind.GOLD), None)

    def tokens(self, article_id: int) -> Tokens:
        """The tokens of an article: the active model's, another's, else plain words."""
        found = self._tokens.get(article_id)
        if found is None:
            preferred = settings.get(self.database, "active_model") or ""
            found = tokens.get(self.database, article_id, preferred)
        if found is None:
            found = Tokens("", tuple(words(self.article(article_id).text)))
        _keep(self._tokens, article_id, found, _TOKENS_KEPT)
        return found

    def notes(self, article_id: int) -> tuple[Note, ...]:
        """The notes of an article."""
        return notes.of_article(self.database, article_id)

    def forget(self) -> None:
        """Drop everything read so far: another program wrote to the file."""
        self._articles.clear()
        self._annotations.clear()
        self._tokens.clear()
        self._decisions = None
        self.remembering.forget()
        self.follow_scheme()

    def follow_scheme(self) -> bool:
        """Take up the scheme another window chose; whether there was a new one."""
        version = settings.get(self.database, "scheme_version")
        if version == self.scheme.version:
            return False
        self.scheme = schemes.get(self.database, version)
        return True

    @property
    def next_scheme_version(self) -> int:
        """The version the next scheme gets."""
        return schemes.next_version(self.database)

    def add_scheme(self, scheme: Scheme, note: str) -> Scheme:
        """Store a scheme as the next version, inside `writing()`."""
        version = schemes.add(self.database, scheme, note)
        return replace(scheme, version=version)

    def count_seconds(self, annotation: Annotation, seconds: float) -> None:
        """Count time of active work, inside `writing()`; it is no change."""
        annotations.add_seconds(self.database, annotation, seconds)
        self._annotations.pop((annotation.article_id, annotation.annotator_id), None)

    def write(self, deltas: Iterable[Delta]) -> dict[tuple[int, int], int]:
        """Write deltas inside `writing()`.

        Returns the row of each annotation touched, by (article id, annotator id). Raises StaleError when
        what they build on has changed.
        """
        if settings.get(self.database, "scheme_version") != self.scheme.version:
            raise StaleError(
                "The label scheme was changed in another window; it is shown anew, nothing was written."
            )
        rows: dict[tuple[int, int], int] = {}
        for delta in deltas:
            if delta.article_id is not None and delta.annotator_id is not None:
                rows[delta.article_id, delta.annotator_id] = self._write_annotation(delta)
            elif delta.article_id is not None:
                self._write_article(delta.article_id, delta)
            else:
                self._write_project(delta)
        return rows

    def _write_annotation(self, delta: Delta) -> int:
        assert delta.article_id is not None
        before = self.annotation(delta.article_id, delta.annotator_id)
        after = replace(
            changed(before, delta), revision=before.revision + 1, scheme_version=self.scheme.version
        )
        row = annotations.write(self.database, before, after, delta)
        key = (after.article_id, after.annotator_id)
        _keep(self._annotations, key, after, _ANNOTATIONS_KEPT)
        return row

    def _write_article(self, article_id: int, delta: Delta) -> None:
        # Read anew: an article has no revision, so what it holds now is compared.
        self._articles.pop(article_id, None)
        self._decisions = None
        for noun in delta.removed:
            self._take(article_id, noun)
        for noun in delta.added:
            self._put(article_id, noun)
        self._articles.pop(article_id, None)

    def _take(self, article_id: int, noun: Noun) -> None:
        if isinstance(noun, Flag):
            _expect(self.article(article_id).flag == noun.note)
            articles.set_flag(self.database, article_id, None)
        elif isinstance(noun, Metadata):
            _expect(self.article(article_id).metadata == noun)
        elif isinstance(noun, Note):
            _expect(noun in self.notes(article_id))
            notes.remove(self.database, noun)
        elif isinstance(noun, Removal):
            _expect(articles.removed_by_hand(self.database, article_id))
            articles.set_removed(self.database, article_id, removed=False)
        elif isinstance(noun, _REVIEW):
            _expect(review.remove(self.database, article_id, noun))
        self._articles.pop(article_id, None)

    def _put(self, article_id: int, noun: Noun) -> None:
        if isinstance(noun, Flag):
            _expect(self.article(article_id).flag is None)
            articles.set_flag(self.database, article_id, noun.note)
        elif isinstance(noun, Metadata):
            search.forget(self.database, article_id)
            articles.set_metadata(self.database, article_id, noun)
            search.remember(self.database, article_id)
        elif isinstance(noun, Note):
            notes.add(self.database, article_id, noun)
        elif isinstance(noun, Removal):
            _expect(not articles.removed_by_hand(self.database, article_id))
            articles.set_removed(self.database, article_id, removed=True)
        elif isinstance(noun, _REVIEW):
            _expect(not review.holds(self.database, article_id, noun))
            review.add(self.database, article_id, noun)

    def _write_project(self, delta: Delta) -> None:
        for noun in delta.removed:
            if isinstance(noun, ImportValue):
                articles.set_import_removed(self.database, noun.id, removed=True)
                self._articles.clear()
            elif isinstance(noun, OnPurpose):
                _expect(noun in consistency.on_purpose(self.database))
                consistency.remove(self.database, noun)
        for noun in delta.added:
            if isinstance(noun, ImportValue):
                articles.set_import_removed(self.database, noun.id, removed=False)
            elif isinstance(noun, OnPurpose):
                held = consistency.on_purpose(self.database)
                _expect(noun.key not in {one.key for one in held})
                consistency.add(self.database, noun)
            elif isinstance(noun, SchemeVersion):
                _expect(SchemeVersion(self.scheme.version) in delta.removed)
                settings.put(self.database, "scheme_version", noun.version)
                self.scheme = schemes.get(self.database, noun.version)
                # Annotations that are not stored yet bear the version they begin with.
                self._annotations.clear()


def _expect(true: bool) -> None:
    if not true:
        raise StaleError(
            "The article was changed in another window; it is shown anew, nothing was lost."
        )


def _keep(cache: OrderedDict[_K, _V], key: _K, value: _V, limit: int) -> None:
    cache[key] = value
    cache.move_to_end(key)
    while len(cache) > limit:
        cache.popitem(last=False)
