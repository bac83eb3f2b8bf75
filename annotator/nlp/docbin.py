"""Writing `.spacy` files that are sure to hold what was meant, with all that training on them needs.

spaCy cannot hold an entity that begins or ends inside a token, nor two that overlap: such misfits are
placed by a policy and listed, each of them. Every file is read again with spaCy and compared span for
span before it gets its name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.errors import AnnotatorError, ModelError
from annotator.core.span import Span
from annotator.core.text import Bounds, digest
from annotator.nlp.messages import DocbinReport, DocEntry, FileCount, Misfit, Policy
from annotator.nlp.training import recipe

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

KEY = "article"
"""Under which `doc.user_data` keeps the article's key."""

_OTHER_LABEL = "left out: its label is not among those written"
_OUTSIDE = "left out: it is not in the text"
_INSIDE = "left out: it begins or ends inside a token"
_NO_TOKEN = "left out: it holds no whole token"
_SNAPPED = {Policy.IN: "snapped in to whole tokens", Policy.OUT: "snapped out to whole tokens"}


def write_docbins(
    folder: Path,
    files: Iterable[tuple[str, Iterable[DocEntry]]],
    language: str,
    policy: Policy,
    labels: Sequence[str],
) -> DocbinReport:
    """Write `name.spacy` for each (name, articles), a training config and a README into a folder.

    Raises ModelError for a language spaCy has no tokenizer for, AnnotatorError when a file cannot be
    written or does not read back as it was meant.
    """
    writer = DocbinWriter(folder, language, policy, labels)
    for name, entries in files:
        writer.add(name, entries)
    return writer.finish()


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one document has to hold, to compare with what is read back."""

    key: str
    sha256: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class _File:
    docs: DocBin
    meant: list[_Meant] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span and where it goes, with what had to be done; nowhere when it is left out."""

    span: Span
    bounds: Bounds | None
    done: str = ""


class DocbinWriter:
    """Collects articles for `.spacy` files, batch by batch; nothing has its name before `finish`."""

    def __init__(self, folder: Path, language: str, policy: Policy, labels: Sequence[str]) -> None:
        self._folder = folder
        self._language = language
        self._policy = policy
        self._labels = tuple(labels)
        self._nlp = _blank(language)
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
            for name, text in recipe(self._language, report).items():
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
        placed = _placed(doc, entry.spans, self._policy, self._labels)
        kept = sorted((*p.bounds, p.span.label) for p in placed if p.bounds)
        entities = [doc.char_span(start, end, label) for start, end, label in kept]
        doc.set_ents([entity for entity in entities if entity is not None])
        doc.user_data[KEY] = entry.key
        self._files[name].docs.add(doc)
        self._files[name].meant.append(_Meant(entry.key, digest(entry.text), tuple(kept)))
        self._misfits += [_misfit(name, entry.key, p) for p in placed if p.done]

    def _count(self, name: str, meant: Sequence[_Meant]) -> FileCount:
        found = Counter(label for held in meant for _, _, label in held.spans)
        labels = {label: found[label] for label in self._labels}
        return FileCount(name, len(meant), found.total(), labels)

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
    return _Meant(doc.user_data[KEY], "" if undecided else digest(doc.text), spans)


def _placed(
    doc: Doc, spans: Iterable[Span], policy: Policy, labels: Sequence[str]
) -> list[_Placed]:
    """Where each span goes, the longest served first where they overlap."""
    fitted = [_fitted(doc, span, policy, labels) for span in spans]
    taken = bytearray(_length(doc))
    result = []
    for placed in sorted(fitted, key=_longest_first):
        start, end = placed.bounds or (0, 0)
        if any(taken[start:end]):
            result.append(replace(placed, bounds=None, done="left out: it overlaps a longer one"))
        else:
            result.append(placed)
            taken[start:end] = b"\1" * (end - start)
    return sorted(result, key=lambda placed: placed.span.order)


def _longest_first(placed: _Placed) -> tuple[int, tuple[int, int, str, str, int]]:
    start, end = placed.bounds or (0, 0)
    return start - end, placed.span.order


def _fitted(doc: Doc, span: Span, policy: Policy, labels: Sequence[str]) -> _Placed:
    if span.label not in labels:
        return _Placed(span, None, _OTHER_LABEL)
    if not 0 <= span.start < span.end <= _length(doc):
        return _Placed(span, None, _OUTSIDE)
    found = doc.char_span(span.start, span.end)
    if found is not None and not found[0].is_space and not found[-1].is_space:
        return _Placed(span, (span.start, span.end))
    if policy is Policy.LEAVE_OUT:
        return _Placed(span, None, _INSIDE)
    bounds = _snapped(doc, span, policy)
    return _Placed(span, bounds, _SNAPPED[policy] if bounds else _NO_TOKEN)


def _length(doc: Doc) -> int:
    """The code points of a document, without joining its text anew."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def _snapped(doc: Doc, span: Span, policy: Policy) -> Bounds | None:
    """The whole tokens within a span, or those it shares a code point with; white space is no token."""
    tokens = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    if policy is Policy.IN:
        first, last = bisect_left(starts, span.start), bisect_right(ends, span.end)
    else:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
    return (starts[first], ends[last - 1]) if first < last else None


def _misfit(file: str, key: str, placed: _Placed) -> Misfit:
    span = placed.span
    return Misfit(
        file, key, span.start, span.end, span.text, span.label, placed.done, placed.bounds
    )
