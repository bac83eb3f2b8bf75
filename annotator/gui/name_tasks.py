"""“Who is this”: a mention joined to a name of the roster, picked by typing a few letters of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from annotator.core.clusters import Name, people_labels
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES, Span
from annotator.gui.palette.name_picker import NOBODY, NamePicker
from annotator.gui.workbench import Workbench
from annotator.project.edits import NameSpans, RenameMentions

_PERSON = "PERSON"


class NameTasks(QObject):
    """Asks for a name, and joins mentions to it in one edit.

    `place_of` tells where in the window a mention stands, None when it cannot be seen.
    """

    def __init__(self, window: QWidget, workbench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._asked: tuple[int, ...] = ()
        self._labels: dict[str, str] = {}
        self._usual_label = _PERSON
        self.place_of: Callable[[Span], QRect | None] = lambda _span: None
        self.picker = NamePicker(window)
        self.picker.named.connect(self._name)

    def ask(self, span_ids: tuple[int, ...]) -> None:
        """Ask who these mentions of mine are, the likeliest names first."""
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is None or article_id is None:
            return
        spans = [s for s in project.annotation(article_id).spans if s.id in span_ids]
        if not spans:
            return
        self._asked = span_ids
        # With several, the one that says most is asked about.
        told = max(spans, key=lambda span: (span.layer == ENTITIES, len(span.text)))
        known = project.roster(article_id)
        names = known.likely(told)
        self._labels = {name.name: name.label for name in names}
        self._usual_label = _usual_label(project.scheme, told)
        self.picker.ask(
            told,
            [name for name in names if name != known.name_of(told)],
            known.name_of(told),
            self.place_of(spans[0]) if len(spans) == 1 else None,
        )

    def rename(self, name: Name) -> None:
        """Ask what a name of the roster should be called."""
        from annotator.gui.dialogs.line import LineForm

        ids = tuple(span.id for span in name.mine)
        form = LineForm(self._window, "Rename", "Name", name.name, accept="Rename")
        form.given.connect(lambda text: self._rename(ids, text))
        form.open()

    def _rename(self, span_ids: tuple[int, ...], text: str) -> None:
        article_id = self._workbench.article_id
        if article_id is not None:
            self._workbench.apply(RenameMentions(article_id, span_ids, text))

    def _name(self, name: str) -> None:
        article_id = self._workbench.article_id
        if article_id is not None:
            wanted = "" if name == NOBODY else name
            label = self._labels.get(wanted, self._usual_label)
            self._workbench.apply(NameSpans(article_id, self._asked, wanted, label))


def _usual_label(scheme: Scheme, span: Span) -> str:
    """The label a new name gets: the mention's own, for a speaker that of people."""
    if span.layer == ENTITIES:
        return span.label
    return next((label for _, label in sorted(people_labels(scheme))), _PERSON)
