"""Labelling gold oneself: the labelling page is lent to gold until Enter keeps it or Esc takes it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.gui.desk_page import DeskPage
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.review.controller import ReviewController

_KEPT = "Gold is as you labelled it."
_LEFT = "What was labelled was taken back; the difference is open."


class OwnMode(QObject):
    """At most one at a time; `ended` gives a sentence about how.

    `_before` and `_begun` are the moments of the history before and after gold was begun.
    """

    ended = Signal(str)

    def __init__(self, workbench: Workbench, desk: DeskPage) -> None:
        super().__init__(desk)
        self._workbench, self._desk = workbench, desk
        self._project: Project | None = None
        self._review: ReviewController | None = None
        self._before = self._begun = 0
        workbench.leaving.connect(self.leave)

    @property
    def active(self) -> bool:
        """Whether gold is being labelled."""
        return self._project is not None

    def begin(self, review: "ReviewController") -> bool:
        """Opens the labelling page on gold, at the focused difference; whether that could be done."""
        from annotator.project.edits import BeginGold

        project, shown = review.project, review.review
        if project is None or shown is None:
            return False
        found, place = review.focused, review.place
        self._before = project.moment
        if not shown.begun and not review.apply(BeginGold(shown.article.id, review.whom)):
            return False
        try:
            project.label_gold()
        except AnnotatorError as error:
            review.message.emit(str(error))
            return False
        self._project, self._review, self._begun = project, review, project.moment
        where = f"difference {place} of {len(shown.differences)}" if found else "the article"
        self._show(project, shown.article.id, where)
        if found is not None and found.end > found.start:
            self._desk.controller.go_to(found.start, found.end)
        return True

    def keep(self) -> None:
        """Decides as gold stands now."""
        from annotator.project.edits import EndOwn

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
        project = self._project
        if project is None:
            return
        self._end()
        try:
            for _ in project.steps_since(self._before):
                project.undo()
        except AnnotatorError as error:
            self.ended.emit(str(error))
        else:
            self.ended.emit(_LEFT)

    def undo(self) -> None:
        """Takes the last step of this mode back, and no step before it."""
        if self._project is not None and self._project.steps_since(self._begun):
            self._workbench.undo()
        else:
            self._workbench.said.emit("Nothing was done in this mode yet; Esc leaves it.")

    def _show(self, project: Project, article_id: int, where: str) -> None:
        desk = self._desk
        desk.controller.open(project, article_id)
        desk.show_panes(None, desk.page, desk.inspector, desk.labels)
        desk.labels.show_standing(f"Labelling gold: {where} · Enter ends it · Esc leaves it")
        desk.view.setFocus()

    def _end(self) -> None:
        project, self._project, self._review = self._project, None, None
        self._desk.labels.show_standing("")
        if project is not None:
            project.label_mine()
            opened = self._workbench.article_id
            if opened is not None:
                self._desk.controller.open(project, opened)
            else:
                self._desk.controller.close()
