from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from app.hub_protocol import Fetched
from app.paths import Folders
from app.services.library import Library
from app.services.settings import Settings
from tests.ggufs import write_model, write_projector


@pytest.fixture
def library(folders: Folders) -> Library:
    return Library(folders, Settings(folders.settings))


@pytest.fixture
def own(folders: Folders) -> Path:
    """A model with its receipt in the folder of its repository, with its projector."""
    path = write_model(folders.models / "作者" / "repo" / "own 模型.gguf", name="own")
    give_receipt(path)
    give_receipt(write_projector(path.with_name("mmproj-F16.gguf")))
    return path


def give_receipt(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    receipt = Fetched("作者/repo", "main", path.name, path.stat().st_size, digest)
    path.with_name(path.name + ".json").write_bytes(msgspec.json.encode(receipt))
    return digest
