"""What one user of this machine chose, for all projects: name, theme, zoom, recent projects, keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_RECENT = 12

DEFAULTS: dict[str, object] = {
    "annotator": "",
    "theme": "system",
    "zoom": 100,
    "recent": [],
    "keys": {},
    "key_profile": "annotator",
    "window": {},
    "last": {},
}


class UserSettings:
    """A user's settings in one JSON file; only what differs from the defaults is stored.

    `last` maps a project's path to the article and cursor it was left at. A file that cannot be read
    counts as empty, one that cannot be written is left alone: settings never stop the work.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_path("annotator") / "settings.json"
        self._values: dict[str, object] = self._read()

    def get(self, key: str) -> Any:  # noqa: ANN401 — each key has its own type
        """The value of a setting. Raises KeyError for one that does not exist."""
        default = DEFAULTS[key]
        value = self._values.get(key, default)
        return value if type(value) is type(default) else default

    def set(self, key: str, value: object) -> None:
        """Keep a setting. Raises KeyError for one that does not exist."""
        if DEFAULTS[key] == value:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._write()

    def opened(self, project: Path) -> None:
        """Put a project at the top of the recent ones."""
        here = str(project.absolute())
        recent = [here, *(path for path in self.get("recent") if path != here)]
        self.set("recent", recent[:_RECENT])

    def recent(self) -> list[Path]:
        """Projects opened lately that are still there, newest first."""
        return [path for path in map(Path, self.get("recent")) if path.is_file()]

    def _read(self) -> dict[str, object]:
        try:
            values = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return dict(values) if isinstance(values, Mapping) else {}

    def _write(self) -> None:
        unfinished = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            unfinished.replace(self.path)
        except OSError:
            return
