"""Quotes as they are drawn on the page, and what stands at a point there."""

from itertools import combinations

import pytest
from hands import place
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotator.core.article import Article, Metadata
from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    ROLE,
    SPEAKER,
    Quote,
)
from annotator.core.span import ENTITIES, QUOTES, Span
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.gui.article import ArticleView, PageMarks, accessible
from annotator.gui.article.measure import measure
from annotator.gui.article.quote_marks import Ghost, QuoteMark, Quotes
from annotator.gui.article.spans import Spans
from annotator.gui.theme import load_theme
from annotator.project.scheme_files import builtin_scheme

TEXT = """Port talks
Lind spoke first. “We tried,” Lind said, “and it failed.” The so-called “super quay” stays shut.
“One.” “Two.” “Three.” “Four.” “Five.” “Six.” were heard from the crowd of a hundred on the quay.
She added that talks would go on until the spring came."""
ARABIC = """عمدة المدينة يزور الميناء
قال محمد العلي “إن الاتفاق قريب جدا” وأضاف أن المفاوضات ستستأنف بعد قمة الأسبوع المقبل."""
FILLER = "\n".join(
    "Nothing was said here for a long while and nobody spoke at all. " * 6 for _ in "x" * 40
)


class Sheet:
    """A text with quotes marked by hand, on a page of its own."""

    def __init__(self, view: ArticleView, text: str) -> None:
        self.view, self.text = view, text
        self.sides: tuple[list[Span], list[Span]] = ([], [])
        self.quotes: list[QuoteMark] = []
        article = Article(1, "k", text, Metadata("", "Coast Courier"))
        view.set_article(article, builtin_scheme("news"), Tokens("m", tuple(words(text))))

    def span(self, label, what, nth=0, layer=QUOTES, pending=False):
        start, end = place(self.text, what, nth)
        # Ids of suggestions are theirs alone, as those of a model are.
        number = len(self.sides[pending]) + 1
        self.sides[pending].append(Span(number, layer, label, start, end, what))
        return self.sides[pending][-1]

    def quote(self, *parts, name="", speaker="", cue="", pending=False):
        def one(label, what):
            return self.span(label, what, pending=pending) if what else None

        found = tuple(one(QUOTE, part) for part in parts)
        quote = Quote(found, one(SPEAKER, speaker), one(CUE, cue))
        self.quotes.append(QuoteMark(quote, name, pending))
        return quote

    def show(self, **more):
        mine, pending = (Spans(tuple(sorted(s, key=lambda o: o.order))) for s in self.sides)
        quotes = Quotes(sorted(self.quotes, key=lambda mark: mark.quote.first.order))
        self.view.set_marks(PageMarks(mine, pending, quotes=quotes, **more))

    def chips(self):
        return self.view._margin.chips(*self.view._in_sight)

    def point(self, rect):
        """The middle of a rectangle of the page, in the viewport."""
        scroll = self.view.verticalScrollBar().value()
        return rect.center() + QPointF(self.view._left, -scroll)

    def hit(self, what, nth=0):
        rect = self.view.rect_of(*place(self.text, what, nth))
        return self.view.hit(QPointF(rect.center()))

    def colours(self, what, nth=0, below=0):
        """The colours behind, on and under some words."""
        rect = self.view.rect_of(*place(self.text, what, nth)).adjusted(0, 0, 0, below)
        image = self.view.viewport().grab(rect).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }


@pytest.fixture
def sheet(view):
    return Sheet(view, TEXT)


@pytest.fixture
def crowd(sheet):
    for number in ("One.", "Two.", "Three.", "Four.", "Five.", "Six."):
        sheet.quote(f"“{number}”", name=f"Speaker Number {number}")
    sheet.quote("“We tried,”", "“and it failed.”", name="Teodor Lind", cue="said")
    sheet.quote("that talks would go on", name="Ilse Maartens", cue="added", pending=True)
    sheet.show()
    return sheet


# The margin


@pytest.mark.parametrize("width", [380, 440, 620, 822, 1400])
@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_chips_never_cover_text_each_other_or_a_bar_at_any_width(crowd, width, zoom):
    crowd.view.resize(width, 900)
    crowd.view.set_zoom(zoom)
    chips = crowd.chips()
    assert chips
    for chip in chips:
        shapes = (chip.rect, *chip.bars, *chip.links)
        assert all(rect.right() <= -2 for rect in shapes)
        assert chip.rect.left() + crowd.view._left >= 0
    for one, other in combinations(chips, 2):
        assert not one.rect.intersects(other.rect)
        assert not any(one.rect.intersects(bar) for bar in (*other.bars, *other.links))
        assert not any(other.rect.intersects(bar) for bar in (*one.bars, *one.links))


