"""The pages beside the poem: its check, what is said of it, the poems that are kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services.words import QT_TRANSLATE_NOOP
from app.ui.side import SidePage, SidePanel
from app.ui.theme import Theme

# The pages in their order: a name, an icon, and what they are called.
PAGES: tuple[tuple[str, str, str], ...] = (
    ("check", "ph.circle-wavy-check", QT_TRANSLATE_NOOP("PoetrySide", "Form")),
    ("remarks", "ph.chat-text", QT_TRANSLATE_NOOP("PoetrySide", "Commentary")),
    ("collection", "ph.books", QT_TRANSLATE_NOOP("PoetrySide", "Collection")),
)


def title(name: str) -> str:
    """Return what a page is called."""
    words = {page: text for page, _, text in PAGES}
    return QCoreApplication.translate("PoetrySide", words[name])


def side_panel(pages: dict[str, QWidget], theme: Theme) -> SidePanel:
    """Return the panel with its pages."""
    known = [SidePage(name, icon, partial(title, name)) for name, icon, _ in PAGES]
    return SidePanel("poetry.side", known, pages, theme)
