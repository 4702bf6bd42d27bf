"""What the Code tab works with, built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.assistant import Assistant
from app.services.completion.completer import Completer
from app.services.engine import Engine
from app.services.models import Models
from app.services.settings import Settings
from app.services.sources import Sources
from app.tabs.code.task.ring import Ring


@dataclass(frozen=True)
class CodeDesk:
    """What is open, and what asks the engine."""

    sources: Sources
    ring: Ring
    completer: Completer
    assistant: Assistant

    @classmethod
    def build(cls, engine: Engine, models: Models, settings: Settings, folder: Path) -> CodeDesk:
        """`folder` is for what is open and unsaved."""
        ring = Ring()
        completer = Completer(engine, models, ring)

        def follow(_name: str = "") -> None:
            completer.pace.seconds = settings.number("completion_seconds")
            if completer.enabled != settings.flag("completion"):
                completer.set_enabled(settings.flag("completion"))

        settings.changed.connect(follow)
        follow()
        return cls(Sources(folder), ring, completer, Assistant(engine, models))

    def close(self) -> None:
        """Let go of what is on its way."""
        self.completer.stop()
        self.assistant.stop()
