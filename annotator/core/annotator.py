"""Annotators: whoever makes annotations."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an annotator is."""

    PERSON = "person"
    MODEL = "model"
    GOLD = "gold"


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person, a model (`en_core_web_sm 3.8.0 + rules 1`) or gold, of which a project has one."""

    id: int
    uuid: str
    name: str
    kind: Kind
    colour: str = "blue"
