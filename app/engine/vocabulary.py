"""Tokens and text: the vocabulary of a model."""

from __future__ import annotations

import bisect
import ctypes
import itertools
from functools import cached_property

import llama_cpp.llama_cpp as llama

from app.engine.characters import Alphabet

SPECIAL = llama.LLAMA_TOKEN_ATTR_CONTROL | llama.LLAMA_TOKEN_ATTR_USER_DEFINED


class Vocabulary:
    """The vocabulary of a loaded model; usable from any thread while the model is."""

    def __init__(self, model: llama.llama_model_p) -> None:
        self.pointer = llama.llama_model_get_vocab(model)
        self.size: int = llama.llama_vocab_n_tokens(self.pointer)

    @property
    def bos(self) -> int:
        """Return the token that begins a text, negative for none."""
        return int(llama.llama_vocab_bos(self.pointer))

    @property
    def eos(self) -> int:
        """Return the token that ends a text, negative for none."""
        return int(llama.llama_vocab_eos(self.pointer))

    @property
    def adds_bos(self) -> bool:
        return bool(llama.llama_vocab_get_add_bos(self.pointer))

    def ends(self, token: int) -> bool:
        """Tell whether a token ends the generation."""
        return bool(llama.llama_vocab_is_eog(self.pointer, token))

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        """Return the tokens of `text`."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (llama.llama_token * room)()
        count = llama.llama_tokenize(
            self.pointer, data, len(data), tokens, room, add_special, parse_special
        )
        if count < 0:
            room = -count
            tokens = (llama.llama_token * room)()
            count = llama.llama_tokenize(
                self.pointer, data, len(data), tokens, room, add_special, parse_special
            )
        return list(tokens[:count])

    def inside(self, text: str) -> list[int]:
        """Return the tokens of text that goes on from other text, or from a control token.

        SentencePiece vocabularies put a space before the first word of a text; not here.
        """
        if not self._adds_space:
            return self.tokenize(text, add_special=False, parse_special=False)
        tokens = self.tokenize("\n" + text, add_special=False, parse_special=False)
        return tokens[tokens.index(self._line_feed) + 1 :]

    @cached_property
    def _adds_space(self) -> bool:
        tokens = self.tokenize("a", add_special=False, parse_special=False)
        return bool(tokens) and self.piece(tokens[0]).startswith(b" ")

    @cached_property
    def _line_feed(self) -> int:
        return self.tokenize("\n", add_special=False, parse_special=False)[-1]

    def special(self, text: str) -> int | None:
        """Return the special token that is written so, None where there is none."""
        tokens = self.tokenize(text, add_special=False, parse_special=True) if text else []
        if len(tokens) != 1 or self.text_of(tokens[0]) != text:
            return None
        return tokens[0] if llama.llama_vocab_get_attr(self.pointer, tokens[0]) & SPECIAL else None

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """Return the bytes of one token; they need not be whole characters."""
        room = 64
        while True:
            buffer = ctypes.create_string_buffer(room)
            size = llama.llama_token_to_piece(self.pointer, token, buffer, room, 0, special)
            if size >= 0:
                return buffer.raw[:size]
            room = -size

    def is_control(self, text: str) -> bool:
        """Tell whether `text` would become one control token, such as `<|im_end|>`."""
        tokens = self.tokenize(text, add_special=False, parse_special=True)
        return len(tokens) == 1 and bool(llama.llama_vocab_is_control(self.pointer, tokens[0]))

    def text_of(self, token: int) -> str:
        """Return a token as a person may read it; part of a character becomes U+FFFD."""
        return self.piece(token, special=True).decode("utf-8", "replace")

    @cached_property
    def pieces(self) -> list[bytes]:
        """Return the bytes of every token, b"" for control tokens."""
        return [self.piece(token) for token in range(self.size)]

    @cached_property
    def _sorted(self) -> list[tuple[bytes, int]]:
        return sorted((piece, token) for token, piece in enumerate(self.pieces) if piece)

    def beginning(self, text: bytes) -> list[int]:
        """Return the tokens whose bytes begin with `text`, itself included."""
        first = bisect.bisect_left(self._sorted, (text, -1))
        found = itertools.takewhile(
            lambda pair: pair[0].startswith(text), itertools.islice(self._sorted, first, None)
        )
        return [token for _, token in found]

    @cached_property
    def alphabet(self) -> Alphabet:
        return Alphabet(self.pieces)

    def token_text(self, token: int) -> str:
        """Return a special token as a template writes it, "" for none."""
        return self.piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""
