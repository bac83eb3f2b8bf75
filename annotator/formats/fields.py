"""What the columns and keys of other people's files are called, and the article they make."""

from collections.abc import Iterable, Mapping

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.formats.interpreting import Place, canonical_text, checked_meta

_TEXT = (
    "text", "body", "content", "article", "article_text", "articlebody", "article_body", "full_text",
    "fulltext", "maintext", "story",
)  # fmt: skip
_KNOWN = {
    "key": ("id", "key", "article_id", "doc_id", "uid", "guid", "uuid"),
    "title": ("title", "headline", "heading"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper"),
    "published": (
        "published", "date", "published_at", "publishedat", "publish_date", "publication_date",
        "pubdate", "datetime",
    ),
    "url": ("url", "link", "permalink"),
    "language": ("language", "lang"),
}  # fmt: skip
_TITLE_LIMIT = 200


def text_name(names: Iterable[str], chosen: str = "") -> str | None:
    """Which of the names is the text's: the chosen one, else the first that is usual for a text."""
    folded = {_folded(name): name for name in reversed(list(names))}
    wanted = (_folded(chosen),) if chosen else _TEXT
    return next((folded[name] for name in wanted if name in folded), None)


def article_entry(fields: Mapping[str, object], text_key: str, place: Place) -> Entry:
    """The article that named values make; what is not known goes to its `meta` under its own name.

    Raises InputError with the reason when the text is missing or cannot be stored.
    """
    raw = fields.get(text_key)
    if not isinstance(raw, str):
        raise InputError(f"its {text_key} is missing or not a text")
    text = canonical_text(raw)
    known, rest = _sorted_out(fields, text_key)
    key = known.pop("key", "")
    article = Article(
        id=0,
        key=key,
        text=text.text,
        metadata=Metadata(**known, meta=checked_meta(rest)),
        newline=text.newline,
        encoding=place.encoding,
    )
    return Entry(article, (), place.name, place.remarks, place.read_to)


def title_of(text: str) -> str:
    """The first line that holds something, shortened where no title is that long."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= _TITLE_LIMIT else f"{line[: _TITLE_LIMIT - 1].rstrip()}…"


def _sorted_out(
    fields: Mapping[str, object], text_key: str
) -> tuple[dict[str, str], dict[str, object]]:
    names = {_folded(name): name for name in reversed(list(fields)) if name != text_key}
    known: dict[str, str] = {}
    used = {text_key}
    for noun, usual in _KNOWN.items():
        name = next((names[u] for u in usual if u in names and _is_plain(fields[names[u]])), None)
        if name is not None:
            known[noun] = str(fields[name]).strip()
            used.add(name)
    rest = {name: value for name, value in fields.items() if name not in used and not _empty(value)}
    return known, _flattened(rest)


def _flattened(rest: dict[str, object]) -> dict[str, object]:
    held = rest.get("meta")
    if not isinstance(held, dict) or held.keys() & rest.keys():
        return rest
    return {name: value for name, value in rest.items() if name != "meta"} | held


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _empty(value: object) -> bool:
    return value is None or value == ""


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
