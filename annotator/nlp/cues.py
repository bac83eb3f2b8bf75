"""The words around a name that say what it names, as patterns; a language without them has none."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from annotator.core.resources import resource

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Cues:
    """`…_before` are searched at the end of the text before a name, `…_after` matched right behind it."""

    person_before: re.Pattern[str]
    person_after: re.Pattern[str]
    place_before: re.Pattern[str]
    place_before_weak: re.Pattern[str]
    place_before_faint: re.Pattern[str]
    place_after: re.Pattern[str]
    organisation_before: re.Pattern[str]
    organisation_after: re.Pattern[str]
    compound_end: re.Pattern[str]
    other_before: re.Pattern[str]
    article: re.Pattern[str]
    owners: frozenset[str]
    prefixes: frozenset[str]
    unsure_titles: frozenset[str]


@cache
def cues(language: str) -> Cues:
    """The cues of a language code such as "en"."""
    file = resource("lexicons", language, "cues.toml")
    lists: dict[str, list[str]] = {}
    if file.is_file():
        lists = tomllib.loads(file.read_text(encoding="utf-8"))

    def either(name: str) -> str:
        return f"(?:{'|'.join(lists[name])})" if name in lists else _NEVER

    speech, owned = either("speech"), r"(?:[’']s?)?"
    return Cues(
        person_before=re.compile(rf"\b(?:{speech}|according to) (?:[a-z]+ )?$|(?:^|\n)By $"),
        person_after=re.compile(
            rf"(?:, \d\d)?,? (?:(?:also|has|had|later|then) )?{speech}\b|{either('person_after')}"
        ),
        place_before=re.compile(rf"\b{either('place_before')} $", re.IGNORECASE),
        place_before_weak=re.compile(rf"\b{either('place_before_weak')}(?: the)? $", re.IGNORECASE),
        place_before_faint=re.compile(rf"\b{either('place_before_faint')} $", re.IGNORECASE),
        place_after=re.compile(rf"{owned} {either('place_after')}\b|-(?:based|born)\b"),
        organisation_before=re.compile(
            rf"\b{either('organisation_before')}(?: the| [A-Z]{{2,5}})?,? [“\"‘']?$"
        ),
        organisation_after=re.compile(rf"{owned} {either('organisation_after')}\b"),
        compound_end=re.compile(rf"-{either('compound_ends')}$"),
        other_before=re.compile(rf"\b{either('other_before')}(?: called| named)?,? [“\"‘']?$"),
        article=re.compile(rf"\b{either('articles')} [“\"‘']?$", re.IGNORECASE),
        owners=frozenset(lists.get("owners", ())),
        prefixes=frozenset(lists.get("prefixes", ())),
        unsure_titles=frozenset(lists.get("unsure_titles", ())),
    )
