"""Ctrl F: words in the article. In the project it is the concordance that finds.

`FindBar(keymap)` stands above the page; `show_for(text, wanted)` opens it, `set_text(text)` follows another
article. The window connects `found_changed(places, now)` to the controller's `show_found`,
`label_all_wanted(words)` to the sheet of occurrences, `project_wanted(words)` to the concordance, and
`closed()` to give the keyboard back to the page.
"""

from annotator.gui.find.bar import FindBar

__all__ = ["FindBar"]
