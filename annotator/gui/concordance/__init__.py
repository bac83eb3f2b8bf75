"""All places of a text or a label in the project, in context; relabelled or removed in bulk.

`ConcordancePage(theme, keymap)` takes the place of the article page; `set_project(project)`, then
`show_for(text, label)`. It tells `article_requested(article_id, start, end)` (code points),
`message(str)` and `closed()`.
"""

from annotator.gui.concordance.page import ConcordancePage

__all__ = ["ConcordancePage"]
