"""Applying an edit from a pane that says in a sentence what could not be done."""

from collections.abc import Callable

from annotator.core.errors import AnnotatorError
from annotator.project.edits import Edit
from annotator.project.project import Project


def applied(project: Project | None, edit: Edit, say: Callable[[str], object]) -> bool:
    """Whether an edit was applied; what was refused is said."""
    if project is None:
        return False
    try:
        project.apply(edit)
    except AnnotatorError as error:
        say(str(error))
        return False
    return True
