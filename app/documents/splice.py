"""Replacing units where they stand in a text: all else stays, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from app.document_protocol import Unit

# Characters that no format has.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Edit(NamedTuple):
    """`text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Return text[start:end] with the edits that lie there; of two that overlap the outer one."""
    end = len(text) if end is None else end
    pieces: list[str] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if start <= edit.start and edit.end <= end:
            pieces += (text[start : edit.start], edit.text)
            start = edit.end
    return "".join((*pieces, text[start:end]))


class Place(Protocol):
    """Where a unit stands in a text."""

    @property
    def unit(self) -> Unit: ...

    def edits(self, text: str, *, bilingual: bool) -> Iterable[Edit]:
        """Return what puts a translation there."""


class Body(Protocol):
    """A text with units."""

    @property
    def units(self) -> tuple[Unit, ...]: ...

    def translated(self, texts: Mapping[str, str], language: str, *, bilingual: bool) -> str:
        """Return the text with `texts` in place of its units, the very same for none."""


class Places:
    """A body whose units lie one after the other."""

    def __init__(self, text: str, places: Iterable[Place]) -> None:
        self._text = text
        self._places: Sequence[Place] = tuple(places)

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(place.unit for place in self._places)

    def translated(self, texts: Mapping[str, str], language: str, *, bilingual: bool) -> str:
        """Return the text with `texts` in place of its units, the very same for none."""
        changes = changed(self._places, texts)
        edits = [e for place, text in changes for e in place.edits(text, bilingual=bilingual)]
        return splice(self._text, edits)


class _HasUnit(Protocol):
    @property
    def unit(self) -> Unit: ...


P = TypeVar("P", bound=_HasUnit)


def changed(places: Iterable[P], texts: Mapping[str, str]) -> list[tuple[P, str]]:
    """Return the places whose text becomes another one."""
    return [(place, text) for place in places if (text := new_text(place.unit, texts))]


def new_text(unit: Unit, texts: Mapping[str, str]) -> str:
    """Return what takes the place of a unit's text, "" when that stays. A blank text is none."""
    text = texts.get(unit.key, "")
    if not text.strip() or text == unit.text:
        return ""
    return _NEVER.sub("", text)
