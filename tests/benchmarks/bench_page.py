"""The article page: open to painted, edit to painted, scrolling, at any size, without and with quotes.

Floors in the same run.

python tests/benchmarks/bench_page.py
"""

import gc
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.article import Article, Metadata
from annotator.core.quotes import CONTINUES, CUE, CUED_BY, QUOTE, SAID_BY, SPEAKER, quotes_of
from annotator.core.span import ENTITIES, QUOTES, Relation, Span
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.gui.article import ArticleController, ArticleView, PageMarks
from annotator.gui.article.quote_marks import QuoteMark, Quotes
from annotator.gui.article.spans import Spans
from annotator.gui.theme import apply, load_theme
from annotator.nlp.messages import Prelabelled
from annotator.project.importing import import_text
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import create
from annotator.project.scheme_files import builtin_scheme

SIZES = ((4_000, 60, 12), (100_000, 1_500, 300), (1_000_000, 20_000, 4_000))
ROUNDS = 15
LABELS = ("PERSON", "PLACE", "ORG")
VOCABULARY = (
    "the of and to in a said that for on was with by at from will had port council deal minister harbour "
    "Maartens Norrhavn Kystline Brevik talks would have been after who they their which ferry trawler"
)


def text_of(size: int, paragraph: int, seed: int = 7) -> str:
    """Made-up news text of about `size` characters in paragraphs of at most `paragraph`."""
    chance, vocabulary = random.Random(seed), VOCABULARY.split()

    def paragraphs() -> Iterator[str]:
        left = size
        while left > 0:
            goal, parts, length = min(left, chance.randint(paragraph // 4, paragraph - 20)), [], 0
            while length < goal:
                parts.append(chance.choice(vocabulary))
                length += len(parts[-1]) + 1
            yield " ".join(parts) + "."
            left -= length + 1

    return "\n".join(paragraphs())


def spans_of(text: str, bounds: tuple[tuple[int, int], ...], count: int) -> tuple[Span, ...]:
    step = max(len(bounds) // count, 1)
    chosen = bounds[::step][:count]
    return tuple(
        Span(n, ENTITIES, LABELS[n % 3], start, end, text[start:end])
        for n, (start, end) in enumerate(chosen, 1)
    )


def quoted(
    text: str, bounds: tuple[tuple[int, int], ...], count: int, first_id: int
) -> tuple[tuple[Span, ...], tuple[Relation, ...]]:
    """Spans and relations of some quotes, each of eight words, a cue, a speaker and five more words."""
    spans: list[Span] = []
    relations: list[Relation] = []

    def span(label: str, first: int, last: int) -> int:
        start, end = bounds[first][0], bounds[last][1]
        spans.append(Span(first_id + len(spans), QUOTES, label, start, end, text[start:end]))
        return spans[-1].id

    step = len(bounds) // (count + 1)
    for at in range(step // 2, step * count, step):
        first = span(QUOTE, at, at + 7)
        relations += [
            Relation(CUED_BY, first, span(CUE, at + 8, at + 8)),
            Relation(SAID_BY, first, span(SPEAKER, at + 9, at + 9)),
            Relation(CONTINUES, span(QUOTE, at + 10, at + 14), first),
        ]
    return tuple(spans), tuple(relations)


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: span.order))


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return statistics.median(milliseconds(work) for _ in range(rounds))


def p95(figures: list[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


class Bench:
    def __init__(self) -> None:
        self.view = ArticleView(load_theme("light"))
        self.view.resize(900, 1000)
        self.view.show()
        self.picture = QPixmap(900, 1000)

    def paint(self) -> None:
        """What the screen would ask for: the parts of the page that need it."""
        QApplication.processEvents()

    def size(self, name: str, text: str, count: int, quotes: int = 0) -> float:
        """Figures of the page alone, for an article held in memory."""
        bounds = tuple(words(text))
        tokens, scheme = Tokens("model", bounds), builtin_scheme("news")
        spans = spans_of(text, bounds, count)
        parts, relations = quoted(text, bounds, quotes, count + 1) if quotes else ((), ())
        found = Quotes(
            QuoteMark(q, "Ilse Maartens", n % 2 == 0)
            for n, q in enumerate(quotes_of(parts, relations))
        )
        sides = [
            [s for q in found if q.pending is pending for s in q.quote.spans]
            for pending in (False, True)
        ]
        marks = PageMarks(
            Spans(in_order((*spans[::2], *sides[0]))),
            Spans(in_order((*spans[1::2], *sides[1]))),
            quotes=found,
        )
        article = Article(1, "k", text, Metadata("title", "Coast Courier", "2024-03-04"))

        def open_() -> None:
            self.view.set_article(article, scheme, tokens)
            self.view.set_marks(marks)
            self.paint()

        opened = median(open_)
        edits = self.edits(marks)
        scrolls = self.scrolls()
        print(
            f"{name:46} open {opened:7.1f} ms   edit {statistics.median(edits):5.1f} (p95 {p95(edits):5.1f})"
            f"   scroll {statistics.median(scrolls):5.1f} (p95 {p95(scrolls):5.1f})"
        )
        return opened

    def edits(self, marks: PageMarks) -> list[float]:
        """Taking one suggestion that is in sight, and giving it back, painted each time."""
        self.view.verticalScrollBar().setValue(0)
        self.paint()
        first = next(span for span in marks.suggestions.all if span.start > 60)
        mine = in_order((*marks.spans.all, first))
        left = tuple(span for span in marks.suggestions.all if span is not first)

        def edit(spans: tuple[Span, ...], suggestions: tuple[Span, ...], quotes: Quotes) -> None:
            now = self.view.marks
            new = Spans(spans, now.spans), Spans(suggestions, now.suggestions)
            self.view.set_marks(PageMarks(*new, focused=first, quotes=quotes))
            self.paint()

        pairs = ((mine, left), (marks.spans.all, marks.suggestions.all))
        # An edit makes new quotes, which nobody has asked yet for their spans.
        each = [(*to, Quotes(marks.quotes)) for _ in range(20) for to in pairs]
        return [milliseconds(lambda to=to: edit(*to)) for to in each]

    def scrolls(self) -> list[float]:
        """A page down at a time from the top, then jumps all over the article."""
        bar, chance = self.view.verticalScrollBar(), random.Random(3)

        def go(value: int) -> None:
            bar.setValue(value)
            self.paint()

        pages = [bar.pageStep() * n for n in range(40)]
        jumps = [chance.randint(0, bar.maximum()) for _ in range(60)]
        return [milliseconds(lambda value=value: go(value)) for value in (*pages, *jumps)]

    def project(self, name: str, text: str, count: int, quotes: int, folder: Path) -> None:
        """The same through a project file: read, shown, painted; a key press, committed and painted."""
        bounds = tuple(words(text))
        parts, relations = quoted(text, bounds, quotes, count + 1) if quotes else ((), ())
        with create(folder / f"{len(text)}-{quotes}.db") as project:
            import_text(project, text, "title")
            (article_id,) = project.queue.ids()
            spans = in_order((*spans_of(text, bounds, count), *parts))
            answer = Prelabelled(article_id, spans, bounds, relations=relations)
            store_suggestions(project, "model", [answer])
            controller = ArticleController(self.view)

            def open_() -> None:
                project.refresh()
                controller.open(project, article_id)
                self.paint()

            def step(key: Callable[[], None]) -> float:
                def pressed() -> None:
                    key()
                    self.paint()

                return milliseconds(pressed)

            opened = median(open_)
            again = median(lambda: (controller.open(project, article_id), self.paint()))
            controller.next_suggestion()
            keys = [step(controller.accept) for _ in range(40)]
            print(
                f"{name:46} open from the file {opened:7.1f} ms, read before {again:7.1f}"
                f"   accept, committed and painted {statistics.median(keys):5.1f} (p95 {p95(keys):5.1f})"
            )
            controller.close()


def floor(view: QWidget) -> None:
    """A blank page of the same size, and the bare drawing of its text by Qt."""
    blank, picture = QWidget(), QPixmap(900, 1000)
    blank.resize(900, 1000)
    print(f"{'floor: blank page':46} paint {median(lambda: blank.render(picture)):6.1f} ms")

    def fill() -> None:
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), view.palette().base())
        painter.end()

    print(f"{'floor: fill':46} paint {median(fill):6.1f} ms")


def main() -> None:
    # As in the window's process, where a timer collects between two keys.
    gc.disable()
    app = QApplication([])
    apply(app, load_theme("light"))
    bench = Bench()
    floor(bench.view)
    opened = []
    for size, count, quotes in SIZES:
        for many in (0, quotes):
            name = f"{size:,} characters, {count:,} spans, {many:,} quotes"
            opened.append(bench.size(name, text_of(size, 1_200), count, many))
    print(f"{'':46} 1,000,000 to 4,000 characters: {opened[-1] / opened[1]:.2f} times")
    one = text_of(1_000_000, 1_200).replace("\n", " ")
    bench.size("one paragraph of 1,000,000, 4,000 quotes", one, 20_000, 4_000)
    bench.size("one word of 1,000,000", "x" * 999_999 + " y z w v u", 4)
    with tempfile.TemporaryDirectory() as folder:
        for size, count, quotes in SIZES:
            for many in (0, quotes):
                name = f"{size:,} characters, {count:,} spans, {many:,} quotes"
                bench.project(name, text_of(size, 1_200), count, many, Path(folder))


if __name__ == "__main__":
    main()
