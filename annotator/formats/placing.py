"""Where the spans of a record stand in its canonical text, whatever unit their offsets came in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from annotator.core.errors import InputError
from annotator.core.offsets import Triple, Unit, converter, fitting_unit
from annotator.core.text import CanonicalText
from annotator.formats.records import RejectionRecord, SpanRecord

Placed = SpanRecord | RejectionRecord


@dataclass(frozen=True, slots=True)
class Placing:
    """From the offsets of a record to code points of its canonical text; `remark` says what was done."""

    offset: Callable[[int], int] | None = None
    remark: str = ""

    def start(self, record: Placed) -> int:
        """The first code point of a span."""
        return record.start if self.offset is None else self.offset(record.start)

    def end(self, record: Placed) -> int:
        """The code point after the last of a span."""
        return record.end if self.offset is None else self.offset(record.end)


def placing_of(raw: str, canonical: CanonicalText, placed: Sequence[Placed]) -> Placing:
    """How the spans of one record are placed.

    `raw` is the text as it came. Raises InputError, naming the first span that is nowhere true to the text,
    when no unit fits.
    """
    if raw == canonical.text and all(map(partial(_true, raw, len(raw)), placed)):
        return Placing()
    triples = [(record.start, record.end, _told(record)) for record in placed]
    found = _in_raw(raw, canonical, triples) or _in_canonical(canonical, triples)
    if found is None:
        raise InputError(_misfit(raw, canonical.text, placed))
    _refuse_vanished(found, placed)
    return found


def _in_raw(raw: str, canonical: CanonicalText, triples: list[Triple]) -> Placing | None:
    unit = _unit(raw, triples)
    if unit is None:
        return None
    to_code_points, cleaned = converter(raw, unit), canonical.cleaning
    return Placing(lambda offset: cleaned(to_code_points(offset)), _remark(unit))


def _in_canonical(canonical: CanonicalText, triples: list[Triple]) -> Placing | None:
    unit = _unit(canonical.text, triples)
    if unit is None:
        return None
    remark = _remark(unit) or "Offsets counted each line end as one character and were kept so."
    return Placing(converter(canonical.text, unit), remark)


def _unit(text: str, triples: list[Triple]) -> Unit | None:
    unit = fitting_unit(text, triples)
    # Bytes reach far beyond the characters: without one text that agrees, they would fit any mistake.
    unproved = unit is Unit.BYTES and all(told is None for _, _, told in triples)
    return None if unproved else unit


def _remark(unit: Unit) -> str:
    if unit is Unit.CODE_POINTS:
        return ""
    return f"Offsets counted {unit.value} and were converted to code points."


def _told(record: Placed) -> str | None:
    return record.text if isinstance(record, SpanRecord) else None


def _true(text: str, length: int, record: Placed) -> bool:
    start, end = record.start, record.end
    if not 0 <= start < end <= length:
        return False
    # A rejection has no text of its own.
    told = record.text if type(record) is SpanRecord else None
    return told is None or text[start:end] == told


def _misfit(raw: str, text: str, placed: Sequence[Placed]) -> str:
    wrong = next(
        (r for r in placed if not (_true(raw, len(raw), r) or _true(text, len(text), r))), placed[0]
    )
    name = f"{wrong.label} {wrong.start}–{wrong.end}"
    if not 0 <= wrong.start < wrong.end:
        return f"the span {name} is empty or starts before the text"
    told = _told(wrong)
    if told is None or wrong.end > len(raw.encode("utf-8", "replace")):
        return f"the span {name} lies outside the text of {len(raw)} characters"
    return (
        f"the span {name} says “{_short(told)}” but the text has “{_short(raw[wrong.start : wrong.end])}”, "
        "and neither UTF-16 units nor bytes fit"
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _refuse_vanished(placing: Placing, placed: Sequence[Placed]) -> None:
    for record in placed:
        if not placing.start(record) < placing.end(record):
            raise InputError(
                f"the span {record.label} {record.start}–{record.end} covers no character that is kept"
            )
