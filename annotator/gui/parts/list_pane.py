"""The shape of a pane with a list: what narrows it down above, with a margin, the list to the edges."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def arrange_list_pane(pane: QWidget, above: tuple[QWidget, ...], rows: QWidget) -> None:
    """Fills a pane; its keyboard goes to the list."""
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(8)
    for part in above:
        row = QVBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(part)
        column.addLayout(row)
    column.addWidget(rows, 1)
    pane.setFocusProxy(rows)
