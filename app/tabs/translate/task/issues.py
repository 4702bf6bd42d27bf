"""What may be wrong with a translated sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]  # start and end, in characters


class Kind(StrEnum):
    """The checks, as they are named in reports and in the interface."""

    TERM = "term"
    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    CURRENCY = "currency"
    NAME = "name"
    URL = "url"
    NEGATION = "negation"
    BRACKETS = "brackets"
    QUOTES = "quotes"
    UNTRANSLATED = "untranslated"
    LENGTH = "length"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True)
class Issue:
    """One finding. `expected` is missing from the target, or `found` is there and ought not to be.

    The spans lie in the source and in the target sentence, where there is a place to point at.
    """

    kind: Kind
    expected: str = ""
    found: str = ""
    source: Span | None = None
    target: Span | None = None
