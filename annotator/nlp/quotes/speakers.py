"""Who speaks: the mention that belongs to a cue, from the words beside it, else from the parse.

Parses beside quotation marks are unreliable, so what touches the verb comes first.
Word numbers of one paragraph.
"""

from annotator.nlp.quotes.paragraph import FINITE, OUTSIDE, Paragraph, inner
from annotator.nlp.quotes.phrases import (
    NAMES,
    Words,
    is_time,
    phrase_around,
    phrase_left,
    phrase_right,
)
from annotator.nlp.quotes.words import Words as Lexicon
from annotator.nlp.quotes.words import word_set

_AUXILIARIES = word_set(
    """
    has have had is was were be been also then later still even just only recently previously
    once often repeatedly again reportedly already first always since now quickly himself
    herself both all did does not n't n’t
    """
)
_NEVER_SPEAKS = word_set("there that which this these those what")
_ASIDE = 32
_BRACKETS = 8
_LONG_STRETCH = 8
_DEEPEST = 3
# What passes a subject on: to any verb, and to a participle (saying, adding) besides.
_PASSES = (
    frozenset({"conj", "xcomp"}),
    frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"}),
)


def speaker_of(paragraph: Paragraph, n: int, last: int, lexicon: Lexicon) -> Words | None:
    """Who speaks: the words beside the verb, else its subject by the parse, else that of what governs it."""
    inverted = _beside_right(paragraph, n, last)
    if inverted is not None and _heads_clause(paragraph, n, inverted):
        inverted = None
    if paragraph.tags[n] != "VBG":
        beside = _beside_left(paragraph, n)
        if beside is None and not _closes(paragraph, inverted):
            beside = _before_aside(paragraph, n)
        if beside is not None:
            return beside
    return inverted or _governed(paragraph, n, 0, lexicon)


def _closes(paragraph: Paragraph, words: Words | None) -> bool:
    """Whether a name behind an inverted cue ends its clause: …, says Hale."""
    if words is None or paragraph.tags[words[1] - 1] not in NAMES:
        return False
    return words[1] >= len(paragraph) or paragraph.forms[words[1]] in (".", ",")


def _beside_left(paragraph: Paragraph, n: int) -> Words | None:
    end = _before_age(paragraph, _before_brackets(paragraph, _before_auxiliaries(paragraph, n)))
    found = phrase_left(paragraph, end)
    if found is None or paragraph.lower[found[0]] in _NEVER_SPEAKS or _is_date(paragraph, found):
        return None
    before = paragraph.tags[found[0] - 1] if found[0] else ""
    named = paragraph.tags[found[1] - 1] in NAMES | {"PRP"}
    if (before in ("IN", "TO") and not named) or before == "IN":
        return None
    return _with_partner(paragraph, found, n)


def _with_partner(paragraph: Paragraph, found: Words, n: int) -> Words:
    """Of “Hale and Tarn said” both, where the parse makes them one subject."""
    if found[0] < 2 or paragraph.lower[found[0] - 1] != "and":
        return found
    partner = phrase_left(paragraph, found[0] - 1)
    if partner is None or paragraph.deps[partner[1] - 1] not in ("nsubj", "nsubjpass"):
        return found
    joined = any(paragraph.heads[k] == partner[1] - 1 for k in range(*found))
    return (partner[0], found[1]) if joined and paragraph.heads[partner[1] - 1] == n else found


def _before_auxiliaries(paragraph: Paragraph, n: int) -> int:
    end = n
    while end > 0 and (
        paragraph.lower[end - 1] in _AUXILIARIES or paragraph.tags[end - 1] in ("RB", "MD")
    ):
        end -= 1
    return end


def _before_brackets(paragraph: Paragraph, end: int) -> int:
    """Past a party in brackets: Sen. Ann Hale (D-Maine) said."""
    past = end - 1 if end and paragraph.forms[end - 1] == "," else end
    if past < 3 or paragraph.forms[past - 1] != ")":
        return end
    opening = next(
        (n for n in range(past - 2, max(past - _BRACKETS, 0), -1) if paragraph.forms[n] == "("),
        None,
    )
    return end if opening is None else opening


def _is_date(paragraph: Paragraph, words: Words) -> bool:
    return all(
        is_time(paragraph, n) or (paragraph.forms[n].isdigit() and len(paragraph.forms[n]) == 4)
        for n in range(*words)
    )


def _before_aside(paragraph: Paragraph, n: int) -> Words | None:
    """The subject before an aside between commas: Ann Hale, who retired last year, said."""
    end = _before_auxiliaries(paragraph, n)
    if end < 4 or not _closes_aside(paragraph, end - 1):
        return None
    start, _ = paragraph.sentence_bounds(n)
    nearest = None
    for comma in range(end - 2, max(start, end - _ASIDE), -1):
        stretch = paragraph.inside[comma]
        if stretch != OUTSIDE:
            quoted = paragraph.quoted[stretch]
            if quoted.last - quoted.first > _LONG_STRETCH:
                break
            continue
        if paragraph.forms[comma] != "," or not _opens_aside(paragraph, comma + 1):
            continue
        found = phrase_left(paragraph, comma)
        if found is None or not _stands_first(paragraph, found[0], start):
            continue
        nearest = nearest or _apposed_name(paragraph, found, comma + 1, end - 1)
        if found[0] == start or paragraph.forms[found[0] - 1] != ",":
            return _apposed_name(paragraph, found, comma + 1, end - 1)
    return nearest


def _closes_aside(paragraph: Paragraph, n: int) -> bool:
    """Whether a word is the comma that ends an aside, be it within marks: …, citing “the tide,” said."""
    stretch = paragraph.inside[n]
    if stretch == OUTSIDE:
        return paragraph.forms[n] == ","
    quoted = paragraph.quoted[stretch]
    short = quoted.last - quoted.first <= _LONG_STRETCH
    return short and inner(paragraph, quoted)[-1:] == ","


def _apposed_name(paragraph: Paragraph, found: Words, first: int, last: int) -> Words:
    """Of “Okafor’s brother, Sam Okafor, said” the name, not the description."""
    described = paragraph.tags[found[0]] in ("DT", "CD", "PRP$")
    if paragraph.tags[found[1] - 1] in NAMES and not described:
        return found
    name = phrase_left(paragraph, last)
    if name is None or name[0] != first or paragraph.tags[last - 1] not in NAMES:
        return found
    return name


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
        return _issuer(paragraph, head, lexicon) or phrase_around(paragraph, head)
    led = paragraph.tags[n] == "VB" and dep == "advcl" and paragraph.lower[n - 1 : n] == ["to"]
    passes = led or dep in _PASSES[paragraph.tags[n] == "VBG"]
    if passes and paragraph.tags[head].startswith("VB"):
        return _beside_left(paragraph, head) or _governed(paragraph, head, depth + 1, lexicon)
    if dep in ("prep", "pcomp"):
        return _governed(paragraph, head, depth + 1, lexicon)
    return None


def _issuer(paragraph: Paragraph, document: int, lexicon: Lexicon) -> Words | None:
    """Of “Hale issued a statement saying” her."""
    verb = paragraph.heads[document]
    if paragraph.deps[document] != "dobj" or not lexicon.has("issuing", paragraph.lower[verb]):
        return None
    return _beside_left(paragraph, verb) or _governed(paragraph, verb, _DEEPEST, lexicon)


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
