"""Writing `.spacy` files that are sure to hold what was meant, with all that training on them needs.

spaCy cannot hold an entity that begins or ends inside a token, nor two that overlap: such misfits are
placed by a policy and listed, each of them. Every file is read again with spaCy and compared span for
span before it gets its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.errors import AnnotatorError, ModelError
from annotator.core.quotes import QUOTE
from annotator.core.span import QUOTES, Span
from annotator.core.text import digest
from annotator.nlp.docbin_quotes import Said, place_quotes, put, said_in
from annotator.nlp.fitting import Placed, fitted, length_of
from annotator.nlp.messages import (
    Docbin,
    DocbinReport,
    DocEntry,
    FileCount,
    Misfit,
    Policy,
    QuotesAsked,
)
from annotator.nlp.spoken import GROUPS
from annotator.nlp.training import Lesson, recipe

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

KEY = "article"
"""Under which `doc.user_data` keeps the article's key."""


def write_docbins(
    folder: Path,
    files: Iterable[tuple[str, Iterable[DocEntry]]],
    language: str,
    policy: Policy,
    labels: Sequence[str],
    quotes: QuotesAsked = QuotesAsked.NONE,
) -> DocbinReport:
    """Write `name.spacy` for each (name, articles), a training config and a README into a folder.

    Raises ModelError for a language spaCy has no tokenizer for, AnnotatorError when a file cannot be
    written or does not read back as it was meant.
    """
    writer = DocbinWriter(Docbin(str(folder), language, policy, tuple(labels), quotes))
    for name, entries in files:
        writer.add(name, entries)
    return writer.finish()


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one document has to hold, to compare with what is read back."""

    key: str
    sha256: str
    spans: tuple[tuple[int, int, str], ...]
    said: Said


@dataclass(slots=True)
class _File:
    docs: DocBin
    meant: list[_Meant] = field(default_factory=list)


class DocbinWriter:
    """Collects articles for `.spacy` files, batch by batch; nothing has its name before `finish`."""

    def __init__(self, asked: Docbin) -> None:
        self._folder = Path(asked.folder)
        self._asked = asked
        self._longest = 1
        self._nlp = _blank(asked.language)
        self._files: dict[str, _File] = {}
        self._misfits: list[Misfit] = []

    def add(self, name: str, entries: Iterable[DocEntry]) -> None:
        """Put articles into the file `name.spacy`; one without articles is a file all the same."""
        from spacy.tokens import DocBin

        if name not in self._files:
            docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
            self._files[name] = _File(docs)
        for entry in entries:
            self._add(name, entry)

    def finish(self) -> DocbinReport:
        """Write the files, read them back and give them their names."""
        counts = tuple(self._count(name, file.meant) for name, file in self._files.items())
        report = DocbinReport(counts, tuple(self._misfits))
        unfinished = _Unfinished(self._folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, file in self._files.items():
                path = unfinished.write(f"{name}.spacy", file.docs.to_bytes())
                self._check(name, path, file.meant)
            for name, text in recipe(self._asked.language, report, self._lesson(report)).items():
                unfinished.write(name, text.encode("utf-8"))
            unfinished.finish()
        except OSError as error:
            reason = error.strerror or error
            raise AnnotatorError(f"{self._folder} cannot be written: {reason}.") from error
        finally:
            unfinished.clear()
        return report

    def _add(self, name: str, entry: DocEntry) -> None:
        doc = self._nlp.tokenizer(entry.text)
        said, said_placed = place_quotes(doc, entry, self._asked.policy, self._asked.quotes)
        entities = [span for span in entry.spans if not self._is_said(span)]
        placed = _placed(doc, entities, self._asked.policy, self._asked.labels)
        kept = sorted((*p.bounds, p.span.label) for p in placed if p.bounds)
        found = [doc.char_span(start, end, label) for start, end, label in kept]
        doc.set_ents([entity for entity in found if entity is not None])
        doc.user_data[KEY] = entry.key
        if self._asked.quotes is not QuotesAsked.NONE:
            put(doc, said)
            lengths = (len(part) for part in doc.spans.get(GROUPS[QUOTE], ()))
            self._longest = max([self._longest, *lengths])
        self._files[name].docs.add(doc)
        self._files[name].meant.append(_Meant(entry.key, digest(entry.text), tuple(kept), said))
        self._misfits += [_misfit(name, entry.key, p) for p in (*placed, *said_placed) if p.done]

    def _lesson(self, report: DocbinReport) -> Lesson:
        said = any(file.labels.get(QUOTE) for file in report.files[:1])
        asked = self._asked.quotes is not QuotesAsked.NONE
        return Lesson(bool(self._asked.labels), asked and said, self._longest)

    def _is_said(self, span: Span) -> bool:
        return span.layer == QUOTES and self._asked.quotes is not QuotesAsked.NONE

    def _count(self, name: str, meant: Sequence[_Meant]) -> FileCount:
        found = Counter(label for held in meant for _, _, label in held.spans)
        labels = {label: found[label] for label in self._asked.labels}
        said = Counter(
            label for held in meant for group in held.said.groups.values() for *_, label in group
        )
        quotes = sum(len(held.said.links) for held in meant)
        return FileCount(name, len(meant), (found + said).total(), labels | said, quotes)

    def _check(self, name: str, path: Path, meant: Sequence[_Meant]) -> None:
        """Read a file as spaCy would and compare. Raises AnnotatorError at the first difference."""
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        docs = DocBin(store_user_data=True).from_disk(path)
        read = [_held(doc) for doc in docs.get_docs(Vocab())]
        if read != list(meant):
            pairs = zip(read, meant, strict=False)
            wrong = next((f"article {m.key}" for r, m in pairs if r != m), "the number of articles")
            raise AnnotatorError(f"{name}.spacy does not read back as it was written: see {wrong}.")


class _Unfinished:
    """Files written beside those they will replace, so that there is never half of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def write(self, name: str, data: bytes) -> Path:
        self._names.append(name)
        path = self._path(name)
        path.write_bytes(data)
        return path

    def finish(self) -> None:
        for name in self._names:
            self._path(name).replace(self._folder / name)

    def clear(self) -> None:
        for name in self._names:
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.unfinished"


