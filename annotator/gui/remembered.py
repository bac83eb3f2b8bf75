"""What the window remembers from one start to the next: its place, its panes, where one left off."""

from base64 import b64decode, b64encode
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from annotator.project.user import UserSettings

_PROJECTS_REMEMBERED = 50


def restore(window: QMainWindow, splitter: QSplitter, user: UserSettings) -> None:
    """Put the window and its panes where they were; nothing happens when nothing was kept."""
    kept = user.get("window")
    if "geometry" in kept:
        window.restoreGeometry(_bytes(kept["geometry"]))
    if "panes" in kept:
        splitter.restoreState(_bytes(kept["panes"]))


def keep(window: QMainWindow, splitter: QSplitter, user: UserSettings) -> None:
    """Keep where the window and its panes are."""
    user.set(
        "window",
        {"geometry": _text(window.saveGeometry()), "panes": _text(splitter.saveState())},
    )


def left_at(user: UserSettings, project: Path) -> tuple[int | None, int]:
    """The article a project was left at, None when it is not known, and the cursor in it."""
    place = user.get("last").get(str(project.absolute()))
    if isinstance(place, list) and len(place) == 2 and all(isinstance(n, int) for n in place):
        return place[0], place[1]
    return None, 0


def keep_left_at(user: UserSettings, project: Path, article_id: int, cursor: int) -> None:
    """Keep the article a project is left at, and the cursor in it (code points)."""
    places = {path: place for path, place in user.get("last").items() if path != str(project)}
    places[str(project.absolute())] = [article_id, cursor]
    user.set("last", dict(list(places.items())[-_PROJECTS_REMEMBERED:]))


def _text(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")


def _bytes(text: object) -> QByteArray:
    try:
        return QByteArray(b64decode(str(text), validate=True))
    except ValueError:
        return QByteArray()
