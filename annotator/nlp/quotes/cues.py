"""Cues and whose they are: verbs of saying with their subjects, “according to” with its noun.

Verbs within marked stretches are no cues of the article. Word numbers of one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import Words, phrase_left, phrase_right
from annotator.nlp.quotes.speakers import speaker_of
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

ACCORDING = "according"
NOUN = "noun"
_LEADS_TO_SAY = word_set(
    """
    go goes went going on continue continues continued want wants wanted used came come have had
    has like likes liked began begins
    """
)
_NOT_ACCORDING = word_set(
    """
    preference preferences size schedule need needs age plan plans ability taste height rank
    order colour color merit custom tradition rules rule kind type wishes means circumstances
    specifications instructions season strength skill weight
    """
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its words, what its verb can take, who speaks, and how it is meant."""

    first: int
    last: int
    verb: int
    classes: frozenset[str]
    speaker: Words | None = None
    negated: bool = False
    hypothetical: bool = False

    @property
    def group(self) -> Words:
        """From the first to the last word of cue and speaker together, where they stand side by side."""
        if self.speaker is None:
            return self.first, self.last
        start, end = min(self.first, self.speaker[0]), max(self.last, self.speaker[1])
        return (start, end) if end - start <= 24 else (self.first, self.last)


def cues(paragraph: Paragraph, lexicon: Lexicon) -> list[Cue]:
    """The cues of a paragraph in reading order."""
    without_verb = [*_according(paragraph), *_in_words(paragraph), *_nouns(paragraph, lexicon)]
    found = sorted([*_verbs(paragraph, lexicon), *without_verb], key=lambda one: one.first)
    for n, cue in enumerate(found):
        if n and cue.speaker is None and paragraph.tags[cue.verb] == "VBG" and "say" in cue.classes:
            before = found[n - 1]
            if paragraph.same_sentence(before.verb, cue.verb) and ACCORDING not in before.classes:
                found[n] = replace(cue, speaker=before.speaker)
    return found


def _verbs(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Cue]:
    for n, form in enumerate(paragraph.lower):
        classes = lexicon.classes(form)
        if not classes or paragraph.inside[n] != OUTSIDE:
            continue
        if not _is_verb(paragraph, n):
            continue
        passive = _is_passive(paragraph, n)
        if passive and form != "quoted":
            continue
        negated, hypothetical = _mood(paragraph, n, lexicon)
        if paragraph.tags[n] == "VB" and not _may_be_bare(paragraph, n):
            continue
        last = _with_particle(paragraph, n, lexicon)
        if "particle" in classes and last == n + 1:
            continue
        speaker = speaker_of(paragraph, n, last, lexicon)
        if "finding" in classes and _may_find(paragraph, speaker, lexicon):
            classes |= {"say"}
        yield Cue(n, last, n, classes, speaker, negated, hypothetical)


def _is_verb(paragraph: Paragraph, n: int) -> bool:
    tag = paragraph.tags[n]
    before = paragraph.tags[n - 1] if n else ""
    after = paragraph.tags[n + 1] if n + 1 < len(paragraph) else ""
    if before == "POS" and after.startswith(("NN", "JJ")):
        return False
    if tag in ("VBD", "VBZ", "VBP", "VB"):
        return True
    if tag == "VBN":
        return not (before in ("DT", "JJ", "PRP$", "IN") and after in ("NN", "NNS", "JJ", "NNP"))
    if tag == "VBG":
        return before not in ("DT", "JJ", "PRP$", "VBZ") or paragraph.deps[n] in (
            "ROOT",
            "advcl",
            "conj",
        )
    # The tagger errs beside quotation marks: “…,” says Okafor.
    beside = n > 0 and (paragraph.inside[n - 1] != OUTSIDE or paragraph.forms[n - 1] == ",")
    return (
        tag in ("NNS", "NN", "JJ", "NNP")
        and beside
        and paragraph.lower[n]
        in (
            "says",
            "said",
            "notes",
            "adds",
            "explains",
            "recalls",
            "added",
            "continued",
            "asks",
            "writes",
        )
    )


def _is_passive(paragraph: Paragraph, n: int) -> bool:
    if paragraph.tags[n] != "VBN":
        return False
    if any(paragraph.deps[c] == "auxpass" for c in paragraph.children(n)):
        return True
    return n > 0 and paragraph.lower[n - 1] in (
        "is",
        "was",
        "were",
        "been",
        "be",
        "being",
        "are",
        "get",
        "got",
    )


