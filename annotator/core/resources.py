"""Where the files that are not Python lie: themes, fonts, icons, schemes, sample articles."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a shipped file, as in `resource("themes", "light.toml")`."""
    return _home("resources").joinpath(*parts)


def seeds() -> Path:
    """The folder of the sample articles."""
    return _home("seeds")


@cache
def _home(name: str) -> Path:
    # A wheel carries the folder inside the package, a checkout beside it.
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
