"""Keeping single keys from the window's commands while something in front of the page has the keyboard."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def claimed(event: QEvent) -> bool:
    """Whether an event asks who gets a key that belongs here: accepts it then.

    Keys without Ctrl or Alt belong here, and Enter with any; function keys stay the window's.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in ENTER and (event.modifiers() & _MODIFIERS or _is_function_key(event)):
        return False
    event.accept()
    return True


def _is_function_key(event: QKeyEvent) -> bool:
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
