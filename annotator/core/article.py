"""Articles: one news text each, with what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.core.text import digest


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; all of it may be edited."""

    title: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    meta: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. `text` is canonical and never changes after import.

    `key` is the id it came with; `newline` and `encoding` tell how its file was written; `flag` is the
    note of the mark someone put on it, None when it is not flagged.
    """

    id: int
    key: str
    text: str
    metadata: Metadata = Metadata()
    newline: str = "LF"
    encoding: str = "utf-8"
    position: int = 0
    import_id: int | None = None
    flag: str | None = None

    @property
    def title(self) -> str:
        """The title, a copy of what the text says."""
        return self.metadata.title

    @property
    def sha256(self) -> str:
        """By which the same text is recognised."""
        return digest(self.text)