def _blank(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError) as error:
        reason = str(error).split("\n", 1)[0].removesuffix(".")
        raise ModelError(f"spaCy cannot make tokens of “{language}”: {reason}.") from error


def _held(doc: Doc) -> _Meant:
    spans = tuple((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)
    # Tokens nobody decided on would teach a model nothing, where "no entity" was meant.
    undecided = not doc.to_array(["ENT_IOB"]).all()
    return _Meant(doc.user_data[KEY], "" if undecided else digest(doc.text), spans, said_in(doc))


def _placed(doc: Doc, spans: Iterable[Span], policy: Policy, labels: Sequence[str]) -> list[Placed]:
    """Where each span goes, the longest served first where they overlap."""
    each = [fitted(doc, span, policy, labels) for span in spans]
    taken = bytearray(length_of(doc))
    result = []
    for placed in sorted(each, key=_longest_first):
        start, end = placed.bounds or (0, 0)
        if any(taken[start:end]):
            result.append(replace(placed, bounds=None, done="left out: it overlaps a longer one"))
        else:
            result.append(placed)
            taken[start:end] = b"\1" * (end - start)
    return sorted(result, key=lambda placed: placed.span.order)


def _longest_first(placed: Placed) -> tuple[int, tuple[int, int, str, str, int]]:
    start, end = placed.bounds or (0, 0)
    return start - end, placed.span.order


def _misfit(file: str, key: str, placed: Placed) -> Misfit:
    span = placed.span
    return Misfit(
        file, key, span.start, span.end, span.text, span.label, placed.done, placed.bounds
    )
