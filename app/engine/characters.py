"""Which tokens may come next when each position of a text allows only certain characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.int32]


class Alphabet:
    """A vocabulary by its characters: made once for a model.

    Tokens that are whole characters stand in matrices of character numbers, one matrix for each
    length, so that a mask is a few look-ups in tables. The rest are pieces of UTF-8 characters.
    """

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.size = len(pieces)
        self.numbers: dict[str, int] = {}
        by_length: dict[int, tuple[list[int], list[list[int]]]] = {}
        self.fragments: list[tuple[int, bytes]] = []
        for token, piece in enumerate(pieces):
            if not piece:
                continue
            try:
                text = piece.decode()
            except UnicodeDecodeError:
                self.fragments.append((token, piece))
                continue
            row = [self.numbers.setdefault(char, len(self.numbers)) for char in text]
            ids, rows = by_length.setdefault(len(row), ([], []))
            ids.append(token)
            rows.append(row)
        self.whole: dict[int, tuple[Ids, Ids]] = {
            length: (np.asarray(ids, np.int32), np.asarray(rows, np.int32).T.copy())
            for length, (ids, rows) in by_length.items()
        }

    def table(self, characters: str) -> Mask:
        """Return for each character number whether it is one of these; "" is all of them."""
        table = np.full(len(self.numbers), not characters)
        table[[self.numbers[char] for char in characters if char in self.numbers]] = True
        return table


class Positions:
    """The sets of characters that a text must follow, and how far it has come."""

    def __init__(self, alphabet: Alphabet, sets: Sequence[str]) -> None:
        self._alphabet = alphabet
        self._sets = list(sets)
        tables = {characters: alphabet.table(characters) for characters in set(sets)}
        self._tables = [tables[characters] for characters in sets]
        beginnings = {characters: _beginnings(characters) for characters in set(sets)}
        self._beginnings = [beginnings[characters] for characters in sets]
        self._members = [frozenset(characters) for characters in sets]
        self._masks: dict[tuple[int, bytes], Mask] = {}
        self._position = 0
        self._begun = b""  # the first bytes of the character at the position

    @property
    def complete(self) -> bool:
        return self._position == len(self._sets) and not self._begun

    def forbidden(self) -> Mask:
        """Return for each token whether it cannot come next."""
        where = (self._position, self._begun)
        if where not in self._masks:
            self._masks[where] = self._forbidden()
        return self._masks[where]

    def accept(self, piece: bytes) -> None:
        """Go on by the bytes of a token that was not forbidden."""
        text, self._begun = _split(self._begun + piece)
        self._position += len(text)

    def _forbidden(self) -> Mask:
        mask = np.ones(self._alphabet.size, dtype=np.bool_)
        if not self._begun:
            self._allow_whole(mask)
        for token, piece in self._alphabet.fragments:
            if self._fits(self._begun + piece):
                mask[token] = False
        return mask

    def _allow_whole(self, mask: Mask) -> None:
        left = len(self._sets) - self._position
        for length, (ids, columns) in self._alphabet.whole.items():
            if length > left:
                continue
            alive = np.flatnonzero(self._tables[self._position][columns[0]])
            for step in range(1, length):
                alive = alive[self._tables[self._position + step][columns[step, alive]]]
            mask[ids[alive]] = False

    def _fits(self, data: bytes) -> bool:
        first = self._beginnings[self._position] if self._position < len(self._sets) else None
        if first is not None and data in first:
            return True  # the most common case, and the cheapest to see
        try:
            text, rest = _split(data)
        except UnicodeDecodeError:
            return False
        end = self._position + len(text)
        if end > len(self._sets) or (rest and end == len(self._sets)):
            return False
        inside = zip(text, self._members[self._position : end], strict=True)
        if not all(not members or char in members for char, members in inside):
            return False
        return not rest or not self._sets[end] or rest in self._beginnings[end]


def _beginnings(characters: str) -> frozenset[bytes]:
    """Return the first bytes, not all, of each character."""
    codes = {char.encode("utf-8", "surrogatepass") for char in characters}
    return frozenset(code[:size] for code in codes for size in range(1, len(code)))


def _split(data: bytes) -> tuple[str, bytes]:
    """Split into whole characters and the beginning of one more; raises UnicodeDecodeError."""
    try:
        return data.decode(), b""
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            raise
        return data[: error.start].decode(), data[error.start :]
