"""Labelling gold oneself: the labelling page is lent to gold until Enter keeps it or Esc takes it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core.change import Change
from annotator.core.errors import AnnotatorError
from annotator.gui.desk_page import DeskPage
from annotator.gui.workbench import Workbench
from annotator.project.edits import BeginGold, EndOwn
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.review.controller import ReviewController

_KEPT = "Gold is as you labelled it."
_LEFT = "What was labelled was taken back; the difference is open."


class OwnMode(QObject):
    """At most one at a time; `ended` gives a sentence about how."""

    ended = Signal(str)

    def __init__(self, workbench: Workbench, desk: DeskPage) -> None:
        super().__init__(desk)
        self._workbench, self._desk = workbench, desk
        self._project: Project | None = None
        self._review: ReviewController | None = None
        self._steps = 0
        self._unwatch: Callable[[], None] = lambda: None

    @property
    def active(self) -> bool:
        """Whether gold is being labelled."""
        return self._project is not None

    def begin(self, review: "ReviewController") -> bool:
        """Opens the labelling page on gold, at the focused difference; whether that could be done."""
        project, shown = review.project, review.review
        if project is None or shown is None:
            return False
        found, article_id, place = review.focused, shown.article.id, review.place
        self._steps = 0
        self._project, self._review = project, review
        self._unwatch = project.watch(self._count)
        if not shown.begun and not review.apply(BeginGold(article_id, review.whom)):
            self._forget()
            return False
        try:
            project.label_gold()
        except AnnotatorError as error:
            review.message.emit(str(error))
            self._forget()
            return False
        self._desk.controller.open(project, article_id, found.start if found else 0)
        self._desk.show_panes(
            self._desk.left.currentWidget(),
            self._desk.page,
            self._desk.inspector,
            self._desk.labels,
        )
        where = f"difference {place} of {len(shown.differences)}" if found else "the article"
        self._desk.labels.show_mode(f"Labelling gold: {where} · Enter ends it · Esc leaves it")
        self._desk.view.setFocus()
        return True

    def keep(self) -> None:
        """Decides as gold stands now."""
        review = self._review
        if review is None or review.review is None:
            return
        found, article_id = review.focused, review.review.article.id
        self._end()
        if review.apply(EndOwn(article_id, found.key if found else "", review.whom)):
            self.ended.emit(_KEPT)
        else:
            self.ended.emit("")

    def leave(self) -> None:
        """Takes back what was done in this mode."""
        project, steps = self._project, self._steps
        if project is None:
            return
        self._end()
        try:
            for _ in range(steps):
                project.undo()
        except AnnotatorError as error:
            self.ended.emit(str(error))
        else:
            self.ended.emit(_LEFT)

    def undo(self) -> None:
        """Takes the last step of this mode back, and no step before it."""
        if self._steps <= 0:
            self._workbench.said.emit("Nothing was done in this mode yet; Esc leaves it.")
            return
        self._workbench.undo()
        # The undoing was itself counted as a step.
        self._steps -= 2

    def _count(self, _change: Change) -> None:
        self._steps += 1

    def _end(self) -> None:
        project = self._project
        self._forget()
        if project is not None:
            project.label_mine()
            opened = self._workbench.article_id
            if opened is not None:
                self._desk.controller.open(project, opened)
            else:
                self._desk.controller.close()
        self._desk.labels.show_mode("")

    def _forget(self) -> None:
        self._unwatch()
        self._unwatch = lambda: None
        self._project = self._review = None
