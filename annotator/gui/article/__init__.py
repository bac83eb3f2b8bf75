"""The page one labels on.

    view = ArticleView(load_theme("light"))
    controller = ArticleController(view)
    controller.open(project, article_id)        # another article: open again; none: close()
    controller.next_suggestion()                # and so on: the methods are named like the commands
    controller.label("entities", "PERSON")

The controller watches the project by itself: undo or an edit made elsewhere is shown at once. Call
`reload()` after `project.changed_elsewhere()`, a new annotator, or new suggestions, and `escape()` first
when Esc is pressed. Offsets everywhere are code points, half-open.
"""

from annotator.gui.article.marks import PageMarks
from annotator.gui.article.proposing import Proposed
from annotator.gui.article.quoting import ArticleController
from annotator.gui.article.reader import Mode, OccurrenceQuery
from annotator.gui.article.spans import Spans
from annotator.gui.article.view import ArticleView

__all__ = [
    "ArticleController",
    "ArticleView",
    "Mode",
    "OccurrenceQuery",
    "PageMarks",
    "Proposed",
    "Spans",
]
