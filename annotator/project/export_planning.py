"""The first look at what will be exported: who goes to train, dev and test, which layers, which language."""

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field

from annotator.core.article import Article
from annotator.core.progress import Progress
from annotator.project.export_options import ExportOptions
from annotator.project.export_report import ExportReport
from annotator.project.export_selection import Selected, Selection
from annotator.project.likeness import Likeness
from annotator.project.project import Project
from annotator.project.splitting import Dealt, Groups, split
from annotator.store import articles


@dataclass(slots=True)
class Plan:
    """The side of each article by its id, the layers that have spans, and the language most are in."""

    sides: dict[int, str] = field(default_factory=dict)
    layers: frozenset[str] = frozenset()
    language: str = "en"


def planned(project: Project, options: ExportOptions) -> Generator[Progress, None, Plan]:
    """Read everything once and divide it up."""
    selection = Selection(project, options, ExportReport("", options.format))
    looking, languages, layers = _Looking(project), Counter[str](), set[str]()
    ids = selection.ids()
    for number, selected in enumerate(selection.each(ids), start=1):
        if selected is not None:
            looking.add(selected)
            languages[selected.entry.article.metadata.language] += 1
            layers |= {s.layer for _, made in selected.entry.annotations for s in made.spans}
        if number % 100 == 0:
            yield Progress(number, len(ids), "Dividing into train, dev and test")
    language = next((name for name, _ in languages.most_common(1)), "")
    sides = split(looking.dealt(), options.ratios, options.seed) if options.ratios else {}
    return Plan(sides, frozenset(layers), language or "en")


class _Looking:
    """Gathers what has to stay on one side."""

    def __init__(self, project: Project) -> None:
        self._database = project.database
        self._groups = Groups()
        self._likeness: Likeness[int] = Likeness(self._text)
        self._digests: dict[int, str] = {}
        self._titles: dict[str, str] = {}
        self._dealt: list[Dealt] = []

    def add(self, selected: Selected) -> None:
        """Count an article and join it to what is like it."""
        article, number = selected.entry.article, selected.article_id
        labels = [span.label for _, made in selected.entry.annotations for span in made.spans]
        digest = self._digests[number] = article.sha256
        self._dealt.append(Dealt(number, digest, Counter(labels)))
        twin = self._likeness.add(number, article.text)
        if twin is not None:
            self._groups.join(digest, self._digests[twin])
        self._join_title(article, digest)

    def dealt(self) -> list[Dealt]:
        """Every article with its group."""
        for article in self._dealt:
            article.group = self._groups.of(article.sha256)
        return self._dealt

    def _join_title(self, article: Article, digest: str) -> None:
        title = " ".join(article.title.casefold().split())
        if title:
            self._groups.join(digest, self._titles.setdefault(title, digest))

    def _text(self, article_id: int) -> str:
        found = articles.get(self._database, article_id)
        return found.text if found else ""
