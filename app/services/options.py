"""What holds for one model: context, cache, sampling, thinking, adapters."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.protocol import Adapter, KvType
from app.services.settings import write_atomically

log = logging.getLogger(__name__)


class ModelOptions(Struct, frozen=True):
    """A person's choices for one model; None and nothing mean "as in the preferences".

    `draft` is the path of a model that drafts for it, "" for none, None for an automatic choice.
    """

    context: int | None = None
    gpu_layers: int | None = None
    kv_type: KvType | None = None
    sampling: dict[str, Any] = {}
    thinking: bool | None = None
    adapters: tuple[Adapter, ...] = ()
    draft: str | None = None


class Options:
    """Keeps ModelOptions by path in a JSON file that is replaced whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._all: dict[str, ModelOptions] = {}
        try:
            self._all = msgspec.json.decode(file.read_bytes(), type=dict[str, ModelOptions])
        except FileNotFoundError:
            pass
        except (OSError, msgspec.MsgspecError) as error:
            log.info("model options cannot be read: %s", error)
            aside = file.with_name(file.name + ".damaged")
            if file.exists():
                file.replace(aside)

    def of(self, path: Path) -> ModelOptions:
        """Return the options of the model at `path`."""
        return self._all.get(str(path), ModelOptions())

    def set(self, path: Path, options: ModelOptions) -> None:
        """Keep the options of a model; raises UserError(FILE_UNWRITABLE)."""
        self._all[str(path)] = options
        if options == ModelOptions():
            del self._all[str(path)]
        write_atomically(self._file, msgspec.json.encode(self._all).decode())
