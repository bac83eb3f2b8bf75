"""New articles that are nearly the same as one the project has, or as one before them in the import."""

from collections.abc import Generator, Sequence

from annotator.core.entry import Entry
from annotator.core.progress import Progress
from annotator.project.import_report import ImportReport
from annotator.project.likeness import Likeness
from annotator.project.project import Project
from annotator.store import articles

COMPARED = 20_000
"""The most articles of a project that an import is compared with: more would be felt at each import."""

_STEPS_BETWEEN_PROGRESS = 200


class NearDuplicates:
    """Looks at each batch after it was stored, and notes in the report what is nearly the same."""

    def __init__(self, project: Project, report: ImportReport) -> None:
        self._database = project.database
        self._report = report
        self._likeness: Likeness[str] = Likeness(self._text)
        self._seen: set[str] = set()
        self._begun = False

    def prepare(self, batch: Sequence[Entry]) -> Generator[Progress, None, None]:
        """Read the project's own articles once, before the first batch that brings a new text."""
        if self._begun or not any(self._is_new(entry) for entry in batch):
            return
        self._begun = True
        ids = articles.ids(self._database)
        if len(ids) > COMPARED:
            self._report.remarks[
                "Near-duplicates were looked for among the new articles only."
            ] += 1
            return
        for number, article in enumerate(articles.each(self._database, ids)):
            self._seen.add(article.sha256)
            self._likeness.add(article.sha256, article.text)
            if number % _STEPS_BETWEEN_PROGRESS == 0:
                yield Progress(number, len(ids), "Comparing with the articles there")

    def note(self, batch: Sequence[Entry]) -> None:
        """Compare the texts of a batch with all before them."""
        for entry in batch:
            digest = entry.article.sha256
            if self._begun and digest not in self._seen:
                self._seen.add(digest)
                twin = self._likeness.add(digest, entry.article.text)
                if twin is not None:
                    self._report.note_near_duplicate(entry.article.title, self._title(twin))

    def _is_new(self, entry: Entry) -> bool:
        return articles.with_text(self._database, entry.article.sha256) is None

    def _text(self, digest: str) -> str:
        article_id = articles.with_text(self._database, digest)
        article = articles.get(self._database, article_id) if article_id else None
        return article.text if article else ""

    def _title(self, digest: str) -> str:
        article_id = articles.with_text(self._database, digest)
        article = articles.get(self._database, article_id) if article_id else None
        return article.title if article else ""
