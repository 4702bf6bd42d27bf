"""The pages beside the text: outline, notes, review, versions, authors, the model's prompt."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services.words import QT_TRANSLATE_NOOP
from app.ui.side import SidePage, SidePanel
from app.ui.theme import Theme

# The pages in their order: a name, an icon, and what they are called.
PAGES: tuple[tuple[str, str, str], ...] = (
    ("outline", "ph.tree-structure", QT_TRANSLATE_NOOP("WriteSide", "Outline")),
    ("notes", "ph.notebook", QT_TRANSLATE_NOOP("WriteSide", "Notes")),
    ("review", "ph.eye", QT_TRANSLATE_NOOP("WriteSide", "Review")),
    ("timeline", "ph.clock-counter-clockwise", QT_TRANSLATE_NOOP("WriteSide", "Versions")),
    ("authors", "ph.users", QT_TRANSLATE_NOOP("WriteSide", "Who wrote what")),
    ("context", "ph.stack", QT_TRANSLATE_NOOP("WriteSide", "Model’s prompt")),
)


def title(name: str) -> str:
    """Return what a page is called."""
    words = {page: text for page, _, text in PAGES}
    return QCoreApplication.translate("WriteSide", words[name])


def side_panel(pages: dict[str, QWidget], theme: Theme) -> SidePanel:
    """Return the panel with its pages."""
    known = [SidePage(name, icon, partial(title, name)) for name, icon, _ in PAGES]
    return SidePanel("write.side", known, pages, theme)
