"""What the commands of review do: the page and its panes are made when it is first opened."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.core.change import Change
from annotator.core.decision import Choice
from annotator.gui.desk_page import DeskPage
from annotator.gui.keymap import Keymap
from annotator.gui.review.own import OwnMode
from annotator.gui.theme import Theme
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.review.page import ReviewPage
    from annotator.gui.window import MainWindow

_MOST = 8
# What acts on the article under review; whatever else acts on articles is for labelling.
_ON_ARTICLES = ("article.done", "article.next", "article.previous")
# While gold is labelled by hand nothing may lead away but Enter, Esc and closing.
_WHILE_LABELLING = (
    "page.", "label.", "arm.", "quote.", "move.", "extend.", "edit.undo", "edit.redo", "edit.copy", "help.",
    "app.", "view.page", "view.zoom", "view.theme", "view.commands", "view.next_pane", "view.previous_pane",
    "view.inspector", "project.close", "review.leave",
)  # fmt: skip


class ReviewTasks(QObject):
    """Opens the page of review, walks its queue, and lends the labelling page to whoever labels gold."""

    def __init__(self, window: "MainWindow", workbench: Workbench, desk: DeskPage) -> None:
        super().__init__(window)
        self._window, self._workbench, self._desk = window, workbench, desk
        self._page: ReviewPage | None = None
        self.own = OwnMode(workbench, desk)
        self.page_shown: Callable[[str], None] = lambda _name: None
        self.own.ended.connect(self._back_from_own)
        workbench.reloaded.connect(self._reloaded)
        workbench.changed.connect(self._changed)
        workbench.stepped.connect(self._stepped)

    @property
    def page(self) -> "ReviewPage":
        """The view, the queue, the panel and the bar of review."""
        if self._page is None:
            from annotator.gui.review.page import ReviewPage

            self._page = ReviewPage(self._window, self._desk)
            self._page.opened.connect(self.open_article)
            self._page.queue.query_changed.connect(self._list)
            self._page.controller.message.connect(self._window.status.say)
            self._page.controller.not_saved.connect(self._workbench.refuse)
            self._page.controller.changed.connect(self._name_takes)
            self._page.controller.changed.connect(self.show_state)
            self._page.controller.focus_changed.connect(self.show_state)
            self._page.set_project(self._workbench.project)
        return self._page

    @property
    def shown(self) -> bool:
        """Whether the page of review is open, or gold is being labelled from it."""
        page = self._page
        return page is not None and (
            self.own.active or self._desk.pages.currentWidget() is page.view
        )

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "review.open": self.open,
            "review.leave": self.leave,
            "review.next": lambda: self.page.controller.next_open(1),
            "review.previous": lambda: self.page.controller.next_open(-1),
            "review.next_any": lambda: self.page.controller.next_any(1),
            "review.previous_any": lambda: self.page.controller.next_any(-1),
            **{f"review.take_{n}": partial(self._take, n - 1) for n in range(1, _MOST + 1)},
            "review.proposed": self._ask("take_proposed"),
            "review.both": self._ask("take_both"),
            "review.neither": lambda: self.page.controller.decide(Choice.NEITHER),
            "review.keep": lambda: self.page.controller.decide(Choice.KEEP),
            "review.undecided": lambda: self.page.controller.decide(Choice.UNDECIDED),
            "review.own": self.label_own,
            "review.reason": self._ask_reason,
            "review.note": self._begin_note,
            "review.alike": self._ask("decide_alike"),
            "review.unanimous": partial(self._vote, "unanimous"),
            "review.majority": partial(self._vote, "majority"),
            "review.who": self._choose_whom,
            "review.reopen": self._ask("reopen"),
        }

    # Opening and leaving

    def open(self) -> None:
        """Show the page of review on the article that needs it most."""
        if self._workbench.project is None or self.own.active:
            return
        page = self.page
        self._workbench.put_aside()
        page.show()
        self.page_shown("Review")
        self._window.top.show_pair(page.pills)
        self._window.commands.name("article.done", "Sign off as gold, next article")
        page.list_articles()
        if page.controller.article_id is None:
            self.open_article(page.first())
        else:
            page.controller.reload()
            self._enable()
        page.view.setFocus()

    def leave(self) -> None:
        """Back to labelling."""
        if self.own.active:
            self.own.leave()
        if not self.shown:
            return
        self._workbench.take_up()
        self._enable_labelling()
        self._window.top.show_pair(None)
        self._window.commands.name("article.done", "Done, next article")
        self._desk.show_panes(
            self._desk.queue, self._desk.page, self._desk.inspector, self._desk.labels
        )
        self.page_shown("Label")
        self._desk.view.setFocus()

    def open_article(self, article_id: int | None) -> None:
        """Show an article under review, or say that there is none."""
        project, page = self._workbench.project, self.page
        if self.own.active:
            self.own.leave()
        if project is None:
            return
        if article_id is None:
            page.controller.close()
            page.view.show_sentence(page.nothing())
        else:
            page.controller.open(project, article_id)
        page.queue.list.show_current(article_id)
        self._enable()
        page.view.setFocus()

    def open_sort(self) -> None:
        """Drop the orders of the queue of review down."""
        self.page.queue.open_orders()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the articles chosen in the queue of review."""
        return self.page.queue.list.chosen

    def step(self, by: int) -> None:
        """Show the next article of the queue of review, or the one before."""
        found = self.page.neighbour(by)
        if found is None:
            self._window.status.say(
                f"This is the {'last' if by > 0 else 'first'} article of the list."
            )
        else:
            self.open_article(found)

    def sign_off(self) -> None:
        """Sign the article off as gold and go on to the next that is left."""
        page = self.page
        review = page.controller.review
        if review is None:
            return
        following = page.neighbour(1) or page.neighbour(-1)
        if not page.controller.sign_off():
            return
        page.list_articles()
        title = review.article.title or "The article"
        left = [n for n in page.queue.model.ids if n != review.article.id]
        done = "" if left else " Nothing is left to review."
        self._window.status.say(f"“{title}” is signed off as gold.{done}")
        if following in left:
            self.open_article(following)
        elif left:
            self.open_article(left[0])

    # Labelling gold oneself

    def label_own(self) -> None:
        """Label gold by hand on the labelling page, from the focused difference on."""
        controller = self.page.controller
        if controller.review is not None and self.own.begin(controller):
            self._enable()
            self.page_shown("Label")
            self._window.studio.shown.show_place(self._desk.controller.focused)

    def _back_from_own(self, sentence: str) -> None:
        page = self.page
        page.show()
        self.page_shown("Review")
        page.controller.reload()
        page.controller.go_on()
        self._enable()
        self._window.status.say(sentence)
        page.view.setFocus()

    # What happens elsewhere

    def set_project(self, project: Project | None) -> None:
        """Review another project; None for none."""
        if self._page is not None:
            self._page.set_project(project)
            self.leave()

    def show_look(self, theme: Theme, keymap: Keymap) -> None:
        """Use other colours and keys."""
        if self._page is not None:
            self._page.set_look(theme, keymap)

    def _reloaded(self) -> None:
        if self._page is not None and self.shown and not self.own.active:
            self._list()
            self._page.controller.reload()
            self._enable()

    def _list(self, _query: object = None) -> None:
        """List the articles anew; where none was there to open, the first is opened."""
        page = self.page
        page.list_articles()
        if page.controller.article_id is None:
            self.open_article(page.first())

    def _changed(self, change: Change) -> None:
        """Something was written: the rows it touches follow."""
        if self._page is not None and self.shown and not self.own.active:
            self._page.refresh_rows(change.article_ids)

    def _stepped(self, change: Change) -> None:
        """Undo or redo touched another article: it is shown."""
        if self._page is None or not self.shown or self.own.active:
            return
        self._page.list_articles()
        opened = self._page.controller.article_id
        touched = [n for n in change.article_ids if n in self._page.queue.model.ids]
        if touched and opened not in change.article_ids:
            self.open_article(touched[0])

    def _take(self, place: int) -> None:
        self.page.controller.take(place)

    def _vote(self, policy: str) -> None:
        from annotator.adjudication.voting import Policy

        self.page.controller.vote(Policy(policy))

    def _ask(self, name: str) -> Callable[[], object]:
        """A call of the controller, which is not there before the page is first opened."""
        call = methodcaller(name)
        return lambda: call(self.page.controller)

    def _ask_reason(self) -> None:
        self.page.ask_reason()

    def _begin_note(self) -> None:
        self.page.panel.begin_note()

    def _choose_whom(self) -> None:
        self.page.choose_whom()

    def _enable(self) -> None:
        """In review the commands on articles act on the article under review, or not at all."""
        page, commands, own = self.page, self._window.commands, self.own.active
        under = page.controller.review is not None and not own
        commands.enable(project=True, article=own, review=under)
        commands.switch("article.done", on=under)
        commands.switch("view.filter", on=False)
        for name in commands.ids:
            elsewhere = name.startswith("article.") and name not in _ON_ARTICLES
            if elsewhere or (own and not name.startswith(_WHILE_LABELLING)):
                commands.switch(name, on=False)
        self._name_takes()

    def _enable_labelling(self) -> None:
        opened = self._workbench.article_id is not None
        self._window.commands.enable(project=self._workbench.project is not None, article=opened)

    def _name_takes(self) -> None:
        """Name the commands that take an annotator’s version, as many as there are annotators."""
        review, commands = self.page.controller.review, self._window.commands
        names = [who.name for who in review.annotators] if review and not self.own.active else []
        for n in range(1, _MOST + 1):
            there = n <= len(names)
            commands.name(f"review.take_{n}", f"Take {names[n - 1] if there else f'annotator {n}'}")
            commands.switch(f"review.take_{n}", on=there and self.shown)

    def show_state(self) -> None:
        """Say in the status bar where one is in review."""
        if self._page is None or not self.shown or self.own.active:
            return
        controller, status = self._page.controller, self._window.status
        review = controller.review
        if review is None:
            status.show_place("")
            status.show_counts(controller.refusal)
            return
        many = len(review.differences)
        status.show_place(f"difference {controller.place} of {many}" if many else "no differences")
        from annotator.gui.review.words import gold_words

        status.show_counts(gold_words(review))
