"""The start of the window, in order: can it be shown, Qt, look, window, and the project last of all."""

import gc
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from annotator.gui.display import check_display, check_libraries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.gui.window import MainWindow

_MILLISECONDS_BETWEEN_COLLECTIONS = 10_000


def run(path: Path | None, *, sample: bool = False, model: str | None = None) -> int:
    """Show the window, with a project or the sample articles, until it is closed.

    Raises DisplayError when no window can be shown here.
    """
    check_libraries()
    check_display()
    if sample or path is not None:
        # Before Qt: it looks into the source of each module that is imported after it.
        import annotator.project.edits
        import annotator.project.project  # noqa: F401 — imported now, used later
    from PySide6.QtCore import QTimer

    app = _application()
    _collect_garbage_here(app)
    window = _window(app)
    _show_uncaught(window)
    window.show()
    # Modules and the window stay anyway; looking through them at each collection would be felt.
    gc.freeze()
    # The window is painted before the store is imported and the project read.
    if sample:
        QTimer.singleShot(0, lambda: window.open_samples(model=model))
    elif path is not None:
        QTimer.singleShot(0, lambda: window.open(path, model=model))
    return app.exec()


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Annotator")
    app.setDesktopFileName("annotator")
    return app


def _window(app: "QApplication") -> "MainWindow":
    from annotator.gui.theme import apply, load_theme, theme_name
    from annotator.gui.window import MainWindow
    from annotator.project.user import UserSettings

    user = UserSettings()
    apply(app, load_theme(theme_name(user.get("theme"))))
    return MainWindow(user)


def _collect_garbage_here(app: "QApplication") -> None:
    """Collecting a QObject in another thread crashes Qt, so the collector runs on this one only."""
    from PySide6.QtCore import QTimer

    gc.disable()
    timer = QTimer(app, interval=_MILLISECONDS_BETWEEN_COLLECTIONS)
    timer.timeout.connect(gc.collect)
    timer.start()


def _show_uncaught(window: "MainWindow") -> None:
    """Our own mistakes: one sentence in the window, the details on the clipboard when asked for."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            window.close()
        else:
            window.tell_mistake("".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = show
