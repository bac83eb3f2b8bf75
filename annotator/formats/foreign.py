"""Other tools' annotated files, recognised so that their annotations are never lost silently."""

from collections.abc import Mapping
from pathlib import Path

from annotator.formats.files import FileError

READS = "Annotator reads plain text, CSV and TSV, JSON and JSON lines, and its own JSONL and quotes JSON"

_HASHES = ("_input_hash", "_task_hash", "_view_id")
_TAGS = ("ner_tags", "pos_tags", "ner_labels")
_TRIPLES = ("label", "labels", "entities")


def refuse_foreign(path: Path, fields: Mapping[str, object]) -> None:
    """Raise FileError when a record is one of another annotation tool."""
    tool = _tool(fields)
    if tool:
        raise FileError(path, f"these look like {tool}, which cannot be read; {READS}")


def refused_suffix(path: Path) -> FileError:
    """Why a file with that ending is not read."""
    return FileError(path, f"{path.suffix} files cannot be read; {READS}")


def _tool(fields: Mapping[str, object]) -> str:
    if any(name in fields for name in _HASHES):
        return "annotations made with Prodigy"
    if isinstance(fields.get("data"), dict) and ("annotations" in fields or "id" in fields):
        return "annotations made with Label Studio"
    if any(_is_triples(fields.get(name)) for name in _TRIPLES):
        return "annotations made with doccano"
    return "tokens with tags" if any(name in fields for name in _TAGS) else ""


def _is_triples(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    first = value[0]
    if isinstance(first, dict):
        return "start_offset" in first or {"start", "end"} <= first.keys()
    return isinstance(first, list) and len(first) == 3 and isinstance(first[0], int)