def test_line_breaks_do_not_depend_on_what_is_marked(crowd):
    def breaks():
        page = crowd.view.page
        return [page.block(n).lines() for n in range(len(page.flow.blocks))]

    for width, zoom in ((440, 100), (822, 100), (822, 200)):
        crowd.view.resize(width, 700)
        crowd.view.set_zoom(zoom)
        crowd.show()
        marked = breaks()
        crowd.view.set_marks(PageMarks())
        assert breaks() == marked


def test_a_chip_shows_name_cue_kind_and_parts(crowd):
    told = {chip.name: chip.facts for chip in crowd.chips()}
    assert len(told) == len(crowd.quotes)
    assert told["Teodor Lind"] == "said · direct · 2 parts"
    assert told["Ilse Maartens?"] == "added · indirect"


def test_a_narrow_margin_shortens_names_to_the_last_word_and_then_to_initials(sheet):
    sheet.quote("“We tried,”", name="Teodora Featherstone-Lindqvist Maartens", cue="said")
    shown = []
    for width in (1400, 440, 440):
        sheet.view.resize(width, 700)
        sheet.view.set_zoom(100 if len(shown) < 2 else 200)
        sheet.show()
        shown += [chip.name for chip in sheet.chips()]
    assert shown == ["Teodora Featherstone-Lindqvist Maartens", "Maartens", "TFM"]


def test_a_quote_of_nobody_says_so_in_grey(sheet):
    sheet.quote("“We tried,”")
    sheet.show()
    (chip,) = sheet.chips()
    assert chip.name == "no speaker"
    scroll = QPoint(round(sheet.view._left), 0)
    image = sheet.view.viewport().grab(chip.rect.toAlignedRect().translated(scroll)).toImage()
    ink = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    theme = load_theme("light")
    assert theme.page.muted.name() in ink
    assert theme.label("purple").ink.name() not in ink


def test_bars_run_along_all_lines_of_all_parts(sheet):
    sheet.quote("“We tried,”", "that talks would go on until the spring came", name="Ann")
    sheet.show()
    (chip,) = sheet.chips()
    pieces = (*chip.bars, *chip.links)
    page = sheet.view.page
    first, last = page.line_span(TEXT.index("“We")), page.line_span(TEXT.index("spring"))
    assert first[0] <= min(p.top() for p in pieces) <= first[1]
    assert last[0] <= max(p.bottom() for p in pieces) <= last[1]


def test_chips_stay_where_they_are_while_the_page_scrolls(view):
    crowd = " ".join(f"“{number}.”" for number in range(10, 24))
    sheet = Sheet(view, f"{crowd}\n{FILLER}")
    for number in range(10, 24):
        sheet.quote(f"“{number}.”", name=str(number))
    sheet.show()
    view.resize(822, 300)
    seen = {}
    for value in range(0, 500, 25):
        view.verticalScrollBar().setValue(value)
        for chip in sheet.chips():
            at = (chip.rect, chip.bars, chip.links)
            assert seen.setdefault(chip.mark.name, at) == at
    assert len(seen) == 14


def test_the_bar_of_a_long_part_lays_out_nothing_that_is_out_of_sight(view):
    sheet = Sheet(view, f"{TEXT}\n“{FILLER}”")
    sheet.quote(f"“{FILLER}”", name="Teodor Lind")
    height, last = view.page.flow.total, len(view.page.flow.blocks) - 1
    sheet.show()
    (chip,) = sheet.chips()
    assert not view.page.is_laid_out(last)
    assert view.page.flow.total == height
    assert chip.bars[0].bottom() > view.height()


def test_a_part_far_away_has_a_chip_of_its_own_and_is_not_laid_out_before_it_is_seen(view):
    sheet = Sheet(view, f"{TEXT}\n{FILLER}\n“The end,” somebody said.")
    quote = sheet.quote("“We tried,”", "“The end,”", name="Teodor Lind")
    sheet.show()
    height = view.page.flow.total
    assert [(chip.name, chip.facts) for chip in sheet.chips()] == [
        ("Teodor Lind", "direct · 2 parts")
    ]
    assert view.page.flow.total == height
    view.reveal(quote.parts[1].start)
    (chip,) = sheet.chips()
    assert (chip.name, chip.facts) == ("Teodor Lind", "part 2 of 2")
    assert [mark.span for mark in view.hit(sheet.point(chip.rect)).marks] == [quote.parts[1]]


def test_in_an_article_from_right_to_left_the_margin_is_on_the_right(view):
    sheet = Sheet(view, ARABIC)
    sheet.quote("“إن الاتفاق قريب جدا”", name="محمد العلي", cue="قال")
    sheet.show()
    (chip,) = sheet.chips()
    width = view.page.width
    assert all(rect.left() >= width + 2 for rect in (chip.rect, *chip.bars))
    assert view._left + chip.rect.right() <= view.viewport().width()
    assert view.hit(sheet.point(chip.rect)).quote == chip.mark


