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
from app.services.library import Library, read_receipt
from app.services.translation.files import unreadable


@dataclass(frozen=True)
class Outcome:
    """A model of a kit on this computer; "present" when it was there before."""

    id: str
    path: Path
    state: Literal["installed", "present"]


@dataclass(frozen=True)
class Fault:
    """What of a kit is not right, or could not be put where it belongs."""

    id: str
    path: Path
    error: UserError


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

    def install(self, kit: Manifest) -> tuple[list[Outcome], list[Fault]]:
        """Install all models that can be, and look whether the installers are whole."""
        outcomes, faults = [], []
        for files in kit.models:
            try:
                outcomes.append(self._install(files))
            except UserError as error:
                faults.append(Fault(files[0].id, self._target(files[0]), error))
        for file in kit.installers:
            path = self._folder / file.path
            try:
                self._verify(path, file.sha256)
            except UserError as error:
                faults.append(Fault(file.path, path, error))
        return outcomes, faults

    def _install(self, files: Sequence[KitFile]) -> Outcome:
        """Install one model, whose first file makes it visible and comes last."""
        targets = [self._target(file) for file in files]
        path, before = targets[0], _times(targets)
        elsewhere = None if path.exists() else self._elsewhere(files)
        if elsewhere:
            path = elsewhere
        else:
            backwards = files[::-1]
            # What must stay comes before all others, so that these are as they were if it differs.
            for file in sorted(backwards, key=self._may_go):
                self._copy(file)
        model = self._library.find(str(path))
        present = elsewhere or _times(targets) == before
        return Outcome(model.id, path, "present" if present else "installed")

    def _verify(self, path: Path, sha256: str) -> None:
        if self._work.sha256(path) != sha256:
            raise _damaged(path)

    def _target(self, file: KitFile) -> Path:
        folder, name = file.within(self._own)
        return folder / name

    def _may_go(self, file: KitFile) -> bool:
        """Tell whether nothing is in the place of a file, or another state of that very file."""
        target = self._target(file)
        receipt = read_receipt(target)
        return not target.exists() or bool(receipt and file.repo and receipt.repo == file.repo)

    def _copy(self, file: KitFile) -> None:
        source = self._folder / file.path
        try:
            self._work.copy(source, file, *file.within(self._own), replace=self._may_go(file))
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


def _times(paths: Sequence[Path]) -> list[int]:
    """Return when those files that are there were written."""
    return [path.stat().st_mtime_ns for path in paths if path.exists()]


def _damaged(path: Path) -> UserError:
    return UserError(ErrorCode.KIT_DAMAGED, path=str(path))
