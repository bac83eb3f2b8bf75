"""What is exported, whose, and how; checked before anything is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.annotation import Status
from annotator.core.annotator import Kind
from annotator.core.errors import InputError
from annotator.core.span import ENTITIES
from annotator.nlp.messages import Policy
from annotator.project.project import Project
from annotator.project.splitting import checked_ratios

JSONL, SPACY = "jsonl", "spacy"
GOLD_FIRST, EACH = "gold first", "each"
_SPLIT = (0.8, 0.1, 0.1)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user chose.

    `whose` is "gold first" (gold, else the person at work, else another person), "each" (everyone's, JSONL
    only), or an annotator's name. `layers` empty means all, for spaCy the entities. `mapping` renames
    labels. `misfits` says what becomes of spans that do not fit spaCy's tokens. `split` None means 80, 10
    and 10 percent for spaCy and a single file for JSONL. `articles` empty means all.
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

    @property
    def ratios(self) -> tuple[float, ...]:
        """The shares of train, dev and test; empty for a single file."""
        return (_SPLIT if self.format == SPACY else ()) if self.split is None else self.split

    @property
    def kept_layers(self) -> tuple[str, ...]:
        """The layers written; empty for all."""
        return self.layers or ((ENTITIES,) if self.format == SPACY else ())

    @property
    def policy(self) -> Policy:
        """What becomes of misfits."""
        return Policy.LEAVE_OUT if self.misfits == "leave" else Policy(self.misfits)


def check(project: Project, options: ExportOptions) -> None:
    """Raise InputError, in a sentence, for what cannot be exported that way."""
    if options.format not in (JSONL, SPACY):
        raise InputError(f"There is no export to {options.format}; there are jsonl and spacy.")
    if options.format == SPACY and options.whose == EACH:
        raise InputError("A .spacy export holds one annotation of each article: choose whose.")
    if options.ratios:
        checked_ratios(options.ratios)
    if options.misfits not in ("leave", *(policy.value for policy in Policy)):
        raise InputError(f"Misfits go in, out or leave, not {options.misfits}.")
    _check_names(project, options)
    if options.format == JSONL and options.path.is_dir():
        raise InputError(f"{options.path.name} is a folder; JSONL needs the name of a file.")
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


def _known(noun: str, wanted: Iterable[str], known: Collection[str]) -> None:
    for name in wanted:
        if name not in known:
            raise InputError(f"There is no {noun} {name}; there are {', '.join(sorted(known))}.")
