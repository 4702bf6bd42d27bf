"""The model files on this computer: ours, and those of other apps that we may use in place."""

from __future__ import annotations

import fnmatch
import itertools
import logging
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from app import paths
from app.beside import RECEIPT, beside
from app.gguf import SPLIT_NAME, Header, all_parts, check_whole, read_header
from app.hub_protocol import Fetched
from app.paths import Folders
from app.protocol import ErrorCode, Sampling, UserError
from app.services import catalogue, foreign
from app.services.catalogue import Entry, Task
from app.services.settings import Settings, write_atomically

log = logging.getLogger(__name__)
HEADERS_FILE = "headers.json"


@dataclass(frozen=True)
class InstalledModel:
    """A model on this computer, with what its header and the catalogue say.

    `path` is its first file; `place` the person's folder or file outside ours, if it is there.
    """

    id: str
    name: str
    path: Path
    header: Header
    size_bytes: int
    languages: tuple[str, ...] = ()
    starter: bool = False
    place: str = ""
    sha256: str = ""
    entry: Entry | None = None
    sampling: Sampling = field(default_factory=Sampling)

    @property
    def writes(self) -> bool:
        """Tell whether it writes text; an embedding model does not."""
        return self.entry is None or self.entry.jobs != (Task.EMBEDDING,)


@dataclass(frozen=True)
class Removal:
    """What was put into the bin, and can be put back."""

    folder: Path
    files: tuple[tuple[Path, Path], ...]  # where it was, where it is
    size_bytes: int


