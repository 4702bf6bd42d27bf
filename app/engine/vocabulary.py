"""Tokens and text: the vocabulary of a model."""

from __future__ import annotations

import ctypes
from functools import cached_property

import llama_cpp.llama_cpp as llama

from app.engine.characters import Alphabet


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
    def alphabet(self) -> Alphabet:
        return Alphabet(self.pieces)

    def token_text(self, token: int) -> str:
        """Return a special token as a template writes it, "" for none."""
        return self.piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""
