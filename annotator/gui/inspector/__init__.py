"""The pane on the right: what is focused, and what is known about the article.

`Inspector(theme, keymap)`, then `set_project(project, controller)`; it follows the controller's focus and
the project's changes by itself. The window connects `message(str)`, `occurrences_wanted()` (the key A) and
`details_wanted()`, and calls `write_note()` for N and `open(MENTIONS)` and the like for the tabs.
"""

from annotator.gui.inspector.inspector import (
    ARTICLE,
    GUIDELINES,
    HISTORY,
    MENTIONS,
    NOTES,
    PROBLEMS,
    Inspector,
)

__all__ = ["ARTICLE", "GUIDELINES", "HISTORY", "MENTIONS", "NOTES", "PROBLEMS", "Inspector"]
