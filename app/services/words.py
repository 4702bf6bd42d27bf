"""Texts that are marked for translation here and translated where they are shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # lupdate looks for this name
    """Return `text`; the typed twin of Qt's marker of the same name."""
    return text
