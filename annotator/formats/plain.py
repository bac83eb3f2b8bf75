"""Plain text and Markdown: one article a file, kept as it is, its first line copied as the title."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError
from annotator.formats.decoding import read_text
from annotator.formats.fields import title_of
from annotator.formats.files import FileError, size_of
from annotator.formats.interpreting import canonical_text


@dataclass(frozen=True, slots=True)
class PlainText:
    """One article a file."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text", ".md", ".markdown", "")
    encoding: str = ""

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The article of a file. Raises FileError when it cannot be one."""
        raw, encoding = read_text(path, self.encoding)
        try:
            article = article_of_text(raw, key=path.stem, encoding=encoding.codec)
        except InputError as error:
            raise FileError(path, str(error)) from error
        yield Entry(article, (), path.name, encoding.remarks, size_of(path))


def article_of_text(
    raw: str, *, title: str = "", key: str = "", encoding: str = "utf-8"
) -> Article:
    """The article a text makes. Raises InputError when it is empty or cannot be stored."""
    text = canonical_text(raw)
    known = Metadata(title=title.strip() or title_of(text.text))
    return Article(0, key, text.text, known, newline=text.newline, encoding=encoding)
