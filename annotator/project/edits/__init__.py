"""Everything that can be changed, one frozen dataclass each: a name for the user, and its deltas.

An edit writes nothing; `Project.apply` writes its deltas in one transaction, as one undoable step.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from annotator.project.edits.articles import (
    AddNote,
    EditMetadata,
    RemoveArticles,
    ResolveNote,
    SetArticleLabel,
    SetFlag,
    SetStatus,
)
from annotator.project.edits.assigning import Assign, SetControls, SlipInControls, Unassign
from annotator.project.edits.clusters import NameSpans, RenameMentions, SplitMentions
from annotator.project.edits.consistency import DifferOnPurpose, MakeAlike, Settling
from annotator.project.edits.edit import Edit
from annotator.project.edits.occurrences import (
    LabelOccurrences,
    RelabelOccurrences,
    RemoveOccurrences,
)
from annotator.project.edits.quotes import (
    AcceptParts,
    AddParts,
    Attribute,
    CutPart,
    DescribeQuote,
    JoinQuotes,
    MarkNotAQuote,
    MarkQuote,
    RejectQuotes,
    RemoveQuotes,
    SetAddressee,
    SetCue,
    SetSpeaker,
    SplitQuote,
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
from annotator.project.edits.taking import AcceptQuote

if TYPE_CHECKING:
    from annotator.project.edits.review import (
        BeginGold,
        Decide,
        EndOwn,
        GiveReason,
        Reopen,
        SignOff,
        Vote,
    )

__all__ = [
    "Accept",
    "AcceptParts",
    "AcceptQuote",
    "AddNote",
    "AddParts",
    "AddSpan",
    "AddSpans",
    "Assign",
    "Attribute",
    "BeginGold",
    "ChangeScheme",
    "CutPart",
    "Decide",
    "DescribeQuote",
    "DifferOnPurpose",
    "Edit",
    "EditMetadata",
    "EndOwn",
    "GiveReason",
    "JoinQuotes",
    "LabelOccurrences",
    "MakeAlike",
    "MarkNotAQuote",
    "MarkQuote",
    "MoveBoundary",
    "NameSpans",
    "Reject",
    "RejectQuotes",
    "Relabel",
    "RelabelOccurrences",
    "RemoveArticles",
    "RemoveOccurrences",
    "RemoveQuotes",
    "RemoveSpans",
    "RenameMentions",
    "Reopen",
    "ResolveNote",
    "SetAddressee",
    "SetArticleLabel",
    "SetControls",
    "SetCue",
    "SetFlag",
    "SetSpeaker",
    "SetStatus",
    "Settling",
    "SignOff",
    "SlipInControls",
    "SplitMentions",
    "SplitQuote",
    "Unassign",
    "Vote",
]


def __getattr__(name: str) -> object:
    """Edits of review, with all that compares annotations behind them, are loaded when first used."""
    if name in __all__:
        return getattr(import_module("annotator.project.edits.review"), name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
