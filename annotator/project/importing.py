"""Bringing files, folders and pasted text into a project, batch by batch, with a report."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article
from annotator.core.entry import Entry, Refusal
from annotator.core.errors import InputError, StoreError
from annotator.core.progress import Progress
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.formats import Reading, format_for
from annotator.formats.fields import title_of
from annotator.formats.files import FileError
from annotator.formats.interpreting import GOLD
from annotator.formats.plain import article_of_text
from annotator.project.import_report import ImportReport
from annotator.project.importing_sources import Source, name_of, sources_in
from annotator.project.intake import Intake
from annotator.project.near_duplicates import NearDuplicates
from annotator.project.project import Project

BATCH_ITEMS = 500
BATCH_CHARACTERS = 8_000_000

Item = Entry | Refusal


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user chose; empty values are found out.

    `format` is one of `formats.FORMATS` by name, `text` names the column or key of the text,
    `annotator` made the spans of files that name nobody (gold when empty).
    """

    format: str = ""
    encoding: str = ""
    text: str = ""
    annotator: str = ""


@dataclass(slots=True)
class _Batch:
    """Entries and refusals to be dealt with at once, and how many bytes were read up to them."""

    entries: list[Entry]
    refusals: list[Refusal]
    characters: int = 0
    read_to: int = 0

    @property
    def is_full(self) -> bool:
        count = len(self.entries) + len(self.refusals)
        return count >= BATCH_ITEMS or self.characters >= BATCH_CHARACTERS


def import_paths(
    project: Project, paths: Iterable[Path], options: ImportOptions | None = None
) -> Generator[Progress, None, ImportReport]:
    """Import files, and folders with all that is in them; progress counts bytes.

    Closing the generator keeps whole batches, and the last progress said how many articles they held.
    Raises StoreError when the project cannot be written; what was imported before is kept and said.
    """
    chosen = options or ImportOptions()
    given = [Path(path) for path in paths]
    report = ImportReport()
    sources = sources_in(given, report)
    job = _Import(project, report, name_of(given, sources), chosen)
    try:
        yield from job.run(sources)
    except (GeneratorExit, KeyboardInterrupt):
        report.stopped = True
        job.close()
        raise
    except StoreError as error:
        kept = f" The {report.added:,} articles imported before are kept." if report.added else ""
        raise StoreError(f"{error}{kept}") from error
    job.close()
    return report


def import_text(project: Project, text: str, title: str = "") -> ImportReport:
    """Import a pasted text as one article. Raises InputError when it cannot be one."""
    try:
        article = article_of_text(text, title=title)
    except InputError as error:
        raise InputError(f"The pasted text cannot be imported: {error}.") from error
    report = ImportReport()
    job = _Import(project, report, f"“{article.title}”", ImportOptions(format="clipboard"))
    job.take([Entry(article, (), "clipboard")])
    job.close()
    return report


class _Import:
    """One import under way: reads files, gives batches to the project, and counts."""

    def __init__(
        self, project: Project, report: ImportReport, name: str, options: ImportOptions
    ) -> None:
        self._scheme = project.scheme
        self._report = report
        self._options = options
        self._intake = Intake(project, name, options.format or "by ending")
        self._near_duplicates = NearDuplicates(project, report)

    def run(self, sources: Sequence[Source]) -> Generator[Progress, None, None]:
        """Read every file; one that cannot be read is refused and the next is read."""
        total = sum(source.size for source in sources)
        self._report.files = len(sources)
        yield Progress(0, total, "Reading")
        for batch in _batches(self._items(sources)):
            self._report.refuse(batch.refusals)
            yield from self._near_duplicates.prepare(batch.entries)
            self.take(batch.entries)
            self._near_duplicates.note(batch.entries)
            yield Progress(batch.read_to, total, f"{self._report.added:,} articles imported")

    def take(self, entries: Sequence[Entry]) -> None:
        """Store a batch."""
        if not entries:
            return
        self._intake.add(entries)
        self._count(entries)

    def close(self) -> None:
        """Keep the report with the import."""
        self._report.import_id = self._intake.import_id
        self._intake.close(self._report)

    def _count(self, entries: Sequence[Entry]) -> None:
        report, taken = self._report, self._intake.taken
        report.added, report.already_there = taken.added, taken.already_there
        report.annotations, report.kept_back = taken.annotations + taken.attached, taken.kept
        report.refuse(self._intake.refused)
        self._intake.refused.clear()
        report.count(
            (entry.article.encoding for entry in entries),
            (remark for entry in entries for remark in entry.remarks),
        )

    def _items(self, sources: Sequence[Source]) -> Iterator[Item]:
        before = 0
        for source in sources:
            for item in self._of_source(source):
                yield replace(item, read_to=before + item.read_to)
            before += source.size

    def _of_source(self, source: Source) -> Iterator[Item]:
        try:
            for item in format_for(source.path, _reading(self._options)).read(source.path):
                placed = _placed(item, source)
                yield placed if isinstance(placed, Refusal) else _ready(placed, self._scheme)
        except FileError as error:
            yield Refusal(source.name, error.reason, source.size)


def _batches(items: Iterable[Item]) -> Iterator[_Batch]:
    batch = _Batch([], [])
    for item in items:
        batch.read_to = item.read_to
        if isinstance(item, Entry):
            batch.entries.append(item)
            batch.characters += len(item.article.text)
        else:
            batch.refusals.append(item)
        if batch.is_full:
            yield batch
            batch = _Batch([], [])
    if batch.entries or batch.refusals:
        yield batch


def _reading(options: ImportOptions) -> Reading:
    name = options.annotator.strip()
    person = Annotator(0, "", name, Kind.PERSON)
    who = GOLD if name in ("", GOLD.name) else person
    return Reading(options.format, options.encoding, options.text, who)


def _placed(item: Item, source: Source) -> Item:
    """The item under the name of its file within the folder it was found in."""
    if source.name == source.path.name:
        return item
    return replace(item, place=source.name + item.place.removeprefix(source.path.name))


def _ready(entry: Entry, scheme: Scheme) -> Entry:
    """The entry with a title to be listed by, and in the scheme's own labels."""
    if not entry.article.title:
        entry = replace(entry, article=_titled(entry.article))
    mapped = _mapping(entry, scheme)
    if not mapped:
        return entry
    remarks = [f"The label {old} was read as {new}." for (_, old), new in sorted(mapped.items())]
    annotations = tuple((who, _relabelled(made, mapped)) for who, made in entry.annotations)
    return replace(entry, annotations=annotations, remarks=(*entry.remarks, *remarks))


def _titled(article: Article) -> Article:
    return replace(article, metadata=replace(article.metadata, title=title_of(article.text)))


def _mapping(entry: Entry, scheme: Scheme) -> dict[tuple[str, str], str]:
    """From the labels the scheme does not have to those it reads them as."""
    used = {(span.layer, span.label) for _, made in entry.annotations for span in made.spans}
    layers = {layer.name for layer in scheme.layers}
    strange = [key for key in used if key[0] in layers and not scheme.has(*key)]
    read_as = {key: scheme.mapping(key[0]).get(key[1]) for key in strange}
    return {key: label for key, label in read_as.items() if label is not None}


def _relabelled(annotation: Annotation, mapped: dict[tuple[str, str], str]) -> Annotation:
    def spans() -> Iterator[Span]:
        for span in annotation.spans:
            label = mapped.get((span.layer, span.label))
            yield replace(span, label=label) if label else span

    return replace(annotation, spans=tuple(spans()))
