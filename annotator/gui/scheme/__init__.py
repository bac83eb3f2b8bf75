"""The dialog that changes a project's label scheme.

`SchemeDialog(project, theme, parent).open()`; saving is one undoable step of the project, which tells
everyone who watches it. `message(str)` says that it was saved.
"""

from annotator.gui.scheme.dialog import SchemeDialog

__all__ = ["SchemeDialog"]
