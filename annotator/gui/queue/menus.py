"""The queue's menus: more filters, and the order."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.annotation import Status
from annotator.project.project import Project
from annotator.project.queue import QueueQuery

Ask = Callable[[QueueQuery], None]

_STATUS = {
    "Any status": None,
    "To do": Status.TODO,
    "In progress": Status.IN_PROGRESS,
    "Done": Status.DONE,
    "Skipped": Status.SKIPPED,
}
_FLAGS = {"Flagged or not": None, "Flagged": True, "Not flagged": False}
_ORDERS = {
    "Queue order": "order",
    "Date": "date",
    "Length": "length",
    "Suggestions left": "suggestions",
    "Changed by the article rules": "changed",
}
_RECHECK = {"Every article": False, "To be checked again": True}
_SOURCES_LISTED = 40


def filter_menu(
    parent: QWidget, project: Project, query: QueueQuery, ask: Ask, ask_dates: Callable[[], None]
) -> QMenu:
    """Filters by status, flag, label, source, annotator and date."""
    menu = QMenu("Filter the queue", parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def part(title: str, choices: Iterable[tuple[str, object]], field: str) -> None:
        submenu = menu.addMenu(title)
        current = getattr(query, field)

        def choose(value: object) -> None:
            changes: dict[str, Any] = {field: value}
            ask(replace(query, **changes))

        _choices(submenu, choices, current, choose)

    part("Status", _STATUS.items(), "status")
    part("Flag", _FLAGS.items(), "flagged")
    part("Check again", _RECHECK.items(), "recheck")
    labels = [(label.name, label.name) for _, label in project.scheme.labels]
    part("With my label", [("Any label", ""), *labels], "label")
    sources = [(source, source) for source in project.queue.sources()[:_SOURCES_LISTED]]
    part("Source", [("Any source", ""), *sources], "source")
    people = [(who.name, who.name) for who in project.annotators()]
    part("Annotated by", [("Anyone or nobody", ""), *people], "annotator")
    menu.addAction(_dates_text(query)).triggered.connect(lambda _on=False: ask_dates())
    menu.addSeparator()
    clear = menu.addAction("Show every article")
    clear.triggered.connect(lambda _on=False: ask(QueueQuery(order=query.order)))
    return menu


def sort_menu(parent: QWidget, query: QueueQuery, ask: Ask) -> QMenu:
    """The orders the queue can have."""
    menu = QMenu("Sort the queue", parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _choices(
        menu, _ORDERS.items(), query.order, lambda order: ask(replace(query, order=str(order)))
    )
    return menu


def _choices(
    menu: QMenu,
    choices: Iterable[tuple[str, object]],
    current: object,
    choose: Callable[[object], None],
) -> None:
    group = QActionGroup(menu)
    for text, value in choices:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _on=False, v=value: choose(v))
        group.addAction(action)


def _dates_text(query: QueueQuery) -> str:
    if not query.since and not query.until:
        return "Dates…"
    return f"Dates: {query.since or '…'} to {query.until or '…'}"
