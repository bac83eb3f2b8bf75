"""The words of one language that tell of speech, read from its lexicon; a language without has none."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from annotator.core.resources import resource
from annotator.nlp.lexicon import lexicon

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Words:
    """`verbs` leads from a form in lower case to the classes of its verb; the rest are sets of words.

    Classes: `say` takes marked words and clauses, `direct` marked words only, `call` marked parts of a
    clause, `infinitive` a to-clause, `thought` is no speech.
    """

    verbs: dict[str, frozenset[str]] = field(default_factory=dict)
    particles: dict[str, frozenset[str]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)

    def classes(self, form: str) -> frozenset[str]:
        """What a verb's form in lower case can take; nothing when it is no cue."""
        return self.verbs.get(form, frozenset())

    def has(self, kind: str, word: str) -> bool:
        """Whether a word in lower case is in one of the sets."""
        return word in self.sets.get(kind, ())

    @property
    def known(self) -> bool:
        """Whether there is a lexicon at all."""
        return bool(self.verbs)


@cache
def words(language: str) -> Words:
    """The words of a language code such as "en"."""
    file = resource("lexicons", language, "quotes.toml")
    if not language or not file.is_file():
        return Words()
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    irregular: dict[str, list[str]] = raw["forms"]
    classes: dict[str, set[str]] = {}
    for kind, lemmas in raw["verbs"].items():
        for form in _all_forms(lemmas, irregular):
            classes.setdefault(form, set()).add(kind)
    particles = {
        form: frozenset(found)
        for lemma, found in raw["particles"].items()
        for form in forms(lemma, irregular)
    }
    function_words = sorted(word.casefold() for word in lexicon(language).function_words)
    sets = {**raw["words"], **raw["not_a_quote"], **raw["people"], "function_words": function_words}
    return Words(
        {form: frozenset(kinds) for form, kinds in classes.items()},
        particles,
        {name: frozenset(found) for name, found in sets.items()},
    )


def forms(lemma: str, irregular: dict[str, list[str]]) -> tuple[str, ...]:
    """Every form of an English verb, itself first."""
    if lemma in irregular:
        return (lemma, *irregular[lemma])
    if lemma.endswith("e"):
        return lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    return lemma, third, f"{lemma}ed", f"{lemma}ing"


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that white space parts."""
    return frozenset(listed.split())


def _all_forms(lemmas: Iterable[str], irregular: dict[str, list[str]]) -> Iterator[str]:
    for lemma in lemmas:
        yield from forms(lemma.split()[0], irregular)
