"""Who is to label what: to everybody, at random, or the chosen articles by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from annotator.core.assigning import Plan, at_random, everyone
from annotator.core.errors import RuleError
from annotator.gui.dialogs.form import Form
from annotator.gui.parts.card import muted
from annotator.project.project import Project

_CHOSEN, _ALL, _RANDOM = "chosen", "all", "random"


class AssignForm(Form):
    """Tells the plan that was `given`, whether it replaces the last one, and how often a control comes."""

    given = Signal(object, bool, int)

    def __init__(self, parent: QWidget, project: Project, chosen: Sequence[int]) -> None:
        super().__init__(
            parent, "Assign articles", "Assign", "Each annotator gets a queue of their own."
        )
        self._articles, self._chosen = project.queue.ids(), tuple(chosen)
        people = [who.name for who in project.labellers()] or [project.annotator.name]
        self.names = self.add_line("To", ", ".join(people), "names, with commas between them")
        self.how = QComboBox()
        self.how.addItem(f"Every article ({len(self._articles):,}) to everybody", _ALL)
        self.how.addItem("Each article to some at random", _RANDOM)
        self.how.addItem(f"The chosen articles ({len(self._chosen):,}) to everybody", _CHOSEN)
        self.how.setCurrentIndex(2 if len(self._chosen) > 1 else 0)
        self.add_field("What", self.how)
        self.each = QSpinBox(minimum=1, maximum=20, value=2, suffix=" annotators an article")
        self.add_field("At random", self.each)
        self.seed = QSpinBox(minimum=0, maximum=999_999)
        self.add_field("Seed", self.seed)
        self.every = QSpinBox(minimum=0, maximum=1000)
        self.every.setSpecialValueText("no control articles")
        self.every.setPrefix("one after every ")
        self.add_field("Control articles", self.every)
        self.replaces = QCheckBox("Take back every other assignment")
        self.add_field("Before", self.replaces)
        self.preview = muted()
        self.fields.addRow("", self.preview)
        self.names.textChanged.connect(self._show)
        self.how.currentIndexChanged.connect(self._show)
        self.each.valueChanged.connect(self._show)
        self.seed.valueChanged.connect(self._show)
        self._show()

    def take(self) -> None:
        """Tell the plan. Raises RuleError with a sentence when it cannot be made."""
        self.given.emit(self._plan(), self.replaces.isChecked(), self.every.value())

    def _plan(self) -> Plan:
        names = [name.strip() for name in self.names.text().split(",") if name.strip()]
        if not names:
            raise RuleError("Write at least one name.")
        how = self.how.currentData()
        if how == _RANDOM:
            try:
                return at_random(self._articles, names, self.each.value(), self.seed.value())
            except ValueError as error:
                raise RuleError(f"{error}") from error
        return everyone(self._chosen if how == _CHOSEN else self._articles, names)

    def _show(self) -> None:
        is_random = self.how.currentData() == _RANDOM
        self.each.setEnabled(is_random)
        self.seed.setEnabled(is_random or self.every.value() > 0)
        try:
            plan = self._plan()
        except RuleError as error:
            self.preview.setText(str(error))
            return
        loads = {name: sum(one == name for _, one in plan) for name in sorted({n for _, n in plan})}
        self.preview.setText(", ".join(f"{name} {count:,}" for name, count in loads.items()))