class Library:
    """Finds, removes and restores models. Bad files are left out of lists and logged."""

    def __init__(self, folders: Folders, settings: Settings) -> None:
        self._folders = folders
        self._settings = settings
        self._cache = folders.cache / HEADERS_FILE
        self._headers = self._read_cache()
        self._known: tuple[int, tuple[Entry, ...]] | None = None

    @property
    def catalogue(self) -> tuple[Entry, ...]:
        """Return the known models; read again when the person's own file has changed."""
        own = self._folders.catalogue
        state = own.stat().st_mtime_ns if own.exists() else 0
        if self._known is None or self._known[0] != state:
            self._known = (state, catalogue.load(own))
        return self._known[1]

    @property
    def states(self) -> Path:
        """Return the folder of the engine's saved states."""
        return self._folders.states

    def check_own_catalogue(self) -> None:
        """Raise UserError(CATALOGUE_DAMAGED) when the person's own file cannot be read."""
        catalogue.read(self._folders.catalogue)

    @property
    def places(self) -> list[str]:
        """Return the person's own folders and files outside ours."""
        return [place for place in self._settings.text("model_places").split("\n") if place]

    def add_place(self, path: Path) -> None:
        """Use the models in a folder, or one file, where they are."""
        place = str(path.absolute())
        if place not in self.places:
            self._settings.set("model_places", "\n".join([*self.places, place]))

    def forget_place(self, place: str) -> None:
        """Stop using a folder or file; nothing in it is touched."""
        rest = [other for other in self.places if other != place]
        self._settings.set("model_places", "\n".join(rest))

    def installed(self) -> list[InstalledModel]:
        """List the models: those that came with the app, ours, those in other places."""
        entries = self.catalogue
        before = len(self._headers)
        found = [
            model for file in self._files() if (model := self._model(file, entries)) is not None
        ]
        if len(self._headers) != before:
            self._write_cache()
        return _with_ids_of_their_own(found)

    def adapters(self) -> list[Path]:
        """List the LoRA adapters in our folder and the person's places."""
        found = []
        for file in self._files(whole=False):
            header = self._header(file.path)
            if header and header.kind == "adapter":
                found.append(file.path)
        return found

    def find(self, wanted: str) -> InstalledModel:
        """Return the model with this id, file name or path; raises UserError."""
        for model in self.installed():
            if wanted in (model.id, model.path.name, str(model.path)):
                return model
        path = Path(wanted).expanduser()
        if path.suffix == ".gguf" or path.exists():
            return self.describe(path.absolute())
        known = any(entry.id == wanted and entry.repo for entry in self.catalogue)
        code = ErrorCode.MODEL_NOT_DOWNLOADED if known else ErrorCode.MODEL_UNKNOWN
        raise UserError(code, id=wanted)

    def describe(self, path: Path) -> InstalledModel:
        """Return a model by its path alone; raises UserError when it is not a whole one."""
        header = read_header(path)
        check_whole(path, header)
        return self._describe(foreign.ModelFile(path), header, self.catalogue)

    def owns(self, model: InstalledModel) -> bool:
        """Tell whether a model's files are ours to remove."""
        return model.path.is_relative_to(self._folders.models)

    def remove(self, model: InstalledModel) -> Removal:
        """Put a model's files into the bin; raises UserError for files that are not ours."""
        if not self.owns(model):
            raise UserError(ErrorCode.BUNDLED_MODEL, name=model.name)
        target = _unused(self._folders.bin / time.strftime("%Y%m%d-%H%M%S"))
        moved = []
        for path in [*all_parts(model.path), *self._companions(model.path)]:
            for file in (path, beside(path, RECEIPT)):
                if file.exists():
                    moved.append((file, target / file.relative_to(self._folders.models)))
        size = sum(file.stat().st_size for file, _ in moved)
        for source, goal in moved:
            _move(source, goal)
        return Removal(target, tuple(moved), size)

    def restore(self, removal: Removal) -> None:
        """Put a removed model back where it was."""
        for source, goal in removal.files[::-1]:  # the file that makes it visible comes last
            _move(goal, source)

    def bin_bytes(self) -> int:
        """Return the space that removed models still take."""
        return sum(f.stat().st_size for f in self._folders.bin.rglob("*") if f.is_file())

    def empty_bin(self) -> None:
        """Delete the removed models for good."""
        shutil.rmtree(self._folders.bin, ignore_errors=True)

    def projectors(self, model: InstalledModel) -> list[Path]:
        """Return the projector files of a model, also those that serve others of its repository.

        In a place that is not ours the files of one folder need not belong together.
        """
        if not self.owns(model):
            return self._companions(model.path)
        return [file for file, kind in self._beside(model.path).items() if kind == "mmproj"]

    def _companions(self, path: Path) -> list[Path]:
        """Return the projector files that came with a model and serve no other one."""
        beside = self._beside(path)
        return [] if any(kind != "mmproj" for kind in beside.values()) else list(beside)

    def _beside(self, path: Path) -> dict[Path, str]:
        """Return the kinds of the other files in the folder of a model's repository."""
        if path.parent == self._folders.models:
            return {}
        others = [
            file for file in sorted(path.parent.glob("*.gguf")) if file not in all_parts(path)
        ]
        return {file: header.kind for file in others if (header := self._header(file))}

    def _files(self, *, whole: bool = True) -> Iterator[foreign.ModelFile]:
        starters = [foreign.ModelFile(path) for path in paths.starter_models()]
        ours = [replace(file, place="") for file in foreign.scan(self._folders.models)]
        others = [file for place in self.places for file in foreign.scan(Path(place))]
        seen = set()
        for file in [*starters, *ours, *others]:
            match = SPLIT_NAME.search(file.path.name)
            later_part = whole and match is not None and int(match["part"]) != 1
            if file.path not in seen and not later_part:
                seen.add(file.path)
                yield file

    def _model(self, file: foreign.ModelFile, entries: tuple[Entry, ...]) -> InstalledModel | None:
        header = self._header(file.path)
        if header is None:
            return None
        try:
            check_whole(file.path, header)
            return self._describe(file, header, entries)
        except (UserError, OSError) as error:
            log.info("%s: %s", file.path, error)
            return None

    def _describe(
        self, file: foreign.ModelFile, header: Header, entries: tuple[Entry, ...]
    ) -> InstalledModel:
        path = file.path
        receipt = read_receipt(path)
        sha256 = receipt.sha256 if receipt else file.sha256
        size = sum(part.stat().st_size for part in all_parts(path))
        entry = next((e for e in entries if _is(e, path, header.size_bytes, sha256)), None)
        if entry and not sha256:
            sha256 = entry.sha256
        stem = SPLIT_NAME.sub("", path.name).removesuffix(".gguf")
        return InstalledModel(
            id=entry.id if entry else file.name or stem,
            name=entry.name if entry else file.name or stem,
            path=path,
            header=header,
            size_bytes=size,
            languages=entry.languages if entry else header.languages,
            starter=path in paths.starter_models(),
            place=file.place,
            sha256=sha256,
            entry=entry,
            sampling=entry.sampling if entry else Sampling(),
        )

    def _header(self, path: Path) -> Header | None:
        """Read a header once for each state of a file."""
        try:
            status = path.stat()
            key = f"{path}|{status.st_size}|{status.st_mtime_ns}"
            if key not in self._headers:
                self._headers[key] = read_header(path)
            return self._headers[key]
        except (UserError, OSError) as error:
            log.info("%s: %s", path, error)
            return None

    def _read_cache(self) -> dict[str, Header]:
        try:
            return msgspec.json.decode(self._cache.read_bytes(), type=dict[str, Header])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _write_cache(self) -> None:
        try:
            write_atomically(self._cache, msgspec.json.encode(self._headers).decode())
        except UserError as error:
            log.info("headers are not kept: %s", error)


