"""The key A: every occurrence of some words, in the article or the project, labelled in one step.

`OccurrencesSheet(theme, keymap, parent)` lies over its parent, the page; `show_for(project, article_id,
text, (layer, label) or None)` opens it (SchemeError when the scheme has no label at all). It tells
`message(str)`, `article_requested(article_id, start, end)` (code points) and `closed()`, upon which the
window gives the keyboard back to the page.
"""

from annotator.gui.occurrences.sheet import OccurrencesSheet

__all__ = ["OccurrencesSheet"]
