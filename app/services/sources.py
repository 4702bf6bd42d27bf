"""What outlives the app of the files that are open: which they are, and what is not saved yet."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.protocol import ErrorCode, UserError
from app.services.settings import write_atomically
from app.services.textfile import UTF8, Encoding, Stamp

T = TypeVar("T")
log = logging.getLogger(__name__)
RECENT = 20
INDEX = "open.json"
DRAFT = ".draft.json"


class Place(Struct, frozen=True):
    """An open file, or an untitled text with a number, and where the person is in it.

    `encoding` is the one that the person has chosen, `suggested` a name for an untitled text.
    """

    id: str
    path: str = ""
    number: int = 0
    cursor: int = 0
    scroll: int = 0
    encoding: Encoding | None = None
    suggested: str = ""


class Draft(Struct, frozen=True):
    """A text that is not saved, and the file on the disk as it was then.

    It names its file itself, so that it is not lost with the index.
    """

    text: str
    path: str = ""
    number: int = 0
    encoding: Encoding = UTF8
    ending: str = "\n"
    mixed: bool = False
    stamp: Stamp | None = None


class _Index(Struct):
    places: list[Place] = []
    active: str = ""
    recent: list[str] = []


class Sources:
    """Keeps them in a folder; a damaged file is set aside, and named in `set_aside`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.set_aside: list[Path] = []
        self._index = self._read(folder / INDEX, _Index) or _Index()
        self._written = msgspec.json.encode(self._index)
        self._drafts: dict[str, Draft] = {}
        for path in sorted(folder.glob(f"*{DRAFT}")):
            draft = self._read(path, Draft)
            if draft:
                self._drafts[path.name.removesuffix(DRAFT)] = draft

    @staticmethod
    def new_id() -> str:
        """Return a name for one more open file."""
        return secrets.token_hex(8)

    @property
    def places(self) -> Sequence[Place]:
        """Return what was open, in order; drafts that the index has not come last."""
        listed = {place.id for place in self._index.places}
        lost = [
            Place(name, draft.path, draft.number)
            for name, draft in self._drafts.items()
            if name not in listed
        ]
        return [*self._index.places, *lost]

    @property
    def active(self) -> str:
        """Return the id of the file that was in front."""
        return self._index.active

    @property
    def recent(self) -> Sequence[Path]:
        """Return the files that were opened or saved, the latest first."""
        return [Path(name) for name in self._index.recent]

    def draft(self, name: str) -> Draft | None:
        """Return the unsaved text of an open file."""
        return self._drafts.get(name)

    def note_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones; written with the next `keep`."""
        others = [name for name in self._index.recent if name != str(path)]
        self._index.recent = [str(path), *others][:RECENT]

    def forget_recent(self) -> None:
        """Empty the list of recent files; written with the next `keep`."""
        self._index.recent = []

    def keep(self, places: Sequence[Place], active: str) -> None:
        """Write which files are open; raises UserError(FILE_UNWRITABLE)."""
        self._index.places = list(places)
        self._index.active = active
        data = msgspec.json.encode(self._index)
        if data != self._written:
            self._write(self._folder / INDEX, msgspec.json.format(data).decode())
            self._written = data

    def keep_draft(self, name: str, draft: Draft) -> None:
        """Write an unsaved text; raises UserError(FILE_UNWRITABLE)."""
        if self._drafts.get(name) != draft:
            self._write(self._folder / f"{name}{DRAFT}", msgspec.json.encode(draft).decode())
            self._drafts[name] = draft

    def drop_draft(self, name: str) -> None:
        """Forget an unsaved text, which was saved or given up."""
        if self._drafts.pop(name, None):
            with contextlib.suppress(OSError):
                (self._folder / f"{name}{DRAFT}").unlink()

    def _write(self, path: Path, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=reason) from error
        write_atomically(path, text)

    def _read(self, path: Path, kind: type[T]) -> T | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=kind)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, OSError, UnicodeError) as error:
            self._put_aside(path, error)
            return None

    def _put_aside(self, path: Path, error: Exception) -> None:
        log.info("%s cannot be read: %s", path, error)
        aside = path.with_name(path.name + ".damaged")
        with contextlib.suppress(OSError):
            path.replace(aside)
            self.set_aside.append(aside)
