"""Who speaks in each quote of an annotation, as the formats of quotes tell it."""

from annotator.core.annotation import Annotation
from annotator.core.clusters import roster
from annotator.core.quotes import quotes
from annotator.core.scheme import Scheme


def speaker_names(annotation: Annotation, scheme: Scheme) -> dict[int, str]:
    """The name of each quote's speaker by the quote's id, empty where nobody is named."""
    found = quotes(annotation)
    known = roster(annotation, (), scheme) if found else None
    return {quote.id: known.speaker_name(quote) for quote in found} if known else {}
