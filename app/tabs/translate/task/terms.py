"""Glossary terms: finding them in a sentence and judging whether a translation keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One entry of a glossary. With `keep` the source is not translated; `target` is then ""."""

    source: str
    target: str
    case_sensitive: bool = False
    keep: bool = False
    note: str = ""

    @property
    def wanted(self) -> str:
        """Return what must stand in the translation."""
        return self.source if self.keep else self.target
