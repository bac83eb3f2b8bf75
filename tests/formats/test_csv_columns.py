from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcomes import is_sound

from annotator.core.errors import InputError
from annotator.formats.csv_columns import CsvColumns


def read(tmp_path: Path, data: bytes | str, name: str = "a.csv", **chosen: str):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(CsvColumns(**chosen).read(path))


def test_rows_become_articles_with_what_the_other_columns_say(tmp_path: Path) -> None:
    data = (
        "id,Headline,Body,Outlet,Date,Section\n"
        '7,Storm,"First\n""line"" two",Courier,2026-03-04,Weather\n'
    )
    (entry,) = read(tmp_path, data)
    known = entry.article.metadata
    assert entry.article.text == 'First\n"line" two'
    assert (entry.article.key, known.title, known.source) == ("7", "Storm", "Courier")
    assert (known.published, known.meta) == ("2026-03-04", {"Section": "Weather"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(["title", "text"]) + "\n" + delimiter.join(["One", "Two"]) + "\n"
    (entry,) = read(tmp_path, data)
    assert (entry.article.title, entry.article.text) == ("One", "Two")


def test_a_single_text_column_is_enough(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'text\n"One, two; three"\nFour\n')
    assert (first.article.text, second.article.text) == ("One, two; three", "Four")


def test_tabs_with_quotation_marks_of_the_text_itself(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'title\ttext\nOne\t"No," he said.\nTwo\tPlain\n', "a.tsv")
    assert first.article.text == '"No," he said.'
    assert second.article.text == "Plain"


def test_a_chosen_column_is_the_text(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "text,notes\nA,B\n", text_column="Notes")
    assert entry.article.text == "B"
    assert entry.article.metadata.meta == {"text": "A"}


def test_without_a_text_column_the_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no column is called text.*its columns are a, b"):
        read(tmp_path, "a,b\n1,2\n")
    with pytest.raises(InputError, match="no column is called prose"):
        read(tmp_path, "text\n1\n", text_column="prose")


def test_a_row_of_another_length_is_refused_by_line(tmp_path: Path) -> None:
    _, refusal, last = read(tmp_path, 'id,text\n1,"a\nb"\n2,x,y\n3,z\n')
    assert refusal.place == "a.csv, line 4"
    assert refusal.reason == "it has 3 fields where the header has 2"
    assert last.article.text == "z"


def test_an_unclosed_quotation_mark_costs_one_row_only(tmp_path: Path) -> None:
    refusal, *rest = read(tmp_path, 'id,text\n1,"open\n2,two\n3,three\n')
    assert refusal.place == "a.csv, line 2"
    assert "a quotation mark is not closed" in refusal.reason
    assert [entry.article.text for entry in rest] == ["two", "three"]


def test_text_after_a_closing_quotation_mark_is_refused_not_mangled(tmp_path: Path) -> None:
    refusal, last = read(tmp_path, 'id,text\n1,"No" he said\n2,two\n')
    assert "follows a closing quotation mark" in refusal.reason
    assert last.article.text == "two"


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    (refusal,) = read(tmp_path, "id,text\n1,\n")
    assert refusal.reason == "its text is empty"


def test_a_text_of_five_megabytes_is_read(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "text\n" + "word " * 1_000_000 + "\n")
    assert len(entry.article.text) == 5_000_000


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_in_other_encodings_are_read(tmp_path: Path, codec: str) -> None:
    (entry,) = read(tmp_path, "title;text\r\nÉté;“Très chaud,” dit-il.\r\n".encode(codec))
    assert (entry.article.title, entry.article.text) == ("Été", "“Très chaud,” dit-il.")
    assert entry.remarks or codec == "utf-8-sig"


def test_rows_that_end_in_carriage_returns_are_read(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'id,text\r1,"one\rline"\r2,two\r')
    assert (first.article.text, first.article.newline) == ("one\nline", "CR")
    assert second.article.text == "two"


def test_a_stray_carriage_return_costs_one_row_only(tmp_path: Path) -> None:
    refusal, last = read(tmp_path, "id,text\n1,o\rne\n2,two\n")
    assert refusal.reason == "it is not valid CSV: a carriage return stands outside quotation marks"
    assert last.article.text == "two"


def test_one_row_with_a_damaged_byte_is_refused(tmp_path: Path) -> None:
    data = "id,text\n1,éàü\n".encode() + b"2,caf\xe9\n3,plain\n"
    first, refusal, last = read(tmp_path, data)
    assert (first.article.text, last.article.text) == ("éàü", "plain")
    assert refusal.reason == "it holds bytes that are not UTF-8"


def test_a_row_with_nul_is_refused(tmp_path: Path) -> None:
    (refusal,) = read(tmp_path, "id,text\n1,a\0b\n")
    assert "NUL" in refusal.reason


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_damaged_file_gives_entries_and_refusals_or_one_error(tmp_path: Path, data) -> None:
    raw = bytearray('id,title,text\n1,"É, t","One ""two""\nthree"\n2,b,👨‍👩‍👧 d\n'.encode() * 3)
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.csv"
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    assert is_sound(CsvColumns(), path)
