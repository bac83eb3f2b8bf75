"""Nouns and tables' JSON columns: plain JSON that people can read in the file."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

import msgspec

from annotator.core.article import Metadata
from annotator.core.change import (
    AppliedLabel,
    Assignment,
    Basis,
    Control,
    Flag,
    ImportValue,
    Lineage,
    Note,
    Noun,
    Recheck,
    Removal,
    SchemeVersion,
    StatusValue,
)
from annotator.core.consistency.row import OnPurpose
from annotator.core.decision import Decision
from annotator.core.span import Cluster, Rejection, Relation, Scalar, Span

_TAGS: dict[str, type[Any]] = {
    "span": Span,
    "relation": Relation,
    "cluster": Cluster,
    "rejection": Rejection,
    "status": StatusValue,
    "article label": AppliedLabel,
    "flag": Flag,
    "note": Note,
    "metadata": Metadata,
    "removal": Removal,
    "assignment": Assignment,
    "control": Control,
    "recheck": Recheck,
    "basis": Basis,
    "decision": Decision,
    "lineage": Lineage,
    "import": ImportValue,
    "scheme": SchemeVersion,
    "on purpose": OnPurpose,
}
_NAMES = {kind: tag for tag, kind in _TAGS.items()}


def nouns_to_json(nouns: Iterable[Noun]) -> str:
    """Values of a change as a JSON list, each with the name of its noun."""
    return to_json([{"noun": _NAMES[type(noun)], **msgspec.to_builtins(noun)} for noun in nouns])


def nouns_from_json(stored: str) -> tuple[Noun, ...]:
    """The values `nouns_to_json` wrote."""
    return tuple(_noun(raw) for raw in msgspec.json.decode(stored))


def _noun(raw: dict[str, Any]) -> Noun:
    return cast("Noun", msgspec.convert(raw, type=_TAGS[raw.pop("noun")]))


def to_json(value: object) -> str:
    """Compact JSON with non-ASCII characters as they are."""
    return msgspec.json.encode(value).decode("utf-8")


def from_json(stored: str) -> Any:  # noqa: ANN401 — JSON's own types
    """What `to_json` wrote."""
    return msgspec.json.decode(stored)


def attributes_to_json(attributes: tuple[tuple[str, Scalar], ...]) -> str:
    """A span's attributes as a JSON object."""
    return to_json(dict(attributes)) if attributes else "{}"


def attributes_from_json(stored: str) -> tuple[tuple[str, Scalar], ...]:
    """A span's attributes in order of name."""
    if stored == "{}":
        return ()
    held: Mapping[str, Scalar] = from_json(stored)
    return tuple(sorted(held.items()))


def now() -> str:
    """The time, UTC, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_uuid() -> str:
    """A fresh id that no other project has."""
    return str(uuid4())
