"""Which tokens may come next when each position of a text allows only certain characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.intp]
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
        self._masks: dict[tuple[tuple[str, ...], bytes], Mask] = {}
        self._position = 0
        self._begun = b""  # the first bytes of the character at the position

    @property
    def complete(self) -> bool:
        return self._position == len(self._sets) and not self._begun

    def forbidden(self) -> Mask:
        """Return for each token whether it cannot come next."""
        near = tuple(self._sets[self._position : self._position + LONGEST + 1])
        if (near, self._begun) not in self._masks:
            self._masks[near, self._begun] = self._forbidden()
        return self._masks[near, self._begun]

    def accept(self, piece: bytes) -> None:
        """Go on by the bytes of a token that was not forbidden."""
        text, self._begun = _split(self._begun + piece)
        self._position += len(text)

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
