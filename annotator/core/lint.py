"""Problems worth a look while labelling: spans no model can train on, and labels that contradict."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from annotator.core.annotation import Annotation
from annotator.core.problem import Problem, ProblemKind, Repair
from annotator.core.quote_lint import quote_lint
from annotator.core.quotes import QUOTE
from annotator.core.rules import text_problem
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES, Span
from annotator.core.tokens import Tokens


def problems(
    annotation: Annotation,
    text: str,
    tokens: Tokens,
    scheme: Scheme,
    pending: Sequence[Span] = (),
) -> tuple[Problem, ...]:
    """Every problem of an annotation, in reading order; `pending` is still to be decided on."""
    found = [
        *_single(annotation.spans, text, tokens, scheme),
        *_inconsistent(annotation.spans, scheme),
        *(quote_lint(annotation, text, pending) if scheme.has(QUOTES, QUOTE) else ()),
    ]
    return tuple(sorted(found, key=lambda problem: problem.span.order))


def _single(spans: Iterable[Span], text: str, tokens: Tokens, scheme: Scheme) -> Iterable[Problem]:
    for span in spans:
        wrong = text_problem(span, text)
        if wrong:
            yield Problem(ProblemKind.TEXT, span, f"{wrong}.")
        elif not scheme.has(span.layer, span.label):
            yield Problem(ProblemKind.LABEL, span, f"{span.label} is not in the label scheme.")
        elif not tokens.fits(span.start, span.end):
            sentence = f"“{span.text}” does not begin and end where tokens do; T snaps it."
            yield Problem(ProblemKind.TOKENS, span, sentence, Repair.SNAP)


def _inconsistent(spans: Iterable[Span], scheme: Scheme) -> Iterable[Problem]:
    """Same words, different labels, in layers where a word has one label."""
    exclusive = {layer.name for layer in scheme.layers if not layer.allows_overlap}
    alike: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans:
        if span.layer in exclusive:
            alike[span.layer, span.text].append(span)
    for same in alike.values():
        yield from _minority(same)


def _minority(same: list[Span]) -> Iterable[Problem]:
    counts = Counter(span.label for span in same)
    if len(counts) > 1:
        usual, times = counts.most_common(1)[0]
        for span in same:
            if span.label != usual:
                sentence = (
                    f"“{span.text}” is {span.label} here and {usual} ×{times} in this article."
                )
                yield Problem(ProblemKind.INCONSISTENT, span, sentence)
