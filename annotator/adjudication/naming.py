"""Whom the mentions of an annotation mean, where its annotator decided it."""

from functools import cached_property

from annotator.core.annotation import Annotation
from annotator.core.clusters import Roster, roster
from annotator.core.quotes import Quote
from annotator.core.scheme import Scheme
from annotator.core.span import Cluster, Span


class Naming:
    """The names of one annotation; the roster is made when it is first asked for."""

    def __init__(self, annotation: Annotation, scheme: Scheme) -> None:
        self._annotation, self._scheme = annotation, scheme
        self._rows = {cluster.id: cluster for cluster in annotation.clusters}

    @cached_property
    def _roster(self) -> Roster:
        return roster(self._annotation, (), self._scheme)

    def row(self, bearer: Span | Quote) -> Cluster | None:
        """The row of the roster that a mention, or whoever speaks, was put in."""
        return self._rows.get(bearer.cluster_id) if bearer.cluster_id is not None else None

    def called(self, quote: Quote) -> str:
        """Who speaks, in words that need no roster: the row's name, else the mention."""
        row = self.row(quote)
        if row is not None:
            return row.name
        return " ".join(quote.speaker.text.split()) if quote.speaker is not None else ""

    def name(self, bearer: Span | Quote) -> str:
        """The name a mention goes by, decided or by its words; empty for nobody."""
        row = self.row(bearer)
        if row is not None:
            return row.name
        if isinstance(bearer, Quote):
            return self._roster.speaker_name(bearer)
        found = self._roster.name_of(bearer)
        return found.name if found else ""
