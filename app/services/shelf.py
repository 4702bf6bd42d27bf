"""What the Models page shows: installed and available models in one list, judged."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.protocol import KvType, Measured
from app.services import fit
from app.services.catalogue import Entry, Task
from app.services.downloads import Download, Downloads
from app.services.fit import Fit, Machine
from app.services.library import InstalledModel
from app.services.models import Models
from app.services.settings import Settings
from app.services.speed import Speed


@dataclass
class Item:
    """One model: installed, on its way, or to be had. `best` names the jobs it is best at."""

    id: str
    name: str
    fit: Fit
    context: int
    entry: Entry | None = None
    model: InstalledModel | None = None
    download: Download | None = None
    best: list[Task] = field(default_factory=list)

    @property
    def quantization(self) -> str:
        if self.model:
            return self.model.header.quantization
        return self.entry.quantization if self.entry else ""

    @property
    def parameters(self) -> int:
        if self.model:
            return self.model.header.parameters
        return self.entry.parameters if self.entry else 0

    @property
    def size_bytes(self) -> int:
        if self.model:
            return self.model.size_bytes
        if self.entry:
            return self.entry.size_bytes
        return self.download.total if self.download else 0

    @property
    def languages(self) -> tuple[str, ...]:
        if self.entry:
            return self.entry.languages
        return self.model.languages if self.model else ()

    def answers(self, text: str, job: str, language: str) -> bool:
        """Tell whether it is among what a person looks for; "" means any."""
        entry = self.entry
        if job and not (entry and job in entry.jobs):
            return False
        if language and language not in self.languages:
            return False
        where = [self.name, self.id, self.quantization, entry.repo if entry else ""]
        return text.casefold() in " ".join(where).casefold()


class Shelf:
    """Puts together what the services know; measured memory is remembered by path."""

    def __init__(
        self, models: Models, downloads: Downloads, settings: Settings, speed: Speed
    ) -> None:
        self._models = models
        self._downloads = downloads
        self._settings = settings
        self._speed = speed
        self.measured: dict[tuple[str, int, KvType], Measured] = {}

    def items(self, engine_pid: int, language: str) -> list[Item]:
        """Return all models: those here, those on their way, those to be had."""
        machine = Machine.now(engine_pid)
        library = self._models.library
        here = [self._installed(model, machine) for model in library.installed()]
        ids = {item.entry.id for item in here if item.entry}
        catalogue = [entry for entry in library.catalogue if entry.repo]
        judged = [(entry, self.judge_entry(entry, machine)) for entry in catalogue]
        best = fit.best_choices(judged, language)
        available = [
            Item(entry.id, entry.name, found, self._context(entry.context), entry)
            for entry, found in judged
            if entry.id not in ids
        ]
        for item in [*here, *available]:
            item.download = self._downloads.get(item.id)
            item.best = [job for job, name in best.items() if item.entry and name == item.entry.id]
        known = {item.id for item in available}
        others = [d for d in self._downloads if d.request.id not in known]
        return [*here, *(self._foreign(download, machine) for download in others), *available]

    def setup(self, model: InstalledModel) -> tuple[int, KvType]:
        """Return the context and cache type that a model would be loaded with."""
        setup = self._models.setups.of(model)
        return min(setup.context, model.header.context_length or setup.context), setup.kv_type

    def keep(self, key: tuple[str, int, KvType], found: object) -> bool:
        """Remember what was measured of a model; False when it was not."""
        if isinstance(found, Measured):
            self.measured[key] = found
        return isinstance(found, Measured)

    def judge_entry(self, entry: Entry, machine: Machine) -> Fit:
        """Judge a model of the catalogue by what the catalogue says."""
        memory = fit.memory_of_entry(
            entry, self._settings.number("context"), self._models.setups.kv_type()
        )
        return fit.judge(memory, machine, self._speed.expected(fit.active_bytes(entry)))

    def _installed(self, model: InstalledModel, machine: Machine) -> Item:
        context, kv_type = self.setup(model)
        measured = self.measured.get((str(model.path), context, kv_type))
        memory = fit.memory_of(model, context, kv_type, measured)
        speed = self._speed.measured(model.path) or self._speed.expected(model.header.active_bytes)
        judged = fit.judge(memory, machine, speed)
        return Item(model.id, model.name, judged, context, model.entry, model)

    def _foreign(self, download: Download, machine: Machine) -> Item:
        """Return an item for a download that is in no catalogue."""
        size = download.total
        memory = fit.memory_by_size(
            size, self._settings.number("context"), self._models.setups.kv_type()
        )
        judged = fit.judge(memory, machine, self._speed.expected(size))
        name = download.request.name
        return Item(
            download.request.id, name, judged, self._settings.number("context"), download=download
        )

    def _kv_type(self) -> KvType:
        return self._models.setups.kv_type()

    def _context(self, trained: int) -> int:
        return min(self._settings.number("context"), trained)
