"""Logs: the app's, the engine's, and what a crash leaves behind. All stay on this computer."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import sys
from pathlib import Path

SIZE_BYTES = 1_000_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def to_files(folder: Path) -> None:
    """Log to `folder`; a fatal signal writes its stacks to crash.log there."""
    handler = logging.handlers.RotatingFileHandler(
        folder / "inkstone.log", maxBytes=SIZE_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    engine = logging.handlers.RotatingFileHandler(
        folder / "engine.log", maxBytes=SIZE_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    engine.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    engine_log = logging.getLogger("engine")
    engine_log.addHandler(engine)
    engine_log.propagate = False
    # The file stays open for as long as the process lives: faulthandler needs its descriptor.
    descriptor = os.open(folder / "crash.log", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644)
    faulthandler.enable(descriptor)


def to_stderr(level: int = logging.WARNING) -> None:
    """Log warnings to stderr, for the command line."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s: %(message)s")
