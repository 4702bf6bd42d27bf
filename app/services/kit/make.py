"""Making a kit: files are copied into it, what tells of them is written last."""

from __future__ import annotations

import errno
import hashlib
import platform
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import psutil

from app import __version__, paths
from app.gguf import all_parts
from app.protocol import ErrorCode, UserError
from app.services.downloads import target_folder
from app.services.kit import manifest
from app.services.kit.manifest import FORMAT, MODELS, NAME, SUMS, KitFile, Manifest
from app.services.kit.work import Work
from app.services.library import InstalledModel, Library, published, read_receipt
from app.services.translation.files import unreadable

README, SCRIPT = "README.txt", "install.sh"
FAT, FAT_BYTES = ("vfat", "msdos", "fat32"), (1 << 32) - 1  # names of FAT32; its largest file
WriteRun = Callable[[Path], None]


class Maker:
    """Makes a kit in `folder`, or adds to the one that is there. Raises UserError.

    `own` is the person's models folder. `lost` are the files that the kit had before, and which
    are not there or not whole any more; `aside` is where a damaged manifest was put.
    """

    def __init__(self, folder: Path, library: Library, own: Path, work: Work) -> None:
        self._folder, self._library, self._own, self._work = folder, library, own, work
        self._texts = {name: paths.resource("kit", name).read_bytes() for name in (README, SCRIPT)}
        self._old = Manifest(FORMAT, __version__)
        self._new: dict[str, KitFile] = {}
        self.lost: list[str] = []
        self.aside: Path | None = None

    def make(
        self,
        models: Sequence[InstalledModel],
        installers: Sequence[Path],
        write_run: WriteRun | None,
    ) -> Manifest:
        """Copy models and installers; without installers `write_run` writes one to a path."""
        self._open()
        kept = self._kept()
        if not installers and not write_run and not any(f.kind == "installer" for f in kept):
            raise UserError(ErrorCode.KIT_NO_INSTALLER)
        for model in models:
            for path, file in self._files(model):
                self._add(path, file)
        for path in installers:
            self._add(path, _installer(path))
        if write_run and not installers:
            self._add_run(write_run)
        self.lost = [name for name in self.lost if name not in self._new]
        return self._close([*self._new.values(), *(f for f in kept if f.path not in self._new)])

    def _open(self) -> None:
        """Read what the folder has; raises UserError for files of others that are in the way."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._old = manifest.read(self._folder)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        except UserError as error:
            if error.code is ErrorCode.KIT_DAMAGED:
                self._set_aside()
            elif error.code is not ErrorCode.KIT_MISSING:
                raise
        foreign = [name for name in self._texts if not self._is_ours(name)]
        if not (self._folder / SCRIPT).exists() and (self._folder / SUMS).exists():
            foreign.append(SUMS)
        if foreign:
            raise UserError(ErrorCode.FILE_EXISTS, path=str(self._folder / foreign[0]))

    def _set_aside(self) -> None:
        self.aside = self._folder / f"{NAME}.damaged"
        try:
            (self._folder / NAME).replace(self.aside)
        except OSError as error:
            raise _unwritable(self.aside, error) from error

    def _is_ours(self, name: str) -> bool:
        """Tell whether a text may be written: it is not there, or as we have written it."""
        path = self._folder / name
        try:
            present = path.read_bytes() if path.exists() else None
        except OSError as error:
            raise unreadable(path, error) from error
        if present is None or present == self._texts[name]:
            return True
        return _sha256(present) == self._old.texts.get(name)

    def _kept(self) -> list[KitFile]:
        """Return what the kit has already. That it is right is found out when it is installed."""
        kept = []
        for file in self._old.files:
            path = self._folder / file.path
            try:
                whole = path.is_file() and path.stat().st_size == file.size
            except OSError as error:
                raise unreadable(path, error) from error
            if whole:
                kept.append(file)
            else:
                self.lost.append(file.path)
        return kept

    def _files(self, model: InstalledModel) -> Iterator[tuple[Path, KitFile]]:
        """Give the files of a model and where each goes."""
        for path in [*all_parts(model.path), *self._library.projectors(model)]:
            receipt = read_receipt(path)
            repo, revision = (receipt.repo, receipt.revision) if receipt else ("", "")
            if receipt is None and model.entry:
                repo, revision = model.entry.repo, model.entry.revision
            if self._library.owns(model):
                goal = path.relative_to(self._own)
            elif repo:
                goal = target_folder(Path(), repo) / (receipt.path if receipt else path.name)
            else:
                goal = Path(_plain(model.id)) / _file_name(path, model)
            name = f"{MODELS}/{goal.as_posix()}"
            sha256 = published(model, path)
            yield path, KitFile(name, 0, sha256, "model", repo, revision, model.id, model.name)

    def _add(self, source: Path, file: KitFile) -> None:
        """Copy a file into the kit; one that is there and right stays."""
        added = self._new.get(file.path)
        if added and added.sha256 == file.sha256:  # it serves two models
            return
        try:
            size = source.stat().st_size
        except OSError as error:
            raise unreadable(source, error) from error
        if size > FAT_BYTES and _file_system(self._folder) in FAT:
            raise UserError(ErrorCode.FILE_TOO_LARGE, path=str(self._folder / file.path), size=size)
        sha256 = file.sha256 or self._work.sha256(source)
        file = msgspec.structs.replace(file, size=size, sha256=sha256)
        before = None if added else self._before(file.path)
        folder, name = self._folder, file.path
        if file.kind == "model":
            folder, name = file.within(self._folder / MODELS)
        self._work.copy(source, file, folder, name, replace=_may_go(before, file))
        self._new.setdefault(file.path, file)

    def _before(self, path: str) -> KitFile | None:
        return next((file for file in self._old.files if file.path == path), None)

    def _add_run(self, write_run: WriteRun) -> None:
        """Write the installer of this very program, unless it is there."""
        name = f"{paths.NAME}-{__version__}-{platform.machine()}.run"
        path = self._folder / name
        before = self._before(name)
        if before and path.exists() and self._work.sha256(path) == before.sha256:
            self._new[name] = before
            return
        scratch = path.with_name(f"{name}.part")
        try:
            try:
                write_run(scratch)
                sha256, size = self._work.sha256(scratch), scratch.stat().st_size
                scratch.replace(path)
            except BaseException:
                scratch.unlink(missing_ok=True)
                raise
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (_no_space(self._folder) if full else _unwritable(path, error)) from error
        self._new[name] = KitFile(name, size, sha256, "installer")

    def _close(self, files: list[KitFile]) -> Manifest:
        """Write what tells of the kit, the manifest last."""
        newer = manifest.is_newer(self._old.version, than=__version__)
        texts = {name: _sha256(data) for name, data in self._texts.items()}
        made = Manifest(FORMAT, self._old.version if newer else __version__, tuple(files), texts)
        for name, data in self._texts.items():
            manifest.replace(self._folder / name, data)
        manifest.replace(self._folder / SUMS, made.sums().encode())
        manifest.write(self._folder, made)
        return made


def _installer(path: Path) -> KitFile:
    if path.name in (NAME, SUMS, README, SCRIPT):
        raise UserError(ErrorCode.HUB_BAD_NAME, name=path.name)
    return KitFile(path.name, 0, "", "installer")


def _may_go(before: KitFile | None, file: KitFile) -> bool:
    """Tell whether a file of the kit gives way: it can be had again, or is to be the same."""
    if before is None:
        return False
    return before.sha256 == file.sha256 or before.kind == "installer" or bool(before.repo)


def _file_name(path: Path, model: InstalledModel) -> str:
    """Return the name of a model file; Ollama's have none that is found again."""
    return path.name if path.suffix == ".gguf" else f"{_plain(model.id)}.gguf"


def _file_system(folder: Path) -> str:
    """Return the name of the file system that a folder is on, in lower case."""
    there = folder.resolve()
    disks = [d for d in psutil.disk_partitions(all=True) if there.is_relative_to(d.mountpoint)]
    return max(disks, key=lambda disk: len(disk.mountpoint)).fstype.lower() if disks else ""


def _plain(name: str) -> str:
    """Return a name that every file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "model"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _no_space(folder: Path) -> UserError:
    """Say how much room this program takes; what is packed is smaller."""
    program = paths.program_folder()
    assert program  # it is what has been packed
    needed = sum(path.lstat().st_size for path in program.rglob("*"))
    available = shutil.disk_usage(folder).free
    return UserError(ErrorCode.NO_SPACE, path=str(folder), needed=needed, available=available)


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=error.strerror or str(error))
