"""What the same words are labelled in other places: counted here, said by the card of the focused span."""

from collections import Counter
from collections.abc import Mapping

from annotator.core.span import Span
from annotator.gui.inspector.situation import Situation


def in_this_article(situation: Situation, span: Span) -> Counter[str]:
    """How often each label stands on the same words at other places of the article, suggestions too."""
    everything = (*situation.mine.spans, *situation.pending)
    return Counter(
        other.label
        for other in everything
        if other.text == span.text
        and other.layer == span.layer
        and not other.overlaps(span.start, span.end)
    )


def in_other_articles(situation: Situation, span: Span) -> Counter[str]:
    """How often I gave the same words each label in the rest of the project."""
    here = Counter(other.label for other in situation.mine.spans if other.text == span.text)
    return Counter(situation.project.label_counts(span.text)) - here


def counted(labels: Mapping[str, int]) -> str:
    """The counts in words, the most usual label first."""
    usual = sorted(labels.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{label} ×{times:,}" for label, times in usual)
