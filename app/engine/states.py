"""Saved sequence states: what was evaluated once is loaded, not evaluated again.

A state is the KV cache (or recurrent state) of one token sequence. The newest are in memory, the
rest in files; both are found by the longest common prefix of tokens.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.model import Logits

Tokens = npt.NDArray[np.int32]
Data = npt.NDArray[np.uint8]

MAGIC = b"INKSTATE1\n"
SUFFIX = ".kvstate"
SAMPLES, SAMPLE_BYTES = 16, 1 << 16


@dataclass(eq=False)
class State:
    """A saved sequence; `data` is None while it is only in `file`."""

    tokens: Tokens
    size: int
    floor: int = 0  # the fewest tokens it can be cut to; all of them where it cannot be cut
    text: str = ""  # what the tokens spell, "" where that is not known
    data: Data | None = None
    logits: Logits | None = None  # after the last token
    has_logits: bool = False
    file: Path | None = None
    used: float = 0.0
    refused: bool = False  # not worth the disk, or no room for it there

    def serves(self, wanted: Tokens) -> int:
        """Return how long a prefix of `wanted` the state holds once it is cut."""
        common = common_prefix(self.tokens, wanted)
        if common == len(wanted) and not (common == len(self.tokens) and self.has_logits):
            common -= 1  # the last token is evaluated again for its logits
        return common if common >= self.floor else 0


class States:
    """The states of one model in one setup, which `key` names. Budgets are in bytes.

    A state of more than `longest` tokens is of no use now, but may be another time.
    A damaged, foreign or vanished file is dropped without a word: its tokens are evaluated again.
    """

    def __init__(
        self, folder: Path | None, key: str, memory: int, disk: int, longest: int = 1 << 30
    ) -> None:
        self._folder = folder
        self._key = key
        self._memory = memory
        self._disk = disk
        self._longest = longest
        self._all: list[State] = []
        if folder:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                for scratch in folder.glob("*.new"):
                    scratch.unlink()
                self._all = [s for f in folder.glob(f"{key}-*{SUFFIX}") if (s := _peek(f))]

    def best(self, tokens: Sequence[int]) -> tuple[State, int] | None:
        """Return the state that serves the longest prefix of `tokens`, and that prefix's length.

        All of `tokens` are served only with the logits after the last one.
        """
        wanted = np.asarray(tokens, dtype=np.int32)
        best: tuple[State, int] | None = None
        for state in self._all:
            length = state.serves(wanted) if len(state.tokens) <= self._longest else 0
            if length and (best is None or length > best[1]):
                best = (state, length)
        return best

    def put(self, state: State) -> None:
        """Keep a state in memory; those that it can be cut back to are dropped."""
        for other in list(self._all):
            common = common_prefix(other.tokens, state.tokens)
            same = common == len(other.tokens) == len(state.tokens)
            if same or (common == len(other.tokens) and common >= state.floor):
                self._drop(other)
        state.used = time.time()
        self._all.append(state)
        self._shrink_memory()

    def texts(self) -> list[tuple[str, list[int]]]:
        """Return what the saved sequences spell, with their tokens; the newest last."""
        known = sorted((s for s in self._all if s.text), key=lambda state: state.used)
        return [(state.text, state.tokens.tolist()) for state in known]

    def has(self, tokens: Sequence[int]) -> bool:
        """Tell whether this sequence can be had from a saved state."""
        wanted = np.asarray(tokens, dtype=np.int32)
        return any(
            common_prefix(state.tokens, wanted) == len(wanted) >= state.floor for state in self._all
        )

    def data(self, state: State) -> Data | None:
        """Return a state's bytes, None when its file is not what it should be."""
        state.used = time.time()
        if state.data is None and state.file:
            found = _read(state.file, state.tokens)
            if found is None:
                self._drop(state)
                return None
            state.data, state.logits = found
            with contextlib.suppress(OSError):
                os.utime(state.file)
            self._shrink_memory(keep=state)
        return state.data

    def drop(self, state: State) -> None:
        """Forget a state that could not be loaded."""
        self._drop(state)

    def clear(self) -> None:
        """Forget all states and delete the files, those of other models too."""
        self._all = []
        if self._folder:
            for path in self._folder.glob(f"*{SUFFIX}"):
                path.unlink(missing_ok=True)

    def write_one(self) -> bool:
        """Write one state that is in memory only; False when there is none left."""
        for state in self._all:
            if state.file is None and state.data is not None and not state.refused:
                self._write(state)
                state.refused = state.file is None
                return True
        return False

    def _write(self, state: State) -> None:
        if self._folder is None or state.data is None or state.size > self._disk:
            return
        self._make_room(state.size)
        name = hashlib.blake2b(state.tokens.tobytes(), digest_size=12).hexdigest()
        path = self._folder / f"{self._key}-{name}{SUFFIX}"
        try:
            _save(path, state)
        except OSError:  # a full or vanished disk costs a later evaluation, nothing else
            with contextlib.suppress(OSError):
                path.with_suffix(".new").unlink()
            return
        state.file = path

    def _make_room(self, size: int) -> None:
        """Delete the least recently used files, of any model, until `size` more fit."""
        assert self._folder
        files = []
        for path in self._folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        total = sum(length for _, length, _ in files) + size
        for _, length, path in sorted(files):
            if total <= self._disk:
                return
            path.unlink(missing_ok=True)
            total -= length
            for state in list(self._all):
                if state.file == path:
                    state.file = None
                    state.refused = True  # not again, or two would take turns for ever
                    if state.data is None:
                        self._all.remove(state)

    def _shrink_memory(self, keep: State | None = None) -> None:
        held = sorted((s for s in self._all if s.data is not None), key=lambda state: state.used)
        total = sum(state.size for state in held)
        for state in held:
            if total <= self._memory or state is keep:
                continue
            if state.file is None and not state.refused:
                self._write(state)
            total -= state.size
            state.data = None
            if state.file is None:
                self._all.remove(state)

    def _drop(self, state: State) -> None:
        if state in self._all:
            self._all.remove(state)
        if state.file:
            state.file.unlink(missing_ok=True)


