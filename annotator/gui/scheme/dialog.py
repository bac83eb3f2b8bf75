"""The dialog of the label scheme: labels on the left, the fields of one on the right, what saving does."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError, SchemeError
from annotator.core.scheme import ArticleLabel, Label
from annotator.gui.chrome import slim_bars
from annotator.gui.parts.card import TextLabel, caption, scrolling
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import ENTER
from annotator.gui.parts.rows import Row, RowList
from annotator.gui.scheme.draft import Draft, DraftArticleLabel, DraftLabel, Item
from annotator.gui.scheme.forms import ArticleLabelForm, LabelForm
from annotator.gui.theme import Theme
from annotator.project.edits import ChangeScheme
from annotator.project.project import Project


class SchemeDialog(QDialog):
    """Changes a project's label scheme in one undoable step; stored spans follow a renamed label."""

    message = Signal(str)

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Label scheme {project.scheme.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._project, self._theme = project, theme
        self.draft = Draft(project.scheme, project.label_uses())
        self.list = RowList("Labels of the scheme")
        self.label_form = LabelForm(theme)
        self.article_form = ArticleLabelForm()
        self._forms = QStackedWidget()
        self.sentence = TextLabel()
        self.add = KeyButton("Add label")
        self.add_article = KeyButton("Add article label")
        self.remove = KeyButton("Remove", "Del")
        self.merge = KeyButton("Merge into…", "Alt M")
        self.split = KeyButton("Split…", "Alt S")
        self.up = KeyButton("Up", "Alt ↑")
        self.down = KeyButton("Down", "Alt ↓")
        self.save = KeyButton("Save", "Ctrl ↵")
        self.save.primary = True
        self.cancel = KeyButton("Cancel", "Esc")
        for button in self.findChildren(KeyButton):
            button.setAutoDefault(False)
        self._arrange()
        self._connect()
        self._list_items(0)

    @property
    def item(self) -> Item | None:
        """The label whose fields are shown."""
        current = self.list.current
        return current if isinstance(current, DraftLabel | DraftArticleLabel) else None

    def accept(self) -> None:
        """Saves, and closes when that went well."""
        try:
            scheme = self.draft.scheme()
            self._project.apply(ChangeScheme(scheme, self.draft.renamed()))
        except AnnotatorError as error:
            self._complain(str(error))
            return
        self.message.emit("The label scheme was saved.")
        super().accept()

    def ask_merge(self) -> None:
        """Asks what the chosen label is to be merged into, and shows what that changes."""
        from annotator.gui.scheme.migration import MergeForm

        item = self._stored("merged")
        if item is not None:
            form = MergeForm(self, self._project, item.layer, item.label.name)
            form.applied.connect(self._migrated)
            form.open()

    def ask_split(self) -> None:
        """Asks what the chosen label is to be split into, word by word, and shows what that changes."""
        from annotator.gui.scheme.migration import SplitForm

        item = self._stored("split")
        if item is not None:
            form = SplitForm(self, self._project, item.layer, item.label.name)
            form.applied.connect(self._migrated)
            form.open()

    def _stored(self, what: str) -> DraftLabel | None:
        """The chosen label of spans, where nothing unsaved stands in the way."""
        item = self.item
        if self.draft.is_changed():
            self._complain(f"Save or cancel what was changed first; then a label can be {what}.")
        elif not isinstance(item, DraftLabel):
            self._complain(f"Choose a label of spans that is to be {what}.")
        else:
            return item
        return None

    def _migrated(self, told: str) -> None:
        """Spans have followed already; the draft begins anew from the scheme as it is now."""
        self.draft = Draft(self._project.scheme, self._project.label_uses())
        self._list_items(self.list.currentIndex().row())
        self.sentence.setText(told)
        self.message.emit(told)

    def _list_items(self, place: int) -> None:
        rows = [self._row(item) for item in self.draft.items]
        self.list.rows.set_rows(rows)
        if rows:
            index = self.list.rows.index(min(max(place, 0), len(rows) - 1), 0)
            self.list.setCurrentIndex(index)
        self._show_item()
        self._judge()

    def _row(self, item: Item) -> Row:
        if isinstance(item, DraftArticleLabel):
            group = item.label.group or "article"
            return Row(item.label.name or "(no name)", item, group, faint=True)
        uses = self.draft.uses(item)
        spans = f"{uses:,} {'span' if uses == 1 else 'spans'}" if uses else ""
        key = f"key {item.label.key}" if item.label.key else ""
        aside = " · ".join(part for part in (spans, key) if part)
        colour = self._theme.label(item.label.colour).line
        return Row(item.label.name or "(no name)", item, aside, swatch=colour)

    def _show_item(self) -> None:
        item = self.item
        self._forms.setEnabled(item is not None)
        if isinstance(item, DraftLabel):
            self.label_form.show_label(item.label)
            self._forms.setCurrentIndex(0)
        elif isinstance(item, DraftArticleLabel):
            self.article_form.show_label(item.label)
            self._forms.setCurrentIndex(1)

    def _judge(self) -> None:
        """Says what saving would do, or why it cannot be saved."""
        try:
            self.draft.scheme()
        except SchemeError as error:
            self._complain(str(error))
            self.save.setEnabled(False)
            return
        self.sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.sentence.setText(self._outcome())
        self.save.setEnabled(self.draft.is_changed())

    def _outcome(self) -> str:
        moves = [
            f"{item.was} becomes {item.label.name} on {self.draft.uses(item):,} spans"
            for item in self.draft.labels
            if item.was is not None and item.was != item.label.name
        ]
        if moves:
            return f"{'; '.join(moves)}. Undo takes it back in one step."
        if self.draft.is_changed():
            return "No stored span changes. Undo takes it back in one step."
        return "Nothing is changed yet."

    def _complain(self, sentence: str) -> None:
        self.sentence.setForegroundRole(QPalette.ColorRole.BrightText)
        self.sentence.setText(sentence)

    def _edit_label(self, label: Label) -> None:
        item = self.item
        if isinstance(item, DraftLabel):
            self._change(item, replace(item, label=label))

    def _edit_article_label(self, label: ArticleLabel) -> None:
        item = self.item
        if isinstance(item, DraftArticleLabel):
            self._change(item, replace(item, label=label))

    def _change(self, before: Item, after: Item) -> None:
        place = self.list.currentIndex().row()
        self.draft.change(before, after)
        self._list_items(place)

    def _add_label(self) -> None:
        layers = self.draft.layers
        if len(layers) == 1:
            self._add_to(layers[0])
            return
        menu = QMenu(self)
        for layer in layers:
            menu.addAction(layer).triggered.connect(partial(self._add_to, layer))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _add_to(self, layer: str, _checked: bool = False) -> None:
        self._added(self.draft.add_label(layer))

    def _add_article_label(self) -> None:
        self._added(self.draft.add_article_label())

    def _added(self, item: Item) -> None:
        self._list_items(self.draft.items.index(item))
        field = self.label_form.name
        if isinstance(item, DraftArticleLabel):
            field = self.article_form.name
        field.setFocus()
        field.selectAll()

    def _remove(self) -> None:
        item, place = self.item, self.list.currentIndex().row()
        if item is None:
            return
        try:
            self.draft.remove(item)
        except SchemeError as error:
            self._complain(str(error))
        else:
            self._list_items(place)

    def _move(self, by: int) -> None:
        item = self.item
        if item is not None:
            self.draft.move(item, by)
            self._list_items(self.draft.items.index(item))

    def _arrange(self) -> None:
        for form in (self.label_form, self.article_form):
            self._forms.addWidget(scrolling(form))
        side, main, foot = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        side.addWidget(caption("Labels"))
        side.addWidget(self.list, 1)
        side.addWidget(
            _flow(
                self.up,
                self.down,
                self.remove,
                self.add,
                self.add_article,
                self.merge,
                self.split,
            )
        )
        main.addLayout(side, 2)
        main.addWidget(self._forms, 3)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(main, 1)
        column.addLayout(foot)
        slim_bars(self)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_item())
        self.label_form.edited.connect(self._edit_label)
        self.article_form.edited.connect(self._edit_article_label)
        self.add.clicked.connect(self._add_label)
        self.add_article.clicked.connect(self._add_article_label)
        self.remove.clicked.connect(self._remove)
        self.merge.clicked.connect(self.ask_merge)
        self.split.clicked.connect(self.ask_split)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 46, line * 34)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER:
            if control and self.save.isEnabled():
                self.accept()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif alt and event.key() == Qt.Key.Key_M:
            self.ask_merge()
        elif alt and event.key() == Qt.Key.Key_S:
            self.ask_split()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)


def _flow(*buttons: KeyButton) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box)
    for button in buttons:
        flow.addWidget(button)
    return box
