"""Files to articles and annotations and back, one module per format; FORMATS names them all."""

from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core.annotator import Annotator
from annotator.core.entry import Reader
from annotator.core.errors import InputError
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.formats.csv_columns import CsvColumns
from annotator.formats.foreign import refused_suffix
from annotator.formats.interpreting import GOLD
from annotator.formats.json_lines import JsonLines
from annotator.formats.plain import PlainText
from annotator.formats.quotes_json import QuotesJson

FORMATS: tuple[Reader, ...] = (
    PlainText(),
    CsvColumns(),
    JsonLines(),
    AnnotatorJsonl(),
    QuotesJson(),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the user chose about reading; empty values are found out.

    `text` names the column or key of the text, `annotator` made the spans that name nobody.
    """

    format: str = ""
    encoding: str = ""
    text: str = ""
    annotator: Annotator = GOLD


def format_for(path: Path, reading: Reading = Reading()) -> Reader:
    """The format a file is read with. Raises FileError when none reads it."""
    if reading.format and reading.format not in [known.name for known in FORMATS]:
        names = ", ".join(known.name for known in FORMATS)
        raise InputError(f"There is no format called {reading.format}; there are {names}.")
    suffix = path.suffix.casefold()
    for known in FORMATS:
        if reading.format == known.name or (not reading.format and suffix in known.suffixes):
            return _as_chosen(known, reading)
    raise refused_suffix(path)


def _as_chosen(known: Reader, reading: Reading) -> Reader:
    if isinstance(known, CsvColumns):
        return replace(known, text_column=reading.text, encoding=reading.encoding)
    if isinstance(known, JsonLines | QuotesJson):
        who = reading.annotator
        return replace(known, text_key=reading.text, encoding=reading.encoding, annotator=who)
    if isinstance(known, AnnotatorJsonl):
        return replace(known, encoding=reading.encoding, annotator=reading.annotator)
    return replace(known, encoding=reading.encoding) if isinstance(known, PlainText) else known
