"""What is known about an article besides its text."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from annotator.core.article import Metadata
from annotator.gui.dialogs.form import Form


class DetailsForm(Form):
    """Edits title, source, date, link and language; `keep` writes them."""

    def __init__(
        self, parent: QWidget, metadata: Metadata, keep: Callable[[Metadata], object]
    ) -> None:
        super().__init__(
            parent,
            "Article details",
            "Save",
            "The text itself never changes; undo brings the old details back.",
        )
        self._metadata, self._keep = metadata, keep
        self.title = self.add_line("Title", metadata.title)
        self.source = self.add_line("Source", metadata.source)
        self.published = self.add_line("Date", metadata.published, "2026-03-04")
        self.url = self.add_line("Link", metadata.url)
        self.language = self.add_line("Language", metadata.language, "en")

    def take(self) -> None:
        """Write what the fields say."""
        self._keep(
            replace(
                self._metadata,
                title=self.title.text().strip(),
                source=self.source.text().strip(),
                published=self.published.text().strip(),
                url=self.url.text().strip(),
                language=self.language.text().strip(),
            )
        )
