import csv
import io

from hypothesis import given, settings
from quote_strategies import quote_entries

from annotator.core.entry import Entry
from annotator.core.quotes import quotes
from annotator.core.scheme import Scheme
from annotator.formats.cells import harmless, table
from annotator.formats.quotes_csv import COLUMNS, difference, head, rows_of
from annotator.formats.speakers import speaker_names


def rows(entry: Entry) -> list[tuple[str, ...]]:
    ((_, made),) = entry.annotations
    return rows_of(entry, "7", [speaker_names(made, Scheme("test"))])


def places(cell: str) -> list[tuple[int, int]]:
    return [tuple(map(int, pair.split("-"))) for pair in cell.split(";")] if cell else []


@settings(max_examples=100, deadline=None)
@given(quote_entries())
def test_a_table_holds_each_quote_with_offsets_that_lead_to_its_words(entry: Entry) -> None:
    data = table(rows(entry))
    text = entry.article.text
    assert difference(data, rows(entry), text) == ""
    ((_, made),) = entry.annotations
    told = list(csv.DictReader(io.StringIO(data.decode(), newline=""), fieldnames=COLUMNS))
    for row, quote in zip(told, quotes(made), strict=True):
        assert places(row["parts"]) == [(part.start, part.end) for part in quote.parts]
        speaker = "".join(text[start:end] for start, end in places(row["speaker_offsets"]))
        assert row["speaker_text"] == harmless(speaker)
        assert (row["kind"], row["status"]) == (quote.kind, quote.speaker_status)


@settings(max_examples=50, deadline=None)
@given(quote_entries())
def test_a_table_that_was_damaged_is_found_out(entry: Entry) -> None:
    good = rows(entry)
    if not good:
        return
    other = [(*good[0][:11], "other words", *good[0][12:]), *good[1:]]
    assert difference(table(other), good, entry.article.text)
    moved = [(*good[0][:12], "0-0", *good[0][13:]), *good[1:]]
    assert difference(table(moved), moved, entry.article.text)


def test_no_cell_is_taken_for_a_formula() -> None:
    for cell in ("=1+1", "+1", "-1", "@x", "\tx", "\rx"):
        assert table([(cell,)]).decode().lstrip('"').startswith("'")
    assert table([("plain", "“=”")]) == "plain,“=”\n".encode()


def test_a_byte_order_mark_stands_before_the_columns_when_asked_for() -> None:
    assert head(mark=True) == b"\xef\xbb\xbf" + head(mark=False)
    assert head(mark=False).decode().strip().split(",") == list(COLUMNS)
