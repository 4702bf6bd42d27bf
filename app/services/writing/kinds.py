"""The person's own kinds of writing, in a file."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from app.protocol import ErrorCode, UserError
from app.services.settings import write_atomically
from app.services.translation.text import storable
from app.tabs.write.task.kinds import IDS, KINDS, Kind

log = logging.getLogger(__name__)


class OwnKinds(QObject):
    """Keeps kinds by language and name; removing is undone by putting again.

    A damaged file is set aside; its new name stands in `set_aside`.
    """

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.set_aside: Path | None = None
        self._kinds = self._read()

    def all(self) -> tuple[Kind, ...]:
        """Return the kinds by name."""
        return self._kinds

    def is_free(self, name: str, language: str, instead_of: str | None = None) -> bool:
        """Tell whether a kind may have a name, in the place of the one called `instead_of`."""
        name = _tidied(name)
        others = {kind.name for kind in (*KINDS, *self._kinds) if kind.language == language}
        return bool(name) and name not in (others - {instead_of}) | set(IDS)

    def put(self, kind: Kind, instead_of: str | None = None) -> Kind:
        """Keep a kind, in the place of the one called `instead_of`; return it as it is kept.

        Raises UserError(BAD_USE) where the name is empty or taken, UserError(FILE_UNWRITABLE).
        """
        kept = msgspec.structs.replace(
            kind,
            id="",
            name=_tidied(kind.name),
            audience=_tidied(kind.audience),
            tone=_tidied(kind.tone),
            structure=_lines(kind.structure),
            avoid=_lines(kind.avoid),
        )
        if not kept.name:
            raise UserError(ErrorCode.BAD_USE, reason="A kind of writing needs a name.")
        if not self.is_free(kept.name, kept.language, instead_of):
            raise UserError(ErrorCode.BAD_USE, reason="There is a kind of this name already.")
        old = (kept.language, instead_of)
        others = [one for one in self._kinds if (one.language, one.name) != old]
        self._write((*others, kept))
        return kept

    def remove(self, kind: Kind) -> None:
        """Forget a kind; raises UserError(FILE_UNWRITABLE)."""
        gone = (kind.language, kind.name)
        self._write(tuple(one for one in self._kinds if (one.language, one.name) != gone))

    def _write(self, kinds: tuple[Kind, ...]) -> None:
        kinds = tuple(sorted(kinds, key=lambda kind: (kind.name.casefold(), kind.language)))
        text = msgspec.json.format(msgspec.json.encode(kinds)).decode()
        write_atomically(self._path, text + "\n")
        self._kinds = kinds
        self.changed.emit()

    def _read(self) -> tuple[Kind, ...]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[Kind, ...])
        except FileNotFoundError:
            return ()
        except (msgspec.MsgspecError, OSError, UnicodeError) as error:
            log.info("%s cannot be read: %s", self._path, error)
            aside = self._path.with_name(self._path.name + ".damaged")
            with contextlib.suppress(OSError):
                self._path.replace(aside)
                self.set_aside = aside
            return ()


def _tidied(text: str) -> str:
    return " ".join(storable(text).split())


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(_tidied, lines) if line)