def _may_find(paragraph: Paragraph, speaker: Words | None, lexicon: Lexicon) -> bool:
    """Whether a finding is a statement: the report found that, the judge found that."""
    words = paragraph.lower[slice(*speaker)] if speaker else []
    return any(lexicon.has("documents", word) or lexicon.has("finders", word) for word in words)


def _mood(paragraph: Paragraph, n: int, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether it was not said, and whether it is only imagined."""
    near = paragraph.lower[max(0, n - 4) : n]
    first, _ = paragraph.sentence_bounds(n)
    near = near[-min(len(near), n - first) :] if n > first else []
    negated = any(word in ("n't", "not", "n’t", "never") for word in near) and not any(
        paragraph.forms[k] in (",", ";") for k in range(max(first, n - 3), n)
    )
    hypothetical = any(lexicon.has("hypothetical", word) for word in near[-2:])
    bare = paragraph.tags[n] in ("VB", "VBP")
    return negated, hypothetical or (bare and "never" in near[-2:])


def _may_be_bare(paragraph: Paragraph, n: int) -> bool:
    """A bare verb reports when a verb that leads to it is told: went on to say, did not say."""
    before = paragraph.lower[n - 1] if n else ""
    if before == "to":
        return n > 1 and paragraph.lower[n - 2] in _LEADS_TO_SAY
    return before in (
        "did",
        "not",
        "n't",
        "n’t",
        "would",
        "will",
        "can",
        "could",
        "also",
        "does",
        "might",
        "to",
    )


def _with_particle(paragraph: Paragraph, n: int, lexicon: Lexicon) -> int:
    particles = lexicon.particles.get(paragraph.lower[n], frozenset())
    if n + 1 < len(paragraph):
        after = paragraph.lower[n + 1]
        if after in particles and paragraph.inside[n + 1] == OUTSIDE:
            return n + 2
        if paragraph.lower[n] in ("put", "puts") and after == "it":
            return n + 2
    return n + 1


def _according(paragraph: Paragraph) -> Iterator[Cue]:
    for n in range(len(paragraph) - 2):
        if paragraph.lower[n] != "according" or paragraph.lower[n + 1] != "to":
            continue
        if paragraph.inside[n] != OUTSIDE:
            continue
        speaker = _informant(paragraph, n + 2)
        if speaker is None:
            continue
        theirs = paragraph.tags[speaker[0]] == "PRP$"
        if _agentive(paragraph, speaker) or (_opens_sentence(paragraph, n) and not theirs):
            yield Cue(n, n + 2, n, frozenset({ACCORDING}), speaker)


def _informant(paragraph: Paragraph, n: int) -> Words | None:
    if paragraph.tags[n] == "PRP" and paragraph.inside[n] == OUTSIDE:
        return n, n + 1
    return phrase_right(paragraph, n)


def _opens_sentence(paragraph: Paragraph, n: int) -> bool:
    return paragraph.sentence_bounds(n)[0] == n


def _agentive(paragraph: Paragraph, speaker: Words) -> bool:
    return not _NOT_ACCORDING.intersection(paragraph.lower[slice(*speaker)])


def _in_words(paragraph: Paragraph) -> Iterator[Cue]:
    """In Hale’s words, in her view: cues whose speaker stands within them."""
    for n in range(1, len(paragraph)):
        if paragraph.lower[n] not in ("words", "view", "opinion") or paragraph.inside[n] != OUTSIDE:
            continue
        owner = n - 1
        speaker = (owner, n) if paragraph.tags[owner] == "PRP$" else None
        if paragraph.tags[owner] == "POS":
            speaker = phrase_left(paragraph, owner)
        if speaker is not None and paragraph.lower[speaker[0] - 1 : speaker[0]] == ["in"]:
            yield Cue(speaker[0] - 1, n + 1, n, frozenset({ACCORDING}), speaker)


def _nouns(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Cue]:
    """Her claim that, Hale’s promise to: nouns of saying with their owner."""
    for n in range(1, len(paragraph) - 1):
        if not lexicon.has("nouns", paragraph.lower[n]) or paragraph.inside[n] != OUTSIDE:
            continue
        if paragraph.lower[n + 1] != "that" or not paragraph.tags[n].startswith("NN"):
            continue
        owner = next((c for c in paragraph.children(n) if paragraph.deps[c] == "poss"), None)
        if owner is None:
            continue
        pronoun = paragraph.tags[owner] == "PRP$"
        speaker = (owner, owner + 1) if pronoun else phrase_left(paragraph, owner + 1)
        yield Cue(n, n + 1, n, frozenset({NOUN}), speaker)
