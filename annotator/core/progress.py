"""How far a job has come: what every long-running generator yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` units (None while the total is unknown), and what is being done."""

    done: int
    total: int | None
    text: str = ""
