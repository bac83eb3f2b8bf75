"""What the status bar and the buttons say about an article. Pure."""

from collections.abc import Sequence

from annotator.core.annotation import Annotation
from annotator.core.quotes import quotes
from annotator.core.span import ENTITIES, QUOTES, Span

_ONE = {ENTITIES: ("entity", "entities"), QUOTES: ("quote", "quotes")}


def place_text(focused: object, pending: Sequence[Span]) -> str:
    """Which suggestion of how many has the focus, or how many are left; a quote is one."""
    if not pending:
        return "no suggestions left"
    if isinstance(focused, Span) and focused in pending:
        return f"suggestion {pending.index(focused) + 1} of {len(pending)}"
    return f"{len(pending)} suggestion{'s' if len(pending) > 1 else ''} left"


def counts_text(annotation: Annotation) -> str:
    """How many spans there are, by layer."""
    found = {span.layer for span in annotation.spans} or {ENTITIES}
    layers = sorted(found, key=lambda layer: (layer != ENTITIES, layer != QUOTES, layer))
    parts = []
    for layer in layers:
        is_quotes = layer == QUOTES
        number = len(quotes(annotation)) if is_quotes else len(annotation.in_layer(layer))
        one, many = _ONE.get(layer, (f"span in {layer}", f"spans in {layer}"))
        parts.append(f"{number:,} {one if number == 1 else many}")
    return " · ".join(parts)
