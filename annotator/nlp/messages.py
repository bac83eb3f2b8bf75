"""What a worker process is asked and what it answers: one JSON value a line, over stdin and stdout.

Every request but Quit gets exactly one answer, in the order of asking, so whoever asks may send several
and match the answers by counting. Offsets are code points, half-open. Neither spaCy nor Qt is needed here.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from annotator.core.errors import ModelError, TextError
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import Bounds


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Load a pipeline by its package name, or a `trusted` one from a folder. Answer: Loaded."""

    model: str
    trusted: bool = False


class Prelabel(msgspec.Struct, frozen=True, tag="prelabel"):
    """Suggest spans; `mapping` leads from the pipeline's labels to the scheme's. Answer: Prelabelled.

    `quotes` asks for quotes too, `bare` for what the pipeline says without our rules besides.
    """

    article_id: int
    text: str
    mapping: Mapping[str, str]
    quotes: bool = False
    bare: bool = False


class Tokenise(msgspec.Struct, frozen=True, tag="tokenise"):
    """Give the pipeline's tokens without reading for names. Answer: Tokenised."""

    article_id: int
    text: str


class Policy(StrEnum):
    """What becomes of a span whose ends are not token edges: it shrinks, it grows, or it is left out."""

    IN = "in"
    OUT = "out"
    LEAVE_OUT = "leave out"


class QuotesAsked(StrEnum):
    """Whether quotes are written, and with them the stretches that are no quotes."""

    NONE = "none"
    ONLY = "quotes"
    AND_OTHERS = "quotes and others"


class DocEntry(msgspec.Struct, frozen=True):
    """One article for a `.spacy` file: its key, its text and the spans it should hold.

    `relations` join the spans of quotes, `names` are those of the speakers by their quotes' ids.
    """

    key: str
    text: str
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    names: dict[int, str] = {}


class Docbin(msgspec.Struct, frozen=True, tag="docbin"):
    """Begin `.spacy` files in a folder; `labels` are those of entities. Answer: Taken. No model is needed."""

    folder: str
    language: str
    policy: Policy
    labels: tuple[str, ...]
    quotes: QuotesAsked = QuotesAsked.NONE


class DocbinBatch(msgspec.Struct, frozen=True, tag="docbin batch"):
    """Put articles into the file `name.spacy` of the folder begun. Answer: Taken."""

    name: str
    entries: tuple[DocEntry, ...]


class DocbinEnd(msgspec.Struct, frozen=True, tag="docbin end"):
    """Write the files begun and read them back. Answer: DocbinWritten."""


class Quit(msgspec.Struct, frozen=True, tag="quit"):
    """Leave at once, whatever is under way; closing stdin says the same. No answer."""


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """A pipeline is ready. `name` is the annotator it makes suggestions as, `version` the pipeline's own.

    `remark` says in a sentence what it cannot do; empty when it can do all.
    """

    name: str
    version: str
    language: str
    remark: str = ""


class Prelabelled(msgspec.Struct, frozen=True, tag="prelabelled"):
    """An article's suggestions, its token bounds, and how many spans the article's rules decided.

    `relations` and `clusters` join the spans of quotes and name their speakers; `bare` are the
    pipeline's own spans, when they were asked for.
    """

    article_id: int
    spans: tuple[Span, ...]
    bounds: tuple[Bounds, ...]
    decided: int = 0
    relations: tuple[Relation, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    bare: tuple[Span, ...] = ()


class Tokenised(msgspec.Struct, frozen=True, tag="tokenised"):
    """An article's token bounds."""

    article_id: int
    bounds: tuple[Bounds, ...]


class Taken(msgspec.Struct, frozen=True, tag="taken"):
    """A part of a longer request has arrived."""


class Misfit(msgspec.Struct, frozen=True):
    """A span that could not be written as it is: whose, which, and what was done in plain words.

    `start` and `end` are the span's own; `written` is where it stands in the file, None when it was
    left out.
    """

    file: str
    key: str
    start: int
    end: int
    text: str
    label: str
    done: str
    written: Bounds | None = None


class FileCount(msgspec.Struct, frozen=True):
    """What a `.spacy` file holds: articles, spans, spans by label, and quotes."""

    name: str
    articles: int
    spans: int
    labels: dict[str, int]
    quotes: int = 0


class DocbinReport(msgspec.Struct, frozen=True):
    """What was written, after it was read back without a difference, and every misfit."""

    files: tuple[FileCount, ...]
    misfits: tuple[Misfit, ...]


class DocbinWritten(msgspec.Struct, frozen=True, tag="docbin written"):
    """The files are there and hold what was meant."""

    report: DocbinReport


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A request could not be answered, in one sentence for the user; `article_id` when it had one."""

    sentence: str
    article_id: int | None = None


Request = Load | Prelabel | Tokenise | Docbin | DocbinBatch | DocbinEnd | Quit
Answer = Loaded | Prelabelled | Tokenised | Taken | DocbinWritten | Failed

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(message: Request | Answer) -> bytes:
    """The line, LF included, that carries a message. Raises TextError for a lone surrogate in a text."""
    try:
        return _encoder.encode(message) + b"\n"
    except UnicodeEncodeError as error:
        raise TextError("The text holds a lone surrogate, which cannot be pre-labelled.") from error


def decode_request(line: bytes) -> Request:
    """The request a line carries. Raises ModelError when it carries none."""
    try:
        return _requests.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            f"The pre-labelling process was asked what it does not know: {error}."
        ) from error


def decode_answer(line: bytes) -> Answer:
    """The answer a line carries. Raises ModelError when it carries none."""
    try:
        return _answers.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            f"The pre-labelling process said what nobody understands: {error}."
        ) from error
