"""From bytes to text: which encoding a file is in, and its text or its lines.

A byte order mark decides, then what the user declared, then UTF-8 if the whole file is valid, then a
guess at a legacy encoding. A file that is UTF-8 but for a few damaged lines stays UTF-8: those lines
are refused, not read wrongly.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.files import ARTICLE_LIMIT, FileError, megabytes, opened, size_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_CONTROL = bytes({*range(32), 127} - {*b"\t\n\r\f\x1b"})
_CONTROL_SHARE = 0.02
_NUL_SHARE = 0.3

# Of encodings that give the same text the one most files are really in.
_COMMON = ("cp1252", "cp1250", "cp1251", "mac_roman", "cp866", "shift_jis", "euc_jp", "gb18030")
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒŠŽ“”‘’„–—…•€£«»°©®™·§½¼¾ªº¿¡\xa0"
)
_CAPITAL_INSIDE_A_WORD = re.compile("[a-zß-ÿ][À-ÞŒŠŸŽ]")
_WESTERN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text: a codec, the length of its mark, and what to say about it."""

    codec: str
    mark: int = 0
    remark: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to tell the user, nothing for plain UTF-8."""
        return (self.remark,) if self.remark else ()

    @property
    def is_utf8(self) -> bool:
        """Whether the bytes can be used as they are."""
        return self.codec == "utf-8"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file with its LF: its number from 1, and the byte up to which the file was read."""

    number: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ByteLine:
    """One line of a file as UTF-8 with its LF; None when it is longer than an article may be."""

    number: int
    end: int
    data: bytes | None


def encoding_of(path: Path, declared: str = "") -> Encoding:
    """The encoding of a file. Raises FileError when it is empty, not text or cannot be decoded."""
    size_of(path)
    with opened(path) as file:
        start = file.read(_SAMPLE)
    marked = next((Encoding(c, len(m)) for m, c in _MARKS if start.startswith(m)), None)
    if marked:
        return marked if marked.is_utf8 else _said(marked)
    if declared:
        return _declared(path, declared)
    unmarked = _utf16_without_mark(start)
    if unmarked:
        return unmarked
    if _is_binary(start):
        raise FileError(path, "it is not a text file")
    return Encoding("utf-8") if _is_utf8(path) else _legacy(path)


def read_text(path: Path, declared: str = "") -> tuple[str, Encoding]:
    """The whole text of a file as it came. Raises FileError as `encoding_of`, and above ARTICLE_LIMIT."""
    size = size_of(path)
    if size > ARTICLE_LIMIT:
        limit = megabytes(ARTICLE_LIMIT)
        raise FileError(
            path, f"at {megabytes(size)} it is too large: an article has at most {limit}"
        )
    encoding = encoding_of(path, declared)
    with opened(path) as file:
        data = file.read()[encoding.mark :]
    try:
        return data.decode(encoding.codec), encoding
    except UnicodeDecodeError as error:
        raise FileError(path, _undecodable(data, encoding, error)) from error


def text_lines(path: Path, encoding: Encoding, newline: str = "\n") -> Iterator[Line]:
    """The lines of a file; bytes that are not UTF-8 come as lone surrogates, so that they are refused.

    A line ends at LF, with `newline` empty also at CR; one longer than ARTICLE_LIMIT comes in pieces.
    Raises FileError where decoding has to stop.
    """
    errors = "surrogateescape" if encoding.is_utf8 else "strict"
    with opened(path) as file:
        file.seek(encoding.mark)
        text = io.TextIOWrapper(file, encoding.codec, errors=errors, newline=newline)
        number = 0
        try:
            while line := text.readline(ARTICLE_LIMIT):
                number += 1
                yield Line(number, file.tell(), line)
        except UnicodeDecodeError as error:
            name = _name(encoding.codec)
            raise FileError(path, f"after line {number} it is not {name}") from error
        finally:
            text.detach()


