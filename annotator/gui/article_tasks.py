"""What the commands on articles do: done, skip, flag, details, and what is done with several at once."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from annotator.core.annotation import Status
from annotator.gui.notices import Notice
from annotator.gui.workbench import Workbench
from annotator.project.edits import EditMetadata, RemoveArticles, SetFlag
from annotator.project.edits.statuses import SetStatuses


class ArticleTasks:
    """Asks where a command needs an answer, and makes one edit of it."""

    def __init__(
        self,
        window: QWidget,
        workbench: Workbench,
        notice: Notice,
        chosen: Callable[[], tuple[int, ...]],
    ) -> None:
        self._window, self._workbench, self._notice = window, workbench, notice
        self._chosen = chosen

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "article.next": lambda: self._workbench.open_neighbour(1),
            "article.previous": lambda: self._workbench.open_neighbour(-1),
            "article.done": self.done,
            "article.skip": lambda: self._finish_chosen(Status.SKIPPED),
            "article.todo": lambda: self._set_statuses(Status.TODO),
            "article.flag": self.flag,
            "article.details": self.edit_details,
            "article.remove": self.remove,
        }

    @property
    def chosen(self) -> tuple[int, ...]:
        """The articles chosen in the queue, the open one when there is none."""
        opened = self._workbench.article_id
        several = self._chosen()
        if len(several) > 1 or opened is None:
            return several
        return (opened,)

    def done(self) -> None:
        """Mark as done and go on; suggestions left go the way the project's setting says."""
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is None or article_id is None:
            return
        if len(self.chosen) > 1:
            self._set_statuses(Status.DONE)
            return
        left = project.pending_count(article_id)
        policy = project.settings.done_policy
        if policy == "ask" and left:
            self._ask_about(left)
        else:
            self._workbench.finish(Status.DONE, accept=policy == "accept")

    def flag(self) -> None:
        """Flag the open article with a note, or take its flag away."""
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is None or article_id is None:
            return
        if project.article(article_id).flag is not None:
            self._workbench.apply(SetFlag(article_id, None))
            return
        from annotator.gui.dialogs.line import flag_form

        form = flag_form(self._window, "")
        form.given.connect(lambda note: self._workbench.apply(SetFlag(article_id, note)))
        form.open()

    def edit_details(self) -> None:
        """Edit what is known about the open article."""
        from annotator.gui.dialogs.details import DetailsForm

        project, article_id = self._workbench.project, self._workbench.article_id
        if project is not None and article_id is not None:
            metadata = project.article(article_id).metadata
            DetailsForm(
                self._window, metadata, lambda m: project.apply(EditMetadata(article_id, m))
            ).open()

    def remove(self) -> None:
        """Take the chosen articles out of the project; undo brings them back."""
        chosen = self.chosen
        change = self._workbench.apply(RemoveArticles(chosen)) if chosen else None
        if change is not None:
            what = "The article is" if len(chosen) == 1 else f"{len(chosen)} articles are"
            self._notice.say(
                f"{what} out of the project, with everything marked in them kept for undo.",
                ("Undo", self._workbench.undo),
            )

    def _finish_chosen(self, status: Status) -> None:
        if len(self.chosen) > 1:
            self._set_statuses(status)
        else:
            self._workbench.finish(status)

    def _set_statuses(self, status: Status) -> None:
        if self.chosen:
            self._workbench.apply(SetStatuses(self.chosen, status))

    def _ask_about(self, left: int) -> None:
        finish = self._workbench.finish
        these = "1 suggestion is" if left == 1 else f"{left} suggestions are"
        self._notice.ask(
            f"{these} left in this article.",
            ("Accept and finish", lambda: finish(Status.DONE, accept=True)),
            ("Leave out and finish", lambda: finish(Status.DONE)),
        )
