"""One article's mentions become its suggested spans: the rules at work, apart from any spaCy object."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.core.span import ENTITIES, Span
from annotator.core.text import Bounds
from annotator.core.tokens import Tokens
from annotator.nlp.candidates import Candidate, candidates
from annotator.nlp.consistency import Verdicts
from annotator.nlp.evidence import ORG, PERSON, PLACE, Evidence
from annotator.nlp.headlines import settle_headlines
from annotator.nlp.joining import OTHER, Mention
from annotator.nlp.lexicon import Lexicon

# Start, end, the scheme's label, and the rule that gave it or nothing.
_Decided = tuple[int, int, str, str]

# Which of a model's labels the rules reason about, and as what; the first of a kind is its plain form.
_KINDS = {"PERSON": PERSON, "PER": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "ORG": ORG}
# Labels that say nothing about names: a year in a name does not make it less of one.
_SILENT = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as the model gave it: code points, half-open, its own label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The spans of an article, ids from 1, and how many the rules added, relabelled or turned down."""

    spans: tuple[Span, ...]
    decided: int


def decide(
    text: str,
    found: Sequence[Found],
    tokens: Sequence[Bounds],
    mapping: Mapping[str, str],
    lexicon: Lexicon,
) -> Decision:
    """Let the article decide on the names in it. `found` and `tokens` are in reading order."""
    mentions = [
        Mention(item.start, item.end, _KINDS.get(item.label, OTHER), item.label)
        for item in found
        if item.label not in _SILENT
    ]
    names = list(settle_headlines(text, candidates(text, mentions, lexicon), lexicon))
    verdicts = Verdicts(names, Evidence(text, lexicon))
    decided = [
        (name.start, name.end, label, _rule(name, verdicts))
        for name in names
        if (label := _label(name, verdicts, mapping))
    ]
    spans = _fitted(
        sorted([*decided, *_others(found, decided, mapping)]), Tokens("t", tuple(tokens))
    )
    changed = sum(rule != "" for *_, rule in spans)
    return Decision(_as_spans(text, spans), changed + _turned_down(found, spans, mapping))


def _label(name: Candidate, verdicts: Verdicts, mapping: Mapping[str, str]) -> str | None:
    """The scheme's label: of the model's own labels for the name if one is of the kind decided on."""
    kind = verdicts.kind(name.name)
    own = [vote.label for vote in name.votes if vote.kind == kind]
    plain = [label for label, of in _KINDS.items() if of == kind]
    for label in (*own, *verdicts.labels(name.name, kind), *plain):
        if label in mapping:
            return mapping[label]
    return None


def _rule(name: Candidate, verdicts: Verdicts) -> str:
    """Which rule added or relabelled a mention, empty where the model said the same."""
    kind = verdicts.kind(name.name)
    said = {vote.kind for vote in name.votes}
    if kind in said:
        return ""
    if verdicts.is_short_form(name.name):
        return "surname"
    if said - {OTHER}:
        return "vote"
    return "repeat" if verdicts.labels(name.name, kind) else "words"


def _others(
    found: Sequence[Found], decided: Sequence[_Decided], mapping: Mapping[str, str]
) -> Iterator[_Decided]:
    """Mentions with labels the rules know nothing about, such as dates, where the scheme has them."""
    for item in found:
        if item.label in mapping and item.label not in _KINDS and not _meets(item, decided):
            yield item.start, item.end, mapping[item.label], ""


def _turned_down(
    found: Sequence[Found], spans: Sequence[_Decided], mapping: Mapping[str, str]
) -> int:
    return sum(item.label in mapping and not _meets(item, spans) for item in found)


def _meets(item: Found, spans: Sequence[_Decided]) -> bool:
    index = bisect_right(spans, item.start, key=lambda span: span[1])
    return index < len(spans) and spans[index][0] < item.end


def _fitted(spans: Sequence[_Decided], tokens: Tokens) -> list[_Decided]:
    """The spans on token edges, so that a model can be trained on them; none overlaps another."""
    result: list[_Decided] = []
    for start, end, label, rule in spans:
        first, last = tokens.snapped(start, end)
        if not result or result[-1][1] <= first:
            result.append((first, last, label, rule))
    return result


def _as_spans(text: str, spans: Sequence[_Decided]) -> tuple[Span, ...]:
    return tuple(
        Span(
            number,
            ENTITIES,
            label,
            start,
            end,
            text[start:end],
            attributes=(("rule", rule),) if rule else (),
        )
        for number, (start, end, label, rule) in enumerate(spans, 1)
    )
