"""Problems with quotes: marks without a partner, content without a speaker, stretches nobody decided on."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from annotator.core.annotation import Annotation, Status
from annotator.core.marks import stretches, unbalanced
from annotator.core.problem import Problem, ProblemKind, Repair
from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    SPEAKER,
    Quote,
    SpeakerStatus,
    quotes,
)
from annotator.core.span import QUOTES, Span

_WITHOUT_MENTION = frozenset({SpeakerStatus.FLOATING, SpeakerStatus.ANONYMOUS, SpeakerStatus.NONE})
_DOUBLED = frozenset({"``", "''", "‘‘", "’’"})


def quote_lint(
    annotation: Annotation, text: str, pending: Sequence[Span] = ()
) -> Iterator[Problem]:
    """What is worth a look in the quotes of an annotation; nothing before one quote is marked.

    `pending` are the suggestions still to decide on, which are no problem yet.
    """
    mine = annotation.in_layer(QUOTES)
    if not mine and annotation.status is not Status.DONE:
        return
    found = quotes(annotation)
    # What is wrong with a part itself comes before what its quote lacks.
    yield from _crossing(mine, text)
    yield from _speakerless(found)
    yield from _loose(mine, found)
    if not mine and not any(span.layer == QUOTES for span in pending):
        return
    yield from _unbalanced(text)
    yield from _undecided((*mine, *pending), text)


def _speakerless(found: Iterable[Quote]) -> Iterator[Problem]:
    for quote in found:
        # A status somebody chose says that the text names nobody beside it.
        chosen = quote.first.attribute("speaker_status")
        known = quote.cluster_id is not None or chosen in set(_WITHOUT_MENTION)
        if quote.speaker is None and not known:
            sentence = "This quote has no speaker; R proposes one."
            yield Problem(ProblemKind.QUOTE, quote.first, sentence, Repair.PROPOSE)


def _loose(mine: Iterable[Span], found: Iterable[Quote]) -> Iterator[Problem]:
    used = {span.id for quote in found for span in quote.spans}
    for span in mine:
        if span.label in (SPEAKER, CUE, ADDRESSEE) and span.id not in used:
            sentence = f"This {span.label.lower()} belongs to no quote; R removes it."
            yield Problem(ProblemKind.QUOTE, span, sentence, Repair.REMOVE)


def _crossing(mine: Iterable[Span], text: str) -> Iterator[Problem]:
    for span in mine:
        if span.label == QUOTE and "\n" in text[span.start : span.end].strip("\n"):
            sentence = "This part crosses a paragraph; R cuts it at the line's end."
            yield Problem(ProblemKind.QUOTE, span, sentence, Repair.CUT)


def _unbalanced(text: str) -> Iterator[Problem]:
    for offset in unbalanced(text):
        last = offset + (2 if text[offset : offset + 2] in _DOUBLED else 1)
        place = Span(0, QUOTES, "", offset, last, text[offset:last])
        sentence = "This quotation mark has no partner in its paragraph."
        yield Problem(ProblemKind.QUOTE, place, sentence)


def _undecided(spans: Iterable[Span], text: str) -> Iterator[Problem]:
    decided = (s for s in spans if s.layer == QUOTES and s.label in (QUOTE, NOT_A_QUOTE))
    in_order = deque(sorted(decided, key=lambda span: span.start))
    reached = 0
    for stretch in stretches(text):
        while in_order and in_order[0].start < stretch.end:
            reached = max(reached, in_order.popleft().end)
        if reached > stretch.start:
            continue
        words = text[stretch.start : stretch.end]
        place = Span(0, QUOTES, "", stretch.start, stretch.end, words)
        sentence = "Neither a quote nor said to be none; Q marks it, R says it is no quote."
        yield Problem(ProblemKind.QUOTE, place, sentence, Repair.DENY)
