import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.core.offsets import ByteMap, Unit, Utf16Map, converter, fitting_unit

TEXT = "Zoë 😀 e\u0301 محمد 👩‍👩‍👧 end"
SOME_TEXT = st.text(alphabet="ae\u0301ë😀👩\u200dم\n", max_size=40)


@given(SOME_TEXT)
def test_utf16_and_back_is_where_one_was(text):
    there = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert there.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert there.to_code_points(there.to_utf16(offset)) == offset


@given(SOME_TEXT)
def test_bytes_come_back_to_the_code_point_that_starts_there(text):
    there = ByteMap(text)
    for offset in range(len(text) + 1):
        assert there.to_code_points(len(text[:offset].encode())) == offset


def test_the_middle_of_a_surrogate_pair_counts_as_its_start():
    assert Utf16Map("a😀b").to_code_points(2) == 1


def test_a_byte_inside_a_character_is_refused():
    with pytest.raises(InputError, match="does not start a character"):
        ByteMap("é").to_code_points(1)


def test_a_byte_outside_the_text_is_refused():
    with pytest.raises(InputError, match="byte offset 9"):
        ByteMap("é").to_code_points(9)


@pytest.mark.parametrize("unit", list(Unit))
def test_the_unit_in_which_spans_are_true_is_found(unit):
    start, end = TEXT.index("end"), len(TEXT)
    of = {
        Unit.CODE_POINTS: len,
        Unit.UTF16: lambda part: len(part.encode("utf-16-le")) // 2,
        Unit.BYTES: lambda part: len(part.encode()),
    }[unit]
    told = (of(TEXT[:start]), of(TEXT[:end]), "end")
    assert fitting_unit(TEXT, [told]) is unit
    assert [converter(TEXT, unit)(offset) for offset in told[:2]] == [start, end]


def test_code_points_win_where_the_units_agree():
    assert fitting_unit("plain", [(0, 5, "plain")]) is Unit.CODE_POINTS


def test_no_unit_fits_a_text_that_is_not_there():
    assert fitting_unit(TEXT, [(0, 3, "Zoe")]) is None


def test_spans_without_text_only_have_to_lie_inside():
    assert fitting_unit("abc", [(0, 3, None)]) is Unit.CODE_POINTS
    assert fitting_unit("abc", [(0, 4, None)]) is None
