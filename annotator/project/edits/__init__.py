"""Everything that can be changed, one frozen dataclass each: a name for the user, and its deltas.

An edit writes nothing; `Project.apply` writes its deltas in one transaction, as one undoable step.
"""

from annotator.project.edits.articles import (
    AddNote,
    EditMetadata,
    RemoveArticles,
    ResolveNote,
    SetArticleLabel,
    SetFlag,
    SetStatus,
)
from annotator.project.edits.edit import Edit
from annotator.project.edits.occurrences import (
    LabelOccurrences,
    RelabelOccurrences,
    RemoveOccurrences,
)
from annotator.project.edits.scheme import ChangeScheme
from annotator.project.edits.spans import (
    Accept,
    AddSpan,
    AddSpans,
    MoveBoundary,
    Reject,
    Relabel,
    RemoveSpans,
)

__all__ = [
    "Accept",
    "AddNote",
    "AddSpan",
    "AddSpans",
    "ChangeScheme",
    "Edit",
    "EditMetadata",
    "LabelOccurrences",
    "MoveBoundary",
    "Reject",
    "Relabel",
    "RelabelOccurrences",
    "RemoveArticles",
    "RemoveOccurrences",
    "RemoveSpans",
    "ResolveNote",
    "SetArticleLabel",
    "SetFlag",
    "SetStatus",
]
