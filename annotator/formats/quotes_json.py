"""Quotes JSON: one article a line with who said what, in Citron's shape; read in the plain shape too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError
from annotator.core.quotes import quotes
from annotator.core.scheme import Scheme
from annotator.formats.annotator_jsonl import TOO_LONG, refuse_nul
from annotator.formats.decoding import ByteLine
from annotator.formats.interpreting import GOLD, Place
from annotator.formats.interpreting_quotes import quotes_entry
from annotator.formats.json_lines import placed_records
from annotator.formats.losing import lost_of_quotes
from annotator.formats.recording_quotes import Names, QuoteRecord, QuotesRecord, quotes_records
from annotator.formats.records import reason_of
from annotator.formats.speakers import speaker_names

_decoder = msgspec.json.Decoder(dict[str, object])
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class QuotesJson:
    """Records with `quotes`, one a line, in a list or alone. `annotator` made those that name nobody."""

    name: str = "quotes"
    suffixes: tuple[str, ...] = ()
    text_key: str = ""
    encoding: str = ""
    annotator: Annotator = GOLD

    def read(self, path: Path) -> Iterator[Entry | Refusal]:
        """The entries of a file, and a refusal for each record that cannot be used."""
        for record, place in placed_records(path, self.encoding, self.annotator):
            yield quotes_of_line(record, place, self.text_key)

    def write(self, path: Path, entries: Iterable[Entry], scheme: Scheme) -> int:
        """Write entries, one line for each annotation, and return how many entries there were."""
        count = 0
        with path.open("wb") as file:
            for entry in entries:
                names = [speaker_names(made, scheme) for _, made in entry.annotations]
                file.write(quotes_lines(entry, names))
                count += 1
        return count

    def losses(self, entry: Entry) -> Mapping[str, int]:
        """Everything but quotes."""
        return lost_of_quotes(entry, not_quotes=False)


def quotes_lines(entry: Entry, names: Sequence[Names], *, not_quotes: bool = False) -> bytes:
    """The lines of an entry's annotations, each with its LF."""
    records = quotes_records(entry, names, not_quotes=not_quotes)
    return b"".join(_encoder.encode(record) + b"\n" for record in records)


def quotes_of_line(line: ByteLine, place: Place, text_key: str = "") -> Entry | Refusal:
    """The entry of one record, or why it is refused."""
    if line.data is None:
        return Refusal(place.name, TOO_LONG, place.read_to)
    try:
        fields = _decoder.decode(line.data)
        refuse_nul(line.data)
        return quotes_entry(fields, place, text_key)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(place.name, reason_of(error), place.read_to)
    except InputError as error:
        return Refusal(place.name, str(error), place.read_to)


def difference(lines: bytes, entry: Entry, names: Sequence[Names], *, not_quotes: bool) -> str:
    """Why lines, read back, do not say what an entry's quotes say; empty when they do."""
    records = quotes_records(entry, names, not_quotes=not_quotes)
    for line, meant in zip(lines.split(b"\n")[:-1], records, strict=True):
        read = quotes_of_line(ByteLine(0, 0, line), Place(""))
        if isinstance(read, Refusal):
            return read.reason
        known = [_names_told(made) for _, made in read.annotations]
        (found,) = quotes_records(read, known, not_quotes=not_quotes)
        if _said(found) != _said(meant):
            return "something else was read than written"
    return ""


def _names_told(made: Annotation) -> dict[int, str]:
    clusters = {cluster.id: cluster.name for cluster in made.clusters}
    texts = {quote.id: quote.speaker.text if quote.speaker else "" for quote in quotes(made)}
    return {q.id: clusters.get(q.cluster_id or 0) or texts[q.id] for q in quotes(made)}


def _said(record: QuotesRecord) -> object:
    """What has to come back: all but the numbers of quotes and what is known about the article."""
    return record.text, record.status, record.not_quotes, [_bare(quote) for quote in record.quotes]


def _bare(quote: QuoteRecord) -> QuoteRecord:
    return msgspec.structs.replace(quote, id=0, coreferences=None, speaker_label=None)
