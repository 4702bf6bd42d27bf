"""The kinds of writing as a menu, and their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QMenu

from app.tabs.write.task import kinds
from app.tabs.write.task.kinds import Kind


def interface_language() -> str:
    """Return "zh" or "en"."""
    return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"


def key(kind: Kind) -> str:
    """Return what a piece keeps of its kind."""
    return kind.id or kind.name


def name(kept: str) -> str:
    """Return the name, in the language of the interface, of what a piece keeps of its kind."""
    return kinds.of(kept, interface_language()).name if kept in kinds.IDS else kept


def fill(menu: QMenu, own: Iterable[Kind], choose: Callable[[Kind], object]) -> None:
    """List the kinds in the language of the interface, the person's own, and the other ones."""
    here = interface_language()
    for kind in (kind for kind in kinds.KINDS if kind.language == here):
        _add(menu, kind, choose)
    if own := list(own):
        menu.addSeparator()
        for kind in own:
            _add(menu, kind, choose)
    menu.addSeparator()
    words = (
        QCoreApplication.translate("WritePanes", "Write in English"),
        QCoreApplication.translate("WritePanes", "Write in Chinese"),
    )
    other = menu.addMenu(words[here == "en"])
    other.menuAction().setObjectName("write.library.kinds.other")
    for kind in (kind for kind in kinds.KINDS if kind.language != here):
        _add(other, kind, choose)


def _add(menu: QMenu, kind: Kind, choose: Callable[[Kind], object]) -> None:
    action = menu.addAction(kind.name, lambda: choose(kind))
    action.setObjectName(f"write.library.kind.{kind.language}.{key(kind)}")
