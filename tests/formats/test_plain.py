from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.formats.plain import PlainText


def read(tmp_path: Path, data: bytes):
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    (entry,) = PlainText().read(path)
    return entry


def test_a_text_keeps_everything_but_its_line_ends_and_mark(tmp_path: Path) -> None:
    entry = read(tmp_path, "\ufeffHeadline \r\n\r\n  e\u0301\xa0x\u2028y\t\n".encode())
    assert entry.article.text == "Headline \n\n  e\u0301\xa0x\u2028y\t\n"
    assert (entry.article.newline, entry.article.key) == ("CRLF", "story")


def test_the_title_is_the_first_line_that_holds_something(tmp_path: Path) -> None:
    assert read(tmp_path, b"\n \n Storm hits \nMore").article.title == "Storm hits"


def test_a_first_line_too_long_for_a_title_is_shortened(tmp_path: Path) -> None:
    title = read(tmp_path, b"word " * 100).article.title
    assert len(title) <= 200
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("data", "told"),
    [(b" \n", "empty"), (b"many words\n" * 9 + b"\0", "story.txt: line 10 holds a NUL")],
)
def test_a_text_that_cannot_be_an_article_is_refused(
    tmp_path: Path, data: bytes, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        read(tmp_path, data)
