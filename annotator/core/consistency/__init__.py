"""Where the same words are marked differently: typed rows counted over articles and annotators.

**Words.** The words of a span are its text with every run of white space made one space and none at its
ends; their case counts. Spans of different layers never meet; the layer of quotes is left out.

**LABELS.** A row for each (layer, words) whose spans bear more than one label. Its variants are the labels.

**UNMARKED.** A row for each (layer, words) that is marked somewhere and unmarked somewhere. Its variants are
the labels and `UNMARKED_VARIANT`, which counts places. A place `[start, end)` (code points) stands in an
annotation that is worked on: its status is done, or it has a span of any layer. There the text has the words,
over any white space but a line end (LF), not as a part of a longer word: where they begin or end in a
letter, digit or underscore, no other stands directly before or after. Of places of the same words that
overlap the first in reading order counts. A place that shares a code point with a span of that layer in that
annotation is marked, whatever the label; a place whose bounds were turned down there in each label the words
are marked with was decided. Neither counts. One place in the annotations of two annotators counts twice.

**BOUNDARIES.** A row for each text that is marked sometimes with its edge and sometimes without it although
the edge stands there. Edges are, each by itself:
- the *lead*: the articles (the, a, an) and titles (see `leads`) directly before the rest of the name;
- the *possessive*: ’s or 's directly after it and at the end of a word.
The rest is what is left of a span's words without lead and possessive; the lead in its place are the leading
words in the span and those directly before it. The words of a row are the lead and the rest (“the Harbour
Authority”), or the rest and the possessive (“Lind’s”); its variants are as much of them as was marked. So two
spans meet in a row only where the same lead, or a possessive, stands at both, and a name that stands there
without them is no variant.

Counts are of spans of the annotators compared, and of places in their annotations. Variants and rows have the
most frequent first, then in order of words, layer and kind. A removed article counts for nothing.
"""

from annotator.core.consistency.row import (
    UNMARKED_VARIANT,
    Kind,
    Mark,
    OnPurpose,
    Row,
    Variant,
    Work,
)

__all__ = [
    "UNMARKED_VARIANT",
    "Kind",
    "Mark",
    "OnPurpose",
    "Row",
    "Variant",
    "Work",
]
