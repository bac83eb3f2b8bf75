"""The menu of the right button on the page: labels, what makes and changes quotes, what is done to a span."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.quotes import NOT_A_QUOTE, QUOTE, REASONS, Medium, Quote, QuoteKind
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES, QUOTES
from annotator.gui.actions import Actions
from annotator.gui.article import ArticleController

_T = TypeVar("_T")

_MAKING = ("mark", "add_part", "speaker", "cue", "addressee", "deny")
_CHANGING = ("propose", "who", "join", "split", "remove")
_SPAN = (
    "accept",
    "accept_paragraph",
    "remove",
    "occurrences",
    "overlaps",
    "snap",
    "repair",
    "note",
)


def page_menu(
    parent: QWidget, commands: Actions, controller: ArticleController, scheme: Scheme
) -> QMenu:
    """The menu for what is focused or selected now."""
    menu = QMenu("Span", parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for layer, label in scheme.labels:
        if layer.name != QUOTES:
            action = menu.addAction(f"Label {label.name}".replace("&", "&&"))
            action.triggered.connect(partial(_label, controller, layer.name, label.name))
    if scheme.has(QUOTES, QUOTE):
        menu.addSeparator()
        _add(menu, commands, "quote", _MAKING)
        _add_choices(menu, controller)
        lit = controller.state.quote
        if lit is not None:
            _add(menu, commands, "quote", _CHANGING)
    menu.addSeparator()
    focused = controller.focused
    if focused is not None and focused.layer == ENTITIES:
        menu.addAction(commands["quote.who"])
    _add(menu, commands, "page", _SPAN)
    return menu


def _add(menu: QMenu, commands: Actions, stem: str, names: Iterable[str]) -> None:
    for name in names:
        menu.addAction(commands[f"{stem}.{name}"])


def _add_choices(menu: QMenu, controller: ArticleController) -> None:
    """Kind and medium of the quote in focus; the reason of what is no quote."""
    lit, focused = controller.state.quote, controller.focused
    if lit is not None:
        _add_attributes(menu, controller, lit.quote)
    elif focused is not None and (focused.layer, focused.label) == (QUOTES, NOT_A_QUOTE):
        reason = focused.attribute("reason")
        choices = [(name, name, name == reason) for name in REASONS]
        _submenu(menu, "Reason", choices, controller.deny_because)


def _add_attributes(menu: QMenu, controller: ArticleController, quote: Quote) -> None:
    kinds: list[tuple[str, str | None, bool]] = [
        ("as its marks say", None, not quote.kind_is_set),
        *((k.value, k.value, quote.kind_is_set and k is quote.kind) for k in QuoteKind),
    ]
    _submenu(menu, "Kind", kinds, partial(controller.describe, "kind"))
    media = [(one.value, one.value, one is quote.medium) for one in Medium]
    _submenu(menu, "Medium", media, partial(controller.describe, "medium"))


def _submenu(
    menu: QMenu,
    title: str,
    choices: Iterable[tuple[str, _T, bool]],
    choose: Callable[[_T], object],
) -> None:
    submenu = menu.addMenu(title)
    group = QActionGroup(submenu)
    for text, value, is_now in choices:
        action = submenu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_now)
        action.setActionGroup(group)
        action.triggered.connect(lambda _on=False, v=value: choose(v))


def _label(controller: ArticleController, layer: str, name: str, _on: bool = False) -> None:
    controller.label(layer, name)
    controller.view.setFocus()
