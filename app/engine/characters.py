"""Which tokens may come next when each position of a text allows only certain characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.intp]
_NONE: Ids = np.zeros(0, np.intp)
LONGEST = 16  # characters; longer tokens are runs of blanks and the like, and never needed


class Alphabet:
    """A vocabulary by its characters: made once for a model.

    Tokens that are whole characters stand in matrices of character numbers, one matrix for each
    length, so that a mask is a few look-ups in tables. The rest are pieces of UTF-8 characters:
    `beginnings` after whole characters or none, `tails` inside of one.
    """

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.size = len(pieces)
        self.numbers: dict[str, int] = {}
        by_length: dict[int, tuple[list[int], list[list[int]]]] = {}
        beginnings: dict[tuple[str, bytes], list[int]] = {}
        self.tails: list[tuple[int, bytes]] = []
        for token, piece in enumerate(pieces):
            if not piece:
                continue
            try:
                text = piece.decode()
            except UnicodeDecodeError:
                try:
                    beginnings.setdefault(_split(piece), []).append(token)
                except UnicodeDecodeError:
                    self.tails.append((token, piece))
                continue
            if len(text) > LONGEST:
                continue
            row = [self.numbers.setdefault(char, len(self.numbers)) for char in text]
            ids, rows = by_length.setdefault(len(row), ([], []))
            ids.append(token)
            rows.append(row)
        self.whole: dict[int, tuple[Ids, Ids]] = {
            length: (np.asarray(ids, np.intp), np.asarray(rows, np.intp).T.copy())
            for length, (ids, rows) in by_length.items()
        }
        self.beginnings = {split: np.asarray(ids, np.intp) for split, ids in beginnings.items()}
        self.doubled: Ids = np.concatenate(
            [ids[_has_doubles(columns)] for ids, columns in self.whole.values()] or [_NONE]
        )

    def table(self, characters: str) -> Mask:
        """Return for each character number whether it is one of these; "" is all of them."""
        table = np.full(len(self.numbers), not characters)
        table[[self.numbers[char] for char in characters if char in self.numbers]] = True
        return table


class Positions:
    """The sets of characters that a text must follow, and how far it has come.

    Where they have to be `distinct`, a character is used up wherever it stands, and is missing
    from the sets that follow, but for sets of one character.
    """

    def __init__(self, alphabet: Alphabet, sets: Sequence[str], *, distinct: bool = False) -> None:
        self._alphabet = alphabet
        self._sets = list(sets)
        tables = {characters: alphabet.table(characters) for characters in set(sets)}
        self._tables = [tables[characters] for characters in sets]
        beginnings = {characters: _beginnings(characters) for characters in set(sets)}
        self._beginnings = [beginnings[characters] for characters in sets]
        self._members = [frozenset(characters) for characters in sets]
        self._masks: dict[tuple[tuple[str, ...], bytes], Mask] = {}
        self._position = 0
        self._begun = b""  # the first bytes of the character at the position
        self._distinct = distinct
        self._used: set[str] = set()
        self._unused = np.ones(len(alphabet.numbers), np.bool_)

    @property
    def complete(self) -> bool:
        return self._position == len(self._sets) and not self._begun

    def forbidden(self) -> Mask:
        """Return for each token whether it cannot come next."""
        if self._distinct:
            return self._forbidden()
        near = tuple(self._sets[self._position : self._position + LONGEST + 1])
        if (near, self._begun) not in self._masks:
            self._masks[near, self._begun] = self._forbidden()
        return self._masks[near, self._begun]

    def accept(self, piece: bytes) -> None:
        """Go on by the bytes of a token that was not forbidden."""
        text, self._begun = _split(self._begun + piece)
        self._position += len(text)
        if self._distinct:
            self._used.update(text)
            numbers = self._alphabet.numbers
            self._unused[[numbers[char] for char in text if char in numbers]] = False

    def _forbidden(self) -> Mask:
        mask = np.ones(self._alphabet.size, dtype=np.bool_)
        if self._begun:
            for token, piece in self._alphabet.tails:
                mask[token] = not self._continues(piece)
            return mask
        self._allow_whole(mask)
        for (text, rest), ids in self._alphabet.beginnings.items():
            if self._fits(text, rest):
                mask[ids] = False
        if self._distinct:
            mask[self._alphabet.doubled] = True
        return mask

    def _allow_whole(self, mask: Mask) -> None:
        left = len(self._sets) - self._position
        for length, (ids, columns) in self._alphabet.whole.items():
            if length > left:
                continue
            alive = np.flatnonzero(self._table(self._position)[columns[0]])
            for step in range(1, length):
                alive = alive[self._table(self._position + step)[columns[step, alive]]]
            mask[ids[alive]] = False

    def _table(self, position: int) -> Mask:
        table = self._tables[position]
        return table & self._unused if self._chooses(position) else table

    def _chooses(self, position: int) -> bool:
        """Tell whether what has been used is missing from a position."""
        return self._distinct and len(self._members[position]) != 1

    def _continues(self, piece: bytes) -> bool:
        """Tell whether bytes may follow those of the character that has begun."""
        try:
            return self._fits(*_split(self._begun + piece))
        except UnicodeDecodeError:
            return False

    def _fits(self, text: str, rest: bytes) -> bool:
        """Tell whether characters, and the beginning of one more, may stand here."""
        end = self._position + len(text)
        if end > len(self._sets) or (rest and end == len(self._sets)):
            return False
        if self._distinct and len(set(text)) < len(text):
            return False
        if not all(self._may(char, at) for at, char in enumerate(text, self._position)):
            return False
        if not rest or not self._sets[end]:
            return True
        begun = self._beginnings[end].get(rest, frozenset())
        return bool(begun - self._used.union(text) if self._chooses(end) else begun)

    def _may(self, char: str, position: int) -> bool:
        if self._chooses(position) and char in self._used:
            return False
        return not self._sets[position] or char in self._members[position]


def _beginnings(characters: str) -> dict[bytes, frozenset[str]]:
    """Return the characters by each of their first bytes, not all of them."""
    found: dict[bytes, set[str]] = {}
    for char in characters:
        code = char.encode("utf-8", "surrogatepass")
        for size in range(1, len(code)):
            found.setdefault(code[:size], set()).add(char)
    return {begun: frozenset(chars) for begun, chars in found.items()}


def _has_doubles(columns: Ids) -> Mask:
    """Return for each token, a column, whether a character stands in it twice."""
    rows = np.sort(columns, axis=0)
    doubles: Mask = (rows[1:] == rows[:-1]).any(axis=0)
    return doubles


def _split(data: bytes) -> tuple[str, bytes]:
    """Split into whole characters and the beginning of one more; raises UnicodeDecodeError."""
    try:
        return data.decode(), b""
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            raise
        return data[: error.start].decode(), data[error.start :]
