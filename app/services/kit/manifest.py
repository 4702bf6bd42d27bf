"""kit.json: what is in a kit."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from PySide6.QtCore import QVersionNumber

from app.protocol import ErrorCode, UserError
from app.services.catalogue import Hex64
from app.services.downloads import target_folder
from app.services.translation.files import replacing, unreadable

NAME, SUMS = "kit.json", "SHA256SUMS"
MODELS = "models"
FORMAT = 1


class KitFile(Struct, frozen=True, omit_defaults=True):
    """A file of a kit; `path` with slashes, from the kit's folder.

    Those of one model have its `id`, and the one that is loaded comes first.
    """

    path: str
    size: Annotated[int, Meta(ge=0)]
    sha256: Hex64
    kind: Literal["model", "installer"]
    repo: str = ""
    revision: str = ""
    id: str = ""
    name: str = ""

    def within(self, models: Path) -> tuple[Path, str]:
        """Return where it goes in a models folder: a folder, and its name from there."""
        inside = self.path.removeprefix(f"{MODELS}/")
        if self.repo and inside.startswith(f"{self.repo}/"):
            return target_folder(models, self.repo), inside.removeprefix(f"{self.repo}/")
        return models, inside


class Manifest(Struct, frozen=True):
    """A kit: `version` is that of its program, `texts` the SHA-256 of what is there to read."""

    format: int
    version: str
    files: tuple[KitFile, ...] = ()
    texts: dict[str, str] = {}

    @property
    def installers(self) -> list[KitFile]:
        return [file for file in self.files if file.kind == "installer"]

    @property
    def models(self) -> list[list[KitFile]]:
        """Return the files of each model."""
        found: dict[tuple[str, PurePosixPath], list[KitFile]] = {}
        for file in self.files:
            if file.kind == "model":
                found.setdefault((file.id, PurePosixPath(file.path).parent), []).append(file)
        return list(found.values())

    def sums(self) -> str:
        """Return what `sha256sum -c` takes."""
        return "".join(f"{file.sha256}  {file.path}\n" for file in self.files)


class _Format(Struct):
    format: int


def read(folder: Path) -> Manifest:
    """Read a kit's manifest.

    Raises UserError: KIT_MISSING, KIT_FROM_FUTURE, KIT_DAMAGED (also for paths that lead out of
    the kit), FILE_UNREADABLE.
    """
    path = folder / NAME
    try:
        data = path.read_bytes()
        if msgspec.json.decode(data, type=_Format).format > FORMAT:
            raise UserError(ErrorCode.KIT_FROM_FUTURE, path=str(folder))
        found = msgspec.json.decode(data, type=Manifest)
    except FileNotFoundError as error:
        raise UserError(ErrorCode.KIT_MISSING, path=str(folder)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UserError(ErrorCode.KIT_DAMAGED, path=str(path)) from error
    if not all(_is_inside(file) for file in found.files):
        raise UserError(ErrorCode.KIT_DAMAGED, path=str(path))
    return found


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole or not at all; raises UserError(FILE_UNWRITABLE)."""
    replace(folder / NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises UserError(FILE_UNWRITABLE)."""
    with replacing(path) as file:
        file.write(data)


def is_newer(version: str, than: str) -> bool:
    """Compare two versions of the program."""
    return QVersionNumber.fromString(version) > QVersionNumber.fromString(than)


def _is_inside(file: KitFile) -> bool:
    """Tell whether a path stays where its kind belongs, on every system."""
    parts = file.path.split("/")
    plain = file.path.isprintable() and not set('\\:*?"<>|') & set(file.path)
    fits = len(parts) == 1 if file.kind == "installer" else parts[0] == MODELS and len(parts) > 1
    return plain and fits and not any(part in ("", ".", "..") for part in parts)
