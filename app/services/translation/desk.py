"""What the Translate tab works with, built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.database import Database
from app.services.documents import Documents
from app.services.engine import Engine
from app.services.models import Models
from app.services.translation.glossary import Glossary
from app.services.translation.history import History
from app.services.translation.jobs import DocumentJobs
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
    jobs: DocumentJobs

    @classmethod
    def build(
        cls, database: Database, engine: Engine, models: Models, folder: Path
    ) -> TranslationDesk:
        """`folder` is for our copies of documents."""
        memory, glossary = TranslationMemory(database), Glossary(database)
        progress = Progress(database)
        translator = Translator(engine, models, glossary)
        documents = Documents()
        jobs = DocumentJobs(documents, translator, memory, progress, folder)
        history = History(database)
        return cls(memory, glossary, history, progress, translator, documents, jobs)

    def close(self) -> None:
        """Let go of the documents on their way, and end the processes that read or write."""
        self.jobs.close()
        self.documents.shutdown()
