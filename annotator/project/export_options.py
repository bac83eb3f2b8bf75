"""What is exported, whose, and how; checked before anything is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.errors import InputError
from annotator.core.quotes import ADDRESSEE, CUE, QUOTE, SPEAKER
from annotator.core.span import QUOTES
from annotator.nlp.messages import Policy
from annotator.project.project import Project
from annotator.project.splitting import checked_ratios

JSONL, SPACY, QUOTES_CSV, QUOTES_JSON = "jsonl", "spacy", "quotes-csv", "quotes-json"
FORMATS = (JSONL, SPACY, QUOTES_CSV, QUOTES_JSON)
GOLD_FIRST, EACH = "gold first", "each"
_JOINED = (QUOTE, SPEAKER, CUE, ADDRESSEE)
_SPLIT = (0.8, 0.1, 0.1)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user chose.

    `whose` is "gold first" (gold, else the person at work, else another person), "each" (everyone's, not
    for spaCy), or an annotator's name. `layers` empty means all, for spaCy those of entities and quotes
    that have spans. `mapping` renames labels. `misfits` says what becomes of spans that do not fit spaCy's
    tokens. `split` None means 80, 10 and 10 percent for spaCy and a single file otherwise. `articles`
    empty means all. `not_quotes` takes stretches that are no quotes into quotes JSON and spaCy's span
    groups, `mark` begins a table with a byte order mark.
    """

    path: Path
    format: str = JSONL
    whose: str = GOLD_FIRST
    statuses: tuple[str, ...] = (Status.DONE.value,)
    layers: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    misfits: str = Policy.OUT.value
    split: tuple[float, ...] | None = None
    seed: int = 0
    language: str = ""
    articles: tuple[int, ...] = ()
    not_quotes: bool = False
    mark: bool = False

    @property
    def ratios(self) -> tuple[float, ...]:
        """The shares of train, dev and test; empty for a single file."""
        return (_SPLIT if self.format == SPACY else ()) if self.split is None else self.split

    @property
    def is_of_quotes(self) -> bool:
        """Whether nothing but quotes is written."""
        return self.format in (QUOTES_CSV, QUOTES_JSON)

    @property
    def policy(self) -> Policy:
        """What becomes of misfits."""
        return Policy.LEAVE_OUT if self.misfits == "leave" else Policy(self.misfits)


def check(project: Project, options: ExportOptions) -> None:
    """Raise InputError, in a sentence, for what cannot be exported that way."""
    if options.format not in FORMATS:
        known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        raise InputError(f"There is no export to {options.format}; there are {known}.")
    if options.format == SPACY and options.whose == EACH:
        raise InputError("A .spacy export holds one annotation of each article: choose whose.")
    if options.ratios:
        checked_ratios(options.ratios)
    if options.misfits not in ("leave", *(policy.value for policy in Policy)):
        raise InputError(f"Misfits go in, out or leave, not {options.misfits}.")
    _check_names(project, options)
    _check_quotes(project, options)
    if options.format != SPACY and options.path.is_dir():
        name = "JSONL" if options.format == JSONL else options.format
        raise InputError(f"{options.path.name} is a folder; {name} needs the name of a file.")
    if not options.path.absolute().parent.is_dir():
        raise InputError(f"There is no folder {options.path.absolute().parent}.")


def _check_names(project: Project, options: ExportOptions) -> None:
    people = [who.name for who in project.annotators()]
    layers = {layer.name for layer in project.scheme.layers}
    labels = {label.name for _, label in project.scheme.labels}
    _known("annotator", [options.whose], [GOLD_FIRST, EACH, *people, Kind.GOLD.value])
    _known("status", options.statuses, [status.value for status in Status])
    _known("layer", options.layers, layers)
    _known("label", options.mapping, labels)


def _check_quotes(project: Project, options: ExportOptions) -> None:
    layers = options.layers or tuple(layer.name for layer in project.scheme.layers)
    if options.is_of_quotes and QUOTES not in layers:
        raise InputError(f"An export to {options.format} needs the layer quotes.")
    renamed = next((name for name in _JOINED if options.mapping.get(name, name) != name), None)
    if renamed and QUOTES in layers:
        raise InputError(f"{renamed} cannot be renamed: that label makes the span part of a quote.")


def _known(noun: str, wanted: Iterable[str], known: Collection[str]) -> None:
    for name in wanted:
        if name not in known:
            raise InputError(f"There is no {noun} {name}; there are {', '.join(sorted(known))}.")
