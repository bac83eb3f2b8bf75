"""A bundle: one annotator's work as one file, to hand to a colleague who has the same articles.

JSON lines in UTF-8: a head, a line for each annotation with the steps that led to it, what review decided
about them, and an end. Texts are not in it; articles are known by the SHA-256 of their texts. Each line is
sealed with a digest of itself and the end with one of all, so that whatever was cut, doubled, left out or
changed is noticed; the order of the lines does not matter.
"""

from dataclasses import dataclass

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.change import Note
from annotator.core.decision import Decision
from annotator.core.lineage import Ancestor
from annotator.core.scheme import Scheme

SUFFIX = ".bundle"


@dataclass(frozen=True, slots=True)
class BundleHead:
    """Whose work it is, how many articles, and the content of the label scheme it was done with.

    `made_at` is ISO 8601, UTC; `program` the version of Annotator that made it.
    """

    annotator: Annotator
    scheme: Scheme
    articles: int
    made_at: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True)
class BundledArticle:
    """An annotation with what its article is known by, and the steps that led to it, oldest first.

    `length` is that of the text in code points; `line` where it stands in the file.
    """

    sha256: str
    length: int
    key: str
    title: str
    annotation: Annotation
    steps: tuple[Ancestor, ...]
    notes: tuple[Note, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the annotator is told it: of what was said only their own, under the id 0.

    `earlier` are digests of what it was before it was changed, by which a newer one is known.
    """

    decision: Decision
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What review decided about the annotator's work on an article."""

    sha256: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it was read, whole and true to its seals; `name` is the file's."""

    name: str
    head: BundleHead
    articles: tuple[BundledArticle, ...]
    feedback: tuple[Feedback, ...] = ()
