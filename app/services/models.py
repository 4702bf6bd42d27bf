"""Which models there are, and which one is loaded."""

from __future__ import annotations

import logging
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import paths
from app.gguf import Header, read_header
from app.protocol import ErrorCode, KvType, Params, Sampling, Template, UserError
from app.services.engine import Engine
from app.services.jobs import Job, JobState
from app.services.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InstalledModel:
    """A model file on this computer, with what its header and the catalogue say."""

    id: str
    name: str
    path: Path
    header: Header
    languages: tuple[str, ...] = ()
    starter: bool = False
    sampling: Sampling = field(default_factory=Sampling)


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """Return the entries of models.toml."""
    with path.open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)["model"]
    return entries


def installed(folder: Path) -> list[InstalledModel]:
    """Return the models in `folder` and the ones that came with the app; bad files are left out."""
    known = {entry["file"]: entry for entry in read_catalogue(paths.catalogue())}
    starters = paths.starter_models()
    found = []
    for path in [*starters, *sorted(folder.rglob("*.gguf"))]:
        try:
            header = read_header(path)
        except UserError as error:
            log.info("%s: %s", path, error)
            continue
        found.append(_describe(path, header, known.get(path.name, {}), path in starters))
    return found


def _describe(path: Path, header: Header, entry: dict[str, Any], starter: bool) -> InstalledModel:
    return InstalledModel(
        id=entry.get("id", path.stem),
        name=entry.get("name") or path.stem,
        path=path,
        header=header,
        languages=tuple(entry.get("languages", header.languages)),
        starter=starter,
        sampling=Sampling(**entry.get("sampling", {})),
    )


def find(wanted: str, folder: Path) -> InstalledModel:
    """Return the model with this id, file name or path; raises UserError(MODEL_UNKNOWN ...)."""
    for model in installed(folder):
        if wanted in (model.id, model.path.name, str(model.path)):
            return model
    path = Path(wanted).expanduser()
    if path.suffix == ".gguf" or path.exists():
        known = {entry["file"]: entry for entry in read_catalogue(paths.catalogue())}
        header = read_header(path)
        return _describe(path.absolute(), header, known.get(path.name, {}), False)
    raise UserError(ErrorCode.MODEL_UNKNOWN, id=wanted)


def import_file(source: Path, folder: Path) -> InstalledModel:
    """Copy a GGUF file into the models folder; raises UserError when it is not a whole one."""
    header = read_header(source)
    target = folder / source.name
    if source.absolute() != target.absolute():
        scratch = target.with_suffix(".part")
        try:
            shutil.copyfile(source, scratch)
            scratch.replace(target)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise UserError(
                ErrorCode.FILE_UNWRITABLE, path=str(target), reason=error.strerror or ""
            ) from error
    return _describe(target, header, {}, False)


class Models(QObject):
    """Switches models and remembers the choice.

    While a model loads, its path stands in the setting "unsafe_model": found there at the next
    start it has brought the app down, and is not loaded again without asking.
    """

    changed = Signal()
    failed = Signal(object, object, str)  # ErrorCode, Params, path

    def __init__(
        self, engine: Engine, settings: Settings, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._folder = folder
        self._job: Job | None = None
        self._loaded: InstalledModel | None = None
        self.wanted: InstalledModel | None = None
        engine.model_changed.connect(self.changed)
        engine.died.connect(self._on_engine_died)

    @property
    def current(self) -> InstalledModel | None:
        """Return the loaded model."""
        return self._loaded if self._engine.model else None

    @property
    def loading(self) -> bool:
        return self._job is not None

    def installed(self) -> list[InstalledModel]:
        """List the models on this computer."""
        return installed(self._folder)

    def template(self) -> Template:
        """Return the template that the person agreed to for the current model."""
        path = str(self.wanted.path) if self.wanted else ""
        return "chatml" if path in self._settings.text("chatml_models").split("\n") else "model"

    def allow_chatml(self) -> None:
        """Remember that the current model may be addressed in ChatML."""
        if self.wanted and self.template() == "model":
            before = self._settings.text("chatml_models")
            self._settings.set("chatml_models", f"{before}\n{self.wanted.path}".strip())

    def restore(self) -> None:
        """Load the model of the last time, or the starter."""
        models = self.installed()
        last = self._settings.text("model")
        unsafe = self._settings.text("unsafe_model")
        chosen = next((model for model in models if str(model.path) == last), None)
        if chosen and unsafe == last and not chosen.starter:
            self.failed.emit(ErrorCode.ENGINE_CRASHED_LOADING, {"path": last}, last)
            chosen = None
        if chosen is None:
            if last and not Path(last).exists():
                self.failed.emit(ErrorCode.MODEL_MISSING, {"path": last}, last)
            chosen = next((model for model in models if model.starter), None)
        if chosen:
            self.switch(chosen)
        elif not last:
            self.failed.emit(ErrorCode.NO_MODEL, {}, "")

    def switch(self, model: InstalledModel, *, force: bool = False) -> None:
        """Load `model` in place of the present one."""
        if self._job:
            self._engine.stop(self._job)
            self._job = None
        previous = self.current
        self.wanted = model
        self._settings.set("unsafe_model", str(model.path))
        job = self._load(model, force)
        job.ended.connect(lambda: self._on_loaded(job, model, previous))
        self._job = job
        self.changed.emit()

    def reload(self) -> None:
        """Load the present model again, e.g. with other settings."""
        if self.wanted:
            self.switch(self.wanted)

    def _load(self, model: InstalledModel, force: bool) -> Job:
        settings = self._settings
        kv_type = settings.text("kv_type")
        threads, layers = settings.number("threads"), settings.number("gpu_layers")
        return self._engine.load(
            str(model.path),
            context=settings.number("context"),
            threads=threads or None,
            gpu_layers=None if layers < 0 else layers,
            kv_type=_KV_TYPES[kv_type],
            force=force,
        )

    def _on_loaded(self, job: Job, model: InstalledModel, previous: InstalledModel | None) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state is JobState.DONE:
            self._loaded = model
            self._settings.set("model", str(model.path))
        elif job.state is JobState.FAILED and job.code is not None:
            self._on_load_failed(job.code, job.params, model, previous)
        if job.code is not ErrorCode.ENGINE_CRASHED_LOADING:
            self._settings.set("unsafe_model", "")
        self.changed.emit()

    def _on_load_failed(
        self,
        code: ErrorCode,
        params: Params,
        model: InstalledModel,
        previous: InstalledModel | None,
    ) -> None:
        self.wanted = self._loaded if self._engine.model else None
        self.failed.emit(code, params, str(model.path))
        if self.wanted is None and previous and previous.path != model.path:
            self.switch(previous)

    def _on_engine_died(self, load: object) -> None:
        if load is None and self.wanted and not self._job:
            self.switch(self.wanted)


_KV_TYPES: dict[str, KvType] = {"f16": "f16", "q8_0": "q8_0", "q4_0": "q4_0"}
