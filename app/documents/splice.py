"""Replacing units where they stand in a text: all else stays, character for character."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from app.document_protocol import Unit


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
    """Return the places whose text becomes another one; a blank text is none."""
    return [
        (place, text)
        for place in places
        if (text := texts.get(place.unit.key, "")).strip() and text != place.unit.text
    ]
