"""Language tags of foreign files in our codes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLocale

_OURS = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id", "cmn": "zh"}
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Return the code for a tag: "EN_us" is "en", "zh-TW" is "zh-Hant", "deu" is "de".

    Regions are dropped; of scripts only the traditional Chinese one is kept.
    """
    first, *others = tag.strip().replace("_", "-").lower().split("-")
    if len(first) == 3 and first not in _OURS:
        first = QLocale.languageToCode(QLocale.codeToLanguage(first)) or first
    first = _OURS.get(first, first)
    if first == "zh" and "hans" not in others and not _TRADITIONAL.isdisjoint(others):
        return "zh-Hant"
    return first