def byte_lines(path: Path, encoding: Encoding) -> Iterator[ByteLine]:
    """The lines of a file as UTF-8 bytes, not checked. Raises FileError where decoding has to stop."""
    if encoding.is_utf8:
        yield from _utf8_lines(path, encoding)
        return
    for line in text_lines(path, encoding):
        whole = len(line.text) < ARTICLE_LIMIT or line.text.endswith("\n")
        yield ByteLine(line.number, line.end, line.text.encode() if whole else None)


def _utf8_lines(path: Path, encoding: Encoding) -> Iterator[ByteLine]:
    with opened(path) as file:
        end, number = file.seek(encoding.mark), 0
        while data := file.readline(ARTICLE_LIMIT):
            number, end = number + 1, end + len(data)
            if len(data) == ARTICLE_LIMIT and not data.endswith(b"\n"):
                end += _skip_line(file)
                yield ByteLine(number, end, None)
            else:
                yield ByteLine(number, end, data)


def _skip_line(file: BinaryIO) -> int:
    skipped = 0
    while rest := file.readline(_BLOCK):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


def _declared(path: Path, declared: str) -> Encoding:
    try:
        b"a".decode(declared, "ignore")
    except LookupError as error:
        raise FileError(path, f"there is no text encoding called {declared}") from error
    codec = codecs.lookup(declared).name
    return Encoding(codec) if codec == "utf-8" else _said(Encoding(codec))


def _said(encoding: Encoding) -> Encoding:
    remark = f"The text was read as {_name(encoding.codec)}."
    return Encoding(encoding.codec, encoding.mark, remark)


def _utf16_without_mark(start: bytes) -> Encoding | None:
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = max(len(start) // 2, 1)
    if odd > _NUL_SHARE * half and not even:
        return _said(Encoding("utf-16-le"))
    return _said(Encoding("utf-16-be")) if even > _NUL_SHARE * half and not odd else None


def _is_binary(start: bytes) -> bool:
    controls = len(start) - len(start.translate(None, _CONTROL))
    return controls > _CONTROL_SHARE * len(start) and controls > 2


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(path) as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _legacy(path: Path) -> Encoding:
    sound, damaged, sample = 0, 0, b""
    for line in _utf8_lines(path, Encoding("utf-8")):
        data = line.data or b""
        if data.isascii():
            continue
        good, bad = _sequences(data)
        sound, damaged = sound + good, damaged + bad
        if bad and len(sample) < _SAMPLE:
            sample += data[:_SAMPLE]
    return Encoding("utf-8") if sound > damaged else _guessed(path, sample)


def _sequences(data: bytes) -> tuple[int, int]:
    text = data.decode("utf-8", "surrogateescape")
    beyond = [char for char in text if char > "\x7f"]
    bad = sum("\udc80" <= char <= "\udcff" for char in beyond)
    return len(beyond) - bad, bad


def _guessed(path: Path, sample: bytes) -> Encoding:
    if _is_western(sample):
        return _detected("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise FileError(path, "its encoding cannot be recognised; save it as UTF-8")
    alike = best.could_be_from_charset
    return _detected(next((name for name in _COMMON if name in alike), best.encoding))


def _is_western(sample: bytes) -> bool:
    text = sample.decode("cp1252", "replace")
    beyond = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in text)
    foreign = sum(char.isalpha() for char in beyond)
    return (
        _WESTERN.issuperset(beyond)
        and foreign <= _WESTERN_SHARE * letters
        and not _CAPITAL_INSIDE_A_WORD.search(text)
    )


def _detected(codec: str) -> Encoding:
    name = _name(codec)
    return Encoding(codec, 0, f"The text is not UTF-8 and was read as {name}: check its accents.")


def _name(codec: str) -> str:
    if codec.startswith("cp125"):
        return f"Windows-{codec[2:]}"
    return codec.upper().replace("_", "-")


def _undecodable(data: bytes, encoding: Encoding, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    wrong = f"byte 0x{data[error.start]:02X} in line {line}"
    return f"{wrong} is not {_name(encoding.codec)}; save the file as UTF-8"
