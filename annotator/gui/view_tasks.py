"""What the commands on panes and sizes do: zoom, panes, search, filter, sort, pace."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from annotator.gui.chrome import SearchField
from annotator.gui.desk_page import DeskPage
from annotator.gui.queue.pace import PacePanel
from annotator.gui.topbar import TopBar
from annotator.gui.workbench import Workbench
from annotator.project.queue import QueueQuery
from annotator.project.user import UserSettings

_ZOOMS = (50, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)


class ViewTasks:
    """Panels and menus are made when they are first needed."""

    def __init__(
        self, window: QWidget, desk: DeskPage, workbench: Workbench, top: TopBar, user: UserSettings
    ) -> None:
        self._window, self._desk, self._workbench = window, desk, workbench
        self._top, self._user = top, user
        self._pace: PacePanel | None = None
        self.set_zoom(user.get("zoom"))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """By command id."""
        return {
            "view.search": self.search,
            "view.filter": self.open_filter,
            "view.sort": self.open_sort,
            "view.pace": self.open_pace,
            "view.next_pane": lambda: self._desk.next_pane(1),
            "view.previous_pane": lambda: self._desk.next_pane(-1),
            "view.queue": lambda: _toggle(self._desk.left),
            "view.inspector": lambda: _toggle(self._desk.right),
            "view.zoom_in": lambda: self.step_zoom(1),
            "view.zoom_out": lambda: self.step_zoom(-1),
            "view.zoom_reset": lambda: self.set_zoom(100),
        }

    @property
    def pace(self) -> PacePanel:
        """My pace."""
        if self._pace is None:
            self._pace = PacePanel(self._window)
        return self._pace

    def set_zoom(self, zoom: int) -> None:
        """Set the article's text in a size in per cent, and keep it."""
        within = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._user.set("zoom", within)
        self._desk.set_zoom(within)

    def step_zoom(self, step: int) -> None:
        """The next size up or down."""
        now = self._desk.view.zoom
        if step > 0:
            self.set_zoom(next((zoom for zoom in _ZOOMS if zoom > now), now))
        else:
            self.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < now), now))

    def search(self) -> None:
        """Give the keyboard to the search field of the queue shown."""
        self._desk.left.show()
        queue = self._desk.left.currentWidget()
        field = queue.findChild(SearchField) if queue is not None else None
        if field is not None:
            field.setFocus()
            field.selectAll()

    def open_filter(self) -> None:
        """Drop the filters down."""
        from annotator.gui.queue.menus import filter_menu

        project = self._workbench.project
        if project is not None:
            query, ask = self._desk.queue.query, self._desk.queue.ask
            menu = filter_menu(self._window, project, query, ask, self._ask_dates)
            menu.popup(self._desk.queue.below("view.filter"))

    def open_sort(self) -> None:
        """Drop the orders down."""
        from annotator.gui.queue.menus import sort_menu

        queue = self._desk.queue
        sort_menu(self._window, queue.query, queue.ask).popup(queue.below("view.sort"))

    def open_pace(self) -> None:
        """Show how fast I am."""
        if self._workbench.project is not None:
            self._workbench.count_time()
            self.pace.show_pace(self._workbench.project.queue.pace())
            below = self._top.mapTo(
                self._window, QPoint(self._top.width() - 420, self._top.height())
            )
            self.pace.open(below)

    def _ask_dates(self) -> None:
        from annotator.gui.queue.dates import DatesForm

        query: QueueQuery = self._desk.queue.query
        form = DatesForm(self._window, query.since, query.until)
        form.given.connect(
            lambda since, until: self._desk.queue.ask(replace(query, since=since, until=until))
        )
        form.open()


def _toggle(pane: QWidget) -> None:
    pane.setVisible(not pane.isVisible())
