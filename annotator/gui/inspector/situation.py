"""What the inspector is about at one moment: the article on the page, what is marked in it, the focus."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.core.annotation import Annotation
from annotator.core.errors import SchemeError
from annotator.core.problem import Problem
from annotator.core.scheme import Label, Scheme
from annotator.core.span import Span
from annotator.gui.article import ArticleController
from annotator.gui.keymap import Keymap
from annotator.gui.theme import LabelColours, Theme
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a page of the inspector reads, taken once for each refresh."""

    project: Project
    controller: ArticleController
    theme: Theme
    keymap: Keymap
    article_id: int
    mine: Annotation
    pending: tuple[Span, ...]
    focused: Span | None
    problems: tuple[Problem, ...]

    @property
    def scheme(self) -> Scheme:
        """The project's label scheme."""
        return self.project.scheme

    @property
    def focused_is_pending(self) -> bool:
        """Whether the focused span is only a suggestion."""
        return self.focused is not None and self.focused not in self.mine.spans

    def colours(self, layer: str, label: str) -> LabelColours:
        """How a label is painted; grey when the scheme has no such label."""
        return self.theme.label(colour_name(self.scheme, layer, label))

    def swatch(self, span: Span) -> QColor:
        """The colour of a span's label in a list."""
        return self.colours(span.layer, span.label).line

    def key(self, command_id: str) -> str:
        """The key of a command as its cap shows it."""
        return self.keymap.shown_key(command_id)

    def label_key(self, label: Label) -> str:
        """The key that sets a label, as its cap shows it."""
        return self.keymap.shown_key(f"label.{label.key}") if label.key else ""


def colour_name(scheme: Scheme, layer: str, label: str) -> str:
    """The name of a label's colour in the scheme."""
    try:
        return scheme.label(layer, label).colour
    except SchemeError:
        return "grey"
