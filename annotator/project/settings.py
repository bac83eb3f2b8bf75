"""Settings kept in the project file, each with its type and default in one table."""

from typing import Any

from annotator.core.errors import InputError
from annotator.store import settings
from annotator.store.database import Database

DONE_POLICIES = ("accept", "ask", "leave")

DEFAULTS: dict[str, object] = {
    "scheme_version": 1,
    "active_model": "",
    "model": "en_core_web_sm",
    "done_policy": "accept",
    "blind": False,
    "last_annotator": "",
}


class Settings:
    """Reads and writes a project's settings; unset ones have their default."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> Any:  # noqa: ANN401 — each key has its own type
        """The value of a setting. Raises KeyError for one that does not exist."""
        stored = settings.get(self._database, key)
        return DEFAULTS[key] if stored is None else stored

    def set(self, key: str, value: object) -> None:
        """Write a setting in its own transaction. Raises InputError for a value of another type."""
        self.check(key, value)
        with self._database.writing():
            settings.put(self._database, key, value)

    @staticmethod
    def check(key: str, value: object) -> None:
        """Raise InputError when a value does not suit its setting."""
        if type(value) is not type(DEFAULTS[key]):
            raise InputError(f"The setting {key} cannot be {value!r}.")
        if key == "done_policy" and value not in DONE_POLICIES:
            raise InputError(
                f"The setting done_policy is one of {', '.join(DONE_POLICIES)}, not {value}."
            )

    @property
    def active_model(self) -> str:
        """The name of the model whose suggestions are shown, empty before any ran."""
        return str(self.get("active_model"))

    @property
    def model(self) -> str:
        """The spaCy pipeline that pre-labels."""
        return str(self.get("model"))

    @property
    def done_policy(self) -> str:
        """What becomes of suggestions left when an article is done: accept, ask or leave."""
        return str(self.get("done_policy"))

    @property
    def blind(self) -> bool:
        """Whether suggestions are hidden, for agreement studies."""
        return bool(self.get("blind"))
