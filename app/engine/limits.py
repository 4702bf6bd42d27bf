"""What a reply may look like: grammar, JSON schema, banned phrases, characters by position."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import llama_cpp.llama_cpp as llama
import numpy as np
import numpy.typing as npt
from llama_cpp.llama_grammar import json_schema_to_gbnf

from app.engine.characters import Ids, Positions
from app.engine.model import Logits
from app.engine.vocabulary import Vocabulary
from app.protocol import Constraint, ErrorCode, UserError

# struct llama_token_data (llama.h)
TOKEN_DATA = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


def candidates(ids: npt.NDArray[np.int32], logits: Logits) -> npt.NDArray[np.void]:
    """Return tokens and their logits as llama.cpp's samplers take them."""
    table = np.zeros(len(ids), dtype=TOKEN_DATA)
    table["id"] = ids
    table["logit"] = logits
    return table


class Limits:
    """A Constraint at work. Raises UserError(CONSTRAINT_INVALID) when it makes no sense."""

    def __init__(self, vocabulary: Vocabulary, constraint: Constraint) -> None:
        self._vocabulary = vocabulary
        self._grammar: Grammar | None = None
        self._banned: Banned | None = None
        self._positions: Positions | None = None
        if constraint.grammar or constraint.json_schema:
            self._grammar = Grammar(vocabulary, constraint)
        if any(constraint.banned):
            self._banned = Banned(vocabulary.pieces, constraint.banned)
        if constraint.characters:
            self._positions = Positions(
                vocabulary.alphabet, constraint.characters, distinct=constraint.distinct
            )

    @property
    def complete(self) -> bool:
        """Tell whether nothing more may follow."""
        return self._positions is not None and self._positions.complete

    def forbid(self, logits: Logits) -> None:
        """Set what cannot come next to minus infinity, but for the grammar."""
        if self._positions:
            logits[self._positions.forbidden()] = -np.inf
        if self._banned:
            logits[self._banned.forbidden()] = -np.inf
        if not np.isfinite(logits.max()):
            raise UserError(ErrorCode.CONSTRAINT_IMPOSSIBLE)

    def allows(self, token: int) -> bool:
        """Ask the grammar, which is quick for one token and slow for all."""
        return self._grammar is None or self._grammar.allows(token)

    def forbid_by_grammar(self, logits: Logits) -> None:
        """Set what the grammar does not allow next to minus infinity."""
        if self._grammar:
            self._grammar.forbid(logits)
        if not np.isfinite(logits.max()):
            raise UserError(ErrorCode.CONSTRAINT_IMPOSSIBLE)

    def accept(self, token: int) -> None:
        """Go on by a token."""
        if self._grammar:
            self._grammar.accept(token)
        piece = self._vocabulary.piece(token)
        if self._banned:
            self._banned.accept(piece)
        if self._positions:
            self._positions.accept(piece)

    def close(self) -> None:
        if self._grammar:
            self._grammar.close()


class Grammar:
    """A GBNF grammar, its own or that of a JSON schema."""

    def __init__(self, vocabulary: Vocabulary, constraint: Constraint) -> None:
        text = constraint.grammar
        if constraint.json_schema:
            try:
                text = json_schema_to_gbnf(constraint.json_schema)
            except Exception as error:  # it raises what it likes
                raise UserError(ErrorCode.CONSTRAINT_INVALID, reason=str(error)) from error
        self._sampler = llama.llama_sampler_init_grammar(vocabulary.pointer, text.encode(), b"root")
        if not self._sampler:
            raise UserError(ErrorCode.CONSTRAINT_INVALID, reason="GBNF")

    def allows(self, token: int) -> bool:
        one = np.zeros(1, dtype=np.float32)
        self._apply(np.asarray([token], dtype=np.int32), one)
        return bool(np.isfinite(one[0]))

    def forbid(self, logits: Logits) -> None:
        self._apply(np.arange(len(logits), dtype=np.int32), logits)

    def accept(self, token: int) -> None:
        llama.llama_sampler_accept(self._sampler, token)

    def close(self) -> None:
        llama.llama_sampler_free(self._sampler)

    def _apply(self, ids: npt.NDArray[np.int32], logits: Logits) -> None:
        table = candidates(ids, logits)
        array = llama.llama_token_data_array(
            table.ctypes.data_as(llama.llama_token_data_p), len(table), -1, False
        )
        llama.llama_sampler_apply(self._sampler, ctypes.byref(array))
        logits[:] = table["logit"]


class Banned:
    """Phrases that never occur, in whatever tokens; the case of Latin letters does not matter."""

    def __init__(self, pieces: Sequence[bytes], phrases: Sequence[str]) -> None:
        self._phrases = [phrase.lower().encode().lower() for phrase in phrases if phrase]
        lowered = [piece.lower() for piece in pieces]
        inside: set[int] = set()
        self._ends: dict[bytes, list[int]] = {}
        for phrase in self._phrases:
            inside.update(token for token, piece in enumerate(lowered) if phrase in piece)
            for size in range(1, len(phrase)):
                rest = phrase[size:]
                tokens = [token for token, piece in enumerate(lowered) if piece.startswith(rest)]
                if tokens:
                    self._ends.setdefault(phrase[:size], []).extend(tokens)
        self._inside = np.asarray(sorted(inside), dtype=np.intp)
        self._longest = max((len(begun) for begun in self._ends), default=0)
        self._tail = b""

    def forbidden(self) -> Ids:
        """Return the tokens that would complete a phrase now."""
        tokens = [self._inside]
        for size in range(1, min(self._longest, len(self._tail)) + 1):
            ends = self._ends.get(self._tail[-size:])
            if ends:
                tokens.append(np.asarray(ends, dtype=np.intp))
        return np.concatenate(tokens)

    def accept(self, piece: bytes) -> None:
        self._tail = (self._tail + piece.lower())[-max(1, self._longest) :]
