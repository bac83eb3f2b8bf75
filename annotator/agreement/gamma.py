"""Gamma of two annotators' units, where the optional library pygamma-agreement is installed.

Mathet, Widlöcher and Métivier, The unified and holistic method gamma for inter-annotator agreement measure
and alignment, 2015.
"""

from collections.abc import Sequence
from importlib.util import find_spec

from annotator.core.span import Span

_LIBRARY = "pygamma_agreement"


def is_installed() -> bool:
    """Whether gamma can be reckoned here."""
    return find_spec(_LIBRARY) is not None


def gamma(first: Sequence[Span], second: Sequence[Span], seed: int = 0) -> float | None:
    """Gamma of one text, positions and labels weighed alike; None where one of them marked nothing.

    The library draws what chance would give, so the same seed is needed for the same figure.
    """
    if not first or not second:
        return None
    import numpy as np
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    np.random.seed(seed)
    continuum = Continuum()
    for name, spans in (("first", first), ("second", second)):
        for span in spans:
            continuum.add(name, Segment(span.start, span.end), span.label)
    found = continuum.compute_gamma(CombinedCategoricalDissimilarity(alpha=1, beta=1))
    return float(found.gamma)
