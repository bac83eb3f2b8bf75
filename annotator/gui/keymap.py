"""Which keys each command has: a profile, and what the user changed in it. Pure data, kept as JSON."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QKeySequence

from annotator.core.errors import InputError
from annotator.gui.commands import BY_ID, COMMANDS, Scope
from annotator.project.user import UserSettings

Keys = tuple[str, ...]

# On a French keyboard the digits need Shift; these are what the same keys give without it.
_AZERTY_DIGITS = ("&", "É", '"', "'", "(", "-", "È", "_", "Ç")

PROFILES: Mapping[str, Mapping[str, Keys]] = {
    "annotator": {},
    "prodigy": {
        "article.done": ("A", "Ctrl+Return", "Ctrl+Enter"),
        "article.skip": ("Space", "X"),
        "edit.undo": ("Backspace", "Ctrl+Z"),
        "page.remove": ("Del",),
        "page.repeat": ("Shift+Space",),
        "page.occurrences": ("Shift+A",),
    },
    "azerty": {
        "page.occurrences": ("Q",),
        "quote.mark": ("A",),
        "quote.add_part": ("Shift+A",),
        "quote.arm_mark": ("Alt+A",),
        "quote.propose": ("Z",),
        "page.next_span": (":",),
        "page.previous_span": (";",),
        "view.search": ("!",),
        "review.next_any": (":",),
        "review.previous_any": (";",),
        "review.neither": ("À", "Del"),
        **{f"review.take_{n}": (key,) for n, key in enumerate(_AZERTY_DIGITS[:8], 1)},
        **{f"label.{n}": (key,) for n, key in enumerate(_AZERTY_DIGITS, 1)},
        **{f"arm.{n}": (f"Alt+{key}",) for n, key in enumerate(_AZERTY_DIGITS, 1)},
    },
}

PROFILE_TITLES = {
    "annotator": "Annotator",
    "prodigy": "As in Prodigy",
    "azerty": "French keyboard (AZERTY), by position",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more commands that would answer to one key."""

    key: str
    command_ids: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the user reads."""
        names = " and ".join(f"“{BY_ID[name].text}”" for name in self.command_ids)
        return f"{shown(self.key)} is the key of {names}."


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every command; a value, so that an editor can try changes before keeping them."""

    profile: str = "annotator"
    changed: Mapping[str, Keys] = field(default_factory=dict, hash=False)

    def keys(self, command_id: str) -> Keys:
        """The key sequences of a command, the one shown first."""
        if command_id in self.changed:
            return self.changed[command_id]
        return PROFILES[self.profile].get(command_id, BY_ID[command_id].keys)

    def shown_key(self, command_id: str) -> str:
        """The first key of a command as the user reads it, empty when it has none."""
        keys = self.keys(command_id)
        return shown(keys[0]) if keys else ""

    def with_keys(self, command_id: str, keys: Keys) -> "Keymap":
        """This keymap with other keys for one command."""
        return replace(self, changed={**self.changed, command_id: tuple(map(normal, keys))})

    def without_change(self, command_id: str) -> "Keymap":
        """This keymap with the profile's keys for one command."""
        kept = {name: keys for name, keys in self.changed.items() if name != command_id}
        return replace(self, changed=kept)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every key that more than one command would answer to."""
        users: dict[str, list[str]] = defaultdict(list)
        for command in COMMANDS:
            for key in self.keys(command.id):
                users[normal(key)].append(command.id)
        # The keyboard is on one page at a time, so two pages may use one key.
        meeting = {
            key: [n for n in names if any(_meet(n, other) for other in names if other != n)]
            for key, names in users.items()
        }
        return tuple(Conflict(key, tuple(names)) for key, names in meeting.items() if names)

    def to_json(self) -> str:
        """The keymap as a file another user can import."""
        changed = {name: list(keys) for name, keys in sorted(self.changed.items())}
        return json.dumps({"profile": self.profile, "keys": changed}, indent=2, ensure_ascii=False)


def _meet(one: str, other: str) -> bool:
    return {BY_ID[one].scope, BY_ID[other].scope} != {Scope.PAGE, Scope.REVIEW}


def keymap_from_json(text: str) -> Keymap:
    """The keymap of a file. Raises InputError in one sentence when it cannot be used."""
    try:
        data = json.loads(text)
        profile, changed = data["profile"], data["keys"].items()
        keymap = Keymap(profile, {name: _checked(name, keys) for name, keys in changed})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("This is not a file of keys exported by Annotator.") from error
    if profile not in PROFILES:
        raise InputError(f"The file names a key profile {profile!r} that does not exist.")
    _refuse_conflicts(keymap)
    return keymap


def normal(key: str) -> str:
    """The portable spelling of a key sequence."""
    portable = QKeySequence.SequenceFormat.PortableText
    return QKeySequence(key, portable).toString(portable)


def shown(key: str) -> str:
    """A key sequence as it stands on a key cap."""
    parts = key.replace("++", "+Plus").split("+")
    return " ".join(_CAPS.get(part, part) for part in parts)


_CAPS = {
    "Return": "↵",
    "Enter": "↵",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Backspace": "⌫",
    "Plus": "+",
}


def _checked(name: str, keys: object) -> Keys:
    if name not in BY_ID:
        raise InputError(f"The file has keys for a command {name!r} that does not exist.")
    if not isinstance(keys, list) or not all(isinstance(key, str) and normal(key) for key in keys):
        raise InputError(f"The file has keys for “{BY_ID[name].text}” that are no keys.")
    return tuple(normal(key) for key in keys)


def _refuse_conflicts(keymap: Keymap) -> None:
    conflicts = keymap.conflicts()
    if conflicts:
        raise InputError(conflicts[0].sentence)


def keymap_of(user: UserSettings) -> Keymap:
    """The keys a user has; what cannot be used in the settings is left out."""
    profile = user.get("key_profile")
    if profile not in PROFILES:
        profile = "annotator"
    kept = {name: keys for name, keys in user.get("keys").items() if name in BY_ID}
    return Keymap(profile, {name: tuple(map(normal, keys)) for name, keys in kept.items()})


def keep_keymap(user: UserSettings, keymap: Keymap) -> None:
    """Keep the keys for this user."""
    user.set("key_profile", keymap.profile)
    user.set("keys", {name: list(keys) for name, keys in keymap.changed.items()})
