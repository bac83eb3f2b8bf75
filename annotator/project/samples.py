"""The sample project: the articles that come with the program, with suggestions made beforehand.

The suggestions are shipped, so that the first labelled page does not wait for spaCy to load.
"""

from pathlib import Path

import msgspec
from platformdirs import user_data_path

from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.core.resources import resource, seeds
from annotator.core.span import Cluster, Relation, Span
from annotator.core.text import Bounds
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.nlp.messages import Prelabelled
from annotator.project.intake import Intake
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import Project, create
from annotator.project.project import open as open_project
from annotator.store import articles

SUGGESTIONS = "sample_suggestions.json"


class SampleSuggestions(msgspec.Struct):
    """What a model suggests in one sample article, found by its key."""

    spans: tuple[Span, ...]
    bounds: tuple[Bounds, ...]
    decided: int = 0
    relations: tuple[Relation, ...] = ()
    clusters: tuple[Cluster, ...] = ()


class SampleFile(msgspec.Struct):
    """The shipped suggestions of one model, by the key of the article."""

    model: str
    articles: dict[str, SampleSuggestions]


def sample_path() -> Path:
    """Where a user's sample project lies."""
    return user_data_path("annotator") / "samples.db"


def open_samples(path: Path | None = None) -> Project:
    """The sample project as the user left it, or a new one."""
    where = path or sample_path()
    if where.exists():
        return open_project(where)
    where.parent.mkdir(parents=True, exist_ok=True)
    return create_samples(where)


def create_samples(path: Path) -> Project:
    """A new project with the sample articles, their gold and their suggestions."""
    project = create(path)
    intake = Intake(project, "the sample articles", "annotator")
    intake.add(sample_entries())
    intake.close({})
    _suggest(project)
    return project


def sample_entries() -> list[Entry]:
    """The sample articles in order. Raises InputError when one cannot be read."""
    entries: list[Entry] = []
    for path in sorted(seeds().glob("*.jsonl")):
        for found in AnnotatorJsonl().read(path):
            if not isinstance(found, Entry):
                raise InputError(f"{found.place}: {found.reason}")
            entries.append(found)
    return entries


def _suggest(project: Project) -> None:
    raw = resource(SUGGESTIONS).read_bytes()
    file = msgspec.json.decode(raw, type=SampleFile)
    known = articles.each(project.database, articles.ids(project.database))
    answers = [
        Prelabelled(
            article.id, found.spans, found.bounds, found.decided, found.relations, found.clusters
        )
        for article in known
        if (found := file.articles.get(article.key)) is not None
    ]
    store_suggestions(project, file.model, answers)
