import os
from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.formats.decoding import encoding_of, read_text

FRENCH = "Le maire a déclaré que l’été serait « très chaud » à Évreux — 12 €."
RUSSIAN = "Мэр города заявил, что улица останется закрытой до конца недели."
ENGLISH = "“We have the berth,” Lind said — it’s a café."


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "emoji 👨‍👩‍👧 e\u0301\r\nשלום\u2028"])
def test_unicode_is_read_as_it_is(tmp_path: Path, codec: str, text: str) -> None:
    if codec == "utf-16-le" and text != FRENCH:
        text = FRENCH * 2
    assert read_text(written(tmp_path, text.encode(codec)))[0] == text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", FRENCH),
        ("cp1252", ENGLISH),
        ("latin-1", "Le maire a déclaré que la fête était annulée à Évreux."),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("cp866", RUSSIAN),
        ("mac_roman", FRENCH.replace("€", "")),
        ("shift_jis", "市長は通りが閉鎖されたままになると述べた。"),
        ("gb18030", "市长表示，街道将一直关闭到周末。他说居民应绕行。"),
        ("cp1253", "Ο δήμαρχος δήλωσε ότι ο δρόμος θα μείνει κλειστός."),
    ],
)
def test_legacy_encodings_are_recognised_and_said(tmp_path: Path, codec: str, text: str) -> None:
    found, encoding = read_text(written(tmp_path, text.encode(codec)))
    assert found == text
    assert encoding.remarks


def test_a_legacy_letter_far_into_a_long_file_is_found(tmp_path: Path) -> None:
    data = b"Plain English. " * 100_000 + "The café.".encode("cp1252")
    text, encoding = read_text(written(tmp_path, data))
    assert text.endswith("The café.")
    assert encoding.codec == "cp1252"


def test_plain_utf8_needs_no_remark(tmp_path: Path) -> None:
    assert encoding_of(written(tmp_path, FRENCH.encode())).remarks == ()


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    polish = "Żółć, gęś, źdźbło."
    assert read_text(written(tmp_path, polish.encode("cp1250")), "cp1250")[0] == polish


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13"])
def test_a_declared_encoding_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=f"no text encoding called {name}"):
        encoding_of(written(tmp_path, b"text"), name)


def test_one_damaged_byte_in_utf8_is_named_by_line_not_read_wrongly(tmp_path: Path) -> None:
    data = f"{FRENCH}\n{FRENCH}\n".encode() + b"caf\xe9\n"
    with pytest.raises(InputError, match="byte 0xE9 in line 3 is not UTF-8"):
        read_text(written(tmp_path, data))


def test_a_wrongly_declared_encoding_names_the_byte(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"notes.txt: byte 0xE9 in line 1 is not ASCII"):
        read_text(written(tmp_path, b"caf\xe9"), "ascii")


@pytest.mark.parametrize(
    "data", [os.urandom(5000), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"PK\3\4\24\0\0\0\10\0"]
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="it is not a text file"):
        read_text(written(tmp_path, data))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"notes.txt: the file is empty\."):
        read_text(written(tmp_path, b""))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_text(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="this is a folder"):
        read_text(tmp_path)


def test_a_file_of_two_hundred_megabytes_is_too_large_for_one_article(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InputError, match=r"huge.txt: at 200 MB it is too large"):
        read_text(path)