# What stands at a point


def test_a_click_on_chip_or_bar_means_the_quote(crowd, qtbot):
    (chip,) = [chip for chip in crowd.chips() if chip.mark.name == "Teodor Lind"]
    for rect in (chip.rect, chip.bars[0]):
        hit = crowd.view.hit(crowd.point(rect))
        assert hit.quote == chip.mark
        assert [mark.span.text for mark in hit.marks] == ["“We tried,”"]
        with qtbot.waitSignal(crowd.view.clicked) as clicked:
            at = crowd.point(rect).toPoint()
            QTest.mouseClick(crowd.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert clicked.args[0].quote == chip.mark


def test_beside_the_chips_there_is_no_quote(crowd):
    crowd.view.resize(1400, 700)
    hit = crowd.view.hit(QPointF(3.0, 300.0))
    assert (hit.quote, hit.marks) == (None, ())


def test_in_the_text_entities_and_spans_of_quotes_are_hit_together(sheet):
    sheet.span("PERSON", "Lind", 1, ENTITIES)
    sheet.quote("“We tried,” Lind said, “and it failed.”", name="Ann", cue="said")
    sheet.show()
    hit = sheet.hit("Lind", 1)
    assert {mark.span.label for mark in hit.marks} == {"PERSON", QUOTE}
    assert hit.quote is None


# Colours and lines


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_content_is_washed_only_when_it_is_mine(sheet, theme):
    sheet.view.set_theme(load_theme(theme))
    sheet.quote("“We tried,”", name="Ann")
    sheet.quote("“and it failed.”", name="Ann", pending=True)
    sheet.show()
    page, line = sheet.view.theme.page.page.name(), sheet.view.theme.label("purple").line.name()
    assert page not in sheet.colours("e tried")
    suggested = sheet.colours("nd it failed")
    assert page in suggested
    assert line in suggested


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_lights_all_parts_of_its_quote_and_nothing_else(sheet, theme):
    sheet.view.set_theme(load_theme(theme))
    quote = sheet.quote("“We tried,”", "“and it failed.”", name="Ann", cue="said")
    sheet.quote("“One.”", name="Ann")
    sheet.show()
    quiet = [sheet.colours(words) for words in ("e tried", "nd it failed", "One", "stays shut")]
    sheet.show(focused=quote.cue)
    lit = [sheet.colours(words) for words in ("e tried", "nd it failed", "One", "stays shut")]
    changed = [before != after for before, after in zip(quiet, lit, strict=True)]
    assert changed == [True, True, False, False]


@pytest.mark.parametrize("label", [SPEAKER, CUE, ADDRESSEE, ROLE])
@pytest.mark.parametrize("pending", [False, True])
def test_every_role_has_a_line_even_without_a_quote(sheet, label, pending):
    sheet.show()
    before = sheet.colours("crowd of a hundred")
    sheet.span(label, "crowd of a hundred", pending=pending)
    sheet.show()
    colour = builtin_scheme("news").label(QUOTES, label).colour
    line = sheet.view.theme.label(colour).line.name()
    assert line not in before
    assert line in sheet.colours("crowd of a hundred")


def pattern(sheet, label, pending):
    """The line under a role, as what is drawn and what not along it."""
    fresh = Sheet(sheet.view, TEXT)
    fresh.span(label, "crowd of a hundred", pending=pending)
    fresh.show()
    rect = fresh.view.rect_of(*place(TEXT, "crowd of a hundred"))
    image = fresh.view.viewport().grab(rect).toImage()
    page = fresh.view.theme.page.page.name()
    row = max(
        range(image.height() - 4, image.height()),
        key=lambda y: sum(image.pixelColor(x, y).name() != page for x in range(image.width())),
    )
    return tuple(image.pixelColor(x, row).name() != page for x in range(image.width()))


def test_lines_tell_roles_and_suggestions_apart_without_colour(sheet):
    drawn = {
        (label, pending): pattern(sheet, label, pending)
        for label in (SPEAKER, CUE, ADDRESSEE, ROLE)
        for pending in (False, True)
    }
    assert len(set(drawn.values())) == len(drawn)


def test_the_line_of_a_speaker_leaves_that_of_the_entity_in_sight(sheet):
    sheet.span("PERSON", "Lind", 1, ENTITIES)
    entity = sheet.view.theme.label("blue").line.name()
    sheet.span(SPEAKER, "Lind", 1)
    sheet.show()
    seen = sheet.colours("Lind", 1, below=8)
    assert {entity, sheet.view.theme.label("purple").line.name()} <= seen


def test_the_line_under_suggested_content_stops_where_an_entity_has_its_own(sheet):
    line = sheet.view.theme.label("purple").line.name()
    sheet.quote("“We tried,” Lind said, “and it failed.”", pending=True)
    sheet.show()
    assert line in sheet.colours("Lind", 1, below=8)
    sheet.span("PERSON", "Lind", 1, ENTITIES)
    sheet.show()
    assert line not in sheet.colours("Lind", 1, below=8)
    assert line in sheet.colours("tried")


def test_what_is_no_quote_has_a_quiet_line_and_a_tag(sheet):
    sheet.span(NOT_A_QUOTE, "“super quay”")
    sheet.span(NOT_A_QUOTE, "“One.”", pending=True)
    sheet.show()
    page = sheet.view.page
    tags = [
        band.tag.text for n in range(len(page.flow.blocks)) for band in page.bands(n) if band.tag
    ]
    assert tags[0] == "NO QUOTE"
    assert (tags[1][:2], tags[1][-1]) == ("NO", "?")
    seen = sheet.colours("super quay")
    assert sheet.view.theme.label("grey").tint.name() not in seen
    assert sheet.view.theme.page.page.name() in seen


def test_what_is_proposed_is_framed_and_hides_no_tag_half(sheet):
    sheet.span("PERSON", "Lind", 1, ENTITIES)
    sheet.quote("“We tried,”")
    sheet.show()
    line = sheet.view.theme.label("purple").line.name()
    assert line not in sheet.colours("said")
    proposed = (Ghost(*place(TEXT, "Lind", 1), SPEAKER), Ghost(*place(TEXT, "said"), CUE))
    sheet.show(ghosts=proposed)
    assert line in sheet.colours("said")
    block = sheet.view.page.block(sheet.view.page.flow.index_of(proposed[0].start))
    tags = sheet.view._painter.quotes.ghost_tags(block)
    assert [text for _, text in tags] == ["speaker?", "cue?"]
    assert not tags[0][0].intersects(tags[1][0])


def test_a_chosen_part_has_a_dashed_ring(sheet):
    quote = sheet.quote("“We tried,”", name="Ann")
    sheet.show()
    ring = sheet.view.theme.page.ring.name()
    assert ring not in sheet.colours("e tried", below=6)
    sheet.show(chosen=(quote.first,))
    assert ring in sheet.colours("e tried", below=6)


def test_a_part_that_does_not_fit_the_tokens_has_a_wavy_end(sheet):
    wavy = sheet.view.theme.page.wavy.name()
    sheet.quote("“We trie", name="Ann")
    sheet.show()
    assert wavy in sheet.colours("trie", below=4)


# Ticks and words


def test_a_suggested_quote_has_one_tick(view):
    sheet = Sheet(view, f"{TEXT}\n{FILLER}\n“The end,” somebody said.")
    sheet.quote("“We tried,”", "“The end,”", speaker="somebody", pending=True)
    sheet.show()
    assert len(list(view._strip.ticks())) == 1


def test_the_quote_its_parts_and_its_speaker_are_told_in_words(sheet):
    quote = sheet.quote(
        "“We tried,”", "“and it failed.”", name="Teodor Lind", speaker="Lind", cue="said"
    )
    heard = []
    for span in (quote.parts[0], quote.parts[1], quote.speaker):
        sheet.show(focused=span)
        heard.append(accessible.told(sheet.view))
    told = "quote, direct, said by Teodor Lind, cue said, 2 parts"
    assert heard == [
        f"Q{told[1:]}: “We tried,” … “and it failed.”",
        f"Part 2 of 2 of a {told}: “and it failed.”",
        f"Lind: speaker of a {told}: “We tried,” … “and it failed.”",
    ]


def test_of_a_long_quote_only_the_beginning_is_told(view):
    sheet = Sheet(view, f"{TEXT}\n“{FILLER}”")
    quote = sheet.quote(f"“{FILLER}”", name="Teodor Lind")
    sheet.show(focused=quote.first)
    told = accessible.told(view)
    assert told.startswith("Quote, mixed, said by Teodor Lind: “Nothing was said here")
    assert (told[-1], len(told) < 300) == ("…", True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_on_a_chip_in_focus_has_contrast_enough(theme):
    def light(colour):
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    colours = load_theme(theme)
    label = colours.label("purple")
    for ground in (label.tint, colours.page.page):
        for ink in (label.ink, colours.page.muted):
            low, high = sorted((light(ground), light(ink)))
            assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
@pytest.mark.parametrize("width", range(300, 2_000, 85))
def test_the_column_fits_beside_its_chips_at_any_width(width, zoom):
    sizes = measure(zoom)
    left, column = sizes.column_in(float(width), with_chips=True)
    assert left >= 96
    assert column == sizes.column or column >= width * 0.6
    assert left + column <= width


def test_with_room_to_spare_the_column_stands_in_the_middle():
    sizes = measure(100)
    left, column = sizes.column_in(2_000.0, with_chips=True)
    assert left == round((2_000 - column) / 2)
