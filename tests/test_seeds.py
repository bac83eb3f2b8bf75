"""The sample articles: true to their text, and together full of what news text does."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Article = dict[str, Any]

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.jsonl"))
LABELS = {
    "entities": {"PERSON", "PLACE", "ORG"},
    "quotes": {"QUOTE", "SPEAKER", "CUE", "ROLE", "ADDRESSEE", "NOT_A_QUOTE"},
}
TOPICS = {"politics", "business", "crime", "sport", "culture", "science", "weather", "world"}
ABBREVIATIONS = {"U.S."}

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


def load(path: Path) -> Article:
    return json.loads(path.read_text(encoding="utf-8"))


def annotation(article: Article) -> Article:
    (only,) = article["annotations"]
    return only


def all_spans(article: Article) -> list[Article]:
    return annotation(article)["spans"]


def spans(article: Article) -> list[Article]:
    return [span for span in all_spans(article) if span["layer"] == "entities"]


def names(article: Article, label: str) -> list[str]:
    return [span["text"] for span in spans(article) if span["label"] == label]


def paragraphs(article: Article) -> list[str]:
    return article["text"].split("\n")


def after(article: Article, span: Article) -> str:
    return article["text"][span["end"] :]


def test_there_are_at_least_twelve_seeds() -> None:
    assert len(SEEDS) >= 12


def test_keys_and_texts_are_unique() -> None:
    articles = [load(path) for path in SEEDS]
    assert len({article["id"] for article in articles}) == len(SEEDS)
    assert len({article["text"] for article in articles}) == len(SEEDS)


@each_seed
def test_a_seed_is_one_line_of_unescaped_utf_8(path: Path) -> None:
    raw = path.read_bytes()
    assert raw.count(b"\n") == 1
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert b"\\u" not in raw


@each_seed
def test_a_seed_names_its_source_its_day_and_its_language(path: Path) -> None:
    article = load(path)
    assert article["id"] == path.stem
    assert article["source"]
    assert re.fullmatch(r"2026-0[23]-\d\d", article["published"])
    assert re.fullmatch(r"https://[a-z.-]+\.example/[a-z0-9/-]+", article["url"])
    assert article["language"] == "en"


@each_seed
def test_the_title_is_the_first_of_several_full_paragraphs(path: Path) -> None:
    article = load(path)
    title, *rest = paragraphs(article)
    assert title == article["title"]
    assert rest
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in [title, *rest])


@each_seed
def test_a_seed_has_one_finished_gold_annotation_with_topics(path: Path) -> None:
    gold = annotation(load(path))
    assert gold["annotator"] == {"name": "gold", "kind": "gold"}
    assert gold["status"] == "done"
    assert gold["scheme"] == {"name": "news", "version": 1}
    assert gold["labels"]
    assert set(gold["labels"]) <= set(TOPICS)


@each_seed
def test_spans_are_true_to_the_text_and_numbered_in_reading_order(path: Path) -> None:
    article = load(path)
    found = all_spans(article)
    for number, span in enumerate(found, start=1):
        assert span["id"] == number
        assert span["label"] in LABELS[span["layer"]]
        assert article["text"][span["start"] : span["end"]] == span["text"] != ""
    assert found == sorted(found, key=lambda span: (span["start"], -span["end"], span["layer"]))


@each_seed
def test_entities_do_not_overlap(path: Path) -> None:
    for first, second in pairwise(spans(load(path))):
        assert first["end"] <= second["start"]


@each_seed
def test_entities_are_bare_names(path: Path) -> None:
    for span in spans(load(path)):
        text = span["text"]
        assert not re.match(r"(the|a|mr|mrs|judge|president)\s", text, re.IGNORECASE)
        assert not re.search(r"['’]s$", text)
        assert text[0].isalnum()
        assert text in ABBREVIATIONS or not re.search(r"[\s.,;:!?“”‘’\"'()]$", text)


@each_seed
def test_entities_start_and_end_with_whole_words(path: Path) -> None:
    article = load(path)
    for span in spans(article):
        assert not re.search(r"[\w@]\Z", article["text"][: span["start"]])
        assert not re.match(r"\w", after(article, span))


@each_seed
def test_a_full_name_never_stands_both_marked_and_unmarked(path: Path) -> None:
    ship = {"Marit Solheim"}  # the trawler bears the name of a person in the same article
    article = load(path)
    for name in {span["text"] for span in spans(article) if " " in span["text"]} - ship:
        marked = sum(name in span["text"] for span in spans(article))
        assert len(re.findall(rf"{re.escape(name)}(?!\w)", article["text"])) == marked


def has_people_sharing_a_surname(article: Article) -> bool:
    full = {name for name in names(article, "PERSON") if " " in name}
    return len({name.split()[-1] for name in full}) < len(full)


def has_surname_after_full_name(article: Article) -> bool:
    people = names(article, "PERSON")
    return any(
        " " in full and full.split()[-1] in people[index + 1 :] for index, full in enumerate(people)
    )


def has_organisation_named_like_a_person(article: Article) -> bool:
    surnames = {name.split()[-1] for name in names(article, "PERSON")}
    return any(org.split()[0] in surnames for org in names(article, "ORG") if " & " in org)


def has_place_inside_an_organisation(article: Article) -> bool:
    places = set(names(article, "PLACE"))
    return any(place in org and place != org for place in places for org in names(article, "ORG"))


def has_acronym_used_later(article: Article) -> bool:
    text, orgs = article["text"], names(article, "ORG")
    return any(f" ({org})" in text and org.isupper() and orgs.count(org) > 1 for org in orgs)


def has_possessive_after(ending: str) -> Callable[[Article], bool]:
    def found(article: Article) -> bool:
        return any(re.match(ending, after(article, span)) for span in spans(article))

    return found


def has_person(pattern: str) -> Callable[[Article], bool]:
    def found(article: Article) -> bool:
        return any(re.search(pattern, name) for name in names(article, "PERSON"))

    return found


def has_text(pattern: str) -> Callable[[Article], bool]:
    def found(article: Article) -> bool:
        return re.search(pattern, article["text"], re.MULTILINE) is not None

    return found


def has_quote_over_three_paragraphs(article: Article) -> bool:
    found = paragraphs(article)
    return any(
        all(part.startswith("“") for part in trio)
        and [part.count("“") - part.count("”") for part in trio] == [1, 1, 0]
        for trio in zip(found, found[1:], found[2:], strict=False)
    )


def has_title_before_person(article: Article) -> bool:
    text = article["text"]
    return any(
        text[: span["start"]].endswith(("Chief Supt. ", "Judge ", "Minister "))
        for span in spans(article)
        if span["label"] == "PERSON"
    )


def has_only_straight_quotes(article: Article) -> bool:
    return '"' in article["text"] and not re.search(r"[“”‘’]", article["text"])


def has_single_quotes_outermost(article: Article) -> bool:
    return re.search(r"‘[^‘’“”]*“[^“”]*,?”", article["text"]) is not None and (
        article["text"].count("‘") > article["text"].count("“")
    )


def has_washington_as_place_and_government(article: Article) -> bool:
    text = article["text"]
    return (
        "Washington" in names(article, "PLACE")
        and re.search(r"\bin Washington\b", text) is not None
        and re.search(r"Washington (backs|had promised|said)", text) is not None
    )


def has_ship_named_like_a_person(article: Article) -> bool:
    people = [name for name in names(article, "PERSON") if " " in name]
    return any(
        article["text"].count(name) > sum(name in longer for longer in names(article, "PERSON"))
        for name in people
    )


PHENOMENA: dict[str, Callable[[Article], bool]] = {
    "surname after full name": has_surname_after_full_name,
    "two people with one surname": has_people_sharing_a_surname,
    "Washington as place and government": has_washington_as_place_and_government,
    "possessive 's": has_possessive_after(r"[’']s\b"),
    "plural possessive": has_possessive_after(r"[’'] "),
    "hyphenated name": has_person(r"\w-\w"),
    "Cyrillic name": has_person(r"[\u0400-\u04ff]{3}"),
    "Arabic name": has_person(r"[\u0600-\u06ff]{3}"),
    "organisation in Arabic script": lambda article: any(
        re.search(r"[\u0600-\u06ff]", name) for name in names(article, "ORG")
    ),
    "combining mark in a name": has_person(r"\w[\u0300-\u036f]"),
    "nickname inside a name": has_person(r"\w [“\"][A-Z][\w ]+[”\"] \w"),
    "social-media post with a dash": has_text(r"^— [^\n]+ \(@\w+\) [A-Z][a-z]+ \d{1,2}, 20\d\d$"),
    "link of a post": has_text(r"\bpic\.example/\w+"),
    "quote over three paragraphs": has_quote_over_three_paragraphs,
    "quote split by its cue": has_text(r"“[^”\n]+,” \w[\w ]* said, “[a-z]"),
    "quote in a quote": has_text(r"“[^”\n]*‘[^’\n]+,’ [^”\n]*”"),
    "scare quotes": has_text(r"[a-z] “\w+( \w+)?[,.]?” "),
    "doubled apostrophes as quotes": has_text(r"''\w[^\n]+?\w[,.]?''"),
    "interview turns": has_text(r"^([A-Z]{3,}): [^\n]+\?\n[A-Z]{3,}: [^\n]+\n\1: "),
    "two speakers in a paragraph": has_text(r"[,.]” said [A-Z][^\n“”]+\. “[^\n”]+,” said [A-Z]"),
    "indirect speech": has_text(r" said that "),
    "parenthetical cue": has_text(r", (the mayor|she|he) said, "),
    "according to": has_text(r"[Aa]ccording to "),
    "pronoun speaker": has_text(r"” (she|he) said\b"),
    "anonymous speaker": has_text(r"[Aa] person familiar with the talks"),
    "title before a name": has_title_before_person,
    "programme title in quotes": has_text(r"(podcast|presented|’s) “[A-Z]\w+( [A-Z]\w+)+,?”"),
    "joined emoji": has_text("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"),
    "flag": has_text("[\U0001f1e6-\U0001f1ff]{2}"),
    "skin tone": has_text("[\U0001f3fb-\U0001f3ff]"),
    "tag sequence": has_text("\U0001f3f4[\U000e0020-\U000e007f]+"),
    "all-caps title": lambda article: article["title"].isupper(),
    "list with hyphens": has_text(r"^- [^\n]+\n- "),
    "list with bullets": has_text(r"^• [^\n]+\n• "),
    "organisation named like a person": has_organisation_named_like_a_person,
    "place inside an organisation": has_place_inside_an_organisation,
    "acronym introduced and used": has_acronym_used_later,
    "ship named like a person": has_ship_named_like_a_person,
    "straight quotes only": has_only_straight_quotes,
    "single British quotes": has_single_quotes_outermost,
    "no entity at all": lambda article: not spans(article),
    "under 80 words": lambda article: len(article["text"].split()) < 80,
    "over 2,000 words": lambda article: len(article["text"].split()) > 2000,
}


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_some_seed_shows(phenomenon: str) -> None:
    assert any(PHENOMENA[phenomenon](load(path)) for path in SEEDS)
