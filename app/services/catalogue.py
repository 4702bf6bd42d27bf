"""models.toml: the models that Inkstone knows, and those the person adds."""

from __future__ import annotations

import logging
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from app import paths
from app.protocol import ErrorCode, Sampling, UserError

log = logging.getLogger(__name__)

Hex64 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Revision = Annotated[str, Meta(pattern="^([0-9a-f]{40}|main)$")]
Positive = Annotated[int, Meta(gt=0)]
Name = Annotated[str, Meta(min_length=1)]
UNREADABLE = (OSError, UnicodeError, RecursionError, tomllib.TOMLDecodeError)


class Task(StrEnum):
    """What a model is good at."""

    CHAT = "chat"
    WRITING = "writing"
    POETRY = "poetry"
    TRANSLATION = "translation"
    CODE = "code"
    REASONING = "reasoning"
    VISION = "vision"
    EMBEDDING = "embedding"


class Projector(Struct, frozen=True, forbid_unknown_fields=True):
    """The second file that vision needs, from the same repository."""

    file: Name
    size_bytes: Positive
    sha256: Hex64


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One model. Sizes in bytes, contexts in tokens; the keys are told in models.toml."""

    id: Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9._-]*$")]
    name: Name
    file: Name
    quantization: Name
    parameters: Positive
    size_bytes: Positive
    context: Positive
    licence: Name
    languages: Annotated[tuple[Name, ...], Meta(min_length=1)]
    jobs: Annotated[tuple[Task, ...], Meta(min_length=1)]
    notes: Name
    sha256: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    notes_zh: str = ""
    repo: Annotated[str, Meta(pattern=r"^(\w[\w.-]*/\w[\w.-]*)?$")] = ""
    revision: Revision = "main"
    active_parameters: Annotated[int, Meta(ge=0)] = 0
    kv_bytes_per_token: Annotated[int, Meta(ge=0)] = 0
    restricted: bool = False
    bundled: bool = False
    thinking: Literal["never", "optional", "always"] = "never"
    sampling: Sampling = Sampling()
    mmproj: Projector | None = None
    modelscope: str = ""

    @property
    def download_bytes(self) -> int:
        return self.size_bytes + (self.mmproj.size_bytes if self.mmproj else 0)

    def note(self, chinese: bool) -> str:
        """Return what to know of the model, in the language of the interface."""
        return (self.notes_zh if chinese else "") or self.notes


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    model: tuple[Entry, ...] = ()


def read(path: Path) -> tuple[Entry, ...]:
    """Read a catalogue file; raises UserError(CATALOGUE_DAMAGED) that names the fault."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
        entries = msgspec.convert(data, _File).model
    except FileNotFoundError:
        return ()
    except (*UNREADABLE, msgspec.ValidationError) as error:
        raise UserError(ErrorCode.CATALOGUE_DAMAGED, path=str(path), reason=str(error)) from error
    ids = [entry.id for entry in entries]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice:
        reason = f"id = {twice!r} ×2"
        raise UserError(ErrorCode.CATALOGUE_DAMAGED, path=str(path), reason=reason)
    return entries


def load(own: Path) -> tuple[Entry, ...]:
    """Return the app's entries and the person's; theirs come first and replace equal ids.

    A damaged file of the person's is left out and logged; `read` tells what is wrong with it.
    """
    try:
        added = read(own)
    except UserError as error:
        log.info("the catalogue of the data folder is left out: %s", error)
        added = ()
    ids = {entry.id for entry in added}
    return (*added, *(entry for entry in read(paths.catalogue()) if entry.id not in ids))
