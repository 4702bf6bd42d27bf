"""Installing the models of a kit: each file is compared with the manifest while it is copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.gguf import all_parts
from app.protocol import ErrorCode, UserError
from app.services.kit import manifest
from app.services.kit.manifest import KitFile, Manifest
from app.services.kit.work import Work
from app.services.library import Library
from app.services.translation.files import unreadable


@dataclass(frozen=True)
class Outcome:
    """A model of a kit on this computer; "present" when it was there before."""

    id: str
    path: Path
    state: Literal["installed", "present"]


class Installer:
    """Puts the models of the kit in `folder` into the person's models folder. Raises UserError."""

    def __init__(self, folder: Path, library: Library, own: Path, work: Work) -> None:
        self._folder, self._library, self._own, self._work = folder, library, own, work

    def read(self) -> Manifest:
        """Read the manifest; all that it names must be there."""
        found = manifest.read(self._folder)
        for file in found.files:
            path = self._folder / file.path
            try:
                whole = path.stat().st_size == file.size
            except FileNotFoundError:
                whole = False
            except OSError as error:
                raise unreadable(path, error) from error
            if not whole:
                raise _damaged(path)
        return found

    def install(self, files: Sequence[KitFile]) -> Outcome:
        """Install one model, whose first file makes it visible and comes last."""
        targets = [folder / name for folder, name in (f.within(self._own) for f in files)]
        path, there = targets[0], all(target.exists() for target in targets)
        elsewhere = None if path.exists() else self._elsewhere(files)
        if elsewhere:
            path, there = elsewhere, True
        else:
            for file in reversed(files):
                self._copy(file)
        model = self._library.find(str(path))
        return Outcome(model.id, path, "present" if there else "installed")

    def verify(self, file: KitFile) -> None:
        """Compare a file of the kit with the manifest."""
        path = self._folder / file.path
        if self._work.sha256(path) != file.sha256:
            raise _damaged(path)

    def _copy(self, file: KitFile) -> None:
        source = self._folder / file.path
        try:
            self._work.copy(source, file, *file.within(self._own))
        except UserError as error:
            if error.code is ErrorCode.DOWNLOAD_CORRUPT:
                raise _damaged(source) from error
            raise

    def _elsewhere(self, files: Sequence[KitFile]) -> Path | None:
        """Return where a model is on this computer already, under whatever name."""
        wanted = [file.sha256 for file in files]
        for model in self._library.installed():
            like = model.header.size_bytes == files[0].size and model.sha256 in ("", wanted[0])
            if not like or model.path.is_relative_to(self._folder):
                continue
            parts = all_parts(model.path)
            if [self._work.sha256(part) for part in parts] == wanted[: len(parts)]:
                return model.path
        return None


def _damaged(path: Path) -> UserError:
    return UserError(ErrorCode.KIT_DAMAGED, path=str(path))
