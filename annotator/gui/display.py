"""Whether a window can be shown, looked at before Qt is asked: Qt aborts where it cannot, uncatchably."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from annotator.core.errors import AnnotatorError

_WITHOUT = "new, import, prelabel, export, check, stats, scheme and evaluate work without one"
# The file the loader looks for, and the Debian package that brings it.
_XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_DRAWING_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}


class DisplayError(AnnotatorError):
    """No window can be shown on this machine as it is."""


def check_libraries() -> None:
    """Raises DisplayError when libraries that Qt is linked to are missing: call before Qt is imported."""
    if sys.platform == "linux":
        _refuse_missing(_DRAWING_LIBRARIES)


def check_display(environment: Mapping[str, str] = os.environ) -> None:
    """Raises DisplayError when there is no display, or no library to speak to it with."""
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if sys.platform != "linux" or platform not in ("", "xcb", "wayland"):
        return
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and platform != "xcb" and _wayland_answers(wayland, environment):
        return
    if not x11 or not _x_answers(x11):
        raise DisplayError(f"There is no display to open the window on; the commands {_WITHOUT}.")
    _refuse_missing(_XCB_LIBRARIES)


def _refuse_missing(libraries: Mapping[str, str]) -> None:
    missing = [package for name, package in libraries.items() if not _found(name)]
    if missing:
        raise DisplayError(
            f"The window needs system libraries that are missing: install them with"
            f" “sudo apt install {' '.join(missing)}”; the commands {_WITHOUT}."
        )


def _found(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    return (Path(environment.get("XDG_RUNTIME_DIR", "")) / name).exists()


def _x_answers(display: str) -> bool:
    """Whether somebody listens behind DISPLAY; only a local number can be looked at cheaply."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in ("", "unix"):
        return _listens(socket.AF_INET, (host, 6000 + int(number)))
    path = os.path.join(os.sep, "tmp", ".X11-unix", f"X{number}")
    return _listens(socket.AF_UNIX, path) or _listens(socket.AF_UNIX, f"\0{path}")


def _listens(family: int, address: tuple[str, int] | str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
