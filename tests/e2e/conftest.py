from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "数据 库"
    folder.mkdir()
    # A reply of a small model need not end by itself; it ends where the context does.
    (folder / "settings.json").write_text('{"context": 1024}', encoding="utf-8")
    return folder
