"""Gamma of a pair over a project: the mean of its articles, each as heavy as it has spans."""

from collections.abc import Generator

from annotator.agreement.gamma import gamma, is_installed
from annotator.core.errors import RuleError
from annotator.core.progress import Progress
from annotator.project.agreement import Reading, Selection
from annotator.project.project import Project


def gamma_of(
    project: Project, selection: Selection, first: int, second: int, layer: str
) -> Generator[Progress, None, float | None]:
    """Gamma of two annotators (ids) in a layer; None where no article has spans of both.

    Raises RuleError when the library is not installed.
    """
    if not is_installed():
        raise RuleError(
            "Gamma needs the package pygamma-agreement: install annotator[gamma] and try again."
        )
    total, weight = 0.0, 0
    reading = Reading.of(project, selection)
    for done, (_, article) in enumerate(reading.articles([first, second])):
        yield Progress(done, len(reading.shared), "Gamma")
        ours, theirs = (made.in_layer(layer) for made in article.annotations)
        value = gamma(ours, theirs, selection.seed)
        if value is not None:
            total += value * (len(ours) + len(theirs))
            weight += len(ours) + len(theirs)
    return total / weight if weight else None
