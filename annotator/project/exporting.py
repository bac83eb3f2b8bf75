"""Exporting a project: chosen, checked, written beside, read back, recorded."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import asdict, replace
from hashlib import sha256

import msgspec

from annotator.core.errors import InputError
from annotator.core.progress import Progress
from annotator.core.quotes import NOT_A_QUOTE
from annotator.core.span import ENTITIES, QUOTES
from annotator.nlp.messages import DocbinReport, QuotesAsked
from annotator.project.export_options import SPACY, ExportOptions, check
from annotator.project.export_planning import Plan, planned
from annotator.project.export_report import LISTED, ExportedFile, ExportReport
from annotator.project.export_selection import Selected, Selection
from annotator.project.export_shapes import Shape, shape_of
from annotator.project.exporting_lines import write_lines
from annotator.project.exporting_spacy import SpacyFolder, Training
from annotator.project.project import Project
from annotator.project.splitting import NAMES
from annotator.store import exports

_SINGLE = "train"


def export(project: Project, options: ExportOptions) -> Generator[Progress, None, ExportReport]:
    """Write what was chosen, read it back, compare it span for span, and record it.

    Closing the generator leaves nothing behind. Raises InputError for what cannot be exported that way,
    AnnotatorError when it cannot be written.
    """
    check(project, options)
    job = _Export(project, options)
    yield from job.run()
    job.record()
    return job.report


class _Export:
    """One export under way."""

    def __init__(self, project: Project, options: ExportOptions) -> None:
        self._project = project
        self._options = options
        scheme = f"{project.scheme.name} {project.scheme.version}"
        self.report = ExportReport(str(options.path), options.format, scheme=scheme)
        self._selection = Selection(project, options, self.report)
        self._revisions: list[tuple[int, int, int]] = []
        self._plan = Plan()
        self._chosen = 0

    def run(self) -> Generator[Progress, None, None]:
        """Everything up to the finished files."""
        yield Progress(0, None, "Reading")
        if self._options.ratios or self._options.format == SPACY:
            self._plan = yield from planned(self._project, self._options)
        yield from self._spacy() if self._options.format == SPACY else self._lines()

    def record(self) -> None:
        """Note the export in the project, where that can be written."""
        if self._project.read_only:
            return
        with self._project.database.writing():
            self.report.number = exports.add(
                self._project.database,
                _plain(self._options) | {"scheme": self.report.scheme},
                self.report.sha256,
                self._revisions,
            )

    @property
    def _sides(self) -> tuple[str, ...]:
        ratios = self._options.ratios
        return tuple(name for name, ratio in zip(NAMES, ratios, strict=False) if ratio > 0)

    def _lines(self) -> Generator[Progress, None, None]:
        ids, shape = self._selection.ids(), shape_of(self._options, self._project.scheme)
        selected = self._with_sides(ids, shape)
        self.report.files, hashes = yield from write_lines(
            self._options.path, selected, self._sides, shape, len(ids)
        )
        self.report.sha256 = _together(hashes)

    def _spacy(self) -> Generator[Progress, None, None]:
        folder = SpacyFolder(self._options.path)
        self._choose_layers()
        ids = self._selection.ids()
        try:
            written = yield from folder.write(self._by_side(ids), len(ids), self._training())
            self._take(written)
            self.report.sha256 = _together(folder.sha256s(written))
            folder.take_name(msgspec.json.encode(asdict(self.report)).decode())
        finally:
            folder.clear()

    def _choose_layers(self) -> None:
        """Those of entities and quotes that have spans, unless layers were chosen."""
        if self._options.layers:
            return
        used = tuple(name for name in (ENTITIES, QUOTES) if name in self._plan.layers)
        self.report.layers = used or (ENTITIES,)
        self._options = replace(self._options, layers=self.report.layers)
        self._selection = Selection(self._project, self._options, self.report)

    def _with_sides(
        self, ids: Iterable[int], shape: Shape
    ) -> Iterator[tuple[str, Selected | None]]:
        usual = next(iter(self._sides), "")
        for item in self._read(ids):
            for lost, times in shape.losses(item).items() if item else ():
                self.report.remark(lost, times)
            yield self._plan.sides.get(item.article_id, usual) if item else usual, item
        self._expect_some()

    def _by_side(self, ids: list[int]) -> Iterator[tuple[str, Iterator[Selected]]]:
        sides = self._sides or (_SINGLE,)
        for side in sides:
            # What is left out has no side; it is looked at with the first, to count the reasons.
            here = [n for n in ids if self._plan.sides.get(n, sides[0]) == side]
            yield side, (self._counted(item) for item in self._read(here) if item is not None)
        self._expect_some()

    def _counted(self, item: Selected) -> Selected:
        """The article, after the stretches are counted that are left out because nobody asked."""
        if _asked(self._options) is QuotesAsked.ONLY:
            spans = (span for _, made in item.entry.annotations for span in made.in_layer(QUOTES))
            others = sum(span.label == NOT_A_QUOTE for span in spans)
            if others:
                self.report.remark("stretches that are no quotes left out", others)
        return item

    def _read(self, ids: Iterable[int]) -> Iterator[Selected | None]:
        for item in self._selection.each(ids):
            if item is not None:
                self._chosen += 1
                self._revisions += item.revisions
            yield item

    def _expect_some(self) -> None:
        if not self._chosen:
            reasons = [f"{reason} ({number:,})" for reason, number in self.report.left_out.items()]
            why = "; ".join(reasons) or "the project has no articles"
            raise InputError(f"There is nothing to export: {why}.")

    def _training(self) -> Training:
        options, scheme = self._options, self._project.scheme
        layers = [layer for layer in scheme.layers if layer.name in options.layers]
        names = [
            options.mapping.get(label.name, label.name)
            for layer in layers
            for label in layer.labels
            if layer.name != QUOTES
        ]
        return Training(
            options.language or self._plan.language,
            options.policy,
            tuple(dict.fromkeys(names)),
            _asked(options),
        )

    def _take(self, written: DocbinReport) -> None:
        self.report.files = [
            ExportedFile(file.name, file.articles, file.spans, file.quotes, dict(file.labels))
            for file in written.files
        ]
        self.report.misfit_count = len(written.misfits)
        self.report.misfits = list(written.misfits[:LISTED])


def _asked(options: ExportOptions) -> QuotesAsked:
    if QUOTES not in options.layers:
        return QuotesAsked.NONE
    return QuotesAsked.AND_OTHERS if options.not_quotes else QuotesAsked.ONLY


def _together(hashes: list[str]) -> str:
    """The SHA-256 of the only file, else of all the files' own."""
    return hashes[0] if len(hashes) == 1 else sha256("".join(hashes).encode()).hexdigest()


def _plain(options: ExportOptions) -> dict[str, object]:
    return asdict(options) | {"path": str(options.path)}
