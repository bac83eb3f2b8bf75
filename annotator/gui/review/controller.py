"""An article under review on the page: which difference has the focus, and what the keys decide about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.difference import Aspect, Difference
from annotator.adjudication.voting import Policy, proposal
from annotator.core.change import Change
from annotator.core.decision import Choice, ErrorType
from annotator.core.errors import AnnotatorError, StoreError
from annotator.gui.review.marks import Drawn, ReviewMark, ReviewMarks
from annotator.gui.review.view import ReviewView
from annotator.gui.review.words import gold_words
from annotator.project.edits import AddNote, Decide, Edit, GiveReason, Reopen, SignOff, Vote
from annotator.project.project import Project
from annotator.project.reviewed import Review

_TOGETHER = (Aspect.SPAN, Aspect.PART, Aspect.QUOTE)
_NOTHING = "Nothing differs in this article."


class ReviewController(QObject):
    """One article under review.

    `changed` comes when what is shown is another, `focus_changed` with the focus; `message` gives a
    sentence for the user, `not_saved` one when the file refused a write.
    """

    changed = Signal()
    focus_changed = Signal()
    message = Signal(str)
    not_saved = Signal(str)

    def __init__(self, view: ReviewView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.project: Project | None = None
        self.article_id: int | None = None
        self.review: Review | None = None
        self.whom: tuple[int, ...] = ()
        self.refusal = ""
        self._drawn: Drawn | None = None
        self._key: str | None = None
        self._last: str | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._applying = False
        view.difference_clicked.connect(self.focus)

    # What is open

    def open(self, project: Project, article_id: int) -> None:
        """Shows an article from its first open difference on."""
        self._unwatch()
        self.project, self.article_id = project, article_id
        self.whom, self._drawn, self._key = (), None, None
        self._unwatch = project.watch(self._watched)
        self._read()
        self._set_text()
        self._focus_first()
        self.changed.emit()

    def close(self) -> None:
        """Empties the page."""
        self._unwatch()
        self._unwatch = lambda: None
        self.article_id = self.review = None
        self.refusal = ""
        self._set_text()
        self.project = None
        self._show()
        self.changed.emit()

    def reload(self) -> None:
        """Shows what the project has now."""
        if self.article_id is None:
            return
        self._read()
        if self.view.article.id != (self.review.article.id if self.review else 0):
            self._set_text()
        if self.focused is None:
            self._focus_first()
        else:
            self._show()
        self.changed.emit()

    def compare(self, whom: Sequence[int]) -> None:
        """Compares the work of others."""
        self.whom, self._drawn = tuple(whom), None
        self.reload()

    def draw(self, first: int, second: int | None) -> None:
        """Draws the lines of these two annotators in the text."""
        self._drawn = (first, second)
        self._show()
        self.changed.emit()

    # What is focused

    @property
    def focused(self) -> Difference | None:
        """The difference that the keys decide about."""
        found = self.review.differences if self.review else ()
        return next((one for one in found if one.key == self._key), None)

    @property
    def place(self) -> int:
        """Which difference has the focus, from 1; 0 for none."""
        found = self.review.differences if self.review else ()
        return next((n for n, one in enumerate(found, 1) if one.key == self._key), 0)

    @property
    def can_take_all(self) -> bool:
        """Whether what all have at the focused difference can be gold together."""
        found, project = self.focused, self.project
        if found is None or project is None or found.aspect not in _TOGETHER:
            return False
        marked = {(v.spans[0].start, v.spans[0].end) for v in found.versions if v.spans}
        overlaps = any(end > start for (_, end), (start, _) in pairwise(sorted(marked)))
        exclusive = not project.scheme.layer(found.layer).allows_overlap
        labels = {version.value for version in found.versions if version.value}
        return len(labels) > 1 and not (exclusive and (overlaps or len(marked) < len(labels)))

    @property
    def proposed(self) -> int | None:
        """Whose version most annotators have at the focused difference (id); None without a majority."""
        found = self.focused
        version = proposal(found, Policy.MAJORITY) if found is not None else None
        return version.annotator_id if version is not None else None

    def focus(self, key: str) -> None:
        """Focuses a difference and brings it into the middle of the page."""
        self._key = key
        self._show()
        mark = self.view.review.mark
        if mark is not None:
            self.view.reveal_mark(mark)
        self.focus_changed.emit()

    def next_open(self, step: int = 1) -> None:
        """Focuses the next difference to be decided; when none is left, the next of all."""
        if self.review is None:
            return
        self._step(self.review.open or self.review.differences, step)

    def next_any(self, step: int = 1) -> None:
        """Focuses the next difference, decided or not."""
        if self.review is not None:
            self._step(self.review.differences, step)

    def go_on(self) -> None:
        """From a difference that is decided to the next that is open; an open one keeps the focus."""
        found, review = self.focused, self.review
        if found is not None and review is not None:
            if review.decision(found) is not None:
                self._go_on(found)
            else:
                self.focus(found.key)

    # Deciding

    def take(self, place: int) -> None:
        """Takes the version of the annotator at a place, 0 being the first."""
        review = self.review
        if review is None:
            return
        if place >= len(review.annotators):
            self.message.emit(f"There is no annotator {place + 1} here.")
        else:
            self.decide(Choice.TAKE, (review.annotators[place].id,))

    def take_both(self) -> None:
        """Takes what all annotators have there."""
        if self.review is not None:
            self.decide(Choice.TAKE, tuple(who.id for who in self.review.annotators))

    def take_proposed(self) -> None:
        """Takes what the vote proposes."""
        if self.proposed is None:
            self.message.emit("No majority has the same here.")
        else:
            self.decide(Choice.TAKE, (self.proposed,))

    def decide(self, choice: Choice, taken: tuple[int, ...] = ()) -> None:
        """Decides the focused difference and goes on to the next that is open."""
        found, review = self.focused, self.review
        if found is None or review is None:
            self.message.emit(_NOTHING)
            return
        if choice is Choice.KEEP and not any(version.of_gold for version in found.versions):
            self.message.emit("Gold has nothing here to keep.")
            return
        edit = Decide(review.article.id, (found.key,), choice, taken, self.whom)
        if self.apply(edit) and choice is not Choice.UNDECIDED:
            self._last = found.key
            self._go_on(found)

    def decide_alike(self) -> None:
        """Decides every open difference of one kind as the focused or the last one was, in one step."""
        found, review = self._example(), self.review
        if review is None or found is None:
            return
        choice, taken = self._pattern(review, found)
        if choice is None:
            self.message.emit("Decide one first; then all of its kind can follow it.")
            return
        alike = tuple(one.key for one in review.open if one.types == found.types)
        if not alike:
            self.message.emit(f"No other {found.name} difference is open.")
        elif self.apply(Decide(review.article.id, alike, choice, taken, self.whom)):
            many = "1 difference was" if len(alike) == 1 else f"{len(alike)} differences were"
            self._go_on(found)
            self.message.emit(f"{many} decided the same way.")

    def vote(self, policy: Policy) -> None:
        """Decides what a vote can decide, in one step."""
        review = self.review
        if review is None:
            return
        before = len(review.open)
        if self.apply(Vote(review.article.id, policy, None, self.whom)):
            left = len(self.review.open) if self.review else 0
            self.message.emit(f"{before - left} decided, {left} left to decide.")
            self._focus_first()
            self.focus_changed.emit()

    def give_reason(self, reason: str, error_type: ErrorType | None) -> None:
        """Says why the focused difference was decided so."""
        found, review = self.focused, self.review
        if found is not None and review is not None:
            self.apply(GiveReason(review.article.id, (found.key,), reason, error_type, self.whom))

    def write_note(self, text: str) -> bool:
        """Writes a note on the article; whether it was stored."""
        return self.review is not None and self.apply(AddNote(self.review.article.id, text))

    def sign_off(self) -> bool:
        """Signs the article's gold off; else goes to what is still open, and says so."""
        review = self.review
        if review is None:
            return False
        if self.apply(SignOff(review.article.id, self.whom)):
            return True
        self._focus_first()
        self.focus_changed.emit()
        return False

    def reopen(self) -> None:
        """Takes the sign-off back."""
        if self.review is not None:
            self.apply(Reopen(self.review.article.id))

    # Within

    def _read(self) -> None:
        assert self.project is not None
        assert self.article_id is not None
        try:
            self.refusal = self.project.may_review(self.article_id)
            self.review = None if self.refusal else self.project.review(self.article_id, self.whom)
        except AnnotatorError as error:
            self.review, self.refusal = None, str(error)

    def _set_text(self) -> None:
        """Puts the article under review on the page, or says why it is not there."""
        if self.project is None:
            return
        article = self.review.article if self.review else None
        tokens = self.project.tokens(article.id) if article else self.view.page.tokens
        self.view.set_article(article, self.project.scheme, tokens)

    def apply(self, edit: Edit) -> bool:
        """Makes an edit of this article's review; what goes wrong is said in a sentence."""
        if self.project is None:
            return False
        self._applying = True
        try:
            self.project.apply(edit)
        except StoreError as error:
            (self.message if self.project.read_only else self.not_saved).emit(str(error))
            return False
        except AnnotatorError as error:
            self.message.emit(str(error))
            return False
        finally:
            self._applying = False
            self.reload()
        return True

    def _watched(self, change: Change) -> None:
        """Undo, another page or another window's work: what is shown follows."""
        here = self.article_id
        if self._applying or here is None or not change.touches(here):
            return
        before = {one.key for one in self.review.open} if self.review else set()
        self.reload()
        review = self.review
        if review is None:
            return
        turned = before ^ {one.key for one in review.open}
        touched = [one for one in review.differences if one.key in turned]
        if touched:
            self.focus(touched[0].key)

    def _example(self) -> Difference | None:
        """The focused difference; while it is open the one decided last, if that is of the same kind."""
        found, review = self.focused, self.review
        if found is None or review is None or review.decision(found) is not None:
            return found
        last = next((one for one in review.differences if one.key == self._last), None)
        return last if last is not None and last.types == found.types else found

    def _pattern(self, review: Review, found: Difference) -> tuple[Choice | None, tuple[int, ...]]:
        """What others of its kind can follow: the decision made, else what the vote proposes."""
        made = review.decision(found)
        if made is not None and made.choice in (Choice.TAKE, Choice.NEITHER):
            return made.choice, made.taken
        proposed = self.proposed if made is None else None
        return (Choice.TAKE, (proposed,)) if proposed is not None else (None, ())

    def _focus_first(self) -> None:
        found = (self.review.open or self.review.differences) if self.review else ()
        self._key = found[0].key if found else None
        self._show()
        mark = self.view.review.mark
        if mark is not None:
            self.view.reveal_mark(mark)

    def _go_on(self, found: Difference) -> None:
        """To the next open difference behind one; when none is left the focus stays."""
        left = self.review.open if self.review else ()
        if not left:
            self.message.emit("Everything is decided; sign it off as gold.")
            self.focus(found.key)
            return
        behind = [one for one in left if (one.start, one.end, one.key) > _order(found)]
        self.focus((behind or list(left))[0].key)

    def _step(self, among: Sequence[Difference], step: int) -> None:
        if not among:
            self.message.emit(_NOTHING)
            return
        now = self.focused
        keys = [one.key for one in among]
        if now is not None and now.key in keys:
            place = (keys.index(now.key) + step) % len(keys)
        else:
            here = _order(now) if now is not None else (-1, 0, "")
            place = sum(1 for one in among if _order(one) < here)
            place = (place if step > 0 else place - 1) % len(keys)
        self.focus(keys[place])

    @property
    def drawn(self) -> Drawn:
        """Whose lines are drawn above and below the words."""
        ids = [who.id for who in self.review.annotators] if self.review else []
        if self._drawn is not None and set(self._drawn) - {None} <= set(ids):
            return self._drawn
        return (ids[0] if ids else None, ids[1] if len(ids) > 1 else None)

    def _show(self) -> None:
        review = self.review
        self.view.show_sentence(self.refusal)
        if review is None:
            self.view.show_review(ReviewMarks())
            return
        self.view.show_line(gold_words(review))
        before = self.view.review
        marks = tuple(
            ReviewMark(found, review.decision(found) is not None) for found in review.differences
        )
        order = tuple(who.id for who in review.annotators)
        shown = ReviewMarks(review.agreed, marks, self._key, self.drawn, order)
        if before.differences == marks and before.agreed is review.agreed:
            shown = replace(before, focused=self._key, drawn=self.drawn, order=order)
        self.view.show_review(shown)


def _order(found: Difference) -> tuple[int, int, str]:
    return (found.start, found.end, found.key)
