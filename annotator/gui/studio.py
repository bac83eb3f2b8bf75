"""Everything that works on an open project, made once and connected: it decides nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from annotator.core.change import Change
from annotator.gui import remembered
from annotator.gui.agreement.tasks import NAME as AGREEMENT
from annotator.gui.agreement.tasks import AgreementTasks
from annotator.gui.article_tasks import ArticleTasks
from annotator.gui.bindings import page_handlers
from annotator.gui.consistency.tasks import NAME as CONSISTENCY
from annotator.gui.consistency.tasks import ConsistencyTasks
from annotator.gui.desk_page import DeskPage
from annotator.gui.dialogs.settings import Choices
from annotator.gui.display_tasks import DisplayTasks
from annotator.gui.jobs import Jobs
from annotator.gui.keymap import Keymap
from annotator.gui.name_tasks import NameTasks
from annotator.gui.page_menu import page_menu
from annotator.gui.place_tasks import PlaceTasks
from annotator.gui.prelabelling_tasks import PrelabellingTasks
from annotator.gui.project_tasks import ProjectTasks
from annotator.gui.review.tasks import ReviewTasks
from annotator.gui.theme import Theme
from annotator.gui.transfer_tasks import TransferTasks
from annotator.gui.view_tasks import ViewTasks
from annotator.gui.work_tasks import WorkTasks
from annotator.gui.workbench import Workbench
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow


class Studio(QObject):
    """The desk, the workbench behind it, and the tasks that the commands call."""

    def __init__(self, window: "MainWindow", *, prelabels: bool = True) -> None:
        super().__init__(window)
        self.window = window
        self.workbench, self.jobs = Workbench(self), Jobs(self)
        self.desk = DeskPage(window.theme, window.commands.keymap)
        window.stack.addWidget(self.desk)
        remembered.restore(window, self.desk.splitter, window.user)
        window.commands.listen_on(self.desk.view)
        self._make_tasks(window.commands.keymap, prelabels=prelabels)
        window.commands.bind(self._handlers())
        self._connect_workbench()
        self._connect_desk()
        self._connect_jobs()
        self.show_keys(window.commands.keymap)

    # What the window asks for

    def show_keys(self, keymap: Keymap) -> None:
        """Show the keys as they are set."""
        self.desk.inspector.set_keymap(keymap)
        self.places.show_look(self.window.theme, keymap)
        self.review.show_look(self.window.theme, keymap)
        self.consistency.show_look(self.window.theme, keymap)
        self.shown.show_labels()

    def show_theme(self, theme: Theme) -> None:
        """Show everything in a theme's colours."""
        self.desk.show_theme(theme)
        self.places.show_look(theme, self.window.commands.keymap)
        self.review.show_look(theme, self.window.commands.keymap)
        self.work.show_look(theme)
        self.agreement.show_look(theme)
        self.consistency.show_look(theme, self.window.commands.keymap)
        self.shown.show_labels()

    def settings_of(self, choices: Choices) -> Choices:
        """These choices with those of the open project."""
        project = self.workbench.project
        if project is None:
            return choices
        own = project.settings
        return replace(
            choices,
            annotator=project.annotator.name,
            done_policy=own.done_policy,
            blind=own.blind,
            model=own.model,
        )

    def use_choices(self, choices: Choices) -> None:
        """Keep what was chosen in the settings and show it."""
        self.views.set_zoom(choices.zoom)
        self.projects.use(choices.annotator)
        self.projects.set_project_choices(choices)
        self.prelabelling.restart_if(choices.model)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window: open a project, merge bundles, or import into the open one."""
        self.review.own.leave()
        bundles = [path for path in paths if path.suffix.casefold() == ".bundle"]
        if bundles:
            self.work.merge(bundles)
        paths = [path for path in paths if path not in bundles]
        if not paths:
            return
        if len(paths) == 1 and paths[0].suffix == ".db":
            self.projects.open(paths[0])
        elif self.workbench.project is None:
            self.projects.new_with(lambda: self.transfers.look_at(paths))
        else:
            self.transfers.look_at(paths)

    def close(self) -> None:
        """Keep where one was, end what is running, close the project."""
        remembered.keep(self.window, self.desk.splitter, self.window.user)
        self.workbench.close()
        self.prelabelling.end()
        self.jobs.stop()

    # Within

    def _make_tasks(self, keymap: Keymap, *, prelabels: bool) -> None:
        window, bench, desk = self.window, self.workbench, self.desk
        self.shown = DisplayTasks(window, bench, desk)
        self.projects = ProjectTasks(window, bench, self.jobs, window.told, window.user)
        self.articles = ArticleTasks(window, bench, window.notice, lambda: desk.queue.list.chosen)
        self.transfers = TransferTasks(window, bench, self.projects, window.notice)
        self.transfers.chosen = lambda: self.articles.chosen
        self.places = PlaceTasks(desk, bench, window.status, window.theme, keymap)
        self.places.page_shown = self._page_shown
        self.names = NameTasks(window, bench)
        self.names.place_of = desk.place_of
        self.review = ReviewTasks(window, bench, desk)
        self.review.page_shown = self._page_shown
        self.places.leaving = self.review.leave
        self.agreement = AgreementTasks(window, bench, desk, self.jobs, self.places)
        self.agreement.page_shown = self._page_shown
        self.agreement.leaving = self.review.leave
        self.consistency = ConsistencyTasks(window, bench, desk, self.jobs, self.places)
        self.consistency.page_shown = self._page_shown
        self.consistency.leaving = self.review.leave
        self.work = WorkTasks(window, bench, desk, self.projects, self._chosen)
        self.views = ViewTasks(window, desk, bench, window.top, window.user)
        self.prelabelling = PrelabellingTasks(bench, active=prelabels)
        self.projects.fill = {
            "folder": self.transfers.ask_folder,
            "files": self.transfers.ask_files,
            "clipboard": self.transfers.import_clipboard,
        }

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        bench, desk = self.workbench, self.desk
        return {
            **page_handlers(
                desk.controller, lambda: bench.project.scheme if bench.project else None
            ),
            **self.projects.handlers(),
            **self.articles.handlers(),
            **self.transfers.handlers(),
            **self.places.handlers(),
            **self.views.handlers(),
            **self.review.handlers(),
            **self.work.handlers(),
            **self.agreement.handlers(),
            **self.consistency.handlers(),
            "review.feedback": self._open_feedback,
            "edit.undo": self._undo,
            "edit.redo": bench.redo,
            "page.accept": self._accept,
            "article.next": lambda: self._step_article(1),
            "article.previous": lambda: self._step_article(-1),
            "article.done": self._finish_article,
            "view.sort": self._open_sort,
            "page.note": desk.inspector.write_note,
            "view.page": self._escape,
            "project.annotator": self._open_annotators,
            "project.scheme": self._open_scheme,
            "article.prelabel": self._prelabel_chosen,
        }

    def _connect_workbench(self) -> None:
        bench, status = self.workbench, self.window.status
        bench.project_opened.connect(self._project_opened)
        bench.closing.connect(self._closing)
        bench.project_closed.connect(self._project_closed)
        bench.article_opened.connect(self._article_opened)
        bench.listed.connect(self.shown.show_list)
        bench.reloaded.connect(self._reloaded)
        bench.changed.connect(self._changed)
        bench.saved.connect(status.show_saved)
        bench.not_saved.connect(status.show_not_saved)
        bench.said.connect(status.say)

    def _connect_desk(self) -> None:
        desk, window = self.desk, self.window
        desk.queue.opened.connect(self._open_from_queue)
        desk.queue.query_changed.connect(self.workbench.list_articles)
        desk.queue.command_chosen.connect(window.commands.run)
        desk.queue.menu_wished.connect(self._open_queue_menu)
        desk.labels.label_chosen.connect(self._label)
        desk.labels.label_armed.connect(desk.controller.arm)
        desk.controller.focus_changed.connect(self.shown.show_place)
        desk.controller.mode_changed.connect(self.shown.show_mode)
        desk.controller.proposed_changed.connect(self.shown.show_proposed)
        desk.controller.who_requested.connect(self.names.ask)
        desk.controller.message.connect(window.status.say)
        desk.controller.not_saved.connect(self.workbench.refuse)
        desk.controller.menu_requested.connect(self._open_page_menu)
        desk.view.zoom_requested.connect(self.views.step_zoom)
        desk.view.clicked.connect(lambda *_: self.workbench.stopwatch.mark())
        desk.view.verticalScrollBar().valueChanged.connect(
            lambda _v: self.workbench.stopwatch.mark()
        )
        desk.inspector.message.connect(window.status.say)
        desk.inspector.name_wanted.connect(self.names.ask)
        desk.inspector.rename_wanted.connect(self.names.rename)
        desk.inspector.occurrences_wanted.connect(self.places.open_occurrences)
        desk.inspector.details_wanted.connect(self.articles.edit_details)
        window.commands.ran.connect(lambda _name: self.workbench.stopwatch.mark())
        window.top.page_chosen.connect(self._show_page)

    def _connect_jobs(self) -> None:
        strip, ahead = self.window.strip, self.prelabelling
        self.jobs.progressed.connect(strip.advance)
        self.jobs.ended.connect(strip.end)
        self.jobs.failed.connect(self.window.notice.say)
        strip.cancelled.connect(self.jobs.cancel)
        ahead.state_changed.connect(self.window.status.show_model)
        ahead.said.connect(self.window.notice.say)
        ahead.busy_changed.connect(self.desk.queue.model.show_busy)

    def _project_opened(self, project: Project) -> None:
        window = self.window
        window.stack.setCurrentWidget(self.desk)
        window.setWindowTitle(f"{project.name} – Annotator")
        window.status.show()
        self.desk.inspector.set_project(project, self.desk.controller)
        self.places.show_project(project)
        self.review.set_project(project)
        self.work.show_project(project)
        self.agreement.show_project(project)
        self.consistency.show_project(project)
        window.commands.enable(project=True, article=False)
        self.shown.show_project()
        self.prelabelling.begin(window.wished_model)

    def _closing(self, project: Project, article_id: int | None) -> None:
        self.review.leave()
        if article_id is not None:
            cursor = self.desk.controller.cursor_offset
            remembered.keep_left_at(self.window.user, project.path, article_id, cursor)

    def _project_closed(self) -> None:
        self.shown.clear()
        self.prelabelling.end()
        self.desk.inspector.set_project(None, None)
        self.desk.controller.close()
        self.places.show_project(None)
        self.agreement.show_project(None)
        self.consistency.show_project(None)
        self.review.set_project(None)
        self.window.commands.enable(project=False, article=False)
        self.window.show_welcome()

    def _article_opened(self, article_id: int | None) -> None:
        self.shown.show_article(article_id)
        self.review.show_state()
        if not self.review.shown:
            self.window.commands.enable(project=True, article=article_id is not None)
        self.prelabelling.look_ahead()
        project = self.workbench.project
        if project is not None and article_id is not None:
            self.places.show_article(project.article(article_id).text)

    def _reloaded(self) -> None:
        self.shown.reload()
        self.review.show_state()
        self.prelabelling.look_ahead()

    def _changed(self, change: Change) -> None:
        self.shown.show_change(change)
        self.review.show_state()

    def _open_from_queue(self, article_id: int) -> None:
        self.workbench.open_article(article_id)
        self.places.close_concordance()

    def _accept(self) -> None:
        """Enter takes a suggestion, or keeps what was labelled in gold; what is proposed comes first."""
        if self.review.own.active and self.desk.controller.state.proposed is None:
            self.review.own.keep()
        else:
            self.desk.controller.accept()

    def _open_feedback(self) -> None:
        self.review.leave()
        self.places.close_concordance()
        self.work.open_feedback()

    def _undo(self) -> None:
        if self.review.own.active:
            self.review.own.undo()
        else:
            self.workbench.undo()

    def _step_article(self, by: int) -> None:
        if self.review.shown:
            self.review.step(by)
        else:
            self.workbench.open_neighbour(by)

    def _finish_article(self) -> None:
        """What Ctrl and Enter mean on the page shown: done, or signed off."""
        if self.review.shown:
            self.review.sign_off()
        else:
            self.articles.done()

    def _label(self, layer: str, name: str) -> None:
        self.desk.controller.label(layer, name)
        self.desk.view.setFocus()

    def _show_page(self, name: str) -> None:
        if name == "Review":
            self.review.open()
            return
        self.review.leave()
        if name == "Concordance":
            self.places.open_concordance()
        elif name == AGREEMENT:
            self.agreement.open()
        elif name == CONSISTENCY:
            self.consistency.open()
        else:
            self.places.close_concordance()

    def _page_shown(self, name: str) -> None:
        """The labels below act on the article, so they are there with it only."""
        self.window.top.show_page("Review" if self.review.own.active else name)
        self.desk.below.setVisible(name not in ("Concordance", AGREEMENT, CONSISTENCY))
        self.desk.right.setVisible(name not in (AGREEMENT, CONSISTENCY))

    def _escape(self) -> None:
        """On the page, end what is armed, selected or focused; from elsewhere, go to the page."""
        state = self.desk.controller.state
        if self.review.own.active and self.desk.view.hasFocus():
            if state.proposed is None and state.armed is None:
                self.review.own.leave()
            else:
                self.desk.controller.escape()
        elif self.desk.view.hasFocus():
            self.desk.controller.escape()
        elif self.review.shown and not self.review.own.active:
            self.review.page.view.setFocus()
        else:
            self.places.close_concordance()

    def _open_annotators(self) -> None:
        button = self.window.top.annotator_button
        menu = self.projects.annotator_menu()
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _open_sort(self) -> None:
        (self.review if self.review.shown else self.views).open_sort()

    def _chosen(self) -> tuple[int, ...]:
        return self.review.chosen if self.review.shown else self.articles.chosen

    def _open_scheme(self) -> None:
        from annotator.gui.scheme import SchemeDialog

        project = self.workbench.project
        if project is not None:
            dialog = SchemeDialog(project, self.window.theme, self.window)
            dialog.message.connect(self.window.status.say)
            dialog.open()

    def _prelabel_chosen(self) -> None:
        self.prelabelling.prelabel(self.articles.chosen)

    def _open_queue_menu(self, place: QPoint) -> None:
        menu = QMenu("Articles", self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.window.commands.ids:
            if name.startswith("article."):
                menu.addAction(self.window.commands[name])
        menu.popup(place)

    def _open_page_menu(self, place: QPoint) -> None:
        project = self.workbench.project
        if project is not None:
            desk, commands = self.desk, self.window.commands
            page_menu(self.window, commands, desk.controller, project.scheme).popup(place)
