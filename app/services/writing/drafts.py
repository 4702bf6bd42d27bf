"""Drafts as they lie beside their pieces, all of one and apart what grows, and how they go on."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct, structs

from app.protocol import ErrorCode, UserError
from app.services.writing.pieces import Pieces
from app.tabs.write.task import drafting
from app.tabs.write.task.ask import Steps
from app.tabs.write.task.state import Present, Progress, Written, cleared, put
from app.tabs.write.task.window import Window

# The names under which they are: a whole piece is too much to be written again each second.
WHOLE, GROWING = "draft", "draft-growing"


class Redo(Struct, frozen=True):
    """A section that is written anew, what it was, and the state of the one that waits for it."""

    section: int
    former: Written
    present: Present
    generations: tuple[int, ...]


class Kept(Struct, frozen=True, omit_defaults=True):
    """A piece on its way; `generations` are those of the present section.

    `number` counts how often it was saved.
    """

    progress: Progress
    generations: tuple[int, ...] = ()
    redo: Redo | None = None
    number: int = 0

    def grown(self, text: str) -> Kept:
        """Return it with what has come of the present answer."""
        return structs.replace(self, progress=structs.replace(self.progress, growing=text))

    def undone(self) -> Kept:
        """Return what there was before a section was begun anew."""
        redo = self.redo
        if redo is None:
            return self
        progress = put(cleared(self.progress, redo.section), redo.section, redo.former)
        return self.redone(progress, redo)

    def redone(self, progress: Progress, redo: Redo) -> Kept:
        """Return it with the section that waited for another to be written anew."""
        progress = structs.replace(progress, present=redo.present)
        return structs.replace(self, progress=progress, generations=redo.generations, redo=None)


class Growing(Struct, frozen=True):
    """What has come of an answer since a draft was saved for the `number`-th time."""

    number: int
    text: str


_drafts = msgspec.json.Decoder(Kept)
_growing = msgspec.json.Decoder(Growing)


class Drafts:
    """The drafts beside the pieces of one database. Saving raises UserError."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def load(self, piece: int) -> Kept | None:
        """Return a draft as far as it had come, None where there is none."""
        data, more = (self._pieces.state(piece, name) for name in (WHOLE, GROWING))
        if not data:
            return None
        draft = _drafts.decode(data)
        growing = _growing.decode(more) if more else Growing(0, "")
        return draft.grown(growing.text) if growing.number == draft.number else draft

    def save(self, piece: int, draft: Kept) -> Kept:
        """Keep all of a draft; returns it with its new number."""
        draft = structs.replace(draft, number=draft.number + 1)
        self._pieces.save_state(piece, WHOLE, msgspec.json.encode(draft))
        return draft

    def save_growing(self, piece: int, draft: Kept) -> None:
        """Keep what has come of an answer since all of the draft was kept."""
        growing = Growing(draft.number, draft.progress.growing)
        self._pieces.save_state(piece, GROWING, msgspec.json.encode(growing))

    def forget(self, piece: int) -> None:
        for name in (WHOLE, GROWING):
            self._pieces.save_state(piece, name, b"")


def going_on(draft: Kept, window: Window, keep: Callable[[Progress], None]) -> Steps[Progress]:
    """Write what is not written yet, telling a model that gives no text by a UserError."""
    try:
        progress = drafting.carried(draft.progress)
        keep(progress)
        if draft.redo is None:
            progress = yield from drafting.write(progress, window, keep)
        elif progress.at == draft.redo.section:
            progress = yield from drafting.write_section(progress, window, keep)
    except drafting.NothingWritten as error:
        raise UserError(ErrorCode.NOTHING_WRITTEN, section=str(error)) from error
    return progress
