"""How a text was made, and what differs today, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.library import telling
from app.tabs.write.task.generation import (
    FIRST_DIGITS,
    Difference,
    Differs,
    Generation,
    settings,
)

WHEN = QT_TRANSLATE_NOOP("WriteMade", "Written")
MODEL = QT_TRANSLATE_NOOP("WriteMade", "Model")
FILE = QT_TRANSLATE_NOOP("WriteMade", "Model file")
SEED = QT_TRANSLATE_NOOP("WriteMade", "Seed")
SETTINGS = QT_TRANSLATE_NOOP("WriteMade", "Settings")
NOTHING = QT_TRANSLATE_NOOP("WriteMade", "none")
CHANGED = QT_TRANSLATE_NOOP("WriteMade", "{what}: {then} then, {now} now")
PLAIN: dict[Differs, str] = {
    Differs.NO_MODEL: QT_TRANSLATE_NOOP("WriteMade", "There is no model to ask now."),
    Differs.MODEL_UNSURE: QT_TRANSLATE_NOOP(
        "WriteMade",
        "The model file has the name and the size it had, but whether it is the same is not known.",
    ),
    Differs.NO_SEED: QT_TRANSLATE_NOOP("WriteMade", "The seed is not known."),
}
NAMES: dict[Differs, str] = {
    Differs.MODEL: FILE,
    Differs.QUANTIZATION: QT_TRANSLATE_NOOP("WriteMade", "Quantization"),
    Differs.ADAPTERS: QT_TRANSLATE_NOOP("WriteMade", "Adapters"),
    Differs.TEMPLATE: QT_TRANSLATE_NOOP("WriteMade", "Chat template"),
    Differs.SAMPLER: SETTINGS,
    Differs.SEED: SEED,
    Differs.CONSTRAINT: QT_TRANSLATE_NOOP("WriteMade", "Banned phrases"),
    Differs.THINKING: QT_TRANSLATE_NOOP("WriteMade", "Thinking"),
    Differs.CONTEXT: QT_TRANSLATE_NOOP("WriteMade", "Context window"),
    Differs.KV_TYPE: QT_TRANSLATE_NOOP("WriteMade", "Precision of the cache"),
    Differs.ENGINE: QT_TRANSLATE_NOOP("WriteMade", "Engine"),
    Differs.DEVICE: QT_TRANSLATE_NOOP("WriteMade", "Device"),
}
ROLES = {
    "system": QT_TRANSLATE_NOOP("WriteMade", "Instructions"),
    "user": QT_TRANSLATE_NOOP("WriteMade", "Request"),
    "assistant": QT_TRANSLATE_NOOP("WriteMade", "Text that is carried on"),
}


def say(text: str) -> str:
    return QCoreApplication.translate("WriteMade", text)


def difference(one: Difference) -> str:
    """Return what is no longer as it was, in a sentence."""
    if one.code in PLAIN:
        return say(PLAIN[one.code])
    then, now = (value or say(NOTHING) for value in (one.then, one.now))
    return say(CHANGED).format(what=say(NAMES[one.code]), then=then, now=now)


def facts(generation: Generation) -> list[tuple[str, str]]:
    """Return how a text was made, as names and values; what is not known is left out."""
    making = generation.making
    model = making.model
    if making.quantization and making.quantization not in model:
        model = f"{model} · {making.quantization}"
    file = f"{making.file}  {making.sha256[:FIRST_DIGITS]}".strip()
    found = (
        (WHEN, telling.when(generation.created) if generation.created else ""),
        (MODEL, model),
        (FILE, file),
        (SEED, "" if generation.seed is None else str(generation.seed)),
        (SETTINGS, settings(making.sampling)),
    )
    return [(say(name), value) for name, value in found if value]
