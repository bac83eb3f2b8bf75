"""Reading a bundle: all of it is sound, or one sentence names the file, the line and the reason."""

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from annotator.core.annotator import Annotator
from annotator.core.errors import InputError
from annotator.core.progress import Progress
from annotator.formats.annotator_jsonl import refuse_nul
from annotator.formats.bundle import Bundle, BundledArticle, BundleHead, Feedback
from annotator.formats.bundle_interpreting import article_of, feedback_of, head_of
from annotator.formats.bundle_records import (
    VERSION,
    ArticleLine,
    EndLine,
    FeedbackLine,
    HeadLine,
    Line,
    peeked,
    seal_of,
    together,
    unsealed,
)
from annotator.formats.decoding import ByteLine, Encoding, byte_lines
from annotator.formats.files import ARTICLE_LIMIT, FileError, megabytes, size_of
from annotator.formats.records import reason_of

BUNDLE_LIMIT = 1_000_000_000
"""The most bytes a bundle may have."""

_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_CHANGED = "was changed or cut after the bundle was made"
_BEGINNING = b'{"part":"'
_LINES_BETWEEN_PROGRESS = 50


def read_bundle(path: Path) -> Generator[Progress, None, Bundle]:
    """The bundle in a file; progress counts bytes.

    Raises FileError for a file that is no bundle, of a newer format, cut, doubled, or changed since it was
    made.
    """
    size = size_of(path)
    if size > BUNDLE_LIMIT:
        most = megabytes(BUNDLE_LIMIT)
        raise FileError(path, f"{megabytes(size)} are too much for a bundle ({most} at most)")
    lines = _Lines(path)
    for line in byte_lines(path, Encoding("utf-8")):
        lines.take(line)
        if line.number % _LINES_BETWEEN_PROGRESS == 0:
            yield Progress(line.end, size, f"Reading {path.name}")
    return lines.bundle()


@dataclass(slots=True)
class _Lines:
    """The lines of a bundle gathered so far; `bundle` tells whether they are all there.

    `seals` has the line of each digest, `whose` the annotator each line is of.
    """

    path: Path
    last: int = 0
    heads: list[BundleHead] = field(default_factory=list)
    ends: list[tuple[EndLine, str]] = field(default_factory=list)
    articles: dict[str, BundledArticle] = field(default_factory=dict)
    feedback: dict[str, Feedback] = field(default_factory=dict)
    whose: dict[int, Annotator] = field(default_factory=dict)
    seals: dict[str, int] = field(default_factory=dict)

    def take(self, line: ByteLine) -> None:
        """Look at a line and keep what it says."""
        if line.data is None:
            most = megabytes(ARTICLE_LIMIT)
            raise self._wrong(line.number, f"is longer than {most}, the most a line may have")
        data = line.data.strip()
        if not data:
            return
        self.last = line.number
        self._expect_version(line.number, data)
        seal = self._seal(line.number, data)
        try:
            refuse_nul(data)
            self._keep(line.number, unsealed(data), seal)
        except _UNREADABLE as error:
            raise self._wrong(line.number, f"cannot be used: {reason_of(error)}") from error
        except InputError as error:
            reason = str(error).removesuffix(".")
            raise self._wrong(line.number, f"cannot be used: {reason}") from error

    def bundle(self) -> Bundle:
        """The bundle of these lines."""
        if not self.heads:
            raise FileError(self.path, "the first line of the bundle is missing")
        if not self.ends:
            raise FileError(self.path, f"it was cut: after line {self.last} its end is missing")
        self._expect_whole(*self.ends[0])
        self._expect_true(self.heads[0])
        articles, feedback = self.articles.values(), self.feedback.values()
        return Bundle(self.path.name, self.heads[0], tuple(articles), tuple(feedback))

    def _expect_version(self, number: int, data: bytes) -> None:
        try:
            version = peeked(data)
        except _UNREADABLE:
            if self.seals or data.startswith(_BEGINNING):
                raise self._wrong(number, _CHANGED) from None
            reason = f"this is no bundle of Annotator, or its line {number} is damaged"
            raise FileError(self.path, reason) from None
        if version > VERSION:
            raise self._wrong(
                number,
                f"was written by a newer Annotator (bundle format {version}, this program knows "
                f"{VERSION}); update Annotator to merge it",
            )

    def _seal(self, number: int, data: bytes) -> str:
        digest = seal_of(data)
        if digest is None:
            raise self._wrong(number, _CHANGED)
        if digest in self.seals:
            raise self._wrong(number, f"is line {self.seals[digest]} a second time")
        self.seals[digest] = number
        return digest

    def _keep(self, number: int, line: Line, seal: str) -> None:
        match line:
            case HeadLine():
                _expect_first(self.heads, "two bundles are in one file")
                self.heads.append(head_of(line))
            case ArticleLine():
                _expect_first(
                    self.articles.get(line.sha256), "its article has another line already"
                )
                self.whose[number], self.articles[line.sha256] = article_of(line, number)
            case FeedbackLine():
                _expect_first(
                    self.feedback.get(line.sha256), "its article has another line already"
                )
                self.feedback[line.sha256] = feedback_of(line)
            case EndLine():
                _expect_first(self.ends, "two bundles are in one file")
                self.ends.append((line, seal))

    def _expect_whole(self, end: EndLine, seal: str) -> None:
        digests = [digest for digest in self.seals if digest != seal]
        missing = end.lines - len(digests)
        if missing > 0:
            verb = "is" if missing == 1 else "are"
            raise FileError(self.path, f"{missing} of its {end.lines + 1} lines {verb} missing")
        if missing < 0 or together(digests) != end.whole:
            raise FileError(self.path, "its lines are not those it was made of")

    def _expect_true(self, head: BundleHead) -> None:
        """What lines say of each other, which only someone who made seals anew could have changed."""
        who = _identity(head.annotator)
        other = next(
            (number for number, name in self.whose.items() if _identity(name) != who), None
        )
        if other is not None:
            raise self._wrong(other, f"is not of {head.annotator.name}, whose bundle this is")
        if head.articles != len(self.articles):
            told = f"its first line tells of {head.articles}"
            raise FileError(self.path, f"it has {len(self.articles)} articles, {told}")
        if not self.feedback.keys() <= self.articles.keys():
            raise FileError(self.path, "it has decisions about an article that is not in it")

    def _wrong(self, number: int, what: str) -> FileError:
        return FileError(self.path, f"line {number} {what}")


def _identity(annotator: Annotator) -> tuple[str, str, str]:
    return annotator.uuid, annotator.kind.value, annotator.name


def _expect_first(known: object, reason: str) -> None:
    if known:
        raise InputError(reason)
