"""The token cursor: where it stands, what it has selected, and where each step takes it. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotator.core.text import Bounds, sentences
from annotator.core.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Cursor:
    """A unit of text, token or character, and the unit a selection began with.

    Bounds are code points, half-open. `x` is where up and down aim at, in pixels.
    """

    at: Bounds
    anchor: Bounds | None = None
    by_characters: bool = False
    x: float | None = None

    @property
    def selection(self) -> Bounds | None:
        """From the first to the last unit selected, None when nothing is."""
        if self.anchor is None:
            return None
        return min(self.at[0], self.anchor[0]), max(self.at[1], self.anchor[1])


class Steps:
    """The units of an article, and the way from one to another."""

    def __init__(self, text: str, tokens: Tokens, grapheme: Callable[[int], Bounds]) -> None:
        self._text = text
        self._tokens = tokens
        self._grapheme = grapheme

    def unit(self, offset: int, *, by_characters: bool) -> Bounds:
        """The unit that holds a code point, else the next one; where there is none, nothing."""
        if by_characters:
            return self._grapheme(offset) if self._text else (0, 0)
        bounds = self._tokens.bounds
        return bounds[self._tokens.index_at(offset)] if bounds else (0, 0)

    def moved(self, cursor: Cursor, to: int, *, extend: bool) -> Cursor:
        """The cursor on the unit at an offset; extending keeps or sets the anchor."""
        at = self.unit(min(max(to, 0), len(self._text)), by_characters=cursor.by_characters)
        anchor = (cursor.anchor or cursor.at) if extend else None
        return replace(cursor, at=at, anchor=anchor, x=None)

    def stepped(self, cursor: Cursor, step: int, *, extend: bool) -> Cursor:
        """The cursor one unit on or back; it stays at the ends."""
        to = self.after(cursor.at[1], cursor) if step > 0 else self.before(cursor.at[0], cursor)
        return self.moved(cursor, to, extend=extend)

    def after(self, offset: int, cursor: Cursor) -> int:
        """The start of the first unit that does not begin before `offset`, else the cursor's own."""
        if cursor.by_characters:
            return offset if offset < len(self._text) else cursor.at[0]
        bounds = self._tokens.bounds
        index = self._tokens.index_at(offset)
        return bounds[index][0] if bounds and bounds[index][0] >= offset else cursor.at[0]

    def before(self, offset: int, cursor: Cursor) -> int:
        """The start of the last unit that ends at or before `offset`, else the cursor's own."""
        if cursor.by_characters:
            return self._grapheme(offset - 1)[0] if offset > 0 else 0
        bounds = self._tokens.bounds
        index = self._tokens.index_at(max(offset, 0)) - 1
        return bounds[index][0] if index >= 0 else cursor.at[0]

    def toggled(self, cursor: Cursor) -> Cursor:
        """The cursor at the same place, stepping by the other unit."""
        by_characters = not cursor.by_characters
        at = self.unit(cursor.at[0], by_characters=by_characters)
        return replace(cursor, at=at, by_characters=by_characters)

    def sentence_start(self, offset: int, step: int) -> int:
        """The start of the next sentence, or of this one, or of the one before."""
        starts = [start for start, _ in self._sentences_around(offset)]
        if step > 0:
            return next((start for start in starts if start > offset), len(self._text))
        return next((start for start in reversed(starts) if start < offset), 0)

    def end_moved(self, end: int, step: int, *, by_characters: bool) -> int:
        """The next or last place before where a span may end; itself at the text's edges."""
        if by_characters:
            return self._grapheme_on(end)[1] if step > 0 else self._grapheme_back(end)[0]
        ends = [token_end for _, token_end in self._near(end)]
        if step > 0:
            return next((one for one in ends if one > end), end)
        return next((one for one in reversed(ends) if one < end), end)

    def start_moved(self, start: int, step: int, *, by_characters: bool) -> int:
        """The next or last place before where a span may start; itself at the text's edges."""
        if by_characters:
            return self._grapheme_on(start)[1] if step > 0 else self._grapheme_back(start)[0]
        starts = [token_start for token_start, _ in self._near(start)]
        if step > 0:
            return next((one for one in starts if one > start), start)
        return next((one for one in reversed(starts) if one < start), start)

    def _near(self, offset: int) -> tuple[Bounds, ...]:
        """The tokens around a place."""
        index = self._tokens.index_at(offset)
        return self._tokens.bounds[max(index - 2, 0) : index + 3]

    def _grapheme_on(self, offset: int) -> Bounds:
        return self._grapheme(offset) if offset < len(self._text) else (offset, offset)

    def _grapheme_back(self, offset: int) -> Bounds:
        return self._grapheme(offset - 1) if offset > 0 else (0, 0)

    def _sentences_around(self, offset: int) -> list[Bounds]:
        """The sentences of this paragraph and of its neighbours that hold any."""
        start = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        end = len(self._text) if end < 0 else end
        while start > 0 and not self._text[start:offset].strip():
            start = self._text.rfind("\n", 0, start - 1) + 1
        end = self._end_of_next(end)
        return [(start + a, start + b) for a, b in sentences(self._text[start:end])]

    def _end_of_next(self, end: int) -> int:
        """The end of the next paragraph that is not empty."""
        after = end
        while after < len(self._text) and self._text[after] == "\n":
            after += 1
        found = self._text.find("\n", after)
        return len(self._text) if found < 0 else found
