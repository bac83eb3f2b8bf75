"""The quotes in the sample articles: sound, complete, and together all that a guideline has to settle."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.core.annotation import Annotation
from annotator.core.entry import Entry
from annotator.core.marks import stretches, unbalanced
from annotator.core.quotes import (
    ADDRESSEE,
    ATTRIBUTES,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    REASONS,
    ROLE,
    SPEAKER,
    Medium,
    Quote,
    QuoteKind,
    SpeakerStatus,
    quote_problems,
    quotes,
)
from annotator.core.span import QUOTES, Cluster, Span
from annotator.core.text import paragraphs
from annotator.formats.annotator_jsonl import AnnotatorJsonl

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.jsonl"))
WITHOUT_MENTION = {SpeakerStatus.FLOATING, SpeakerStatus.NONE}

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


@dataclass(frozen=True)
class Seed:
    text: str
    gold: Annotation

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return quotes(self.gold)

    def labelled(self, *labels: str) -> list[Span]:
        return [s for s in self.gold.spans if s.layer == QUOTES and s.label in labels]

    def before(self, span: Span) -> str:
        return self.text[: span.start]

    def after(self, span: Span) -> str:
        return self.text[span.end :]

    def name(self, quote: Quote) -> str:
        return next((c.name for c in self.gold.clusters if c.id == quote.cluster_id), "")


def load(path: Path) -> Seed:
    (entry,) = AnnotatorJsonl().read(path)
    assert isinstance(entry, Entry), entry
    ((_, gold),) = entry.annotations
    return Seed(entry.article.text, gold)


@each_seed
def test_every_seed_has_sound_quotes(path: Path) -> None:
    seed = load(path)
    assert seed.quotes
    assert quote_problems(seed.gold) == []


@each_seed
def test_every_part_belongs_to_one_quote(path: Path) -> None:
    seed = load(path)
    parts = [part.id for quote in seed.quotes for part in quote.parts]
    assert sorted(parts) == sorted(span.id for span in seed.labelled(QUOTE))


@each_seed
def test_every_speaker_cue_and_addressee_serves_a_quote(path: Path) -> None:
    seed = load(path)
    served = {span.id for quote in seed.quotes for span in quote.spans}
    assert not [s.text for s in seed.labelled(SPEAKER, CUE, ADDRESSEE) if s.id not in served]


@each_seed
def test_only_first_parts_bear_attributes_and_those_are_known(path: Path) -> None:
    seed = load(path)
    firsts = {quote.id for quote in seed.quotes}
    for span in seed.labelled(QUOTE):
        assert {name for name, _ in span.attributes} <= set(ATTRIBUTES)
        assert (span.id in firsts) == bool(span.attributes)
        for name, value in span.attributes:
            assert ATTRIBUTES[name](value) == value
    assert not [s for s in seed.labelled(SPEAKER, CUE, ADDRESSEE, ROLE) if s.attributes]


@each_seed
def test_the_speaker_status_says_whether_there_is_a_mention(path: Path) -> None:
    for quote in load(path).quotes:
        assert quote.first.attribute("speaker_status") == quote.speaker_status
        assert (quote.speaker is None) == (quote.speaker_status in WITHOUT_MENTION), quote.text


@each_seed
def test_a_pronoun_is_a_pronoun_and_a_name_has_capitals(path: Path) -> None:
    pronoun = re.compile(r"(I|s?he|they|it|his|her)", re.IGNORECASE)
    for quote in load(path).quotes:
        if quote.speaker is not None:
            is_pronoun = pronoun.fullmatch(quote.speaker.text) is not None
            assert is_pronoun == (quote.speaker_status == SpeakerStatus.PRONOUN), quote.speaker.text
        if quote.speaker is not None and quote.speaker_status == SpeakerStatus.EXPLICIT:
            assert re.search(r"[A-ZÀ-ÖØ-ÞĀ-Ž]", quote.speaker.text)


@each_seed
def test_a_named_speaker_stands_in_the_roster(path: Path) -> None:
    seed = load(path)
    for quote in seed.quotes:
        if quote.speaker_status == SpeakerStatus.EXPLICIT:
            assert seed.name(quote), quote.text


@each_seed
def test_the_roster_is_sound_and_its_names_stand_in_the_text(path: Path) -> None:
    seed = load(path)
    clusters: set[Cluster] = set(seed.gold.clusters)
    assert len({c.id for c in clusters}) == len({c.name for c in clusters}) == len(clusters)
    assert {s.cluster_id for s in seed.gold.spans} - {None} == {c.id for c in clusters}
    for cluster in clusters:
        assert cluster.label in {"PERSON", "PLACE", "ORG"}
        assert cluster.name in seed.text


@each_seed
def test_parts_speakers_and_cues_stay_in_a_paragraph_and_on_whole_words(path: Path) -> None:
    seed = load(path)
    bounds = list(paragraphs(seed.text))
    for span in seed.labelled(QUOTE, SPEAKER, CUE, ADDRESSEE, ROLE, NOT_A_QUOTE):
        assert any(start <= span.start and span.end <= end for start, end in bounds)
        assert span.text == span.text.strip()
        assert not re.search(r"\w\Z", seed.before(span)) or not re.match(r"\w", span.text)
        assert not re.match(r"\w", seed.after(span)) or not re.search(r"\w\Z", span.text)


@each_seed
def test_indirect_content_goes_without_the_stop(path: Path) -> None:
    for quote in load(path).quotes:
        if quote.kind == QuoteKind.INDIRECT:
            assert not [part.text for part in quote.parts if re.search(r"[,.;:]\Z", part.text)]


@each_seed
def test_what_is_no_quote_says_why_and_has_quotation_marks(path: Path) -> None:
    for span in load(path).labelled(NOT_A_QUOTE):
        assert [name for name, _ in span.attributes] == ["reason"]
        assert span.attribute("reason") in REASONS
        assert re.fullmatch(r"(“.+”|\".+\"|‘.+’|''.+'')", span.text)


@each_seed
def test_nothing_in_quotation_marks_is_left_undecided(path: Path) -> None:
    seed = load(path)
    decided = seed.labelled(QUOTE, NOT_A_QUOTE)
    assert unbalanced(seed.text) == ()
    for stretch in stretches(seed.text):
        assert any(s.start <= stretch.start and stretch.end <= s.end for s in decided)


@pytest.mark.parametrize("value", [*QuoteKind, *Medium, *SpeakerStatus])
def test_some_quote_is_of_every_kind_medium_and_status(value: str) -> None:
    found = all_quotes()
    assert any(value in (q.kind, q.medium, q.speaker_status) for _, q in found)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_occurs(reason: str) -> None:
    denied = [span for path in SEEDS for span in load(path).labelled(NOT_A_QUOTE)]
    assert any(span.attribute("reason") == reason for span in denied)


def all_quotes() -> list[tuple[Seed, Quote]]:
    return [(seed, quote) for path in SEEDS for seed in [load(path)] for quote in seed.quotes]


def is_split_by_its_cue(seed: Seed, quote: Quote) -> bool:
    return any(
        first.text.endswith(",”") and re.match(r"“[a-z]", second.text)
        for first, second in pairwise(quote.parts)
    )


def goes_on_after_its_cue(seed: Seed, quote: Quote) -> bool:
    if quote.cue is None or len(quote.parts) < 2:
        return False
    return quote.parts[0].end <= quote.cue.start < quote.parts[1].start and bool(
        re.match(r"[“\"']+[A-Z]", quote.parts[1].text)
    )


def runs_over_paragraphs(seed: Seed, quote: Quote) -> bool:
    return len(quote.parts) > 2 and all(
        seed.text[first.end : second.start] == "\n" for first, second in pairwise(quote.parts)
    )


def is_parenthetical(seed: Seed, quote: Quote) -> bool:
    return quote.kind == QuoteKind.INDIRECT and len(quote.parts) == 2


def is_interview_turn(seed: Seed, quote: Quote) -> bool:
    return (
        quote.cue is not None
        and quote.cue.text == ":"
        and quote.speaker is not None
        and (quote.speaker.end == quote.cue.start and "“" not in quote.text)
    )


def is_social_post(seed: Seed, quote: Quote) -> bool:
    return (
        quote.medium == Medium.SOCIAL_POST
        and quote.cue is not None
        and quote.cue.text == "—"
        and quote.speaker is not None
        and re.search(r"\(@\w+\)$", quote.speaker.text) is not None
    )


def has_speaker(pattern: str, status: SpeakerStatus) -> Callable[[Seed, Quote], bool]:
    def found(seed: Seed, quote: Quote) -> bool:
        return (
            quote.speaker is not None
            and quote.speaker_status == status
            and re.search(pattern, quote.speaker.text) is not None
        )

    return found


def has_cue(*cues: str) -> Callable[[Seed, Quote], bool]:
    def found(seed: Seed, quote: Quote) -> bool:
        return quote.cue is not None and quote.cue.text.lower() in cues

    return found


def begins_with(pattern: str, kind: QuoteKind) -> Callable[[Seed, Quote], bool]:
    def found(seed: Seed, quote: Quote) -> bool:
        return quote.kind == kind and re.match(pattern, quote.text) is not None

    return found


def calls_it_a_name(seed: Seed, quote: Quote) -> bool:
    return has_cue("called", "calls")(seed, quote) and 0 < len(quote.text.split()) < 4


def shares_its_speaker_mention(seed: Seed, quote: Quote) -> bool:
    mine = quote.speaker
    return mine is not None and any(
        other.speaker is not None and other.speaker.id == mine.id and other.id != quote.id
        for other in seed.quotes
    )


def is_known_without_mention(seed: Seed, quote: Quote) -> bool:
    return quote.speaker is None and seed.name(quote) != ""


PHENOMENA: dict[str, Callable[[Seed, Quote], bool]] = {
    "split by its cue": is_split_by_its_cue,
    "goes on after its cue": goes_on_after_its_cue,
    "runs over three paragraphs": runs_over_paragraphs,
    "parenthetical cue": is_parenthetical,
    "interview turn": is_interview_turn,
    "social post": is_social_post,
    "straight marks": begins_with(r'"', QuoteKind.DIRECT),
    "doubled apostrophes": begins_with("''", QuoteKind.DIRECT),
    "single British marks": begins_with("‘", QuoteKind.DIRECT),
    "single marks inside double": lambda _, quote: bool(re.search(r"“[^”]*‘[^’]+’", quote.text)),
    "according to": has_cue("according to"),
    "in the words of": has_cue("in the words of"),
    "told somebody": lambda _, q: q.addressee is not None and q.speaker is not None,
    "asked a question": has_cue("asked", "asks", "ask"),
    "indirect with that": begins_with("that ", QuoteKind.INDIRECT),
    "indirect with whether": begins_with("whether ", QuoteKind.INDIRECT),
    "an order with to": begins_with("to ", QuoteKind.INDIRECT),
    "mixed with that": begins_with("that ", QuoteKind.MIXED),
    "called a name": calls_it_a_name,
    "title before the speaker's name": has_speaker(
        r"(Supt\.|Minister|Judge) ", SpeakerStatus.EXPLICIT
    ),
    "role as speaker": has_speaker(r"^the (minister|mayor)$", SpeakerStatus.NOMINAL),
    "document as speaker": lambda _, q: q.speaker is not None and q.medium == Medium.DOCUMENT,
    "anonymous source": has_speaker("^A (person|source)", SpeakerStatus.ANONYMOUS),
    "speaker known though not mentioned": is_known_without_mention,
    "one mention for two quotes": shares_its_speaker_mention,
    "negated": lambda _, quote: quote.negated,
    "hypothetical": lambda _, quote: quote.hypothetical,
    "kind that the marks do not tell": lambda _, quote: quote.kind_is_set,
    "shouting headline label": has_speaker("^[A-Z]{5,}$", SpeakerStatus.EXPLICIT),
}


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_some_quote_shows(phenomenon: str) -> None:
    assert any(PHENOMENA[phenomenon](seed, quote) for seed, quote in all_quotes())


def speakers_by_paragraph() -> Iterator[set[str]]:
    for path in SEEDS:
        seed = load(path)
        for start, end in paragraphs(seed.text):
            here = [q for q in seed.quotes if start <= q.start < end and q.kind == QuoteKind.DIRECT]
            yield {seed.name(quote) for quote in here} - {""}


def test_some_paragraph_has_two_people_speaking_directly() -> None:
    assert any(len(names) > 1 for names in speakers_by_paragraph())
