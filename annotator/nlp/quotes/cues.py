"""Cues and whose they are: verbs of saying with their subjects, “according to” with its noun.

Verbs within marked stretches are no cues of the article. Word numbers of one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.nlp.quotes.paragraph import FINITE, OUTSIDE, Paragraph
from annotator.nlp.quotes.phrases import NAMES, Words, phrase_around, phrase_left, phrase_right
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

ACCORDING = "according"
_AUXILIARIES = word_set(
    """
    has have had is was were be been also then later still even just only recently previously
    once often repeatedly again reportedly already first always since now quickly himself
    herself
    """
)
_LEADS_TO_SAY = word_set(
    """
    go goes went going on continue continues continued want wants wanted used came come have had
    has like likes liked began begins
    """
)
_NEVER_SPEAKS = word_set("there that which this these those what")
_ASIDE = 32
_DEEPEST = 3
# What passes a subject on: to any verb, and to a participle (saying, adding) besides.
_PASSES = (
    frozenset({"conj", "xcomp"}),
    frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"}),
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
    found = list(_verbs(paragraph, lexicon))
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
        if passive and form != "quoted":
            continue
        negated, hypothetical = _mood(paragraph, n, lexicon)
        if paragraph.tags[n] == "VB" and not _may_be_bare(paragraph, n):
            continue
        last = _with_particle(paragraph, n, lexicon)
        if "particle" in classes and last == n + 1:
            continue
        yield Cue(
            n, last, n, classes, speaker_of(paragraph, n, last, lexicon), negated, hypothetical
        )


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


def speaker_of(paragraph: Paragraph, n: int, last: int, lexicon: Lexicon) -> Words | None:
    """Who speaks: the words beside the verb, else its subject by the parse, else that of what governs it."""
    beside = _beside_left(paragraph, n) or _before_aside(paragraph, n)
    if beside is not None and paragraph.tags[n] != "VBG":
        return beside
    inverted = _beside_right(paragraph, n, last)
    if inverted is not None and not _heads_clause(paragraph, n, inverted):
        return inverted
    return _governed(paragraph, n, 0, lexicon)


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
    before = paragraph.tags[found[0] - 1] if found[0] else ""
    named = paragraph.tags[found[1] - 1] in NAMES | {"PRP"}
    return None if (before in ("IN", "TO") and not named) or before == "IN" else found


def _before_aside(paragraph: Paragraph, n: int) -> Words | None:
    """The subject before an aside between commas: Ann Hale, who retired last year, said."""
    end = n
    while end > 0 and paragraph.lower[end - 1] in _AUXILIARIES:
        end -= 1
    if end < 4 or paragraph.forms[end - 1] != "," or paragraph.inside[end - 1] != OUTSIDE:
        return None
    start, _ = paragraph.sentence_bounds(n)
    for comma in range(end - 2, max(start, end - _ASIDE), -1):
        stretch = paragraph.inside[comma]
        if (
            stretch != OUTSIDE
            and paragraph.quoted[stretch].last - paragraph.quoted[stretch].first > 8
        ):
            return None
        if (
            stretch != OUTSIDE
            or paragraph.forms[comma] != ","
            or not _opens_aside(paragraph, comma + 1)
        ):
            continue
        found = phrase_left(paragraph, comma)
        if found is not None and _stands_first(paragraph, found[0], start):
            return found
    return None


def _opens_aside(paragraph: Paragraph, n: int) -> bool:
    tag, word = paragraph.tags[n], paragraph.lower[n]
    return (
        tag in ("WP", "WDT", "WP$", "VBN", "VBG", "PRP$", "CD")
        or word in ("a", "an", "the", "like", "of")
        or (tag in ("NN", "NNP", "JJ", "RB", "NNS", "IN"))
    )


def _stands_first(paragraph: Paragraph, first: int, start: int) -> bool:
    """Whether a phrase begins its clause: nothing but a mark, a comma or a conjunction stands before it."""
    if first == start:
        return True
    before = first - 1
    return (
        paragraph.inside[before] != OUTSIDE
        or paragraph.forms[before] in (",", ":", ";", "—", "–")
        or paragraph.tags[before] in ("CC", "RB", "IN")
        or paragraph.lower[before] in ("that", "even")
    )


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
    return _with_apposed_name(paragraph, phrase_right(paragraph, last))


def _heads_clause(paragraph: Paragraph, n: int, words: Words) -> bool:
    """Whether words behind a cue begin what was said: Hale, citing “the tide,” said the pier could open."""
    subject = any(
        paragraph.deps[c] == "nsubj" and c < n and paragraph.inside[c] == OUTSIDE
        for c in paragraph.children(n)
    )
    after = words[1]
    return subject and after < len(paragraph) and paragraph.tags[after] in FINITE


def _with_apposed_name(paragraph: Paragraph, found: Words | None) -> Words | None:
    """Of “Okafor’s brother, Sam Okafor” the name."""
    if found is None or paragraph.tags[found[1] - 1] not in ("NN", "NNS"):
        return found
    possessed = any(paragraph.tags[n] in ("POS", "PRP$") for n in range(*found))
    if not possessed or found[1] + 1 >= len(paragraph) or paragraph.forms[found[1]] != ",":
        return found
    name = phrase_right(paragraph, found[1] + 1)
    named = name is not None and paragraph.tags[name[0]] in NAMES
    return name if named else found


def _governed(paragraph: Paragraph, n: int, depth: int, lexicon: Lexicon) -> Words | None:
    """The subject by the parse, of the verb itself or of what it hangs on."""
    subjects = (c for c in paragraph.children(n) if paragraph.deps[c] in ("nsubj", "nsubjpass"))
    subject = next((c for c in subjects if paragraph.inside[c] == OUTSIDE), None)
    if subject is not None:
        return _subject(paragraph, subject)
    head, dep = _above(paragraph, n, lexicon), paragraph.deps[n]
    if depth > _DEEPEST or head == n:
        return None
    if dep in ("acl", "relcl") and paragraph.tags[head].startswith("NN"):
        return phrase_around(paragraph, head)
    if dep in _PASSES[paragraph.tags[n] == "VBG"] and paragraph.tags[head].startswith("VB"):
        return _beside_left(paragraph, head) or _governed(paragraph, head, depth + 1, lexicon)
    if dep in ("prep", "pcomp"):
        return _governed(paragraph, head, depth + 1, lexicon)
    return None


def _subject(paragraph: Paragraph, subject: int) -> Words | None:
    word = paragraph.lower[subject]
    if word == "who":
        return subject, subject + 1
    if word in ("that", "which"):
        return _antecedent(paragraph, subject)
    return None if word in _NEVER_SPEAKS else phrase_around(paragraph, subject)


def _above(paragraph: Paragraph, n: int, lexicon: Lexicon) -> int:
    """What a verb hangs on; of “said X was safe and promised Y” the saying, not the being safe."""
    head = paragraph.heads[n]
    if paragraph.deps[n] == "conj" and not lexicon.classes(paragraph.lower[head]):
        outer = paragraph.heads[head]
        return outer if lexicon.classes(paragraph.lower[outer]) else head
    return head


def _antecedent(paragraph: Paragraph, who: int) -> Words | None:
    end = who - 1 if who and paragraph.forms[who - 1] == "," else who
    return phrase_left(paragraph, end)


def _according(paragraph: Paragraph) -> Iterator[Cue]:
    for n in range(len(paragraph) - 2):
        if paragraph.lower[n] != "according" or paragraph.lower[n + 1] != "to":
            continue
        if paragraph.inside[n] != OUTSIDE:
            continue
        speaker = _informant(paragraph, n + 2)
        if speaker is not None and (_opens_sentence(paragraph, n) or _agentive(paragraph, speaker)):
            yield Cue(n, n + 2, n, frozenset({ACCORDING}), speaker)


def _informant(paragraph: Paragraph, n: int) -> Words | None:
    if paragraph.tags[n] == "PRP" and paragraph.inside[n] == OUTSIDE:
        return n, n + 1
    return phrase_right(paragraph, n)


def _opens_sentence(paragraph: Paragraph, n: int) -> bool:
    return paragraph.sentence_bounds(n)[0] == n


def _agentive(paragraph: Paragraph, speaker: Words) -> bool:
    return not _NOT_ACCORDING.intersection(paragraph.lower[slice(*speaker)])
