"""Bundles: one annotator's work as a file to hand to a colleague. Texts are not in it.

Reading is strict: a bundle is what was written, whole and once, or it is refused with the line and the
reason. Only the order of its lines does not matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.errors import InputError
from annotator.formats.bundle_records import (
    FORMAT,
    AnyLine,
    ArticleLine,
    End,
    FeedbackLine,
    Header,
    check_of,
    line_of,
    opened,
)
from annotator.formats.interpreting import GOLD, Place, entry_of
from annotator.formats.records import ArticleRecord, reason_of

SUFFIX = ".bundle"
_LARGEST = 1 << 30
_KINDS: tuple[tuple[bytes, type[AnyLine]], ...] = (
    (b'{"bundle":', Header),
    (b'{"sha256":', ArticleLine),
    (b'{"about":', FeedbackLine),
    (b'{"end":', End),
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read: each article and each decision with its line number."""

    name: str
    header: Header
    articles: tuple[tuple[int, ArticleLine], ...]
    feedback: tuple[tuple[int, FeedbackLine], ...]


def write_bundle(
    path: Path, header: Header, articles: Iterable[ArticleLine], feedback: Iterable[FeedbackLine]
) -> int:
    """Write a bundle beside `path` and put it there; returns how many articles are in it.

    Raises InputError when the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.new")
    lines, count = [], 0
    for article in articles:
        lines.append(line_of(article))
        count += 1
    decisions = [line_of(one) for one in feedback]
    complete = msgspec.structs.replace(header, articles=count, feedback=len(decisions))
    body = [line_of(complete), *lines, *decisions]
    try:
        unfinished.write_bytes(b"".join((*body, line_of(End(_sum(body))))))
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
    return count


def read_bundle(path: Path) -> Bundle:
    """Read a bundle whole. Raises InputError, naming the line and the reason, when anything is amiss."""
    numbered = list(_lines(path))
    records = [(n, _record(path.name, n, line)) for n, line in numbered]
    header = _header(path.name, records)
    articles = tuple((n, one) for n, one in records if isinstance(one, ArticleLine))
    feedback = tuple((n, one) for n, one in records if isinstance(one, FeedbackLine))
    _refuse_doubled(path.name, articles)
    _refuse_incomplete(path.name, header, (len(articles), len(feedback)), numbered, records)
    return Bundle(path.name, header, articles, feedback)


def annotation_of(bundle: Bundle, number: int, line: ArticleLine, text: str) -> Annotation:
    """The annotation of a line for the text it is about. Raises InputError when it does not fit it."""
    place = Place(f"{bundle.name}, line {number}", 0, "utf-8", (), GOLD)
    try:
        entry = entry_of(ArticleRecord(text=text, annotations=[line.annotation]), place)
    except InputError as error:
        raise InputError(f"{place.name}: {error}.") from error
    ((_, annotation),) = entry.annotations
    return annotation


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path.name} is larger than any bundle may be (1 GB).")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line.removesuffix(b"\r")


def _record(name: str, number: int, line: bytes) -> AnyLine:
    bare = opened(line)
    if bare is None:
        what = "is no bundle of Annotator" if number == 1 else "is cut off or was changed"
        raise InputError(f"{name}, line {number}: it {what}.")
    if check_of(bare[0]) != bare[1]:
        raise InputError(f"{name}, line {number}: it was changed since the bundle was written.")
    kind = next((kind for begin, kind in _KINDS if bare[0].startswith(begin)), None)
    if kind is None:
        raise InputError(f"{name}, line {number}: it is of a kind this version does not know.")
    try:
        found: AnyLine = msgspec.json.decode(bare[0], type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{name}, line {number}: {reason_of(error)}.") from error
    return found


def _header(name: str, records: Sequence[tuple[int, AnyLine]]) -> Header:
    headers = [one for _, one in records if isinstance(one, Header)]
    if not headers:
        raise InputError(f"{name} is no bundle of Annotator.")
    if len(headers) > 1:
        raise InputError(f"{name} holds two bundles; merge one at a time.")
    if headers[0].bundle > FORMAT:
        raise InputError(f"{name} was made by a newer Annotator; update Annotator to read it.")
    return headers[0]


def _refuse_doubled(name: str, articles: Sequence[tuple[int, ArticleLine]]) -> None:
    first: dict[str, int] = {}
    for number, one in articles:
        if one.sha256 in first:
            before = first[one.sha256]
            raise InputError(f"{name}, line {number}: it repeats the article of line {before}.")
        first[one.sha256] = number


def _refuse_incomplete(
    name: str,
    header: Header,
    counts: tuple[int, int],
    numbered: Sequence[tuple[int, bytes]],
    records: Sequence[tuple[int, AnyLine]],
) -> None:
    ends = [one for _, one in records if isinstance(one, End)]
    if not ends:
        raise InputError(f"{name} ends before its last line, so it was cut off.")
    if counts != (header.articles, header.feedback):
        told = f"{counts[0]} of {header.articles} articles and {counts[1]} of {header.feedback}"
        raise InputError(f"{name} holds {told} decisions, so it is not as it was written.")
    kept = [
        line for (_, line), (_, one) in zip(numbered, records, strict=True) if one is not ends[0]
    ]
    if len(ends) > 1 or _sum([line + b"\n" for line in kept]) != ends[0].end:
        raise InputError(
            f"{name} is not as it was written: lines are missing or came from elsewhere."
        )


def _sum(lines: Iterable[bytes]) -> str:
    """What stands for all lines, whatever their order."""
    return sha256(b"".join(sorted(lines))).hexdigest()[:32]
