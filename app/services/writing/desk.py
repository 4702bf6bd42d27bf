"""What the Write tab works with, built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.database import Database
from app.services.documents import Documents
from app.services.engine import Engine
from app.services.library import InstalledModel
from app.services.models import Models
from app.services.writing.assistant import How, WritingAssistant
from app.services.writing.drafter import Drafter
from app.services.writing.generations import Generations
from app.services.writing.kinds import OwnKinds
from app.services.writing.notes import Notes
from app.services.writing.pieces import Pieces
from app.services.writing.versions import Versions


@dataclass(frozen=True)
class WritingDesk:
    """What is kept, and what asks the engine."""

    pieces: Pieces
    versions: Versions
    generations: Generations
    notes: Notes
    assistant: WritingAssistant
    drafter: Drafter
    documents: Documents
    kinds: OwnKinds

    @classmethod
    def build(cls, database: Database, engine: Engine, models: Models, kinds: Path) -> WritingDesk:
        """`kinds` is the file for the person's own kinds of writing."""

        def how(model: InstalledModel) -> How:
            return models.options.of(model.path).adapters, models.setups.of(model).kv_type

        pieces, generations = Pieces(database), Generations(database)
        assistant = WritingAssistant(engine, models, how)
        drafter = Drafter(assistant, pieces, generations)
        versions, notes = Versions(pieces, database), Notes(database)
        return cls(
            pieces,
            versions,
            generations,
            notes,
            assistant,
            drafter,
            Documents(),
            OwnKinds(kinds),
        )

    def close(self) -> None:
        """Pause the drafts on their way, and end the processes that read or write."""
        self.drafter.close()
        self.assistant.close()
        self.documents.shutdown()
