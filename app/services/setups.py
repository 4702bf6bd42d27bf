"""How a model is loaded: its own options, the preferences, and what was found to suit."""

from __future__ import annotations

from dataclasses import dataclass

from app.memory import predict
from app.protocol import KvType, Tuning
from app.services.engine import Engine
from app.services.fit import Machine
from app.services.library import InstalledModel
from app.services.options import Options
from app.services.settings import Settings
from app.services.tuning import NOT_TUNED, Tunings

KV_TYPES: dict[str, KvType] = {"auto": "f16", "f16": "f16", "q8_0": "q8_0", "q4_0": "q4_0"}
# A draft model must be so much smaller, in bytes read for a token, to be worth its own work.
DRAFT_SHARE = 5
ROOM = 0.8  # of the free memory, which a model and its draft model may take together


@dataclass(frozen=True)
class Setup:
    """What a model is loaded with; `None` leaves it to the engine.

    The engine takes a `context` that is longer than the trained one for the trained one.
    """

    context: int
    kv_type: KvType
    threads: int | None
    gpu_layers: int | None
    tuning: Tuning


class Setups:
    """Decides how models are loaded."""

    def __init__(
        self, engine: Engine, settings: Settings, options: Options, tunings: Tunings
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._options = options
        self._tunings = tunings

    def of(self, model: InstalledModel) -> Setup:
        """Return the setup of an installed model."""
        own = self._options.of(model.path)
        context = own.context or self._settings.number("context")
        layers = self._settings.number("gpu_layers") if own.gpu_layers is None else own.gpu_layers
        return Setup(
            context=context,
            kv_type=own.kv_type or self._kv_type(model, context),
            threads=self._settings.number("threads") or None,
            gpu_layers=None if layers < 0 else layers,
            tuning=self._tunings.of(model) or NOT_TUNED,
        )

    def kv_type(self) -> KvType:
        """Return the cache type to judge a model by that is not here."""
        return KV_TYPES[self._settings.text("kv_type")]

    def _kv_type(self, model: InstalledModel, context: int) -> KvType:
        """Return the chosen cache type; where it is automatic, the one that fits and is fast."""
        if self._settings.text("kv_type") != "auto":
            return self.kv_type()
        tuning = self._tunings.of(model)
        if tuning and tuning.kv_type != "f16":
            return tuning.kv_type
        free = Machine.now(self._engine.pid).available
        needed = predict(model.header, model.size_bytes, context, "f16")
        smaller = predict(model.header, model.size_bytes, context, "q8_0")
        return "q8_0" if needed.total > free >= smaller.total else "f16"

    def draft(self, model: InstalledModel, installed: list[InstalledModel]) -> str:
        """Return the path of the model that drafts for this one, "" for none.

        Where nothing was chosen it is the largest one here that is much smaller, splits text the
        same way and fits the memory beside it.
        """
        chosen = self._options.of(model.path).draft
        if chosen is not None:
            return chosen if any(str(other.path) == chosen for other in installed) else ""
        context = self.of(model).context
        free = ROOM * Machine.now(self._engine.pid).available
        candidates = [
            other
            for other in drafters(model, installed)
            if sum(predict(m.header, m.size_bytes, context, "f16").total for m in (model, other))
            < free
        ]
        best = max(candidates, key=lambda other: other.header.active_bytes, default=None)
        return str(best.path) if best else ""


def drafters(model: InstalledModel, installed: list[InstalledModel]) -> list[InstalledModel]:
    """Return the models that could draft for this one."""
    return [
        other
        for other in installed
        if other.path != model.path
        and other.header.tokenizer == model.header.tokenizer
        and abs(other.header.vocab_size - model.header.vocab_size) <= 128
        and other.header.active_bytes * DRAFT_SHARE <= model.header.active_bytes
    ]
