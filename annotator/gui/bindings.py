"""What the commands of the page call: the article's controller, by the names of `commands`."""

from collections.abc import Callable, Mapping
from functools import partial

from annotator.core.quotes import CUE, QUOTE, SPEAKER
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES
from annotator.gui.article import ArticleController

Handler = Callable[[], object]

_DIRECTIONS = ("left", "right", "up", "down", "home", "end")


def page_handlers(
    controller: ArticleController, scheme: Callable[[], Scheme | None]
) -> Mapping[str, Handler]:
    """Handlers of every command that acts on the page."""
    return {
        "page.next_suggestion": controller.next_suggestion,
        "page.previous_suggestion": controller.previous_suggestion,
        "page.accept": controller.accept,
        "page.accept_paragraph": controller.accept_paragraph,
        "page.remove": controller.remove,
        "page.repeat": controller.repeat_label,
        "page.next_span": controller.next_span,
        "page.previous_span": controller.previous_span,
        "page.next_problem": controller.next_problem,
        "page.repair": controller.repair,
        "page.end_right": partial(controller.move_end, 1),
        "page.end_left": partial(controller.move_end, -1),
        "page.start_right": partial(controller.move_start, 1),
        "page.start_left": partial(controller.move_start, -1),
        "page.overlaps": controller.cycle_overlaps,
        "page.snap": controller.snap,
        "edit.copy": controller.copy,
        "move.characters": controller.toggle_characters,
        **_quote_handlers(controller),
        **_cursor_handlers(controller),
        **_label_handlers(controller, scheme),
    }


def _quote_handlers(controller: ArticleController) -> dict[str, Handler]:
    return {
        "quote.mark": controller.mark_quote,
        "quote.add_part": controller.add_part,
        "quote.speaker": controller.set_speaker,
        "quote.cue": controller.set_cue,
        "quote.addressee": controller.set_addressee,
        "quote.deny": controller.deny,
        "quote.propose": controller.propose,
        "quote.who": controller.ask_who,
        "quote.kind": controller.change_kind,
        "quote.medium": controller.change_medium,
        "quote.join": controller.join_quotes,
        "quote.split": controller.split_quote,
        "quote.remove": controller.remove_quote,
        "quote.arm_mark": partial(controller.arm, QUOTES, QUOTE),
        "quote.arm_speaker": partial(controller.arm, QUOTES, SPEAKER),
        "quote.arm_cue": partial(controller.arm, QUOTES, CUE),
    }


def _cursor_handlers(controller: ArticleController) -> dict[str, Handler]:
    handlers: dict[str, Handler] = {}
    for stem, extend in (("move", False), ("extend", True)):
        for direction in _DIRECTIONS:
            handlers[f"{stem}.{direction}"] = partial(
                controller.move_cursor, direction, extend=extend
            )
        for direction in ("left", "right"):
            handlers[f"{stem}.sentence_{direction}"] = partial(
                controller.move_cursor, direction, extend=extend, unit="sentence"
            )
    return handlers


def _label_handlers(
    controller: ArticleController, scheme: Callable[[], Scheme | None]
) -> dict[str, Handler]:
    def label_of(key: str, act: Callable[[str, str], object]) -> None:
        current = scheme()
        for layer, label in current.labels if current else ():
            if label.key == key:
                act(layer.name, label.name)

    keys = [str(number) for number in range(1, 10)]
    labels = {f"label.{key}": partial(label_of, key, controller.label) for key in keys}
    arms = {f"arm.{key}": partial(label_of, key, controller.arm) for key in keys}
    return {**labels, **arms}
