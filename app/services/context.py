"""Everything that is built once and passed down."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.paths import Folders
from app.protocol import ErrorCode, UserError
from app.services.chats import Chats
from app.services.code import CodeDesk
from app.services.downloads import Downloads
from app.services.engine import Engine
from app.services.hub import Hub
from app.services.library import Library
from app.services.models import Models
from app.services.options import Options
from app.services.poetry.desk import PoetryDesk
from app.services.settings import Settings, write_atomically
from app.services.speed import Probe, Speed
from app.services.store import Store
from app.services.translation.desk import TranslationDesk
from app.services.tuning import Tuner, Tunings
from app.services.watch import Watch
from app.services.writing.desk import WritingDesk


@dataclass(frozen=True)
class Services:
    """The services of one running app."""

    folders: Folders
    settings: Settings
    store: Store
    engine: Engine
    watch: Watch
    models: Models
    speed: Speed
    probe: Probe
    hub: Hub
    downloads: Downloads
    chats: Chats
    translation: TranslationDesk
    code: CodeDesk
    writing: WritingDesk
    poetry: PoetryDesk

    @classmethod
    def build(cls, folders: Folders) -> Services:
        """Open the data folder; raises UserError when it cannot be used."""
        prepare(folders)
        settings = Settings(folders.settings)
        store = Store(folders.database)
        engine = Engine(log_line=logging.getLogger("engine").info)
        library = Library(folders, settings)
        options, tunings = Options(folders.model_options), Tunings(folders.tunings)
        models = Models(engine, settings, library, options, tunings)
        tuner = Tuner(engine, tunings, parent=models)
        models.changed.connect(lambda: tuner.look_after(models.current))
        watch = Watch(engine)
        speed = Speed(folders.speed)
        probe = Probe(speed)
        hub = Hub(settings)
        downloads = Downloads(hub, folders)
        chats = Chats(store, engine, models)
        chats.finished.connect(lambda result: speed.note(models.current, result))
        translation = TranslationDesk.build(store.database, engine, models, folders.documents)
        code = CodeDesk.build(engine, models, settings, folders.code)
        writing = WritingDesk.build(store.database, engine, models, folders.kinds)
        poetry = PoetryDesk(store.database, engine, models)
        return cls(
            folders,
            settings,
            store,
            engine,
            watch,
            models,
            speed,
            probe,
            hub,
            downloads,
            chats,
            translation,
            code,
            writing,
            poetry,
        )

    def move_data(self, folder: Path) -> None:
        """Copy conversations, documents and settings to `folder`, which the next start uses.

        What is in the present folder stays there. Raises UserError; then nothing has changed.
        """
        target = Folders(folder, folder / "cache", folder / "logs")
        prepare(target)
        if not target.database.exists():
            self.store.copy_to(target.database)
        try:
            for old, new in (
                (self.folders.settings, target.settings),
                (self.folders.kinds, target.kinds),
            ):
                if old.exists() and not new.exists():
                    shutil.copyfile(old, new)
            for kept in (self.folders.documents, self.folders.code):
                if kept.exists():
                    goal = target.data / kept.relative_to(self.folders.data)
                    shutil.copytree(kept, goal, dirs_exist_ok=True)
            Folders.choice().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or ""
            raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(folder), reason=reason) from error
        write_atomically(Folders.choice(), f"{folder}\n")

    def close(self) -> None:
        """Save what is on its way and end the engine."""
        self.watch.close()
        self.chats.close()
        self.translation.close()
        self.code.close()
        self.writing.close()
        self.poetry.close()
        self.downloads.close()
        self.hub.shutdown()
        self.probe.close()
        self.engine.shutdown()
        self.store.close()


def prepare(folders: Folders) -> None:
    """Create the folders and try to write; raises UserError."""
    try:
        folders.create()
    except OSError as error:
        code = (
            ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.DATA_FOLDER_READ_ONLY
        )
        raise UserError(code, path=str(folders.data)) from error
    if not os.access(folders.data, os.W_OK):
        raise UserError(ErrorCode.DATA_FOLDER_READ_ONLY, path=str(folders.data))