def common_prefix(one: Tokens, other: Tokens) -> int:
    """Return how many tokens two sequences begin with in common."""
    length = min(len(one), len(other))
    different = np.flatnonzero(one[:length] != other[:length])
    return int(different[0]) if len(different) else length


def fingerprint(files: Iterable[Path], *setup: object) -> str:
    """Name a model and its setup: sizes, samples of the files' bytes, and what else is given."""
    digest = hashlib.blake2b(digest_size=12)
    for path in files:
        size = path.stat().st_size
        digest.update(struct.pack("<Q", size))
        with path.open("rb") as file:
            for sample in range(SAMPLES):
                file.seek(sample * size // SAMPLES)
                digest.update(file.read(SAMPLE_BYTES))
    digest.update(repr(setup).encode())
    return digest.hexdigest()


def _save(path: Path, state: State) -> None:
    assert state.data is not None
    logits = np.empty(0, np.float32) if state.logits is None else state.logits
    text = np.frombuffer(state.text.encode(), dtype=np.uint8)
    parts = (state.tokens, text, logits, state.data)
    check = zlib.crc32(struct.pack("<I", state.floor))
    for part in parts:
        check = zlib.crc32(part.data, check)
    about = {"sizes": [part.nbytes for part in parts], "floor": state.floor, "crc32": check}
    head = json.dumps(about).encode()
    scratch = path.with_suffix(".new")
    with scratch.open("wb") as file:
        file.write(MAGIC + struct.pack("<I", len(head)) + head)
        for part in parts:
            file.write(part.data)
    scratch.replace(path)


def _peek(path: Path) -> State | None:
    """Read the tokens of a file, None when it is damaged or foreign."""
    try:
        with path.open("rb") as file:
            about = _head(file)
            tokens, text, logits, data = about["sizes"]
            floor = int(about["floor"])
            whole = file.tell() + sum(about["sizes"]) == path.stat().st_size
            if not whole or tokens % 4 or logits % 4:
                return None
            found = np.frombuffer(file.read(tokens), dtype=np.int32)
            words = file.read(text).decode()
        return State(
            found,
            data,
            floor,
            words,
            has_logits=logits > 0,
            file=path,
            used=path.stat().st_mtime,
        )
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _read(path: Path, tokens: Tokens) -> tuple[Data, Logits | None] | None:
    """Read a file and check every byte; None when it does not hold `tokens` any more."""
    try:
        with path.open("rb") as file:
            about = _head(file)
            sizes, check, floor = about["sizes"], about["crc32"], int(about["floor"])
            parts = [np.fromfile(file, dtype=np.uint8, count=size) for size in sizes]
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None
    found = zlib.crc32(struct.pack("<I", floor))
    for part in parts:
        found = zlib.crc32(part.data, found)
    if found != check or not np.array_equal(parts[0].view(np.int32), tokens):
        return None
    return parts[3], parts[2].view(np.float32) if len(parts[2]) else None


def _head(file: Any) -> dict[str, Any]:
    if file.read(len(MAGIC)) != MAGIC:
        raise ValueError("foreign")
    (length,) = struct.unpack("<I", file.read(4))
    if length > 4096:
        raise ValueError("damaged")
    about: dict[str, Any] = json.loads(file.read(length))
    return about
