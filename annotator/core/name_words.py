"""How names are said: what is a pronoun, a title, a surname; ways of writing that do not tell two apart."""

_AFTER_A_SURNAME = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
# fmt: off
_PRONOUNS = frozenset((
    "i", "he", "she", "it", "we", "you", "they", "who", "one", "him", "her", "them", "his", "their",
))
_COURTESIES = frozenset((
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady", "the",
))
# fmt: on
# What stands after these is another than who speaks: a spokesman for Ann Hale, an aide of Mr. Lind.
_NEVER_IN_A_TITLE = frozenset(("for", "to", "with", "by", "from"))
_BEFORE_ANOTHER = frozenset(("of", "at", "in", "and", "or"))


def is_pronoun(text: str) -> bool:
    """Whether a mention only points at who is meant."""
    return folded(text) in _PRONOUNS


def is_another(before: str) -> bool:
    """Whether the words before a name say that somebody else is meant: a spokesman for, the brother of."""
    words = before.split()
    while words and words[-1].casefold() in _COURTESIES:
        words.pop()
    return bool(words) and (words[-1] in _BEFORE_ANOTHER or not _NEVER_IN_A_TITLE.isdisjoint(words))


def endings(text: str) -> list[str]:
    """The text and what is left of it when the first words go, one by one; all without a Jr. at its end."""
    words = text.split()
    words = words[:-1] if len(words) > 2 and words[-1] in _AFTER_A_SURNAME else words
    return [" ".join(words[first:]) for first in range(len(words))]


def folded(text: str) -> str:
    """The text with its case and its white space made even."""
    return " ".join(text.casefold().split())
