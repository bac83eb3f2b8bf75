"""“Who is this”: a mention joined to a name of the roster, picked by typing a few letters of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.clusters import Name
from annotator.gui.palette.name_picker import NOBODY, NamePicker
from annotator.gui.workbench import Workbench
from annotator.project.edits import NameSpans, RenameCluster

_PERSON = "PERSON"


class NameTasks(QObject):
    """Asks for a name, and joins mentions to it in one edit."""

    def __init__(self, window: QWidget, workbench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._asked: tuple[int, ...] = ()
        self._labels: dict[str, str] = {}
        self.picker = NamePicker(window)
        self.picker.named.connect(self._name)

    def ask(self, span_ids: tuple[int, ...]) -> None:
        """Ask who these mentions of mine are."""
        project, article_id = self._workbench.project, self._workbench.article_id
        if project is None or article_id is None:
            return
        self._asked = span_ids
        names = project.roster(article_id).names
        spans = [s for s in project.annotation(article_id).spans if s.id in span_ids]
        at = spans[0].start if spans else 0
        before = [name for name in names if name.mentions[0].span.start < at]
        others = [name for name in names if name not in before]
        # Who was named last before the mention is meant most often.
        before.sort(key=lambda name: -max(m.span.start for m in name.mentions if m.span.start < at))
        ordered = [*before, *others]
        self._labels = {name.name: name.label for name in ordered}
        told = spans[0].text if spans else ""
        self.picker.ask(told, [(name.name, name.label) for name in ordered])

    def rename(self, name: Name) -> None:
        """Ask what a name of the roster should be called."""
        from annotator.gui.dialogs.line import LineForm

        form = LineForm(self._window, "Rename", "Name", name.name, accept="Rename")
        form.given.connect(lambda text: self._rename(name, text))
        form.open()

    def _rename(self, name: Name, text: str) -> None:
        article_id = self._workbench.article_id
        if article_id is None:
            return
        if name.cluster is not None:
            self._workbench.apply(RenameCluster(article_id, name.cluster.id, text))
        else:
            ids = tuple(m.span.id for m in name.mentions if not m.suggested)
            self._workbench.apply(NameSpans(article_id, ids, text, name.label))

    def _name(self, name: str) -> None:
        article_id = self._workbench.article_id
        if article_id is not None:
            wanted = "" if name == NOBODY else name
            label = self._labels.get(wanted, _PERSON)
            self._workbench.apply(NameSpans(article_id, self._asked, wanted, label))
