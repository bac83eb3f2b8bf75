"""Which article of the project each article of a bundle is, told by its text alone; or why it is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.formats.bundle import Bundle, BundledArticle
from annotator.project.merge_report import MergeRow, What
from annotator.store import articles
from annotator.store.database import Database


@dataclass(frozen=True, slots=True)
class Placed:
    """The articles of a bundle with their ids here, and those that have no place, each with the reason.

    `clauses` say in words how many have none.
    """

    here: tuple[tuple[BundledArticle, int], ...]
    rows: tuple[MergeRow, ...]
    clauses: tuple[str, ...]


def placed(database: Database, bundle: Bundle) -> Placed:
    """Find the articles of a bundle."""
    digests = articles.digests(database)
    here = [(one, digests[one.sha256]) for one in bundle.articles if one.sha256 in digests]
    strange = [one for one in bundle.articles if one.sha256 not in digests]
    if not strange:
        return Placed(tuple(here), (), ())
    looking = _Looking(database, bundle)
    rows = tuple(map(looking.row, strange))
    return Placed(tuple(here), rows, tuple(looking.clauses()))


class _Looking:
    """Tells why an article's text is not here."""

    def __init__(self, database: Database, bundle: Bundle) -> None:
        self._database, self._bundle = database, bundle
        self._removed = articles.removed_digests(database)
        self._keys: dict[str, int] = {}
        self._titles: dict[str, int] = {}
        for article_id, key, title in articles.names(database):
            self._keys.setdefault(key, article_id)
            self._titles.setdefault(title, article_id)
        self._counts = dict.fromkeys(_CLAUSES, 0)

    def row(self, article: BundledArticle) -> MergeRow:
        """The row of an article that has no place."""
        reason, why = self._why(article)
        self._counts[reason] += 1
        name = article.title or article.key or f"line {article.line}"
        return MergeRow(self._bundle.name, name, What.LEFT_OUT, why)

    def clauses(self) -> Iterator[str]:
        """How many of the articles have no place, by reason."""
        total = len(self._bundle.articles)
        for reason, (one, many) in _CLAUSES.items():
            count = self._counts[reason]
            if count:
                yield f"{count:,} of its {total:,} articles {one if count == 1 else many}"

    def _why(self, article: BundledArticle) -> tuple[str, str]:
        if article.sha256 in self._removed:
            return "removed", "the article was removed from this project"
        named = self._keys.get(article.key) if article.key else None
        known = named or (self._titles.get(article.title) if article.title else None)
        if known is None:
            return "unknown", "the article is not in this project"
        length = len(articles.text(self._database, known))
        by = f"key {article.key}" if named else "title"
        return "changed", (
            f"the article of that {by} has another text here ({length:,} characters, "
            f"{article.length:,} in the bundle)"
        )


_CLAUSES = {
    "unknown": ("is not in this project", "are not in this project"),
    "changed": ("has another text here", "have another text here"),
    "removed": ("was removed here", "were removed here"),
}
