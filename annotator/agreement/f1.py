"""How far two annotations mark the same spans: F1, which for spans stands in for kappa.

Where nobody can count what was rightly left unmarked, F1 between two annotators is what kappa tends to
(Hripcsak and Rothschild, Agreement, the F-measure, and reliability in information retrieval, 2005).
"""

from collections.abc import Collection
from dataclasses import dataclass

from annotator.core.annotation import Annotation
from annotator.core.matching import Score, overlap_pairs, strict_pairs


@dataclass(frozen=True, slots=True)
class PairScores:
    """What two annotations have in common: spans just the same, and of one label that share text."""

    strict: Score
    overlap: Score


def span_f1(first: Annotation, second: Annotation, layers: Collection[str] = ()) -> PairScores:
    """The spans of two annotations that match, in these layers or in all; either may be the first.

    Two annotations without a span agree in full: see `f1`.
    """
    ours = [span for span in first.spans if not layers or span.layer in layers]
    theirs = [span for span in second.spans if not layers or span.layer in layers]
    sizes = (len(theirs), len(ours))
    return PairScores(
        Score(len(strict_pairs(ours, theirs)), *sizes),
        Score(len(overlap_pairs(ours, theirs)), *sizes),
    )


def f1(score: Score) -> float:
    """The F1 of a score; 1 where there was nothing to agree on, and both left it at that."""
    return score.f1 if score.predicted or score.gold else 1.0
