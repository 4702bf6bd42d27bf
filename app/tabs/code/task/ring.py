"""Parts of other files and other places that may help a model to go on here."""

from __future__ import annotations

import re
from collections import Counter

from app.protocol import Chunk
from app.tabs.code.task.place import Place

SIZE = 32  # chunks
LINES = 24  # of a chunk
PARTS = 12  # chunks of a file that is read as a whole
FAR = 32  # lines; an edit further away is one that was left
LANDMARK = 3  # lines above and below an edit that tell where it was
SAME = 0.9  # similarity of two chunks that are one
NEAR_BEFORE = 8_000  # characters around the cursor that a prompt may show anyway
NEAR_AFTER = 2_000
OVERLAP = 0.3  # of a chunk's lines that stand there already
ABOUT_BEFORE = 2_000  # characters around the cursor that tell what it is about
ABOUT_AFTER = 500
LOYALTY = 1.25  # how much better a new chunk has to be than a chosen one
SHORTEST = 2  # lines that say something
COMMON = 0.4  # of the chunks; what stands in more of them tells nothing
RELATED = 4  # telling names that a chunk has to share
LITTLE = 200  # characters around the cursor that say too little to choose by
IDENTIFIER = re.compile(r"[^\W\d]\w{3,}")


class Ring:
    """The last chunks; `version` counts their changes."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._chunks: list[Chunk] = []
        self._chosen: tuple[Chunk, ...] = ()
        self._edit: Place | None = None
        self.version = 0

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(self._chunks)

    def note(self, place: Place) -> None:
        """Keep what is around a place: of a file that is left, opened or saved."""
        before = place.before.splitlines(keepends=True)
        after = place.after.splitlines(keepends=True)
        if before and after and not before[-1].endswith("\n"):
            before[-1] += after.pop(0)
        head = before[-max(LINES // 2, LINES - len(after)) :]
        self._add(place.path, head + after[: LINES - len(head)])

    def read(self, path: str, text: str) -> None:
        """Keep the parts of a whole file, the first ones."""
        lines = text.splitlines(keepends=True)[: LINES * PARTS]
        for start in range(0, len(lines), LINES):
            self._add(path, lines[start : start + LINES])

    def copied(self, path: str, text: str) -> None:
        """Keep what was copied or cut."""
        self._add(path, text.splitlines(keepends=True)[:LINES])

    def edited(self, place: Place) -> None:
        """Follow the edits; a region is kept once they go on elsewhere."""
        self.moved(place)
        self._edit = place

    def moved(self, place: Place) -> None:
        """Follow the cursor; an edited region is kept once it is far away."""
        if self._edit and not _is_near(self._edit, place):
            self.note(self._edit)
            self._edit = None

    def choose(self, place: Place, budget: int) -> tuple[Chunk, ...]:
        """Return the most relevant chunks that fit in so many characters.

        Those chosen the last time come first and in their order, so that what the engine has
        evaluated of them stays valid.
        """
        shown = _lines(place.before[-NEAR_BEFORE:] + place.after[:NEAR_AFTER])
        able = [chunk for chunk in self._chunks if _contained(chunk, shown) <= OVERLAP]
        about = place.before[-ABOUT_BEFORE:] + place.after[:ABOUT_AFTER]
        least = RELATED if len(about) > LITTLE else 0
        ranked = self._ranked(able, _telling(about), least)
        taken = []
        for chunk in ranked:
            if len(chunk.text) <= budget:
                taken.append(chunk)
                budget -= len(chunk.text)
        old = [chunk for chunk in self._chosen if chunk in taken]
        new = [chunk for chunk in self._chunks if chunk in taken and chunk not in old]
        self._chosen = (*old, *new)
        return self._chosen

    def _ranked(self, chunks: list[Chunk], names: set[str], least: int) -> list[Chunk]:
        """Return the chunks that share telling names, by these, the newest first among equals."""
        has = {chunk: _telling(chunk.text) & names for chunk in chunks}
        spread = Counter(name for shared in has.values() for name in shared)
        most = max(2, int(COMMON * len(chunks)))

        def relevance(chunk: Chunk) -> float:
            telling = [name for name in has[chunk] if spread[name] <= most]
            if len(telling) < least:
                return -1.0
            value = sum(1 / spread[name] for name in telling)
            return value * LOYALTY if chunk in self._chosen else value

        able = [chunk for chunk in reversed(chunks) if relevance(chunk) >= 0]
        return sorted(able, key=relevance, reverse=True)

    def _add(self, path: str, lines: list[str]) -> None:
        chunk = Chunk(path, "".join(lines).strip("\n") + "\n")
        own = _lines(chunk.text)
        if len(own) < SHORTEST or chunk in self._chunks:
            return
        kept = [other for other in self._chunks if _similarity(own, _lines(other.text)) <= SAME]
        self._chunks = [*kept, chunk][-self._size :]
        self.version += 1


def _telling(text: str) -> set[str]:
    """Return the names that are no words of a language: some_name, someName, name2."""
    return {name for name in IDENTIFIER.findall(text) if not name.isalpha() or _is_mixed(name)}


def _is_mixed(name: str) -> bool:
    return not (name[1:].islower() or name.isupper())


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()} - {""}


def _similarity(one: set[str], other: set[str]) -> float:
    """Return the Jaccard similarity of two sets of lines."""
    return len(one & other) / max(1, len(one | other))


def _contained(chunk: Chunk, shown: set[str]) -> float:
    """Return the share of a chunk's lines that are shown."""
    own = _lines(chunk.text)
    return len(own & shown) / max(1, len(own))


def _is_near(edit: Place, place: Place) -> bool:
    """Tell whether the lines next to an edit are within FAR lines of the cursor."""
    if edit.path != place.path:
        return False
    above = edit.before[-NEAR_BEFORE:].split("\n")[:-1][-LANDMARK:]
    below = edit.after[:NEAR_BEFORE].split("\n")[1 : LANDMARK + 1]
    before = place.before[-NEAR_BEFORE:].split("\n")[-FAR:]
    after = place.after[:NEAR_BEFORE].split("\n")[:FAR]
    around = "\n".join(before) + "\n".join(after)
    marks = ["\n".join(mark) for mark in (above, below) if any(line.strip() for line in mark)]
    return not marks or any(mark in around for mark in marks)