def _with_ids_of_their_own(models: list[InstalledModel]) -> list[InstalledModel]:
    """Give copies of a model, and files of equal names, ids that tell them apart."""
    taken: set[str] = set()
    found = []
    for model in models:
        stem = SPLIT_NAME.sub("", model.path.name).removesuffix(".gguf")
        names = [model.id, stem, *(f"{stem}-{count}" for count in range(2, len(models) + 2))]
        own = next(name for name in names if name not in taken)
        taken.add(own)
        found.append(model if own == model.id else replace(model, id=own, name=own))
    return found


def checksums(model: InstalledModel) -> list[tuple[Path, str]]:
    """Return a model's files with their published SHA-256.

    Raises UserError(NO_CHECKSUM) when nobody has published one.
    """
    found = [(part, published(model, part)) for part in all_parts(model.path)]
    if not all(sha256 for _, sha256 in found):
        raise UserError(ErrorCode.NO_CHECKSUM, name=model.name)
    return found


def published(model: InstalledModel, part: Path) -> str:
    """Return the SHA-256 that was published for a file of a model, "" for none."""
    receipt = read_receipt(part)
    if receipt:
        return receipt.sha256
    return model.sha256 if part == model.path else ""


def read_receipt(path: Path) -> Fetched | None:
    """Return what is known of a downloaded or imported file."""
    try:
        return msgspec.json.decode(beside(path, RECEIPT).read_bytes(), type=Fetched)
    except (OSError, msgspec.MsgspecError):
        return None


def _is(entry: Entry, path: Path, size: int, sha256: str) -> bool:
    """Tell whether a file is an entry's: by SHA-256, else by name and size or repository."""
    if entry.sha256 and sha256:
        return sha256 == entry.sha256
    if entry.sha256:
        return (entry.file, entry.size_bytes) == (path.name, size)
    here = path.as_posix()
    return bool(entry.repo) and fnmatch.fnmatchcase(here, f"*/{entry.repo}/{entry.file}")


def _unused(folder: Path) -> Path:
    """Return `folder`, or a name like it that is not taken."""
    others = (folder.with_name(f"{folder.name}-{count}") for count in itertools.count(2))
    return next(name for name in itertools.chain([folder], others) if not name.exists())


def _move(source: Path, goal: Path) -> None:
    if goal.exists():
        raise UserError(ErrorCode.FILE_EXISTS, path=str(goal))
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        source.replace(goal)
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(source), reason=reason) from error
