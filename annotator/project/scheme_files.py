"""Label schemes as TOML files: the ready-made ones, and anyone's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import InputError, SchemeError
from annotator.core.resources import resource
from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme


def builtin_schemes() -> list[str]:
    """The names of the schemes that come with the program."""
    return sorted(path.stem for path in resource("schemes").glob("*.toml"))


def builtin_scheme(name: str) -> Scheme:
    """A scheme that comes with the program. Raises InputError when there is none of that name."""
    if name not in builtin_schemes():
        raise InputError(
            f"There is no ready-made scheme {name}; there are {', '.join(builtin_schemes())}."
        )
    return read_scheme(resource("schemes", f"{name}.toml"))


def read_scheme(path: Path) -> Scheme:
    """The scheme in a TOML file.

    Raises InputError or SchemeError, naming the file and the reason, when it cannot be used.
    """
    try:
        return _scheme(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} is not a TOML file: {error}.") from error
    except msgspec.ValidationError as error:
        raise SchemeError(f"{path.name} is not a label scheme: {error}.") from error
    except SchemeError as error:
        raise SchemeError(f"{path.name}: {error}") from error


def named_scheme(name: str) -> Scheme:
    """A ready-made scheme by its name, else the scheme in the file of that path."""
    return builtin_scheme(name) if name in builtin_schemes() else read_scheme(Path(name))


def scheme_to_json(scheme: Scheme) -> Any:  # noqa: ANN401 — JSON's own types
    """A scheme as JSON; empty values are left out."""
    return _bare(msgspec.to_builtins(scheme))


def scheme_to_toml(scheme: Scheme) -> str:
    """A scheme as TOML, which `read_scheme` reads back; empty values are left out."""
    import tomli_w

    return tomli_w.dumps(scheme_to_json(scheme))


def _scheme(raw: dict[str, Any]) -> Scheme:
    scheme = msgspec.convert(raw, type=Scheme)
    _expect_known(raw, Scheme, "the scheme")
    for layer in raw.get("layers", ()):
        _expect_known(layer, Layer, "a layer")
        for label in layer.get("labels", ()):
            _expect_known(label, Label, "a label")
    for label in raw.get("article_labels", ()):
        _expect_known(label, ArticleLabel, "an article label")
    return scheme


def _expect_known(raw: object, kind: type[Any], what: str) -> None:
    known = {field.name for field in fields(kind) if field.init}
    unknown = sorted(set(raw) - known) if isinstance(raw, Mapping) else []
    if unknown:
        raise SchemeError(
            f"{unknown[0]} is nothing {what} can have; there are {', '.join(sorted(known))}."
        )


def _bare(value: Any) -> Any:  # noqa: ANN401 — JSON's own types
    if isinstance(value, dict):
        kept = {key: _bare(item) for key, item in value.items() if not key.startswith("_")}
        return {key: item for key, item in kept.items() if item not in ("", [], None)}
    return [_bare(item) for item in value] if isinstance(value, list | tuple) else value
