"""Agreement: pairs, labels, confusions, time and names, and below them the spans behind the chosen figure."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.agreement.figures import GroupFigures, PairFigures
from annotator.core.text import counted
from annotator.gui.agreement.behind import BehindTable
from annotator.gui.agreement.plot import Draw, Plot, look_of
from annotator.gui.agreement.rows import (
    Rows,
    confusion_rows,
    label_rows,
    name_rows,
    pair_rows,
    quote_rows,
    time_rows,
)
from annotator.gui.agreement.table import FigureTable
from annotator.gui.chrome import Pill, slim_bars
from annotator.gui.parts.card import caption, muted, scrolling
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.tabs import Tabs
from annotator.gui.theme import Theme
from annotator.plots.look import Look
from annotator.project.agreement import Agreement, Selection
from annotator.project.agreement_files import CAUTION, figure_words, time_plot
from annotator.project.evidence import Cell, Difficulty
from annotator.project.over_time import OverTime, label_plot, pace_plot, progress_plot
from annotator.project.project import Project

PAIRS, LABELS, CONFUSION, TIME, NAMES, PROGRESS, DISTRIBUTION = (
    "Pairs", "Labels", "Confusion", "Over time", "Names", "Progress", "Label distribution",
)  # fmt: skip
_WAITING = "Comparing…"
_MIDDLE = 128


class AgreementPage(QWidget):
    """Shows what was reckoned; asks for names, for who is compared, for a report, and for an article."""

    article_requested = Signal(int, int, int)
    names_wanted = Signal(object, str)
    chooser_wanted = Signal()
    report_wanted = Signal()
    refresh_wanted = Signal()
    message = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Agreement")
        self._theme = theme
        self._project: Project | None = None
        self._found: Agreement | None = None
        self._selection = Selection()
        self._over_time: OverTime | None = None
        self._layer = ""
        self._pair: tuple[int, int] | None = None
        self._names: tuple[tuple[str, int, int], Sequence[Difficulty]] | None = None
        self._group: GroupFigures | None = None
        self._layers: dict[str, Pill] = {}
        self._layer_row = QHBoxLayout()
        self._tables = {
            name: FigureTable(f"{name}; Enter goes to the spans")
            for name in (PAIRS, LABELS, CONFUSION, TIME, NAMES)
        }
        self._make_parts()
        self._arrange()
        self._connect()

    # What is shown

    def show_waiting(self, project: Project | None) -> None:
        """Shows that figures are being reckoned, or nothing at all without a project."""
        self._project, self._found, self._names = project, None, None
        self.head.setText(_WAITING if project else "")
        self.behind.clear()

    def show_refusal(self, sentence: str) -> None:
        """Says why there are no figures; progress and labels are there all the same."""
        self._found = None
        self.head.setText(sentence)
        for table in self._tables.values():
            table.show_cells([], [], [], self._look)
        self.figures.setText("")
        if self.tabs.shown not in (PROGRESS, DISTRIBUTION):
            self.tabs.open(PROGRESS)

    def show_agreement(self, project: Project, found: Agreement, selection: Selection) -> None:
        """Shows figures."""
        self._project, self._found, self._selection = project, found, selection
        self._names = None
        self._offer_layers(found)
        who = ", ".join(one.name for one in found.annotators)
        alone = f" · {found.alone:,} finished by one only" if found.alone else ""
        self.head.setText(
            f"{who} · {counted(found.articles, 'article')} finished by two or more{alone}"
        )
        self._show_layer()

    def show_over_time(self, project: Project, found: OverTime) -> None:
        """Shows progress, pace and labels."""
        self._project, self._over_time = project, found
        self._draw_over_time()

    def show_names(self, pair: PairFigures, names: Sequence[Difficulty]) -> None:
        """Shows the names a pair differs on, if that is still the pair that is shown."""
        if (pair.first, pair.second) == self._pair and pair.layer == self._layer:
            self._names = ((pair.layer, pair.first, pair.second), names)
            self._fill(NAMES, name_rows(pair, names))

    def set_theme(self, theme: Theme) -> None:
        """Draws in other colours."""
        self._theme = theme
        if self._found is not None:
            self._show_layer()
        self._draw_over_time()

    @property
    def pair(self) -> PairFigures | None:
        """The pair whose figures are shown."""
        if self._found is None:
            return None
        pairs = [p for one in self._found.layers if one.layer == self._layer for p in one.pairs]
        return next((p for p in pairs if (p.first, p.second) == self._pair), None)

    def take_keyboard(self) -> None:
        """Puts the keyboard into the table that is shown."""
        (self._tables.get(self.tabs.shown) or self.tabs).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    # Within

    def _show_layer(self) -> None:
        found = self._found
        layer = (
            next((one for one in found.layers if one.layer == self._layer), None) if found else None
        )
        if found is None or layer is None:
            return
        if self.pair is None:
            self._pair = (layer.pairs[0].first, layer.pairs[0].second)
        self._fill(PAIRS, pair_rows(found, layer))
        self._tables[PAIRS].go_to(self.pair)
        self._group = layer.group
        self._show_pair()

    def _show_pair(self) -> None:
        pair, found = self.pair, self._found
        if pair is None or found is None:
            return
        first, second = (found.annotator(n).name for n in (pair.first, pair.second))
        self.figures.setText(f"{first} – {second}: {_headline(pair)}{_together(self._group)}")
        self._fill(LABELS, label_rows(pair))
        of_quotes = quote_rows(pair)
        self.quotes.setVisible(of_quotes is not None)
        if of_quotes is not None:
            self.quotes.show_cells(*of_quotes, self._look)
        self._fill(CONFUSION, confusion_rows(pair))
        self.confusion_names.setText(f"{first} in rows, {second} in columns")
        self._fill(TIME, time_rows(pair))
        self.time_told.setText(f"By {found.period}, as articles were {found.told_by}")
        self.time_plot.setVisible(len(pair.over_time) > 1)
        self.time_plot.show_plot(lambda look, w, h: time_plot(pair, look, (w, h)), self._look)
        key = (pair.layer, pair.first, pair.second)
        held = self._names if self._names and self._names[0] == key else None
        self._fill(NAMES, name_rows(pair, held[1]) if held else ([], [], []))
        if self.tabs.shown == NAMES and held is None:
            self.names_wanted.emit(pair, self._layer)
        self._show_behind(Cell(self._layer))

    def _show_behind(self, subject: object) -> None:
        if isinstance(subject, PairFigures):
            if (subject.first, subject.second) != self._pair:
                self._pair = (subject.first, subject.second)
                self._show_pair()
        elif isinstance(subject, Cell) and self._project is not None and self._pair is not None:
            self.behind.show_behind(self._project, self._selection, self._pair, subject)

    def _open(self, subject: object) -> None:
        """Enter on a pair goes to its labels, on any other figure to the spans behind it."""
        if isinstance(subject, PairFigures):
            self._show_behind(subject)
            self.tabs.open(LABELS)
            self._tables[LABELS].setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(subject, Cell):
            self._show_behind(subject)
            self.behind.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_opened(self, name: str) -> None:
        self.behind.setVisible(name not in (PROGRESS, DISTRIBUTION))
        pair = self.pair
        if name == NAMES and pair is not None and not self._tables[NAMES].rowCount():
            self.names_wanted.emit(pair, self._layer)

    def _choose_layer(self, layer: str) -> None:
        self._layer = layer
        for name, pill in self._layers.items():
            pill.setChecked(name == layer)
        self._show_layer()

    def _offer_layers(self, found: Agreement) -> None:
        names = [one.layer for one in found.layers]
        for pill in self._layers.values():
            pill.hide()
            pill.deleteLater()
        self._layers = {}
        for place, name in enumerate(names):
            pill = Pill(name.capitalize(), f"Layer: {name}", outlined=True)
            pill.setCheckable(True)
            pill.clicked.connect(partial(self._choose_layer, name))
            self._layers[name] = pill
            self._layer_row.insertWidget(place, pill)
        self._layer = self._layer if self._layer in names else names[0] if names else ""
        for name, pill in self._layers.items():
            pill.setChecked(name == self._layer)

    def _fill(self, name: str, rows: Rows) -> None:
        self._tables[name].show_cells(*rows, self._look)

    @property
    def _look(self) -> Look:
        return look_of(self._theme, self.font().family())

    def _draw_over_time(self) -> None:
        found, look = self._over_time, self._look
        if found is None:
            return
        paints = self._paints()
        self.progress.show_plot(lambda one, w, h: progress_plot(found, one, (w, h)), look)
        self.pace.show_plot(lambda one, w, h: pace_plot(found, one, (w, h)), look)
        self.sources.show_plot(_bars(found, paints, by_source=True), look)
        self.months.show_plot(_bars(found, paints, by_source=False), look)
        self.whose.setText(f"Labels of {found.whose}, by source and by month of publication")
        told = f"Articles finished by {found.period}" if found.stretches else ""
        self.progress_told.setText(told or "No article was finished yet.")
        self.progress.setVisible(bool(found.stretches))
        for part in (self.pace, self.pace_told):
            part.setVisible(found.is_timed)

    def _paints(self) -> dict[str, str]:
        scheme = self._project.scheme if self._project else None
        labels = scheme.labels if scheme else ()
        used: Counter[str] = Counter()
        paints = {}
        for _, label in labels:
            # Labels may share a colour; in a bar they have to be told apart.
            line, shade = self._theme.label(label.colour).line, 100 + 35 * used[label.colour]
            is_light = line.lightness() > _MIDDLE
            paints[label.name] = (line.darker(shade) if is_light else line.lighter(shade)).name()
            used[label.colour] += 1
        return paints

    def _make_parts(self) -> None:
        self.head, self.figures, self.caution = muted(), muted(), muted(CAUTION)
        self.confusion_names, self.time_told = muted(), muted()
        self.quotes = FigureTable("Quotes; Enter goes to the spans")
        self.time_plot = Plot("Agreement over time", shrinks=True)
        self.progress, self.pace = Plot("Articles finished"), Plot("Minutes an article")
        self.sources, self.months = Plot("Labels by source"), Plot("Labels by month")
        self.progress_told, self.whose = muted(), muted()
        self.pace_told = muted("Minutes an article")
        self.behind = BehindTable()
        self.tabs = Tabs()
        self.choose = KeyButton("Whose work…", "W")
        self.save = KeyButton("Save report…", "S")
        self.refresh = KeyButton("Reckon anew", "R")
        self.back = KeyButton("Back to the page", "Esc")

    def _arrange(self) -> None:
        pages = {
            PAIRS: _column(self._tables[PAIRS], self.caution),
            LABELS: _column(self._tables[LABELS], self.quotes),
            CONFUSION: _column(self.confusion_names, self._tables[CONFUSION]),
            TIME: _column(self.time_told, self.time_plot, self._tables[TIME]),
            NAMES: _column(self._tables[NAMES]),
            PROGRESS: scrolling(
                _column(self.progress_told, self.progress, self.pace_told, self.pace, fills=False)
            ),
            DISTRIBUTION: scrolling(_column(self.whose, self.sources, self.months, fills=False)),
        }
        for name, page in pages.items():
            self.tabs.add(name, page)
        head = QHBoxLayout()
        head.addWidget(caption("Agreement"), 1)
        for button in (self.choose, self.save, self.refresh, self.back):
            head.addWidget(button)
        self._layer_row.addStretch(1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.tabs)
        halves.addWidget(self.behind)
        halves.setSizes([320, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(self.head)
        column.addLayout(self._layer_row)
        column.addWidget(self.figures)
        column.addWidget(halves, 1)
        slim_bars(self)

    def _connect(self) -> None:
        for table in (*self._tables.values(), self.quotes):
            table.chosen.connect(self._show_behind)
            table.opened.connect(self._open)
        self.tabs.opened.connect(self._tab_opened)
        self.behind.opened.connect(self.article_requested)
        self.behind.message.connect(self.message)
        self.choose.clicked.connect(self.chooser_wanted)
        self.save.clicked.connect(self.report_wanted)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.back.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.closed.emit,
            Qt.Key.Key_W: self.chooser_wanted.emit,
            Qt.Key.Key_S: self.report_wanted.emit,
            Qt.Key.Key_R: self.refresh_wanted.emit,
        }
        tabs = (PAIRS, LABELS, CONFUSION, TIME, NAMES, PROGRESS, DISTRIBUTION)
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in keys:
            keys[event.key()]()
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and 0 <= number < len(tabs):
            self.tabs.open(tabs[number])
            self.take_keyboard()
        else:
            super().keyPressEvent(event)


def _headline(pair: PairFigures) -> str:
    figures = {
        "F1": pair.micro.exact,
        "overlap": pair.micro.overlap,
        "macro": pair.macro,
        "boundary": pair.boundary,
        "κ": pair.kappa,
        "α": pair.alpha,
        "uα": pair.u_alpha,
    }
    told = " · ".join(f"{name} {figure_words(figure)}" for name, figure in figures.items())
    old = "–" if pair.alpha_u is None else f"{pair.alpha_u:.3f}"
    return f"{told} · αU {old}; {counted(pair.articles, 'article')}, {pair.tokens:,} tokens"


def _together(group: GroupFigures | None) -> str:
    if group is None or group.annotators <= 2:
        return ""
    return (
        f"\nAll {group.annotators} together: α {figure_words(group.alpha)}; on the {group.complete:,} "
        f"articles that all finished Fleiss’s κ {figure_words(group.fleiss)} · "
        f"uα {figure_words(group.u_alpha)}"
    )


def _bars(found: OverTime, paints: dict[str, str], *, by_source: bool) -> Draw:
    return lambda look, width, _height: label_plot(
        found, by_source=by_source, look=look, paints=paints, width=width
    )


def _column(*parts: QWidget, fills: bool = True) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 0)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, FigureTable) else 0)
    if not fills:
        column.addStretch(1)
    return holder
