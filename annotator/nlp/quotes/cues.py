"""Cues and whose they are: verbs of saying with their subjects, “according to” with its noun.

Verbs within marked stretches are no cues of the article. Word numbers of one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.nlp.quotes.paragraph import OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import NAMES, Words, phrase_around, phrase_left, phrase_right
from annotator.nlp.quotes.words import Words as Lexicon

ACCORDING = "according"
_AUXILIARIES = frozenset(
    "has have had is was were be been also then later has still even just only recently previously later "
    "once often repeatedly again reportedly already first always since now quickly himself herself".split()
)
_LEADS_TO_SAY = frozenset(
    "go goes went going continue continues continued want wants wanted use used took takes take came come "
    "have had has like likes liked began begins".split()
)
_NEVER_SPEAKS = frozenset("there that which it this these those what".split())
_NOT_ACCORDING = frozenset(
    "preference preferences size schedule need needs age plan plans ability taste height rank order colour "
    "color merit custom tradition rules rule kind type".split()
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
    found = [cue for cue in _verbs(paragraph, lexicon)]
    found += _according(paragraph)
    return sorted(found, key=lambda cue: cue.first)


def _verbs(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Cue]:
    for n, form in enumerate(paragraph.lower):
        classes = lexicon.classes(form)
        if not classes or paragraph.inside[n] != OUTSIDE:
            continue
        if not _is_verb(paragraph, n):
            continue
        passive = _is_passive(paragraph, n)
        if passive and not form == "quoted":
            continue
        negated, hypothetical = _mood(paragraph, n, lexicon)
        if paragraph.tags[n] == "VB" and not _may_be_bare(paragraph, n):
            continue
        last = _with_particle(paragraph, n, lexicon)
        yield Cue(n, last, n, classes, speaker_of(paragraph, n, last), negated, hypothetical)


def _is_verb(paragraph: Paragraph, n: int) -> bool:
    tag = paragraph.tags[n]
    if tag in ("VBD", "VBZ", "VBP", "VB"):
        return True
    before = paragraph.tags[n - 1] if n else ""
    after = paragraph.tags[n + 1] if n + 1 < len(paragraph) else ""
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


def _mood(paragraph: Paragraph, n: int, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether it was not said, and whether it is only imagined."""
    near = paragraph.lower[max(0, n - 4) : n]
    first, _ = paragraph.sentence_bounds(n)
    near = near[-min(len(near), n - first) :] if n > first else []
    negated = any(word in ("n't", "not", "n’t", "never") for word in near) and not any(
        paragraph.forms[k] in (",", ";") for k in range(max(first, n - 3), n)
    )
    return negated, any(lexicon.has("hypothetical", word) for word in near[-2:])


def _may_be_bare(paragraph: Paragraph, n: int) -> bool:
    """A bare verb reports when a verb that leads to it is told: went on to say, did not say."""
    before = paragraph.lower[n - 1] if n else ""
    if before == "to":
        return any(paragraph.lower[k] in _LEADS_TO_SAY for k in range(max(0, n - 4), n - 1))
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


def speaker_of(paragraph: Paragraph, n: int, last: int) -> Words | None:
    """Who speaks: the words beside the verb, else its subject by the parse, else that of what governs it."""
    beside = _beside_left(paragraph, n)
    if beside is not None and paragraph.tags[n] != "VBG":
        return beside
    inverted = _beside_right(paragraph, n, last)
    if inverted is not None:
        return inverted
    return _governed(paragraph, n, 0)


def _beside_left(paragraph: Paragraph, n: int) -> Words | None:
    end = n
    while end > 0 and (
        paragraph.lower[end - 1] in _AUXILIARIES
        or paragraph.tags[end - 1] in ("RB", "MD")
        or paragraph.lower[end - 1] in ("n't", "not", "n’t", "did", "does")
    ):
        end -= 1
    end = _before_age(paragraph, end)
    found = phrase_left(paragraph, end)
    if found is None or paragraph.lower[found[0]] in _NEVER_SPEAKS:
        return None
    if paragraph.lower[found[0]] == "who":
        return _antecedent(paragraph, found[0])
    before = paragraph.tags[found[0] - 1] if found[0] else ""
    named = paragraph.tags[found[1] - 1] in NAMES | {"PRP"}
    return None if before in ("IN", "TO") and not named or before == "IN" else found


def _before_age(paragraph: Paragraph, end: int) -> int:
    """Past an age between commas: Ramos, 58, told."""
    aged = end >= 4 and paragraph.forms[end - 1] == "," and paragraph.tags[end - 2] == "CD"
    return end - 3 if aged and paragraph.forms[end - 3] == "," else end


def _beside_right(paragraph: Paragraph, n: int, last: int) -> Words | None:
    """The subject behind an inverted cue, which follows what was said."""
    if paragraph.tags[n] not in ("VBD", "VBZ", "VBP", "NNS", "NN", "NNP", "VBN"):
        return None
    before = paragraph.forms[n - 1] if n else ""
    follows = n > 0 and (paragraph.inside[n - 1] != OUTSIDE or before in (",", "?", "!", "—", "–"))
    if not follows:
        return None
    return phrase_right(paragraph, last)


def _governed(paragraph: Paragraph, n: int, depth: int) -> Words | None:
    for child in paragraph.children(n):
        if paragraph.deps[child] in ("nsubj", "nsubjpass") and paragraph.inside[child] == OUTSIDE:
            if paragraph.lower[child] in ("who", "that", "which"):
                return _antecedent(paragraph, child)
            if paragraph.lower[child] in _NEVER_SPEAKS:
                return None
            return phrase_around(paragraph, child)
    head = paragraph.heads[n]
    passes = (
        ("conj", "xcomp", "advcl", "pcomp", "ccomp")
        if paragraph.tags[n] == "VBG"
        else ("conj", "xcomp")
    )
    if depth > 3 or head == n:
        return None
    if paragraph.deps[n] in passes and paragraph.tags[head].startswith("VB"):
        return _beside_left(paragraph, head) or _governed(paragraph, head, depth + 1)
    if paragraph.deps[n] in ("prep", "pcomp"):
        return _governed(paragraph, head, depth + 1)
    if paragraph.deps[n] in ("acl", "relcl") and paragraph.tags[head].startswith("NN"):
        return phrase_around(paragraph, head)
    return None


def _antecedent(paragraph: Paragraph, who: int) -> Words | None:
    end = who - 1 if who and paragraph.forms[who - 1] == "," else who
    return phrase_left(paragraph, end)


def _according(paragraph: Paragraph) -> Iterator[Cue]:
    for n in range(len(paragraph) - 2):
        if paragraph.lower[n] != "according" or paragraph.lower[n + 1] != "to":
            continue
        if paragraph.inside[n] != OUTSIDE:
            continue
        speaker = phrase_right(paragraph, n + 2)
        if speaker is not None and _agentive(paragraph, speaker):
            yield Cue(n, n + 2, n, frozenset({ACCORDING}), speaker)


def _agentive(paragraph: Paragraph, speaker: Words) -> bool:
    words = paragraph.lower[slice(*speaker)]
    return paragraph.tags[speaker[0]] != "PRP$" and not _NOT_ACCORDING.intersection(words)
