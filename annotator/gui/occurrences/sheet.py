"""The sheet over the page that labels all occurrences of some words: look, untick, Enter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.scheme import Label
from annotator.gui.chrome import slim_bars
from annotator.gui.keymap import Keymap
from annotator.gui.occurrences.candidates import Candidate, Wish, candidates, usual_label
from annotator.gui.parts.card import Card, TextLabel, muted, scaled
from annotator.gui.parts.feeding import Feeder
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import ENTER, claimed
from annotator.gui.parts.places import Place, PlaceTable
from annotator.gui.theme import Theme
from annotator.project.edits import LabelOccurrences
from annotator.project.project import Project


class OccurrencesSheet(Card):
    """Lists every place of some words with ticks; Enter labels the ticked ones in one step.

    A place unticked by hand is remembered as “not this one”. `closed` comes when it has gone away.
    """

    message = Signal(str)
    closed = Signal()
    article_requested = Signal(int, int, int)

    def __init__(self, theme: Theme, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__("All occurrences", parent)
        self._theme = theme
        self._keymap = keymap
        self._project: Project | None = None
        self._article_id = 0
        self._wish = Wish("", "", "")
        self._unwatch: Callable[[], None] = lambda: None
        self._already = 0
        self._proposed: list[bool] = []
        self._title = TextLabel()
        self._title.setFont(scaled(self._title.font(), 1.15, bold=True))
        self._count = muted()
        self.table = PlaceTable(
            "Occurrences; Space ticks, Enter labels the ticked ones", ticks=True
        )
        self._feeder: Feeder[Candidate] = Feeder(
            self._add, self._say, self.message.emit, parent=self
        )
        self.here = KeyButton("This article")
        self.everywhere = KeyButton("Whole project", "P")
        self.labels = QWidget()
        self._label_flow = FlowLayout(self.labels)
        self.apply = KeyButton("Label", "↵")
        self.apply.primary = True
        self.cancel = KeyButton("Cancel", "Esc")
        self.all = KeyButton("Tick all or none", "Ctrl A")
        self.go = KeyButton("Show in its article", "G")
        self._arrange()
        self._connect()
        self.hide()
        if parent is not None:
            parent.installEventFilter(self)

    def show_for(
        self, project: Project, article_id: int, text: str, label: tuple[str, str] | None = None
    ) -> None:
        """Opens the sheet for some words of an article.

        `label` is the (layer, label) to give; without one it is what the words are mostly labelled.
        """
        wish = Wish(text, *(label or usual_label(project, text)))
        self._unwatch()
        self._unwatch = project.watch(lambda _change: self._search())
        self._project, self._article_id, self._wish = project, article_id, wish
        self.here.setChecked(True)
        self.table.fit_text(text)
        self._offer_labels()
        self._search()
        self._settle()
        self.show()
        self.raise_()
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Uses the colours of another theme from now on."""
        self._theme = theme
        if self.isVisible():
            self._offer_labels()
            self._search()

    def set_keymap(self, keymap: Keymap) -> None:
        """Shows other keys on the labels from now on."""
        self._keymap = keymap

    def dismiss(self) -> None:
        """Closes the sheet and changes nothing."""
        self._unwatch()
        self._unwatch = lambda: None
        self._feeder.stop()
        self.hide()
        self.closed.emit()

    def _search(self) -> None:
        if self._project is None:
            return
        self.table.places.clear()
        self._already, self._proposed = 0, []
        self.table.show_titles(shown=self.everywhere.isChecked())
        self._feeder.start(
            candidates(
                self._project,
                self._wish,
                self._article_id,
                everywhere=self.everywhere.isChecked(),
            )
        )
        self._say()

    def _add(self, found: list[Candidate]) -> None:
        new = [candidate for candidate in found if not candidate.already]
        self._already += len(found) - len(new)
        first = not self._proposed and new
        ticks = [candidate.ticked for candidate in new]
        self._proposed += ticks
        if new:
            self.table.places.append([self._place(candidate) for candidate in new], ticks)
        if first:
            self.table.go_to_row(0)
        self._say()

    def _place(self, candidate: Candidate) -> Place:
        found, colours = candidate.occurrence, None
        if candidate.label and self._project is not None:
            scheme, layer = self._project.scheme, self._wish.layer
            if scheme.has(layer, candidate.label):
                colours = self._theme.label(scheme.label(layer, candidate.label).colour)
        return Place(
            found.before, found.text, found.after, candidate.state, found.title, candidate, colours
        )

    def _say(self) -> None:
        total, ticked = self.table.places.rowCount(), len(self._ticked())
        self._title.setText(f"Every “{' '.join(self._wish.text.split())}”")
        where = "in the project" if self.everywhere.isChecked() else "in this article"
        more = " so far" if self._feeder.running else ""
        words = [f"{total:,} {'place' if total == 1 else 'places'} {where}{more}"]
        if self._already:
            words.append(f"{self._already:,} already {self._wish.label}")
        words.append("a place you untick is not proposed again")
        self._count.setText("; ".join(words) + ".")
        verb = f"Label {ticked:,} {self._wish.label}"
        self.apply.show_words(verb, "↵")
        self.apply.setEnabled(ticked > 0 or bool(self._refused()))

    def _ticked(self) -> list[Candidate]:
        return self._where(lambda _proposed, ticked: ticked)

    def _refused(self) -> list[Candidate]:
        """What was proposed and unticked by hand."""
        return self._where(lambda proposed, ticked: proposed and not ticked)

    def _where(self, wanted: Callable[[bool, bool], bool]) -> list[Candidate]:
        places = self.table.places
        return [
            candidate
            for row, proposed in enumerate(self._proposed)
            if wanted(proposed, places.is_ticked(row))
            and isinstance(candidate := places.place(row).subject, Candidate)
        ]

    def _apply(self) -> None:
        ticked, refused = self._ticked(), self._refused()
        if self._project is None or not (ticked or refused):
            return
        if self._feeder.running:
            self.message.emit("The search is still running; wait for it to end, or press Esc.")
            return
        edit = LabelOccurrences(
            places=tuple(candidate.place for candidate in ticked),
            layer=self._wish.layer,
            label=self._wish.label,
            not_these=tuple(candidate.place for candidate in refused),
        )
        self._unwatch()
        self._unwatch = lambda: None
        try:
            self._project.apply(edit)
        except AnnotatorError as error:
            self.message.emit(str(error))
            return
        self.message.emit(f"{len(ticked):,} places labelled {self._wish.label}.")
        self.dismiss()

    def _offer_labels(self) -> None:
        if self._project is None:
            return
        self._label_flow.empty()
        for label in self._project.scheme.layer(self._wish.layer).labels:
            key = self._keymap.shown_key(f"label.{label.key}") if label.key else ""
            button = KeyButton(label.name, key)
            button.setCheckable(True)
            button.setChecked(label.name == self._wish.label)
            button.set_ink(self._theme.label(label.colour).ink)
            button.clicked.connect(lambda _on, name=label.name: self._choose_label(name))
            self._label_flow.addWidget(button)

    def _choose_label(self, name: str) -> None:
        self._wish = Wish(self._wish.text, self._wish.layer, name)
        self._offer_labels()
        self._search()
        self.table.setFocus()

    def _label_of_key(self, key: str) -> Label | None:
        if self._project is None:
            return None
        labels = self._project.scheme.layer(self._wish.layer).labels
        return next((x for x in labels if x.key and key in self._keys(x)), None)

    def _keys(self, label: Label) -> tuple[str, ...]:
        return tuple(key.casefold() for key in self._keymap.keys(f"label.{label.key}"))

    def _tick_all(self) -> None:
        rows = range(self.table.places.rowCount())
        on = not all(self.table.places.is_ticked(row) for row in rows)
        self.table.places.tick(rows, on=on)

    def _show_in_article(self) -> None:
        row = self.table.current_row()
        if row >= 0 and isinstance(candidate := self.table.places.place(row).subject, Candidate):
            self.article_requested.emit(*candidate.place)

    def _arrange(self) -> None:
        scope = QButtonGroup(self)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.here, self.everywhere):
            button.setCheckable(True)
            scope.addButton(button)
            flow.addWidget(button)
        choices = QHBoxLayout()
        choices.addWidget(buttons, 1)
        choices.addWidget(self.labels, 1)
        foot = QWidget()
        foot_flow = FlowLayout(foot)
        for button in (self.apply, self.all, self.go, self.cancel):
            foot_flow.addWidget(button)
        for part in (self._title, self._count):
            self.body.addWidget(part)
        self.body.addLayout(choices)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(foot)
        slim_bars(self)

    def _connect(self) -> None:
        self.table.places.ticked.connect(self._say)
        self.here.clicked.connect(self._search)
        self.everywhere.clicked.connect(self._search)
        self.apply.clicked.connect(self._apply)
        self.cancel.clicked.connect(self.dismiss)
        self.all.clicked.connect(self._tick_all)
        self.go.clicked.connect(self._show_in_article)

    def _switch_scope(self) -> None:
        (self.here if self.everywhere.isChecked() else self.everywhere).setChecked(True)
        self._search()
        self.table.setFocus()

    def _settle(self) -> None:
        """Lies over its parent, in its middle, within its edges."""
        parent = self.parentWidget()
        if parent is not None:
            room = parent.size() - QSize(32, 32)
            self.resize(self.sizeHint().boundedTo(room))
            self.move(parent.rect().center() - self.rect().center())

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 48, line * 26)

    def event(self, event: QEvent) -> bool:
        return claimed(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget():
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        label = self._label_of_key(event.text().casefold())
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in ENTER:
            self._apply()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._tick_all()
        elif event.key() == Qt.Key.Key_P:
            self._switch_scope()
        elif event.key() == Qt.Key.Key_G:
            self._show_in_article()
        elif label is not None:
            self._choose_label(label.name)
        else:
            super().keyPressEvent(event)
