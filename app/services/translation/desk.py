"""What the Translate tab works with, built once."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.database import Database
from app.services.documents import Documents
from app.services.engine import Engine
from app.services.models import Models
from app.services.translation.glossary import Glossary
from app.services.translation.history import History
from app.services.translation.memory import TranslationMemory
from app.services.translation.progress import Progress
from app.services.translation.translator import Translator


@dataclass(frozen=True)
class TranslationDesk:
    """What is kept, and what asks the engine."""

    memory: TranslationMemory
    glossary: Glossary
    history: History
    progress: Progress
    translator: Translator
    documents: Documents

    @classmethod
    def build(cls, database: Database, engine: Engine, models: Models) -> TranslationDesk:
        glossary = Glossary(database)
        return cls(
            TranslationMemory(database),
            glossary,
            History(database),
            Progress(database),
            Translator(engine, models, glossary),
            Documents(),
        )

    def close(self) -> None:
        """End the processes that read or write documents."""
        self.documents.shutdown()
