"""Which model is loaded, and how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.protocol import ErrorCode, Sampling, Template
from app.services.engine import Engine, EngineState
from app.services.jobs import Job, JobState
from app.services.library import InstalledModel, Library
from app.services.options import ModelOptions, Options
from app.services.settings import Settings
from app.services.setups import Setups
from app.services.tuning import Tunings

MINUTE_MS = 60_000


class Models(QObject):
    """Switches models and remembers the choice.

    While a model loads, its path stands in the setting "unsafe_model": found there at the next
    start it has brought the app down, and is not loaded again without asking.
    """

    changed = Signal()
    failed = Signal(object, object, str)  # ErrorCode, Params, path

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        library: Library,
        options: Options,
        tunings: Tunings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self.setups = Setups(engine, settings, options, tunings)
        self._settings = settings
        self.library = library
        self.options = options
        self._job: Job | None = None
        self._loaded: InstalledModel | None = None
        self._loaded_how: dict[str, Any] = {}
        self.wanted: InstalledModel | None = None
        self.asleep = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._sleep)
        engine.busy_changed.connect(self._watch_idleness)
        settings.changed.connect(self._on_setting)
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
        """List the models on this computer that write text."""
        return [model for model in self.library.installed() if model.writes]

    def sampling(self) -> Sampling:
        """Return the sampling of the wanted model: its card's, changed by its options."""
        if self.wanted is None:
            return Sampling()
        changes = self.options.of(self.wanted.path).sampling
        return msgspec.convert(
            {**msgspec.structs.asdict(self.wanted.sampling), **changes}, Sampling
        )

    def thinking(self) -> bool | None:
        """Return whether the wanted model should think; None leaves it to its template."""
        if self.wanted is None:
            return None
        chosen = self.options.of(self.wanted.path).thinking
        optional = self.wanted.entry is not None and self.wanted.entry.thinking == "optional"
        return False if chosen is None and optional else chosen

    def set_options(self, model: InstalledModel, options: ModelOptions) -> None:
        """Keep a model's options and load it again where that is needed."""
        before = self.options.of(model.path)
        self.options.set(model.path, options)
        light: dict[str, object] = {"sampling": {}, "thinking": None}
        reload = msgspec.structs.replace(before, **light) != msgspec.structs.replace(
            options, **light
        )
        if reload and self.wanted and self.wanted.path == model.path and not self.asleep:
            self.reload()
        self.changed.emit()

    def use_context(self, model: InstalledModel, context: int) -> None:
        """Keep a context for a model among its options, and load it with that."""
        own = msgspec.structs.replace(self.options.of(model.path), context=context)
        self.set_options(model, own)
        if not (self._job and self.wanted and self.wanted.path == model.path):
            self.switch(model)

    def rest(self) -> None:
        """Free the model's memory once the engine is idle; what is asked later loads it again."""
        if self.current:
            self.asleep = True
            self._engine.unload()

    def wake(self) -> None:
        """Load the model again that was put to sleep; what is asked next waits for it."""
        if self.asleep and self.wanted:
            self.switch(self.wanted)

    def let_go(self, model: InstalledModel) -> None:
        """Free a model that is about to be removed; the starter takes its place."""
        if self.wanted and self.wanted.path == model.path:
            starter = next((m for m in self.installed() if m.starter), None)
            if starter:
                self.switch(starter)
            else:
                self.wanted = None
                self._engine.unload()

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
        self._switch(model, self._how(model, force))

    def reload(self) -> None:
        """Load the present model again, e.g. with other settings."""
        if self.wanted:
            self.switch(self.wanted)

    def _switch(self, model: InstalledModel, how: dict[str, Any]) -> None:
        if self._job:
            self._engine.stop(self._job)
            self._job = None
        self.asleep = False
        self.wanted = model
        self._settings.set("unsafe_model", str(model.path))
        job = self._engine.load(str(model.path), **how)
        job.ended.connect(lambda: self._on_loaded(job, model, how))
        self._job = job
        self.changed.emit()

    def _how(self, model: InstalledModel, force: bool) -> dict[str, Any]:
        """Return what Engine.load is given besides the path."""
        settings, setup = self._settings, self.setups.of(model)
        return {
            "context": setup.context,
            "threads": setup.threads,
            "gpu_layers": setup.gpu_layers,
            "kv_type": setup.kv_type,
            "force": force,
            "adapters": self.options.of(model.path).adapters,
            "states": str(self.library.states),
            "state_memory": settings.number("state_memory") << 20,
            "state_disk": settings.number("state_disk") << 20,
            "tuning": setup.tuning,
            "draft": self.setups.draft(model, self.installed()),
        }

    def _on_loaded(self, job: Job, model: InstalledModel, how: dict[str, Any]) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state is JobState.DONE:
            self._loaded, self._loaded_how = model, how
            self._settings.set("model", str(model.path))
        elif job.code is not None:
            self.wanted = self._loaded if self._engine.model else None
            self.failed.emit(job.code, job.params, str(model.path))
            self._go_back(model, how, job.code)
        elif self._engine.state is EngineState.READY:  # stopped, and not with the whole app
            self.wanted = self._loaded if self._engine.model else None
            self._go_back(model, how)
        if job.code is not ErrorCode.ENGINE_CRASHED_LOADING:
            self._settings.set("unsafe_model", "")
        self.changed.emit()

    def _go_back(
        self, model: InstalledModel, how: dict[str, Any], code: ErrorCode | None = None
    ) -> None:
        """After a model that was not loaded, load the last that was, as it was.

        That may be the same model with other options; but not after a crash.
        """
        last = self._loaded
        if last is None or self.wanted is not None:
            return
        crashed = code is ErrorCode.ENGINE_CRASHED_LOADING
        if last.path != model.path or (how != self._loaded_how and not crashed):
            self._switch(last, self._loaded_how)

    def _on_engine_died(self, load: object) -> None:
        if load is None and self.wanted and not self._job and not self.asleep:
            self.switch(self.wanted)

    def _on_setting(self, name: str) -> None:
        if name == "idle_minutes":
            self._watch_idleness()

    def _watch_idleness(self) -> None:
        minutes = self._settings.number("idle_minutes")
        if minutes and not self._engine.busy:
            self._idle.start(minutes * MINUTE_MS)
        else:
            self._idle.stop()

    def _sleep(self) -> None:
        if not self._engine.busy:
            self.rest()
